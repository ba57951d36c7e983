//! The first page and funds.

use super::BooksError;
use super::figures::counted_here;
use super::snapshot::BooksSnapshot;
use crate::portal::figure::Figure;
use crate::portal::pages::funds::{Fund, FundRow, Funds, MoneyIn, MoneyInKind};
use crate::portal::pages::home::Home;
use crate::portal::pages::works::WorkRow;
use crate::portal::record::EntryRow;
use chungtay_ledger::id::FundId;
use chungtay_ledger::kinds::people::Purpose;
use chungtay_matching::codes;
use chungtay_search::{LineState, Query};

/// Works on the first page.
const WORKS_SHOWN: usize = 6;
/// Newest entries on the first page.
const LATEST_SHOWN: u64 = 8;
/// Newest entries on a fund's page.
const LATEST_OF_FUND: usize = 10;

impl BooksSnapshot<'_> {
    pub(super) fn home_page(&self) -> Result<Home, BooksError> {
        let state = self.state();
        let newest: Vec<u64> =
            (state.size.saturating_sub(LATEST_SHOWN)..state.size).rev().collect();
        let works = self.works_in_order().into_iter().take(WORKS_SHOWN);
        Ok(Home {
            sums: self.sums_of_book(),
            flows: self.book_charts().flows,
            shortfall: self.shortfall_of_all(),
            funds: self.fund_rows(),
            agreement: self.agreement_of_all(),
            works_count: self.figure("book.works"),
            works: works.filter_map(|id| self.work_row(id)).collect(),
            claims: (!state.claims.is_empty()).then(|| self.verdict_counts()),
            latest: self.entry_rows(&newest)?,
        })
    }

    /// The one fund's shortfall, or how far below zero all those in shortfall are.
    fn shortfall_of_all(&self) -> Option<Figure> {
        let mut short = self.state().funds.keys().filter_map(|fund| self.shortfall(*fund));
        let first = short.next()?;
        let rest: Vec<Figure> = short.collect();
        if rest.is_empty() {
            return Some(first);
        }
        let sum = rest.iter().chain([&first]).filter_map(|figure| figure.value).sum();
        Some(Figure::dong("book.shortfall", chungtay_ledger::money::Dong(sum)).proved_here())
    }

    fn shortfall(&self, fund: FundId) -> Option<Figure> {
        self.figure_unless_zero(&format!("fund.{fund}.shortfall"))
    }

    pub(super) fn funds_page(&self) -> Funds {
        Funds { rows: self.fund_rows(), total: self.sums_of_book() }
    }

    /// In the order in which the book named them.
    fn fund_rows(&self) -> Vec<FundRow> {
        let mut funds: Vec<(u64, FundId)> =
            self.state().funds.iter().map(|(id, fund)| (fund.at, *id)).collect();
        funds.sort_unstable();
        let row = |fund: FundId| FundRow {
            fund: self.fund_named(fund),
            sums: self.sums_of(fund),
            shortfall: self.shortfall(fund),
        };
        funds.into_iter().map(|(_, fund)| row(fund)).collect()
    }

    pub(super) fn fund_page(&self, id: &str) -> Result<Option<Fund>, BooksError> {
        let Some(id) = FundId::new(id) else { return Ok(None) };
        let Some(found) = self.state().funds.get(&id) else { return Ok(None) };
        let fund = &found.item;
        Ok(Some(Fund {
            fund: self.fund_named(id),
            organisation: fund.organisation.and_then(|id| self.organisation_named(id)),
            general_purpose: fund.purpose.general,
            purposes: self.purposes(&fund.purpose),
            sources: fund.sources.clone(),
            shortfall: self.shortfall(id),
            sums: self.sums_of(id),
            charts: self.fund_charts(&[id].into()),
            money_in: self.money_in(id)?,
            give: self.ways_to_give(codes::Purpose::Fund(id), id)?,
            pledges: self.pledges_of(id),
            rosters: self.rosters_of(id),
            in_suspense: self.figure(&format!("fund.{id}.suspense")),
            committed: self.figure(&format!("fund.{id}.reserved")),
            spending: self.spending_of("fund", id.as_str())?,
            works: self.works_paid_by(id)?,
            latest: self.latest_of_fund(id)?,
        }))
    }

    fn purposes(&self, purpose: &Purpose) -> Vec<crate::portal::record::Named> {
        let programmes = purpose.programmes.iter().filter_map(|id| self.programme_named(*id));
        let works = purpose.works.iter().filter_map(|id| self.work_named(*id));
        programmes.chain(works).collect()
    }

    fn money_in(&self, fund: FundId) -> Result<Vec<MoneyIn>, BooksError> {
        let held = self.figure_unless_zero(&format!("fund.{fund}.held")).is_some();
        // What is held has a row of its own.
        let not_yet = if held { "unconfirmed" } else { "unattributed" };
        let kinds = [
            (MoneyInKind::Gifts, "gifts"),
            (MoneyInKind::Goods, "goods"),
            (MoneyInKind::Labour, "labour"),
            (MoneyInKind::NotYetAttributed, not_yet),
            (MoneyInKind::Interest, "interest"),
            (MoneyInKind::Held, "held"),
        ];
        let mut rows = Vec::new();
        for (kind, name) in kinds {
            if let Some(amount) = self.figure_unless_zero(&format!("fund.{fund}.{name}")) {
                rows.push(MoneyIn { kind, amount, entries: self.entries_in(fund, kind)? });
            }
        }
        Ok(rows)
    }

    fn entries_in(&self, fund: FundId, kind: MoneyInKind) -> Result<Figure, BooksError> {
        let id = format!("fund.{fund}.{}-entries", kind.word());
        let (size, flags) = (self.size(), &self.state().flags);
        let standing = |entries: Vec<u64>| {
            let count = entries.iter().filter(|entry| !flags.reversed.get(**entry)).count();
            counted_here(id.clone(), count)
        };
        let views = self.views()?;
        Ok(match kind {
            MoneyInKind::Gifts => self.figure(&format!("fund.{fund}.gift-count")),
            MoneyInKind::Goods | MoneyInKind::Labour => {
                standing(views.gifts(size, kind.word(), fund.as_str())?)
            }
            MoneyInKind::Interest | MoneyInKind::Transfers => {
                let fund = Some(fund.as_str());
                standing(views.entries_posting(size, kind.word(), fund, usize::MAX >> 1)?)
            }
            MoneyInKind::NotYetAttributed => {
                let state = Some(LineState::NotYetAttributed);
                let query = Query { fund: Some(fund), state, limit: 0, ..Query::default() };
                let found = views.find(size, flags, &query)?;
                let all = usize::try_from(found.totals.all.lines).unwrap_or(usize::MAX);
                counted_here(id, all.saturating_sub(self.held_lines(fund).len()))
            }
            MoneyInKind::Held => counted_here(id, self.held_lines(fund).len()),
        })
    }

    /// Credits of a fund that a rule holds back and nobody told since.
    pub(super) fn held_lines(&self, fund: FundId) -> Vec<u64> {
        let state = self.state();
        let of_fund = state.imports.iter().filter(|import| import.fund == fund);
        let held = of_fund.flat_map(|import| import.held.iter().copied());
        let flags = &state.flags;
        held.filter(|line| !flags.attributed.get(*line) && !flags.reversed.get(*line)).collect()
    }

    fn works_paid_by(&self, fund: FundId) -> Result<Vec<WorkRow>, BooksError> {
        let mut works = std::collections::BTreeSet::new();
        for request in self.requests_of("fund", fund.as_str())? {
            let paid = self.steps_of(request)?.iter().any(|step| step.step == "paid");
            if let (true, Some(entry)) = (paid, self.entry_at(request)?)
                && let chungtay_ledger::kinds::bodies::Body::SpendingRequest(asked) = &entry.body
            {
                works.extend(asked.work);
            }
        }
        Ok(works.into_iter().filter_map(|work| self.work_row(work)).collect())
    }

    /// The newest lines and other entries of a fund together.
    fn latest_of_fund(&self, fund: FundId) -> Result<Vec<EntryRow>, BooksError> {
        let views = self.views()?;
        let query = Query { fund: Some(fund), limit: LATEST_OF_FUND, ..Query::default() };
        let mut newest = views.find(self.size(), &self.state().flags, &query)?.sequences;
        let ties = views.ties(self.size(), "fund", fund.as_str())?;
        newest.extend(ties.iter().map(|tie| tie.sequence));
        newest.sort_unstable();
        newest.dedup();
        newest.reverse();
        newest.truncate(LATEST_OF_FUND);
        self.entry_rows(&newest)
    }
}
