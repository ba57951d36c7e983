//! The card of a story for those who pass it on: drawn as SVG, 1200 × 630, with nothing but the title's words, the
//! section and the book's name.

use super::frame::Frame;
use super::pages::stories::StoryRow;
use std::fmt::Write as _;

/// Letters in a line of the title; it is set at a fixed size, and a wide letter takes no more than this allows.
const LINE_LETTERS: usize = 34;
/// Lines of the title.
const LINES: usize = 5;

/// The card.
#[must_use]
pub fn card(frame: &Frame, row: &StoryRow) -> String {
    let mut out = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\" viewBox=\"0 0 1200 630\" \
         role=\"img\" font-family=\"'Source Serif 4',Georgia,'Times New Roman',serif\">\n",
    );
    let _ = writeln!(out, "<title>{}</title>", escaped(&row.title));
    out.push_str(
        "<rect width=\"1200\" height=\"630\" fill=\"#fbf7ef\"/>\n<rect width=\"1200\" height=\"14\" fill=\"#9b1c1f\"/>\n",
    );
    let _ = writeln!(
        out,
        "<text x=\"80\" y=\"110\" font-size=\"30\" fill=\"#9b1c1f\">{}</text>",
        escaped(&frame.word("story-section", row.section))
    );
    for (place, line) in lines(&row.title).iter().enumerate() {
        let y = 190 + place * 76;
        let _ = writeln!(
            out,
            "<text x=\"80\" y=\"{y}\" font-size=\"60\" fill=\"#1f1b16\">{}</text>",
            escaped(line)
        );
    }
    let _ = writeln!(
        out,
        "<text x=\"80\" y=\"580\" font-size=\"28\" fill=\"#5b5348\">{} · {}</text>",
        escaped(&frame.text("site-name")),
        escaped(&shortened(&frame.book_name(), 70))
    );
    out.push_str("</svg>\n");
    out
}

/// The title in lines, broken between words.
fn lines(title: &str) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in title.split_whitespace() {
        let last = lines.last_mut().map(|line| (line.chars().count(), line));
        match last {
            Some((0, line)) => line.push_str(word),
            Some((count, line)) if count + 1 + word.chars().count() <= LINE_LETTERS => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > LINES {
        lines.truncate(LINES);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    lines
}

fn shortened(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    text.chars().take(letters).chain(['…']).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
