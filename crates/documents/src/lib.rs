//! Drawings and papers made from what the books say. QR codes, as SVG and as PNG; cards of pages, as PNG; stories,
//! whose numbers are asked of the books.
//!
//! It never decides what a paper says, and reads no file.

pub mod card;
mod png;
pub mod qr;
pub mod story;
