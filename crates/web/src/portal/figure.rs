//! The one way a number reaches a page: a figure of the fold, with its id, its unit and how it is meant.
//! Nothing here computes; an unknown stays unknown and a joint cost stays whole.

use super::record::{Named, Verbatim};
pub use chungtay_ledger::kinds::told::Comparator;
use chungtay_ledger::money::Dong;

/// What a figure counts in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Whole đồng.
    Dong,
    /// A bare count; the label beside it says of what.
    Count,
    /// Whole metres.
    Metres,
    /// Days of work, in tenths (1 235 is shown as 123,5).
    DaysTenths,
    /// A share, in hundredths of a per cent (9 351 is shown as 93,51 %).
    Share,
    /// A count of things named in an entry ("cột đèn năng lượng").
    Words(Verbatim),
}

/// A number of `figures.json`, or one the page itself lists the proof of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The figure's id, as `figures.json` names it (`fund.yagi.received`).
    pub id: String,
    /// The value in the unit; `None` is unknown, never zero.
    pub value: Option<i64>,
    /// What it counts in.
    pub unit: Unit,
    /// How the value is meant; anything but `Equal` is said in words before the number.
    pub comparator: Comparator,
    /// Whether `/figures/{id}` holds its proof. A count of matches is proved by the rows below it.
    pub has_proof: bool,
}

impl Figure {
    /// A known figure with a proof.
    #[must_use]
    pub fn known(id: impl Into<String>, value: i64, unit: Unit) -> Self {
        Self {
            id: id.into(),
            value: Some(value),
            unit,
            comparator: Comparator::Equal,
            has_proof: true,
        }
    }

    /// An amount.
    #[must_use]
    pub fn dong(id: impl Into<String>, amount: Dong) -> Self {
        Self::known(id, amount.0, Unit::Dong)
    }

    /// A count.
    #[must_use]
    pub fn count(id: impl Into<String>, count: i64) -> Self {
        Self::known(id, count, Unit::Count)
    }

    /// A share in hundredths of a per cent.
    #[must_use]
    pub fn share(id: impl Into<String>, hundredths_of_percent: i64) -> Self {
        Self::known(id, hundredths_of_percent, Unit::Share)
    }

    /// Something that is there and whose size nobody recorded.
    #[must_use]
    pub fn unknown(id: impl Into<String>, unit: Unit) -> Self {
        Self { id: id.into(), value: None, unit, comparator: Comparator::Equal, has_proof: true }
    }

    /// The same figure, meant as "more than", "about", …
    #[must_use]
    pub fn meant(mut self, comparator: Comparator) -> Self {
        self.comparator = comparator;
        self
    }

    /// The same figure without a seal: what proves it stands on the same page.
    #[must_use]
    pub fn proved_here(mut self) -> Self {
        self.has_proof = false;
        self
    }

    /// Whether it is known and below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.value.is_some_and(|value| value < 0)
    }

    /// Whether it is known to be zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.value == Some(0)
    }
}

/// What a work cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cost {
    /// Its own cost.
    Own(Figure),
    /// One cost for several works, which nobody split and nobody may split here.
    Joint {
        /// The cost of all together.
        whole: Figure,
        /// The other works it covers, in the source's order.
        with: Vec<Named>,
    },
    /// Nobody recorded it.
    Unknown(Figure),
}

/// Raised, spent and left, of one fund or of all, so that the lines add up: raised and what is held back, less
/// spent, less goods in store, less the rest gives left, which is below zero in a shortfall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    /// What came in.
    pub received: Figure,
    /// What came in and a rule holds back as perhaps no gift; `None` where there is nothing.
    pub held: Option<Figure>,
    /// What went out.
    pub spent: Figure,
    /// Goods given and not yet used; `None` where there are none.
    pub goods: Option<Figure>,
    /// Fees, refunds and what waits for an explanation, less interest; `None` where it is nothing.
    pub other: Option<Figure>,
    /// What is left.
    pub left: Figure,
}

/// One line of an arithmetic: an operator, a label and a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is done with this line's figure.
    pub operation: Operation,
    /// What the figure is, in an entry's words; `None` where the operation says enough.
    pub label: Option<Verbatim>,
    /// The figure.
    pub figure: Figure,
}

/// What an arithmetic does with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// The first line.
    Start,
    /// Added.
    Plus,
    /// Taken away.
    Minus,
    /// What follows from the lines above.
    Result,
    /// What the result is held against.
    Against,
    /// What is left of it that nobody itemised.
    Rest,
}

impl Operation {
    /// The word in message keys (`operation-plus`).
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Plus => "plus",
            Self::Minus => "minus",
            Self::Result => "result",
            Self::Against => "against",
            Self::Rest => "rest",
        }
    }

    /// The sign shown before the line.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Start | Self::Against | Self::Rest => "",
            Self::Plus => "+",
            Self::Minus => "−",
            Self::Result => "=",
        }
    }
}
