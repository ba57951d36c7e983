//! From Markdown's events to the tree.

use super::{Prose, is_directive};
use crate::story::blocks::{DIRECTIVES, Directive, Takes};
use crate::story::fault::{Fault, Reason};
use crate::story::front::Front;
use crate::story::marks::{Mark, Marked};
use crate::story::tree::{Alignment, Block, Inline};
use pulldown_cmark::{Event, HeadingLevel, OffsetIter, Options, Parser, Tag, TagEnd};
use std::iter::Peekable;
use std::ops::Range;

/// Reads the text of a file, which begins at a byte of it.
pub(in crate::story) fn read(
    text: &str,
    covered: &str,
    (front, body): (Front, usize),
    marks: &[Marked],
    faults: &mut Vec<Fault>,
) -> (Front, Vec<Block>) {
    let parser = Parser::new_ext(&covered[body..], Options::ENABLE_TABLES);
    let language = front.language;
    let mut reading = Reading {
        text,
        covered,
        body,
        marks,
        faults,
        events: parser.into_offset_iter().peekable(),
        prose: Prose::new(language),
        quoted: false,
        language,
    };
    let blocks = reading.blocks(None);
    (front, blocks)
}

struct Reading<'a, 'f> {
    text: &'a str,
    covered: &'a str,
    body: usize,
    marks: &'a [Marked],
    faults: &'f mut Vec<Fault>,
    events: Peekable<OffsetIter<'a>>,
    prose: Prose,
    /// Within a quotation, where a source is answerable for numbers.
    quoted: bool,
    language: chungtay_ledger::kinds::stories::StoryLanguage,
}

fn is_inline(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Text(_)
            | Event::Code(_)
            | Event::InlineHtml(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. })
    )
}

impl Reading<'_, '_> {
    fn fault(&mut self, at: &Range<usize>, reason: Reason) {
        let whole = self.covered.get(self.body + at.start..self.body + at.end).unwrap_or_default();
        let words: String = whole.lines().next().unwrap_or_default().chars().take(60).collect();
        self.faults.push(Fault::at(self.text, self.body + at.start, &words, reason));
    }

    /// Everything up to an end.
    fn blocks(&mut self, until: Option<TagEnd>) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, _)) = self.events.peek() {
            if is_inline(event) {
                let words = self.line(None);
                blocks.push(Block::Paragraph(words));
                continue;
            }
            let Some((event, at)) = self.events.next() else { break };
            match event {
                Event::End(end) if Some(end) == until => break,
                Event::Start(tag) => self.block(tag, &at, &mut blocks),
                Event::Rule => blocks.push(Block::Rule),
                Event::Html(_) => self.fault(&at, Reason::Markup),
                _ => {}
            }
        }
        blocks
    }

    fn block(&mut self, tag: Tag<'_>, at: &Range<usize>, blocks: &mut Vec<Block>) {
        let end = tag.to_end();
        match tag {
            Tag::Paragraph => {
                let words = self.line(Some(end));
                let block = self.paragraph(words, at);
                blocks.extend(block);
            }
            Tag::Heading { level, .. } => {
                let order = match level {
                    HeadingLevel::H2 => 2,
                    HeadingLevel::H3 => 3,
                    HeadingLevel::H4 => 4,
                    HeadingLevel::H1 | HeadingLevel::H5 | HeadingLevel::H6 => {
                        self.fault(at, Reason::Heading);
                        2
                    }
                };
                let words = self.line(Some(end));
                blocks.push(Block::Heading(order, words));
            }
            Tag::BlockQuote(_) => {
                let block = self.quotation(at);
                blocks.extend(block);
            }
            Tag::List(first) => {
                let items = self.items();
                blocks.push(Block::List { ordered: first.is_some(), items });
            }
            Tag::Table(columns) => {
                let table = self.table(&columns);
                blocks.push(table);
            }
            Tag::CodeBlock(_) => {
                self.fault(at, Reason::Code);
                self.skip(end);
            }
            _ => {
                self.fault(at, Reason::Markup);
                self.skip(end);
            }
        }
    }

    /// Passes over everything up to an end.
    fn skip(&mut self, until: TagEnd) {
        for (event, _) in self.events.by_ref() {
            if matches!(event, Event::End(end) if end == until) {
                return;
            }
        }
    }

    fn paragraph(&mut self, mut words: Vec<Inline>, at: &Range<usize>) -> Option<Block> {
        let place = words.iter().position(|inline| is_directive(inline, self.marks));
        let Some(place) = place else { return Some(Block::Paragraph(words)) };
        let Inline::Bound(number) = words[place] else { return None };
        let Mark::Directive(name, ids) = &self.marks.get(number)?.mark else { return None };
        let prose = words.split_off(place + 1);
        let again = prose.iter().any(|inline| is_directive(inline, self.marks));
        if place != 0 || again {
            self.fault(at, Reason::DirectiveAmid);
            return None;
        }
        let takes = DIRECTIVES.iter().find(|(known, _)| known == name).map(|(_, takes)| *takes);
        let marks = self.marks;
        let numbers = prose.iter().filter(|inline| match inline {
            Inline::Bound(number) => {
                matches!(marks.get(*number).map(|found| &found.mark), Some(Mark::Figure(..)))
            }
            _ => false,
        });
        let fits = match takes {
            Some(Takes::Number) => {
                let first = prose
                    .iter()
                    .find(|inline| !matches!(inline, Inline::Text(text) if text.trim().is_empty()));
                numbers.count() >= 1 && matches!(first, Some(Inline::Bound(_)))
            }
            Some(_) => prose.is_empty(),
            None => false,
        };
        if !fits {
            self.fault(at, Reason::DirectiveNeeds);
            return None;
        }
        Some(Block::Directive(Directive { name, ids: ids.clone(), prose }))
    }

    fn quotation(&mut self, at: &Range<usize>) -> Option<Block> {
        let was = std::mem::replace(&mut self.quoted, true);
        let blocks = self.blocks(Some(TagEnd::BlockQuote(None)));
        self.quoted = was;
        let inside = self.body + at.start..self.body + at.end;
        let source = self.marks.iter().position(|found| {
            matches!(found.mark, Mark::Source(_)) && inside.contains(&found.span.start)
        });
        if source.is_none() {
            self.fault(at, Reason::NoSource);
        }
        source.map(|source| Block::Quotation(source, blocks))
    }

    fn items(&mut self) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let item = self.blocks(Some(TagEnd::Item));
                    items.push(item);
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        items
    }

    fn table(&mut self, columns: &[pulldown_cmark::Alignment]) -> Block {
        let columns = columns.iter().map(|column| match column {
            pulldown_cmark::Alignment::Center => Alignment::Centre,
            pulldown_cmark::Alignment::Right => Alignment::End,
            pulldown_cmark::Alignment::None | pulldown_cmark::Alignment::Left => Alignment::Start,
        });
        let columns = columns.collect();
        let (mut head, mut rows, mut row) = (Vec::new(), Vec::new(), Vec::new());
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => {
                    let cell = self.line(Some(TagEnd::TableCell));
                    row.push(cell);
                }
                Event::End(TagEnd::TableHead) => head = std::mem::take(&mut row),
                Event::End(TagEnd::TableRow) => rows.push(std::mem::take(&mut row)),
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        Block::Table { columns, head, rows }
    }

    /// The words up to an end, or as long as there are words; their numbers are looked for.
    fn line(&mut self, until: Option<TagEnd>) -> Vec<Inline> {
        self.prose = Prose::new(self.language);
        let words = self.inlines(until);
        if !self.quoted {
            let prose = std::mem::replace(&mut self.prose, Prose::new(self.language));
            prose.check(self.text, self.faults);
        }
        words
    }

    fn inlines(&mut self, until: Option<TagEnd>) -> Vec<Inline> {
        let mut words = Vec::new();
        loop {
            match self.events.peek() {
                Some((Event::End(end), _)) if Some(*end) == until => {
                    self.events.next();
                    break;
                }
                Some((event, _)) if is_inline(event) => {}
                _ => break,
            }
            let Some((event, at)) = self.events.next() else { break };
            match event {
                Event::Text(text) => {
                    let verbatim = text.len() == at.len();
                    let found = self.prose.text(&text, self.body + at.start, verbatim, self.marks);
                    words.extend(found);
                }
                Event::SoftBreak => {
                    self.prose.space();
                    words.push(Inline::Text("\n".to_owned()));
                }
                Event::HardBreak => {
                    self.prose.space();
                    words.push(Inline::Break);
                }
                Event::Code(_) => self.fault(&at, Reason::Code),
                Event::InlineHtml(_) => self.fault(&at, Reason::Markup),
                Event::Start(tag) => self.stressed(&tag, &at, &mut words),
                _ => {}
            }
        }
        words
    }

    fn stressed(&mut self, tag: &Tag<'_>, at: &Range<usize>, words: &mut Vec<Inline>) {
        let end = tag.to_end();
        if let Tag::Image { .. } = tag {
            self.fault(at, Reason::Picture);
            self.skip(end);
            return;
        }
        let inside = self.inlines(Some(end));
        match tag {
            Tag::Emphasis => words.push(Inline::Emphasis(inside)),
            Tag::Strong => words.push(Inline::Strong(inside)),
            Tag::Link { dest_url, .. } => {
                let path = dest_url.starts_with('/') && !dest_url.starts_with("//");
                if !path && !dest_url.starts_with("https://") {
                    self.fault(at, Reason::Address);
                }
                words.push(Inline::Link(dest_url.to_string(), inside));
            }
            _ => {}
        }
    }
}
