//! The binary as people and programs run it: every command in a folder of its own.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up must stop")]

#[path = "cli/asking.rs"]
mod asking;
#[path = "cli/attaching.rs"]
mod attaching;
#[path = "cli/big_book.rs"]
mod big_book;
#[path = "cli/books.rs"]
mod books;
#[path = "cli/commands.rs"]
mod commands;
#[path = "cli/comparing.rs"]
mod comparing;
#[path = "cli/copies.rs"]
mod copies;
#[path = "cli/erasing.rs"]
mod erasing;
#[path = "cli/feeding.rs"]
mod feeding;
#[path = "cli/finding.rs"]
mod finding;
#[path = "cli/gallery.rs"]
mod gallery;
#[path = "cli/held.rs"]
mod held;
#[path = "cli/imports.rs"]
mod imports;
#[path = "cli/interrupted.rs"]
mod interrupted;
#[path = "cli/keys.rs"]
mod keys;
#[path = "cli/matched_givers.rs"]
mod matched_givers;
#[path = "cli/matching.rs"]
mod matching;
#[path = "cli/monitoring.rs"]
mod monitoring;
#[path = "cli/naming.rs"]
mod naming;
#[path = "cli/place.rs"]
mod place;
#[path = "cli/places.rs"]
mod places;
#[path = "cli/previewing.rs"]
mod previewing;
#[path = "cli/python.rs"]
mod python;
#[path = "cli/receipts.rs"]
mod receipts;
#[path = "cli/recovered.rs"]
mod recovered;
#[path = "cli/refusals.rs"]
mod refusals;
#[path = "cli/remains.rs"]
mod remains;
#[path = "cli/restored.rs"]
mod restored;
#[path = "cli/rollups.rs"]
mod rollups;
#[path = "cli/rotation.rs"]
mod rotation;
#[path = "cli/searching.rs"]
mod searching;
#[path = "cli/serving.rs"]
mod serving;
#[path = "cli/stories.rs"]
mod stories;
#[path = "cli/thanking.rs"]
mod thanking;
#[path = "cli/traces.rs"]
mod traces;
#[path = "cli/withheld_again.rs"]
mod withheld_again;
#[path = "cli/witnessing.rs"]
mod witnessing;
