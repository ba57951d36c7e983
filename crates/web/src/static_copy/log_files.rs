//! The published log in a copy: every file of `DIR/log`, copied, never linked, so that nothing that is
//! done to the copy reaches the book. The checkpoint must be the one that the pages are read at.

use super::CopyError;
use super::generation::{Generation, Stamp};
use chungtay_ledger::figures::read_figures;
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::hash::Hash;
use chungtay_log::note::Note;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// Copies the log; false where it has meanwhile gone on to another checkpoint than `size` and `root`.
pub(super) fn copy(
    generation: &Generation,
    log: &Path,
    size: u64,
    root: Hash,
) -> Result<bool, CopyError> {
    match folder(generation, log, "log") {
        // A partial tile or an old archive that the writer has just removed.
        Err(CopyError::File { problem, .. }) if problem.kind() == ErrorKind::NotFound => {
            return Ok(false);
        }
        copied => copied?,
    }
    let path = generation.path("log/checkpoint");
    let note = fs::read_to_string(&path)
        .map_err(|problem| CopyError::File { file: path.clone(), problem })?;
    let note = Note::parse(&note).ok();
    let signed = note.and_then(|note| Checkpoint::from_text(note.text()).ok());
    let is_same = signed.is_some_and(|signed| (signed.size(), signed.root()) == (size, root));
    let path = generation.path("log/figures.json");
    let figures =
        fs::read(&path).map_err(|problem| CopyError::File { file: path.clone(), problem })?;
    let figures = read_figures(&figures).ok();
    Ok(is_same && figures.is_some_and(|figures| figures.size == size))
}

fn folder(generation: &Generation, from: &Path, to: &str) -> Result<(), CopyError> {
    let failed = |problem| CopyError::File { file: from.to_path_buf(), problem };
    for found in fs::read_dir(from).map_err(failed)? {
        let found = found.map_err(failed)?;
        let name = found.file_name().to_string_lossy().into_owned();
        // What a writer has begun beside a file is none of the log's.
        let ending = Path::new(&name).extension().and_then(|ending| ending.to_str());
        if name.starts_with('.') || matches!(ending, Some("new" | "tmp")) {
            continue;
        }
        let (path, file) = (found.path(), format!("{to}/{name}"));
        let facts = found.metadata().map_err(failed)?;
        if facts.is_dir() {
            folder(generation, &path, &file)?;
            continue;
        }
        let changed = facts.modified().ok().and_then(|when| when.duration_since(UNIX_EPOCH).ok());
        let changed = changed.map_or(0, |since| since.as_nanos());
        let stamp = Stamp { text: format!("{}-{changed}", facts.len()), is_stale: false };
        if !generation.keep(&file, &stamp)? {
            generation.copy(&path, &file, &stamp.text)?;
        }
    }
    Ok(())
}
