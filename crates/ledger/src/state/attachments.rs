//! What the fold knows of photos, papers and places on a map: bounded by what a book has of them.

use crate::canonical::record;
use crate::id::Id;
use crate::kinds::attachments::{Attachment, WorkSite};
use crate::state::Registered;
use crate::state::life::Happened;
use std::collections::BTreeMap;

record! {
    /// Photos, papers, places on a map.
    #[derive(Default)]
    Attached {
        /// Photos, drawings and papers.
        files: BTreeMap<Id, Happened<Attachment>>,
        /// Where works stand; the last that was entered of each.
        sites: BTreeMap<Id, Registered<WorkSite>>,
    }
}

impl Attached {
    /// Photos, drawings and papers of a work, in order of entry.
    #[must_use]
    pub fn of_work(&self, work: Id) -> Vec<&Happened<Attachment>> {
        let mut found: Vec<&Happened<Attachment>> =
            self.files.values().filter(|file| file.item.works.contains(&work)).collect();
        found.sort_by_key(|file| file.at);
        found
    }
}
