//! `serve`: the portal and the published log over HTTP. Listens first, then opens the book and keeps it up
//! with its journal on a thread of its own; requests that come before that wait.

use crate::arguments::Serve;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::feeds;
use crate::listening::{self, Listening};
use chungtay_journal::Journal;
use chungtay_web::portal::Settings;
use chungtay_web::portal::books::{BooksError, PortalBooks};
use chungtay_web::portal::pages::map::MapTiles;
use chungtay_web::portal::source::{PortalSource, Read, Snapshot, SourceError, Version};
use chungtay_web::server;
use serde_json::json;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;
use tokio::sync::oneshot;

/// Between two looks at what others entered.
const PAUSE: Duration = Duration::from_millis(200);
/// How long a request waits for the book to be opened.
const PATIENCE: Duration = Duration::from_secs(30);

pub(super) fn run(asked: &Serve, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    // What is wrong with the folder is said before anything is opened.
    drop(super::reader(directory)?);
    let feeds = feeds::routes(directory, console)?;
    let Listening { runtime, listener, address } = Listening::at(asked.listen)?;
    let line = console.text("cli-serving", &[("address", address.as_str().into())]);
    console.result(&[line], &json!({ "address": address }))?;

    // Where readers open it: behind another server that is not where this one answers.
    let public = asked.address.as_deref().unwrap_or(&address).trim_end_matches('/');
    let source = Arc::new(OpeningBooks::default());
    let is_over = AtomicBool::new(false);
    let (broken, is_broken) = oneshot::channel();
    std::thread::scope(|scope| {
        let keeper = scope.spawn(|| {
            let kept = keep(&source, directory, public, console, &is_over);
            // The server ends itself where nobody waits for this any more.
            let _ = broken.send(());
            kept
        });
        let takes = feeds.is_some();
        if takes {
            scope.spawn(|| feeds::keep_taking(directory, console, &is_over));
        }
        let stop = ended(is_broken);
        let log = directory.join("log");
        let settings = Settings { map_tiles: map_tiles(asked), ..Settings::default() };
        let books: Arc<dyn PortalSource> = source.clone();
        let served = runtime.block_on(server::serve(listener, books, &log, &settings, feeds, stop));
        is_over.store(true, Ordering::Relaxed);
        let kept = keeper.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        served.map_err(|error| listening::failed(asked.listen, &error)).and(kept)
    })?;
    Ok(Exit::Done)
}

/// Somebody's tiles under the map, where some are set.
fn map_tiles(asked: &Serve) -> Option<MapTiles> {
    let (address, credit) = (asked.map_tiles.clone()?, asked.map_credit.clone()?);
    Some(MapTiles { address, credit })
}

/// Ends when the process is asked to, or when the book cannot be opened.
async fn ended(is_broken: oneshot::Receiver<()>) {
    tokio::select! {
        () = listening::stopped() => {}
        _ = is_broken => {}
    }
}

/// Opens the book and keeps it up to date. Stores that do not agree are told once and looked at again, while
/// readers have the published log and, on pages, that the book cannot be read; any other error of the first
/// opening ends it. A later one is told once and tried again, while readers see the last good state.
fn keep(
    source: &OpeningBooks,
    directory: &Path,
    address: &str,
    console: &Console,
    is_over: &AtomicBool,
) -> Result<(), Failure> {
    let mut told = Told::new(console);
    let books = loop {
        match open(directory, address) {
            Ok(books) => break source.opened(books),
            Err(failure) if failure.exit == Exit::Damaged => {
                source.closed(failure.code);
                told.tell(&failure);
            }
            Err(failure) => return Err(failure),
        }
        std::thread::sleep(PAUSE);
        if is_over.load(Ordering::Relaxed) {
            return Ok(());
        }
    };
    while !is_over.load(Ordering::Relaxed) {
        std::thread::sleep(PAUSE);
        match books.refresh() {
            Ok(_) => told.forget(),
            Err(error) => told.tell(&error.into()),
        }
    }
    Ok(())
}

/// Opens the books. A journal that is shorter than what was signed is told first: read models that are
/// ahead of it are then no news.
fn open(directory: &Path, address: &str) -> Result<PortalBooks, Failure> {
    let folder = super::reader(directory)?;
    let (size, signed) = (folder.journal.size()?, folder.head()?.map_or(0, |head| head.size));
    if size < signed {
        return Err(BooksError::JournalShort { signed, size }.into());
    }
    Ok(PortalBooks::open(directory, address)?)
}

/// What was told last, so that a failure that stays is told once.
pub(super) struct Told<'a> {
    console: &'a Console,
    code: Option<&'static str>,
}

impl<'a> Told<'a> {
    pub(super) fn new(console: &'a Console) -> Self {
        Self { console, code: None }
    }

    /// Told again when it comes again.
    pub(super) fn forget(&mut self) {
        self.code = None;
    }

    pub(super) fn tell(&mut self, failure: &Failure) {
        if self.code.replace(failure.code) != Some(failure.code) {
            self.console.fail(failure);
        }
    }
}

impl From<BooksError> for Failure {
    fn from(error: BooksError) -> Self {
        match error {
            BooksError::Journal(error) => error.into(),
            BooksError::Fold(error) => error.into(),
            BooksError::Views(error) => error.into(),
            BooksError::File { file, problem } => Self::file("file", Exit::System, &file, &problem),
            BooksError::Head(file) => Self::new("not-a-checkpoint", Exit::Damaged)
                .with("file", file.display().to_string()),
            BooksError::JournalShort { signed, size } => {
                Self::new("journal-short", Exit::Damaged).with("size", size).with("signed", signed)
            }
            BooksError::Receipt(problem) => problem.into(),
            BooksError::Units(error) => error.into(),
            // Answering a question never ends the server.
            BooksError::NoAnswer | BooksError::NothingSigned => {
                Self::new("nothing-signed", Exit::Damaged)
            }
        }
    }
}

/// The books, once they are open; until then, why they are not.
#[derive(Default)]
struct OpeningBooks {
    books: OnceLock<PortalBooks>,
    problem: Mutex<Option<&'static str>>,
    bell: Condvar,
}

/// Why no page can be shown; for logs.
#[derive(Debug, thiserror::Error)]
#[error("the book cannot be opened: {0}")]
struct NotOpened(&'static str);

impl OpeningBooks {
    fn opened(&self, books: PortalBooks) -> &PortalBooks {
        let books = self.books.get_or_init(|| books);
        *self.problem() = None;
        self.bell.notify_all();
        books
    }

    fn closed(&self, code: &'static str) {
        *self.problem() = Some(code);
        self.bell.notify_all();
    }

    fn problem(&self) -> MutexGuard<'_, Option<&'static str>> {
        self.problem.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait(&self) -> Result<&PortalBooks, NotOpened> {
        let unknown = |problem: &mut Option<_>| problem.is_none() && self.books.get().is_none();
        let waited = self.bell.wait_timeout_while(self.problem(), PATIENCE, unknown);
        let (problem, _) = waited.unwrap_or_else(PoisonError::into_inner);
        self.books.get().ok_or(NotOpened(problem.unwrap_or("not-opened-yet")))
    }
}

impl PortalSource for OpeningBooks {
    fn version(&self) -> Version {
        self.books.get().map(PortalSource::version).unwrap_or_default()
    }

    fn snapshot(&self) -> Read<Box<dyn Snapshot + '_>> {
        let books = self.books.get().map_or_else(|| self.wait(), Ok);
        books.map_err(|error| SourceError(Box::new(error)))?.snapshot()
    }
}
