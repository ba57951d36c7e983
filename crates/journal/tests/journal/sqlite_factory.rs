//! `SQLite` behind the conformance suite.

use super::conformance::{Factory, Stores};
use chungtay_journal::{BookFolder, Journal, KeyStore, Mode, Openings, Vault};
use std::time::Duration;
use tempfile::TempDir;

pub const WAIT: Duration = Duration::from_secs(20);
pub const WRITER: Mode = Mode::Writer { wait: WAIT };

pub struct SqliteFactory {
    directory: TempDir,
}

impl Factory for SqliteFactory {
    fn new() -> Self {
        let directory = TempDir::new().unwrap();
        BookFolder::create(directory.path(), "lang-son", WAIT).unwrap();
        Self { directory }
    }

    fn writer(&self) -> Box<dyn Stores> {
        Box::new(BookFolder::open(self.directory.path(), WRITER).unwrap())
    }

    fn reader(&self) -> Box<dyn Stores> {
        Box::new(BookFolder::open(self.directory.path(), Mode::Reader).unwrap())
    }
}

impl Stores for BookFolder {
    fn journal(&mut self) -> &mut dyn Journal {
        &mut self.journal
    }

    fn vault(&mut self) -> &mut dyn Vault {
        &mut self.vault
    }

    fn keys(&mut self) -> &mut dyn KeyStore {
        &mut self.keys
    }

    fn openings(&mut self) -> &mut dyn Openings {
        &mut self.openings
    }
}
