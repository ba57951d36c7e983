//! The domain, pure: what may be entered in the books, what it means, and every figure that follows.
//! No clock, no disk, no float, no randomness: time, ids and salts are passed in.

pub mod accounts;
pub mod agreement;
pub mod alignment;
pub mod asking;
pub mod canonical;
pub mod chainage;
pub mod claims;
pub mod commitment;
pub mod date;
pub mod deadlines;
pub mod decide;
pub mod disclosure;
pub mod drives;
pub mod emulation;
pub mod entry;
pub mod evolve;
pub mod figures;
pub mod flows;
pub mod id;
pub mod kinds;
pub mod money;
pub mod movements;
pub mod numbering;
pub mod opening;
pub mod organisations;
pub mod owners_half;
pub mod refusal;
pub mod regimes;
pub mod rollup;
pub mod state;
pub mod stories;
pub mod targets;
pub mod term;
