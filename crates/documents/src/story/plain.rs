//! A story as plain words, for feeds, cards, search and whoever listens.

use super::Story;
use super::binding::Listed;
use super::said::plainly;
use super::tree::{Block, Inline};
use chungtay_text::Messages;

/// The title.
#[must_use]
pub fn plain_title(story: &Story, listed: &[Listed<'_>], messages: &Messages) -> String {
    words(story, listed, messages, &story.front.title)
}

/// The lead.
#[must_use]
pub fn plain_lead(story: &Story, listed: &[Listed<'_>], messages: &Messages) -> String {
    words(story, listed, messages, &story.front.lead)
}

/// The whole text, a line for each paragraph.
#[must_use]
pub fn plain_text(story: &Story, listed: &[Listed<'_>], messages: &Messages) -> String {
    let mut lines = Vec::new();
    blocks(story, listed, messages, &story.blocks, &mut lines);
    lines.join("\n\n")
}

fn blocks(
    story: &Story,
    listed: &[Listed<'_>],
    messages: &Messages,
    from: &[Block],
    lines: &mut Vec<String>,
) {
    let of = |inlines: &[Inline]| words(story, listed, messages, inlines);
    for block in from {
        match block {
            Block::Heading(_, inlines) | Block::Paragraph(inlines) => lines.push(of(inlines)),
            Block::Quotation(_, inside) => blocks(story, listed, messages, inside, lines),
            Block::List { items, .. } => {
                for item in items {
                    blocks(story, listed, messages, item, lines);
                }
            }
            Block::Table { head, rows, .. } => {
                for row in [head].into_iter().chain(rows) {
                    let cells: Vec<String> = row.iter().map(|cell| of(cell)).collect();
                    lines.push(cells.join(" · "));
                }
            }
            Block::Directive(directive) if !directive.prose.is_empty() => {
                lines.push(of(&directive.prose).trim().to_owned());
            }
            Block::Directive(_) | Block::Rule => {}
        }
    }
}

pub(super) fn words(
    story: &Story,
    listed: &[Listed<'_>],
    messages: &Messages,
    inlines: &[Inline],
) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(text) => out.push_str(&text.replace('\n', " ")),
            Inline::Emphasis(inside) | Inline::Strong(inside) | Inline::Link(_, inside) => {
                out.push_str(&words(story, listed, messages, inside));
            }
            Inline::Bound(number) => {
                if let (Some(marked), Some(found)) = (story.marks.get(*number), listed.get(*number))
                {
                    out.push_str(&plainly(&marked.mark, *found, messages));
                }
            }
            Inline::Break => out.push(' '),
        }
    }
    out
}
