//! Gifts and bank lines: search, filter, sort, page by page. The form is read here; what matches is the
//! source's work.

pub mod asked;

use crate::portal::figure::Figure;
use crate::portal::frame::Frame;
use crate::portal::record::{Amount, LineState, Named, Opened};
use askama::Template;
use asked::{Asked, told_apart};
use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;
use serde::Deserialize;

/// How many lines stand on a page.
pub const PAGE_LENGTH: usize = 50;

/// The form as it was sent; every field may be empty.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LinesForm {
    /// Words of the memo, with or without diacritics.
    pub words: String,
    /// An amount as people write it.
    pub amount: String,
    /// A day, `YYYY-MM-DD`.
    pub day: String,
    /// A document number.
    pub document: String,
    /// A fund's identifier.
    pub fund: String,
    /// An account's identifier.
    pub account: String,
    /// `in` or `out`.
    pub direction: String,
    /// A state's word.
    pub state: String,
    /// `newest` or `amount`.
    pub sort: String,
    /// Continue after this cursor.
    pub after: String,
    /// Go back before this cursor.
    pub before: String,
}

/// Which way money went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Into the account.
    In,
    /// Out of it.
    Out,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Newest first.
    #[default]
    Newest,
    /// Largest first.
    Amount,
}

/// From where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cursor {
    /// The first page.
    #[default]
    Start,
    /// After this place (a text the source gave).
    After(String),
    /// Before it.
    Before(String),
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinesQuery {
    /// Words of the memo; all must match, the last as a prefix.
    pub words: Option<String>,
    /// Exactly this amount, whichever way it went.
    pub amount: Option<Dong>,
    /// On this day.
    pub day: Option<Date>,
    /// With this document number.
    pub document: Option<String>,
    /// In this fund.
    pub fund: Option<String>,
    /// On this account.
    pub account: Option<String>,
    /// Which way.
    pub direction: Option<Direction>,
    /// In this state.
    pub state: Option<LineState>,
    /// In which order.
    pub sort: Sort,
    /// From where.
    pub cursor: Cursor,
}

/// A field of the form that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormProblem {
    /// The amount.
    Amount,
    /// The day.
    Day,
    /// A choice that is not offered.
    Choice,
}

impl FormProblem {
    /// The message that says what to write instead.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Amount => "lines-problem-amount",
            Self::Day => "lines-problem-day",
            Self::Choice => "lines-problem-choice",
        }
    }
}

impl LinesForm {
    /// Reads the form, a day without its year as one up to `last_day`; a field that cannot be read is a problem, never ignored.
    pub fn read(&self, last_day: Option<Date>) -> Result<LinesQuery, Vec<FormProblem>> {
        let mut problems = Vec::new();
        let amount = filled(&self.amount).and_then(|text| {
            chungtay_text::money::parse(text).map_err(|_| problems.push(FormProblem::Amount)).ok()
        });
        let day = filled(&self.day).and_then(|text| {
            let day = Date::parse_iso(text);
            day.is_none().then(|| problems.push(FormProblem::Day));
            day
        });
        let asked = self.asked(last_day);
        let query = LinesQuery {
            words: asked.words,
            amount: amount.or(asked.amount),
            day: day.or(asked.day),
            document: filled(&self.document).map(str::to_owned).or(asked.document),
            fund: filled(&self.fund).map(str::to_owned),
            account: filled(&self.account).map(str::to_owned),
            direction: self.direction(&mut problems),
            state: self.state(&mut problems),
            sort: self.sort(&mut problems),
            cursor: match (filled(&self.after), filled(&self.before)) {
                (Some(after), _) => Cursor::After(after.to_owned()),
                (None, Some(before)) => Cursor::Before(before.to_owned()),
                (None, None) => Cursor::Start,
            },
        };
        if problems.is_empty() { Ok(query) } else { Err(problems) }
    }

    /// What the one box asks for. A field filled by itself goes before: the box then holds only words.
    #[must_use]
    pub fn asked(&self, last_day: Option<Date>) -> Asked {
        let alone = [&self.amount, &self.day, &self.document]
            .into_iter()
            .all(|field| filled(field).is_none());
        let words = filled(&self.words).map(str::to_owned);
        if alone { told_apart(&self.words, last_day) } else { Asked { words, ..Asked::default() } }
    }

    fn direction(&self, problems: &mut Vec<FormProblem>) -> Option<Direction> {
        match self.direction.as_str() {
            "" => None,
            "in" => Some(Direction::In),
            "out" => Some(Direction::Out),
            _ => {
                problems.push(FormProblem::Choice);
                None
            }
        }
    }

    fn state(&self, problems: &mut Vec<FormProblem>) -> Option<LineState> {
        let word = filled(&self.state)?;
        let state = LineState::ALL.into_iter().find(|state| state.word() == word);
        if state.is_none() {
            problems.push(FormProblem::Choice);
        }
        state
    }

    fn sort(&self, problems: &mut Vec<FormProblem>) -> Sort {
        match self.sort.as_str() {
            "" | "newest" => Sort::Newest,
            "amount" => Sort::Amount,
            _ => {
                problems.push(FormProblem::Choice);
                Sort::Newest
            }
        }
    }

    /// Whether anything but words is asked for: the filters then stand open.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        let fields = [
            &self.amount,
            &self.day,
            &self.document,
            &self.fund,
            &self.account,
            &self.direction,
            &self.state,
        ];
        fields.into_iter().any(|field| !field.is_empty())
    }

    /// The address of the same search in another order, from its first page.
    #[must_use]
    pub fn sorted(&self, sort: Sort) -> String {
        let word = match sort {
            Sort::Newest => "newest",
            Sort::Amount => "amount",
        };
        self.address(word, None)
    }

    /// The address of the page after a cursor.
    #[must_use]
    pub fn after(&self, cursor: &str) -> String {
        self.address(&self.sort, Some(("after", cursor)))
    }

    /// The address of the page before a cursor.
    #[must_use]
    pub fn before(&self, cursor: &str) -> String {
        self.address(&self.sort, Some(("before", cursor)))
    }

    fn address(&self, sort: &str, cursor: Option<(&str, &str)>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let fields = [
            ("words", self.words.as_str()),
            ("amount", &self.amount),
            ("day", &self.day),
            ("document", &self.document),
            ("fund", &self.fund),
            ("account", &self.account),
            ("direction", &self.direction),
            ("state", &self.state),
            ("sort", sort),
        ];
        query.extend_pairs(fields.into_iter().filter(|(_, value)| !value.is_empty()));
        query.extend_pairs(cursor);
        let query = query.finish();
        if query.is_empty() { "/lines".to_owned() } else { format!("/lines?{query}") }
    }
}

fn filled(field: &str) -> Option<&str> {
    let field = field.trim();
    (!field.is_empty()).then_some(field)
}

/// One line.
#[derive(Clone, Debug)]
pub struct LineRow {
    /// Its entry.
    pub entry: u64,
    /// The day.
    pub day: Date,
    /// How much, signed.
    pub amount: Amount,
    /// The memo as far as it is open.
    pub memo: Opened,
    /// The document number as far as it is open.
    pub document: Opened,
    /// The fund.
    pub fund: Named,
    /// Where it stands.
    pub state: LineState,
}

/// What matches.
#[derive(Clone, Debug)]
pub struct Lines {
    /// How many lines match in all (proved by the list itself).
    pub matches: Figure,
    /// What they come to, in and out added with their signs.
    pub sum: Figure,
    /// This page's lines, at most [`PAGE_LENGTH`].
    pub rows: Vec<LineRow>,
    /// Cursor of the page before; `None` on the first.
    pub previous: Option<String>,
    /// Cursor of the page after; `None` on the last.
    pub next: Option<String>,
}

/// What the filters offer.
#[derive(Clone, Debug)]
pub struct LinesChoices {
    /// Funds.
    pub funds: Vec<Named>,
    /// Accounts with lines.
    pub accounts: Vec<Named>,
    /// The last day with a line.
    pub last_day: Option<Date>,
}

/// The page of gifts and lines.
#[derive(Template)]
#[template(path = "lines.html")]
pub struct LinesPage {
    /// Around the page.
    pub frame: Frame,
    /// The form as it was sent.
    pub form: LinesForm,
    /// What the filters offer.
    pub choices: LinesChoices,
    /// What is wrong with the form.
    pub problems: Vec<FormProblem>,
    /// What matches; `None` where the form has problems.
    pub lines: Option<Lines>,
}

impl LinesPage {
    /// What the one box was understood as.
    #[must_use]
    pub fn asked(&self) -> Asked {
        self.form.asked(self.choices.last_day)
    }

    /// The last day with a line, for the script of a static copy.
    #[must_use]
    pub fn last_day(&self) -> String {
        self.choices.last_day.map_or_else(String::new, |day| day.to_string())
    }

    /// Whether the lines stand in this order.
    #[must_use]
    pub fn is_by_amount(&self) -> bool {
        self.form.sort == "amount"
    }
}
