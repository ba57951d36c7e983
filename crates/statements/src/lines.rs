//! Lines of a text that streams, with their numbers. Holds one line at a time and refuses one without end.

use std::io::{self, BufRead, BufReader, Read};

/// No electronic statement has a longer line; OFX files may be one line as a whole, which is not read by
/// lines.
const LONGEST_LINE_BYTES: u64 = 64 * 1024;

/// Reads lines, ends with `\n` or `\r\n`, the end stripped.
pub(crate) struct Lines<'r> {
    source: BufReader<Box<dyn Read + Send + 'r>>,
    line: Vec<u8>,
    number: u64,
}

impl<'r> Lines<'r> {
    pub fn new(source: Box<dyn Read + Send + 'r>) -> Self {
        Self { source: BufReader::with_capacity(64 * 1024, source), line: Vec::new(), number: 0 }
    }

    /// Moves to the next line; false at the end.
    pub fn advance(&mut self) -> io::Result<bool> {
        self.line.clear();
        let mut limited = (&mut self.source).take(LONGEST_LINE_BYTES);
        let length = limited.read_until(b'\n', &mut self.line)?;
        if length == 0 {
            return Ok(false);
        }
        self.number += 1;
        if self.line.len() as u64 == LONGEST_LINE_BYTES && !self.line.ends_with(b"\n") {
            let why = format!("line {} is longer than {LONGEST_LINE_BYTES} bytes", self.number);
            return Err(io::Error::new(io::ErrorKind::InvalidData, why));
        }
        while self.line.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
            self.line.pop();
        }
        Ok(true)
    }

    /// The present line.
    pub fn line(&self) -> &[u8] {
        &self.line
    }

    /// Its number, from 1.
    pub fn number(&self) -> u64 {
        self.number
    }
}
