//! Charts of the books' money: where it came from and went, and month by month. Every amount is the fold's,
//! with the question that it answers; the drawings only follow. What is unknown is said, never drawn as nothing.
//! [`FlowChart`], [`MonthChart`] and `Frame::progress` stand by themselves on any page.

use super::lines::charts::Charts;
use crate::portal::figure::{Figure, Unit};
use crate::portal::frame::Frame;
use crate::portal::record::Named;
use askama::Template;
use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;
use std::collections::BTreeMap;

/// Ends drawn one by one on each side; the smaller ones beyond are drawn as one.
const ENDS_SHOWN: usize = 8;

/// What a node of the drawing is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeName {
    /// A thing of the book.
    Thing(Named),
    /// A message (`flow-bank`).
    Message(&'static str),
    /// So many smaller ones together.
    Several(Figure),
}

/// One line of the table.
#[derive(Clone, Debug)]
pub struct FlowRow {
    /// From where.
    pub from: NodeName,
    /// To where.
    pub to: NodeName,
    /// How much.
    pub amount: Figure,
    /// The question of the figure language that it answers; empty where none does.
    pub question: String,
}

/// A node of the drawing: its name and what passes through it.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is called.
    pub name: NodeName,
    /// How much passes.
    pub amount: Dong,
}

/// A band of the drawing, from one node to another of the next column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// The column it begins in.
    pub column: usize,
    /// Which node there.
    pub from: usize,
    /// Which node of the next column.
    pub to: usize,
    /// How much.
    pub amount: Dong,
}

/// From sources through funds to works.
#[derive(Clone, Debug)]
pub struct FlowChart {
    /// Sources, funds, and what became of it.
    pub columns: [Vec<Node>; 3],
    /// What passes between them.
    pub bands: Vec<Band>,
    /// The same in full, nothing put together.
    pub rows: Vec<FlowRow>,
    /// Gifts in kind that nobody valued, and that are not drawn; `None` where there are none.
    pub unvalued: Option<Figure>,
    /// Works of the book for which no spending is entered, and that are not drawn.
    pub undrawn_works: Option<Figure>,
}

/// One month.
#[derive(Clone, Debug)]
pub struct MonthBar {
    /// Its first day.
    pub first: Date,
    /// How many months after the first of the chart.
    pub place: usize,
    /// Gifts of money, with their question.
    pub money: (Figure, String),
    /// Gifts in kind at their valuation.
    pub in_kind: (Figure, String),
    /// Credits that nobody told yet.
    pub waiting: Figure,
    /// Payments.
    pub spent: (Figure, String),
}

/// What came in and went out by month.
#[derive(Clone, Debug)]
pub struct MonthChart {
    /// Months in which something was entered.
    pub months: Vec<MonthBar>,
    /// Whether any month has gifts in kind, and credits that nobody told.
    pub has_in_kind: bool,
    /// Whether any month has credits that nobody told yet.
    pub has_waiting: bool,
    /// Credits not told yet that are in no month; `None` where there are none.
    pub held: Option<Figure>,
}

/// Both drawings of one scope.
#[derive(Clone, Debug, Default)]
pub struct MoneyCharts {
    /// Flows; `None` where nothing moved.
    pub flows: Option<FlowChart>,
    /// Months; `None` where nothing moved.
    pub months: Option<MonthChart>,
}

/// What the page of charts shows.
#[derive(Clone, Debug, Default)]
pub struct ChartsView {
    /// Of the whole book.
    pub money: MoneyCharts,
    /// Credits at the bank by day and by size; `None` where there are none.
    pub lines: Option<Charts>,
    /// Funds with charts of their own.
    pub funds: Vec<Named>,
}

/// The page of charts.
#[derive(Template)]
#[template(path = "charts.html")]
pub struct ChartsPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub view: ChartsView,
}

/// One flow to be drawn: the ends' places in the whole lists, and how much.
pub struct Passing {
    /// The source, or the fund.
    pub from: NodeName,
    /// The fund, or what became of it.
    pub to: NodeName,
    /// How much.
    pub amount: Dong,
    /// Its question.
    pub question: String,
    /// The figure's identifier and whether `figures.json` holds it.
    pub figure: (String, bool),
}

impl FlowChart {
    /// From what came into funds and what became of it; `None` of nothing.
    #[must_use]
    pub fn of(into: Vec<Passing>, out: Vec<Passing>) -> Option<Self> {
        if into.is_empty() {
            return None;
        }
        let mut columns = [
            collected(into.iter().map(|flow| (&flow.from, flow.amount))),
            collected(into.iter().map(|flow| (&flow.to, flow.amount))),
            collected(out.iter().map(|flow| (&flow.to, flow.amount))),
        ];
        let places = [0, 1, 2].map(|column| placed(&mut columns[column]));
        let mut bands: BTreeMap<(usize, usize, usize), i64> = BTreeMap::new();
        for (column, flows) in [&into, &out].into_iter().enumerate() {
            for flow in flows {
                let from = place_of(&places[column], &flow.from);
                let to = place_of(&places[column + 1], &flow.to);
                *bands.entry((column, from, to)).or_default() += flow.amount.0;
            }
        }
        let bands = bands.into_iter().map(|((column, from, to), amount)| Band {
            column,
            from,
            to,
            amount: Dong(amount),
        });
        let bands = bands.collect();
        let row = |flow: Passing| {
            let (id, has_proof) = flow.figure;
            let amount = Figure { has_proof, ..Figure::dong(id, flow.amount) };
            FlowRow { from: flow.from, to: flow.to, amount, question: flow.question }
        };
        let rows = into.into_iter().chain(out).map(row).collect();
        Some(Self { columns, bands, rows, unvalued: None, undrawn_works: None })
    }

    /// What passes through all.
    #[must_use]
    pub fn whole(&self) -> Dong {
        self.columns[0].iter().map(|node| node.amount).sum()
    }
}

/// Nodes with their sums, the largest first.
fn collected<'a>(ends: impl Iterator<Item = (&'a NodeName, Dong)>) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for (name, amount) in ends {
        match nodes.iter_mut().find(|node| node.name == *name) {
            Some(node) => node.amount += amount,
            None => nodes.push(Node { name: name.clone(), amount }),
        }
    }
    nodes.sort_by_key(|node| std::cmp::Reverse(node.amount));
    nodes
}

/// Where each node stands once the smaller ones are put together.
fn placed(nodes: &mut Vec<Node>) -> Vec<(NodeName, usize)> {
    let shown = if nodes.len() > ENDS_SHOWN + 1 { ENDS_SHOWN } else { nodes.len() };
    let places = nodes.iter().enumerate().map(|(at, node)| (node.name.clone(), at.min(shown)));
    let places = places.collect();
    let rest = nodes.split_off(shown);
    if !rest.is_empty() {
        let count = i64::try_from(rest.len()).unwrap_or(i64::MAX);
        let count = Figure::known("flow.several", count, Unit::Count).proved_here();
        let amount = rest.iter().map(|node| node.amount).sum();
        nodes.push(Node { name: NodeName::Several(count), amount });
    }
    places
}

fn place_of(places: &[(NodeName, usize)], name: &NodeName) -> usize {
    places.iter().find(|(found, _)| found == name).map_or(0, |(_, place)| *place)
}

impl MonthChart {
    /// How many months from the first to the last.
    #[must_use]
    pub fn span(&self) -> usize {
        self.months.last().map_or(0, |month| month.place + 1)
    }

    /// The longest bar in either direction, in đồng.
    #[must_use]
    pub fn longest(&self) -> i64 {
        let both =
            self.months.iter().flat_map(|month| [month.came_in(), month.value(&month.spent.0)]);
        both.max().unwrap_or(0)
    }
}

impl MonthBar {
    /// Everything that came in.
    #[must_use]
    pub fn came_in(&self) -> i64 {
        [&self.money.0, &self.in_kind.0, &self.waiting]
            .map(|figure| self.value(figure))
            .iter()
            .sum()
    }

    #[expect(clippy::unused_self, reason = "every value of a month is asked of it")]
    fn value(&self, figure: &Figure) -> i64 {
        figure.value.unwrap_or(0).max(0)
    }

    /// Money, in kind, not told yet: what is stacked above the line.
    #[must_use]
    pub fn stack(&self) -> [(&'static str, i64); 3] {
        [
            ("came", self.value(&self.money.0)),
            ("in-kind", self.value(&self.in_kind.0)),
            ("waiting", self.value(&self.waiting)),
        ]
    }

    /// What hangs below the line.
    #[must_use]
    pub fn below(&self) -> i64 {
        self.value(&self.spent.0)
    }
}
