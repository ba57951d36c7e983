//! Lines that a later file shows again: one line, several observations. Places and counts only: nothing here
//! names or describes a person.

use crate::canonical::record;
use crate::commitment::Commitment;
use crate::id::AccountId;

record! {
    /// Rows of a file that follow one another and are lines that follow one another in the books.
    Sighted {
        /// How many.
        count: u32,
        /// Whether the lines go down while the rows go up: the file stands newest first.
        falls: bool,
        /// The entry of the first row's line.
        line: u64,
        /// The first row in the file, from one.
        row: u32,
    }
    /// `line_sightings/1`: lines of an account that a file shows again, whoever brought them first. Moves nothing:
    /// the line stays one. A file's sightings may take several entries.
    LineSightings {
        /// The account.
        account: AccountId,
        /// SHA-256 of the file as it was given.
        file: Commitment,
        /// Its import; absent where the file told nothing that the books did not hold.
        import: Option<u32>,
        /// How many rows stand on each page, as in `statement_pages/1`, of a file without an import.
        pages: Vec<(u32, Vec<u32>)>,
        /// The lines, by row.
        seen: Vec<Sighted>,
    }
}

impl Sighted {
    /// The first and the last of its lines, by entry. `None` where they go below the first entry.
    #[must_use]
    pub fn lines(&self) -> Option<(u64, u64)> {
        let more = u64::from(self.count.checked_sub(1)?);
        if self.falls {
            Some((self.line.checked_sub(more)?, self.line))
        } else {
            Some((self.line, self.line.checked_add(more)?))
        }
    }

    /// The row that shows a line.
    #[must_use]
    pub fn row_of(&self, line: u64) -> Option<u32> {
        let (first, last) = self.lines()?;
        if !(first..=last).contains(&line) {
            return None;
        }
        let further = if self.falls { last - line } else { line - first };
        self.row.checked_add(u32::try_from(further).ok()?)
    }
}
