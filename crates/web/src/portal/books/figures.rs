//! Figures as pages show them: looked up in the fold's list by identifier, never computed here. What a
//! page lists the proof of itself is marked so.

use super::snapshot::BooksSnapshot;
use crate::portal::figure::{Figure, Sums, Unit};
use chungtay_ledger::claims::compare;
use chungtay_ledger::figures::{FigureList, Unit as LedgerUnit};
use chungtay_ledger::id::{FundId, Id};
use chungtay_ledger::kinds::organising::TargetUnit;
use chungtay_ledger::kinds::told::Comparator;
use chungtay_ledger::kinds::works::Measure;
use chungtay_ledger::state::State;

/// The figure of this identifier; unknown where the list has none.
pub(super) fn of(list: &FigureList, state: &State, id: &str) -> Figure {
    let Some(found) = list.get(id) else { return Figure::unknown(id, Unit::Count).proved_here() };
    let unit = match found.unit {
        LedgerUnit::Dong => Unit::Dong,
        LedgerUnit::Count => Unit::Count,
        LedgerUnit::DaysTenths => Unit::DaysTenths,
        LedgerUnit::Basis => Unit::Share,
        LedgerUnit::Measured => measured(state, id),
    };
    let comparator = comparator_of(state, id);
    Figure { id: id.to_owned(), value: found.value, unit, comparator, has_proof: true }
}

/// The unit of what is measured.
pub(super) fn unit_of(measure: Measure) -> Unit {
    match measure {
        Measure::CostDong => Unit::Dong,
        Measure::LengthMetres => Unit::Metres,
        Measure::Count | Measure::Lamps | Measure::Houses => Unit::Count,
    }
}

/// `claim.ID.value` is in the claim's measure, `work.ID.length-metres` in the quantity's.
fn measured(state: &State, id: &str) -> Unit {
    let mut parts = id.split('.');
    let (room, name, what) = (parts.next(), parts.next().and_then(Id::new), parts.next());
    let claim = name.and_then(|name| state.claims.get(&name));
    let of_target = (room == Some("target")).then_some(name).flatten();
    if let Some(target) = of_target.and_then(|name| state.movement.targets.get(&name)) {
        return match target.item.unit {
            TargetUnit::Metres => Unit::Metres,
            TargetUnit::Dong => Unit::Dong,
            TargetUnit::Count => Unit::Count,
            TargetUnit::DaysTenths => Unit::DaysTenths,
        };
    }
    match (room, claim) {
        (Some("claim"), Some(claim)) => unit_of(claim.item.measure),
        _ => what.and_then(Measure::from_word).map_or(Unit::Count, unit_of),
    }
}

/// A claimed value is meant as the source says it, and so is what exact parts leave of it.
fn comparator_of(state: &State, id: &str) -> Comparator {
    let parts = id.strip_prefix("claim.").and_then(|rest| rest.split_once('.'));
    let named = parts.and_then(|(name, what)| Some((Id::new(name)?, what)));
    let claim = named.and_then(|(name, what)| Some((state.claims.get(&name)?, what)));
    let claim = match claim {
        Some((claim, "value" | "remainder")) => Some(claim),
        Some((claim, "found")) => return compare(state, &claim.item).meant,
        Some((claim, "rest")) => {
            let rest = compare(state, &claim.item).remainder;
            return rest.map_or(Comparator::Equal, |(meant, _)| meant);
        }
        _ => None,
    };
    claim.and_then(|claim| claim.item.comparator).unwrap_or(Comparator::Equal)
}

/// A count of what stands on the same page.
pub(super) fn counted_here(id: String, count: usize) -> Figure {
    Figure::count(id, i64::try_from(count).unwrap_or(i64::MAX)).proved_here()
}

impl BooksSnapshot<'_> {
    /// Came in, went out, left, of one fund.
    pub(super) fn sums_of(&self, fund: FundId) -> Sums {
        self.sums_within(&format!("fund.{fund}"))
    }

    /// The same of the whole book.
    pub(super) fn sums_of_book(&self) -> Sums {
        self.sums_within("book")
    }

    fn sums_within(&self, scope: &str) -> Sums {
        Sums {
            received: self.figure(&format!("{scope}.raised")),
            held: self.figure_unless_zero(&format!("{scope}.held")),
            spent: self.figure(&format!("{scope}.spent")),
            goods: self.figure_unless_zero(&format!("{scope}.goods-in-store")),
            other: self.figure_unless_zero(&format!("{scope}.other")),
            left: self.figure(&format!("{scope}.left")),
        }
    }

    /// A figure, where it is known and not zero.
    pub(super) fn figure_unless_zero(&self, id: &str) -> Option<Figure> {
        Some(self.figure(id)).filter(|figure| figure.value.is_some() && !figure.is_zero())
    }
}
