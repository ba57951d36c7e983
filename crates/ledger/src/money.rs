//! Money: whole đồng, and foreign money that keeps its own minor units beside the rate used.
//! Never a float; never a rounding that nobody asked for.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// The largest magnitude an entry may hold: 2^53 − 1, the integers every JSON reader keeps exactly
/// (RFC 8785 §3.2.2.3).
pub const LARGEST: i64 = (1 << 53) - 1;

/// An amount of Vietnamese đồng, signed, in whole đồng (the đồng has no minor unit in use).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dong(pub i64);

impl Dong {
    /// Nothing; not the same as unknown, which is `None`.
    pub const ZERO: Self = Self(0);

    /// The sum, or `None` where it would leave the range of `i64`.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The magnitude.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// Whether money comes in (more than zero).
    #[must_use]
    pub fn is_positive(self) -> bool {
        self.0 > 0
    }
}

impl fmt::Display for Dong {
    /// Bare digits, as in an entry; `text` makes it readable.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0)
    }
}

impl Add for Dong {
    type Output = Self;
    /// Saturates: sums of valid entries (each within ±2^53) cannot reach the edge of `i64`.
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Dong {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Dong {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl AddAssign for Dong {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Dong {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Sum for Dong {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}
