//! How a strip map is drawn: the same works twice as SVG, along for wide pages and down for phones; the
//! style sheet shows one. Each work is one link, in the order of the posts. The table beside it says the same.

use super::Frame;
use crate::portal::html::Html;
use crate::portal::pages::strips::{Place, Post, Reach, Strip, StripItem};
use crate::portal::pages::works::{PostPoint, Quantity};
use crate::portal::record::Verbatim;

/// Room for one line of text, in the drawing's units (pixels at full size).
const TEXT_LINE: i64 = 20;
/// Least width of the wide drawing.
const WIDTH: i64 = 1000;
/// Width of the tall drawing: what a phone of 360 pixels leaves.
const NARROW: i64 = 328;
/// Where the line of posts runs in the tall drawing, and where its texts begin.
const LINE_ACROSS: i64 = 62;
const TEXT_ACROSS: i64 = 104;
/// Letters to a line there, of names and of the smaller notes.
const NAME_LETTERS: i64 = 27;
const NOTE_LETTERS: i64 = 29;

/// A label or figure within a work's text.
enum Piece<'a> {
    Words(&'a Verbatim),
    Html(Html),
}

impl Frame {
    /// Along: posts on top, one row per work.
    #[must_use]
    pub fn strip_wide(&self, strip: &Strip) -> Html {
        let count = i64::try_from(strip.posts.len()).unwrap_or(1);
        let step = ((WIDTH - 140) / count.max(1)).max(64);
        let width = (step * count + 140).max(WIDTH);
        let across = |place: Place| {
            let post = i64::try_from(place.post).unwrap_or(0);
            60 + post * step + step * i64::from(place.past_thousandths) / 1000
        };
        let mut rows = Html::new();
        let mut top = 66;
        for item in &strip.items {
            let (row, height) = self.wide_row(item, &across, top, width);
            rows = rows.html(&row);
            top += height;
        }
        let mut html = self.strip_head(strip, "along", width, top + 6);
        html = html.raw("<g aria-hidden=\"true\">");
        for (index, post) in strip.posts.iter().enumerate() {
            let x = across(Place { post: index, past_thousandths: 0 });
            if index > 0 {
                html = html.raw(&format!(
                    "<path class=\"{}\" d=\"M{} 44H{x}\"/>",
                    rail(post),
                    x - step
                ));
            }
            html = html.raw(&format!("<path class=\"guide\" d=\"M{x} 44V{top}\"/>"));
        }
        let last = across(Place { post: strip.posts.len().saturating_sub(1), past_thousandths: 0 });
        html = html.raw(&format!("<path class=\"rail\" d=\"M20 44H60M{last} 44H{}\"/>", last + 60));
        for (index, post) in strip.posts.iter().enumerate() {
            let x = across(Place { post: index, past_thousandths: 0 });
            html = post_label(html, post, (x, 24), "middle", (x, 44));
        }
        html.raw("</g>").html(&rows).raw("</svg>")
    }

    fn wide_row(
        &self,
        item: &StripItem,
        across: &impl Fn(Place) -> i64,
        top: i64,
        width: i64,
    ) -> (Html, i64) {
        let ends = item.reaches.iter().map(|reach| across(reach.to.unwrap_or(reach.from)));
        let last = ends.max().unwrap_or(0);
        let first = item.reaches.first().map_or(0, |reach| across(reach.from));
        let to_the_right = width - last >= first;
        let (x, anchor, room) = if to_the_right {
            (last + 18, "start", width - last - 30)
        } else {
            (first - 18, "end", first - 30)
        };
        let lines = wrapped(&item.work.name.text, room / 8);
        let height = TEXT_LINE * (i64::try_from(lines.len()).unwrap_or(1) + 1) + 18;
        let middle = top + height / 2;
        let mut html = self.item_link(item).raw(&format!(
            "<rect class=\"hit\" x=\"4\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"3\"/>",
            top + 1,
            width - 8,
            height - 2
        ));
        for reach in &item.reaches {
            html = match reach.to {
                Some(to) => html.raw(&format!(
                    "<path class=\"{}\" d=\"M{} {middle}H{}\"/>",
                    bar(item),
                    across(reach.from),
                    across(to)
                )),
                None => html.raw(&format!(
                    "<circle class=\"dot\" cx=\"{}\" cy=\"{middle}\" r=\"7\"/>",
                    across(reach.from)
                )),
            };
        }
        let at = (x, top + TEXT_LINE + 2);
        let html = self.names(html, item, &lines, at, anchor);
        let below = TEXT_LINE * i64::try_from(lines.len()).unwrap_or(1);
        (self.note(html, item, (x, at.1 + below), anchor).raw("</a>"), height)
    }

    /// Down: posts on the left, each followed by the works that begin there.
    #[must_use]
    pub fn strip_tall(&self, strip: &Strip) -> Html {
        let (tops, block_tops, height) = laid_out(strip);
        let down = |place: Place| {
            let top = tops.get(place.post).copied().unwrap_or(0);
            let next = tops.get(place.post + 1).copied().unwrap_or(height - 10);
            top + (next - top) * i64::from(place.past_thousandths) / 1000
        };
        let mut html =
            self.strip_head(strip, "down", NARROW, height).raw("<g aria-hidden=\"true\">");
        for (index, post) in strip.posts.iter().enumerate().skip(1) {
            html = html.raw(&format!(
                "<path class=\"{}\" d=\"M{LINE_ACROSS} {}V{}\"/>",
                rail(post),
                tops[index - 1],
                tops[index]
            ));
        }
        let (first, last) = (tops.first().copied().unwrap_or(0), tops.last().copied().unwrap_or(0));
        html = html.raw(&format!(
            "<path class=\"rail\" d=\"M{LINE_ACROSS} 4V{first}M{LINE_ACROSS} {last}V{}\"/>",
            height - 4
        ));
        for (post, top) in strip.posts.iter().zip(&tops) {
            html = post_label(html, post, (LINE_ACROSS - 14, top + 5), "end", (LINE_ACROSS, *top));
        }
        html = html.raw("</g>");
        let mut lane = 0;
        for (item, top) in strip.items.iter().zip(&block_tops) {
            let lines = wrapped(&item.work.name.text, NAME_LETTERS);
            let block = block_height(item);
            html = html.html(&self.item_link(item)).raw(&format!(
                "<rect class=\"hit\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"3\"/>",
                TEXT_ACROSS - 6,
                top - 2,
                NARROW - TEXT_ACROSS + 4,
                block - 4
            ));
            for reach in &item.reaches {
                html = tall_reach(html, item, reach, &down, (&mut lane, top + 16));
            }
            html = self.names(html, item, &lines, (TEXT_ACROSS, top + 18), "start");
            let below = TEXT_LINE * i64::try_from(lines.len()).unwrap_or(1);
            html = self.notes(html, item, (TEXT_ACROSS, top + 18 + below)).raw("</a>");
        }
        html.raw("</svg>")
    }

    fn strip_head(&self, strip: &Strip, class: &str, width: i64, height: i64) -> Html {
        Html::new()
            .raw(&format!(
                "<svg class=\"strip {class}\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
                 height=\"{height}\" role=\"group\" aria-label=\""
            ))
            .text(&self.word("strip-line", strip.line.series.word()))
            .raw("\">")
    }

    fn item_link(&self, item: &StripItem) -> Html {
        Html::new()
            .raw("<a href=\"")
            .text(&self.room_link(item.work.room, &item.work.id))
            .raw("\">")
    }

    /// The name, in lines.
    fn names(
        &self,
        html: Html,
        item: &StripItem,
        lines: &[String],
        (x, y): (i64, i64),
        anchor: &str,
    ) -> Html {
        let mut html = html;
        for (line, y) in lines.iter().zip((0_i64..).map(|line| y + TEXT_LINE * line)) {
            html = text_at(html, "name", (x, y), anchor)
                .raw(&format!(" data-entry=\"{}\"", item.work.name.entry));
            html = self.in_vietnamese(html).raw(">").text(line).raw(" </text>");
        }
        html
    }

    /// The words of the place, the quantities and what is doubtful, in one line.
    fn note(&self, html: Html, item: &StripItem, at: (i64, i64), anchor: &str) -> Html {
        let mut html = text_at(html, "note", at, anchor).raw(">");
        for (index, piece) in self.pieces(item).iter().enumerate() {
            if index > 0 {
                html = html.raw("<tspan> · </tspan>");
            }
            html = match piece {
                Piece::Words(words) => self.words_of_place(html, words, &words.text),
                Piece::Html(piece) => html.html(piece),
            };
        }
        html.raw("</text>")
    }

    /// The same, one below the other, for there is no room beside.
    fn notes(&self, html: Html, item: &StripItem, (x, y): (i64, i64)) -> Html {
        let (mut html, mut y) = (html, y);
        let mut line = |html: Html| {
            let html = text_at(html, "note", (x, y), "start").raw(">");
            y += TEXT_LINE;
            html
        };
        for piece in self.pieces(item) {
            match piece {
                Piece::Words(words) => {
                    for part in wrapped(&words.text, NOTE_LETTERS) {
                        html = self.words_of_place(line(html), words, &part).raw(" </text>");
                    }
                }
                Piece::Html(piece) => html = line(html).html(&piece).raw(" </text>"),
            }
        }
        html
    }

    fn words_of_place(&self, html: Html, words: &Verbatim, part: &str) -> Html {
        self.in_vietnamese(html.raw(&format!("<tspan data-entry=\"{}\"", words.entry)))
            .raw(">")
            .text(part)
            .raw("</tspan>")
    }

    /// A quantity without its seal: a link cannot stand in a link. The table carries the seals.
    fn drawn_quantity(&self, quantity: &Quantity) -> Html {
        let Quantity { measure, figure, .. } = quantity;
        let value =
            figure.value.map_or_else(String::new, |value| self.quantity(value, &figure.unit));
        Html::new()
            .raw("<tspan>")
            .text(&self.word("measure", measure.word()))
            .raw(": </tspan><tspan data-figure=\"")
            .text(&figure.id)
            .raw("\">")
            .text(&value)
            .raw("</tspan>")
    }

    fn pieces<'a>(&self, item: &'a StripItem) -> Vec<Piece<'a>> {
        let mut pieces: Vec<Piece<'a>> = item.words.iter().map(Piece::Words).collect();
        for quantity in item.quantities.iter().filter(|quantity| quantity.figure.value.is_some()) {
            pieces.push(Piece::Html(self.drawn_quantity(quantity)));
        }
        if !item.doubts.is_empty() {
            let html = Html::new().raw("<tspan class=\"doubt\">").text(&self.text("strip-guess"));
            pieces.push(Piece::Html(html.raw("</tspan>")));
        }
        pieces
    }
}

/// Where each post and each work's block begins, and the whole height.
fn laid_out(strip: &Strip) -> (Vec<i64>, Vec<i64>, i64) {
    let mut tops = Vec::new();
    let mut blocks = Vec::new();
    let mut y = 22;
    let mut items = strip.items.iter().peekable();
    for post in 0..strip.posts.len() {
        tops.push(y);
        let begins =
            |item: &StripItem| item.reaches.first().is_some_and(|reach| reach.from.post <= post);
        let mut end = y + 46;
        let mut top = y - 14;
        while let Some(item) = items.next_if(|item| begins(item)) {
            blocks.push(top);
            top += block_height(item);
            end = end.max(top + 14);
        }
        y = end;
    }
    (tops, blocks, y)
}

/// How high a work's texts are in the tall drawing.
fn block_height(item: &StripItem) -> i64 {
    let words = item.words.iter().map(|words| wrapped(&words.text, NOTE_LETTERS).len());
    let known = item.quantities.iter().filter(|quantity| quantity.figure.value.is_some()).count();
    let lines = wrapped(&item.work.name.text, NAME_LETTERS).len()
        + words.sum::<usize>()
        + known
        + usize::from(!item.doubts.is_empty());
    TEXT_LINE * i64::try_from(lines).unwrap_or(1) + 14
}

/// The beginning of a line of text; its attributes and its end follow.
fn text_at(html: Html, class: &str, (x, y): (i64, i64), anchor: &str) -> Html {
    html.raw(&format!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\""))
}

fn tall_reach(
    html: Html,
    item: &StripItem,
    reach: &Reach,
    down: &impl Fn(Place) -> i64,
    (lane, label): (&mut i64, i64),
) -> Html {
    let Some(to) = reach.to else {
        let y = down(reach.from);
        return html
            .raw(&format!(
                "<path class=\"leader\" d=\"M{LINE_ACROSS} {y}L{} {label}\"/>",
                TEXT_ACROSS - 8
            ))
            .raw(&format!("<circle class=\"dot\" cx=\"{LINE_ACROSS}\" cy=\"{y}\" r=\"7\"/>"));
    };
    // Lengths that lie beside each other do not cover each other.
    let x = LINE_ACROSS + 13 + 8 * (*lane % 3);
    *lane += 1;
    html.raw(&format!(
        "<path class=\"{}\" d=\"M{x} {}V{}\"/>",
        bar(item),
        down(reach.from),
        down(to)
    ))
}

fn bar(item: &StripItem) -> &'static str {
    if item.doubts.is_empty() { "span" } else { "span guessed" }
}

fn rail(post: &Post) -> &'static str {
    if post.after_gap { "rail gap" } else { "rail" }
}

/// A post's number and its tick.
fn post_label(
    html: Html,
    post: &Post,
    (x, y): (i64, i64),
    anchor: &str,
    (tick_x, tick_y): (i64, i64),
) -> Html {
    html.raw(&format!("<circle class=\"post\" cx=\"{tick_x}\" cy=\"{tick_y}\" r=\"4\"/>"))
        .raw(&format!(
            "<text class=\"post-name\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" data-entry=\"{}\">",
            post.label.entry
        ))
        .text(&post.label.text)
        .raw("</text>")
}

/// Words in lines of at most so many characters; a longer word stands alone.
pub(super) fn wrapped(text: &str, most: i64) -> Vec<String> {
    let most = usize::try_from(most).unwrap_or(0).max(12);
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

impl Frame {
    /// A point of a chainage: the post, and how far past it.
    #[must_use]
    pub fn post_point(&self, point: &PostPoint) -> Html {
        let post = self.verbatim(&point.post);
        match &point.offset {
            None => post,
            Some(offset) => {
                let places = [("post", post), ("offset", self.figure(offset))];
                self.phrase("chainage-point", &places)
            }
        }
    }
}
