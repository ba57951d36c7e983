//! One file per page: the content a source fills and the template that shows it. Content is typed and
//! ready to show; templates hold markup and message keys, no values and no rules.

pub mod about;
pub mod article;
pub mod asking;
pub mod balances;
pub mod bundle;
pub mod charts;
pub mod claim;
pub mod claims;
pub mod comparison;
pub mod disclosure;
pub mod drives;
pub mod entry;
pub mod failure;
pub mod figure;
pub mod funds;
pub mod home;
pub mod life;
pub mod lines;
pub mod log;
pub mod map;
pub mod matching;
pub mod models;
pub mod organisations;
pub mod pictures;
pub mod places;
pub mod preview;
pub mod privacy;
pub mod programmes;
pub mod receipt;
pub mod statement;
pub mod stories;
pub mod strips;
pub mod targets;
pub mod works;
