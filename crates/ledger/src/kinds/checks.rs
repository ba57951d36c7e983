//! What a bank's file proves of itself, where its rows stand on their pages, and what a rule tells of its
//! lines. Counts and places only: nothing here names or describes a person.

use crate::canonical::{record, words};
use crate::commitment::Commitment;
use crate::date::Date;
use crate::id::{AccountId, Id};
use crate::money::Dong;

words! {
    /// What a column of a saved layout holds, as the bank sees it: credit is money in.
    ColumnRole {
        /// The printed page of a row.
        Page = "page",
        /// The row's running number.
        RowNumber = "row-number",
        /// The transaction date.
        Date = "date",
        /// The day from which the bank counts the money.
        ValueDate = "value-date",
        /// The bank's document number.
        DocumentNumber = "document-number",
        /// Money out.
        Debit = "debit",
        /// Money in.
        Credit = "credit",
        /// Money in or out, told apart by a sign.
        Amount = "amount",
        /// The sign.
        Sign = "sign",
        /// A fee taken with the row.
        Fee = "fee",
        /// The tax on it.
        Vat = "vat",
        /// The balance after the row.
        Balance = "balance",
        /// The free text.
        Memo = "memo",
        /// The other side's account number.
        CounterAccount = "counter-account",
        /// The other side's name.
        CounterName = "counter-name",
        /// The other side's bank.
        CounterBank = "counter-bank",
    }
    /// What a rule tells a bank line to be.
    Told {
        /// A bank's fee.
        Fee = "fees",
        /// The tax on a bank's fee.
        Vat = "fees-vat",
        /// Interest that the bank pays.
        Interest = "interest",
        /// From or to another account of ours.
        Transfer = "transfers",
        /// No gift for certain, or perhaps none: a person must say. It stays unattributed.
        Held = "held",
    }
    /// Which column of its row a part comes from.
    Part {
        /// The bank's fee (or the interest it takes).
        Fee = "fee",
        /// The tax on it.
        Vat = "vat",
    }
}

record! {
    /// `bank_line_part/1`: money that the bank took with the row just entered, in a column of its own. It is a
    /// line of the account like any other, without text of its own.
    BankLinePart {
        /// The import that brought it.
        import: u32,
        /// Which column.
        part: Part,
        /// Data row in that file, from one: the row of the line before it.
        row: u32,
    }
    /// One line and what it is.
    ToldLine {
        /// The line's entry.
        line: u64,
        /// The rule's name; its words and their explanation are published with the rules.
        rule: String,
        /// What it is.
        told: Told,
    }
    /// `line_rules/1`: lines of an import that rules tell apart from gifts, each with the rule that decided.
    LineRules {
        /// The import.
        import: u32,
        /// The lines, in rising order; none twice.
        lines: Vec<ToldLine>,
        /// The day from which these rules stand: names the edition.
        rules: Date,
    }
    /// `statement_pages/1`: how many rows of an import stand on each page, so that a row's number in the file
    /// tells its page and its place there. Goes on where the entry before it for the same import ended.
    StatementPages {
        /// The import.
        import: u32,
        /// Stretches of pages: the number of the first, and the rows on it and on each page that follows.
        pages: Vec<(u32, Vec<u32>)>,
    }
    /// `statement_layout/1`: what the columns of a bank's files hold, as a person said; files with this head are read
    /// so from now on. A later entry of the same name takes its place.
    StatementLayout {
        /// Each role with its column, from one; no role twice.
        columns: Vec<(ColumnRole, u32)>,
        /// The headings, by column from the first; empty for files that have none.
        head: Vec<String>,
        /// The layout's name.
        name: Id,
    }
    /// A printed balance that does not follow from the one before it and the rows between.
    BrokenStep {
        /// What follows.
        expected: Dong,
        /// What is printed.
        printed: Dong,
        /// The row in the file that prints it.
        row: u32,
    }
    /// A row whose amount cannot be read and follows from the balances around it.
    RecoveredRow {
        /// The amount.
        amount: Dong,
        /// The row in the file.
        row: u32,
    }
    /// Days that nothing printed proves.
    Gap {
        /// The first.
        from: Date,
        /// Rows on them.
        lines: u64,
        /// Money that moved in them (in and out added).
        money: Dong,
        /// The last.
        to: Date,
    }
    /// What a statement prints about itself.
    PrintedSums {
        /// The balance after its last row.
        closing: Option<Dong>,
        /// The sum of credits.
        credits: Option<Dong>,
        /// The sum of debits.
        debits: Option<Dong>,
        /// The first day it covers.
        from: Option<Date>,
        /// The balance before its first row.
        opening: Option<Dong>,
        /// Pages it says it has.
        pages: Option<u32>,
        /// The last day it covers.
        to: Option<Date>,
    }
    /// How much of a file.
    Measured {
        /// Money in.
        credit: Dong,
        /// Money out.
        debit: Dong,
        /// Rows that were read.
        lines: u64,
    }
    /// What earlier files say of the same account and days.
    SecondSource {
        /// Rows that may be lines of theirs, and wait.
        doubtful: u64,
        /// The imports that brought those lines.
        earlier: Vec<u32>,
        /// Rows that are lines of theirs.
        known: u64,
        /// Lines of theirs that this file lacks, though it covers their whole day.
        missing: u64,
    }
    /// `statement_check/1`: what a bank's file proves of itself and what it does not, computed when it was
    /// imported; whoever has the file computes the same.
    StatementCheck {
        /// The account.
        account: AccountId,
        /// The first steps that do not hold, in file order.
        breaks: Vec<BrokenStep>,
        /// Steps that do not hold.
        broken: u64,
        /// SHA-256 of the file as it was given.
        file: Commitment,
        /// The reader that understood it.
        format: String,
        /// Days that nothing printed proves.
        gaps: Vec<Gap>,
        /// Its import; absent where the file told nothing that the books did not hold.
        import: Option<u32>,
        /// What its statements print, in file order.
        printed: Vec<PrintedSums>,
        /// Rows recovered from the balances around them.
        recovered: Vec<RecoveredRow>,
        /// Steps do not hold because rows stand in another order than they were booked; taken together the
        /// balances are one chain.
        reordered: bool,
        /// Data rows in the file.
        rows: u32,
        /// What a second source says; absent where there was none.
        second: Option<SecondSource>,
        /// Steps from one printed balance to the next.
        steps: u64,
        /// The whole file.
        whole: Measured,
    }
}
