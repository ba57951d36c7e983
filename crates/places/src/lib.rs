//! Vietnam's administrative units under their names before and after 1 July 2025, and what became of
//! what. A list to look up in: what a book says of its places stands in the book.
//!
//! Data: `data/`, made by `tools/administrative-units.py` from vietnamadminunits 1.0.4 (MIT, October
//! 2025). It knows one change, that of 1 July 2025: changes before it (Lạng Sơn's of 1 January 2020) and
//! after it are not in it, so a unit of the older list is "in force on 30 June 2025, since when is not
//! known here". No coordinates: their sources' terms do not allow them.
//!
//! It never guesses: a code is looked up together with a day, for nearly all new codes were another
//! unit's before; a link that the source may have confused with a namesake says so.

mod list;

pub use list::{Became, Era, Level, Malformed, Share, Unit, UnitRef, Units};
