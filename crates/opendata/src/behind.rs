//! The entries behind an answer of the figure language as a plain table (RFC 4180): what each adds to it or takes
//! from it. The values of a table, with their signs, come to the answer.

use chungtay_ledger::asking::{Share, Sign};
use std::io::Write as _;

/// The first row. `of` is a fund or the thing that is counted; `class` is what moved, `credit` or `debit` of a
/// line at a bank, `part` of an entry that states its value.
pub const HEAD: &[u8] = b"entry,day,class,of,sign,meant,value\r\n";

/// Writes one row.
pub fn write(share: &Share, out: &mut Vec<u8>) {
    let entry = share.entry.map_or_else(String::new, |entry| entry.to_string());
    let day = share.day.map_or_else(String::new, |day| day.to_string());
    let sign = if share.sign == Sign::Plus { '+' } else { '-' };
    let (class, of, meant, value) = (share.class, &share.of, share.meant.word(), share.value);
    // Identifiers and words of the language hold nothing that would need quotes. Writing to a `Vec` cannot fail.
    let _ = write!(out, "{entry},{day},{class},{of},{sign},{meant},{value}\r\n");
}
