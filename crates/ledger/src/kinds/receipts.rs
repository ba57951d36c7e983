//! Money and goods coming in: bank files and their lines, what the bank states, attribution, gifts
//! and pledges.

use crate::canonical::{record, words};
use crate::commitment::Commitment;
use crate::date::Date;
use crate::id::{AccountId, FundId, Id, PersonId};
use crate::money::Dong;

words! {
    /// Why a row of a bank file waits.
    QuarantineReason {
        /// It cannot be read.
        Unreadable = "unreadable",
        /// It may be a line already in the books.
        Doubtful = "doubtful",
    }
    /// How a waiting row ended.
    QuarantineOutcome {
        /// It is a line: it was posted.
        Posted = "posted",
        /// It was already in the books.
        Duplicate = "duplicate",
        /// It is no line at all.
        Rejected = "rejected",
    }
    /// Who vouches for a balance.
    BalanceProof {
        /// Printed by the bank in a statement.
        Printed = "printed",
        /// Given by the operator.
        Stated = "stated",
    }
    /// Which balance of the day.
    BalanceMoment {
        /// Before the day's first line.
        Opening = "opening",
        /// After the day's last line.
        Closing = "closing",
    }
    /// What received money turned out to be.
    Attribution {
        /// A gift.
        Gift = "gifts",
        /// Interest.
        Interest = "interest",
        /// A bank's fee.
        Fee = "fees",
        /// From another account or book of ours.
        Transfer = "transfers",
        /// Sent back to its giver.
        Refund = "refunds",
    }
    /// What a gift consists of.
    GiftForm {
        /// Money handed over.
        Cash = "cash",
        /// Goods.
        Goods = "goods",
        /// Days of work.
        Labour = "labour",
    }
}

record! {
    /// `import/1`: a bank's file begins to be entered; its name is a private field.
    Import {
        /// The account.
        account: AccountId,
        /// SHA-256 of the file as it was given.
        file: Commitment,
        /// The reader that understood it.
        format: String,
        /// The fund that receives.
        fund: FundId,
        /// The import's number in the book, from one.
        number: u32,
        /// Data rows in the file.
        rows: u32,
    }
    /// `bank_line/1`: one line of the account at the bank. Private fields: document number, counter
    /// account, memo, and the memo as the public may see it (in full, in initials).
    BankLine {
        /// The import that brought it.
        import: u32,
        /// Data row in that file, from one.
        row: u32,
    }
    /// `quarantined_row/1`: a row that a person must look at; its text is a private field.
    QuarantinedRow {
        /// The import that brought it.
        import: u32,
        /// Why it waits.
        reason: QuarantineReason,
        /// Data row in that file, from one.
        row: u32,
    }
    /// `quarantine_end/1`: a waiting row is settled.
    QuarantineEnd {
        /// The line it became or was; needed unless it was rejected.
        line: Option<u64>,
        /// How it ended.
        outcome: QuarantineOutcome,
        /// The waiting row's entry.
        waiting: u64,
    }
    /// `balance/1`: a balance of an account at the bank.
    Balance {
        /// The account.
        account: AccountId,
        /// The balance.
        amount: Dong,
        /// The import that showed it.
        import: Option<u32>,
        /// Which balance of the day.
        moment: BalanceMoment,
        /// The day.
        on: Date,
        /// Who vouches for it.
        proof: BalanceProof,
        /// Where the operator has it from.
        source: Option<String>,
    }
    /// `attribution_rule/1`: every credit of an import that is not attributed yet is a gift.
    AttributionRule {
        /// How many lines it attributes.
        count: u64,
        /// The import.
        import: u32,
    }
    /// A share of an attributed line.
    Share {
        /// The amount, with the line's sign.
        amount: Dong,
        /// What it is.
        attribution: Attribution,
        /// The giver, where known.
        donor: Option<PersonId>,
        /// The giving organisation, where known.
        organisation: Option<Id>,
    }
    /// `attribution/1` and `attribution/2`: what one line is; the shares add up to it. Private fields: donor's
    /// name, in version 2 its initials, memo.
    LineAttribution {
        /// The line's entry.
        line: u64,
        /// Its shares.
        shares: Vec<Share>,
    }
    /// Goods given: how much of what.
    Goods {
        /// What: "xi măng".
        item: String,
        /// How much, in thousandths of the unit.
        quantity_thousandths: i64,
        /// Unit: "tấn".
        unit: String,
    }
    /// A value set on goods or labour.
    Valuation {
        /// The value.
        amount: Dong,
        /// Where it comes from.
        source: String,
    }
    /// `gift/1` and `gift/2`: a gift that no bank line shows. Private fields: donor's name, in version 2 its
    /// initials, memo.
    Gift {
        /// The account that takes cash or valued goods.
        account: Option<AccountId>,
        /// The sum, for cash.
        amount: Option<Dong>,
        /// Days of work in tenths, for labour.
        days_tenths: Option<i64>,
        /// The giver, where registered.
        donor: Option<PersonId>,
        /// What it consists of.
        form: GiftForm,
        /// The fund.
        fund: FundId,
        /// The goods.
        goods: Option<Goods>,
        /// The giving organisation.
        organisation: Option<Id>,
        /// The value set on goods or labour; absent when nobody valued them.
        valuation: Option<Valuation>,
        /// The work it is for.
        work: Option<Id>,
    }
    /// `pledge/1` and `pledge/2`: a promise of money. Private fields: the name, in version 2 its initials,
    /// memo.
    Pledge {
        /// The sum.
        amount: Dong,
        /// The person who promises.
        donor: Option<PersonId>,
        /// When it is due.
        due: Option<Date>,
        /// The fund.
        fund: FundId,
        /// The organisation that promises.
        organisation: Option<Id>,
    }
    /// What the accounts and funds stood at.
    Total {
        /// The account (a store or one of the named accounts).
        account: AccountId,
        /// The fund.
        fund: FundId,
        /// The sum of all postings so far.
        sum: Dong,
    }
    /// `totals/1`: closes an import or a period: every account and fund that is not at zero.
    Totals {
        /// The import it closes.
        import: Option<u32>,
        /// How many bank lines the import posted.
        lines: Option<u64>,
        /// The balances, in order of account and fund.
        totals: Vec<Total>,
        /// How many rows wait.
        waiting: Option<u64>,
    }
}
