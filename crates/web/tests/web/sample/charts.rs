//! The sample's charts: more sources than are drawn one by one, a fund, works, gifts nobody valued, and months
//! with every kind of bar.

use super::told::{light, road_1257};
use super::{day, salary, words, yagi};
use chungtay_ledger::money::Dong;
use chungtay_search::Totals;
use chungtay_web::portal::figure::{Figure, Unit};
use chungtay_web::portal::pages::charts::{
    ChartsView, FlowChart, MoneyCharts, MonthBar, MonthChart, NodeName, Passing,
};
use chungtay_web::portal::pages::lines::charts::Charts;
use chungtay_web::portal::record::{Named, Room};

fn passing(from: NodeName, to: NodeName, amount: i64, question: &str) -> Passing {
    let figure = match question.strip_prefix("figure ") {
        Some(id) => (id.to_owned(), true),
        None => (question.to_owned(), false),
    };
    Passing { from, to, amount: Dong(amount), question: question.into(), figure }
}

fn flows() -> Option<FlowChart> {
    let fund = || NodeName::Thing(salary());
    let giver = |number: i64| {
        let id = format!("ct{number}");
        let name = words(&format!("Công ty số {number}"), 30 + number.unsigned_abs());
        NodeName::Thing(Named { room: Room::Organisation, id, name, demonstration: true })
    };
    let mut into: Vec<Passing> = (1..=11)
        .map(|number| passing(giver(number), fund(), number * 1_000_000, "sum of gifts"))
        .collect();
    into.push(passing(
        NodeName::Message("flow-bank"),
        fund(),
        34_000_000,
        "sum of gifts kind bank",
    ));
    let out = vec![
        passing(fund(), NodeName::Thing(road_1257()), 60_000_000, "sum of spending work w1"),
        passing(fund(), NodeName::Thing(light()), 39_000_000, ""),
        passing(fund(), NodeName::Message("flow-left"), 1_000_000, "figure fund.yagi.received"),
    ];
    let mut chart = FlowChart::of(into, out)?;
    chart.unvalued = Some(Figure::known("flow.unvalued", 2, Unit::Count).proved_here());
    chart.undrawn_works = Some(Figure::known("flow.undrawn-works", 3, Unit::Count).proved_here());
    Some(chart)
}

fn months() -> MonthChart {
    let bar = |first: &str, place, amounts: [i64; 4]| {
        let figure = |amount| Figure::dong("sum of gifts", Dong(amount)).proved_here();
        let asked = |amount| (figure(amount), "sum of gifts in 2024-09".to_owned());
        let [money, in_kind, waiting, spent] = amounts;
        MonthBar {
            first: day(first),
            place,
            money: asked(money),
            in_kind: asked(in_kind),
            waiting: figure(waiting),
            spent: asked(spent),
        }
    };
    MonthChart {
        months: vec![
            bar("2024-09-01", 0, [90_000_000, 0, 10_000_000, 0]),
            bar("2024-12-01", 3, [1, 5_000_000, 0, 60_000_000]),
        ],
        has_in_kind: true,
        has_waiting: true,
        held: Some(Figure::dong("flow.held", Dong(500_000)).proved_here()),
    }
}

pub fn money() -> MoneyCharts {
    MoneyCharts { flows: flows(), months: Some(months()) }
}

pub fn view() -> ChartsView {
    let mut totals = Totals::default();
    totals.days.insert(day("2024-09-10"), chungtay_search::Tally { lines: 2, sum: Dong(700_000) });
    totals.sizes[3] = chungtay_search::Tally { lines: 2, sum: Dong(700_000) };
    ChartsView { money: money(), lines: Charts::of(&totals), funds: vec![yagi(), salary()] }
}
