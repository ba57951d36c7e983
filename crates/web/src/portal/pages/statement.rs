//! One statement file: which file it was, who imported it and when, what it proves of itself and what not, whether
//! a second source agrees, and which of its lines rules tell apart from gifts.

use crate::portal::figure::Figure;
use crate::portal::frame::Frame;
use crate::portal::pages::balances::ImportRow;
use crate::portal::pages::entry::Actor;
use crate::portal::record::{Amount, Named};
use askama::Template;
use chungtay_ledger::date::Date;

/// Where a row stands in its file.
#[derive(Clone, Debug)]
pub struct FilePlace {
    /// The import's number.
    pub import: u32,
    /// The row in the file, from one.
    pub row: Figure,
    /// Its page and its place there, where the file has pages.
    pub page: Option<(Figure, Figure)>,
    /// The amount could not be read there and follows from the balances around it.
    pub recovered: bool,
}

/// What a rule told of a line.
#[derive(Clone, Debug)]
pub struct ToldBy {
    /// What it is, by its word.
    pub told: &'static str,
    /// The rule's name.
    pub rule: String,
    /// The entry that says so.
    pub entry: u64,
}

/// A printed balance that does not follow.
#[derive(Clone, Debug)]
pub struct BrokenRow {
    /// Where it stands.
    pub place: FilePlace,
    /// What follows from the balance before.
    pub expected: Amount,
    /// What is printed.
    pub printed: Amount,
}

/// A row whose amount was recovered.
#[derive(Clone, Debug)]
pub struct RecoveredLine {
    /// Where it stands.
    pub place: FilePlace,
    /// The amount.
    pub amount: Amount,
}

/// Days that nothing printed proves.
#[derive(Clone, Debug)]
pub struct GapRow {
    /// The first and the last.
    pub days: (Date, Date),
    /// Rows on them.
    pub lines: Figure,
    /// Money that moved in them.
    pub money: Figure,
    /// Its share of the money in the file.
    pub share: Figure,
}

/// What a statement prints about itself.
#[derive(Clone, Debug)]
pub struct PrintedView {
    /// The days it covers.
    pub days: (Option<Date>, Option<Date>),
    /// Balance before, money in, money out, balance after; where printed, by the word of their label.
    pub sums: Vec<(&'static str, Amount)>,
    /// Pages it says it has.
    pub pages: Option<Figure>,
}

/// What earlier files say of the same account and days, or later ones of this.
#[derive(Clone, Debug)]
pub struct SecondView {
    /// The other file's import; `None` for a file that brought nothing new.
    pub import: Option<u32>,
    /// The entry that says so.
    pub entry: u64,
    /// Rows that agree.
    pub known: Figure,
    /// Lines that the other file should hold and does not.
    pub missing: Figure,
    /// Rows in doubt.
    pub doubtful: Figure,
}

/// What the file proves.
#[derive(Clone, Debug)]
pub struct CheckView {
    /// The entry that says so.
    pub entry: u64,
    /// Rows that were read.
    pub lines: Figure,
    /// Money in.
    pub credit: Figure,
    /// Money out.
    pub debit: Figure,
    /// Steps from one printed balance to the next.
    pub steps: Figure,
    /// Steps that do not hold.
    pub broken: Figure,
    /// The rows stand in another order than they were booked.
    pub reordered: bool,
    /// The first broken steps.
    pub breaks: Vec<BrokenRow>,
    /// Recovered rows.
    pub recovered: Vec<RecoveredLine>,
    /// What nothing printed proves.
    pub gaps: Vec<GapRow>,
    /// Share of the money that the document proves.
    pub proved: Figure,
    /// What its statements print.
    pub printed: Vec<PrintedView>,
    /// Printed figures that the rows do not make: their word, what is printed, what the rows make.
    pub differs: Vec<(&'static str, Amount, Amount)>,
    /// What earlier files say.
    pub second: Option<SecondView>,
    /// The imports it was held against.
    pub earlier: Vec<u32>,
}

/// Lines that rules tell, of one kind.
#[derive(Clone, Debug)]
pub struct ToldRow {
    /// What they are, by the word.
    pub told: &'static str,
    /// How many.
    pub lines: Figure,
    /// How much.
    pub money: Figure,
    /// The rules that decided, by name.
    pub rules: Vec<String>,
    /// The first lines, by entry; all of them where they are few.
    pub shown: Vec<u64>,
}

/// One statement file.
#[derive(Clone, Debug)]
pub struct StatementView {
    /// The import's number.
    pub number: u32,
    /// The account.
    pub account: Named,
    /// The fund that receives.
    pub fund: Named,
    /// The file and what came of it.
    pub file: ImportRow,
    /// Who imported it.
    pub actor: Actor,
    /// Pages on which its rows stand.
    pub pages: Option<Figure>,
    /// What it proves; `None` where it was imported before that was kept.
    pub check: Option<CheckView>,
    /// Lines that rules tell apart from gifts.
    pub told: Vec<ToldRow>,
    /// The edition of the rules, and the entries that apply them.
    pub rules: Option<(Date, Vec<u64>)>,
    /// Files imported later that speak of the same lines.
    pub later: Vec<SecondView>,
}

impl StatementView {
    /// Whether fees or taxes of its rows became lines of their own, so that it has more lines than rows.
    #[must_use]
    pub fn has_parts(&self) -> bool {
        self.file.posted.value > self.file.rows.value
    }

    /// Whether no other file speaks of its lines.
    #[must_use]
    pub fn has_no_second(&self) -> bool {
        let earlier = self.check.as_ref().is_some_and(|check| check.second.is_some());
        !earlier && self.later.is_empty()
    }
}

/// One statement file's page.
#[derive(Template)]
#[template(path = "statement.html")]
pub struct StatementPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub statement: StatementView,
}
