//! What the fold knows: bounded by what a book has (funds, accounts, parties, works, open requests,
//! days), with three bits per entry. What is per line is looked up by the service and passed as facts.

pub mod attachments;
pub mod between;
pub mod flags;
pub mod life;
pub mod movement;
pub mod stories;

use crate::accounts;
use crate::canonical::{Field, Malformed, Reader, record};
use crate::commitment::Commitment;
use crate::date::{Date, Moment};
use crate::deadlines::deadlines;
use crate::id::{AccountId, FundId, Id, PersonId};
use crate::kinds::checks::StatementLayout;
use crate::kinds::matching::{MatchRule, Roster, RosterMember};
use crate::kinds::people::{
    Account, AccountClass, Basis, Book, Fund, NamesPolicy, Organisation, Person, Post, Programme,
    Term,
};
use crate::kinds::privacy::Right;
use crate::kinds::receipts::{Balance, Pledge};
use crate::kinds::told::{Claim, Source, Statement};
use crate::kinds::works::{CostGroup, Place, Work, WorkState};
use crate::money::Dong;
use crate::movements::Movements;
use attachments::Attached;
use between::Between;
use flags::Flags;
use life::Life;
use movement::Movement;
use std::collections::BTreeMap;
use stories::Stories;

/// Raised whenever `evolve` or the snapshot's form changes: an older snapshot is then refolded.
pub const FOLD_VERSION: u32 = 14;

/// A thing of the book and the entry that named it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered<T> {
    /// The entry's sequence.
    pub at: u64,
    /// What was registered.
    pub item: T,
}

impl<T: Field> Field for Registered<T> {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.at.write(out);
        out.push(b',');
        self.item.write(out);
        out.push(b']');
    }
    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        <(u64, T)>::read(reader).map(|(at, item)| Self { at, item })
    }
}

record! {
    /// Credits and debits: how many and how much (debits positive).
    Turnover {
        /// Sum of credits.
        credit: Dong,
        /// Number of credits.
        credits: u64,
        /// Sum of debits, as a positive amount.
        debit: Dong,
        /// Number of debits.
        debits: u64,
    }
    /// Running figures of a fund.
    FundFigures {
        /// Gifts of money counted by attribution and by hand.
        gifts: u64,
        /// What came and went at the bank.
        lines: Turnover,
        /// Promised.
        pledged: Dong,
        /// Approved and not yet paid.
        reserved: Dong,
    }
    /// A bank file being entered or entered.
    ImportFigures {
        /// The account.
        account: AccountId,
        /// Whether its `totals` stand in the log.
        closed: bool,
        /// Entries that are debits.
        debit_lines: Vec<u64>,
        /// The file's hash.
        file: Commitment,
        /// The fund.
        fund: FundId,
        /// Credits that a rule holds back until a person says what they are.
        held: Vec<u64>,
        /// The last row entered.
        last_row: u32,
        /// What it brought.
        lines: Turnover,
        /// First and last entry of each unbroken stretch of its lines.
        ranges: Vec<(u64, u64)>,
        /// Rules over it that stand.
        rules: u32,
        /// The import's entry.
        started: u64,
        /// Credits not yet attributed: how many.
        unattributed: u64,
        /// Credits not yet attributed: how much.
        unattributed_sum: Dong,
        /// Rows that wait, by entry.
        waiting: Vec<u64>,
        /// How many rows were ever put aside.
        waiting_ever: u64,
    }
    /// A promise of money and what came of it.
    PledgeFigures {
        /// How many shares of lines fulfil it.
        gifts: u64,
        /// What was promised.
        pledge: Pledge,
        /// What came, less what was given back.
        received: Dong,
        /// The day it was made.
        since: Date,
    }
    /// A roster and what came of it.
    RosterFigures {
        /// The entry.
        at: u64,
        /// What its members together are asked for.
        expected: Dong,
        /// How many shares of lines belong to it.
        gifts: u64,
        /// How many members.
        members: u64,
        /// What came, less what was given back.
        received: Dong,
        /// The roster.
        roster: Roster,
    }
    /// A member of a roster and what came from it.
    MemberFigures {
        /// The entry.
        at: u64,
        /// How many shares of lines are the member's.
        gifts: u64,
        /// The member.
        member: RosterMember,
        /// What came, less what was given back.
        received: Dong,
    }
    /// What is to be matched with lines.
    #[derive(Default)]
    Matching {
        /// Suggestions that were declined, and by which entry.
        declined: BTreeMap<Id, u64>,
        /// Members, by roster and person.
        members: BTreeMap<(Id, PersonId), MemberFigures>,
        /// Pledges that stand, by entry.
        pledges: BTreeMap<u64, PledgeFigures>,
        /// What lines sent back to givers, by line.
        refunds: BTreeMap<u64, Dong>,
        /// What later lines returned of a line, by that line.
        returned: BTreeMap<u64, Dong>,
        /// Rosters.
        rosters: BTreeMap<Id, RosterFigures>,
        /// Rules that stand, by entry.
        rules: BTreeMap<u64, MatchRule>,
        /// Lines whose match was undone and not told anew since, and the reversal that says so.
        undone: BTreeMap<u64, u64>,
    }
    /// A request that was neither sent back nor refused; a paid one is kept, for a payment may be reversed.
    Request {
        /// The sum asked for.
        amount: Dong,
        /// Who approved.
        approver: Option<PersonId>,
        /// The fund.
        fund: FundId,
        /// Who asked.
        maker: PersonId,
        /// What was paid so far.
        paid: Dong,
        /// The programme.
        programme: Option<Id>,
        /// The work.
        work: Option<Id>,
    }
    /// A right that a person asked for.
    RightAsked {
        /// The entry that says so.
        at: u64,
        /// The day it was done or refused.
        ended_on: Option<Date>,
        /// The day it came.
        received_on: Date,
        /// The day the person was told that it is being dealt with.
        replied_on: Option<Date>,
        /// What was asked.
        right: Right,
    }
    /// What is owed to persons named in the books.
    #[derive(Default)]
    Privacy {
        /// How the name of one entry may be shown: the last word.
        consents: BTreeMap<u64, NamesPolicy>,
        /// Entries whose private records were erased, and by which entry.
        erased: BTreeMap<u64, u64>,
        /// How names are shown, where it was changed since the book began.
        names: Option<NamesPolicy>,
        /// Requests, by identifier.
        requests: BTreeMap<Id, RightAsked>,
        /// Entries stated again, and by which entry.
        restated: BTreeMap<u64, u64>,
    }
    /// Root keys as they were stated.
    RootSet {
        /// The entry that states them.
        at: u64,
        /// Their verifier keys.
        roots: Vec<String>,
        /// How many of them must sign a change.
        threshold: u32,
    }
    /// Whose signatures on the log are believed, as the log itself says.
    LogTrust {
        /// How many statements of roots and changes of keys were entered.
        changes: u64,
        /// The log's origin line; `None` before roots are stated.
        origin: Option<String>,
        /// The log's verifier keys, each set with the size of the first tree it signs; empty before roots
        /// are stated.
        periods: Vec<(u64, Vec<String>)>,
        /// The last checkpoint of the log that this one continues.
        predecessor: Option<String>,
        /// Every set of roots; the last one counts.
        sets: Vec<RootSet>,
    }
    /// Where a work stands.
    WorkFigures {
        /// Labour given, in tenths of a day.
        days_tenths: i64,
        /// In kind gifts and labour used, at their valuation.
        in_kind: Dong,
        /// Payments.
        paid: Dong,
        /// How many payments.
        payments: u64,
        /// The state and the entry that said so, oldest first.
        steps: Vec<(WorkState, u64)>,
    }
    /// The fold of the log up to a size.
    State {
        /// Accounts.
        accounts: BTreeMap<AccountId, Registered<Account>>,
        /// Pairs of persons who acted in different roles on one request.
        acted_together: Vec<(PersonId, PersonId)>,
        /// Identifiers given up, and for whom.
        aliases: BTreeMap<PersonId, PersonId>,
        /// Photos, papers, places on a map.
        attached: Attached,
        /// Balances stated or printed, by account, in order of entry.
        balances: BTreeMap<AccountId, Vec<Registered<Balance>>>,
        /// Policy bases.
        bases: BTreeMap<Id, Registered<Basis>>,
        /// What joins this book to others.
        between: Between,
        /// The book.
        book: Option<Registered<Book>>,
        /// Of the pairs in `acted_together`, those that turned out to be one person.
        breaches: u64,
        /// Claims.
        claims: BTreeMap<Id, Registered<Claim>>,
        /// The last closed day.
        closed_through: Option<Date>,
        /// Cost groups.
        cost_groups: BTreeMap<Id, Registered<CostGroup>>,
        /// Movement at the bank, by account and day.
        days: BTreeMap<AccountId, BTreeMap<Date, Turnover>>,
        /// Three bits per entry.
        flags: Flags,
        /// Running figures by fund.
        fund_figures: BTreeMap<FundId, FundFigures>,
        /// Funds.
        funds: BTreeMap<FundId, Registered<Fund>>,
        /// Imports, in order.
        imports: Vec<ImportFigures>,
        /// When the last entry was recorded.
        last_recorded: Moment,
        /// How banks' files are read that nobody knew, by name.
        layouts: BTreeMap<Id, Registered<StatementLayout>>,
        /// Lives of works, and what was published.
        life: Life,
        /// Whose signatures on the log are believed.
        log_trust: LogTrust,
        /// What is to be matched with lines.
        matching: Matching,
        /// Organisations in time, targets, drives, models.
        movement: Movement,
        /// What came in and went out by day.
        movements: Movements,
        /// Organisations.
        organisations: BTreeMap<Id, Registered<Organisation>>,
        /// Persons.
        persons: BTreeMap<PersonId, Registered<Person>>,
        /// Places.
        places: BTreeMap<Id, Registered<Place>>,
        /// Posts held.
        posts: Vec<Registered<Post>>,
        /// What is owed to persons named in the books.
        privacy: Privacy,
        /// Programmes.
        programmes: BTreeMap<Id, Registered<Programme>>,
        /// Requests, by entry: open ones, and those paid in full.
        requests: BTreeMap<u64, Request>,
        /// How many entries were folded.
        size: u64,
        /// Sources.
        sources: BTreeMap<Id, Registered<Source>>,
        /// Statements of sources.
        statements: BTreeMap<Id, Registered<Statement>>,
        /// Stories.
        stories: Stories,
        /// The sum of all postings by account and fund.
        sums: BTreeMap<(AccountId, FundId), Dong>,
        /// Terms.
        terms: BTreeMap<Id, Registered<Term>>,
        /// Running figures by work.
        work_figures: BTreeMap<Id, WorkFigures>,
        /// Works.
        works: BTreeMap<Id, Registered<Work>>,
    }
}

impl Default for State {
    /// The fold of nothing.
    fn default() -> Self {
        Self {
            accounts: BTreeMap::new(),
            acted_together: Vec::new(),
            aliases: BTreeMap::new(),
            attached: Attached::default(),
            balances: BTreeMap::new(),
            bases: BTreeMap::new(),
            between: Between::default(),
            book: None,
            breaches: 0,
            claims: BTreeMap::new(),
            closed_through: None,
            cost_groups: BTreeMap::new(),
            days: BTreeMap::new(),
            flags: Flags::default(),
            fund_figures: BTreeMap::new(),
            funds: BTreeMap::new(),
            imports: Vec::new(),
            last_recorded: Moment::default(),
            layouts: BTreeMap::new(),
            life: Life::default(),
            log_trust: LogTrust::default(),
            matching: Matching::default(),
            movement: Movement::default(),
            movements: Movements::default(),
            organisations: BTreeMap::new(),
            persons: BTreeMap::new(),
            places: BTreeMap::new(),
            posts: Vec::new(),
            programmes: BTreeMap::new(),
            requests: BTreeMap::new(),
            privacy: Privacy::default(),
            size: 0,
            sources: BTreeMap::new(),
            statements: BTreeMap::new(),
            stories: Stories::default(),
            sums: BTreeMap::new(),
            terms: BTreeMap::new(),
            work_figures: BTreeMap::new(),
            works: BTreeMap::new(),
        }
    }
}

impl Default for LogTrust {
    fn default() -> Self {
        let (periods, sets) = (Vec::new(), Vec::new());
        Self { changes: 0, origin: None, periods, predecessor: None, sets }
    }
}

impl LogTrust {
    /// The verifier keys that sign the log now; empty before roots are stated.
    #[must_use]
    pub fn present(&self) -> &[String] {
        self.periods.last().map_or(&[], |(_, keys)| keys)
    }

    /// The verifier keys that sign a tree of this size; empty before roots are stated.
    #[must_use]
    pub fn keys_at(&self, size: u64) -> &[String] {
        let found = self.periods.iter().rev().find(|(since, _)| *since <= size);
        found.map_or(&[], |(_, keys)| keys)
    }

    /// The roots that count.
    #[must_use]
    pub fn roots(&self) -> Option<&RootSet> {
        self.sets.last()
    }
}

impl Default for Turnover {
    fn default() -> Self {
        Self { credit: Dong::ZERO, credits: 0, debit: Dong::ZERO, debits: 0 }
    }
}

impl RightAsked {
    /// Whether a deadline was missed, as far as it can be told on this day.
    #[must_use]
    pub fn is_late(&self, today: Date) -> bool {
        let missed = |by: Date, on: Option<Date>| on.unwrap_or(today) > by;
        deadlines(self.right, self.received_on).is_some_and(|by| {
            missed(by.reply_by, self.replied_on.or(self.ended_on))
                || missed(by.finish_by, self.ended_on)
        })
    }
}

/// How far a person's request is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RightStage {
    /// Nobody has told the person anything yet.
    Open,
    /// The person was told that it is being dealt with.
    Received,
    /// It was done or refused.
    Ended,
}

impl RightStage {
    /// The word in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Received => "received",
            Self::Ended => "ended",
        }
    }
}

impl RightAsked {
    /// How far it is answered.
    #[must_use]
    pub fn stage(&self) -> RightStage {
        match (self.ended_on, self.replied_on) {
            (Some(_), _) => RightStage::Ended,
            (None, Some(_)) => RightStage::Received,
            (None, None) => RightStage::Open,
        }
    }
}

impl Request {
    /// Whether it may still be decided upon or paid.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.paid < self.amount
    }
}

impl Turnover {
    /// Counts one line; a reversed line is counted with `times` −1.
    pub fn count(&mut self, amount: Dong, times: i64) {
        let step = |counter: u64| counter.saturating_add_signed(times);
        if amount.is_positive() {
            self.credits = step(self.credits);
            self.credit += Dong(amount.0.saturating_mul(times));
        } else {
            self.debits = step(self.debits);
            self.debit -= Dong(amount.0.saturating_mul(times));
        }
    }

    /// Credits less debits.
    #[must_use]
    pub fn net(&self) -> Dong {
        self.credit - self.debit
    }
}

impl Default for FundFigures {
    fn default() -> Self {
        Self { gifts: 0, lines: Turnover::default(), pledged: Dong::ZERO, reserved: Dong::ZERO }
    }
}

impl Default for WorkFigures {
    fn default() -> Self {
        Self {
            days_tenths: 0,
            in_kind: Dong::ZERO,
            paid: Dong::ZERO,
            payments: 0,
            steps: Vec::new(),
        }
    }
}

impl State {
    /// How names are shown in this book now.
    #[must_use]
    pub fn names_policy(&self) -> NamesPolicy {
        let first = self.book.as_ref().map(|book| book.item.names_policy);
        self.privacy.names.or(first).unwrap_or(NamesPolicy::Initials)
    }

    /// The person an identifier stands for, aliases merged.
    #[must_use]
    pub fn person(&self, id: PersonId) -> PersonId {
        let mut person = id;
        for _ in 0..=self.aliases.len() {
            match self.aliases.get(&person) {
                Some(next) => person = *next,
                None => break,
            }
        }
        person
    }

    /// The sum of an account within a fund.
    #[must_use]
    pub fn sum(&self, account: AccountId, fund: FundId) -> Dong {
        self.sums.get(&(account, fund)).copied().unwrap_or_default()
    }

    /// The sum of an account over all funds.
    #[must_use]
    pub fn account_sum(&self, account: AccountId) -> Dong {
        let sums = self.sums.iter().filter(|((of, _), _)| *of == account);
        sums.map(|(_, sum)| *sum).sum()
    }

    /// Money of a fund at banks and in cash, less what was paid and the bank has not shown yet.
    #[must_use]
    pub fn left(&self, fund: FundId) -> Dong {
        let stores = self.accounts.iter().filter(|(_, account)| {
            matches!(account.item.class, AccountClass::Bank | AccountClass::Cash)
        });
        let held: Dong = stores.map(|(id, _)| self.sum(*id, fund)).sum();
        held + self.sum(accounts::UNSETTLED, fund)
    }

    /// Credits of a fund that a rule holds back because they may be no gifts, until a person says what they are:
    /// of what was not told yet, all that no import waits for.
    #[must_use]
    pub fn held_back(&self, fund: FundId) -> Dong {
        let of_fund = self.imports.iter().filter(|import| import.fund == fund);
        let waits: Dong = of_fund.map(|import| import.unattributed_sum).sum();
        -self.sum(accounts::UNATTRIBUTED, fund) - waits
    }

    /// What may still be promised: what is left, less approvals not yet paid.
    #[must_use]
    pub fn available(&self, fund: FundId) -> Dong {
        let reserved = self.fund_figures.get(&fund).map_or(Dong::ZERO, |figures| figures.reserved);
        self.left(fund) - reserved
    }

    /// The import of this number.
    #[must_use]
    pub fn import(&self, number: u32) -> Option<&ImportFigures> {
        self.imports.get(usize::try_from(number).ok()?.checked_sub(1)?)
    }

    /// The import that is not closed, with its number.
    #[must_use]
    pub fn open_import(&self) -> Option<(u32, &ImportFigures)> {
        let numbered = (1u32..).zip(&self.imports);
        numbered.into_iter().find(|(_, import)| !import.closed)
    }

    /// Whether this is the programme or one above it.
    #[must_use]
    pub fn is_within(&self, programme: Id, above: Id) -> bool {
        let mut at = Some(programme);
        for _ in 0..=self.programmes.len() {
            match at {
                Some(id) if id == above => return true,
                Some(id) => at = self.programmes.get(&id).and_then(|found| found.item.parent),
                None => return false,
            }
        }
        false
    }

    /// Whether money of the fund may be spent on the work or programme.
    #[must_use]
    pub fn serves(&self, fund: &Fund, work: Option<Id>, programme: Option<Id>) -> bool {
        let purpose = &fund.purpose;
        if purpose.general || work.is_some_and(|work| purpose.works.contains(&work)) {
            return true;
        }
        let of_work = work.and_then(|id| self.works.get(&id)).and_then(|work| work.item.programme);
        let covered = |id: Id| purpose.programmes.iter().any(|above| self.is_within(id, *above));
        match work {
            Some(_) => of_work.is_some_and(covered),
            None => programme.is_some_and(covered),
        }
    }

    /// The snapshot's bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.write(&mut out);
        out
    }

    /// Reads a snapshot.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        let state = Self::read(&mut reader)?;
        reader.finish()?;
        Ok(state)
    }
}
