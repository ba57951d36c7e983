//! Statement lines: what the form asks for, as the search takes it.

use super::BooksError;
use super::figures::counted_here;
use super::snapshot::BooksSnapshot;
use crate::portal::figure::{Comparator, Figure, Unit};
use crate::portal::pages::lines::{
    Cursor, Direction, LineRow, Lines, LinesChoices, LinesQuery, PAGE_LENGTH, Sort,
};
use crate::portal::record::{Amount, LineState, Named};
use chungtay_ledger::id::{AccountId, FundId};
use chungtay_ledger::kinds::people::AccountClass;
use chungtay_search as search;
use chungtay_text::collate::collation_key;
use chungtay_views::LineView;

impl BooksSnapshot<'_> {
    pub(super) fn choices(&self) -> LinesChoices {
        let state = self.state();
        let banks =
            state.accounts.iter().filter(|(_, account)| account.item.class == AccountClass::Bank);
        LinesChoices {
            funds: in_order(state.funds.keys().map(|fund| self.fund_named(*fund)).collect()),
            accounts: in_order(banks.map(|(id, _)| self.account_named(*id)).collect()),
            last_day: self.agreement_of_all().as_of,
        }
    }

    pub(super) fn lines_page(&self, query: &LinesQuery) -> Result<Lines, BooksError> {
        let Some(wanted) = wanted(query) else { return Ok(no_lines()) };
        let state = self.state();
        let views = self.views()?;
        let page = views.find(state.size, &state.flags, &wanted)?;
        let mut rows = Vec::with_capacity(page.sequences.len());
        for sequence in &page.sequences {
            if let Some(line) = views.line(*sequence)? {
                rows.push(self.line_row(&line));
            }
        }
        let count = usize::try_from(page.count).unwrap_or(usize::MAX);
        let matches = counted_here("lines.matches".into(), count);
        let (matches, sum) = if page.whole {
            (matches, Figure::dong("lines.sum", page.sum).proved_here())
        } else {
            let unknown = Figure::unknown("lines.sum", Unit::Dong).proved_here();
            (matches.meant(Comparator::AtLeast), unknown)
        };
        Ok(Lines {
            matches,
            sum,
            rows,
            previous: page.previous.map(|place| place.to_string()),
            next: page.next.map(|place| place.to_string()),
        })
    }

    fn line_row(&self, line: &LineView) -> LineRow {
        LineRow {
            entry: line.sequence,
            day: line.day,
            amount: Amount { dong: line.amount, entry: line.sequence },
            memo: self.memo_of(line),
            document: self.document_of(line),
            fund: self.fund_named(line.fund),
            state: self.state_of(line),
        }
    }

    /// Where a line stands.
    pub(super) fn state_of(&self, line: &LineView) -> LineState {
        match search::LineState::of(&self.state().flags, line.sequence, line.amount) {
            search::LineState::Attributed => LineState::Attributed,
            search::LineState::NotYetAttributed => LineState::NotYetAttributed,
            search::LineState::InSuspense => LineState::InSuspense,
            search::LineState::Reversed => LineState::Reversed,
        }
    }
}

fn no_lines() -> Lines {
    Lines {
        matches: counted_here("lines.matches".into(), 0),
        sum: Figure::dong("lines.sum", chungtay_ledger::money::Dong::ZERO).proved_here(),
        rows: Vec::new(),
        previous: None,
        next: None,
    }
}

/// The query of the search; `None` where it names a fund, an account or a place that cannot be.
fn wanted(query: &LinesQuery) -> Option<search::Query> {
    let fund = query.fund.as_deref().map(|id| FundId::new(id).ok_or(())).transpose().ok()?;
    let account =
        query.account.as_deref().map(|id| AccountId::new(id).ok_or(())).transpose().ok()?;
    Some(search::Query {
        words: query.words.clone(),
        amount: query.amount,
        day: query.day,
        document: query.document.clone(),
        fund,
        account,
        direction: query.direction.map(|way| match way {
            Direction::In => search::Direction::In,
            Direction::Out => search::Direction::Out,
        }),
        state: query.state.map(|state| match state {
            LineState::Attributed => search::LineState::Attributed,
            LineState::NotYetAttributed => search::LineState::NotYetAttributed,
            LineState::InSuspense => search::LineState::InSuspense,
            LineState::Reversed => search::LineState::Reversed,
        }),
        sort: match query.sort {
            Sort::Newest => search::Sort::Newest,
            Sort::Amount => search::Sort::Amount,
        },
        cursor: match &query.cursor {
            Cursor::Start => search::Cursor::Start,
            Cursor::After(text) => search::Cursor::After(search::Place::parse(text)?),
            Cursor::Before(text) => search::Cursor::Before(search::Place::parse(text)?),
        },
        limit: PAGE_LENGTH,
    })
}

/// Names in Vietnamese order, for a reader who looks one up.
fn in_order(mut names: Vec<Named>) -> Vec<Named> {
    names.sort_by_cached_key(|named| collation_key(&named.name.text));
    names
}
