//! `story preview --listen`: a story's file in a browser, as its page would be, beside the book's public pages. Looks at
//! the file whenever the page is asked for; publishes nothing.

use crate::arguments::stories::StoryPreview;
use crate::commands::serve::Told;
use crate::commands::{reader, text_file};
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::listening::{self, Listening};
use chungtay_documents::story::Story;
use chungtay_ledger::kinds::stories::StoryLanguage;
use chungtay_text::Language;
use chungtay_web::portal::PortalSource;
use chungtay_web::portal::books::PortalBooks;
use chungtay_web::server;
use serde_json::json;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Between two looks at what others entered in the book.
const PAUSE: Duration = Duration::from_millis(500);

/// Answers at an address until whoever asked ends it.
pub(super) fn show(
    asked: &StoryPreview,
    listen: SocketAddr,
    directory: &Path,
    console: &Console,
) -> Result<Exit, Failure> {
    // What is wrong with the folder, or a file that is not there, is said before anything is opened.
    drop(reader(directory)?);
    let text = text_file(&asked.file)?;
    let Listening { runtime, listener, address } = Listening::at(listen)?;
    let books = Arc::new(PortalBooks::open(directory, &address)?);
    let room = match language(&text, console) {
        Language::Vietnamese => "",
        Language::English => "/en",
    };
    let page = format!("{address}{room}/preview");
    let line = console.text("cli-story-preview-page", &[("address", page.as_str().into())]);
    console.result(&[line], &json!({ "address": page }))?;
    if !listen.ip().is_loopback() {
        Console::remark(&console.text("cli-story-preview-open", &[]));
    }
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| keep(&books, console, &is_over));
        let source: Arc<dyn PortalSource> = Arc::<PortalBooks>::clone(&books);
        let log = directory.join("log");
        let stop = listening::stopped();
        let served =
            runtime.block_on(server::serve_preview(listener, source, &log, &asked.file, stop));
        is_over.store(true, Ordering::Relaxed);
        served.map_err(|error| listening::failed(listen, &error))
    })?;
    Ok(Exit::Done)
}

/// The language of the story; that of the command line where the file does not say yet.
fn language(text: &str, console: &Console) -> Language {
    match Story::read(text).map(|story| story.front.language) {
        Ok(StoryLanguage::Vietnamese) => Language::Vietnamese,
        Ok(StoryLanguage::English) => Language::English,
        Err(_) => console.messages.language(),
    }
}

/// Follows the book: numbers are asked of what is published now.
fn keep(books: &PortalBooks, console: &Console, is_over: &AtomicBool) {
    let mut told = Told::new(console);
    while !is_over.load(Ordering::Relaxed) {
        std::thread::sleep(PAUSE);
        match books.refresh() {
            Ok(_) => told.forget(),
            Err(error) => told.tell(&error.into()),
        }
    }
}
