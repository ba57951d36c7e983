//! XML as it streams: steps through elements, and takes a small one whole. Knows nothing of statements;
//! refuses a DTD, a broken document and an element without end.

use crate::error::FileError;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{self, BufRead, BufReader, Read};

/// What one entry may hold of text and names; a batch of ten thousand details has a few megabytes.
const LARGEST_ELEMENT_BYTES: usize = 64 << 20;
const DEEPEST: usize = 64;

/// Counts the lines that were consumed.
struct LineCounter<R> {
    source: R,
    lines: u64,
}

impl<R: BufRead> Read for LineCounter<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.source.read(buffer)?;
        self.lines += memchr::memchr_iter(b'\n', &buffer[..length]).count() as u64;
        Ok(length)
    }
}

impl<R: BufRead> BufRead for LineCounter<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.source.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        let consumed = self.source.fill_buf().unwrap_or_default();
        let consumed = &consumed[..amount.min(consumed.len())];
        self.lines += memchr::memchr_iter(b'\n', consumed).count() as u64;
        self.source.consume(amount);
    }
}

/// What a step met.
pub(super) enum Step {
    /// An element began: its local name.
    Opened(String),
    /// One ended, or something else that is of no matter.
    Closed,
    /// The file ended.
    End,
}

/// An element taken whole.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    /// Its local name.
    pub name: String,
    /// The line it begins on.
    pub line_number: u64,
    attributes: Vec<(String, String)>,
    text: String,
    /// Its children, in order.
    pub children: Vec<Element>,
}

impl Element {
    /// The first element at a path of local names.
    pub fn find(&self, path: &[&str]) -> Option<&Self> {
        let Some((first, rest)) = path.split_first() else { return Some(self) };
        self.children.iter().filter(|child| child.name == *first).find_map(|child| child.find(rest))
    }

    /// The text at a path, without outer blanks; nothing where it is empty.
    pub fn text(&self, path: &[&str]) -> Option<&str> {
        self.find(path).map(|element| element.text.trim()).filter(|text| !text.is_empty())
    }

    /// An attribute of the element at a path.
    pub fn attribute(&self, path: &[&str], name: &str) -> Option<&str> {
        let element = self.find(path)?;
        let found = element.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Children of this name.
    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The element in few words, to be kept with a row that cannot be read.
    pub fn raw(&self) -> String {
        let mut out = format!("<{}", self.name);
        for (name, value) in &self.attributes {
            out.extend([" ", name, "=\"", value, "\""]);
        }
        out.push('>');
        out.push_str(self.text.trim());
        for child in &self.children {
            out.push_str(&child.raw());
        }
        out.extend(["</", &self.name, ">"]);
        out
    }
}

/// A document that streams.
pub(super) struct Tree<'r> {
    reader: Reader<LineCounter<BufReader<Box<dyn Read + Send + 'r>>>>,
    buffer: Vec<u8>,
    depth: usize,
    /// The start of the element that the last step opened.
    opened: Element,
    empty: bool,
}

impl<'r> Tree<'r> {
    pub fn new(source: Box<dyn Read + Send + 'r>) -> Self {
        let source = LineCounter { source: BufReader::with_capacity(64 * 1024, source), lines: 0 };
        let reader = Reader::from_reader(source);
        Self { reader, buffer: Vec::new(), depth: 0, opened: Element::default(), empty: false }
    }

    /// How many elements are open, the one just opened included.
    pub fn depth(&self) -> usize {
        self.depth
    }

    fn line(&self) -> u64 {
        self.reader.get_ref().lines + 1
    }

    fn malformed(&self, what: &str) -> FileError {
        FileError::Malformed { line_number: self.line(), what: what.to_owned() }
    }

    /// The next start or end of an element.
    pub fn step(&mut self) -> Result<Step, FileError> {
        if std::mem::take(&mut self.empty) {
            self.depth -= 1;
            return Ok(Step::Closed);
        }
        match self.event()? {
            Piece::Start(element) => {
                let name = element.name.clone();
                self.opened = element;
                Ok(Step::Opened(name))
            }
            Piece::End | Piece::Text(_) => Ok(Step::Closed),
            Piece::Eof if self.depth > 0 => Err(self.malformed("the document ends too early")),
            Piece::Eof => Ok(Step::End),
        }
    }

    /// The element that the last step opened, whole.
    pub fn element(&mut self) -> Result<Element, FileError> {
        let mut stack = vec![std::mem::take(&mut self.opened)];
        let mut bytes = 0;
        loop {
            if std::mem::take(&mut self.empty) {
                self.depth -= 1;
            } else {
                match self.event()? {
                    Piece::Start(element) => {
                        bytes += element.name.len() + 64;
                        stack.push(element);
                        self.check(bytes, stack.len())?;
                        continue;
                    }
                    Piece::Text(text) => {
                        bytes += text.len();
                        self.check(bytes, stack.len())?;
                        if let Some(last) = stack.last_mut() {
                            last.text.push_str(&text);
                        }
                        continue;
                    }
                    Piece::Eof => return Err(self.malformed("the document ends too early")),
                    Piece::End => {}
                }
            }
            let Some(done) = stack.pop() else {
                return Err(self.malformed("an end without start"));
            };
            match stack.last_mut() {
                Some(parent) => parent.children.push(done),
                None => return Ok(done),
            }
        }
    }

    fn check(&self, bytes: usize, depth: usize) -> Result<(), FileError> {
        if bytes > LARGEST_ELEMENT_BYTES || depth > DEEPEST {
            return Err(self.malformed("an entry is too large or too deep"));
        }
        Ok(())
    }

    fn event(&mut self) -> Result<Piece, FileError> {
        loop {
            self.buffer.clear();
            let line_number = self.line();
            let event = self.reader.read_event_into(&mut self.buffer);
            let event = match event {
                Ok(event) => event,
                Err(quick_xml::Error::Io(error)) => {
                    return Err(FileError::Read(io::Error::new(error.kind(), error.to_string())));
                }
                Err(error) => {
                    return Err(FileError::Malformed { line_number, what: error.to_string() });
                }
            };
            let piece = match event {
                Event::Start(start) => {
                    self.depth += 1;
                    Piece::Start(started(&start, line_number))
                }
                Event::Empty(start) => {
                    self.depth += 1;
                    self.empty = true;
                    Piece::Start(started(&start, line_number))
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Piece::End
                }
                Event::Text(text) => Piece::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Piece::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(reference) => {
                    let known = reference.resolve_char_ref().ok().flatten();
                    let known = known.or_else(|| named(&reference.xml10_content()));
                    match known {
                        Some(letter) => Piece::Text(letter.to_string()),
                        None => return Err(self.malformed("an entity that XML does not know")),
                    }
                }
                Event::DocType(_) => {
                    return Err(self.malformed("a document type definition is not read"));
                }
                Event::Eof => Piece::Eof,
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => continue,
            };
            return Ok(piece);
        }
    }
}

enum Piece {
    Start(Element),
    End,
    Text(String),
    Eof,
}

fn started(start: &BytesStart<'_>, line_number: u64) -> Element {
    let attributes = start.attributes().flatten().filter_map(|attribute| {
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?;
        Some((text(attribute.key.local_name().as_ref()), value.into_owned()))
    });
    Element {
        name: text(start.local_name().as_ref()),
        line_number,
        attributes: attributes.collect(),
        ..Element::default()
    }
}

fn text(name: impl AsRef<[u8]>) -> String {
    String::from_utf8_lossy(name.as_ref()).into_owned()
}

fn named(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
