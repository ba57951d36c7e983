//! Statement lines: what the form asks for, as the search takes it.

use super::BooksError;
use super::figures::counted_here;
use super::snapshot::BooksSnapshot;
use crate::portal::figure::Figure;
use crate::portal::pages::lines::charts::Charts;
use crate::portal::pages::lines::file::{FileFormat, Piece};
use crate::portal::pages::lines::{
    Cursor, Direction, LineRow, Lines, LinesChoices, LinesQuery, PAGE_LENGTH, Sort,
};
use crate::portal::record::{Amount, LineState, Named};
use chungtay_ledger::id::{AccountId, FundId};
use chungtay_ledger::kinds::people::AccountClass;
use chungtay_opendata::lines::Row;
use chungtay_search as search;
use chungtay_search::Matches;
use chungtay_text::collate::collation_key;
use chungtay_views::{LineView, Shown};

/// Lines read at a time for a file: a reading lasts milliseconds, however slow the reader is.
const PIECE_LINES: usize = 2_048;

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

    /// The query of the search; `None` where it names what cannot be.
    fn wanted(&self, query: &LinesQuery) -> Result<Option<search::Query>, BooksError> {
        let Some(wanted) = asked_of_search(query) else { return Ok(None) };
        let rows = query.page.map(|page| self.rows_on_page(page)).transpose()?;
        Ok(Some(search::Query { rows, ..wanted }))
    }

    pub(super) fn lines_page(&self, query: &LinesQuery) -> Result<Lines, BooksError> {
        let Some(mut wanted) = self.wanted(query)? else { return Ok(no_lines()) };
        let state = self.state();
        let views = self.views()?;
        let mut page = views.find(state.size, &state.flags, &wanted)?;
        if page.totals.all.lines == 0 && wanted.words.is_some() && !wanted.parts {
            // No line has these words: then those that have them as parts of words.
            wanted.parts = true;
            page = views.find(state.size, &state.flags, &wanted)?;
        }
        let mut rows = Vec::with_capacity(page.sequences.len());
        for sequence in &page.sequences {
            if let Some(line) = views.line(*sequence)? {
                rows.push(self.line_row(&line));
            }
        }
        let count = usize::try_from(page.totals.all.lines).unwrap_or(usize::MAX);
        Ok(Lines {
            matches: counted_here("lines.matches".into(), count),
            sum: Figure::dong("lines.sum", page.totals.all.sum).proved_here(),
            by_parts: wanted.parts && count > 0,
            charts: Charts::of(&page.totals),
            rows,
            previous: page.previous.map(|place| place.to_string()),
            next: page.next.map(|place| place.to_string()),
        })
    }

    /// All that the page of the same query counts.
    pub(super) fn lines_found(&self, query: &LinesQuery) -> Result<Matches, BooksError> {
        let Some(mut wanted) = self.wanted(query)? else { return Ok(Matches::default()) };
        let state = self.state();
        let views = self.views()?;
        let found = views.find_all(state.size, &state.flags, &wanted)?;
        if !found.is_empty() || wanted.words.is_none() || wanted.parts {
            return Ok(found);
        }
        wanted.parts = true;
        Ok(views.find_all(state.size, &state.flags, &wanted)?)
    }

    /// The next lines of a file of all that was found.
    pub(super) fn lines_piece(
        &self,
        found: &Matches,
        format: FileFormat,
        from: u64,
    ) -> Result<Piece, BooksError> {
        let views = self.views()?;
        let mut piece = Piece::default();
        for (number, sequence) in found.from_entry(from).enumerate() {
            if number == PIECE_LINES {
                piece.next = Some(sequence);
                break;
            }
            if let Some(line) = views.line(sequence)? {
                let row = Row {
                    entry: sequence,
                    day: line.day,
                    amount: line.amount,
                    account: line.account,
                    fund: line.fund,
                    state: self.state_of(&line).word(),
                    document: text(&line.document),
                    memo: text(&line.memo),
                    erased_by: self.erased_by(sequence),
                };
                match format {
                    FileFormat::Csv => row.write(&mut piece.bytes),
                    FileFormat::JsonLines => row.write_json(&mut piece.bytes),
                }
            }
        }
        Ok(piece)
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

/// Text that is not open is empty.
fn text(shown: &Shown) -> &str {
    match shown {
        Shown::Text(text) => text,
        Shown::Empty | Shown::Withheld => "",
    }
}

fn no_lines() -> Lines {
    Lines {
        matches: counted_here("lines.matches".into(), 0),
        sum: Figure::dong("lines.sum", chungtay_ledger::money::Dong::ZERO).proved_here(),
        by_parts: false,
        charts: None,
        rows: Vec::new(),
        previous: None,
        next: None,
    }
}

/// The query of the search; `None` where it names a fund, an account or a place that cannot be.
fn asked_of_search(query: &LinesQuery) -> Option<search::Query> {
    let fund = query.fund.as_deref().map(|id| FundId::new(id).ok_or(())).transpose().ok()?;
    let account =
        query.account.as_deref().map(|id| AccountId::new(id).ok_or(())).transpose().ok()?;
    Some(search::Query {
        words: query.words.clone(),
        parts: query.parts,
        amount: query.amount,
        day: query.day,
        document: query.document.clone(),
        rows: None,
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
            Sort::Relevance => search::Sort::Relevance,
            Sort::Day => search::Sort::Day,
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
