//! What a story's blocks are drawn from: the pages' own charts, pictures, map and lists, at the checkpoint that
//! the page shows. Never a number of the story itself: those are of its entry.

use super::super::BooksError;
use super::super::snapshot::BooksSnapshot;
use crate::portal::pages::lines::charts::Charts;
use crate::portal::pages::pictures::PictureView;
use crate::portal::pages::stories::{Drawn, StoryChart};
use chungtay_documents::story::{Block, Directive, Story as Source};
use chungtay_ledger::id::{FundId, Id};
use chungtay_search::{Direction, Query};
use std::collections::BTreeSet;

impl BooksSnapshot<'_> {
    /// Everything that a story's blocks need. `size`: that its numbers were asked of.
    pub(super) fn drawn(&self, story: &Source, size: u64) -> Result<Drawn, BooksError> {
        let mut drawn = Drawn::default();
        let mut any = false;
        for directive in directives(&story.blocks) {
            let ids: Vec<Id> = directive.ids.iter().filter_map(|id| Id::new(id)).collect();
            let whole = directive.ids.join(" ");
            any |= directive.name != "pull";
            match directive.name {
                "strip" => {
                    drawn.strips.insert(whole, self.strips_of(&ids));
                }
                "claims" => {
                    for claim in ids.iter().filter_map(|id| self.state().claims.get(id)) {
                        drawn.claims.insert(claim.item.id.to_string(), self.claim_row(claim)?);
                    }
                }
                "photo" => {
                    for file in ids.iter().filter_map(|id| self.state().attached.files.get(id)) {
                        // The steps of a work's life are on its own page.
                        let view = PictureView { step: None, ..self.picture_view(file)? };
                        drawn.pictures.insert(view.id.clone(), view);
                    }
                }
                "chart" => {
                    if let Some(chart) = self.story_chart(directive)? {
                        drawn.charts.insert(whole, chart);
                    }
                }
                "map" => drawn.map = Some(self.map_of(ids)),
                _ => {}
            }
        }
        drawn.later = (any && self.size() > size).then(|| self.figure("book.entries"));
        Ok(drawn)
    }

    fn story_chart(&self, directive: &Directive) -> Result<Option<StoryChart>, BooksError> {
        let Some((name, of)) = directive.ids.split_first() else { return Ok(None) };
        let funds: BTreeSet<FundId> = of.iter().filter_map(|id| FundId::new(id)).collect();
        let money = || {
            if funds.is_empty() { self.book_charts() } else { self.fund_charts(&funds) }
        };
        Ok(match name.as_str() {
            "flows" => money().flows.map(StoryChart::Flows),
            "months" => money().months.map(StoryChart::Months),
            "days" => self.credits(funds.first())?.map(StoryChart::Days),
            "sizes" => self.credits(funds.first())?.map(StoryChart::Sizes),
            "targets" => {
                let rows = self.targets_where(|target| of.contains(&target.id.to_string()));
                Some(StoryChart::Targets(rows))
            }
            _ => None,
        })
    }

    /// Credits at the bank by day and by size, of a fund or of all.
    pub(in super::super) fn credits(
        &self,
        fund: Option<&FundId>,
    ) -> Result<Option<Charts>, BooksError> {
        let fund = fund.copied();
        let query = Query { direction: Some(Direction::In), fund, limit: 0, ..Query::default() };
        let found = self.views()?.find(self.size(), &self.state().flags, &query)?;
        Ok(Charts::of(&found.totals))
    }
}

/// Blocks drawn from the books, those in lists and quotations too.
fn directives(blocks: &[Block]) -> Vec<&Directive> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Directive(directive) => found.push(directive),
            Block::Quotation(_, inside) => found.extend(directives(inside)),
            Block::List { items, .. } => {
                found.extend(items.iter().flat_map(|item| directives(item)));
            }
            Block::Heading(..) | Block::Paragraph(_) | Block::Table { .. } | Block::Rule => {}
        }
    }
    found
}
