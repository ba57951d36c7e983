//! The part of `doctor` that holds the book to what it told persons: what was erased stays erased, what was
//! stated again is gone, and no name is shown wider than the book's policy or its giver's word. What an
//! old backup brings back is found here. Reads only.

use crate::names;
use chungtay_journal::BookFolder;
use chungtay_ledger::entry::Entry;
use chungtay_ledger::state::State;
use chungtay_views::{Fold, Shown, ViewsReader};

/// What the log says of private records and withheld bytes. Nothing where the log cannot be folded: other
/// findings say so.
#[derive(Default)]
pub(super) struct Promises {
    state: Option<State>,
}

/// What stands of one entry.
pub(super) struct Stored<'a> {
    /// Its bytes; none where they were withheld.
    pub bytes: &'a [u8],
    /// Whether the secret of its record is there.
    pub has_secret: bool,
    /// Its opening.
    pub opening: Option<&'a [u8]>,
}

impl Promises {
    /// From the whole journal.
    pub(super) fn of(folder: &BookFolder) -> Self {
        let folded = Fold::open(&folder.journal).and_then(|mut fold| {
            fold.catch_up(&folder.journal, |_| Ok::<(), chungtay_views::fold::FoldError>(()))?;
            Ok(fold)
        });
        Self { state: folded.ok().map(|fold| fold.state().clone()) }
    }

    /// Whether the log says that an entry's record was erased.
    pub(super) fn is_erased(&self, sequence: u64) -> bool {
        self.state.as_ref().is_some_and(|state| state.privacy.erased.contains_key(&sequence))
    }

    /// Compares one entry.
    pub(super) fn examine(
        &self,
        sequence: u64,
        entry: &Entry,
        stored: &Stored<'_>,
        note: &mut impl FnMut(&'static str, Option<u64>),
    ) {
        let Some(state) = &self.state else { return };
        let at = Some(sequence);
        if self.is_erased(sequence) {
            if stored.has_secret {
                note("erased-secret-back", at);
            }
            if stored.opening.is_some() {
                note("erased-opening-back", at);
            }
        } else if let Some(opening) = stored.opening
            && names::is_too_wide(state, sequence, entry, opening)
        {
            note("name-too-wide", at);
        }
        if state.privacy.restated.contains_key(&sequence) && !stored.bytes.is_empty() {
            note("restated-bytes", at);
        }
    }

    /// Whether the read models still show text of erased records; where there are none, nothing is shown.
    pub(super) fn examine_views(
        &self,
        folder: &BookFolder,
        note: &mut impl FnMut(&'static str, Option<u64>),
    ) {
        let Some(state) = &self.state else { return };
        let Ok(reader) = ViewsReader::open(folder.directory(), folder.book_id()) else { return };
        let Ok(views) = reader.begin() else { return };
        for sequence in state.privacy.erased.keys() {
            let Ok(Some(line)) = views.line(*sequence) else { continue };
            if [line.memo, line.document].iter().any(|text| *text != Shown::Withheld) {
                note("erased-text-back", Some(*sequence));
            }
        }
    }
}
