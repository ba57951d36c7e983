//! Words set into lines by the widths of their letters: broken between words, made smaller where they do not fit, cut
//! only at the smallest size. Draws nothing. However long a text is, no more of it is looked at than a card could hold.

use super::faces::{Faces, Shaped};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// What a cut line ends with.
const CUT: char = '…';
/// Letters of a text that are looked at: more than a card has room for at its smallest size.
const MOST_LETTERS: usize = 800;

/// Lines of one size.
pub(super) struct Setting {
    /// The letters' size in pixels.
    pub size: f32,
    /// The lines.
    pub lines: Vec<Shaped>,
}

/// Sets a text into as many lines as a height has room for, in the largest of these sizes in which it fits.
pub(super) fn set(faces: &Faces<'_>, text: &str, room: (f32, f32), sizes: &[Size]) -> Setting {
    let text = within_reason(text);
    let words: Vec<(&str, f32)> =
        text.split_whitespace().map(|word| (word, faces.shaped(word).width)).collect();
    let space = faces.shaped(" ").width;
    for Size { size, line_height } in sizes {
        let lines = broken(&words, space, room.0 / size);
        let fits = lines.len() <= lines_within(room.1, *line_height)
            && words.iter().all(|(_, width)| width * size <= room.0);
        if fits {
            let lines = lines.iter().map(|line| faces.shaped(line)).collect();
            return Setting { size: *size, lines };
        }
    }
    let Some(Size { size, line_height }) = sizes.last() else {
        return Setting { size: 0.0, lines: Vec::new() };
    };
    let most = lines_within(room.1, *line_height);
    let lines = broken(&words, space, room.0 / size);
    let shown = lines.iter().take(most).enumerate().map(|(place, line)| {
        let more = place + 1 == most && lines.len() > most;
        cut(faces, line, room.0 / size, more)
    });
    Setting { size: *size, lines: shown.collect() }
}

/// One line, cut where it is too wide; widths in parts of the letters' size.
pub(super) fn one_line(faces: &Faces<'_>, text: &str, width: f32) -> Shaped {
    cut(faces, &within_reason(text), width, false)
}

/// The text, or as many of its letters as are looked at, with a mark that more follows.
fn within_reason(text: &str) -> Cow<'_, str> {
    if text.len() <= MOST_LETTERS || text.nfc().nth(MOST_LETTERS).is_none() {
        return Cow::Borrowed(text);
    }
    let kept: String = text.nfc().take(MOST_LETTERS).collect();
    Cow::Owned(format!("{}{CUT}", kept.trim_end()))
}

/// A size of letters, with the height of their lines.
#[derive(Clone, Copy)]
pub(super) struct Size {
    /// The letters' size in pixels.
    pub size: f32,
    /// From one base line to the next.
    pub line_height: f32,
}

fn lines_within(height: f32, line_height: f32) -> usize {
    let mut lines = 1;
    let mut used = line_height;
    while used + line_height <= height {
        used += line_height;
        lines += 1;
    }
    lines
}

fn broken(words: &[(&str, f32)], space: f32, width: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0.0;
    for (word, wide) in words {
        match lines.last_mut() {
            Some(line) if used + space + wide <= width => {
                line.push(' ');
                line.push_str(word);
                used += space + wide;
            }
            _ => {
                lines.push((*word).to_owned());
                used = *wide;
            }
        }
    }
    lines
}

/// The line as far as it fits, with a mark where something is left out.
fn cut(faces: &Faces<'_>, text: &str, width: f32, more: bool) -> Shaped {
    let whole = faces.shaped(text);
    if whole.width <= width && !more {
        return whole;
    }
    // Between words, but for a word that fills the line alone.
    let spaces: Vec<usize> = text
        .char_indices()
        .filter(|(_, letter)| letter.is_whitespace())
        .map(|(at, _)| at)
        .collect();
    let word = spaces.first().copied().unwrap_or(text.len());
    let letters = text[..word].char_indices().map(|(at, _)| at);
    let ends: Vec<usize> = letters.chain(spaces).chain([text.len()]).collect();
    let marked = |end: usize| faces.shaped(&format!("{}{CUT}", text[..end].trim_end()));
    let fitting = ends.partition_point(|end| marked(*end).width <= width);
    marked(fitting.checked_sub(1).and_then(|last| ends.get(last)).copied().unwrap_or(0))
}
