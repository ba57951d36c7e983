//! What a statement prints about itself, above and beneath its rows. Nothing here is computed from the
//! rows: it is what the bank says, to be compared with them.

use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;

/// One statement of a file (a file may hold several: accounts or periods). Everything is optional: what is
/// not printed is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// The bank, as far as the head shows it.
    pub bank: Option<String>,
    /// The account's number as printed; several where an old number stands beside the new.
    pub account_numbers: Vec<String>,
    /// The account's holder.
    pub account_name: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// The first day it covers.
    pub from: Option<Date>,
    /// The last day it covers.
    pub to: Option<Date>,
    /// The balance before the first row. For another currency than đồng: in its smallest unit.
    pub opening: Option<Dong>,
    /// The balance after the last row.
    pub closing: Option<Dong>,
    /// The sum of debits.
    pub debits: Option<Dong>,
    /// The sum of credits.
    pub credits: Option<Dong>,
    /// Pages that the document says it has.
    pub pages: Option<u32>,
    /// The rows stand newest first.
    pub newest_first: bool,
}
