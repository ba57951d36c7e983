//! Vietnamese and English: messages, money, dates, amounts in words, search keys, sort keys, and what
//! of a bank memo the public may see. Pure: no clock, no disk, no network; text in, text out.

pub mod asking;
pub mod collate;
pub mod date;
pub mod fold;
pub mod language;
pub mod mask;
pub mod messages;
pub mod money;
pub mod words;

pub use language::Language;
pub use messages::{Messages, Value};
