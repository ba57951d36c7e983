//! Claims beside books: what was said, what the books hold, whether they agree, with the arithmetic.
//! Tensions are shown, never mended.

use crate::portal::figure::{Figure, Step};
use crate::portal::frame::Frame;
use crate::portal::period::Span;
use crate::portal::record::{Named, Opened, Verbatim};
use askama::Template;
use chungtay_ledger::kinds::works::Measure;

/// What claim and books come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The books bear it out.
    Agree,
    /// The books say otherwise.
    Disagree,
    /// The books do not hold enough.
    CannotTell,
}

/// How many claims have each verdict.
#[derive(Clone, Debug)]
pub struct VerdictCounts {
    /// Agree.
    pub agree: Figure,
    /// Disagree.
    pub disagree: Figure,
    /// Cannot be told.
    pub cannot_tell: Figure,
}

/// Why a claim cannot be told, or what to know beside the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The books hold nothing on this measure.
    NothingInBooks,
    /// The books hold only part of what it covers.
    OnlyPart,
    /// The period has no dates.
    PeriodOpen,
    /// It is said of several works together.
    JointNoSplit,
    /// The claim gives no value.
    NoValue,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 5] =
        [Self::NothingInBooks, Self::OnlyPart, Self::PeriodOpen, Self::JointNoSplit, Self::NoValue];

    /// The word in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NothingInBooks => "nothing-in-books",
            Self::OnlyPart => "only-part",
            Self::PeriodOpen => "period-open",
            Self::JointNoSplit => "joint-no-split",
            Self::NoValue => "no-value",
        }
    }
}

/// One claim beside the books.
#[derive(Clone, Debug)]
pub struct ClaimRow {
    /// The claim's identifier, also its place on the page.
    pub id: String,
    /// The claim's entry.
    pub entry: u64,
    /// The quotation, where it is open.
    pub quote: Opened,
    /// What is measured, in the source's words.
    pub words: Verbatim,
    /// What is measured.
    pub measure: Measure,
    /// The source and the line in it.
    pub source: Named,
    /// The line in the source.
    pub line: Option<u32>,
    /// What it is said of, in order.
    pub subjects: Vec<Named>,
    /// Said of all subjects together, with no split.
    pub jointly: bool,
    /// The time it speaks of.
    pub period: Span,
    /// The value claimed, with its comparator.
    pub claimed: Figure,
    /// What the books hold; unknown where they hold nothing.
    pub books: Figure,
    /// What the two come to.
    pub verdict: Verdict,
    /// Why, where more than the numbers is to be said.
    pub reasons: Vec<Reason>,
    /// The arithmetic, line by line; empty where there is none.
    pub arithmetic: Vec<Step>,
}

/// A tension between statements of a source.
#[derive(Clone, Debug)]
pub struct Tension {
    /// The book's words for it.
    pub words: Verbatim,
    /// The claims it lies between (identifiers on this page).
    pub claims: Vec<(String, Opened)>,
    /// What it is about.
    pub subjects: Vec<Named>,
    /// The arithmetic that shows it.
    pub arithmetic: Vec<Step>,
}

/// Claims beside books.
#[derive(Clone, Debug)]
pub struct Claims {
    /// How many have each verdict.
    pub counts: VerdictCounts,
    /// In the source's order.
    pub rows: Vec<ClaimRow>,
    /// What does not fit, shown as it is.
    pub tensions: Vec<Tension>,
    /// The sources.
    pub sources: Vec<Named>,
}

/// Claims beside books.
#[derive(Template)]
#[template(path = "claims.html")]
pub struct ClaimsPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub claims: Claims,
}
