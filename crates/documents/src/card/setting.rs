//! Words set into lines by the widths of their letters: broken between words, made smaller where they do not fit, cut
//! only at the smallest size. Draws nothing.

use super::faces::{Faces, Shaped};

/// What a cut line ends with.
const CUT: char = '…';

/// Lines of one size.
pub(super) struct Setting {
    /// The letters' size in pixels.
    pub size: f32,
    /// The lines.
    pub lines: Vec<Shaped>,
}

/// Sets a text into as many lines as a height has room for, in the largest of these sizes in which it fits.
pub(super) fn set(faces: &Faces<'_>, text: &str, room: (f32, f32), sizes: &[Size]) -> Setting {
    let words: Vec<(&str, f32)> =
        text.split_whitespace().map(|word| (word, faces.shaped(word).width)).collect();
    let space = faces.shaped(" ").width;
    let mut smallest = Setting { size: 0.0, lines: Vec::new() };
    for Size { size, line_height } in sizes {
        let most = lines_within(room.1, *line_height);
        let lines = broken(&words, space, room.0 / size);
        if lines.len() <= most && words.iter().all(|(_, width)| width * size <= room.0) {
            let lines = lines.iter().map(|line| faces.shaped(line)).collect();
            return Setting { size: *size, lines };
        }
        let shown = lines.iter().take(most).enumerate().map(|(place, line)| {
            let more = place + 1 == most && lines.len() > most;
            cut(faces, line, room.0 / size, more)
        });
        smallest = Setting { size: *size, lines: shown.collect() };
    }
    smallest
}

/// One line, cut where it is too wide; widths in parts of the letters' size.
pub(super) fn one_line(faces: &Faces<'_>, text: &str, width: f32) -> Shaped {
    cut(faces, text, width, false)
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
    let mut kept = text.to_owned();
    loop {
        let shaped = faces.shaped(&format!("{}{CUT}", kept.trim_end()));
        if shaped.width <= width || kept.is_empty() {
            return shaped;
        }
        // Between words, but for a word that fills the line alone.
        match kept.rfind(char::is_whitespace) {
            Some(at) => kept.truncate(at),
            None => drop(kept.pop()),
        }
    }
}
