//! What charts draw, against plain sums over the postings as loose JSON and against the figure language:
//! both sides of a fund come to the same sum, and every amount is what its question is answered with.

use crate::commands::*;
use crate::world::{World, small_book};
use chungtay_ledger::asking::{answer, parse};
use chungtay_ledger::flows::{Destination, MonthFlow, months, of_fund};
use chungtay_ledger::id::FundId;
use serde_json::Value;
use std::collections::BTreeMap;

/// What the postings of a fund come to on the giving side, where nothing stands on the wrong one.
fn posted(world: &World, fund: FundId) -> BTreeMap<String, i64> {
    let mut sums = BTreeMap::new();
    for entry in &world.entries {
        let entry: Value = serde_json::from_slice(&entry.encode()).unwrap();
        for posting in entry["postings"].as_array().into_iter().flatten() {
            if posting[1] == fund.as_str() {
                let account = posting[0].as_str().unwrap().to_owned();
                *sums.entry(account).or_default() += posting[2].as_i64().unwrap();
            }
        }
    }
    sums
}

/// Every fund's flows.
pub fn check(world: &World) {
    for fund in world.state.funds.keys() {
        let flows = of_fund(&world.state, *fund);
        let came: i64 = flows.origins.iter().map(|flow| flow.amount.0).sum();
        let went: i64 = flows.destinations.iter().map(|flow| flow.amount.0).sum();
        assert_eq!(came, went, "{flows:?}");
        let origins = flows.origins.iter().map(|flow| (flow.amount, &flow.question));
        let destinations = flows.destinations.iter().map(|flow| (flow.amount, &flow.question));
        for (amount, question) in origins.chain(destinations) {
            assert!(amount.is_positive(), "{question}");
            // What the language cannot say apart (goods still in a store, a programme without its works).
            if question.is_empty() {
                continue;
            }
            let found = answer(&world.state, &parse(question).unwrap()).unwrap();
            assert_eq!(found.value, Some(amount.0), "{question}");
        }
        for flow in &flows.destinations {
            let is_figure =
                matches!(flow.end, Destination::Left | Destination::Fees | Destination::Suspense);
            assert!(!is_figure || !flow.question.is_empty(), "{flow:?}");
        }
        let sums = posted(world, *fund);
        let of = |account: &str| sums.get(account).copied().unwrap_or(0);
        let in_kind = -of("goods-gifts") - of("labour-gifts");
        let by_month = months(&world.state, &[*fund].into());
        let sum = |part: fn(&MonthFlow) -> i64| -> i64 { by_month.months.iter().map(part).sum() };
        assert_eq!(sum(|month| month.money.0), -of("gifts"));
        assert_eq!(sum(|month| month.in_kind.0), in_kind);
        assert_eq!(sum(|month| month.waiting.0) + by_month.held.0, -of("unattributed"));
    }
}

#[test]
fn a_small_books_flows_are_told_by_hand() {
    let mut world = small_book();
    check(&world);
    let flows = of_fund(&world.state, slug_of("road"));
    let shown: Vec<String> =
        flows.origins.iter().map(|flow| format!("{:?} {}", flow.end, flow.amount.0)).collect();
    assert_eq!(shown, ["Cash 300"]);
    let shown: Vec<String> =
        flows.destinations.iter().map(|flow| format!("{:?} {}", flow.end, flow.amount.0)).collect();
    assert_eq!(shown, ["Left 300"]);
    let flows = of_fund(&world.state, slug_of("any"));
    let shown: Vec<String> =
        flows.origins.iter().map(|flow| format!("{:?} {}", flow.end, flow.amount.0)).collect();
    assert_eq!(shown, ["Unattributed 1500"]);
    let shown: Vec<String> =
        flows.destinations.iter().map(|flow| format!("{:?} {}", flow.end, flow.amount.0)).collect();
    assert_eq!(shown, ["Suspense 100", "Left 1400"]);
    world.must(cash("road", "till", 50));
    check(&world);
}

fn slug_of(text: &str) -> FundId {
    FundId::new(text).unwrap()
}
