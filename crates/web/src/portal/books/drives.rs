//! Drives with their units and whom they thank. Names come by the book's policy, through openings only.

use super::BooksError;
use super::figures::counted_here;
use super::quoting::words_of;
use super::snapshot::BooksSnapshot;
use crate::portal::pages::drives::{DriveRow, DriveView, Drives, ThanksRow, UnitRow};
use crate::portal::record::{Named, Opened, Room, Verbatim};
use chungtay_ledger::accounts;
use chungtay_ledger::date::Date;
use chungtay_ledger::drives::window;
use chungtay_ledger::entry::Entry;
use chungtay_ledger::id::Id;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::organising::DriveUnit;
use chungtay_ledger::kinds::receipts::Attribution;
use chungtay_ledger::state::life::Happened;
use chungtay_ledger::state::movement::DriveLife;
use chungtay_matching::codes::Purpose;

/// Gifts looked at for names, the newest first; the rest is found through the lines.
const GIFTS_LOOKED_AT: usize = 400;

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
        let (thanks, unnamed, has_more) = self.thanks(found)?;
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
            unnamed: counted_here(format!("drive.{id}.unnamed"), unnamed),
            has_more,
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

    /// Whom a drive thanks by name, the oldest first; how many gifts of those looked at show no name; and
    /// whether there are more.
    fn thanks(&self, drive: &DriveLife) -> Result<(Vec<ThanksRow>, usize, bool), BooksError> {
        let fund = Some(drive.launched.item.fund.as_str());
        let gifts = accounts::GIFTS;
        let views = self.views()?;
        let entries =
            views.entries_posting(self.size(), gifts.as_str(), fund, GIFTS_LOOKED_AT + 1)?;
        let has_more = entries.len() > GIFTS_LOOKED_AT;
        let (mut rows, mut unnamed) = (Vec::new(), 0);
        for number in entries.into_iter().take(GIFTS_LOOKED_AT).rev() {
            if self.state().flags.reversed.get(number) {
                continue;
            }
            let Some(entry) = self.entry_at(number)? else { continue };
            let Some((organisation, on)) = self.gift_of(&entry)? else { continue };
            let (first, last) = window(drive);
            if on < first || last.is_some_and(|last| on > last) {
                continue;
            }
            let giver = self.giver(number, &entry, organisation)?;
            if matches!(giver, Opened::Text(_)) {
                let organisation = organisation.and_then(|id| self.organisation_named(id));
                rows.push(ThanksRow { giver, organisation, on, entry: number });
            } else {
                unnamed += 1;
            }
        }
        Ok((rows, unnamed, has_more))
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
            _ => return Ok(None),
        };
        let Some(organisation) = organisation else { return Ok(None) };
        Ok(self.entry_at(line)?.map(|line| (organisation, line.occurred_on)))
    }
}
