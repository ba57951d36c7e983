//! The fold of what joins this book to others. It never fails.

use crate::decide::Facts;
use crate::decide::between::moved_between;
use crate::kinds::bodies::Body;
use crate::state::between::BookMovement;
use crate::state::{Registered, State};

pub(super) fn fold(state: &mut State, at: u64, body: &Body, named: &Facts) {
    match body {
        Body::BookTransfer(told) => {
            let Some(entry) = named.entries.get(&told.entry) else { return };
            let Some((fund, amount)) = moved_between(entry) else { return };
            let (moved_by, on) = (told.entry, entry.occurred_on);
            let moved = BookMovement { amount, at, fund, moved_by, on };
            state.between.transfers.insert((told.book.clone(), told.id), moved);
        }
        Body::SharedWork(told) => {
            let item = told.clone();
            state.between.works.insert((told.work, told.book.clone()), Registered { at, item });
        }
        _ => {}
    }
}

/// Takes back what an entry said.
pub(super) fn undo(state: &mut State, body: &Body) {
    match body {
        Body::BookTransfer(told) => {
            state.between.transfers.remove(&(told.book.clone(), told.id));
        }
        Body::SharedWork(told) => {
            state.between.works.remove(&(told.work, told.book.clone()));
        }
        _ => {}
    }
}
