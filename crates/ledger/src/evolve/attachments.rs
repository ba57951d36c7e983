//! The fold of photos, papers and places on a map. It never fails.

use crate::entry::Entry;
use crate::kinds::bodies::Body;
use crate::state::life::Happened;
use crate::state::{Registered, State};

pub(super) fn fold(state: &mut State, at: u64, entry: &Entry, body: &Body) {
    match body {
        Body::Attachment(item) => {
            let happened = Happened { at, on: entry.occurred_on, item: item.clone() };
            state.attached.files.insert(item.id, happened);
        }
        Body::WorkSite(item) => {
            state.attached.sites.insert(item.work, Registered { at, item: item.clone() });
        }
        _ => {}
    }
}
