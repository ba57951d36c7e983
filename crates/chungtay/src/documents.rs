//! What a static copy publishes beside its log and `verify` makes again: one list, a line for each kind of
//! document. Decides nothing of what they say: that is in `opendata`.

use chungtay_ledger::entry::Entry;
use chungtay_ledger::opening::OpenedRecord;
use chungtay_ledger::state::State;
use chungtay_opendata::hledger::Export;
use chungtay_opendata::lines::{HEAD, Row};
use chungtay_opendata::published::{FOLDER, JOURNAL, line_tables, openings};
use chungtay_service::verify::{Beside, Document, Making, Sink};
use chungtay_text::{Language, Messages};
use std::io::{self, Write};
use std::ops::Range;

/// What may lie beside a log of so many entries.
pub(crate) fn beside(size: u64) -> Beside {
    let path = |name: &str| format!("../{FOLDER}/{name}");
    let journal = Hledger { path: path(JOURNAL), entries: 0..size };
    let mut documents: Vec<Box<dyn Document>> = vec![Box::new(journal)];
    for piece in line_tables(size) {
        documents.push(Box::new(Lines { path: path(&piece.name), entries: piece.entries }));
    }
    let openings = openings(size).map(|piece| (path(&piece.name), piece.entries)).collect();
    Beside { openings, documents }
}

/// The export for hledger.
struct Hledger {
    path: String,
    entries: Range<u64>,
}

impl Document for Hledger {
    fn path(&self) -> &str {
        &self.path
    }

    fn entries(&self) -> Range<u64> {
        self.entries.clone()
    }

    fn uses_openings(&self) -> bool {
        false
    }

    /// Its remarks are in the publisher's language: the one whose first line was published.
    fn begin<'a>(
        &self,
        state: &'a State,
        first_line: &str,
        out: Sink,
    ) -> io::Result<Box<dyn Making + 'a>> {
        let begins_so = |language: &Language| {
            let mut head = Vec::new();
            let begun = Export::begin(state, Messages::for_language(*language), &mut head).is_ok();
            begun && head.starts_with(first_line.as_bytes())
        };
        let language = Language::ALL.into_iter().find(begins_so).unwrap_or(Language::Vietnamese);
        let export = Export::begin(state, Messages::for_language(language), out)?;
        Ok(Box::new(MakingHledger(export)))
    }
}

struct MakingHledger<'a>(Export<'a, Sink>);

impl Making for MakingHledger<'_> {
    fn entry(&mut self, sequence: u64, entry: &Entry, _: Option<&OpenedRecord>) -> io::Result<()> {
        self.0.entry(sequence, entry)
    }

    fn finish(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A plain table of statement lines.
struct Lines {
    path: String,
    entries: Range<u64>,
}

impl Document for Lines {
    fn path(&self) -> &str {
        &self.path
    }

    fn entries(&self) -> Range<u64> {
        self.entries.clone()
    }

    fn uses_openings(&self) -> bool {
        true
    }

    fn begin<'a>(
        &self,
        state: &'a State,
        _: &str,
        mut out: Sink,
    ) -> io::Result<Box<dyn Making + 'a>> {
        out.write_all(HEAD)?;
        Ok(Box::new(MakingLines { state, out, row: Vec::new() }))
    }
}

struct MakingLines<'a> {
    state: &'a State,
    out: Sink,
    row: Vec<u8>,
}

impl Making for MakingLines<'_> {
    fn entry(
        &mut self,
        sequence: u64,
        entry: &Entry,
        opened: Option<&OpenedRecord>,
    ) -> io::Result<()> {
        let Some(row) = Row::of(self.state, sequence, entry, opened) else { return Ok(()) };
        self.row.clear();
        row.write(&mut self.row);
        self.out.write_all(&self.row)
    }

    fn finish(&mut self) -> io::Result<()> {
        Ok(())
    }
}
