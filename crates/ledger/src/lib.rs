//! The domain, pure: what may be entered in the books, what it means, and every figure that follows.
//! No clock, no disk, no float, no randomness: time, ids and salts are passed in.

pub mod date;
pub mod money;
