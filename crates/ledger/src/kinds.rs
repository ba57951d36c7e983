//! What may stand in an entry: one struct per kind, its fields in canonical (alphabetical) order.
//! A kind once released is never changed: a new shape is a new version beside the old one.

pub mod attachments;
pub mod between;
pub mod bodies;
pub mod checks;
pub mod emulation;
pub mod keys;
pub mod life;
pub mod matching;
pub mod organising;
pub mod people;
pub mod privacy;
pub mod receipts;
pub mod sightings;
pub mod spending;
pub mod stories;
pub mod told;
pub mod works;
