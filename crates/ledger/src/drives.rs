//! What came of a drive, unit by unit: money given to its fund between its launch and its close, told by the
//! unit's roster or by the giving organisation, each gift counted for one unit, the rest for none.

use crate::date::Date;
use crate::id::Id;
use crate::kinds::organising::DriveUnit;
use crate::money::Dong;
use crate::movements::{MovementClass, MovementKey};
use crate::organisations::ancestors_on;
use crate::state::State;
use crate::state::movement::DriveLife;

/// What came from one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitProgress {
    /// The entry that names the unit.
    pub at: u64,
    /// The unit.
    pub unit: DriveUnit,
    /// What it is asked for, where anybody said so.
    pub expected: Option<Dong>,
    /// What came.
    pub received: Dong,
    /// How many gifts.
    pub gifts: u64,
}

/// What came of a drive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DriveProgress {
    /// All money given to its fund in its time.
    pub received: Dong,
    /// How many gifts of money.
    pub gifts: u64,
    /// Of no unit that takes part.
    pub of_no_unit: Dong,
    /// Goods and labour at their valuation.
    pub in_kind: Dong,
    /// Gifts in kind that nobody valued.
    pub unvalued: u64,
    /// By unit, in order of entry.
    pub units: Vec<UnitProgress>,
}

/// The first day of a drive, and its last where it is closed.
#[must_use]
pub fn window(drive: &DriveLife) -> (Date, Option<Date>) {
    (drive.launched.on, drive.closed.map(|(day, _)| day))
}

/// What came of a drive so far.
#[must_use]
pub fn progress(state: &State, drive: &DriveLife) -> DriveProgress {
    let expected = |unit: &DriveUnit| {
        let roster = unit.roster.and_then(|id| state.matching.rosters.get(&id));
        roster.map(|found| found.expected).or(unit.expected)
    };
    let units = drive.units.iter().map(|told| UnitProgress {
        at: told.at,
        unit: told.item.clone(),
        expected: expected(&told.item),
        received: Dong::ZERO,
        gifts: 0,
    });
    let mut found = DriveProgress { units: units.collect(), ..DriveProgress::default() };
    let (first, last) = window(drive);
    for (key, moved) in &state.movements.moved {
        let in_time = key.day >= first && last.is_none_or(|last| key.day <= last);
        if key.fund != drive.launched.item.fund || !in_time {
            continue;
        }
        match key.class {
            MovementClass::Bank | MovementClass::Cash => {}
            MovementClass::Goods | MovementClass::Stored | MovementClass::Labour => {
                found.in_kind += moved.amount;
                found.unvalued += moved.unvalued;
                continue;
            }
            MovementClass::Pledge | MovementClass::Payment => continue,
        }
        found.received += moved.amount;
        found.gifts += moved.count;
        match unit_of(state, &found.units, key).and_then(|place| found.units.get_mut(place)) {
            Some(unit) => {
                unit.received += moved.amount;
                unit.gifts += moved.count;
            }
            None => found.of_no_unit += moved.amount,
        }
    }
    found
}

/// The unit that a gift is of: that of its roster, else the nearest above the giving organisation.
fn unit_of(state: &State, units: &[UnitProgress], key: &MovementKey) -> Option<usize> {
    let by_roster = key
        .roster
        .and_then(|roster| units.iter().position(|found| found.unit.roster == Some(roster)));
    let of =
        |organisation: &Id| units.iter().position(|found| found.unit.organisation == *organisation);
    by_roster.or_else(|| {
        let above = ancestors_on(state, key.organisation?, key.day);
        above.iter().find_map(of)
    })
}
