//! Charts from the fold: the ledger's flows and months with the names of things and the questions that prove
//! each amount. Never sums for itself what a figure or an answer says.

use super::BooksError;
use super::snapshot::BooksSnapshot;
use crate::portal::figure::{Figure, Unit};
use crate::portal::pages::charts::{
    ChartsView, FlowChart, MoneyCharts, MonthBar, MonthChart, NodeName, Passing,
};
use chungtay_ledger::flows::{self, Destination, Flow, MonthFlow, Origin};
use chungtay_ledger::id::{FundId, Id};
use chungtay_ledger::kinds::people::Purpose;
use chungtay_ledger::money::Dong;
use std::collections::BTreeSet;

impl BooksSnapshot<'_> {
    /// The page of charts.
    pub(super) fn charts_page(&self) -> Result<ChartsView, BooksError> {
        let funds = self.state().funds.keys();
        Ok(ChartsView {
            money: self.book_charts(),
            lines: self.credits(None)?,
            funds: funds.map(|fund| self.fund_named(*fund)).collect(),
        })
    }

    /// Of the whole book.
    pub(super) fn book_charts(&self) -> MoneyCharts {
        let all: BTreeSet<FundId> = self.state().funds.keys().copied().collect();
        let mut charts = self.charts_of(&all, "");
        if let Some(flows) = &mut charts.flows {
            flows.undrawn_works = self.undrawn_works();
        }
        charts
    }

    /// Of some funds.
    pub(super) fn fund_charts(&self, funds: &BTreeSet<FundId>) -> MoneyCharts {
        let names: Vec<&str> = funds.iter().map(FundId::as_str).collect();
        self.charts_of(funds, &format!(" fund {}", names.join(", ")))
    }

    /// Of the funds that are for a programme alone, or for one around it.
    pub(super) fn programme_charts(&self, programme: Id) -> MoneyCharts {
        let state = self.state();
        let serves = |purpose: &Purpose| {
            !purpose.general
                && purpose.programmes.iter().any(|above| state.is_within(programme, *above))
        };
        let funds = state.funds.iter().filter(|(_, fund)| serves(&fund.item.purpose));
        self.fund_charts(&funds.map(|(fund, _)| *fund).collect())
    }

    fn charts_of(&self, funds: &BTreeSet<FundId>, scope: &str) -> MoneyCharts {
        MoneyCharts { flows: self.flow_chart(funds), months: self.month_chart(funds, scope) }
    }

    fn flow_chart(&self, funds: &BTreeSet<FundId>) -> Option<FlowChart> {
        let (mut into, mut out, mut unvalued) = (Vec::new(), Vec::new(), 0);
        for fund in funds {
            let found = flows::of_fund(self.state(), *fund);
            unvalued += found.unvalued;
            let name = NodeName::Thing(self.fund_named(*fund));
            for flow in found.origins {
                let end = self.origin_name(flow.end);
                into.push(passing(end, name.clone(), flow));
            }
            for flow in found.destinations {
                let end = self.destination_name(flow.end);
                out.push(passing(name.clone(), end, flow));
            }
        }
        let mut chart = FlowChart::of(into, out)?;
        chart.unvalued = counted("flow.unvalued", unvalued);
        Some(chart)
    }

    fn origin_name(&self, origin: Origin) -> NodeName {
        NodeName::Message(match origin {
            Origin::Organisation(id) => {
                let named = self.organisation_named(id).map(NodeName::Thing);
                return named.unwrap_or(NodeName::Message("flow-other"));
            }
            Origin::Bank => "flow-bank",
            Origin::Cash => "flow-cash",
            Origin::Goods => "flow-goods",
            Origin::Labour => "flow-labour",
            Origin::Unattributed => "flow-unattributed",
            Origin::Interest => "flow-interest",
            Origin::Transfers => "flow-transfers-in",
            Origin::Shortfall => "flow-shortfall",
            Origin::Other => "flow-other",
        })
    }

    fn destination_name(&self, destination: Destination) -> NodeName {
        let named = match destination {
            Destination::Work(id) => self.work_named(id),
            Destination::Programme(id) => self.programme_named(id),
            _ => None,
        };
        if let Some(named) = named {
            return NodeName::Thing(named);
        }
        NodeName::Message(match destination {
            Destination::Work(_) | Destination::Programme(_) | Destination::Unnamed => {
                "flow-unnamed"
            }
            Destination::Stored => "flow-stored",
            Destination::Fees => "flow-fees",
            Destination::Refunds => "flow-refunds",
            Destination::Suspense => "flow-suspense",
            Destination::Transfers => "flow-transfers-out",
            Destination::Left => "flow-left",
            Destination::Other => "flow-other",
        })
    }

    /// Works for which nothing was spent in the books: whether they cost nothing is not known.
    fn undrawn_works(&self) -> Option<Figure> {
        let state = self.state();
        let spent = |id| {
            let found = state.work_figures.get(id);
            found.is_some_and(|found| found.paid != Dong::ZERO || found.in_kind != Dong::ZERO)
        };
        counted("flow.undrawn-works", state.works.keys().filter(|id| !spent(*id)).count() as u64)
    }

    fn month_chart(&self, funds: &BTreeSet<FundId>, scope: &str) -> Option<MonthChart> {
        let found = flows::months(self.state(), funds);
        let first = found.months.first()?;
        let months_of = |month: &MonthFlow| i32::from(month.year) * 12 + i32::from(month.month);
        let begin = months_of(first);
        let bars = found.months.iter().filter_map(|month| {
            Some(MonthBar {
                first: month.first_day()?,
                place: usize::try_from(months_of(month) - begin).ok()?,
                money: asked(&format!("sum of gifts{scope} kind bank, cash"), month, month.money),
                in_kind: asked(
                    &format!("sum of gifts{scope} kind goods, labour"),
                    month,
                    month.in_kind,
                ),
                waiting: Figure::dong("flow.waiting", month.waiting).proved_here(),
                spent: asked(&format!("sum of spending{scope}"), month, month.spent),
            })
        });
        let some =
            |part: fn(&MonthFlow) -> Dong| found.months.iter().any(|month| part(month).0 > 0);
        let held = Figure::dong("flow.held", found.held).proved_here();
        Some(MonthChart {
            months: bars.collect(),
            has_in_kind: some(|month| month.in_kind),
            has_waiting: some(|month| month.waiting),
            held: (found.held != Dong::ZERO).then_some(held),
        })
    }
}

fn asked(question: &str, month: &MonthFlow, amount: Dong) -> (Figure, String) {
    let question = format!("{question} in {}", month.word());
    (Figure::dong(question.clone(), amount).proved_here(), question)
}

fn counted(id: &str, count: u64) -> Option<Figure> {
    let value = i64::try_from(count).ok().filter(|count| *count > 0)?;
    Some(Figure::known(id, value, Unit::Count).proved_here())
}

/// A question for one figure of `figures.json` is that figure.
fn passing<End>(from: NodeName, to: NodeName, flow: Flow<End>) -> Passing {
    let Flow { amount, question, .. } = flow;
    let listed = question.strip_prefix("figure ").filter(|id| !id.contains(' '));
    let figure = match listed {
        Some(id) => (id.to_owned(), true),
        None if question.is_empty() => ("flow".to_owned(), false),
        None => (question.clone(), false),
    };
    Passing { from, to, amount, question, figure }
}
