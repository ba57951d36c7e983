//! `serve`: the portal and the published log over HTTP. Listens first, then opens the book and keeps it up
//! with its journal on a thread of its own; requests that come before that wait.

use crate::arguments::Serve;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use chungtay_web::portal::Settings;
use chungtay_web::portal::books::{BooksError, PortalBooks};
use chungtay_web::portal::source::{PortalSource, Read, Snapshot, SourceError, Version};
use chungtay_web::server;
use serde_json::json;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;

/// Between two looks at what others entered.
const PAUSE: Duration = Duration::from_millis(200);
/// How long a request waits for the book to be opened.
const PATIENCE: Duration = Duration::from_secs(30);

pub(super) fn run(asked: &Serve, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    // What is wrong with the folder is said before anything is opened.
    drop(super::reader(directory)?);
    let failed = |error: &std::io::Error| {
        Failure::new("listen", Exit::System)
            .with("address", asked.listen.to_string())
            .because(error)
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| failed(&error))?;
    let listener =
        runtime.block_on(TcpListener::bind(asked.listen)).map_err(|error| failed(&error))?;
    let local = listener.local_addr().map_err(|error| failed(&error))?;
    let address = format!("http://{local}");
    let line = console.text("cli-serving", &[("address", address.as_str().into())]);
    console.result(&[line], &json!({ "address": address }))?;

    let source = Arc::new(OpeningBooks::default());
    let is_over = AtomicBool::new(false);
    let (broken, is_broken) = oneshot::channel();
    std::thread::scope(|scope| {
        let keeper = scope.spawn(|| {
            let kept = keep(&source, directory, &address, console, &is_over);
            // The server ends itself where nobody waits for this any more.
            let _ = broken.send(());
            kept
        });
        let stop = stopped(is_broken);
        let log = directory.join("log");
        let settings = Settings::default();
        let books: Arc<dyn PortalSource> = source.clone();
        let served = runtime.block_on(server::serve(listener, books, &log, &settings, stop));
        is_over.store(true, Ordering::Relaxed);
        let kept = keeper.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        served.map_err(|error| failed(&error)).and(kept)
    })?;
    Ok(Exit::Done)
}

/// Ends at SIGTERM, at ctrl-c, or when the book cannot be opened.
async fn stopped(is_broken: oneshot::Receiver<()>) {
    let (terminated, interrupted) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()));
    let (Ok(mut terminated), Ok(mut interrupted)) = (terminated, interrupted) else { return };
    tokio::select! {
        _ = terminated.recv() => {}
        _ = interrupted.recv() => {}
        _ = is_broken => {}
    }
}

/// Opens the book and keeps it up to date. An error of the first opening ends it; a later one is told once
/// and tried again, while readers see the last good state.
fn keep(
    source: &OpeningBooks,
    directory: &Path,
    address: &str,
    console: &Console,
    is_over: &AtomicBool,
) -> Result<(), Failure> {
    let books = PortalBooks::open(directory, address)?;
    let books = source.opened(books);
    let mut told = String::new();
    while !is_over.load(Ordering::Relaxed) {
        std::thread::sleep(PAUSE);
        match books.refresh() {
            Ok(_) => told.clear(),
            Err(error) => {
                let said = error.to_string();
                if told != said {
                    console.fail(&error.into());
                }
                told = said;
            }
        }
    }
    Ok(())
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
            BooksError::NothingSigned => Self::new("nothing-signed", Exit::Damaged),
        }
    }
}

/// The books, once they are open.
#[derive(Default)]
struct OpeningBooks {
    books: OnceLock<PortalBooks>,
    gate: Mutex<()>,
    bell: Condvar,
}

impl OpeningBooks {
    fn opened(&self, books: PortalBooks) -> &PortalBooks {
        let books = self.books.get_or_init(|| books);
        let _gate = self.gate.lock().unwrap_or_else(PoisonError::into_inner);
        self.bell.notify_all();
        books
    }

    fn wait(&self) -> Option<&PortalBooks> {
        let gate = self.gate.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.bell.wait_timeout_while(gate, PATIENCE, |()| self.books.get().is_none());
        drop(waited);
        self.books.get()
    }
}

impl PortalSource for OpeningBooks {
    fn version(&self) -> Version {
        self.books.get().map(PortalSource::version).unwrap_or_default()
    }

    fn snapshot(&self) -> Read<Box<dyn Snapshot + '_>> {
        let books = self.books.get().or_else(|| self.wait());
        books.ok_or_else(|| SourceError(Box::new(BooksError::NothingSigned)))?.snapshot()
    }
}
