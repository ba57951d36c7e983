//! Places: the book's own, beside the national list, and looking names up in that list.

use super::snapshot::BooksSnapshot;
use crate::portal::pages::places::{
    BookPlace, FoundUnit, LinkedUnit, Listed, ListedUnit, PlacesView,
};
use crate::portal::record::{Named, Verbatim};
use chungtay_ledger::id::Id;
use chungtay_ledger::kinds::works::{Place, PlaceClass};
use chungtay_ledger::term::{Bound, Period};
use chungtay_places::{Era, Level, UnitRef, Units};
use chungtay_text::fold::fold;
use std::collections::{BTreeMap, BTreeSet};

/// Units shown of what was found.
const SHOWN: usize = 40;

impl BooksSnapshot<'_> {
    pub(super) fn places_page(&self, asked: &str) -> PlacesView {
        let mut places: Vec<(u64, Id)> =
            self.state().places.iter().map(|(id, place)| (place.at, *id)).collect();
        places.sort_unstable();
        let rows = places.iter().filter_map(|(_, id)| self.book_place(*id)).collect();
        let asked = asked.trim();
        let found = (!asked.is_empty()).then(|| self.units().find(asked));
        let more = found.as_ref().is_some_and(|found| found.len() > SHOWN);
        let works = self.works_by_unit();
        let found = found.map(|found| {
            found.into_iter().take(SHOWN).map(|unit| self.found_unit(unit, &works)).collect()
        });
        let since = self.units().change();
        PlacesView { places: rows, asked: asked.to_owned(), found, more, since }
    }

    fn book_place(&self, id: Id) -> Option<BookPlace> {
        let place = self.state().places.get(&id)?;
        let words = |text: &String| Verbatim::new(text, place.at);
        let known = self.place(id)?;
        Some(BookPlace {
            id: id.to_string(),
            class: place.item.class,
            name: known.name,
            code: place.item.code.as_ref().map(words),
            during: place.item.during.as_ref().map(|during| self.span(Some(during), place.at)),
            within: known.within,
            now: known.now,
            listed: listed(self.units(), &place.item),
            works: self.works_at(id),
        })
    }

    /// Works at a place of the book, at a place within it or at one that it took over from, in the book's order.
    fn works_at(&self, place: Id) -> Vec<Named> {
        let state = self.state();
        let here = |work: &Id| {
            let at = state.works.get(work).map(|work| work.item.places.as_slice());
            at.is_some_and(|at| at.iter().any(|one| self.upwards(*one).contains(&place)))
        };
        let works = self.works_in_order().into_iter().filter(here);
        works.filter_map(|work| self.work_named(work)).collect()
    }

    /// A place of the book, those around it, and those that took over from any of them.
    fn upwards(&self, place: Id) -> Vec<Id> {
        let places = &self.state().places;
        let mut found: Vec<Id> = Vec::new();
        let mut waiting = vec![place];
        while let Some(id) = waiting.pop() {
            if found.contains(&id) {
                continue;
            }
            found.push(id);
            let Some(place) = places.get(&id) else { continue };
            waiting.extend([place.item.successor, place.item.parent].into_iter().flatten());
        }
        found
    }

    /// Works by the units they lie in, with all units around those.
    fn works_by_unit(&self) -> BTreeMap<UnitRef, BTreeSet<Id>> {
        let (state, units) = (self.state(), self.units());
        let mut by_unit: BTreeMap<UnitRef, BTreeSet<Id>> = BTreeMap::new();
        for (id, work) in &state.works {
            let places = work.item.places.iter().flat_map(|place| self.upwards(*place));
            let found = places.filter_map(|place| unit_of(units, &state.places.get(&place)?.item));
            for unit in found {
                let mut next = Some(unit);
                while let Some(at) = next {
                    by_unit.entry(at).or_default().insert(*id);
                    next = units.get(at).around;
                }
            }
        }
        by_unit
    }

    fn found_unit(&self, at: UnitRef, works: &BTreeMap<UnitRef, BTreeSet<Id>>) -> FoundUnit {
        let units = self.units();
        let unit = units.get(at);
        let links = unit
            .links
            .iter()
            .map(|link| LinkedUnit { unit: shown(units, link.unit), share: link.share });
        let lying = std::iter::once(at).chain(unit.links.iter().map(|link| link.unit));
        let lying: BTreeSet<Id> =
            lying.filter_map(|unit| works.get(&unit)).flatten().copied().collect();
        let works = self.works_in_order().into_iter().filter(|work| lying.contains(work));
        FoundUnit {
            unit: shown(units, at),
            links: links.collect(),
            works: works.filter_map(|work| self.work_named(work)).collect(),
        }
    }
}

/// A unit as pages show it.
fn shown(units: &Units, at: UnitRef) -> ListedUnit {
    let unit = units.get(at);
    let within = units.around(at).map(|around| around.name).collect();
    ListedUnit { code: unit.code, name: unit.name, within, era: unit.era }
}

/// How the national list has a place of the book.
fn listed(units: &Units, place: &Place) -> Listed {
    if place.code.is_none() {
        return Listed::NoCode;
    }
    match unit_of(units, place) {
        None => Listed::Unknown,
        Some(at) if names_agree(units, at, place) => Listed::Same(shown(units, at)),
        Some(at) => Listed::OtherName(shown(units, at)),
    }
}

/// The unit that bears a place's code in the place's time. Where the book names no time, the unit of that
/// name; where no name agrees, today's.
fn unit_of(units: &Units, place: &Place) -> Option<UnitRef> {
    let code = place.code.as_deref()?;
    let eras: &[Era] = match era_of(units, place) {
        Some(Era::Before) => &[Era::Before],
        Some(Era::Since) => &[Era::Since],
        None => &[Era::Since, Era::Before],
    };
    let level = level_of(place.class)?;
    let found: Vec<UnitRef> = eras
        .iter()
        .filter_map(|era| units.at_era(code, *era))
        .filter(|at| units.get(*at).level() == level)
        .collect();
    let agreeing = found.iter().find(|at| names_agree(units, **at, place));
    agreeing.or(found.first()).copied()
}

/// The division that a place's period tells; `None` where it fixes no day or reaches over both.
fn era_of(units: &Units, place: &Place) -> Option<Era> {
    let Period { from, to } = place.during.as_ref()?;
    match (from, to) {
        (_, Some(Bound::On(last))) if units.era_on(*last) == Era::Before => Some(Era::Before),
        (Some(Bound::On(first)), _) if units.era_on(*first) == Era::Since => Some(Era::Since),
        _ => None,
    }
}

fn level_of(class: PlaceClass) -> Option<Level> {
    match class {
        PlaceClass::Province => Some(Level::Province),
        PlaceClass::District => Some(Level::District),
        PlaceClass::Commune => Some(Level::Commune),
        PlaceClass::Village | PlaceClass::BorderGate => None,
    }
}

/// Whether the book's name is the list's, with or without the kind before it.
fn names_agree(units: &Units, at: UnitRef, place: &Place) -> bool {
    let (listed, named) = (fold(units.get(at).name), fold(&place.name));
    let (short, long) = if named.len() < listed.len() { (named, listed) } else { (listed, named) };
    long == short || long.strip_suffix(&short).is_some_and(|kind| kind.ends_with(' '))
}
