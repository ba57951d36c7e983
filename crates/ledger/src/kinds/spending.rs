//! Money going out: asked for, approved, paid with a voucher, settled at the bank; moves between
//! funds; reversal of a mistake.

use crate::canonical::{record, words};
use crate::commitment::Commitment;
use crate::id::{AccountId, FundId, Id};
use crate::money::Dong;

words! {
    /// What an approver says.
    Decision {
        /// It may be paid.
        Approved = "approved",
        /// It goes back to its maker, with a reason.
        Returned = "returned",
        /// It will not be paid.
        Refused = "refused",
    }
}

record! {
    /// `spending_request/1`: money is asked for. Private fields: the payee's name, note.
    SpendingRequest {
        /// How much.
        amount: Dong,
        /// The fund.
        fund: FundId,
        /// The organisation that will be paid, where it is one of the book's.
        payee: Option<Id>,
        /// The programme it is for.
        programme: Option<Id>,
        /// What it is for, in public words.
        purpose: String,
        /// The work it is for.
        work: Option<Id>,
    }
    /// `spending_decision/1`: another person approves or sends back; sent back after its approval, what
    /// is unpaid is free again. Private field: the reason.
    SpendingDecision {
        /// What was decided.
        decision: Decision,
        /// The request's entry.
        request: u64,
    }
    /// `payment/1`: a third person pays. Private fields: the voucher's SHA-256, the payee's name, note.
    Payment {
        /// The account that pays.
        account: AccountId,
        /// How much; not more than is approved and unpaid.
        amount: Dong,
        /// The request's entry.
        request: u64,
        /// The commitment to the voucher's hash (the record's field `voucher`).
        voucher: Commitment,
    }
    /// `settlement/1`: a debit at the bank is the payment that was made.
    Settlement {
        /// The bank line's entry.
        line: u64,
        /// The payment's entry.
        payment: u64,
    }
    /// `transfer/1`: value moves between accounts or funds of this book, or to and from another book.
    Transfer {
        /// How much.
        amount: Dong,
        /// From this account …
        from_account: AccountId,
        /// … and fund,
        from_fund: FundId,
        /// to this account …
        to_account: AccountId,
        /// … and fund.
        to_fund: FundId,
    }
    /// `reversal/1`: an entry was a mistake; its postings are undone. Private field: the reason.
    Reversal {
        /// The entry.
        entry: u64,
    }
}
