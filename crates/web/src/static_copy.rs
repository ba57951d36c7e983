//! The whole public portal as plain files: pages in both languages, the log, exports. What did not change
//! since the last copy is not made again; a reader sees the old copy or the new one, never half of each.
//! Signs nothing, decides nothing, and shows only what the portal shows.

mod addresses;
mod generation;
pub(crate) mod lines;
mod log_files;
mod pages;

use crate::portal::books::{BooksError, PortalBooks};
use crate::portal::pages::log::Download;
use crate::portal::{PortalSource, Settings, assets, card};
use crate::server::site;
use axum::http::StatusCode;
use chungtay_opendata::published::{self, FOLDER, JOURNAL};
use chungtay_text::Language;
use generation::{Generation, Manifest, Stamp};
use lines::Bundles;
use pages::Pages;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The receipt verifier, one file of its own.
const VERIFIER: &str = "/verify.html";
/// How often a log that goes on while it is copied is copied again.
const TRIES: u32 = 5;

/// Why no copy could be made; the one before stands.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The books.
    #[error(transparent)]
    Books(#[from] BooksError),
    /// A file could not be read or written.
    #[error("{file} cannot be read or written ({problem})")]
    File {
        /// Which.
        file: PathBuf,
        /// Why.
        problem: io::Error,
    },
    /// The folder holds something else.
    #[error("{0} is no static copy and not empty")]
    NotACopy(PathBuf),
    /// Another copy is being made beside it.
    #[error("another copy is being made beside {0}")]
    Busy(PathBuf),
    /// The log went on each time it was copied.
    #[error("the log goes on faster than it can be copied")]
    LogGoesOn,
    /// The words of cards could not be read.
    #[error(transparent)]
    Cards(crate::portal::source::SourceError),
    /// A page could not be made.
    #[error("the page {address} could not be made ({status})")]
    Page {
        /// Which.
        address: String,
        /// What the portal answered.
        status: StatusCode,
    },
    /// No thread could be set up.
    #[error("no thread could be set up ({0})")]
    Thread(io::Error),
}

/// Told how many pages are made, of how many that are known.
pub type Progress<'a> = &'a mut (dyn FnMut(u64, u64) + Send);

/// Writes an export of the first so many entries into the copy.
pub type Fill<'a> = &'a mut dyn FnMut(u64, &mut dyn io::Write) -> io::Result<()>;

/// What a copy came to.
#[derive(Clone, Debug)]
pub struct Copied {
    /// Entries under its checkpoint.
    pub size: u64,
    /// The checkpoint's root, base64.
    pub root: String,
    /// Files written.
    pub written: u64,
    /// Files that stayed as they were.
    pub kept: u64,
}

/// Makes or renews the copy in `target`. `exports` are further files of the folder `exports/`, each with
/// what writes it; it is called once the checkpoint is settled.
pub fn publish(
    books: &Arc<PortalBooks>,
    target: &Path,
    exports: &mut [(&str, Fill<'_>)],
    progress: Progress<'_>,
) -> Result<Copied, CopyError> {
    let generation = Generation::begin(target)?;
    match write(books, &generation, exports, progress) {
        Ok(manifest) => {
            let (size, root) = (manifest.size, manifest.root.clone());
            let counts = generation.switch(manifest)?;
            Ok(Copied { size, root, written: counts.written, kept: counts.kept })
        }
        Err(error) => {
            generation.give_up();
            Err(error)
        }
    }
}

/// What a copy of a log of so many entries offers beside what the portal does.
pub(crate) fn downloads(size: Option<i64>) -> Vec<(Download, String)> {
    let size = size.and_then(|size| u64::try_from(size).ok()).unwrap_or(0);
    let address = |name: &str| format!("/{FOLDER}/{name}");
    let tables = published::line_tables(size).map(|piece| (Download::Lines, address(&piece.name)));
    let openings =
        published::openings(size).map(|piece| (Download::Openings, address(&piece.name)));
    let journal = (Download::Hledger, address(JOURNAL));
    [journal].into_iter().chain(tables).chain(openings).collect()
}

fn write(
    books: &Arc<PortalBooks>,
    generation: &Generation,
    exports: &mut [(&str, Fill<'_>)],
    progress: Progress<'_>,
) -> Result<Manifest, CopyError> {
    copy_log(books, generation)?;
    let settings = Settings { page_cache_bytes: 0, ..Settings::default() };
    let build = format!("{}-{}", settings.build, assets::FRONTEND_BUILD);
    let reading = books.copy_reading()?;
    let (revision, changed) = reading.openings_since(generation.before().openings_revision)?;
    // What was closed after the views were caught up with is still on the pages: the next copy looks again.
    let shown = revision.min(reading.shown_revision());
    // Openings that were put back to an older state tell nothing of what changed.
    let is_later = revision >= generation.before().openings_revision;
    let marks = reading.marks(&build)?;
    let all = 0..marks.len() as u64;
    let changed = if is_later { changed.into_iter().collect() } else { all.collect() };
    let bundles = Bundles { marks: &marks, changed };
    let mut stamps = BTreeMap::new();
    let mut addresses = reading.addresses();
    for (index, mark) in (0..).zip(&marks) {
        addresses.push(format!("/bundles/{index}"));
        let stamp = Stamp { text: mark.clone(), is_stale: bundles.changed.contains(&index) };
        stamps.insert(format!("bundles/{index}.html"), stamp.clone());
        stamps.insert(format!("en/bundles/{index}.html"), stamp);
    }
    let addresses = Language::ALL.iter().flat_map(|language| {
        addresses.iter().map(|address| crate::portal::frame::in_language(*language, address))
    });
    for (file, mark) in card::all(reading.snapshot()).map_err(CopyError::Cards)? {
        let text = format!("card {mark}");
        stamps.insert(file.trim_start_matches('/').to_owned(), Stamp { text, is_stale: false });
    }
    // The verifier stands for itself, whether a page links to it or not; a page that is kept as it was is
    // not asked for what it links to, and the pages of entries alone have this script.
    let addresses = addresses.chain([VERIFIER.to_owned(), assets::address("receipts.js")]);
    let source: Arc<dyn PortalSource> = Arc::<PortalBooks>::clone(books);
    let router = site(source, &books.log_folder(), &settings);
    let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let pages = Pages { router, generation, stamps };
    pages.make(addresses.collect(), threads.min(8), progress)?;
    lines::write(&reading, generation, &bundles)?;
    for (name, fill) in exports {
        let mut of_size = |out: &mut dyn io::Write| fill(reading.size(), out);
        generation.fill(&format!("{FOLDER}/{name}"), &mut of_size)?;
    }
    Ok(Manifest {
        size: reading.size(),
        root: reading.root().to_base64(),
        openings_revision: shown,
        ..Manifest::default()
    })
}

/// Copies the log at the checkpoint the pages are read at, going on with the books where they went on.
fn copy_log(books: &PortalBooks, generation: &Generation) -> Result<(), CopyError> {
    for _ in 0..TRIES {
        let (size, root) = {
            let reading = books.copy_reading()?;
            (reading.size(), reading.root())
        };
        if log_files::copy(generation, &books.log_folder(), size, root)? {
            return Ok(());
        }
        generation.forget("log")?;
        books.refresh()?;
    }
    Err(CopyError::LogGoesOn)
}
