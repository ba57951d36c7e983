//! A source, line by line: claims and what else the book keeps of it.

use super::BooksError;
use super::claims::verdict_of;
use super::snapshot::BooksSnapshot;
use crate::portal::pages::article::{LineRole, Source, SourceLine};
use crate::portal::record::{Opened, Verbatim};
use chungtay_ledger::claims::compare;
use chungtay_ledger::id::Id;

impl BooksSnapshot<'_> {
    pub(super) fn source_page(&self, id: &str) -> Result<Option<Source>, BooksError> {
        let state = self.state();
        let Some(id) = Id::new(id) else { return Ok(None) };
        let Some(found) = state.sources.get(&id) else { return Ok(None) };
        let mut lines: Vec<(Option<u32>, SourceLine)> = Vec::new();
        for claim in state.claims.values().filter(|claim| claim.item.source == id) {
            let verdict = verdict_of(compare(state, &claim.item).verdict);
            let role = LineRole::Claim(claim.item.id.to_string(), verdict);
            let quote = self.quote(claim.at, "claim/1")?;
            lines.push((None, SourceLine { line: claim.item.line, entry: claim.at, quote, role }));
        }
        for said in state.statements.values().filter(|said| said.item.source == id) {
            let quote = self.said(said)?.map_or(Opened::Withheld, Opened::Text);
            let role = LineRole::Statement(said.item.class.word());
            let line = SourceLine { line: said.item.line, entry: said.at, quote, role };
            lines.push((said.item.order, line));
        }
        lines.sort_by_key(|(order, line)| (line.line.is_none(), line.line, *order, line.entry));
        let words = |text: &String| Verbatim::new(text, found.at);
        Ok(Some(Source {
            id: id.to_string(),
            title: words(&found.item.title),
            class: words(&found.item.class),
            published: found.item.published.as_ref().map(words),
            lines: lines.into_iter().map(|(_, line)| line).collect(),
        }))
    }
}
