//! Policy bases with what hangs on each, and targets with how far they are.

use super::BooksError;
use super::figures::counted_here;
use super::snapshot::BooksSnapshot;
use crate::portal::figure::{Comparator, Figure};
use crate::portal::pages::asking::encoded;
use crate::portal::pages::targets::{Bases, BasisRow, BasisView, NumberRow, TargetRow};
use crate::portal::record::{Named, Room, Verbatim};
use chungtay_ledger::id::Id;
use chungtay_ledger::kinds::organising::Target;
use chungtay_ledger::kinds::people::Basis;
use chungtay_ledger::numbering;
use chungtay_ledger::state::Registered;
use chungtay_ledger::state::life::Happened;
use chungtay_ledger::targets::progress;
use std::collections::BTreeSet;

impl BooksSnapshot<'_> {
    pub(super) fn basis_named(&self, id: Id) -> Option<Named> {
        let found = self.state().bases.get(&id)?;
        let name = Verbatim::new(&found.item.title, found.at);
        Some(Named { room: Room::Basis, id: id.to_string(), name, demonstration: false })
    }

    pub(super) fn bases_page(&self) -> Bases {
        let mut all: Vec<&Registered<Basis>> = self.state().bases.values().collect();
        all.sort_by_key(|found| found.at);
        let rows = all.into_iter().filter_map(|found| self.basis_row(found)).collect();
        Bases { rows, targets: self.targets_where(|_| true) }
    }

    fn basis_row(&self, found: &Registered<Basis>) -> Option<BasisRow> {
        let basis = &found.item;
        let issuer = basis.issuer.and_then(|id| self.organisation_named(id));
        let issuer = issuer.map(|named| named.name);
        let words = basis.issuer_words.as_ref().map(|words| Verbatim::new(words, found.at));
        Some(BasisRow {
            basis: self.basis_named(basis.id)?,
            class: Verbatim::new(&basis.class, found.at),
            number: basis.number.as_ref().map(|number| number_row(basis, number, found.at)),
            issuer: words.or(issuer),
        })
    }

    pub(super) fn basis_page(&self, id: &str) -> Result<Option<BasisView>, BooksError> {
        let state = self.state();
        let Some(id) = Id::new(id) else { return Ok(None) };
        let Some(found) = state.bases.get(&id) else { return Ok(None) };
        let Some(row) = self.basis_row(found) else { return Ok(None) };
        let programmes = state.programmes.iter();
        let under = programmes.filter(|(_, programme)| programme.item.bases.contains(&id));
        let mut under: Vec<(u64, Id)> = under.map(|(id, found)| (found.at, *id)).collect();
        under.sort_unstable();
        let changes = state.movement.changes.values().flatten();
        let changed: BTreeSet<Id> = changes
            .filter(|told| told.item.basis == Some(id))
            .map(|told| told.item.organisation)
            .collect();
        let rules = state.movement.rules.values().filter(|told| told.item.basis == Some(id));
        Ok(Some(BasisView {
            row,
            issuer: found.item.issuer.and_then(|issuer| self.organisation_named(issuer)),
            quote: self.quote(found.at, "basis/1")?,
            programmes: under.into_iter().filter_map(|(_, id)| self.programme_named(id)).collect(),
            drives: self.drives_where(|drive| drive.launched.item.bases.contains(&id)),
            targets: self.targets_where(|target| target.basis == Some(id)),
            organisations: changed
                .into_iter()
                .filter_map(|id| self.organisation_named(id))
                .collect(),
            rules: rules.map(|told| Verbatim::new(told.item.year.to_string(), told.at)).collect(),
        }))
    }

    /// Targets in the book's order.
    pub(super) fn targets_where(&self, wanted: impl Fn(&Target) -> bool) -> Vec<TargetRow> {
        let all = self.state().movement.targets.values();
        let mut found: Vec<&Happened<Target>> = all.filter(|told| wanted(&told.item)).collect();
        found.sort_by_key(|told| told.at);
        found.into_iter().map(|told| self.target_row(told)).collect()
    }

    fn target_row(&self, told: &Happened<Target>) -> TargetRow {
        let target = &told.item;
        let id = target.id;
        let found = progress(self.state(), target);
        let missing: u64 = found
            .as_ref()
            .and_then(|found| found.answer.as_ref().ok())
            .map_or(0, |answer| answer.unknown.iter().map(|unknown| unknown.count).sum());
        let least = |figure: Figure| {
            let known = missing > 0 && figure.value.is_some();
            if known { figure.meant(Comparator::AtLeast) } else { figure }
        };
        let of = |name: &str| {
            found.is_some().then(|| least(self.figure(&format!("target.{id}.{name}"))))
        };
        TargetRow {
            id: id.to_string(),
            entry: told.at,
            indicator: Verbatim::new(&target.indicator, told.at),
            value: self.figure(&format!("target.{id}.value")),
            reached: of("reached"),
            share: of("share").filter(|share| share.value.is_some()),
            unknown: (missing > 0).then(|| {
                counted_here(format!("target.{id}.unknown"), usize::try_from(missing).unwrap_or(0))
            }),
            question: found.map(|found| {
                let written = found.asked.to_string();
                let link = format!("/figure?q={}", encoded(&written));
                (written, link)
            }),
            period: self.span(target.period.as_ref(), told.at),
            organisation: target.organisation.and_then(|id| self.organisation_named(id)),
            programme: target.programme.and_then(|id| self.programme_named(id)),
            basis: target.basis.and_then(|id| self.basis_named(id)),
        }
    }
}

/// A number, taken apart where it follows its family's form.
fn number_row(basis: &Basis, number: &str, at: u64) -> NumberRow {
    let parts = basis.number_style.map(|style| numbering::read(style, number));
    let read = parts.clone().flatten();
    NumberRow {
        number: Verbatim::new(number, at),
        style: basis.number_style,
        class: read.as_ref().and_then(|parts| numbering::class_word(&parts.class)),
        issuer: read.map(|parts| Verbatim::new(parts.issuer, at)),
        follows: parts.map(|parts| parts.is_some()),
    }
}
