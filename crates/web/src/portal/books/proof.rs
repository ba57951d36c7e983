//! A figure's proof: its expression as `figures.json` holds it, its arithmetic where the ledger gives one,
//! and the entries behind it.

use super::BooksError;
use super::figures::counted_here;
use super::snapshot::BooksSnapshot;
use crate::portal::figure::{Figure, Step};
use crate::portal::pages::figure::FigureProof;
use chungtay_ledger::accounts;
use chungtay_ledger::claims::compare;
use chungtay_ledger::id::{AccountId, FundId, Id};
use chungtay_search::{Direction, LineState, Query};

/// Entries shown behind a figure.
const ENTRIES_SHOWN: usize = 20;

/// What stands behind a figure.
#[derive(Default)]
struct Behind {
    /// How many entries, where the figure has any.
    count: usize,
    /// The newest of them.
    newest: Vec<u64>,
    /// The list of all, as a query of the lines.
    lines_query: Option<String>,
}

impl BooksSnapshot<'_> {
    pub(super) fn proof_page(&self, id: &str) -> Result<Option<FigureProof>, BooksError> {
        let Some(found) = self.list().get(id) else { return Ok(None) };
        let parts: Vec<&str> = id.split('.').collect();
        let behind = self.behind(&parts)?;
        let steps = self.steps(&parts);
        let figures = steps.iter().map(|step| &step.figure);
        let unknowns: Vec<Figure> =
            figures.filter(|figure| figure.value.is_none()).cloned().collect();
        Ok(Some(FigureProof {
            figure: self.figure(id),
            name_key: None,
            expression: found.expression.clone(),
            steps,
            unknowns,
            entries_count: counted_here(format!("{id}.entries"), behind.count),
            entries: self.entry_rows(&behind.newest)?,
            lines_query: behind.lines_query,
        }))
    }

    fn steps(&self, parts: &[&str]) -> Vec<Step> {
        let ["claim", id, what] = parts else { return Vec::new() };
        let claim = Id::new(id).and_then(|id| self.state().claims.get(&id));
        match claim.filter(|_| *what != "value") {
            Some(claim) => self.arithmetic(&claim.item, &compare(self.state(), &claim.item)),
            None => Vec::new(),
        }
    }

    fn behind(&self, parts: &[&str]) -> Result<Behind, BooksError> {
        match parts {
            ["book", what] => self.behind_book(what),
            ["fund", id, what] => match FundId::new(id) {
                Some(fund) => self.behind_fund(fund, what),
                None => Ok(Behind::default()),
            },
            ["account", id, ..] => match AccountId::new(id) {
                Some(account) => self.behind_account(account),
                None => Ok(Behind::default()),
            },
            ["import", number, ..] => {
                let import = number.parse().ok().and_then(|number| self.state().import(number));
                Ok(of_entries(import.map(|import| import.started).into_iter().collect()))
            }
            ["work", id, ..] => self.behind_work(id),
            ["claim", id, ..] => Ok(self.behind_claim(id)),
            _ => Ok(of_entries(self.entries_of_movement(parts)?)),
        }
    }

    fn behind_book(&self, what: &str) -> Result<Behind, BooksError> {
        let lines = |direction| Query { direction, limit: ENTRIES_SHOWN, ..Query::default() };
        match what {
            "received" => self.of_lines(&lines(Some(Direction::In)), "direction=in".into()),
            "lines" | "left" => self.of_lines(&lines(None), String::new()),
            "raised" | "gifts" => self.of_postings(accounts::GIFTS.as_str(), None),
            "spent" => self.of_postings(accounts::SPENDING.as_str(), None),
            "held" => {
                let funds = self.state().funds.keys();
                Ok(of_entries(funds.flat_map(|fund| self.held_lines(*fund)).collect()))
            }
            "in-kind" => self.of_postings(accounts::GOODS_GIFTS.as_str(), None),
            _ => Ok(Behind::default()),
        }
    }

    fn behind_fund(&self, fund: FundId, what: &str) -> Result<Behind, BooksError> {
        let query = Query { fund: Some(fund), limit: ENTRIES_SHOWN, ..Query::default() };
        let within = |more: &str| format!("fund={fund}{more}");
        match what {
            "received" | "credits" | "raised" => {
                let query = Query { direction: Some(Direction::In), ..query };
                self.of_lines(&query, within("&direction=in"))
            }
            "debits" | "paid-out-at-bank" => {
                let query = Query { direction: Some(Direction::Out), ..query };
                self.of_lines(&query, within("&direction=out"))
            }
            "held" => Ok(of_entries(self.held_lines(fund))),
            "unattributed" | "unconfirmed" => {
                let query = Query { state: Some(LineState::NotYetAttributed), ..query };
                self.of_lines(&query, within("&state=not-yet-attributed"))
            }
            "suspense" => {
                let query = Query { state: Some(LineState::InSuspense), ..query };
                self.of_lines(&query, within("&state=suspense"))
            }
            "lines" | "left" => self.of_lines(&query, within("")),
            "gifts" | "interest" | "fees" | "refunds" | "unsettled" | "transfers" => {
                self.of_postings(what, Some(fund))
            }
            "goods" => self.of_postings(accounts::GOODS_GIFTS.as_str(), Some(fund)),
            "labour" => self.of_postings(accounts::LABOUR_GIFTS.as_str(), Some(fund)),
            "spent" => self.of_postings(accounts::SPENDING.as_str(), Some(fund)),
            "reserved" | "available" => Ok(of_entries(self.requests_of("fund", fund.as_str())?)),
            _ => Ok(Behind::default()),
        }
    }

    fn behind_account(&self, account: AccountId) -> Result<Behind, BooksError> {
        let query = Query { account: Some(account), limit: ENTRIES_SHOWN, ..Query::default() };
        let lines = self.of_lines(&query, format!("account={account}"))?;
        if lines.count > 0 { Ok(lines) } else { self.of_postings(account.as_str(), None) }
    }

    fn behind_work(&self, id: &str) -> Result<Behind, BooksError> {
        let work = Id::new(id).and_then(|id| self.state().works.get(&id));
        let ties = self.views()?.ties(self.size(), "work", id)?;
        let mut entries: Vec<u64> = ties.iter().map(|tie| tie.sequence).collect();
        entries.extend(work.map(|work| work.at));
        Ok(of_entries(entries))
    }

    fn behind_claim(&self, id: &str) -> Behind {
        let state = self.state();
        let Some(claim) = Id::new(id).and_then(|id| state.claims.get(&id)) else {
            return Behind::default();
        };
        let compared = compare(state, &claim.item);
        let addends = compared.addends.iter().map(|addend| addend.at);
        of_entries(addends.chain([claim.at]).collect())
    }

    fn of_lines(&self, query: &Query, lines_query: String) -> Result<Behind, BooksError> {
        let found = self.views()?.find(self.size(), &self.state().flags, query)?;
        Ok(Behind {
            count: usize::try_from(found.totals.all.lines).unwrap_or(usize::MAX),
            newest: found.sequences,
            lines_query: Some(lines_query),
        })
    }

    fn of_postings(&self, account: &str, fund: Option<FundId>) -> Result<Behind, BooksError> {
        let fund = fund.as_ref().map(FundId::as_str);
        let entries = self.views()?.entries_posting(self.size(), account, fund, usize::MAX >> 1)?;
        Ok(of_entries(entries))
    }
}

/// These entries, each once.
fn of_entries(mut entries: Vec<u64>) -> Behind {
    entries.sort_unstable();
    entries.dedup();
    entries.reverse();
    let count = entries.len();
    entries.truncate(ENTRIES_SHOWN);
    Behind { count, newest: entries, lines_query: None }
}
