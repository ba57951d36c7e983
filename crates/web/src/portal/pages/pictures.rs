//! Photos, drawings and papers of works: the published copies, the words beside them as far as they are open,
//! and what the camera's file said, with what that proves. `Frame::picture` draws one anywhere.

use crate::portal::figure::Figure;
use crate::portal::record::{Named, Opened, Verbatim};
use chungtay_ledger::date::Date;
use chungtay_ledger::kinds::attachments::{AttachmentClass, ShownTime};

/// One published file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureFile {
    /// `HASH.webp`, `HASH.jpg`, `HASH.pdf`: its name under `/media/`.
    pub name: String,
    /// Pixels across; 0 of a paper.
    pub width: u32,
    /// Pixels down; 0 of a paper.
    pub height: u32,
}

impl PictureFile {
    /// Its address.
    #[must_use]
    pub fn address(&self) -> String {
        format!("/media/{}", self.name)
    }

    /// Whether it has this ending.
    #[must_use]
    pub fn is(&self, ending: &str) -> bool {
        self.name.rsplit('.').next() == Some(ending)
    }
}

/// When a picture was taken, by its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenView {
    /// The words of the file, `2024-05-14T08:12:33`.
    pub words: Verbatim,
    /// The day among them.
    pub day: Date,
    /// Whether it is the day of the entry.
    pub is_day_of_entry: bool,
}

/// One photo, drawing or paper.
#[derive(Clone, Debug)]
pub struct PictureView {
    /// Its identifier, and its anchor on the page.
    pub id: String,
    /// Its entry.
    pub entry: u64,
    /// The entry's day.
    pub entered_for: Date,
    /// What it is.
    pub class: AttachmentClass,
    /// Made up for demonstration.
    pub demonstration: bool,
    /// Which time it shows.
    pub shows: Option<ShownTime>,
    /// The entry of the step it belongs to.
    pub step: Option<u64>,
    /// The works it shows.
    pub works: Vec<Named>,
    /// Published copies, the smallest first; empty where there are none.
    pub files: Vec<PictureFile>,
    /// What stands below it.
    pub caption: Opened,
    /// What it shows, in Vietnamese.
    pub alt: Opened,
    /// The same in English.
    pub alt_english: Opened,
    /// Who took it.
    pub credit: Opened,
    /// When, by the file.
    pub taken: Option<TakenView>,
    /// How far from the work's place, by the file; `None` where it says nothing or the place is not shown.
    pub distance: Option<Figure>,
    /// Where, by the file, where that is released.
    pub position: Option<Verbatim>,
    /// The hash of the file as it was handed in, where that is released.
    pub original: Option<Verbatim>,
}

/// Everything attached to a work.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    /// Before and after, side by side.
    pub pairs: Vec<(PictureView, PictureView)>,
    /// The other pictures, in order of entry.
    pub single: Vec<PictureView>,
    /// Papers.
    pub papers: Vec<PictureView>,
}

impl Pictures {
    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty() && self.single.is_empty() && self.papers.is_empty()
    }

    /// Pictures of one step of the work's life.
    #[must_use]
    pub fn of_step(&self, step: &u64) -> Vec<&PictureView> {
        let pairs = self.pairs.iter().flat_map(|(one, other)| [one, other]);
        pairs.chain(&self.single).filter(|picture| picture.step == Some(*step)).collect()
    }
}
