//! `publish`: the whole public portal as plain files in a folder, for any web server or none.

use super::export;
use crate::arguments::Publish;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::meter::Meter;
use chungtay_opendata::published::JOURNAL;
use chungtay_web::portal::books::PortalBooks;
use chungtay_web::static_copy::{self, CopyError};
use serde_json::json;
use std::io;
use std::path::Path;
use std::sync::Arc;

pub(super) fn run(asked: &Publish, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    // What is wrong with the folder is said before anything is opened.
    drop(super::reader(directory)?);
    let address = asked.address.as_deref().unwrap_or_default().trim_end_matches('/');
    let books = Arc::new(PortalBooks::open(directory, address)?);
    let mut meter = Meter::begin(console, "cli-progress-pages");
    let mut hledger = |size: u64, out: &mut dyn io::Write| {
        export::hledger_at(directory, size, out, console).map_err(io::Error::other)
    };
    let copied = static_copy::publish(
        &books,
        &asked.directory,
        &mut [(JOURNAL, &mut hledger)],
        &mut |done, known| meter.step(done, known),
    )?;
    let seconds = meter.end().as_secs_f64();
    let values = [
        ("directory", asked.directory.display().to_string().into()),
        ("size", copied.size.into()),
        ("written", copied.written.into()),
        ("kept", copied.kept.into()),
    ];
    let object = json!({
        "directory": asked.directory.display().to_string(),
        "size": copied.size,
        "root": copied.root,
        "written": copied.written,
        "kept": copied.kept,
        "seconds": seconds,
    });
    console.result(&[console.text("cli-copied", &values)], &object)?;
    Ok(Exit::Done)
}

impl From<CopyError> for Failure {
    fn from(error: CopyError) -> Self {
        match error {
            CopyError::Books(error) => error.into(),
            CopyError::Cards(error) => {
                Self::new("page-not-made", Exit::Damaged).with("address", "/cards/").because(&error)
            }
            CopyError::File { file, problem } => Self::file("file", Exit::System, &file, &problem),
            CopyError::NotACopy(folder) => {
                Self::new("not-a-copy", Exit::Input).with("directory", folder.display().to_string())
            }
            CopyError::Busy(folder) => {
                Self::new("copy-busy", Exit::Busy).with("directory", folder.display().to_string())
            }
            CopyError::LogGoesOn => Self::new("log-goes-on", Exit::Busy),
            CopyError::Page { ref address, .. } => Self::new("page-not-made", Exit::Damaged)
                .with("address", address.clone())
                .because(&error),
            CopyError::Thread(problem) => Self::new("no-thread", Exit::System).because(&problem),
        }
    }
}
