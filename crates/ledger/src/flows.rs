//! What charts draw: where a fund's value came from and where it went, and the same by month. Read off the
//! postings' sums and the days' movements; every amount says the question of the figure language that it
//! answers. What comes in and what goes out (or is left) is the same sum, since postings within a fund come
//! to zero. Never guesses: what no entry names stands as one rest.

use crate::accounts;
use crate::asking::{self, is_below};
use crate::date::Date;
use crate::id::{FundId, Id};
use crate::kinds::people::AccountClass;
use crate::money::Dong;
use crate::movements::MovementClass;
use crate::state::State;
use std::collections::{BTreeMap, BTreeSet};

/// Where value came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// An organisation that entries name as the giver.
    Organisation(Id),
    /// Gifts at the bank whose giver is no named organisation.
    Bank,
    /// The same in cash.
    Cash,
    /// The same in goods, at their valuation.
    Goods,
    /// The same in labour, at its valuation.
    Labour,
    /// Credits at the bank that nobody told yet.
    Unattributed,
    /// Interest.
    Interest,
    /// From other accounts, funds and books.
    Transfers,
    /// More was paid than there is.
    Shortfall,
    /// Anything else that stands on the giving side.
    Other,
}

/// Where value went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Destination {
    /// A work.
    Work(Id),
    /// A programme, where no work is named.
    Programme(Id),
    /// Spent on what no entry names as a work or a programme.
    Unnamed,
    /// Goods not yet used.
    Stored,
    /// Bank fees with their tax.
    Fees,
    /// Sent back to givers.
    Refunds,
    /// Taken off at the bank, not yet explained.
    Suspense,
    /// To other accounts, funds and books.
    Transfers,
    /// Still there.
    Left,
    /// Anything else that stands on the spending side.
    Other,
}

/// How much came from, or went to, one end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow<End> {
    /// The end.
    pub end: End,
    /// How much; above zero.
    pub amount: Dong,
    /// The question of the figure language that it answers. Empty where none does: gifts in kind that nobody
    /// valued ("at least" less "at least"), goods given for a work that still lie in a store, a programme less its works.
    pub question: String,
}

/// One fund's flows; both sides come to the same sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundFlows {
    /// The fund.
    pub fund: FundId,
    /// What came in.
    pub origins: Vec<Flow<Origin>>,
    /// What became of it.
    pub destinations: Vec<Flow<Destination>>,
    /// Gifts in kind that nobody valued: they are in no sum.
    pub unvalued: u64,
}

/// What one month brought and took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthFlow {
    /// The year.
    pub year: i16,
    /// The month, from one.
    pub month: i8,
    /// Gifts of money.
    pub money: Dong,
    /// Gifts of goods and labour, at their valuation.
    pub in_kind: Dong,
    /// Gifts in kind that nobody valued.
    pub unvalued: u64,
    /// Credits at the bank that nobody told yet.
    pub waiting: Dong,
    /// Payments.
    pub spent: Dong,
    /// How many gifts, waiting credits and payments.
    pub count: u64,
}

/// All months of some funds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Months {
    /// Those in which something was entered, in order.
    pub months: Vec<MonthFlow>,
    /// Credits that nobody told yet and that were set aside line by line: they are in no month.
    pub held: Dong,
}

impl MonthFlow {
    /// The first day.
    #[must_use]
    pub fn first_day(&self) -> Option<Date> {
        Date::new(self.year, self.month, 1)
    }

    /// `2024-09`, as questions write it.
    #[must_use]
    pub fn word(&self) -> String {
        format!("{:04}-{:02}", self.year, self.month)
    }
}

/// The parts of a whole, with their questions.
struct Parts<End> {
    parts: BTreeMap<End, (i64, String)>,
}

impl<End: Ord + Copy> Parts<End> {
    fn of(parts: BTreeMap<End, (i64, String)>) -> Self {
        Self { parts }
    }

    /// Puts the parts, and the rest under an end of its own; a whole smaller than its parts stands undivided.
    fn put(self, whole: Dong, rest_question: &str, rest: End, flows: &mut Vec<Flow<End>>) {
        let sum: i64 = self.parts.values().map(|(amount, _)| *amount).sum();
        let sound = self.parts.values().all(|(amount, _)| *amount > 0) && sum <= whole.0;
        let parts = if sound { self.parts } else { BTreeMap::new() };
        let mut left = whole.0;
        for (end, (amount, question)) in parts {
            left -= amount;
            flows.push(Flow { end, amount: Dong(amount), question });
        }
        if left > 0 {
            let question = rest_question.to_owned();
            flows.push(Flow { end: rest, amount: Dong(left), question });
        }
    }
}

/// A sum within brackets, so that it can be taken away whole.
fn bracketed(question: &str) -> String {
    if question.contains(" + ") || question.contains(" - ") {
        format!("({question})")
    } else {
        question.to_owned()
    }
}

fn figure(fund: FundId, name: &str) -> String {
    format!("figure fund.{fund}.{name}")
}

/// The flows of one fund.
#[must_use]
pub fn of_fund(state: &State, fund: FundId) -> FundFlows {
    let mut sides = Sides { state, fund, origins: Vec::new(), destinations: Vec::new() };
    sides.gifts();
    sides.spending();
    sides.rest();
    let in_kind = |class| {
        use MovementClass::{Goods, Labour, Stored};
        matches!(class, Goods | Stored | Labour)
    };
    let moved = state.movements.moved.iter();
    let unvalued = moved
        .filter(|(key, _)| key.fund == fund && in_kind(key.class))
        .map(|(_, moved)| moved.unvalued);
    let unvalued = unvalued.sum();
    let Sides { mut origins, mut destinations, .. } = sides;
    for flow in &mut origins {
        keep_if_answered(state, flow);
    }
    for flow in &mut destinations {
        keep_if_answered(state, flow);
    }
    FundFlows { fund, origins, destinations, unvalued }
}

/// A question that is answered otherwise is no proof.
fn keep_if_answered<End>(state: &State, flow: &mut Flow<End>) {
    let found = asking::parse(&flow.question).and_then(|asked| asking::answer(state, &asked));
    if found.ok().and_then(|found| found.value) != Some(flow.amount.0) {
        flow.question.clear();
    }
}

struct Sides<'a> {
    state: &'a State,
    fund: FundId,
    origins: Vec<Flow<Origin>>,
    destinations: Vec<Flow<Destination>>,
}

impl Sides<'_> {
    /// What was given, by organisation where entries name one, else by what it was.
    fn gifts(&mut self) {
        let fund = self.fund;
        let given = [accounts::GIFTS, accounts::GOODS_GIFTS, accounts::LABOUR_GIFTS];
        let whole = -given.iter().map(|account| self.state.sum(*account, fund)).sum::<Dong>();
        let mut parts: BTreeMap<Origin, (i64, String)> = BTreeMap::new();
        for (key, moved) in self.state.movements.moved.iter().filter(|(key, _)| key.fund == fund) {
            let end = match (key.class, key.organisation) {
                // Gifts at the bank are the rest, so that the whole is always met.
                (MovementClass::Pledge | MovementClass::Payment, _)
                | (MovementClass::Bank, None) => continue,
                (_, Some(organisation)) => Origin::Organisation(organisation),
                (MovementClass::Cash, None) => Origin::Cash,
                (MovementClass::Goods | MovementClass::Stored, None) => Origin::Goods,
                (MovementClass::Labour, None) => Origin::Labour,
            };
            parts.entry(end).or_default().0 += moved.amount.0;
        }
        parts.retain(|_, (amount, _)| *amount != 0);
        let organisations: Vec<Id> = parts.keys().filter_map(|end| organisation(*end)).collect();
        for (end, (_, question)) in &mut parts {
            *question = gifts_question(self.state, fund, *end, &organisations);
        }
        let rest_question = gifts_question(self.state, fund, Origin::Bank, &organisations);
        Parts::of(parts).put(whole, &rest_question, Origin::Bank, &mut self.origins);
    }

    /// What was spent, by work and programme.
    fn spending(&mut self) {
        let fund = self.fund;
        let mut paid: BTreeMap<Destination, i64> = BTreeMap::new();
        let mut in_kind: BTreeMap<Destination, i64> = BTreeMap::new();
        for (key, moved) in self.state.movements.moved.iter().filter(|(key, _)| key.fund == fund) {
            let end = match (key.work, key.programme) {
                (Some(work), _) => Destination::Work(work),
                (None, Some(programme)) => Destination::Programme(programme),
                (None, None) => continue,
            };
            match key.class {
                MovementClass::Payment => *paid.entry(end).or_default() += moved.amount.0,
                MovementClass::Goods | MovementClass::Labour => {
                    *in_kind.entry(end).or_default() += moved.amount.0;
                }
                MovementClass::Bank
                | MovementClass::Cash
                | MovementClass::Stored
                | MovementClass::Pledge => {}
            }
        }
        let ends: BTreeSet<Destination> = paid.keys().chain(in_kind.keys()).copied().collect();
        let mut parts = BTreeMap::new();
        for end in ends {
            let sums = [paid.get(&end), in_kind.get(&end)].map(|sum| sum.copied().unwrap_or(0));
            if sums != [0, 0] {
                let question = spending_question(fund, end, sums);
                parts.insert(end, (sums.iter().sum(), question));
            }
        }
        let whole = self.state.sum(accounts::SPENDING, fund);
        let mut question = figure(fund, "spent");
        for (_, asked) in parts.values() {
            question = format!("{question} - {}", bracketed(asked));
        }
        Parts::of(parts).put(whole, &question, Destination::Unnamed, &mut self.destinations);
    }

    /// Every other account, on the side on which it stands; whatever is still missing on one side is put there.
    fn rest(&mut self) {
        let (state, fund) = (self.state, self.fund);
        let sum = |account| state.sum(account, fund).0;
        let taxed = if sum(accounts::FEES_VAT) == 0 {
            figure(fund, "fees")
        } else {
            format!("{} + {}", figure(fund, "fees"), figure(fund, "fees-vat"))
        };
        let goods = state.accounts.iter();
        let goods = goods.filter(|(_, account)| account.item.class == AccountClass::Goods);
        let stored: i64 = goods.map(|(id, _)| sum(*id)).sum();
        let mut put = |amount: i64, question: String, origin: Origin, destination: Destination| {
            if amount > 0 {
                self.destinations.push(Flow { end: destination, amount: Dong(amount), question });
            } else if amount < 0 {
                let question = format!("- {}", bracketed(&question));
                self.origins.push(Flow { end: origin, amount: Dong(-amount), question });
            }
        };
        put(stored, figure(fund, "goods-in-store"), Origin::Other, Destination::Stored);
        let fees = sum(accounts::FEES) + sum(accounts::FEES_VAT);
        put(fees, taxed, Origin::Other, Destination::Fees);
        put(sum(accounts::REFUNDS), figure(fund, "refunds"), Origin::Other, Destination::Refunds);
        put(
            sum(accounts::SUSPENSE),
            figure(fund, "suspense"),
            Origin::Other,
            Destination::Suspense,
        );
        let between = sum(accounts::TRANSFERS);
        put(between, figure(fund, "transfers"), Origin::Transfers, Destination::Transfers);
        put(state.left(fund).0, figure(fund, "left"), Origin::Shortfall, Destination::Left);
        for (account, name, origin) in [
            (accounts::UNATTRIBUTED, "unattributed", Origin::Unattributed),
            (accounts::INTEREST, "interest", Origin::Interest),
        ] {
            // These figures say what came in, the account's sum turned round.
            let amount = -sum(account);
            if amount > 0 {
                let question = figure(fund, name);
                self.origins.push(Flow { end: origin, amount: Dong(amount), question });
            } else if amount < 0 {
                let question = format!("- {}", figure(fund, name));
                let end = Destination::Other;
                self.destinations.push(Flow { end, amount: Dong(-amount), question });
            }
        }
    }
}

fn organisation(end: Origin) -> Option<Id> {
    match end {
        Origin::Organisation(id) => Some(id),
        _ => None,
    }
}

/// Gifts of an organisation without those below it that gave too, or of one class without all of them.
fn gifts_question(state: &State, fund: FundId, end: Origin, organisations: &[Id]) -> String {
    let list = |organisations: &[&str]| organisations.join(", ");
    let kind = match end {
        Origin::Organisation(id) => {
            let below = organisations.iter().filter(|below| **below != id);
            let below = below.filter(|below| is_below(state, **below, id.as_str()));
            let below: Vec<&str> = below.map(Id::as_str).collect();
            let asked = format!("sum of gifts fund {fund} organisation {id}");
            return if below.is_empty() {
                asked
            } else {
                format!("{asked} - sum of gifts fund {fund} organisation {}", list(&below))
            };
        }
        Origin::Cash => "cash",
        Origin::Goods => "goods",
        Origin::Labour => "labour",
        _ => "bank",
    };
    let whole = format!("sum of gifts fund {fund} kind {kind}");
    if organisations.is_empty() {
        return whole;
    }
    let named: Vec<&str> = organisations.iter().map(Id::as_str).collect();
    format!("{whole} - sum of gifts fund {fund} kind {kind} organisation {}", list(&named))
}

/// Payments, and what was given in kind and used at once.
fn spending_question(fund: FundId, end: Destination, [paid, in_kind]: [i64; 2]) -> String {
    let scope = match end {
        Destination::Work(id) => format!("fund {fund} work {id}"),
        Destination::Programme(id) => format!("fund {fund} programme {id}"),
        _ => format!("fund {fund}"),
    };
    let mut terms = Vec::new();
    if paid != 0 {
        terms.push(format!("sum of spending {scope}"));
    }
    if in_kind != 0 {
        terms.push(format!("sum of gifts {scope} kind goods, labour"));
    }
    terms.join(" + ")
}

/// What every month brought and took, of these funds; months in which nothing was entered are left out.
#[must_use]
pub fn months(state: &State, funds: &BTreeSet<FundId>) -> Months {
    let months = by_month(state, funds);
    let whole = -funds.iter().map(|fund| state.sum(accounts::UNATTRIBUTED, *fund)).sum::<Dong>();
    let dated = months.iter().map(|month| month.waiting).sum::<Dong>();
    Months { months, held: whole - dated }
}

fn by_month(state: &State, funds: &BTreeSet<FundId>) -> Vec<MonthFlow> {
    let mut found: BTreeMap<(i16, i8), MonthFlow> = BTreeMap::new();
    let mut of = |day: Date, change: &mut dyn FnMut(&mut MonthFlow)| {
        let (year, month, _) = day.parts();
        let flow = found.entry((year, month)).or_insert(MonthFlow {
            year,
            month,
            money: Dong::ZERO,
            in_kind: Dong::ZERO,
            unvalued: 0,
            waiting: Dong::ZERO,
            spent: Dong::ZERO,
            count: 0,
        });
        change(flow);
    };
    for (key, moved) in &state.movements.moved {
        if !funds.contains(&key.fund) || key.class == MovementClass::Pledge {
            continue;
        }
        of(key.day, &mut |flow| {
            flow.count += moved.count;
            match key.class {
                MovementClass::Bank | MovementClass::Cash => flow.money += moved.amount,
                MovementClass::Goods | MovementClass::Stored | MovementClass::Labour => {
                    flow.in_kind += moved.amount;
                    flow.unvalued += moved.unvalued;
                }
                MovementClass::Payment => flow.spent += moved.amount,
                MovementClass::Pledge => {}
            }
        });
    }
    for (number, days) in &state.movements.imports {
        let within = state.import(*number).is_some_and(|import| funds.contains(&import.fund));
        for (day, lines) in days.iter().filter(|(_, lines)| within && lines.waiting > 0) {
            of(*day, &mut |flow| {
                flow.waiting += lines.waiting_sum;
                flow.count += lines.waiting;
            });
        }
    }
    found.into_values().filter(|flow| flow.count > 0).collect()
}
