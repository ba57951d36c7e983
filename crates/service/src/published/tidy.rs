//! What may go from `DIR/log/`: partial tiles and bundles whose full form stands (C2SP tlog-tiles,
//! Partial Tiles), and half-written files that a crash left. Nothing else is ever removed.

use super::files::{LogFiles, UNFINISHED};
use crate::error::{Result, ServiceError};
use chungtay_log::tile::{BundleCoordinates, Resource, TILE_LEVELS, TileCoordinates};
use std::path::Path;

/// Removes the partial forms of what became full since a checkpoint of `before` entries; the one of
/// `now` entries, which covers the full forms, is published.
pub(super) fn remove_partial(files: &LogFiles, before: u64, now: u64) -> Result<()> {
    let full = |index: u64, level: u8| {
        let span = 256u64.checked_pow(u32::from(level) + 1)?;
        (index.checked_add(1)?.checked_mul(span)? <= now).then_some(())
    };
    let index_of = |level: u8| before.checked_shr(8 * (u32::from(level) + 1)).unwrap_or(0);
    let mut became_full = Vec::new();
    for level in 0..TILE_LEVELS {
        let index = index_of(level);
        if full(index, level).is_some() {
            became_full.extend(TileCoordinates::new(level, index, 256).map(Resource::Tile));
        }
    }
    if full(index_of(0), 0).is_some() {
        became_full.extend(BundleCoordinates::new(index_of(0), 256).map(Resource::Entries));
    }
    for resource in became_full {
        files.remove_folder(&files.root().join(format!("{resource}.p")))?;
    }
    Ok(())
}

/// Removes what a crash may have left: half-written files, and partial forms whose full form stands and
/// is covered by the head of `signed` entries.
pub(super) fn remove_leftovers(files: &LogFiles, signed: u64) -> Result<()> {
    let root = files.root().to_owned();
    walk(files, &root, signed)
}

fn walk(files: &LogFiles, folder: &Path, signed: u64) -> Result<()> {
    for found in std::fs::read_dir(folder).map_err(ServiceError::at(folder))? {
        let found = found.map_err(ServiceError::at(folder))?;
        let path = found.path();
        let kind = found.file_type().map_err(ServiceError::at(&path))?;
        if !kind.is_dir() {
            if path.extension().is_some_and(|extension| extension == UNFINISHED) {
                files.remove_file(&path)?;
            }
        } else if is_superseded(files.root(), &path, signed) {
            files.remove_folder(&path)?;
        } else {
            walk(files, &path, signed)?;
        }
    }
    Ok(())
}

/// Whether this is the folder of partial forms (`….p`) of something whole that is signed.
fn is_superseded(root: &Path, folder: &Path, signed: u64) -> bool {
    let whole = folder.strip_prefix(root).ok().and_then(Path::to_str);
    let whole = whole.and_then(|path| path.strip_suffix(".p")).and_then(Resource::parse);
    let is_signed = match whole {
        Some(Resource::Tile(tile)) => {
            TileCoordinates::in_tree(tile.level(), tile.index(), signed) == Some(tile)
        }
        Some(Resource::Entries(bundle)) => {
            BundleCoordinates::in_tree(bundle.index(), signed) == Some(bundle)
        }
        Some(Resource::Checkpoint) | None => false,
    };
    is_signed && whole.is_some_and(|whole| root.join(whole.to_string()).is_file())
}
