//! What the fold knows of other books: transfers and works that are theirs too.

use crate::canonical::record;
use crate::date::Date;
use crate::id::{FundId, Id};
use crate::kinds::between::SharedWork;
use crate::money::Dong;
use crate::state::Registered;
use std::collections::BTreeMap;

record! {
    /// A transfer that came from another book or went to it.
    BookMovement {
        /// What came; below zero what went.
        amount: Dong,
        /// The entry that says so.
        at: u64,
        /// The fund.
        fund: FundId,
        /// The entry that moved it.
        moved_by: u64,
        /// The day of that entry.
        on: Date,
    }
    /// What joins this book to others.
    #[derive(Default)]
    Between {
        /// Transfers, by the other book's origin and the transfer.
        transfers: BTreeMap<(String, Id), BookMovement>,
        /// Works that are another book's too, by work and that book's origin.
        works: BTreeMap<(Id, String), Registered<SharedWork>>,
    }
}

impl Between {
    /// Whether a transfer rests on this entry.
    #[must_use]
    pub fn rests_on(&self, entry: u64) -> bool {
        self.transfers.values().any(|transfer| transfer.moved_by == entry)
    }
}
