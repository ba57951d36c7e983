//! The portal's source over a book's folder: the fold, the read models, the openings and the published
//! log. Every page is read at the last signed checkpoint. Never opens the vault or the key store.

mod asking;
mod balances;
mod bundle;
mod charts;
mod claims;
mod comparison;
pub(crate) mod copying;
mod disclosure;
mod drives;
mod earlier;
mod entry;
mod figures;
mod life;
mod lines;
mod map;
mod matching;
mod models;
mod money;
mod naming;
mod organisations;
mod pictures;
mod places;
mod privacy;
mod proof;
mod proof_movement;
mod quoting;
mod receipts;
mod rollups;
mod sightings;
mod snapshot;
mod sources;
mod spending;
mod statement;
mod stories;
mod strips;
mod targets;
mod work;
mod works;

pub(crate) use map::geojson;

use super::pages::stories::StoriesAbout;
use super::source::{PortalSource, Read, Snapshot, SourceError, Version};
use chungtay_journal::{Journal, SqliteJournal, SqliteOpenings};
use chungtay_ledger::figures::{FigureList, figures as all_figures};
use chungtay_ledger::state::State;
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::hash::Hash;
use chungtay_log::note::Note;
use chungtay_places::Units;
use chungtay_search::Kept;
use chungtay_service::cosigning::POLICY_FILE;
use chungtay_views::fold::FoldError;
use chungtay_views::{Fold, Views, ViewsReader};
use earlier::Earlier;
use snapshot::BooksSnapshot;
use statement::FileMaps;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

/// Idle readers that are kept open.
const READERS_KEPT: usize = 8;

/// Why the books could not be opened or brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum BooksError {
    /// The journal or the openings.
    #[error(transparent)]
    Journal(#[from] chungtay_journal::Error),
    /// The fold.
    #[error(transparent)]
    Fold(#[from] FoldError),
    /// The read models.
    #[error(transparent)]
    Views(#[from] chungtay_views::ViewsError),
    /// A file of the book's folder.
    #[error("{file} cannot be read ({problem})")]
    File {
        /// Which.
        file: PathBuf,
        /// Why.
        problem: std::io::Error,
    },
    /// `DIR/log/checkpoint` (or `DIR/head`) is no signed checkpoint.
    #[error("{0} is no signed checkpoint; `chungtay doctor` tells what to do")]
    Head(PathBuf),
    /// Fewer entries than were signed.
    #[error(
        "{signed} entries were signed and the journal has {size}; `chungtay doctor` tells what to do"
    )]
    JournalShort {
        /// Entries under the checkpoint.
        signed: u64,
        /// Entries in the journal.
        size: u64,
    },
    /// A receipt cannot be made from the published files.
    #[error(transparent)]
    Receipt(#[from] chungtay_service::receipts::NoReceipt),
    /// The list of administrative units that is built in.
    #[error(transparent)]
    Units(#[from] chungtay_places::Malformed),
    /// A question that was answered when its table was begun and is not any more.
    #[error("the question has no answer now")]
    NoAnswer,
    /// Nothing was signed yet.
    #[error("no checkpoint was signed yet")]
    NothingSigned,
}

impl From<BooksError> for SourceError {
    fn from(error: BooksError) -> Self {
        Self(Box::new(error))
    }
}

/// What pages are read at.
struct Present {
    version: Version,
    state: State,
    figures: FigureList,
    signed: Signed,
    /// Stories by what they are about, in both languages: read once for all pages.
    stories_about: [OnceLock<Arc<StoriesAbout>>; 2],
}

/// The last signed checkpoint.
#[derive(Clone, PartialEq, Eq)]
struct Signed {
    size: u64,
    root: Hash,
    signatures: usize,
    note: String,
}

/// What brings the books up to date; one thread at a time.
struct Keeper {
    journal: SqliteJournal,
    openings: SqliteOpenings,
    views: Views,
    /// At the checkpoint that is shown, or on its way to the next.
    shown: Fold,
    /// At the journal's end, so that a checkpoint signed there is shown at once.
    ahead: Fold,
}

/// The connections of one reading.
struct Reader {
    journal: SqliteJournal,
    openings: SqliteOpenings,
    views: ViewsReader,
    /// Statement files that were looked up through it.
    files: FileMaps,
}

/// A book's folder as the portal reads it.
pub struct PortalBooks {
    directory: PathBuf,
    address: String,
    book: String,
    /// What searches of all readers keep.
    kept: Arc<Kept>,
    keeper: Mutex<Keeper>,
    present: RwLock<Option<Arc<Present>>>,
    readers: Mutex<Vec<Reader>>,
    earlier: Mutex<Earlier>,
    units: Units,
}

impl PortalBooks {
    /// Opens a book's folder and reads it up to the last signed checkpoint. `address` is where this
    /// portal answers, without a slash at the end.
    pub fn open(directory: &Path, address: &str) -> Result<Self, BooksError> {
        let journal = SqliteJournal::open_reader(directory)?;
        let book = journal.book_id().to_owned();
        let signed = read_published(directory)?;
        let size = signed.map_or(0, |signed| signed.size);
        let shown = Fold::open_within(&journal, size)?;
        let keeper = Keeper {
            openings: SqliteOpenings::open_reader(directory, &book)?,
            views: Views::open(directory, &book)?,
            ahead: shown.clone(),
            shown,
            journal,
        };
        let books = Self {
            directory: directory.to_path_buf(),
            address: address.to_owned(),
            book,
            keeper: Mutex::new(keeper),
            present: RwLock::new(None),
            readers: Mutex::new(Vec::new()),
            earlier: Mutex::default(),
            units: Units::read()?,
            kept: Arc::default(),
        };
        books.refresh()?;
        Ok(books)
    }

    /// Reads what was entered, opened, erased and signed since; true where pages changed. Cheap when
    /// nothing did: call it several times a second, from one thread.
    pub fn refresh(&self) -> Result<bool, BooksError> {
        let mut keeper = self.keeper.lock().unwrap_or_else(PoisonError::into_inner);
        let Keeper { journal, openings, views, shown, ahead } = &mut *keeper;
        let Some(signed) = read_published(&self.directory)? else { return Ok(false) };
        let progress = views.catch_up(journal, openings)?;
        if progress.size < signed.size {
            let (signed, size) = (signed.size, journal.size()?);
            return Err(BooksError::JournalShort { signed, size });
        }
        ahead.catch_up(journal, |_| Ok::<(), FoldError>(()))?;
        let version = Version {
            checkpoint_size: signed.size,
            signatures: signed.signatures,
            openings_revision: progress.openings_revision,
        };
        if self.current().is_some_and(|old| old.version == version && old.signed == signed) {
            return Ok(false);
        }
        if ahead.state().size == signed.size {
            *shown = ahead.clone();
        } else if shown.state().size > signed.size {
            return Err(BooksError::JournalShort { signed: shown.state().size, size: signed.size });
        }
        shown.catch_up_to(journal, signed.size, |_| Ok::<(), FoldError>(()))?;
        let state = shown.state().clone();
        let (figures, stories_about) = (all_figures(&state), Default::default());
        let present = Present { version, state, figures, signed, stories_about };
        let mut slot = self.present.write().unwrap_or_else(PoisonError::into_inner);
        *slot = Some(Arc::new(present));
        Ok(true)
    }

    fn current(&self) -> Option<Arc<Present>> {
        self.present.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn reader(&self) -> Result<Reader, BooksError> {
        let idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        if let Some(reader) = idle {
            return Ok(reader);
        }
        Ok(Reader {
            journal: SqliteJournal::open_reader(&self.directory)?,
            openings: SqliteOpenings::open_reader(&self.directory, &self.book)?,
            views: ViewsReader::sharing(&self.directory, &self.book, &self.kept)?,
            files: FileMaps::default(),
        })
    }

    fn give_back(&self, reader: Reader) {
        let mut idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < READERS_KEPT {
            idle.push(reader);
        }
    }
}

impl PortalSource for PortalBooks {
    fn version(&self) -> Version {
        self.current().map(|present| present.version).unwrap_or_default()
    }

    fn snapshot(&self) -> Read<Box<dyn Snapshot + '_>> {
        let present = self.current().ok_or(BooksError::NothingSigned)?;
        let reader = self.reader()?;
        Ok(Box::new(BooksSnapshot::new(self, present, reader)))
    }
}

/// The checkpoint that is published, in `DIR/log/checkpoint`; where the log is not there (a folder brought
/// back without it), the head, unless the book's policy may have kept it from being published. `None`
/// before the first.
fn read_published(directory: &Path) -> Result<Option<Signed>, BooksError> {
    let published = read_checkpoint(directory.join("log").join("checkpoint"))?;
    if published.is_some() || directory.join(POLICY_FILE).exists() {
        return Ok(published);
    }
    read_checkpoint(directory.join("head"))
}

fn read_checkpoint(file: PathBuf) -> Result<Option<Signed>, BooksError> {
    let text = match std::fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(problem) => return Err(BooksError::File { file, problem }),
    };
    let read = || {
        let note = Note::parse(&text).ok()?;
        let checkpoint = Checkpoint::from_text(note.text()).ok()?;
        Some((checkpoint, note.signatures().len()))
    };
    let (checkpoint, signatures) = read().ok_or(BooksError::Head(file))?;
    let (size, root) = (checkpoint.size(), checkpoint.root());
    Ok(Some(Signed { size, root, signatures, note: text }))
}
