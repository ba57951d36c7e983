//! Names of public things with the pages they have, and periods as sources give them.

use super::snapshot::BooksSnapshot;
use crate::portal::period::{Edge, Span};
use crate::portal::record::{Named, Room, Verbatim};
use chungtay_ledger::id::{AccountId, FundId, Id};
use chungtay_ledger::organisations::{name_on, present};
use chungtay_ledger::term::{Bound, Period};

impl BooksSnapshot<'_> {
    pub(super) fn fund_named(&self, id: FundId) -> Named {
        let found = self.state().funds.get(&id);
        let name = found.map_or_else(
            || Verbatim::new(id.to_string(), 0),
            |fund| Verbatim::new(&fund.item.name, fund.at),
        );
        let demonstration = found.is_some_and(|fund| fund.item.demonstration);
        Named { room: Room::Fund, id: id.to_string(), name, demonstration }
    }

    pub(super) fn account_named(&self, id: AccountId) -> Named {
        let found = self.state().accounts.get(&id);
        let name = found.map_or_else(
            || Verbatim::new(id.to_string(), 0),
            |account| Verbatim::new(&account.item.name, account.at),
        );
        let demonstration = found.is_some_and(|account| account.item.demonstration);
        Named { room: Room::Account, id: id.to_string(), name, demonstration }
    }

    /// Under its present name.
    pub(super) fn organisation_named(&self, id: Id) -> Option<Named> {
        let (name, at) = name_on(self.state(), id, present(self.state()))?;
        let name = Verbatim::new(name, at);
        Some(Named { room: Room::Organisation, id: id.to_string(), name, demonstration: false })
    }

    pub(super) fn programme_named(&self, id: Id) -> Option<Named> {
        let found = self.state().programmes.get(&id)?;
        let name = Verbatim::new(&found.item.name, found.at);
        let demonstration = found.item.demonstration;
        Some(Named { room: Room::Programme, id: id.to_string(), name, demonstration })
    }

    pub(super) fn work_named(&self, id: Id) -> Option<Named> {
        let found = self.state().works.get(&id)?;
        let name = Verbatim::new(&found.item.name, found.at);
        let demonstration = found.item.demonstration;
        Some(Named { room: Room::Work, id: id.to_string(), name, demonstration })
    }

    pub(super) fn source_named(&self, id: Id) -> Option<Named> {
        let found = self.state().sources.get(&id)?;
        let name = Verbatim::new(&found.item.title, found.at);
        Some(Named { room: Room::Source, id: id.to_string(), name, demonstration: false })
    }

    /// What a claim or statement is said of; a cost group stands for its works.
    pub(super) fn subjects_named(&self, subjects: &[Id]) -> Vec<Named> {
        let groups = &self.state().cost_groups;
        let mut named: Vec<Named> = Vec::new();
        for subject in subjects {
            let alone = [*subject];
            let members = groups.get(subject).map_or(&alone[..], |group| &group.item.works);
            let found = members.iter().filter_map(|id| {
                self.work_named(*id)
                    .or_else(|| self.programme_named(*id))
                    .or_else(|| self.organisation_named(*id))
            });
            for thing in found.collect::<Vec<_>>() {
                if !named.contains(&thing) {
                    named.push(thing);
                }
            }
        }
        named
    }

    pub(super) fn span(&self, period: Option<&Period>, entry: u64) -> Span {
        let edge =
            |bound: Option<&Bound>| bound.map_or(Edge::Untold, |bound| self.edge(bound, entry));
        Span {
            from: edge(period.and_then(|period| period.from.as_ref())),
            to: edge(period.and_then(|period| period.to.as_ref())),
        }
    }

    fn edge(&self, bound: &Bound, entry: u64) -> Edge {
        let (term, start) = match bound {
            Bound::On(day) => return Edge::On(*day),
            Bound::Words(words) => return Edge::Words(Verbatim::new(words, entry)),
            Bound::TermStart(term) => (term, true),
            Bound::TermEnd(term) => (term, false),
        };
        let Some(term) = self.state().terms.get(term) else { return Edge::Untold };
        let during = term.item.during.as_ref();
        let edge =
            during.and_then(|during| if start { during.from.as_ref() } else { during.to.as_ref() });
        match edge {
            Some(Bound::On(day)) => Edge::On(*day),
            _ => Edge::Words(Verbatim::new(&term.item.name, term.at)),
        }
    }
}
