//! Questions about money, goods and labour that moved: gifts, promises, payments, lines at the bank.

use super::answer::{AnswerUnit, Behind, Found, Note, Unknown};
use super::bounds::Bounded;
use super::problem::{Problem, Reason};
use super::scope::{self, Days, problem};
use super::{Condition, Field, Measured, Question, Things};
use crate::id::{FundId, Id};
use crate::movements::{Moved, MovementClass, MovementKey};
use crate::state::{ImportFigures, State};
use std::collections::BTreeMap;

/// Where the entries of a movement are to be found.
pub(super) fn behind(class: MovementClass, fund: FundId, work: Option<Id>, days: Days) -> Behind {
    let Days { from, to } = days;
    Behind { class: Some(class), fund, account: None, is_in: true, work, from, to }
}

/// What one fund comes to.
#[derive(Default)]
struct FundSum {
    amount: i64,
    count: u64,
    days_tenths: i64,
    unvalued: u64,
}

/// Answers a question about what moved.
pub(super) fn answer(state: &State, asked: &Question) -> Result<Found, Problem> {
    if let Some((name, span)) = asked.names.first() {
        return Err(problem(name.as_str(), *span, Reason::Expected(vec!["fund", "from", "to"])));
    }
    let days = scope::days(state, asked)?;
    let unit = match asked.measure {
        Measured::Sum => AnswerUnit::Dong,
        Measured::Days => AnswerUnit::DaysTenths,
        _ => AnswerUnit::Count,
    };
    let mut found = Found::new(unit);
    let sums = match asked.things {
        Some(Things::Receipts) => lines(state, asked, days, true, &mut found),
        Some(Things::Withdrawals) => lines(state, asked, days, false, &mut found),
        _ => movements(state, asked, days, &mut found),
    };
    for (fund, sum) in sums {
        let value = match asked.measure {
            Measured::Sum => sum.amount,
            Measured::Days => sum.days_tenths,
            _ => i64::try_from(sum.count).unwrap_or(i64::MAX),
        };
        found.part(&fund, Bounded::exactly(value), state.funds.get(&fund).map(|fund| fund.at));
        if asked.measure == Measured::Sum && sum.unvalued > 0 {
            let entry = None;
            let count = sum.unvalued;
            found.unknown.push(Unknown { of: fund.to_string(), entry, count, doubtful: false });
        }
    }
    Ok(found.add_up())
}

pub(super) fn is_asked(asked: &Question, class: MovementClass) -> bool {
    use MovementClass::{Bank, Cash, Goods, Labour, Payment, Pledge, Stored};
    match asked.things {
        Some(Things::Gifts) => matches!(class, Bank | Cash | Goods | Stored | Labour),
        Some(Things::Pledges) => class == Pledge,
        Some(Things::Spending) => class == Payment,
        _ => false,
    }
}

fn movements(
    state: &State,
    asked: &Question,
    days: Days,
    found: &mut Found,
) -> BTreeMap<FundId, FundSum> {
    let mut sums: BTreeMap<FundId, FundSum> = BTreeMap::new();
    for (key, moved) in &state.movements.moved {
        let fits = |condition: &Condition| movement_fits(state, key, condition);
        let wanted = is_asked(asked, key.class) && days.holds(key.day);
        if wanted && asked.conditions.iter().all(fits) {
            let sum = sums.entry(key.fund).or_default();
            let Moved { amount, count, days_tenths, unvalued } = *moved;
            sum.amount = sum.amount.saturating_add(amount.0);
            sum.count = sum.count.saturating_add(count);
            sum.days_tenths = sum.days_tenths.saturating_add(days_tenths);
            sum.unvalued = sum.unvalued.saturating_add(unvalued);
            found.behind.insert(behind(key.class, key.fund, key.work, days));
        }
    }
    if asked.things == Some(Things::Gifts) {
        let waiting = waiting(state, asked, days);
        if waiting > 0 {
            found.notes.push(Note::NotYetAttributed { count: waiting });
        }
    }
    sums
}

pub(super) fn movement_fits(state: &State, key: &MovementKey, condition: &Condition) -> bool {
    let of_work =
        key.work.and_then(|work| state.works.get(&work)).and_then(|work| work.item.programme);
    match condition.field {
        Field::Fund | Field::FundSource | Field::Demonstration => {
            scope::fund_fits(state, key.fund, condition)
        }
        // Money is spent by whoever answers for its fund, and given by whoever gave it.
        Field::Organisation if key.class == MovementClass::Payment => {
            scope::fund_fits(state, key.fund, condition)
        }
        Field::Organisation => key
            .organisation
            .is_some_and(|body| scope::any(condition, |above| scope::is_below(state, body, above))),
        Field::Work => {
            key.work.is_some_and(|work| scope::any(condition, |wanted| wanted == work.as_str()))
        }
        Field::Kind => scope::any(condition, |wanted| {
            let class =
                if key.class == MovementClass::Stored { MovementClass::Goods } else { key.class };
            wanted == class.word()
        }),
        Field::Programme => scope::any(condition, |above| {
            let named = of_work.or(key.programme);
            let fund = state.funds.get(&key.fund);
            let by_fund =
                || fund.is_some_and(|fund| scope::is_funds_programme(state, &fund.item, above));
            match named {
                Some(programme) => scope::is_within(state, programme, above),
                None => key.work.is_none() && by_fund(),
            }
        }),
        _ => true,
    }
}

/// Whether a condition can be held against a line nobody told anything of.
fn line_fits(state: &State, fund: FundId, condition: &Condition) -> bool {
    match condition.field {
        Field::Kind => scope::any(condition, |wanted| wanted == MovementClass::Bank.word()),
        Field::Organisation | Field::Work => false,
        Field::Programme => scope::any(condition, |above| {
            let fund = state.funds.get(&fund);
            fund.is_some_and(|fund| scope::is_funds_programme(state, &fund.item, above))
        }),
        _ => scope::fund_fits(state, fund, condition),
    }
}

/// Credits that nobody told yet and that would be among the gifts asked for.
fn waiting(state: &State, asked: &Question, days: Days) -> u64 {
    let mut count = 0;
    for (number, by_day) in &state.movements.imports {
        let Some(import) = state.import(*number) else { continue };
        if asked.conditions.iter().all(|condition| line_fits(state, import.fund, condition)) {
            let waiting = by_day.iter().filter(|(day, _)| days.holds(**day));
            count += waiting.map(|(_, found)| found.waiting).sum::<u64>();
        }
    }
    count
}

/// Whether the lines of an import are asked for.
pub(super) fn import_fits(state: &State, asked: &Question, import: &ImportFigures) -> bool {
    asked.conditions.iter().all(|condition| match condition.field {
        Field::Account => scope::any(condition, |wanted| wanted == import.account.as_str()),
        _ => scope::fund_fits(state, import.fund, condition),
    })
}

fn lines(
    state: &State,
    asked: &Question,
    days: Days,
    is_in: bool,
    found: &mut Found,
) -> BTreeMap<FundId, FundSum> {
    let mut sums: BTreeMap<FundId, FundSum> = BTreeMap::new();
    for (number, by_day) in &state.movements.imports {
        let Some(import) = state.import(*number) else { continue };
        if !import_fits(state, asked, import) {
            continue;
        }
        let (mut amount, mut count) = (0, 0);
        for (_, of_day) in by_day.iter().filter(|(day, _)| days.holds(**day)) {
            let lines = &of_day.lines;
            let turned =
                if is_in { (lines.credit, lines.credits) } else { (lines.debit, lines.debits) };
            (amount, count) = (amount + turned.0.0, count + turned.1);
        }
        if count > 0 {
            let sum = sums.entry(import.fund).or_default();
            (sum.amount, sum.count) = (sum.amount + amount, sum.count + count);
            let Days { from, to } = days;
            let account = Some(import.account);
            let fund = import.fund;
            found.behind.insert(Behind { class: None, fund, account, is_in, work: None, from, to });
        }
    }
    sums
}
