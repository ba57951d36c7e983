//! The books in formats that other programs read. Holds what the log and the openings hold, no more;
//! never a name, a memo or a number of an account that is not open, and never a figure of its own.

pub mod behind;
pub mod hledger;
pub mod lines;
pub mod published;
