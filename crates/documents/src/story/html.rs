//! A story as a piece of a page. What its author wrote goes in as text and nowhere else; tags are written here.

use super::Story;
use super::binding::Listed;
use super::blocks::Directive;
use super::marks::{Day, Mark};
use super::said::{plainly, said};
use super::tree::{Alignment, Block, Inline};
use chungtay_text::Messages;
use std::fmt::Write as _;

/// What surrounds a story where it is shown.
pub trait Surroundings {
    /// The address of the page of something in the book, where it has one.
    fn address(&self, id: &str) -> Option<String>;

    /// What is drawn for a directive, as markup; the words that it carries come as markup too.
    fn directive(&self, directive: &Directive, words: &str) -> String;

    /// What a quotation's source is called.
    fn source(&self, id: &str) -> String;
}

/// A piece of a page. Text is escaped on its way in.
#[derive(Default)]
struct Html(String);

impl Html {
    fn tag(&mut self, tag: &'static str) {
        self.0.push_str(tag);
    }

    fn text(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                plain => self.0.push(plain),
            }
        }
    }

    /// ` name="value"`.
    fn attribute(&mut self, name: &'static str, value: &str) {
        let _ = write!(self.0, " {name}=\"");
        self.text(value);
        self.0.push('"');
    }
}

/// The story's text. Each number is a link to its note, `#number-1` and so on.
#[must_use]
pub fn to_html(
    story: &Story,
    listed: &[Listed<'_>],
    messages: &Messages,
    around: &dyn Surroundings,
) -> (String, String, String) {
    let writer = Writer { story, listed, messages, around };
    let of = |inlines: &[Inline]| {
        let mut out = Html::default();
        writer.inlines(inlines, &mut out);
        out.0
    };
    let mut text = Html::default();
    writer.blocks(&story.blocks, &mut text);
    (of(&story.front.title), of(&story.front.lead), text.0)
}

/// A day as HTML's `time` takes it; of a stretch its first year.
fn machine(day: Day) -> String {
    match day {
        Day::Day(day) => day.to_string(),
        Day::Month(year, month) => format!("{year:04}-{month:02}"),
        Day::Year(year) | Day::Years(year, _) => format!("{year:04}"),
    }
}

struct Writer<'a> {
    story: &'a Story,
    listed: &'a [Listed<'a>],
    messages: &'a Messages,
    around: &'a dyn Surroundings,
}

impl Writer<'_> {
    fn blocks(&self, blocks: &[Block], out: &mut Html) {
        for block in blocks {
            self.block(block, out);
        }
    }

    fn block(&self, block: &Block, out: &mut Html) {
        match block {
            Block::Heading(order, inlines) => {
                let (open, close) = match order {
                    2 => ("<h2>", "</h2>\n"),
                    3 => ("<h3>", "</h3>\n"),
                    _ => ("<h4>", "</h4>\n"),
                };
                self.within(open, inlines, close, out);
            }
            Block::Paragraph(inlines) => self.within("<p>", inlines, "</p>\n", out),
            Block::Rule => out.tag("<hr>\n"),
            Block::Quotation(source, blocks) => {
                let source = match self.story.marks.get(*source).map(|found| &found.mark) {
                    Some(Mark::Source(source)) => source.as_str(),
                    _ => "",
                };
                out.tag("<blockquote class=\"story-quotation\"");
                out.attribute("data-source", source);
                out.tag(">\n");
                self.blocks(blocks, out);
                out.tag("</blockquote>\n");
            }
            Block::List { ordered, items } => {
                out.tag(if *ordered { "<ol>\n" } else { "<ul>\n" });
                for item in items {
                    out.tag("<li>");
                    self.item(item, out);
                    out.tag("</li>\n");
                }
                out.tag(if *ordered { "</ol>\n" } else { "</ul>\n" });
            }
            Block::Table { columns, head, rows } => self.table(columns, head, rows, out),
            Block::Directive(directive) => {
                let mut words = Html::default();
                self.inlines(&directive.prose, &mut words);
                out.0.push_str(&self.around.directive(directive, words.0.trim()));
            }
        }
    }

    /// A single paragraph in a list stands without its tags.
    fn item(&self, blocks: &[Block], out: &mut Html) {
        match blocks {
            [Block::Paragraph(inlines)] => self.inlines(inlines, out),
            [Block::Paragraph(inlines), rest @ ..] => {
                self.inlines(inlines, out);
                self.blocks(rest, out);
            }
            blocks => self.blocks(blocks, out),
        }
    }

    fn within(&self, open: &'static str, inlines: &[Inline], close: &'static str, out: &mut Html) {
        out.tag(open);
        self.inlines(inlines, out);
        out.tag(close);
    }

    fn table(
        &self,
        columns: &[Alignment],
        head: &[Vec<Inline>],
        rows: &[Vec<Vec<Inline>>],
        out: &mut Html,
    ) {
        let stands = |column: usize| match columns.get(column) {
            Some(Alignment::End) => " class=\"end\"",
            Some(Alignment::Centre) => " class=\"centre\"",
            Some(Alignment::Start) | None => "",
        };
        out.tag(
            "<div class=\"table-scroll\" tabindex=\"0\"><table class=\"story-table\">\n<thead><tr>",
        );
        for (column, cell) in head.iter().enumerate() {
            out.tag("<th scope=\"col\"");
            out.tag(stands(column));
            self.within(">", cell, "</th>", out);
        }
        out.tag("</tr></thead>\n<tbody>\n");
        for row in rows {
            out.tag("<tr>");
            for (column, cell) in row.iter().enumerate() {
                let is_head = column == 0;
                out.tag(if is_head { "<th scope=\"row\"" } else { "<td" });
                out.tag(stands(column));
                self.within(">", cell, if is_head { "</th>" } else { "</td>" }, out);
            }
            out.tag("</tr>\n");
        }
        out.tag("</tbody>\n</table></div>\n");
    }

    fn inlines(&self, inlines: &[Inline], out: &mut Html) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => out.text(text),
                Inline::Emphasis(inside) => self.within("<em>", inside, "</em>", out),
                Inline::Strong(inside) => self.within("<strong>", inside, "</strong>", out),
                Inline::Break => out.tag("<br>\n"),
                Inline::Link(to, inside) => {
                    out.tag("<a");
                    out.attribute("href", to);
                    self.within(">", inside, "</a>", out);
                }
                Inline::Bound(number) => self.bound(*number, out),
            }
        }
    }

    fn bound(&self, number: usize, out: &mut Html) {
        let (Some(marked), Some(found)) = (self.story.marks.get(number), self.listed.get(number))
        else {
            return;
        };
        match (&marked.mark, found) {
            (_, Listed::Figure(number, figure, form)) => {
                let said = said(figure, *form, self.messages);
                out.tag("<a class=\"story-number\"");
                out.attribute("href", &format!("#number-{number}"));
                out.attribute("data-source", &figure.expression);
                out.attribute("title", &said.full);
                out.tag(">");
                out.text(&said.written);
                out.tag("</a>");
            }
            (_, Listed::Name(name)) => {
                let address = self.around.address(&name.id);
                Self::linked(address.as_ref(), &name.name, Some(name.entry), out);
            }
            (Mark::Quote(source, words), _) => {
                out.tag("<q");
                out.attribute("data-source", source);
                out.tag(">");
                out.text(words);
                out.tag("</q> ");
                self.cited(source, out);
            }
            (Mark::Source(source), _) => self.cited(source, out),
            (mark @ Mark::Date(day), found) => {
                out.tag("<time");
                out.attribute("datetime", &machine(*day));
                out.tag(">");
                out.text(&plainly(mark, *found, self.messages));
                out.tag("</time>");
            }
            (Mark::Chainage(words), _) => {
                out.tag("<span");
                out.attribute("data-source", self.story.front.story.as_str());
                out.tag(">");
                out.text(words);
                out.tag("</span>");
            }
            _ => {}
        }
    }

    /// Where a quotation stands.
    fn cited(&self, source: &str, out: &mut Html) {
        out.tag("<cite class=\"story-source\"");
        out.attribute("data-source", source);
        out.tag(">");
        let address = self.around.address(source);
        Self::linked(address.as_ref(), &self.around.source(source), None, out);
        out.tag("</cite>");
    }

    fn linked(address: Option<&String>, words: &str, entry: Option<u64>, out: &mut Html) {
        out.tag(if address.is_some() { "<a" } else { "<span" });
        if let Some(address) = address {
            out.attribute("href", address);
        }
        if let Some(entry) = entry {
            out.attribute("data-entry", &entry.to_string());
        }
        out.tag(">");
        out.text(words);
        out.tag(if address.is_some() { "</a>" } else { "</span>" });
    }
}
