//! What a line at the bank is for: matching codes, the VietQR codes that carry them, and the search for
//! the pledge, roster or rule that a line belongs to. Pure: it proposes, and never enters anything.

pub mod automatic;
pub mod banks;
pub mod code;
pub mod codes;
pub mod evidence;
pub mod memo;
pub mod names;
pub mod proposal;
pub mod returns;
pub mod rules;
pub mod targets;
pub mod vietqr;
