//! Stories: Markdown files whose every number is asked of the books (docs/stories.md). Read here into a tree
//! that holds no markup of its author, bound to a state of the books, and written out again as a page or as
//! plain text. Decides nothing, reads no file, and knows no address of a page: whoever shows a story does.

mod binding;
mod blocks;
mod drawn;
mod fault;
mod front;
mod html;
mod marks;
mod plain;
mod prose;
mod said;
mod tree;

pub use binding::{Listed, bind, listed};
pub use blocks::{CHARTS, ChartOf, DIRECTIVES, Directive, Takes};
pub use drawn::blocks_said;
pub use fault::{Fault, Place, Reason};
pub use front::{Format, Front, SECTIONS};
pub use html::{Surroundings, to_html};
pub use marks::{Day, Form, Mark, Marked};
pub use plain::{plain_lead, plain_text, plain_title};
pub use said::{Said, said};
pub use tree::{Alignment, Block, Inline};

/// The longest file, in bytes.
pub const LONGEST: usize = 200_000;
/// Problems that are told of one file; after so many more, reading it on helps nobody.
pub const MOST_FAULTS: usize = 40;

/// A story as it was read: nothing asked of any book yet.
#[derive(Clone, Debug)]
pub struct Story {
    /// What stands above its text.
    pub front: Front,
    /// Every mark of the file, title and lead first, in order.
    pub marks: Vec<Marked>,
    /// The text.
    pub blocks: Vec<Block>,
}

impl Story {
    /// Reads a file as its author wrote it, or says everything that is wrong with it, in the order of the file.
    pub fn read(text: &str) -> Result<Self, Vec<Fault>> {
        Self::keeping(text, |_| true)
    }

    /// Reads a file that was published: what the lists of number words learned since does not make it unreadable.
    pub fn read_published(text: &str) -> Result<Self, Vec<Fault>> {
        Self::keeping(text, |fault| fault.reason != Reason::NumberWords)
    }

    fn keeping(text: &str, matters: impl Fn(&Fault) -> bool) -> Result<Self, Vec<Fault>> {
        if text.len() > LONGEST {
            return Err(vec![Fault::at(text, 0, "", Reason::TooLong)]);
        }
        let mut faults = Vec::new();
        let found = Self::reading(text, &mut faults);
        faults.retain(matters);
        faults.sort_by_key(|fault| (fault.place.line, fault.place.column));
        faults.dedup();
        faults.truncate(MOST_FAULTS);
        match found {
            Some(story) if faults.is_empty() => Ok(story),
            _ => Err(faults),
        }
    }

    fn reading(text: &str, faults: &mut Vec<Fault>) -> Option<Self> {
        let (covered, marks) = marks::cover(text, faults);
        let front = front::read(text, &covered, &marks, faults)?;
        let (front, blocks) = prose::read(text, &covered, front, &marks, faults);
        Some(Self { front, marks, blocks })
    }
}
