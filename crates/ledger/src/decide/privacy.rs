//! What is owed to persons named in the books. An entry may be stated again by two persons together, and
//! only its words may change: whatever is counted, dated, named by identifier or posted stays as it was.

use super::{Asked, Facts, known};
use crate::entry::Posting;
use crate::kinds::privacy::Restatement;
use crate::refusal::Refusal;
use crate::state::State;

/// An entry equal to what is stated of it is either harmless or withheld already: then whoever decides
/// this again was handed the statement in its place, and compares the leaf with the tree's.
pub(super) fn restatement(
    state: &State,
    facts: &Facts,
    asked: &Asked,
    restatement: &Restatement,
) -> Result<Vec<Posting>, Refusal> {
    let sequence = restatement.entry;
    let (actor, approver) = (state.person(asked.actor), state.person(restatement.approved_by));
    known(&state.persons, "person", &approver)?;
    let entry = facts.entry(state, sequence, "entry")?;
    if state.restated.contains_key(&sequence) {
        return Err(Refusal::AlreadyRestated { entry: sequence });
    }
    if asked.record.is_none() {
        return Err(Refusal::Needs { field: "reason" });
    }
    if *entry != *restatement.stated {
        if entry.leaf() != restatement.leaf {
            return Err(Refusal::DoesNotMatch { field: "leaf" });
        }
        if entry.shape() != restatement.stated.shape() {
            return Err(Refusal::DoesNotMatch { field: "stated" });
        }
    }
    if actor == approver {
        return Err(Refusal::SecondPerson { person: actor });
    }
    Ok(Vec::new())
}
