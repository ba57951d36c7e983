//! The disclosure clock as pages and the calendar show it, judged as of the day of the newest entry.

use super::snapshot::BooksSnapshot;
use crate::portal::pages::disclosure::{Disclosure, DutyRow};
use crate::portal::record::Named;
use chungtay_ledger::date::Date;
use chungtay_ledger::disclosure::{Owed, Standing, clock};
use chungtay_ledger::id::Id;

/// In the order in which pages show them.
const STANDINGS: [Standing; 5] =
    [Standing::Late, Standing::Open, Standing::NoDay, Standing::DoneLate, Standing::Done];

impl BooksSnapshot<'_> {
    pub(super) fn disclosure_page(&self) -> Disclosure {
        let owed = clock(self.state());
        let mut rows = self.duty_rows(&owed);
        rows.sort_by_key(|row| (row.standing, row.due, row.event_entry));
        let counts = STANDINGS
            .map(|standing| (standing, self.figure(&format!("disclosure.{}", standing.word()))));
        let counts = if rows.is_empty() { Vec::new() } else { counts.to_vec() };
        let state = self.state();
        let book = state.book.as_ref().map(|book| book.item.id.to_string());
        let (recorded_at, as_of) = (state.last_recorded, state.last_recorded.date());
        Disclosure { book: book.unwrap_or_default(), recorded_at, as_of, counts, rows }
    }

    /// Duties that a work's events started.
    pub(super) fn duties_of(&self, work: Id) -> Vec<DutyRow> {
        let mut owed = clock(self.state());
        owed.retain(|owed| owed.event.works.contains(&work));
        self.duty_rows(&owed)
    }

    fn duty_rows(&self, owed: &[Owed]) -> Vec<DutyRow> {
        let Some(today) = self.state().last_recorded.date() else { return Vec::new() };
        owed.iter().map(|owed| self.duty_row(owed, today)).collect()
    }

    fn duty_row(&self, owed: &Owed, today: Date) -> DutyRow {
        let works = owed.event.works.iter().filter_map(|work| self.work_named(*work));
        let programme = owed.event.programme.and_then(|id| self.programme_named(id));
        let about: Vec<Named> = works.chain(programme).collect();
        let kept = owed.rule.kept_days.zip(owed.done);
        DutyRow {
            rule: owed.rule,
            standing: owed.standing(today),
            due: owed.due,
            done: owed.done,
            kept_until: kept.and_then(|(days, (on, _))| {
                Date::from_days_since_epoch(on.days_since_epoch().checked_add(days)?)
            }),
            event: owed.event.class,
            regime: owed.event.regime,
            event_on: owed.event.on,
            event_entry: owed.event.at,
            event_id: owed.event.id.to_string(),
            about,
        }
    }
}
