//! Figures of works' lives and of what had to be published.

use super::{Builder, Unit};
use crate::disclosure::{Standing, clock};
use crate::money::Dong;
use crate::state::State;
use std::collections::BTreeMap;

/// What a work was planned to cost and what was built, where anything was said of it; a log without keeps
/// the figures it had.
pub(super) fn of_lives(state: &State, list: &mut Builder) {
    for (id, life) in &state.life.works {
        let name = |figure: &str| format!("work.{id}.{figure}");
        if let Some(budget) = life.budgets.last() {
            let items = &budget.item.items;
            let known: Dong = items.iter().filter_map(|item| item.amount).sum();
            let unknown = items.iter().filter(|item| item.amount.is_none()).count() as u64;
            let expression = format!("sum(items of the last work_budget of {id})");
            list.push(&name("budget"), expression, Unit::Dong, Some(known.0), unknown);
            let paid = state.work_figures.get(id).map_or(Dong::ZERO, |figures| figures.paid);
            let expression = format!("{} - {}", name("budget"), name("paid"));
            let rest = (unknown == 0).then_some((known - paid).0);
            list.push(&name("budget-rest"), expression, Unit::Dong, rest, unknown);
        }
        let mut last = BTreeMap::new();
        for told in &life.quantities {
            for quantity in &told.item.quantities {
                last.insert((told.item.stage, quantity.measure), quantity.value);
            }
        }
        for ((stage, measure), value) in last {
            let (stage, measure) = (stage.word(), measure.word());
            let expression = format!("{measure} in the last work_quantities of {id}, {stage}");
            let unknowns = u64::from(value.is_none());
            list.push(
                &name(&format!("{stage}-{measure}")),
                expression,
                Unit::Measured,
                value,
                unknowns,
            );
        }
    }
    of_disclosure(state, list);
}

/// What had to be published, as of the day of the last entry; nothing before anything had to be.
fn of_disclosure(state: &State, list: &mut Builder) {
    let owed = clock(state);
    let Some(today) = state.last_recorded.date().filter(|_| !owed.is_empty()) else { return };
    for standing in
        [Standing::Done, Standing::DoneLate, Standing::Late, Standing::Open, Standing::NoDay]
    {
        let word = standing.word();
        let count = owed.iter().filter(|owed| owed.standing(today) == standing).count() as u64;
        let expression =
            format!("count(duties to publish that are {word} on the day of the last entry)");
        list.count(&format!("disclosure.{word}"), expression, count);
    }
}
