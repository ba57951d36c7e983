//! Gifts and bank lines: search, filter, sort, page by page. The form is read here; what matches is the
//! source's work.

pub mod charts;
pub mod file;

use crate::portal::figure::Figure;
use crate::portal::frame::Frame;
use crate::portal::record::{Amount, LineState, Named, Opened};
use askama::Template;
use charts::Charts;
use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;
use chungtay_search::Between;
use chungtay_search::{Asked, told_apart};
use serde::Deserialize;

/// How many lines stand on a page.
pub const PAGE_LENGTH: usize = 50;

/// The form as it was sent; every field may be empty.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LinesForm {
    /// Words of the memo, with or without diacritics.
    pub words: String,
    /// An amount as people write it, or two between which it lies.
    pub amount: String,
    /// A day, `YYYY-MM-DD`: the one, or the first of several.
    pub day: String,
    /// The last day of several.
    pub until: String,
    /// `1` where any part of a word is enough.
    pub parts: String,
    /// A document number.
    pub document: String,
    /// A page of a statement file.
    pub page: String,
    /// A fund's identifier.
    pub fund: String,
    /// An account's identifier.
    pub account: String,
    /// `in` or `out`.
    pub direction: String,
    /// A state's word.
    pub state: String,
    /// `newest`, `relevance`, `day` or `amount`.
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
    /// The last entered first.
    #[default]
    Newest,
    /// Those first that hold the words as they were typed.
    Relevance,
    /// The latest day first.
    Day,
    /// Largest first.
    Amount,
}

impl Sort {
    /// All of them, as they are offered.
    pub const ALL: [Self; 4] = [Self::Relevance, Self::Newest, Self::Day, Self::Amount];

    /// The word in addresses and messages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Relevance => "relevance",
            Self::Day => "day",
            Self::Amount => "amount",
        }
    }
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
    /// Whether any part of a word is enough.
    pub parts: bool,
    /// Of an amount between these, whichever way it went.
    pub amount: Option<Between<Dong>>,
    /// On one of these days.
    pub day: Option<Between<Date>>,
    /// With this document number.
    pub document: Option<String>,
    /// On the page of this number, in any file that has pages.
    pub page: Option<u32>,
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
    /// The page.
    Page,
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
            Self::Page => "lines-problem-page",
            Self::Choice => "lines-problem-choice",
        }
    }
}

impl LinesForm {
    /// Reads the form, a day without its year as one up to `last_day`; a field that cannot be read is a problem, never ignored.
    pub fn read(&self, last_day: Option<Date>) -> Result<LinesQuery, Vec<FormProblem>> {
        let mut problems = Vec::new();
        let amount = filled(&self.amount).and_then(|text| {
            let amount = amount_of(text);
            amount.is_none().then(|| problems.push(FormProblem::Amount));
            amount
        });
        let mut day_of = |field: &str| {
            filled(field).and_then(|text| {
                let day = Date::parse_iso(text);
                day.is_none().then(|| problems.push(FormProblem::Day));
                day
            })
        };
        let day = match (day_of(&self.day), day_of(&self.until)) {
            (None, None) => None,
            (Some(day), None) => Some(Between::exactly(day)),
            (least, most) => Some(Between { least, most }),
        };
        let asked = self.asked(last_day);
        let page = filled(&self.page).and_then(|text| {
            let page = page_of(text);
            page.is_none().then(|| problems.push(FormProblem::Page));
            page
        });
        let query = LinesQuery {
            parts: self.is_by_parts(),
            sort: self.sort(asked.words.is_some(), &mut problems),
            words: asked.words,
            amount: amount.or(asked.amount),
            day: day.or(asked.day),
            document: filled(&self.document).map(str::to_owned).or(asked.document),
            page,
            fund: filled(&self.fund).map(str::to_owned),
            account: filled(&self.account).map(str::to_owned),
            direction: self.direction(&mut problems),
            state: self.state(&mut problems),
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
        let alone = [&self.amount, &self.day, &self.until, &self.document]
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

    /// In which order; words alone ask for what fits them best.
    fn sort(&self, has_words: bool, problems: &mut Vec<FormProblem>) -> Sort {
        let found = Sort::ALL.into_iter().find(|sort| sort.word() == self.sort);
        if found.is_none() && !self.sort.is_empty() {
            problems.push(FormProblem::Choice);
        }
        found.unwrap_or(if has_words { Sort::Relevance } else { Sort::Newest })
    }

    /// Whether any part of a word is enough.
    #[must_use]
    pub fn is_by_parts(&self) -> bool {
        self.parts == "1"
    }

    /// Whether anything but words is asked for: the filters then stand open.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        let fields = [
            &self.amount,
            &self.day,
            &self.until,
            &self.parts,
            &self.document,
            &self.page,
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
        self.address("/lines", sort.word(), None)
    }

    /// The address of a file of all that is found: `csv` or `jsonl`.
    #[must_use]
    pub fn file(&self, ending: &str) -> String {
        self.address(&format!("/lines.{ending}"), "", None)
    }

    /// The address of the page after a cursor.
    #[must_use]
    pub fn after(&self, cursor: &str) -> String {
        self.address("/lines", &self.sort, Some(("after", cursor)))
    }

    /// The address of the page before a cursor.
    #[must_use]
    pub fn before(&self, cursor: &str) -> String {
        self.address("/lines", &self.sort, Some(("before", cursor)))
    }

    fn address(&self, path: &str, sort: &str, cursor: Option<(&str, &str)>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let fields = [
            ("words", self.words.as_str()),
            ("amount", &self.amount),
            ("day", &self.day),
            ("until", &self.until),
            ("parts", &self.parts),
            ("document", &self.document),
            ("page", &self.page),
            ("fund", &self.fund),
            ("account", &self.account),
            ("direction", &self.direction),
            ("state", &self.state),
            ("sort", sort),
        ];
        query.extend_pairs(fields.into_iter().filter(|(_, value)| !value.is_empty()));
        query.extend_pairs(cursor);
        let query = query.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}

/// An amount, or two between which it lies.
fn amount_of(text: &str) -> Option<Between<Dong>> {
    if let Ok(amount) = chungtay_text::money::parse(text) {
        return Some(Between::exactly(amount));
    }
    told_apart(text, None).amount_alone()
}

/// A page's number, with points between its thousands or without.
fn page_of(text: &str) -> Option<u32> {
    let grouped = text.split('.').skip(1).all(|group| group.len() == 3);
    text.replace('.', "").parse().ok().filter(|page| grouped && *page > 0)
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
    /// Whether parts of words were looked for.
    pub by_parts: bool,
    /// What was found by day and by size; `None` where nothing was.
    pub charts: Option<Charts>,
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

    /// In which order the lines stand.
    #[must_use]
    pub fn sort(&self) -> Sort {
        self.form.sort(self.asked().words.is_some(), &mut Vec::new())
    }

    /// The orders that are offered: the best fit only where there are words to fit.
    #[must_use]
    pub fn sorts(&self) -> Vec<(Sort, bool)> {
        let has_words = self.asked().words.is_some() || self.frame.for_copy;
        let offered = Sort::ALL.into_iter().filter(|sort| has_words || *sort != Sort::Relevance);
        offered.map(|sort| (sort, sort == self.sort())).collect()
    }
}
