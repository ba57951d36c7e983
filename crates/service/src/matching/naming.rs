//! The one giver whom an attribution names: sealed in its record, opened no wider than the book shows names
//! and than that giver said. Where several gave, or an organisation did, nobody is named.

use crate::error::Result;
use crate::names::{self, narrower};
use crate::sealing;
use chungtay_journal::{BookFolder, KeyStore, Vault};
use chungtay_ledger::commitment::Secret;
use chungtay_ledger::kinds::matching::MatchedLine;
use chungtay_ledger::state::State;
use chungtay_text::mask;

/// The record of an `attribution/3`.
pub(super) struct Named {
    /// Its private fields, in order.
    pub(super) values: [Option<String>; 3],
    /// Those that the public reads.
    pub(super) open: Vec<u8>,
}

/// The record of what a line was matched with; `None` where it names no one giver, and where the name was
/// erased.
pub(super) fn named(
    folder: &BookFolder,
    state: &State,
    matched: &MatchedLine,
) -> Result<Option<Named>> {
    let Some(name) = name_of(folder, state, matched)? else { return Ok(None) };
    // A name that holds the number of an account or a telephone is no name to keep.
    if mask::personal_number(&name).is_some() {
        return Ok(None);
    }
    let promised = matched.shares.iter().filter_map(|share| share.pledge);
    let words = promised.chain([matched.line]);
    let words = words.filter_map(|entry| state.privacy.consents.get(&entry).copied());
    let shown = words.fold(state.names_policy(), narrower);
    let initials = names::initials_of(&name);
    let values = [Some(name), Some(initials), None];
    let open = names::opened_at_entry(shown, "attribution/3", &values, &[]);
    Ok(Some(Named { values, open }))
}

/// The name of the person who gave, or who promised what the line fulfils.
fn name_of(folder: &BookFolder, state: &State, matched: &MatchedLine) -> Result<Option<String>> {
    let [share, others @ ..] = matched.shares.as_slice() else { return Ok(None) };
    if others.iter().any(|other| (other.donor, other.pledge) != (share.donor, share.pledge)) {
        return Ok(None);
    }
    let promise = share.pledge.and_then(|entry| Some((entry, state.matching.pledges.get(&entry)?)));
    let donor = share.donor.or_else(|| promise.and_then(|(_, found)| found.pledge.donor));
    if let Some(found) = donor.and_then(|donor| state.persons.get(&state.person(donor))) {
        return first_field(folder, found.at);
    }
    match promise {
        Some((entry, found)) if found.pledge.organisation.is_none() => first_field(folder, entry),
        _ => Ok(None),
    }
}

/// The first private field of an entry, which is the name in `person/1` and in a pledge.
fn first_field(folder: &BookFolder, entry: u64) -> Result<Option<String>> {
    let (secret, record) = (folder.keys.secret(entry)?, folder.vault.get(entry)?);
    let (Some(secret), Some(record)) = (secret, record) else { return Ok(None) };
    let fields = sealing::decrypt(&Secret(secret), &record, entry)?;
    Ok(fields.into_iter().next().flatten())
}
