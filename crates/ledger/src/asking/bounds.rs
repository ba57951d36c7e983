//! What is known of a value: exactly, at least, more than, at most, less than, about. Added and taken
//! away, what is known of the result follows, or nothing does.

use crate::kinds::told::Comparator;

/// A value and how it is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bounded {
    pub(crate) value: i64,
    pub(crate) meant: Comparator,
}

impl Bounded {
    pub(crate) fn exactly(value: i64) -> Self {
        Self { value, meant: Comparator::Equal }
    }

    /// The sum; `None` where nothing can be said of it, or it is too large.
    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        let meant = joined(self.meant, other.meant)?;
        Some(Self { value: self.value.checked_add(other.value)?, meant })
    }

    /// What is left; `None` as for the sum.
    pub(crate) fn minus(self, other: Self) -> Option<Self> {
        let meant = match other.meant {
            Comparator::MoreThan => Comparator::LessThan,
            Comparator::AtLeast => Comparator::AtMost,
            Comparator::LessThan => Comparator::MoreThan,
            Comparator::AtMost => Comparator::AtLeast,
            meant => meant,
        };
        self.plus(Self { value: other.value.checked_neg()?, meant })
    }
}

/// How a sum is meant.
fn joined(first: Comparator, second: Comparator) -> Option<Comparator> {
    use Comparator::{About, AtLeast, AtMost, Equal, LessThan, MoreThan};
    Some(match (first, second) {
        (Equal, meant) | (meant, Equal) => meant,
        (AtLeast, AtLeast) => AtLeast,
        (MoreThan | AtLeast, MoreThan | AtLeast) => MoreThan,
        (AtMost, AtMost) => AtMost,
        (LessThan | AtMost, LessThan | AtMost) => LessThan,
        (About, About) => About,
        _ => return None,
    })
}
