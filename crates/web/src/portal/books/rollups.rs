//! Roll-ups as pages show them: what the ledger counts for an organisation, a programme or a level with all
//! below it. Where the book does not publish them as figures, the page itself stands for them.

use super::snapshot::BooksSnapshot;
use crate::portal::figure::{Comparator, Figure, Unit};
use crate::portal::pages::organisations::RollupRow;
use chungtay_ledger::id::Id;
use chungtay_ledger::rollup::{Counted, Rollup, rollups};

/// What is rolled up.
#[derive(Clone, Copy)]
pub(super) enum Scope {
    /// An organisation.
    Organisation(Id),
    /// A programme.
    Programme(Id),
    /// A level of the tree.
    Level(u32),
}

impl Scope {
    fn name(self) -> String {
        match self {
            Self::Organisation(id) => format!("organisation.{id}"),
            Self::Programme(id) => format!("programme.{id}"),
            Self::Level(level) => format!("level.{level}"),
        }
    }
}

impl BooksSnapshot<'_> {
    pub(super) fn rollup_of_organisation(&self, id: Id) -> Vec<RollupRow> {
        let found = rollups(self.state());
        let rollup = found.organisations.get(&id);
        rollup.map(|found| self.rollup_rows(Scope::Organisation(id), found)).unwrap_or_default()
    }

    pub(super) fn rollup_of_programme(&self, id: Id) -> Vec<RollupRow> {
        let found = rollups(self.state());
        let rollup = found.programmes.get(&id);
        rollup.map(|found| self.rollup_rows(Scope::Programme(id), found)).unwrap_or_default()
    }

    /// What there is of each; of what there is none, no line.
    pub(super) fn rollup_rows(&self, scope: Scope, found: &Rollup) -> Vec<RollupRow> {
        let whole =
            |value: u64| Counted { value: i64::try_from(value).unwrap_or(i64::MAX), unknown: 0 };
        let dong = |value: chungtay_ledger::money::Dong| Counted { value: value.0, unknown: 0 };
        let days = Counted { value: found.days_tenths, unknown: 0 };
        let in_kind = Counted { value: found.gave_in_kind.0, unknown: found.gave_unvalued };
        let lines = [
            ("works", Unit::Count, whole(found.works)),
            ("shared-works", Unit::Count, whole(found.shared)),
            ("length-metres", Unit::Metres, found.length_metres),
            ("lamps", Unit::Count, found.lamps),
            ("houses", Unit::Count, found.houses),
            ("paid", Unit::Dong, dong(found.paid)),
            ("in-kind", Unit::Dong, dong(found.in_kind)),
            ("labour", Unit::DaysTenths, days),
            ("gave", Unit::Dong, dong(found.gave)),
            ("gave-in-kind", Unit::Dong, in_kind),
            ("funds", Unit::Count, whole(found.funds)),
            ("raised", Unit::Dong, dong(found.raised)),
            ("spent", Unit::Dong, dong(found.spent)),
            ("left", Unit::Dong, dong(found.left)),
            ("moved-in", Unit::Dong, dong(found.moved_in)),
            ("moved-out", Unit::Dong, dong(found.moved_out)),
            ("moved-within", Unit::Dong, dong(found.moved_within)),
        ];
        let told = lines.into_iter().filter(|(.., counted)| *counted != Counted::default());
        told.map(|(word, unit, counted)| {
            let id = format!("{}.{word}", scope.name());
            let figure = if self.list().get(&id).is_some() {
                self.figure(&id)
            } else if counted.value == 0 {
                Figure::unknown(id, unit).proved_here()
            } else {
                Figure::known(id, counted.value, unit).proved_here()
            };
            let least = counted.unknown > 0 && figure.value.is_some();
            let figure = if least { figure.meant(Comparator::AtLeast) } else { figure };
            RollupRow { word, figure }
        })
        .collect()
    }
}
