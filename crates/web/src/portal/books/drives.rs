//! Drives with their units and whom they thank. Names come by the book's policy, through openings only.

use super::BooksError;
use super::figures::counted_here;
use super::quoting::words_of;
use super::snapshot::BooksSnapshot;
use crate::portal::pages::drives::{
    DriveRow, DriveView, Drives, Thanks, ThanksRow, ThanksView, UnitRow,
};
use crate::portal::record::{Named, Opened, Room, Verbatim};
use chungtay_ledger::date::Date;
use chungtay_ledger::drives::window;
use chungtay_ledger::entry::Entry;
use chungtay_ledger::id::Id;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::organising::DriveUnit;
use chungtay_ledger::kinds::receipts::Attribution;
use chungtay_ledger::movements::MovementClass;
use chungtay_ledger::state::life::Happened;
use chungtay_ledger::state::movement::DriveLife;
use chungtay_matching::codes::Purpose;
use std::collections::BTreeSet;

/// Gifts on a page of thanks.
const GIFTS_ON_A_PAGE: usize = 200;

impl BooksSnapshot<'_> {
    pub(super) fn drive_named(&self, id: Id) -> Option<Named> {
        let found = &self.state().movement.drives.get(&id)?.launched;
        let name = Verbatim::new(&found.item.name, found.at);
        let demonstration = found.item.demonstration;
        Some(Named { room: Room::Drive, id: id.to_string(), name, demonstration })
    }

    pub(super) fn drives_page(&self) -> Drives {
        Drives { rows: self.drives_where(|_| true) }
    }

    /// The newest first.
    pub(super) fn drives_where(&self, wanted: impl Fn(&DriveLife) -> bool) -> Vec<DriveRow> {
        let all = self.state().movement.drives.values();
        let mut found: Vec<&DriveLife> = all.filter(|drive| wanted(drive)).collect();
        found.sort_by_key(|drive| std::cmp::Reverse((drive.launched.on, drive.launched.at)));
        found.into_iter().filter_map(|drive| self.drive_row(drive)).collect()
    }

    /// Drives that an organisation launched or takes part in.
    pub(super) fn drives_of(&self, id: Id) -> Vec<DriveRow> {
        self.drives_where(|drive| {
            let takes_part = drive.units.iter().any(|told| told.item.organisation == id);
            takes_part || drive.launched.item.launchers.contains(&id)
        })
    }

    fn drive_row(&self, drive: &DriveLife) -> Option<DriveRow> {
        let item = &drive.launched.item;
        let figure = |name: &str| self.figure(&format!("drive.{}.{name}", item.id));
        Some(DriveRow {
            drive: self.drive_named(item.id)?,
            class: item.class,
            asking: item.asking,
            launched_on: drive.launched.on,
            closes: item.closes,
            closed: drive.closed,
            received: figure("received"),
            goal: item.goal.map(|_| figure("goal")),
            share: item.goal.map(|_| figure("share")),
        })
    }

    pub(super) fn drive_page(&self, id: &str) -> Result<Option<DriveView>, BooksError> {
        let Some(found) = Id::new(id).and_then(|id| self.state().movement.drives.get(&id)) else {
            return Ok(None);
        };
        let Some(row) = self.drive_row(found) else { return Ok(None) };
        let (item, at) = (&found.launched.item, found.launched.at);
        let figure = |name: &str| self.figure(&format!("drive.{id}.{name}"));
        let unless_zero = |name: &str| self.figure_unless_zero(&format!("drive.{id}.{name}"));
        let Some(thanks) = self.thanks(found, 1)? else { return Ok(None) };
        let closing_note = match found.closed {
            Some((_, entry)) => words_of(self.opened(entry, "drive_close/1", "note")?),
            None => None,
        };
        let give = if found.closed.is_none() {
            self.ways_to_give(Purpose::Fund(item.fund), item.fund)?
        } else {
            Vec::new()
        };
        let named = |ids: &[Id]| ids.iter().filter_map(|id| self.organisation_named(*id)).collect();
        Ok(Some(DriveView {
            fund: self.fund_named(item.fund),
            launchers: named(&item.launchers),
            bases: item.bases.iter().filter_map(|id| self.basis_named(*id)).collect(),
            programme: item.programme.and_then(|id| self.programme_named(id)),
            note: words_of(self.opened(at, "drive/1", "note")?),
            closing_note,
            missing: item.goal.map(|_| figure("missing")),
            gifts: figure("gifts"),
            of_no_unit: unless_zero("of-no-unit"),
            in_kind: unless_zero("in-kind"),
            units: found.units.iter().filter_map(|told| self.unit_row(id, told)).collect(),
            thanks,
            give,
            entry: at,
            row,
        }))
    }

    fn unit_row(&self, drive: &str, told: &Happened<DriveUnit>) -> Option<UnitRow> {
        let unit = &told.item;
        let body = unit.organisation;
        let name = |figure: &str| format!("drive.{drive}.{body}.{figure}");
        let known =
            |figure: &str| self.list().get(&name(figure)).map(|_| self.figure(&name(figure)));
        let roster = unit.roster.and_then(|id| self.state().matching.rosters.get(&id));
        let members = unit.roster.map(|id| {
            let of = |figure: &str| self.figure(&format!("roster.{id}.{figure}"));
            (of("members-given"), of("members"))
        });
        Some(UnitRow {
            unit: self.organisation_named(body)?,
            roster: roster.map(|found| Verbatim::new(&found.roster.name, found.at)),
            expected: known("expected"),
            received: self.figure(&name("received")),
            missing: known("missing"),
            gifts: self.figure(&name("gifts")),
            members,
            entry: told.at,
        })
    }

    /// Whom a drive thanks by name on a page, from one, in the order of entry; `None` of a page it has not.
    fn thanks(&self, drive: &DriveLife, page: usize) -> Result<Option<Thanks>, BooksError> {
        let fund = drive.launched.item.fund;
        let (first, last) = window(drive);
        let mut entries = BTreeSet::new();
        for class in [MovementClass::Bank, MovementClass::Cash] {
            entries.extend(self.moved_entries(class, fund, (Some(first), last))?);
        }
        let pages = entries.len().div_ceil(GIFTS_ON_A_PAGE).max(1);
        if page == 0 || page > pages {
            return Ok(None);
        }
        let (mut rows, mut unnamed) = (Vec::new(), 0);
        let before = (page - 1).saturating_mul(GIFTS_ON_A_PAGE);
        for number in entries.into_iter().skip(before).take(GIFTS_ON_A_PAGE) {
            let Some(entry) = self.entry_at(number)? else { continue };
            let Some((organisation, on)) = self.gift_of(&entry)? else { continue };
            let giver = self.giver(number, &entry, organisation)?;
            if matches!(giver, Opened::Text(_)) {
                let organisation = organisation.and_then(|id| self.organisation_named(id));
                rows.push(ThanksRow { giver, organisation, on, entry: number });
            } else {
                unnamed += 1;
            }
        }
        let of = |name: &str, count: usize| {
            counted_here(format!("drive.{}.{name}", drive.launched.item.id), count)
        };
        let unnamed = of("unnamed", unnamed);
        Ok(Some(Thanks { rows, unnamed, page, pages, of_pages: of("thanks-pages", pages) }))
    }

    pub(super) fn thanks_page(
        &self,
        id: &str,
        page: &str,
    ) -> Result<Option<ThanksView>, BooksError> {
        let drive = Id::new(id).and_then(|id| self.state().movement.drives.get(&id));
        // One address for each page: no "01".
        let number = page.parse().ok().filter(|number: &usize| number.to_string() == page);
        let (Some(drive), Some(number)) = (drive, number) else { return Ok(None) };
        let Some(named) = self.drive_named(drive.launched.item.id) else { return Ok(None) };
        let found = self.thanks(drive, number)?;
        Ok(found.map(|thanks| ThanksView { drive: named, thanks }))
    }

    /// The organisation that a gift of money came from, and its day; `None` for entries of other kinds.
    fn gift_of(&self, entry: &Entry) -> Result<Option<(Option<Id>, Date)>, BooksError> {
        let (line, organisation) = match &entry.body {
            Body::Gift(gift) | Body::NamedGift(gift) => {
                return Ok(Some((gift.organisation, entry.occurred_on)));
            }
            Body::Attribution(told) | Body::NamedAttribution(told) => {
                let gift = told.shares.iter().find(|share| share.attribution == Attribution::Gift);
                (told.line, gift.map(|share| share.organisation))
            }
            Body::MatchedLine(told) => {
                let gift = told.shares.iter().find(|share| share.attribution == Attribution::Gift);
                (told.line, gift.map(|share| share.organisation))
            }
            Body::MatchedLines(told) => {
                let Some(line) = told.lines.first() else { return Ok(None) };
                (*line, (told.attribution == Attribution::Gift).then_some(told.organisation))
            }
            _ => return Ok(None),
        };
        let Some(organisation) = organisation else { return Ok(None) };
        Ok(self.entry_at(line)?.map(|line| (organisation, line.occurred_on)))
    }
}
