//! The room's integration tests, one binary. Their other end is `zbarimg`, a QR reader of another house.
#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up must stop")]

#[path = "documents/cards.rs"]
mod cards;
#[path = "documents/codes.rs"]
mod codes;
#[path = "documents/stories.rs"]
mod stories;
