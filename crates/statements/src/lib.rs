//! Bytes of a bank file → statement lines, or a named reason why a row is not one.
//! Reads only from the `Read` it is given; opens no file, knows no fund, posts nothing, and holds
//! one row at a time whatever the size of the file. No row is ever skipped without saying so.

mod amount;
mod camt;
mod cells;
mod chain;
mod column;
mod date;
mod delimited;
mod electronic;
mod error;
mod feed;
mod format;
mod guide;
mod html;
mod input;
mod legacy;
mod lines;
mod mt940;
mod nature;
mod ofx;
mod pdf;
mod preview;
mod printed;
mod records;
mod rest;
mod row;
mod sheets;
mod statement;
mod table;
mod time;

pub use amount::{AmountStyle, Thousands};
pub use cells::{CellRow, cells};
pub use chain::{Break, Chain, Chained, DayChain, Recovered, RowPlace};
pub use column::Column;
pub use error::FileError;
pub use feed::{FeedEvent, FeedKind, feed_event, feed_line};
pub use format::{FORMATS, FileKind, Format, file_kind};
pub use guide::{ChosenLayout, Guide};
pub use nature::{GIFT_WORDS, Own, RULES, RULES_SINCE, Rule, Sign, Way, rule_named, rule_of};
pub use pdf::PdfFault;
pub use preview::{Preview, Proposed, Sureness, preview};
pub use printed::Printed;
pub use rest::{RowRest, Side};
pub use row::{BadRow, Currency, Expected, ForeignRow, Problem, Row, StatementRow};
pub use statement::{Layout, Statement, open, open_guided};
pub use time::TimeOfDay;
