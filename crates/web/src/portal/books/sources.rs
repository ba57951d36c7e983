//! A source, line by line: claims, what else the book keeps of it, and everything that cites it.

use super::BooksError;
use super::claims::verdict_of;
use super::quoting::words_of;
use super::snapshot::BooksSnapshot;
use crate::portal::pages::article::{LineRole, Source, SourceLine};
use crate::portal::record::{Named, Opened, Verbatim};
use chungtay_ledger::claims::compare;
use chungtay_ledger::id::Id;
use chungtay_ledger::kinds::people::{Basis, Organisation, Post};
use chungtay_ledger::kinds::told::{Citation, Statement};
use chungtay_ledger::state::Registered;

impl BooksSnapshot<'_> {
    pub(super) fn source_page(&self, id: &str) -> Result<Option<Source>, BooksError> {
        let state = self.state();
        let Some(id) = Id::new(id) else { return Ok(None) };
        let Some(found) = state.sources.get(&id) else { return Ok(None) };
        let mut lines = self.told_of(id)?;
        for claim in state.claims.values().filter(|claim| claim.item.source == id) {
            let verdict = verdict_of(compare(state, &claim.item).verdict);
            lines.push(SourceLine {
                line: claim.item.line,
                entry: claim.at,
                quote: self.quote(claim.at, "claim/1")?,
                role: LineRole::Claim(claim.item.id.to_string(), verdict),
                notes: Vec::new(),
                about: Vec::new(),
            });
        }
        for said in state.statements.values().filter(|said| said.item.source == id) {
            lines.push(self.statement_line(said)?);
        }
        // Entries stand in the source's own order; lists in it are never sorted again.
        lines.sort_by_key(|line| (line.line.is_none(), line.line, line.entry));
        let words = |text: &String| Verbatim::new(text, found.at);
        Ok(Some(Source {
            id: id.to_string(),
            title: words(&found.item.title),
            class: words(&found.item.class),
            published: found.item.published.as_ref().map(words),
            lines,
        }))
    }

    fn statement_line(&self, said: &Registered<Statement>) -> Result<SourceLine, BooksError> {
        let quote = self.said(said)?;
        let beside = said.item.words.as_ref().map(|words| Verbatim::new(words, said.at));
        let mut notes: Vec<Verbatim> =
            beside.into_iter().filter(|beside| quote.as_ref() != Some(beside)).collect();
        notes.extend(words_of(self.opened(said.at, "statement/1", "credit")?));
        Ok(SourceLine {
            line: said.item.line,
            entry: said.at,
            quote: quote.map_or(Opened::Withheld, Opened::Text),
            role: LineRole::Statement(said.item.class.word()),
            notes,
            about: self.subjects_named(&said.item.subjects),
        })
    }

    /// Everything but claims and statements that cites this source.
    fn told_of(&self, source: Id) -> Result<Vec<SourceLine>, BooksError> {
        let state = self.state();
        let cites =
            |cited: &Option<Citation>| cited.as_ref().is_some_and(|cited| cited.source == source);
        let line_of = |cited: &Option<Citation>| cited.as_ref().and_then(|cited| cited.line);
        let mut lines = Vec::new();
        let mut push = |cited, entry, kind, quote, notes, about| {
            let role = LineRole::Told(kind);
            lines.push(SourceLine { line: line_of(cited), entry, quote, role, notes, about });
        };
        let name = |text: &String, at| Opened::Text(Verbatim::new(text, at));
        for found in state.organisations.values().filter(|found| cites(&found.item.cited)) {
            let (item, at) = (&found.item, found.at);
            let parent =
                item.parent.and_then(|id| self.organisation_named(id)).into_iter().collect();
            push(&item.cited, at, "organisation/1", name(&item.name, at), spellings(found), parent);
        }
        for found in state.posts.iter().filter(|found| cites(&found.item.cited)) {
            let (item, at) = (&found.item, found.at);
            let (holder, body) = self.holder(found)?;
            push(&item.cited, at, "post/1", name(&item.title, at), holder, body);
        }
        for found in state.terms.values().filter(|found| cites(&found.item.cited)) {
            let (item, at) = (&found.item, found.at);
            push(&item.cited, at, "term/1", name(&item.name, at), Vec::new(), Vec::new());
        }
        for found in state.bases.values().filter(|found| cites(&found.item.cited)) {
            let (item, at) = (&found.item, found.at);
            let quote = self.quote_or(at, "basis/1", &item.title)?;
            push(&item.cited, at, "basis/1", quote, basis_notes(found), self.under(item.id));
        }
        for found in state.places.values().filter(|found| cites(&found.item.cited)) {
            let (item, at) = (&found.item, found.at);
            let now = item.successor.and_then(|id| state.places.get(&id));
            let now = now.map(|place| Verbatim::new(&place.item.name, place.at));
            push(
                &item.cited,
                at,
                "place/1",
                name(&item.name, at),
                now.into_iter().collect(),
                Vec::new(),
            );
        }
        for found in state.programmes.values().filter(|found| cites(&found.item.cited)) {
            let (item, at) = (&found.item, found.at);
            let quote = self.quote_or(at, "programme/1", &item.name)?;
            let itself = self.programme_named(item.id).into_iter().collect();
            push(&item.cited, at, "programme/1", quote, Vec::new(), itself);
        }
        for found in state.works.values().filter(|found| cites(&found.item.cited)) {
            let (item, at) = (&found.item, found.at);
            let quote = self.quote_or(at, "work/1", &item.name)?;
            let itself = self.work_named(item.id).into_iter().collect();
            push(&item.cited, at, "work/1", quote, Vec::new(), itself);
        }
        Ok(lines)
    }

    /// An entry's quotation where it is open, else its name.
    fn quote_or(&self, at: u64, kind: &str, name: &str) -> Result<Opened, BooksError> {
        let quote = words_of(self.quote(at, kind)?);
        Ok(Opened::Text(quote.unwrap_or_else(|| Verbatim::new(name, at))))
    }

    /// Who holds a post, where the name is open, and in which body.
    fn holder(&self, post: &Registered<Post>) -> Result<(Vec<Verbatim>, Vec<Named>), BooksError> {
        let state = self.state();
        let person = state.persons.get(&state.person(post.item.person));
        let name = match person {
            Some(person) => words_of(self.opened(person.at, "person/1", "name")?),
            None => None,
        };
        let body = post.item.organisation.and_then(|id| self.organisation_named(id));
        Ok((name.into_iter().collect(), body.into_iter().collect()))
    }

    /// The programmes that were launched under a basis.
    fn under(&self, basis: Id) -> Vec<Named> {
        let all = self.state().programmes.values();
        let under = all.filter(|programme| programme.item.bases.contains(&basis));
        under.filter_map(|programme| self.programme_named(programme.item.id)).collect()
    }
}

fn spellings(found: &Registered<Organisation>) -> Vec<Verbatim> {
    let told = found.item.variants.iter().chain(&found.item.relations);
    told.map(|text| Verbatim::new(text, found.at)).collect()
}

fn basis_notes(found: &Registered<Basis>) -> Vec<Verbatim> {
    let basis = &found.item;
    let told = [Some(&basis.class), basis.number.as_ref(), basis.issuer_words.as_ref()];
    told.into_iter().flatten().map(|text| Verbatim::new(text, found.at)).collect()
}
