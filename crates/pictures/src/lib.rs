//! Photos and papers from outside, as bytes: what kind they are, whether the file is whole and holds nothing
//! else, what the camera wrote into it, and the smaller copies that are published without any of that.
//!
//! It reads no file, keeps nothing, and never publishes a byte of the file it was given.

pub mod camera;
pub mod copies;
pub mod distance;
mod fault;
mod form;

pub use fault::Fault;
pub use form::{Kind, kind_of};

/// The largest file that is taken: 32 MiB.
pub const MOST_BYTES: usize = 32 << 20;
/// The most pixels that are decoded: 64 million, 192 MB of memory.
pub const MOST_PIXELS: u64 = 64_000_000;
