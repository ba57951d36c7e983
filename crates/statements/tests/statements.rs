//! Tests of the whole room, through its one door. One binary: links are slow.

#[cfg(test)]
#[path = "statements/bad_rows.rs"]
mod bad_rows;
#[cfg(test)]
#[path = "statements/chain.rs"]
mod chain;
#[cfg(test)]
#[path = "statements/electronic.rs"]
mod electronic;
#[cfg(test)]
#[path = "statements/layouts.rs"]
mod layouts;
#[cfg(test)]
#[path = "statements/pdf.rs"]
mod pdf;
#[cfg(test)]
#[path = "statements/pdf_hostile.rs"]
mod pdf_hostile;
#[cfg(test)]
#[path = "statements/pdf_unknown.rs"]
mod pdf_unknown;
#[cfg(test)]
#[path = "statements/samples.rs"]
mod samples;
#[cfg(test)]
#[path = "statements/traps.rs"]
mod traps;
#[cfg(test)]
#[path = "statements/unknown.rs"]
mod unknown;
#[cfg(test)]
#[path = "statements/vietcombank.rs"]
mod vietcombank;
