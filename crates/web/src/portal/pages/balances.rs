//! Bank = books: what is proved by the bank's printed balances, what the operator states, what nobody
//! can prove, to the đồng; exceptions first. A closing computed from our own lines proves nothing.

use crate::portal::figure::Figure;
use crate::portal::frame::Frame;
use crate::portal::record::{Amount, Named, Opened};
use askama::Template;
use chungtay_ledger::date::{Date, Moment};
use chungtay_ledger::kinds::people::AccountClass;
use chungtay_ledger::kinds::receipts::QuarantineReason;

/// On what the agreement of bank and books rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Footing {
    /// A balance the bank printed.
    Proved,
    /// A balance the operator states.
    Stated,
    /// Nothing.
    NotProvable,
    /// Bank and books differ.
    Differs,
}

/// How much stands on one footing.
#[derive(Clone, Debug)]
pub struct Share {
    /// Lines.
    pub lines: Figure,
    /// Money that moved in them (in and out added).
    pub money: Figure,
    /// Share of all lines.
    pub share_of_lines: Figure,
    /// Share of all money.
    pub share_of_money: Figure,
    /// First and last day on this footing, where there is any.
    pub days: Option<(Date, Date)>,
    /// Whether days between these two stand on another footing.
    pub has_gap: bool,
}

/// The three states.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// The worst footing anything stands on; `Differs` before all.
    pub worst: Footing,
    /// The last day with a line.
    pub as_of: Option<Date>,
    /// Proved by a printed balance.
    pub proved: Share,
    /// Stated by the operator.
    pub stated: Share,
    /// Not provable.
    pub not_provable: Share,
    /// By how much bank and books differ, where they do.
    pub difference: Option<Figure>,
}

impl Agreement {
    /// Whether no bank has told anything yet.
    #[must_use]
    pub fn has_no_lines(&self) -> bool {
        let none = |share: &Share| share.lines.value.unwrap_or(0) == 0;
        none(&self.proved)
            && none(&self.stated)
            && none(&self.not_provable)
            && self.difference.is_none()
    }

    /// The bar's parts of a width of 10 000, by money: proved, stated, not provable.
    #[must_use]
    pub fn bar(&self) -> [i64; 3] {
        let part = |share: &Share| share.share_of_money.value.unwrap_or(0).clamp(0, 10_000);
        let (proved, stated) = (part(&self.proved), part(&self.stated));
        [proved, stated, (10_000 - proved - stated).max(0)]
    }
}

/// One account in the list.
#[derive(Clone, Debug)]
pub struct AccountRow {
    /// The account.
    pub account: Named,
    /// What it is.
    pub class: AccountClass,
    /// What the books say it holds.
    pub books: Figure,
    /// What the bank printed last; unknown where it printed nothing.
    pub bank: Figure,
    /// The day of that balance.
    pub bank_on: Option<Date>,
    /// The worst footing in it.
    pub footing: Footing,
    /// Rows of files that wait.
    pub waiting: Figure,
}

impl AccountRow {
    /// Whether a bank speaks for it; cash and goods have no statement to agree with.
    #[must_use]
    pub fn is_bank(&self) -> bool {
        self.class == AccountClass::Bank
    }
}

/// Bank = books, every account.
#[derive(Clone, Debug)]
pub struct Balances {
    /// Over all bank accounts.
    pub agreement: Agreement,
    /// Every account; those with exceptions first.
    pub accounts: Vec<AccountRow>,
}

/// Bank = books.
#[derive(Template)]
#[template(path = "balances.html")]
pub struct BalancesPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub balances: Balances,
}

/// Whether one day's printed and computed balances agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayCheck {
    /// Printed and computed are equal.
    Agrees,
    /// Equal to a balance the operator stated.
    AgreesAsStated,
    /// They differ.
    Differs,
    /// The bank printed none for this day.
    NothingPrinted,
    /// Printed, and no earlier balance to compute from.
    NothingBefore,
}

/// One day of an account.
#[derive(Clone, Debug)]
pub struct DayRow {
    /// The day.
    pub day: Date,
    /// Lines.
    pub lines: Figure,
    /// Balance before the first line, computed from a known balance; unknown where there is none.
    pub opening: Figure,
    /// In.
    pub money_in: Figure,
    /// Out.
    pub money_out: Figure,
    /// Balance the bank printed or the operator stated.
    pub printed: Figure,
    /// Balance that follows from opening and lines.
    pub computed: Figure,
    /// What they come to.
    pub check: DayCheck,
}

/// One file that was imported.
#[derive(Clone, Debug)]
pub struct ImportRow {
    /// The import's number in the book.
    pub number: u32,
    /// The import's entry.
    pub entry: u64,
    /// When it was entered.
    pub recorded_at: Moment,
    /// The reader that understood it.
    pub format: String,
    /// SHA-256 of the file, hexadecimal.
    pub file_hash: String,
    /// Rows in the file.
    pub rows: Figure,
    /// Lines posted from it.
    pub posted: Figure,
    /// Rows that were already in the books.
    pub already_there: Figure,
    /// Rows that wait.
    pub waiting: Figure,
}

/// A row of a bank's file that waits.
#[derive(Clone, Debug)]
pub struct QuarantineRow {
    /// Its entry.
    pub entry: u64,
    /// Why it waits.
    pub reason: QuarantineReason,
    /// Its place in the file, a figure of the entry.
    pub row: Figure,
    /// The row's text as far as it is open.
    pub text: Opened,
}

/// A debit in suspense.
#[derive(Clone, Debug)]
pub struct SuspenseRow {
    /// The line's entry.
    pub entry: u64,
    /// The day.
    pub day: Date,
    /// How much.
    pub amount: Amount,
    /// The memo as far as it is open.
    pub memo: Opened,
}

/// From before the first line to after the last.
#[derive(Clone, Debug)]
pub struct AccountSpan {
    /// The first day.
    pub first: Date,
    /// What the bank held before it.
    pub before: Figure,
    /// The last day.
    pub last: Date,
    /// What follows for its end.
    pub after: Figure,
}

/// One account.
#[derive(Clone, Debug)]
pub struct Account {
    /// As in the list.
    pub row: AccountRow,
    /// What the bank held before the books' first line and holds after the last, with the two days;
    /// `None` where no balance tells.
    pub span: Option<AccountSpan>,
    /// The three states of this account.
    pub agreement: Agreement,
    /// Days, oldest first.
    pub days: Vec<DayRow>,
    /// Debits nobody has explained, all of them.
    pub suspense: Vec<SuspenseRow>,
    /// Rows that wait, all of them.
    pub quarantine: Vec<QuarantineRow>,
    /// Files, newest first.
    pub imports: Vec<ImportRow>,
}

/// One account's page.
#[derive(Template)]
#[template(path = "account.html")]
pub struct AccountPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub account: Account,
}
