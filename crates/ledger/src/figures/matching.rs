//! Figures of pledges and rosters: what is expected, what came, what is still missing. Of a roster's
//! members only how many have given: no figure tells what one person gave.

use super::Builder;
use crate::money::Dong;
use crate::state::State;
use std::collections::BTreeMap;

pub(super) fn of_matching(state: &State, list: &mut Builder) {
    // Before anything came, a pledge's own entry says all there is.
    let fulfilled = state.matching.pledges.iter().filter(|(_, found)| found.gifts > 0);
    for (entry, found) in fulfilled {
        let name = |figure: &str| format!("pledge.{entry}.{figure}");
        let promised = found.pledge.amount;
        list.dong(&name("amount"), format!("amount in entry {entry}"), promised);
        let of = format!("shares of attribution/3 where pledge = {entry}");
        list.dong(&name("received"), format!("sum({of})"), found.received);
        list.count(&name("gifts"), format!("count({of})"), found.gifts);
        missing(&name, promised - found.received, list);
    }
    let (mut given, mut assigned) = (BTreeMap::new(), BTreeMap::new());
    for ((roster, _), found) in &state.matching.members {
        *assigned.entry(*roster).or_insert(Dong::ZERO) += found.received;
        let whole = found.received >= found.member.amount;
        *given.entry(*roster).or_insert(0) += u64::from(whole);
    }
    for (id, found) in &state.matching.rosters {
        let name = |figure: &str| format!("roster.{id}.{figure}");
        let members = format!("roster_member where roster = {id}");
        list.dong(&name("expected"), format!("sum({members})"), found.expected);
        list.count(&name("members"), format!("count({members})"), found.members);
        let given = given.get(id).copied().unwrap_or(0);
        let expression = format!("count({members} and its shares reach its amount)");
        list.count(&name("members-given"), expression, given);
        let of = format!("shares of attribution/3 where roster = {id}");
        list.dong(&name("received"), format!("sum({of})"), found.received);
        list.count(&name("gifts"), format!("count({of})"), found.gifts);
        let assigned = assigned.get(id).copied().unwrap_or_default();
        let expression = format!("sum({of} and no donor)");
        list.dong(&name("of-nobody"), expression, found.received - assigned);
        missing(&name, found.expected - found.received, list);
    }
}

fn missing(name: &dyn Fn(&str) -> String, rest: Dong, list: &mut Builder) {
    let promised = if name("").starts_with("pledge") { "amount" } else { "expected" };
    let expression = format!("max(0, {} - {})", name(promised), name("received"));
    list.dong(&name("missing"), expression, rest.max(Dong::ZERO));
}
