//! What is published beside the log and follows from it: exports, and the openings they are made with. The
//! entries are read once more, each authenticated; every document is made again and compared line by line.
//! Knows no format: who calls hands over how each document is made.

use super::Verified;
use super::difference::{Check, Difference};
use super::run::{Entries, Stop};
use super::source::LogSource;
use chungtay_journal::BUNDLE_ENTRIES;
use chungtay_ledger::entry::Entry;
use chungtay_ledger::opening::{OpenedRecord, PublishedOpening};
use chungtay_ledger::state::State;
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::tile::{decode_bundle, is_withheld};
use std::cell::RefCell;
use std::collections::{BTreeSet, VecDeque};
use std::io::{self, BufRead, Read, Write};
use std::ops::Range;
use std::rc::Rc;

/// The longest line that is read of a document.
const LONGEST_LINE_BYTES: u64 = 1 << 20;
/// The longest line that is told of one.
const TOLD_CHARACTERS: usize = 400;
/// What says which files a static copy holds.
const MANIFEST: &str = "../copy.json";

/// A file that follows from the log, and from the openings where it says so.
pub trait Document {
    /// Its path from the log's folder, `../exports/book.journal`.
    fn path(&self) -> &str;

    /// The entries that it is made of.
    fn entries(&self) -> Range<u64>;

    /// Whether it is made of the openings too.
    fn uses_openings(&self) -> bool;

    /// Begins to make it: under the state at the log's end, for whoever published `first_line`.
    fn begin<'a>(
        &self,
        state: &'a State,
        first_line: &str,
        out: Sink,
    ) -> io::Result<Box<dyn Making + 'a>>;
}

/// A document that is being made.
pub trait Making {
    /// Goes on by an entry, with what of it is open.
    fn entry(
        &mut self,
        sequence: u64,
        entry: &Entry,
        opened: Option<&OpenedRecord>,
    ) -> io::Result<()>;

    /// Ends it.
    fn finish(&mut self) -> io::Result<()>;
}

/// Where a document is written to while it is compared.
#[derive(Clone, Default)]
pub struct Sink(Rc<RefCell<Vec<u8>>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What lies beside a log of some size and follows from it.
#[derive(Default)]
pub struct Beside {
    /// The files of openings, in the order of their entries: the path from the log's folder, the entries.
    pub openings: Vec<(String, Range<u64>)>,
    /// The documents.
    pub documents: Vec<Box<dyn Document>>,
}

/// One document beside its published bytes.
struct Compared<'a> {
    path: String,
    entries: Range<u64>,
    published: Box<dyn BufRead + 'a>,
    made: Sink,
    making: Option<Box<dyn Making + 'a>>,
    lines: u64,
    line: Vec<u8>,
}

/// Compares everything that is there, and notes what was compared and what was not.
pub(super) fn compare(
    source: &dyn LogSource,
    checkpoint: &Checkpoint,
    state: &State,
    beside: &Beside,
    verified: &mut Verified,
) -> Result<(), Stop> {
    (verified.documents, verified.unchecked) = (Vec::new(), Vec::new());
    let mut openings = Openings::of(source, &beside.openings)?;
    let mut waiting: Vec<&dyn Document> = Vec::new();
    for document in beside.documents.iter().map(AsRef::as_ref) {
        let shown = shown(document.path());
        if openings.is_none() && document.uses_openings() {
            if opened(source, document.path())?.is_some() {
                verified.unchecked.push(shown);
            }
            continue;
        }
        waiting.push(document);
    }
    note_unknown(source, beside, verified)?;
    // Documents over some of the entries are opened when it is their turn.
    let mut open: Vec<Compared<'_>> = Vec::new();
    let mut entries = Entries::new(source, checkpoint);
    for index in 0..entries.bundles() {
        let first = index * BUNDLE_ENTRIES;
        for document in waiting.extract_if(.., |document| document.entries().start <= first) {
            open.extend(Compared::open(source, document, state)?);
        }
        if open.is_empty() && openings.is_none() {
            if waiting.is_empty() {
                break;
            }
            continue;
        }
        bundle(&mut entries, index, &mut openings, &mut open)?;
        for mut done in open.extract_if(.., |document| document.entries.end <= entries.end(index)) {
            done.finish()?;
            verified.documents.push(done.path);
        }
    }
    // Of a log without entries.
    for document in waiting {
        open.extend(Compared::open(source, document, state)?);
    }
    for mut done in open {
        done.finish()?;
        verified.documents.push(done.path);
    }
    if let Some(openings) = &mut openings {
        openings.finish()?;
        verified.openings = openings.count;
    }
    Ok(())
}

/// Hands every entry of a bundle to the documents that are open.
fn bundle(
    entries: &mut Entries<'_>,
    index: u64,
    openings: &mut Option<Openings<'_>>,
    open: &mut [Compared<'_>],
) -> Result<(), Stop> {
    let bytes = entries.authentic(index)?;
    let decoded = decode_bundle(&bytes, entries.width(index)).unwrap_or_default();
    for (sequence, bytes) in (index * BUNDLE_ENTRIES..).zip(decoded) {
        let entry = if is_withheld(bytes) {
            entries.stated(sequence)?.0
        } else {
            Entry::decode(bytes).map_err(|problem| {
                Difference::new(Check::Form, "", problem.to_string()).at(sequence)
            })?
        };
        let opened = match openings {
            Some(openings) => openings.of_entry(sequence, &entry)?,
            None => None,
        };
        for document in open.iter_mut() {
            if document.entries.contains(&sequence) {
                document.entry(sequence, &entry, opened.as_ref())?;
            }
        }
    }
    Ok(())
}

/// Notes the exports of a copy's manifest that nothing here makes again.
fn note_unknown(
    source: &dyn LogSource,
    beside: &Beside,
    verified: &mut Verified,
) -> io::Result<()> {
    let Some(bytes) = source.read(MANIFEST)? else { return Ok(()) };
    let Ok(manifest) = serde_json::from_slice::<serde_json::Value>(&bytes) else { return Ok(()) };
    let documents = beside.documents.iter().map(|document| shown(document.path()));
    let openings = beside.openings.iter().map(|(path, _)| shown(path));
    let known: BTreeSet<String> = documents.chain(openings).collect();
    let files = manifest["files"].as_object().into_iter().flat_map(|files| files.keys());
    let exports = files.filter(|file| file.starts_with("exports/") && !known.contains(*file));
    verified.unchecked.extend(exports.cloned());
    Ok(())
}

/// A path as it is told: from the site's root.
fn shown(path: &str) -> String {
    path.strip_prefix("../").unwrap_or(path).to_owned()
}

/// A site may answer a page of its own for a file it does not have.
fn is_page(bytes: &[u8]) -> bool {
    bytes.starts_with(b"<")
}

/// The file, where it is there.
fn opened<'a>(source: &'a dyn LogSource, path: &str) -> io::Result<Option<Box<dyn BufRead + 'a>>> {
    let Some(mut reader) = source.open(path)? else { return Ok(None) };
    let is_page = is_page(reader.fill_buf()?);
    Ok((!is_page).then_some(reader))
}

fn told(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.trim_end_matches(['\r', '\n']).chars().take(TOLD_CHARACTERS).collect()
}

impl<'a> Compared<'a> {
    fn open(
        source: &'a dyn LogSource,
        document: &dyn Document,
        state: &'a State,
    ) -> Result<Option<Self>, Stop> {
        let Some(mut published) = opened(source, document.path())? else { return Ok(None) };
        let first_line = {
            let begun = published.fill_buf()?;
            told(begun.split(|byte| *byte == b'\n').next().unwrap_or_default())
        };
        let made = Sink::default();
        let making = document.begin(state, &first_line, made.clone())?;
        let mut compared = Self {
            path: shown(document.path()),
            entries: document.entries(),
            published,
            made,
            making: Some(making),
            lines: 0,
            line: Vec::new(),
        };
        compared.catch_up().map_err(Stop::from)?;
        Ok(Some(compared))
    }

    fn entry(
        &mut self,
        sequence: u64,
        entry: &Entry,
        opened: Option<&OpenedRecord>,
    ) -> Result<(), Stop> {
        if let Some(making) = &mut self.making {
            making.entry(sequence, entry, opened)?;
        }
        self.catch_up().map_err(|problem| match problem {
            Problem::Found(difference) => Stop::Found(difference.at(sequence)),
            Problem::Unreadable(error) => Stop::Unreadable(error),
        })
    }

    fn finish(&mut self) -> Result<(), Stop> {
        if let Some(mut making) = self.making.take() {
            making.finish()?;
        }
        self.catch_up().map_err(Stop::from)?;
        self.read_line()?;
        if self.line.is_empty() { Ok(()) } else { Err(self.differs(b"").into()) }
    }

    fn read_line(&mut self) -> io::Result<()> {
        self.line.clear();
        self.lines += 1;
        let mut longest = (&mut self.published).take(LONGEST_LINE_BYTES);
        longest.read_until(b'\n', &mut self.line).map(|_| ())
    }

    /// Compares what was made since the last time.
    fn catch_up(&mut self) -> Result<(), Problem> {
        let mut made = self.made.0.take();
        for expected in made.split_inclusive(|byte| *byte == b'\n') {
            self.read_line().map_err(Problem::Unreadable)?;
            if self.line != expected {
                return Err(Problem::Found(self.differs(expected)));
            }
        }
        made.clear();
        self.made.0.replace(made);
        Ok(())
    }

    fn differs(&self, expected: &[u8]) -> Difference {
        let published = format!("{}:{}: {}", self.path, self.lines, told(&self.line));
        Difference::new(Check::Export, published, told(expected))
    }
}

/// Why a comparison ended.
enum Problem {
    Found(Difference),
    Unreadable(io::Error),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::Found(difference) => Self::Found(difference),
            Problem::Unreadable(error) => Self::Unreadable(error),
        }
    }
}

/// The published openings, read along with the entries.
struct Openings<'a> {
    source: &'a dyn LogSource,
    /// Files that are not opened yet.
    files: VecDeque<(String, Range<u64>)>,
    /// The one that is read: its path, the entries it is about.
    file: (String, Range<u64>),
    reader: Option<Box<dyn BufRead + 'a>>,
    line: Vec<u8>,
    next: Option<(u64, OpenedRecord)>,
    count: u64,
}

impl<'a> Openings<'a> {
    /// `None` where none are published.
    fn of(source: &'a dyn LogSource, files: &[(String, Range<u64>)]) -> io::Result<Option<Self>> {
        let mut files: VecDeque<_> = files.to_vec().into();
        let Some(file) = files.pop_front() else { return Ok(None) };
        let Some(reader) = opened(source, &file.0)? else { return Ok(None) };
        let (line, next) = (Vec::new(), None);
        Ok(Some(Self { source, files, file, reader: Some(reader), line, next, count: 0 }))
    }

    /// What is open of an entry; it must make the commitment that the entry carries.
    fn of_entry(&mut self, sequence: u64, entry: &Entry) -> Result<Option<OpenedRecord>, Stop> {
        while sequence >= self.file.1.end {
            self.next_file()?;
        }
        if self.next.is_none() {
            self.read_line()?;
        }
        let Some((_, record)) = self.next.take_if(|(of, _)| *of == sequence) else {
            return Ok(None);
        };
        let (carried, computed) =
            (entry.record.map(|record| record.to_string()), record.commitment());
        let carried = carried.unwrap_or_default();
        if carried != computed.to_string() {
            let told = Difference::new(Check::Opening, carried, computed.to_string());
            return Err(told.at(sequence).into());
        }
        self.count += 1;
        Ok(Some(record))
    }

    /// The next line; in the order of the entries, and within the file's.
    fn read_line(&mut self) -> Result<(), Stop> {
        let Some(reader) = &mut self.reader else { return Ok(()) };
        self.line.clear();
        reader.take(LONGEST_LINE_BYTES).read_until(b'\n', &mut self.line)?;
        if self.line.is_empty() {
            self.reader = None;
            return Ok(());
        }
        let read = PublishedOpening::from_json(self.line.trim_ascii_end()).ok();
        let found = read.and_then(|read| Some((read.entry, read.record()?)));
        let within = found.filter(|(entry, _)| self.file.1.contains(entry));
        self.next = Some(within.ok_or_else(|| self.malformed())?);
        Ok(())
    }

    /// Nothing may be left over of a file when its entries are.
    fn finish(&mut self) -> Result<(), Stop> {
        if self.next.is_none() {
            self.read_line()?;
        }
        if self.next.is_some() { Err(self.malformed().into()) } else { Ok(()) }
    }

    fn next_file(&mut self) -> Result<(), Stop> {
        self.finish()?;
        let absent = |path: &str| Difference::new(Check::Opening, shown(path), "");
        let Some(file) = self.files.pop_front() else {
            return Err(absent(&self.file.0).into());
        };
        let reader = opened(self.source, &file.0)?;
        self.reader = Some(reader.ok_or_else(|| absent(&file.0))?);
        self.file = file;
        Ok(())
    }

    fn malformed(&self) -> Difference {
        let line = format!("{}: {}", shown(&self.file.0), told(&self.line));
        Difference::new(Check::Opening, line, "")
    }
}
