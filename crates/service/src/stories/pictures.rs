//! The pictures that a story shows, before it is published: their files are where readers get them from. Reads only.

use crate::attaching::naming::files_of_entry;
use crate::error::{LostPicture, Result, ServiceError};
use chungtay_documents::story::{Mark, Story as Source};
use chungtay_journal::BookFolder;
use chungtay_ledger::id::Id;
use chungtay_ledger::state::State;

/// Refuses a story of which a picture has lost a file, or of which nobody can tell the files any more.
pub(super) fn check(folder: &BookFolder, source: &Source, state: &State) -> Result<()> {
    let named = source.marks.iter().filter_map(|marked| match &marked.mark {
        Mark::Directive("photo", ids) => Some(ids),
        _ => None,
    });
    let found = named.flatten().filter_map(|id| state.attached.files.get(&Id::new(id)?));
    for picture in found {
        let lost = |file| {
            let (picture, entry) = (picture.item.id, picture.at);
            Err(ServiceError::StoryPicture(LostPicture { picture, entry, file }))
        };
        let Some(files) = files_of_entry(folder, picture.at)? else { return lost(None) };
        for hash in files {
            if folder.blobs.get(&hash)?.is_none() {
                return lost(Some(folder.blobs.file(&hash)));
            }
        }
    }
    Ok(())
}
