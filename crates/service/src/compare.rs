//! `compare`: two statement files of one account, line by line. Lists what only one holds and where amounts
//! differ, and shows that the findings add up to the difference of the totals, to the đồng. Touches no book,
//! posts nothing, and calls neither file the right one.

mod judge;
mod read;

use crate::error::{Result, ServiceError};
use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;
use chungtay_statements::{BadRow, Guide};
use std::ops::AddAssign;
use std::path::Path;

/// Lines and what they move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// How many lines.
    pub lines: u64,
    /// Money in.
    pub money_in: Dong,
    /// Money out, fees and their tax with it; not below zero.
    pub money_out: Dong,
}

impl AddAssign for Sums {
    fn add_assign(&mut self, other: Self) {
        self.lines += other.lines;
        self.money_in += other.money_in;
        self.money_out += other.money_out;
    }
}

/// One line of a file, with its place there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The row, from one.
    pub row: u64,
    /// The line of the file that it begins on, from one.
    pub line: u64,
    /// The page it stands on and its place there, where the file has pages.
    pub page: Option<(u32, u32)>,
    /// The day.
    pub on: Date,
    /// The bank's document number; empty where there is none.
    pub document_number: String,
    /// Money in, or zero.
    pub money_in: Dong,
    /// Money out, or zero.
    pub money_out: Dong,
    /// Of the money out: a fee and its tax in columns of their own.
    pub fee: Dong,
    /// The memo, with single spaces.
    pub memo: String,
}

impl Line {
    /// What it moves.
    #[must_use]
    pub fn sums(&self) -> Sums {
        Sums { lines: 1, money_in: self.money_in, money_out: self.money_out }
    }

    /// Money in less money out.
    #[must_use]
    pub fn amount(&self) -> Dong {
        self.money_in - self.money_out
    }
}

/// One of the two files.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// Its name without the folder.
    pub name: String,
    /// The reader that understood it.
    pub format: &'static str,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// The account numbers it prints.
    pub accounts: Vec<String>,
    /// First and last day with a line.
    pub days: Option<(Date, Date)>,
    /// All its lines.
    pub sums: Sums,
    /// Rows that cannot be read: no line of the comparison.
    pub unreadable: Vec<BadRow>,
    /// Lines whose amount could not be read where it stands and follows from the balances around it.
    pub recovered: u64,
}

/// What may have made an amount another, as far as the two lines show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Money in at one, the same money out at the other: a fee or payment counted as a gift, or the other way.
    Direction,
    /// They differ by the fee printed beside the amount.
    Fee,
    /// The digits of one are the beginning or the end of the other's: it was cut.
    Cut,
    /// Nothing that shows.
    Unknown,
}

impl Cause {
    /// The word in message keys and for machines.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Direction => "direction",
            Self::Fee => "fee",
            Self::Cut => "cut",
            Self::Unknown => "unknown",
        }
    }

    /// What two amounts of one line, money in above zero, show of how they came to differ.
    #[must_use]
    pub fn of_amounts(first: Dong, second: Dong) -> Self {
        judge::cause_of_amounts(first, second)
    }
}

/// Where the files do not tell the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A line that only one holds.
    Only {
        /// 0 for the first file, 1 for the second.
        file: usize,
        /// The line.
        line: Line,
    },
    /// One line with two amounts.
    Amount {
        /// As each file has it.
        lines: [Line; 2],
        /// What may have made it so.
        cause: Cause,
    },
    /// One line on two days.
    Day {
        /// As each file has it.
        lines: [Line; 2],
    },
}

/// A day on which only one file has lines, outside the days the other covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutsideDay {
    /// 0 for the first file, 1 for the second.
    pub file: usize,
    /// The day.
    pub on: Date,
    /// Its lines.
    pub sums: Sums,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The two files.
    pub files: [File; 2],
    /// Whether they are the same bytes.
    pub identical: bool,
    /// Lines that both hold, with the same amount.
    pub same: u64,
    /// Of those: told with another memo or document number.
    pub other_words: u64,
    /// Of those: told so differently that only amount and order say they are one.
    pub by_order: u64,
    /// Where they differ, by day and row.
    pub findings: Vec<Finding>,
    /// Days that only one of them covers, by file and day; their lines are no findings.
    pub outside: Vec<OutsideDay>,
}

/// The second file's money less the first's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Lines more, or fewer.
    pub lines: i64,
    /// Money in.
    pub money_in: Dong,
    /// Money out.
    pub money_out: Dong,
}

impl Difference {
    fn between(first: Sums, second: Sums) -> Self {
        let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        Self {
            lines: count(second.lines) - count(first.lines),
            money_in: second.money_in - first.money_in,
            money_out: second.money_out - first.money_out,
        }
    }

    /// Adds another.
    fn add(&mut self, other: Self) {
        self.lines += other.lines;
        self.money_in += other.money_in;
        self.money_out += other.money_out;
    }
}

impl Comparison {
    /// Whether both hold the same lines with the same amounts on the same days, and nothing unreadable.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.findings.is_empty()
            && self.outside.is_empty()
            && self.files.iter().all(|file| file.unreadable.is_empty())
    }

    /// The second file's totals less the first's.
    #[must_use]
    pub fn difference(&self) -> Difference {
        Difference::between(self.files[0].sums, self.files[1].sums)
    }

    /// The same, added up from the findings and the days outside: equal to [`Comparison::difference`], or
    /// a line was lost in comparing.
    #[must_use]
    pub fn explained(&self) -> Difference {
        let mut sum = Difference::default();
        let none = Sums::default();
        for finding in &self.findings {
            sum.add(match finding {
                Finding::Only { file: 0, line } => Difference::between(line.sums(), none),
                Finding::Only { line, .. } => Difference::between(none, line.sums()),
                Finding::Amount { lines: [first, second], .. }
                | Finding::Day { lines: [first, second] } => {
                    Difference::between(first.sums(), second.sums())
                }
            });
        }
        for day in &self.outside {
            sum.add(match day.file {
                0 => Difference::between(day.sums, none),
                _ => Difference::between(none, day.sums),
            });
        }
        sum
    }

    /// The lines that only one file holds.
    #[must_use]
    pub fn only(&self, file: usize) -> Sums {
        let mut sums = Sums::default();
        for finding in &self.findings {
            if let Finding::Only { file: of, line } = finding
                && *of == file
            {
                sums += line.sums();
            }
        }
        sums
    }
}

/// Compares two files of one account, of any formats; `guide` has the layouts of files with unknown headings. With `every_line`, lines of days that only one file
/// covers are listed one by one too.
///
/// # Errors
/// Where a file cannot be read as a statement, or holds a line in another currency: which (0 or 1), and why.
pub fn compare(
    first: &Path,
    second: &Path,
    guide: &Guide,
    every_line: bool,
) -> Result<Comparison, (usize, ServiceError)> {
    let (first, second) = std::thread::scope(|scope| {
        let other = scope.spawn(|| read::read(second, guide));
        let first = read::read(first, guide);
        (first, other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    let files = [first.map_err(|error| (0, error))?, second.map_err(|error| (1, error))?];
    Ok(judge::judge(files, every_line))
}
