//! Sources of the same lines: every file that shows a line, and two files of one account side by side, as the log
//! tells them. Neither file is called the right one.

use crate::portal::figure::Figure;
use crate::portal::frame::Frame;
use crate::portal::pages::entry::Actor;
use crate::portal::pages::statement::FilePlace;
use crate::portal::record::{Amount, Named, Opened};
use askama::Template;
use chungtay_ledger::date::{Date, Moment};

/// One source that shows a line.
#[derive(Clone, Debug)]
pub struct SeenRow {
    /// The import of its file; `None` for a file that told nothing new.
    pub import: Option<u32>,
    /// The entry that says so: the import's own, or the one of the file's sightings.
    pub entry: u64,
    /// What kind of source it is, by its word.
    pub kind: &'static str,
    /// Where the line stands in it.
    pub place: FilePlace,
    /// Whether this source brought the line into the books.
    pub brought: bool,
    /// The page that sets the file beside the one that brought the line, by its check's entry and that import.
    pub compared: Option<(u64, u32)>,
}

/// Every source that shows a line, the one that brought it first.
#[derive(Clone, Debug)]
pub struct Seen {
    /// How many.
    pub count: Figure,
    /// Each of them.
    pub rows: Vec<SeenRow>,
}

/// One of two files.
#[derive(Clone, Debug)]
pub struct ComparedFile {
    /// Its import; `None` where it told nothing that the books did not hold.
    pub import: Option<u32>,
    /// The entry that brought it: its import's, or its check's.
    pub entry: u64,
    /// What kind of source it is, by its word.
    pub kind: &'static str,
    /// SHA-256 of the file, hexadecimal.
    pub file_hash: String,
    /// Who imported it.
    pub actor: Actor,
    /// When.
    pub recorded_at: Moment,
    /// First and last day with a line.
    pub days: Option<(Date, Date)>,
    /// Rows in the file that are no lines of the books: they wait for a person, or cannot be read.
    pub not_lines: Option<Figure>,
    /// Of its lines, those that the other does not show, on days that both cover.
    pub only: ComparedSums,
    /// Those on days that the other does not cover.
    pub outside: ComparedSums,
    /// All its lines.
    pub sums: ComparedSums,
}

/// The word of a source's kind, from the name of the reader that understood it.
#[must_use]
pub fn kind_of(format: &str) -> &'static str {
    const KNOWN: [&str; 11] = [
        "pdf",
        "delimited",
        "xlsx",
        "xls",
        "html",
        "camt",
        "ofx",
        "mt940",
        "sepay",
        "casso",
        "payos",
    ];
    KNOWN.into_iter().find(|known| *known == format).unwrap_or("other")
}

/// Lines, and what they move.
#[derive(Clone, Debug)]
pub struct ComparedSums {
    /// How many.
    pub lines: Figure,
    /// Money in.
    pub money_in: Figure,
    /// Money out.
    pub money_out: Figure,
}

/// A line that only one of them shows.
#[derive(Clone, Debug)]
pub struct OnlyRow {
    /// Its entry.
    pub entry: u64,
    /// The day.
    pub day: Date,
    /// The amount, signed.
    pub amount: Amount,
    /// The memo as far as it is open.
    pub memo: Opened,
    /// The document number as far as it is open.
    pub document: Opened,
    /// Where it stands in its file.
    pub place: Option<FilePlace>,
}

/// Lines that only one file shows, on days that both cover.
#[derive(Clone, Debug)]
pub struct OnlyRows {
    /// The first of them, by day.
    pub rows: Vec<OnlyRow>,
    /// Whether there are more than are listed.
    pub has_more: bool,
}

/// What may be one line with two amounts.
#[derive(Clone, Debug)]
pub struct TwoAmounts {
    /// As the first file and as the second file shows it.
    pub lines: [OnlyRow; 2],
    /// What may have made it so, by its word.
    pub cause: &'static str,
}

/// Two files of one account.
#[derive(Clone, Debug)]
pub struct ComparisonView {
    /// The account.
    pub account: Named,
    /// The check of the later file, by its entry.
    pub check: u64,
    /// The earlier file, and the later one.
    pub files: [ComparedFile; 2],
    /// Whether both show the same lines on every day that both cover.
    pub agrees: bool,
    /// Lines that both show.
    pub both: ComparedSums,
    /// Rows of the later file that may be lines of the earlier one: a person must say. `None` where there are none.
    pub doubtful: Option<Figure>,
    /// The first of them that wait still, by entry.
    pub waiting: Vec<u64>,
    /// Lines that may be one with two amounts.
    pub amounts: Vec<TwoAmounts>,
    /// The other lines that only one shows.
    pub only: [OnlyRows; 2],
}

/// The page of a comparison.
#[derive(Template)]
#[template(path = "comparison.html")]
pub struct ComparisonPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub comparison: ComparisonView,
}
