//! What lines may be meant for, with what is still expected of each, and the private words by which a
//! memo may name it. Built anew for each run from the state and from what the caller may read.

use chungtay_ledger::date::Date;
use chungtay_ledger::id::{FundId, Id, PersonId};
use chungtay_ledger::kinds::matching::MatchRule;
use chungtay_ledger::money::Dong;
use chungtay_ledger::state::State;
use std::collections::{BTreeMap, BTreeSet};

/// A pledge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PledgeTarget {
    /// Its entry.
    pub entry: u64,
    /// The fund.
    pub fund: FundId,
    /// Who promised.
    pub donor: Option<PersonId>,
    /// The organisation that promised.
    pub organisation: Option<Id>,
    /// Names of the person who promised.
    pub names: Vec<String>,
    /// Names of the organisation.
    pub units: Vec<String>,
    /// The day of the promise: no line before it fulfils it unasked.
    pub since: Date,
    /// What has not come yet.
    pub outstanding: Dong,
}

/// A roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterTarget {
    /// Identifier.
    pub id: Id,
    /// The fund.
    pub fund: FundId,
    /// The unit.
    pub organisation: Option<Id>,
    /// Names of the unit.
    pub units: Vec<String>,
    /// Its members, in [`Targets::members`].
    pub members: Vec<usize>,
}

/// A member of a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberTarget {
    /// The roster, in [`Targets::rosters`].
    pub roster: usize,
    /// The person.
    pub person: PersonId,
    /// The name, where it may be read.
    pub name: Option<String>,
    /// The account that the person pays from, where it was given.
    pub account: Option<String>,
    /// What has not come yet.
    pub outstanding: Dong,
}

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleTarget {
    /// Its entry.
    pub entry: u64,
    /// What it says in public.
    pub rule: MatchRule,
    /// The other side's account, where it names one.
    pub counter_account: Option<String>,
    /// Further words, which may name a person.
    pub words: Option<String>,
}

/// Everything that lines may be meant for.
#[derive(Clone, Debug, Default)]
pub struct Targets {
    /// Pledges that stand.
    pub pledges: Vec<PledgeTarget>,
    /// Rosters.
    pub rosters: Vec<RosterTarget>,
    /// Their members.
    pub members: Vec<MemberTarget>,
    /// Rules that stand, in order of entry.
    pub rules: Vec<RuleTarget>,
    /// Suggestions that were declined.
    pub declined: BTreeSet<Id>,
    /// Lines whose match was undone, and the reversal: nothing is entered for them unasked.
    pub undone: BTreeMap<u64, u64>,
    /// What lines sent back to givers, by line.
    pub refunds: BTreeMap<u64, Dong>,
    /// What later lines returned of a line, by that line.
    pub returned: BTreeMap<u64, Dong>,
}

/// Reads a private field of an entry by its place; `None` where it is empty, erased or not to be read.
pub type Private<'a, E> = dyn FnMut(u64, usize) -> Result<Option<String>, E> + 'a;

impl Targets {
    /// The targets of a state.
    ///
    /// # Errors
    /// Hands on those of `private`.
    pub fn of<E>(state: &State, private: &mut Private<'_, E>) -> Result<Self, E> {
        let declined = state.matching.declined.keys().copied().collect();
        let (refunds, returned) = (state.matching.refunds.clone(), state.matching.returned.clone());
        let undone = state.matching.undone.clone();
        let mut targets = Self { declined, undone, refunds, returned, ..Self::default() };
        targets.add_pledges(state, private)?;
        targets.add_rosters(state, private)?;
        for (entry, rule) in &state.matching.rules {
            targets.rules.push(RuleTarget {
                entry: *entry,
                rule: rule.clone(),
                counter_account: private(*entry, 0)?,
                words: private(*entry, 1)?,
            });
        }
        Ok(targets)
    }

    fn add_pledges<E>(&mut self, state: &State, private: &mut Private<'_, E>) -> Result<(), E> {
        for (entry, found) in &state.matching.pledges {
            let pledge = &found.pledge;
            let mut names: Vec<String> = private(*entry, 0)?.into_iter().collect();
            names.extend(person_name(state, pledge.donor, private)?);
            self.pledges.push(PledgeTarget {
                entry: *entry,
                fund: pledge.fund,
                donor: pledge.donor,
                organisation: pledge.organisation,
                names,
                units: organisation_names(state, pledge.organisation),
                since: found.since,
                outstanding: (pledge.amount - found.received).max(Dong::ZERO),
            });
        }
        Ok(())
    }

    fn add_rosters<E>(&mut self, state: &State, private: &mut Private<'_, E>) -> Result<(), E> {
        let mut places = BTreeMap::new();
        for (id, found) in &state.matching.rosters {
            let roster = &found.roster;
            places.insert(*id, self.rosters.len());
            self.rosters.push(RosterTarget {
                id: *id,
                fund: roster.fund,
                organisation: roster.organisation,
                units: organisation_names(state, roster.organisation),
                members: Vec::new(),
            });
        }
        for ((roster, person), found) in &state.matching.members {
            let Some(place) = places.get(roster) else { continue };
            self.rosters[*place].members.push(self.members.len());
            self.members.push(MemberTarget {
                roster: *place,
                person: *person,
                name: person_name(state, Some(*person), private)?,
                account: private(found.at, 0)?,
                outstanding: (found.member.amount - found.received).max(Dong::ZERO),
            });
        }
        Ok(())
    }

    /// What a roster's members together still owe.
    #[must_use]
    pub fn outstanding_of_roster(&self, roster: usize) -> Dong {
        self.rosters[roster].members.iter().map(|member| self.members[*member].outstanding).sum()
    }
}

/// The person's name, which is the first private field of `person/1`.
fn person_name<E>(
    state: &State,
    person: Option<PersonId>,
    private: &mut Private<'_, E>,
) -> Result<Option<String>, E> {
    match person.and_then(|person| state.persons.get(&person)) {
        Some(found) => private(found.at, 0),
        None => Ok(None),
    }
}

fn organisation_names(state: &State, organisation: Option<Id>) -> Vec<String> {
    let found = organisation.and_then(|id| state.organisations.get(&id));
    let names = found.into_iter().flat_map(|found| {
        [&found.item.name].into_iter().chain(&found.item.variants).cloned().collect::<Vec<_>>()
    });
    names.collect()
}
