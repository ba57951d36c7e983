//! The books at an earlier size of the log, for questions as of it: folded when asked for, one at a time, and the
//! last few kept.

use super::{BooksError, PortalBooks};
use chungtay_journal::Journal;
use chungtay_ledger::state::State;
use chungtay_views::Fold;
use chungtay_views::fold::FoldError;
use std::sync::{Arc, PoisonError, TryLockError};

/// Earlier states that are kept.
const KEPT: usize = 4;

/// Earlier states by what was asked for, the newest first.
pub(super) type Earlier = Vec<Arc<State>>;

/// The state that a question is asked of.
pub(super) enum Then<'a> {
    /// The one that pages show.
    Now(&'a State),
    /// An earlier one.
    Earlier(Arc<State>),
    /// An earlier one is being made for somebody else.
    Busy,
}

impl PortalBooks {
    /// The state at a size of the log below the one that is shown.
    pub(super) fn earlier(
        &self,
        journal: &dyn Journal,
        size: u64,
    ) -> Result<Then<'static>, BooksError> {
        let mut kept = match self.earlier.try_lock() {
            Ok(kept) => kept,
            Err(TryLockError::Poisoned(kept)) => PoisonError::into_inner(kept),
            Err(TryLockError::WouldBlock) => return Ok(Then::Busy),
        };
        if let Some(found) = kept.iter().find(|state| state.size == size) {
            return Ok(Then::Earlier(Arc::clone(found)));
        }
        let mut fold = Fold::open_within(journal, size)?;
        fold.catch_up_to(journal, size, |_| Ok::<(), FoldError>(()))?;
        let state = Arc::new(fold.state().clone());
        kept.insert(0, Arc::clone(&state));
        kept.truncate(KEPT);
        Ok(Then::Earlier(state))
    }
}
