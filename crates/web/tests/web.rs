//! The portal's tests: every page rendered in both languages over sample data, and the router's manners.
#![expect(clippy::unwrap_used, reason = "a test stops where it fails, in its helper functions too")]

#[path = "web/books.rs"]
mod books;
#[path = "web/calendar.rs"]
mod calendar;
#[path = "web/cards.rs"]
mod cards;
#[path = "web/manners.rs"]
mod manners;
#[path = "web/matching.rs"]
mod matching;
#[path = "web/movement.rs"]
mod movement;
#[path = "web/previewing.rs"]
mod previewing;
#[path = "web/rendered.rs"]
mod rendered;
#[path = "web/sample.rs"]
mod sample;
#[path = "web/sources.rs"]
mod sources;
#[path = "web/static_copy.rs"]
mod static_copy;
#[path = "web/verifier.rs"]
mod verifier;
