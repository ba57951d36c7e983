//! The banks that VietQR reaches, from `data/banks.csv`, which names its source.

use chungtay_text::fold::fold;
use std::sync::LazyLock;

/// A bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bank {
    /// Its number at NAPAS, six digits.
    pub bin: &'static str,
    /// Its code, `VCB`.
    pub code: &'static str,
    /// Its short name, `Vietcombank`.
    pub short: &'static str,
    /// Its name in Vietnamese.
    pub name: &'static str,
}

static BANKS: LazyLock<Vec<Bank>> = LazyLock::new(|| {
    let rows = include_str!("../data/banks.csv").lines();
    rows.filter(|row| row.starts_with(|first: char| first.is_ascii_digit()))
        .filter_map(|row| {
            let mut parts = row.splitn(4, ',');
            let mut next = || parts.next();
            Some(Bank { bin: next()?, code: next()?, short: next()?, name: next()? })
        })
        .collect()
});

/// Every bank, in the order of the list.
#[must_use]
pub fn banks() -> &'static [Bank] {
    &BANKS
}

/// The bank of a number, code, short name or name, whatever its marks, capitals and spaces.
#[must_use]
pub fn bank(text: &str) -> Option<Bank> {
    let wanted = key(text);
    let mut found = BANKS.iter();
    let found = found.find(|bank| {
        [bank.bin, bank.code, bank.short, bank.name].iter().any(|name| key(name) == wanted)
    });
    found.copied()
}

fn key(text: &str) -> String {
    let mut folded = fold(text);
    folded.retain(|letter| letter != ' ');
    folded
}
