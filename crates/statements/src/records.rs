//! Records of delimited text (RFC 4180, any one-byte separator) over one reused buffer: the bytes of
//! a record, its cells, and the line it begins on. Strict where a wrong guess would swallow rows: a
//! quoted cell ends before a separator or a line end. Knows nothing of statements.

use memchr::{memchr, memchr_iter, memchr2};
use std::io::{self, Read};
use std::ops::Range;

/// The longest record, line end excluded. A memo has a few hundred bytes; a whole journal entry
/// stays under 64 KiB.
pub(crate) const LONGEST_RECORD_BYTES: usize = 16 * 1024;
const BUFFER_BYTES: usize = 256 * 1024;
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Why the bytes of a record could not be told into cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A quoted cell does not end, or goes on after its closing quote.
    Quote,
    /// No line end within [`LONGEST_RECORD_BYTES`].
    TooLong,
}

/// The cells of the present record: ranges into the buffer, or into `unquoted`.
#[derive(Debug, Default)]
struct Cells {
    ranges: Vec<Range<usize>>,
    unquoted: Vec<u8>,
    in_unquoted: bool,
}

impl Cells {
    fn clear(&mut self) {
        self.ranges.clear();
        self.unquoted.clear();
        self.in_unquoted = false;
    }
}

/// One record.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Record<'b> {
    /// The physical line it begins on, 1-based.
    pub line_number: u64,
    /// Its bytes without the line end; the first [`LONGEST_RECORD_BYTES`] of one that is too long.
    pub raw: &'b [u8],
    pub fault: Option<Fault>,
    ranges: &'b [Range<usize>],
    text: &'b [u8],
}

impl<'b> Record<'b> {
    pub fn cells(&self) -> impl Iterator<Item = &'b [u8]> {
        self.ranges.iter().map(|range| &self.text[range.clone()])
    }
}

/// Reads records from a source.
pub(crate) struct Records<'r> {
    source: Box<dyn Read + Send + 'r>,
    buffer: Vec<u8>,
    /// The unread part of the buffer.
    start: usize,
    end: usize,
    source_ended: bool,
    lines_read: u64,
    delimiter: u8,
    /// A record over several lines must have as many cells, or it is taken for a stray quote.
    cells_expected: usize,
    present: Present,
    cells: Cells,
}

#[derive(Debug, Default)]
struct Present {
    line_number: u64,
    raw: Range<usize>,
    fault: Option<Fault>,
}

/// A physical line at the beginning of the unread bytes.
#[derive(Clone, Copy, Debug)]
struct Line {
    /// Without its end.
    length: usize,
    /// With its end.
    consumed: usize,
    too_long: bool,
}

impl<'r> Records<'r> {
    pub fn new(source: Box<dyn Read + Send + 'r>) -> Self {
        Self {
            source,
            buffer: vec![0; BUFFER_BYTES],
            start: 0,
            end: 0,
            source_ended: false,
            lines_read: 0,
            delimiter: b',',
            cells_expected: 0,
            present: Present::default(),
            cells: Cells::default(),
        }
    }

    /// The first bytes, without a byte order mark, as far as the source has them. To be called
    /// before anything is read.
    pub fn head(&mut self, bytes: usize) -> io::Result<&[u8]> {
        while self.end - self.start < bytes && self.fill()? {}
        if self.lines_read == 0 && self.buffer[self.start..self.end].starts_with(BYTE_ORDER_MARK) {
            self.start += BYTE_ORDER_MARK.len();
        }
        Ok(&self.buffer[self.start..self.end.min(self.start + bytes)])
    }

    /// Everything from the beginning, for a file that must be decoded as a whole.
    ///
    /// # Errors
    /// Where reading fails, and where the file is larger than `most` bytes.
    pub fn rest(mut self, most: u64) -> io::Result<Vec<u8>> {
        let mut bytes = self.buffer[self.start..self.end].to_vec();
        self.source.by_ref().take(most).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > most {
            let why = format!("a file that is not UTF-8 may have {most} bytes at most");
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, why));
        }
        Ok(bytes)
    }

    /// Passes over bytes of the head that hold so many line ends, and fixes the form of the rest.
    pub fn begin(&mut self, bytes: usize, lines: u64, delimiter: u8, cells_expected: usize) {
        self.take(bytes, lines);
        self.delimiter = delimiter;
        self.cells_expected = cells_expected;
    }

    /// Goes to the next record; `false` at the end.
    pub fn advance(&mut self) -> io::Result<bool> {
        self.cells.clear();
        let Some(line) = self.line()? else {
            return Ok(false);
        };
        self.present.line_number = self.lines_read + 1;
        self.present.fault = None;
        let bytes = self.start..self.start + line.length;
        if line.too_long {
            self.pass_too_long(bytes)?;
        } else if memchr(b'"', &self.buffer[bytes.clone()]).is_none() {
            split_plain(&self.buffer, bytes.clone(), self.delimiter, &mut self.cells.ranges);
            self.present.raw = bytes;
            self.take(line.consumed, 1);
        } else {
            self.advance_quoted()?;
        }
        Ok(true)
    }

    /// The record [`Self::advance`] went to.
    pub fn record(&self) -> Record<'_> {
        let text = if self.cells.in_unquoted { &self.cells.unquoted } else { &self.buffer };
        let cut = self.present.fault == Some(Fault::TooLong);
        let raw = if cut { &self.cells.unquoted } else { &self.buffer[self.present.raw.clone()] };
        let Present { line_number, fault, .. } = self.present;
        Record { line_number, raw, fault, ranges: &self.cells.ranges, text }
    }

    fn take(&mut self, bytes: usize, lines: u64) {
        self.start += bytes;
        self.lines_read += lines;
    }

    /// A record with quotes in it; it may go over several lines.
    fn advance_quoted(&mut self) -> io::Result<()> {
        loop {
            let unread = &self.buffer[self.start..self.end];
            let window = &unread[..unread.len().min(LONGEST_RECORD_BYTES + 2)];
            let cut = window.len() == LONGEST_RECORD_BYTES + 2;
            let ended = self.source_ended && !cut;
            match split_quoted(window, ended, self.delimiter, &mut self.cells) {
                Split::Cells { length, consumed } => {
                    let breaks = memchr_iter(b'\n', &window[..length]).count() as u64;
                    if breaks > 0 && self.cells.ranges.len() != self.cells_expected {
                        return self.pass_stray_quote();
                    }
                    self.present.raw = self.start..self.start + length;
                    self.take(consumed, breaks + 1);
                    return Ok(());
                }
                Split::Unfinished if !cut => {
                    self.fill()?;
                }
                Split::Unfinished | Split::Fault => return self.pass_stray_quote(),
            }
        }
    }

    /// Only this one physical line is bad; reading goes on with the next.
    fn pass_stray_quote(&mut self) -> io::Result<()> {
        self.cells.clear();
        self.present.fault = Some(Fault::Quote);
        if let Some(line) = self.line()? {
            self.present.raw = self.start..self.start + line.length;
            self.take(line.consumed, 1);
        }
        Ok(())
    }

    /// Keeps the beginning of the line, and passes over all of it.
    fn pass_too_long(&mut self, bytes: Range<usize>) -> io::Result<()> {
        self.present.fault = Some(Fault::TooLong);
        self.cells.unquoted.extend_from_slice(&self.buffer[bytes]);
        self.lines_read += 1;
        loop {
            if let Some(found) = memchr(b'\n', &self.buffer[self.start..self.end]) {
                self.start += found + 1;
                return Ok(());
            }
            self.start = self.end;
            if !self.fill()? {
                return Ok(());
            }
        }
    }

    /// The next physical line; wholly in the buffer unless it is too long.
    fn line(&mut self) -> io::Result<Option<Line>> {
        let mut searched = 0;
        loop {
            let unread = &self.buffer[self.start..self.end];
            let (length, consumed) = match memchr(b'\n', &unread[searched..]) {
                Some(found) => (searched + found, searched + found + 1),
                None => (unread.len(), unread.len()),
            };
            let complete = consumed > length || self.source_ended;
            let length = length - usize::from(length > 0 && unread[length - 1] == b'\r');
            if length > LONGEST_RECORD_BYTES {
                return Ok(Some(Line { length: LONGEST_RECORD_BYTES, consumed, too_long: true }));
            }
            if complete {
                return Ok((consumed > 0).then_some(Line { length, consumed, too_long: false }));
            }
            searched = unread.len();
            self.fill()?;
        }
    }

    /// Reads more behind the unread bytes; `false` where the source has ended.
    fn fill(&mut self) -> io::Result<bool> {
        if self.source_ended {
            return Ok(false);
        }
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.end == self.buffer.len() {
            // Not reached while a head and a record are smaller than the buffer.
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        loop {
            match self.source.read(&mut self.buffer[self.end..]) {
                Ok(0) => {
                    self.source_ended = true;
                    return Ok(false);
                }
                Ok(read) => {
                    self.end += read;
                    return Ok(true);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// A record taken from bytes at hand, for looking at a file's head.
pub(crate) struct HeadRecord {
    pub cells: Vec<Vec<u8>>,
    /// With the line end.
    pub consumed: usize,
    /// Line ends in it.
    pub lines: u64,
}

/// The first record of these bytes, or `None` where it does not end in them or its quotes are wrong.
pub(crate) fn head_record(bytes: &[u8], bytes_end_file: bool, delimiter: u8) -> Option<HeadRecord> {
    let mut cells = Cells::default();
    let window = &bytes[..bytes.len().min(LONGEST_RECORD_BYTES + 2)];
    let ended = bytes_end_file && window.len() == bytes.len() && !bytes.is_empty();
    let Split::Cells { consumed, .. } = split_quoted(window, ended, delimiter, &mut cells) else {
        return None;
    };
    let lines = memchr_iter(b'\n', &bytes[..consumed]).count() as u64;
    let texts = cells.ranges.iter().map(|range| cells.unquoted[range.clone()].to_vec());
    Some(HeadRecord { cells: texts.collect(), consumed, lines })
}

/// A line without quotes.
fn split_plain(buffer: &[u8], line: Range<usize>, delimiter: u8, cells: &mut Vec<Range<usize>>) {
    let mut from = line.start;
    for found in memchr_iter(delimiter, &buffer[line.clone()]) {
        cells.push(from..line.start + found);
        from = line.start + found + 1;
    }
    cells.push(from..line.end);
}

enum Split {
    /// A whole record: its length without and with its line end.
    Cells { length: usize, consumed: usize },
    /// The bytes end before the record does.
    Unfinished,
    /// A quoted cell does not end before a separator or a line end.
    Fault,
}

/// A record that may hold quoted cells. `ended`: nothing follows these bytes in the file.
fn split_quoted(bytes: &[u8], ended: bool, delimiter: u8, cells: &mut Cells) -> Split {
    cells.clear();
    cells.in_unquoted = true;
    let mut at = 0;
    loop {
        let from = cells.unquoted.len();
        let quoted = bytes.get(at) == Some(&b'"');
        let cell_end = if quoted {
            after_quoted_cell(bytes, at, &mut cells.unquoted)
        } else {
            let found = memchr2(delimiter, b'\n', &bytes[at..]).map(|found| at + found);
            let cell_end = found.or(ended.then_some(bytes.len()));
            cells.unquoted.extend_from_slice(&bytes[at..cell_end.unwrap_or(at)]);
            cell_end
        };
        let Some(cell_end) = cell_end else {
            return if ended { Split::Fault } else { Split::Unfinished };
        };
        cells.ranges.push(from..cells.unquoted.len());
        let (length, consumed) = match (&bytes[cell_end..], ended) {
            ([byte, ..], _) if *byte == delimiter => {
                at = cell_end + 1;
                continue;
            }
            ([b'\n', ..], _) | ([b'\r'], true) => (cell_end, cell_end + 1),
            ([b'\r', b'\n', ..], _) => (cell_end, cell_end + 2),
            ([b'\r'] | [], false) => return Split::Unfinished,
            ([], true) => (cell_end, cell_end),
            _ => return Split::Fault,
        };
        let return_in_cell = !quoted && cells.unquoted[from..].ends_with(b"\r");
        if return_in_cell && let Some(last) = cells.ranges.last_mut() {
            last.end -= 1;
        }
        return Split::Cells { length: length - usize::from(return_in_cell), consumed };
    }
}

/// Appends a quoted cell's text (RFC 4180: `""` is a quote); the place after its closing quote.
fn after_quoted_cell(bytes: &[u8], opening: usize, text: &mut Vec<u8>) -> Option<usize> {
    let mut at = opening + 1;
    loop {
        let quote = at + memchr(b'"', &bytes[at..])?;
        text.extend_from_slice(&bytes[at..quote]);
        at = quote + 1;
        if bytes.get(at) != Some(&b'"') {
            return Some(at);
        }
        text.push(b'"');
        at += 1;
    }
}

#[cfg(test)]
mod tests;
