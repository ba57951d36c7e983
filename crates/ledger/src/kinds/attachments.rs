//! Photos and papers of works, and where works stand on a map. A picture may show people: what it is called, who
//! took it and which files it is are private fields, released by openings and erasable; the entry itself names
//! works and steps only.

use crate::canonical::{record, words};
use crate::id::Id;
use crate::kinds::told::Citation;

words! {
    /// What is attached.
    AttachmentClass {
        /// A photo.
        Photo = "photo",
        /// A drawing: it shows nothing that happened.
        Illustration = "illustration",
        /// A paper.
        Paper = "paper",
    }
    /// Which time of a work a picture shows.
    ShownTime {
        /// Before anything was done.
        Before = "before",
        /// While it was done.
        During = "during",
        /// When it was done.
        After = "after",
    }
    /// How exactly the place of a work is shown.
    SitePrecision {
        /// Where it is.
        Exact = "exact",
        /// A point that stands for the whole commune.
        Commune = "commune",
        /// Not at all.
        Hidden = "none",
    }
}

record! {
    /// A place in millionths of a degree (WGS 84).
    MapPoint {
        /// East.
        east: i64,
        /// North.
        north: i64,
    }
    /// `attachment/1`: a photo, drawing or paper of works.
    Attachment {
        /// What it is.
        class: AttachmentClass,
        /// Made up for demonstration.
        demonstration: bool,
        /// Identifier.
        id: Id,
        /// The picture of the same place at another time.
        pair: Option<Id>,
        /// Which time it shows.
        shows: Option<ShownTime>,
        /// The entry of the step of a work's life that it belongs to.
        step: Option<u64>,
        /// The works it shows or speaks of, in the order given.
        works: Vec<Id>,
    }
    /// `work_site/1`: where a work stands on a map, as exactly as may be told. The last one stands. What may not
    /// be told never enters an entry: the exact place is a private field.
    WorkSite {
        /// Where it is told of.
        cited: Option<Citation>,
        /// The place in order: one point, or the points of a line.
        points: Vec<MapPoint>,
        /// How exactly it is shown.
        precision: SitePrecision,
        /// The work.
        work: Id,
    }
}

/// Within these millionths of a degree north and east lie Vietnam's land and islands; a point outside has its
/// two numbers exchanged, or is not in Vietnam.
pub const NORTH: std::ops::RangeInclusive<i64> = 6_000_000..=24_000_000;
/// The same to the east.
pub const EAST: std::ops::RangeInclusive<i64> = 101_000_000..=118_000_000;
/// The most points of a line.
pub const MOST_POINTS: usize = 500;
