//! Marks: `{{ … }}` in a text, and directives at the beginning of a line. Each is covered by letters of the same
//! length before Markdown is read, so that nothing in a mark is taken for Markdown and every place stays.

use super::blocks::{DIRECTIVES, Takes};
use super::fault::{Fault, Reason};
use chungtay_ledger::asking::{self, Expression};
use chungtay_ledger::chainage::Chainage;
use chungtay_ledger::date::Date;
use std::ops::Range;

/// The letter that stands for the first mark; the second's is the next one. Private use, three bytes each.
const FIRST: u32 = 0xE000;
/// After the last letter for a mark.
const END: u32 = 0xF900;
/// What fills the rest of a covered mark.
const FILL: char = 'x';

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `295.000.000 đ`.
    Full,
    /// `295 triệu đồng`.
    Short,
    /// `hai trăm chín mươi lăm triệu đồng`.
    Words,
}

impl Form {
    /// Every form with its word.
    pub const ALL: &'static [(&'static str, Self)] =
        &[("full", Self::Full), ("short", Self::Short), ("words", Self::Words)];
}

/// A day, a month, a year, or a stretch of years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// A day.
    Day(Date),
    /// A month of a year.
    Month(i16, i8),
    /// A year.
    Year(i16),
    /// From one year to another.
    Years(i16, i16),
}

/// What a mark says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A number asked of the books.
    Figure(Expression, Form),
    /// The name of something in the book.
    Name(String),
    /// The number of a document in the book.
    Document(String),
    /// A day.
    Date(Day),
    /// A place along the border posts, verbatim.
    Chainage(String),
    /// Words quoted, and the claim, statement or source they stand in.
    Quote(String, String),
    /// The source of a quotation.
    Source(String),
    /// A directive and what it is about.
    Directive(&'static str, Vec<String>),
}

/// A mark and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// What it says.
    pub mark: Mark,
    /// Where, in bytes of the file.
    pub span: Range<usize>,
    /// Where in the file its question begins, or what it names.
    pub inner: usize,
}

/// The text with every mark covered, and the marks; a mark that cannot be read is a fault.
pub(super) fn cover(text: &str, faults: &mut Vec<Fault>) -> (String, Vec<Marked>) {
    let mut covered = String::with_capacity(text.len());
    let mut marks: Vec<Marked> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let begins_line = at == 0 || text.as_bytes()[at - 1] == b'\n';
        let (end, found) = if begins_line && rest.starts_with("::") {
            directive(text, at, faults)
        } else if rest.starts_with("{{") {
            braces(text, at, faults)
        } else {
            let letter = rest.chars().next().unwrap_or_default();
            if (FIRST..END).contains(&u32::from(letter)) || is_unseen(letter) {
                faults.push(Fault::at(text, at, "", Reason::Letter));
            }
            covered.push(letter);
            at += letter.len_utf8();
            continue;
        };
        let length = end - at;
        match (found, letter_for(marks.len())) {
            (Some((mark, inner)), Some(letter)) if length >= letter.len_utf8() => {
                covered.push(letter);
                covered.extend(std::iter::repeat_n(FILL, length - letter.len_utf8()));
                marks.push(Marked { mark, span: at..end, inner });
            }
            // A fault is noted, or there are thousands of marks.
            _ => covered.extend(std::iter::repeat_n(FILL, length)),
        }
        at = end;
    }
    (covered, marks)
}

/// Letters that nobody sees: a number could hide behind them.
fn is_unseen(letter: char) -> bool {
    letter == '\0'
        || matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn letter_for(number: usize) -> Option<char> {
    let code = u32::try_from(number).ok()?.checked_add(FIRST)?;
    char::from_u32(code).filter(|_| code < END)
}

/// The mark that a letter stands for.
pub(super) fn number_of(letter: char) -> Option<usize> {
    let code = u32::from(letter);
    (FIRST..END).contains(&code).then(|| usize::try_from(code - FIRST).unwrap_or(usize::MAX))
}

type Read = (usize, Option<(Mark, usize)>);

/// `::name id id` up to the first word that is no identifier, or the end of the line.
fn directive(text: &str, at: usize, faults: &mut Vec<Fault>) -> Read {
    let line_end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let line = &text[at + 2..line_end];
    let name: String = line.chars().take_while(char::is_ascii_lowercase).collect();
    let Some((name, takes)) = DIRECTIVES.iter().find(|(known, _)| *known == name) else {
        faults.push(Fault::at(text, at, &format!("::{name}"), Reason::Directive));
        return (line_end, None);
    };
    let after = at + 2 + name.len();
    if *takes == Takes::Number {
        return (after, Some((Mark::Directive(name, Vec::new()), after)));
    }
    let ids: Vec<String> = text[after..line_end].split_whitespace().map(str::to_owned).collect();
    let inner = line_end - text[after..line_end].trim_start().len();
    if ids.is_empty() {
        faults.push(Fault::at(text, at, &format!("::{name}"), Reason::DirectiveNeeds));
    }
    let end = at + text[at..line_end].trim_end().len();
    (end, Some((Mark::Directive(name, ids), inner)))
}

fn braces(text: &str, at: usize, faults: &mut Vec<Fault>) -> Read {
    let line_end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let Some(close) = text[at..line_end].find("}}").map(|close| at + close) else {
        faults.push(Fault::at(text, at, "{{", Reason::OpenMark));
        return (at + 2, None);
    };
    let end = close + 2;
    let (begin, inside) = trimmed(at + 2, &text[at + 2..close]);
    let (keyword, rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    let (rest_at, rest) = trimmed(begin + (inside.len() - rest.len()), rest);
    let read = match keyword {
        "name" => Ok(Mark::Name(rest.to_owned())),
        "document" => Ok(Mark::Document(rest.to_owned())),
        "source" => Ok(Mark::Source(rest.to_owned())),
        "date" => day(rest).map(Mark::Date).ok_or((rest_at, rest.to_owned(), Reason::Day)),
        "chainage" if Chainage::parse(rest).is_some() => Ok(Mark::Chainage(rest.to_owned())),
        "chainage" => Err((rest_at, rest.to_owned(), Reason::Chainage)),
        "quote" => quote(rest).ok_or((rest_at, rest.to_owned(), Reason::NoSource)),
        _ => figure(begin, inside),
    };
    match read {
        Ok(mark) => {
            let is_figure = matches!(mark, Mark::Figure(..));
            (end, Some((mark, if is_figure { begin } else { rest_at })))
        }
        Err((place, words, reason)) => {
            faults.push(Fault::at(text, place, &words, reason));
            (end, None)
        }
    }
}

/// Words without the white space around them, and where they begin.
fn trimmed(at: usize, words: &str) -> (usize, &str) {
    (at + (words.len() - words.trim_start().len()), words.trim())
}

/// `question | form`.
fn figure(at: usize, inside: &str) -> Result<Mark, (usize, String, Reason)> {
    let (question, form) = match inside.rsplit_once('|') {
        Some((question, form)) => (question.trim_end(), form.trim()),
        None => (inside, "full"),
    };
    let known = Form::ALL.iter().find(|(word, _)| *word == form).map(|(_, form)| *form);
    let Some(form) = known else {
        let choices = Form::ALL.iter().map(|(word, _)| *word).collect();
        return Err((at + question.len(), form.to_owned(), Reason::Form(choices)));
    };
    match asking::parse(question) {
        Ok(expression) if expression.as_of.is_some() => {
            Err((at, question.to_owned(), Reason::AsOf))
        }
        Ok(expression) => Ok(Mark::Figure(expression, form)),
        Err(problem) => {
            Err((at + problem.span.start, problem.words.clone(), Reason::Question(problem)))
        }
    }
}

/// `source "words"`, in straight or curly quotation marks.
fn quote(rest: &str) -> Option<Mark> {
    let (source, words) = rest.split_once(char::is_whitespace)?;
    let words = words.trim();
    let inside = words
        .strip_prefix('"')
        .and_then(|words| words.strip_suffix('"'))
        .or_else(|| words.strip_prefix('“').and_then(|words| words.strip_suffix('”')))?;
    (!inside.trim().is_empty()).then(|| Mark::Quote(source.to_owned(), inside.trim().to_owned()))
}

/// `2023-05-31`, `2023-05`, `2023` or `2020-2025`.
fn day(words: &str) -> Option<Day> {
    if let Some(date) = Date::parse_iso(words) {
        return Some(Day::Day(date));
    }
    let is_year = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    match words.split_once('-') {
        None if is_year(words) => words.parse().ok().map(Day::Year),
        Some((from, to)) if is_year(from) && is_year(to) => {
            let (from, to) = (from.parse().ok()?, to.parse().ok()?);
            (from < to).then_some(Day::Years(from, to))
        }
        Some((year, month)) if is_year(year) => {
            let (year, month) = (year.parse().ok()?, month.parse().ok()?);
            Date::new(year, month, 1).map(|_| Day::Month(year, month))
        }
        _ => None,
    }
}
