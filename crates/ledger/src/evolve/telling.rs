//! What a rule's word changes beside its postings: lines are settled, or held back from the rule that makes
//! gifts of all the rest; undone, they wait again.

use super::import_of;
use crate::decide::Facts;
use crate::kinds::checks::{LineRules, Told};
use crate::money::Dong;
use crate::state::State;

/// Applies what rules tell of an import's lines (`stands`), or takes it back.
pub(super) fn line_rules(state: &mut State, rules: &LineRules, named: &Facts, stands: bool) {
    let times: i64 = if stands { 1 } else { -1 };
    for told in &rules.lines {
        let Some(entry) = named.entries.get(&told.line) else { continue };
        let Some(amount) = entry.postings.first().map(|posting| posting.amount) else { continue };
        let reversed = state.flags.reversed.get(told.line);
        let alone = state.flags.attributed.get(told.line);
        if told.told != Told::Held {
            state.flags.attributed.set(told.line, stands);
            state.flags.alone.set(told.line, stands);
        }
        let Some(import) = import_of(state, rules.import) else { continue };
        match (told.told, stands) {
            (Told::Held, true) => import.held.push(told.line),
            (Told::Held, false) => import.held.retain(|line| *line != told.line),
            (Told::Fee | Told::Vat | Told::Interest | Told::Transfer, _) => {}
        }
        // A held line that was reversed, or attributed by a person, is not among those that wait.
        let counted = told.told != Told::Held || stands || !(reversed || alone);
        if amount.is_positive() && counted {
            import.unattributed = import.unattributed.saturating_add_signed(-times);
            import.unattributed_sum += Dong(amount.0.saturating_mul(-times));
            state.movements.wait(rules.import, entry.occurred_on, amount, -times);
        }
    }
}
