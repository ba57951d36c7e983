//! The text of a story, from Markdown to its tree. Whatever names money or a count and is not bound to the books
//! is refused here: digits, and numbers in words beside what they count. So are markup, pictures and code.

mod counted;
mod reading;

use super::fault::{Fault, Reason};
use super::marks::{Mark, Marked, number_of};
use super::tree::Inline;
use chungtay_ledger::kinds::stories::StoryLanguage;

pub(super) use reading::read;

/// Stands for what a mark comes to where numbers are looked for.
const BOUND: char = '\u{FFFC}';

/// The words of one paragraph, heading or cell as a reader sees them, and where each piece stands in the file.
pub(super) struct Prose {
    language: StoryLanguage,
    seen: String,
    /// Where a piece begins in `seen`, where in the file, and whether each of its bytes stands there too.
    pieces: Vec<(usize, usize, bool)>,
}

impl Prose {
    pub fn new(language: StoryLanguage) -> Self {
        Self { language, seen: String::new(), pieces: Vec::new() }
    }

    /// Takes up words that begin at a byte of the file, and splits them at their marks. `verbatim`: every
    /// byte of the words stands in the file as it is.
    pub fn text(
        &mut self,
        words: &str,
        at: usize,
        verbatim: bool,
        marks: &[Marked],
    ) -> Vec<Inline> {
        self.pieces.push((self.seen.len(), at, verbatim));
        let mut inlines = Vec::new();
        let mut rest = words;
        while let Some((before, number, letter)) = next_mark(rest) {
            self.plain(before, &mut inlines);
            let fill = marks.get(number).map_or(0, |mark| mark.span.len().saturating_sub(3));
            rest = rest.get(before.len() + letter.len_utf8() + fill..).unwrap_or_default();
            self.seen.push(BOUND);
            self.pieces.push((self.seen.len(), at + (words.len() - rest.len()), verbatim));
            inlines.push(Inline::Bound(number));
        }
        self.plain(rest, &mut inlines);
        inlines
    }

    fn plain(&mut self, words: &str, inlines: &mut Vec<Inline>) {
        if !words.is_empty() {
            self.seen.push_str(words);
            inlines.push(Inline::Text(words.to_owned()));
        }
    }

    /// A new line, or the edge of a link or of stressed words: no letter stands there.
    pub fn space(&mut self) {
        self.seen.push(' ');
    }

    /// Where a byte of what is seen stands in the file.
    fn place(&self, seen: usize) -> usize {
        let piece = self.pieces.iter().rev().find(|(begin, ..)| *begin <= seen);
        piece.map_or(0, |(begin, at, verbatim)| if *verbatim { at + (seen - begin) } else { *at })
    }

    /// Notes every number that is not bound, a run of digits once.
    pub fn check(&self, text: &str, faults: &mut Vec<Fault>) {
        let mut digits = self.seen.char_indices().filter(|(_, letter)| letter.is_numeric());
        let mut after = 0;
        let is_part = |letter: char| letter.is_numeric() || matches!(letter, '.' | ',' | '/' | '-');
        for (at, _) in digits.by_ref() {
            if at < after {
                continue;
            }
            let run: String =
                self.seen[at..].chars().take_while(|letter| is_part(*letter)).collect();
            let run = run.trim_end_matches(['.', ',', '/', '-']);
            after = at + run.len();
            faults.push(Fault::at(text, self.place(at), run, Reason::Digit));
        }
        for (at, words) in counted::numbers(&self.seen, self.language) {
            // "295 triệu đồng" is one fault.
            if self.seen[..at].trim_end().ends_with(char::is_numeric) {
                continue;
            }
            faults.push(Fault::at(text, self.place(at), &words, Reason::NumberWords));
        }
    }
}

/// What stands before the next mark, its number and its letter.
fn next_mark(words: &str) -> Option<(&str, usize, char)> {
    let (at, letter) = words.char_indices().find(|(_, letter)| number_of(*letter).is_some())?;
    Some((&words[..at], number_of(letter)?, letter))
}

/// Whether a mark stands for a directive.
pub(super) fn is_directive(inline: &Inline, marks: &[Marked]) -> bool {
    let Inline::Bound(number) = inline else { return false };
    matches!(marks.get(*number).map(|found| &found.mark), Some(Mark::Directive(..)))
}
