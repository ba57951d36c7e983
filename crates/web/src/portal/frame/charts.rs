//! How charts are drawn: flows as bands between three columns (for wide pages and, narrower, for phones;
//! the style sheet shows one), months as bars above and below a line, progress as one bar. Colours come from
//! the style sheet; a table beside each drawing says the same. Whole numbers only.

use super::Frame;
use super::strips::wrapped;
use crate::portal::figure::Figure;
use crate::portal::html::Html;
use crate::portal::pages::asking::address_of;
use crate::portal::pages::charts::{Band, FlowChart, MonthChart, Node, NodeName};
use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;
use chungtay_text::money;

/// How a drawing of flows is laid out, in its own units (pixels at full size).
struct Layout {
    class: &'static str,
    width: i64,
    /// How high all bands together are.
    bands: i64,
    /// Width of a node's bar.
    bar: i64,
    /// Letters to a line of a name, and how many lines at most.
    letters: i64,
    lines: usize,
    line: i64,
}

const WIDE: Layout =
    Layout { class: "along", width: 1000, bands: 280, bar: 16, letters: 34, lines: 2, line: 19 };
const NARROW: Layout =
    Layout { class: "down", width: 328, bands: 220, bar: 12, letters: 14, lines: 4, line: 16 };

/// A node with its place.
struct Placed {
    x: i64,
    top: i64,
    height: i64,
    label: Vec<String>,
}

impl Layout {
    fn scaled(&self, amount: Dong, whole: Dong) -> i64 {
        let part = i128::from(amount.0) * i128::from(self.bands) / i128::from(whole.0.max(1));
        i64::try_from(part).unwrap_or(self.bands).max(1)
    }

    fn across(&self, column: usize) -> i64 {
        let free = self.width - self.bar;
        free * i64::try_from(column).unwrap_or(0) / 2
    }
}

impl Frame {
    /// What a node is called.
    #[must_use]
    pub fn node(&self, name: &NodeName) -> Html {
        match name {
            NodeName::Thing(named) => self.named(named),
            NodeName::Message(key) => Html::new().text(&self.text(key)),
            NodeName::Several(count) => self.phrase("flow-several", &[("count", self.bare(count))]),
        }
    }

    /// A figure that leads to the question it answers.
    #[must_use]
    pub fn asked(&self, figure: &Figure, question: &str) -> Html {
        if figure.has_proof {
            return self.figure(figure);
        }
        if self.for_copy || question.is_empty() {
            return self.bare(figure);
        }
        let link = self.link(address_of(question));
        Html::new().raw("<a href=\"").text(&link).raw("\">").html(&self.bare(figure)).raw("</a>")
    }

    /// A month as `9/2024`.
    #[must_use]
    pub fn month(&self, day: &Date) -> Html {
        let (year, month, _) = day.parts();
        self.time(&format!("{year:04}-{month:02}"), &format!("{month}/{year}"))
    }

    /// Both drawings of flows; `title` is the identifier of the words above them.
    #[must_use]
    pub fn flows(&self, chart: &FlowChart, title: &str) -> Html {
        self.flows_as(chart, title, &WIDE).html(&self.flows_as(chart, title, &NARROW))
    }

    fn flows_as(&self, chart: &FlowChart, title: &str, layout: &Layout) -> Html {
        let whole = chart.whole();
        let columns: Vec<Vec<Placed>> = (0..3)
            .map(|column| self.column(&chart.columns[column], (chart, column), layout, whole))
            .collect();
        let ends = columns.iter().filter_map(|column| column.last());
        let height = ends.map(|node| node.top + node.height).max().unwrap_or(0) + 6;
        let mut html = Html::new()
            .raw(&format!(
                "<svg class=\"flows {}\" viewBox=\"0 0 {} {height}\" width=\"{}\" \
                 height=\"{height}\" role=\"group\" aria-labelledby=\"",
                layout.class, layout.width, layout.width
            ))
            .text(title)
            .raw("\"><g aria-hidden=\"true\">");
        let mut used = columns.iter().map(|column| vec![(0, 0); column.len()]).collect::<Vec<_>>();
        for band in &chart.bands {
            let thick = layout.scaled(band.amount, whole);
            html = html.raw(&ribbon(band, thick, &columns, &mut used, layout));
        }
        html = html.raw("</g>");
        for (column, (nodes, placed)) in chart.columns.iter().zip(&columns).enumerate() {
            for (node, place) in nodes.iter().zip(placed) {
                html = html.html(&self.drawn_node(node, place, column, layout));
            }
        }
        html.raw("</svg>")
    }

    fn column(
        &self,
        nodes: &[Node],
        (chart, column): (&FlowChart, usize),
        layout: &Layout,
        whole: Dong,
    ) -> Vec<Placed> {
        let mut top = 4;
        let place = |(at, node): (usize, &Node)| {
            let side = |from: bool| -> i64 {
                let touches = |band: &&Band| {
                    if from {
                        band.column == column && band.from == at
                    } else {
                        band.column + 1 == column && band.to == at
                    }
                };
                let bands = chart.bands.iter().filter(touches);
                bands.map(|band| layout.scaled(band.amount, whole)).sum()
            };
            let height = side(true).max(side(false)).max(2);
            let mut label = wrapped(&self.node_words(&node.name), layout.letters);
            if label.len() > layout.lines {
                label.truncate(layout.lines);
                if let Some(last) = label.last_mut() {
                    last.push('…');
                }
            }
            let lines = i64::try_from(label.len() + 1).unwrap_or(1);
            top += lines * layout.line + 4;
            let placed = Placed { x: layout.across(column), top, height, label };
            top += height + 12;
            placed
        };
        nodes.iter().enumerate().map(place).collect()
    }

    /// What a node is called, in plain text.
    fn node_words(&self, name: &NodeName) -> String {
        match name {
            NodeName::Thing(named) => named.name.text.clone(),
            NodeName::Message(key) => self.text(key).into_owned(),
            NodeName::Several(count) => {
                let count = count.value.unwrap_or(0).to_string();
                self.label("flow-several", "count", &count)
            }
        }
    }

    fn drawn_node(&self, node: &Node, place: &Placed, column: usize, layout: &Layout) -> Html {
        let link = match &node.name {
            NodeName::Thing(named) if named.room.path().is_some() => {
                Some(self.room_link(named.room, &named.id))
            }
            NodeName::Thing(_) | NodeName::Message(_) | NodeName::Several(_) => None,
        };
        let mut html = Html::new();
        if let Some(link) = &link {
            html = html.raw("<a href=\"").text(link).raw("\">");
        }
        let (x, anchor) = match column {
            0 => (place.x, "start"),
            1 => (place.x + layout.bar / 2, "middle"),
            _ => (place.x + layout.bar, "end"),
        };
        let lines = i64::try_from(place.label.len()).unwrap_or(0);
        let mut y = place.top - 6 - lines * layout.line;
        for line in &place.label {
            let text = format!("<text class=\"name\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\"");
            html = html.raw(&text);
            html = match &node.name {
                NodeName::Thing(named) => {
                    self.in_vietnamese(html.raw(&format!(" data-entry=\"{}\"", named.name.entry)))
                }
                NodeName::Message(_) => html,
                NodeName::Several(count) => html.raw(" data-source=\"").text(&count.id).raw("\""),
            };
            html = html.raw(">").text(line).raw(" </text>");
            y += layout.line;
        }
        html = html
            .raw(&format!("<text class=\"note\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\""))
            .raw(" data-source=\"flow.node\">")
            .text(&money::short(node.amount, self.language))
            .raw("</text>")
            .raw(&format!(
                "<rect class=\"node c{column}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                place.x, place.top, layout.bar, place.height
            ));
        if link.is_some() { html.raw("</a>") } else { html }
    }

    /// Months: what came in above the line, what went out below it.
    #[must_use]
    pub fn months(&self, chart: &MonthChart, title: &str) -> Html {
        let longest = chart.longest();
        let share = |value: i64| -> i64 {
            let part = i128::from(value) * 100 / i128::from(longest.max(1));
            i64::try_from(part).unwrap_or(100).max(i64::from(value > 0))
        };
        let width = chart.span().max(6) * 10;
        let deepest = chart.months.iter().map(|month| share(month.below())).max().unwrap_or(0);
        let mut html = Html::new()
            .raw(&format!(
                "<svg class=\"months\" viewBox=\"0 0 {width} {}\" preserveAspectRatio=\"none\" \
                 role=\"img\" aria-labelledby=\"",
                100 + deepest.max(2)
            ))
            .text(title)
            .raw(&format!("\"><path class=\"axis\" d=\"M0 100H{width}\"/>"));
        for month in &chart.months {
            let x = month.place * 10 + 2;
            let mut top = 100;
            for (class, value) in month.stack() {
                let height = share(value).min(top);
                if height > 0 {
                    top -= height;
                    html = html.raw(&format!(
                        "<rect class=\"{class}\" x=\"{x}\" y=\"{top}\" width=\"6\" height=\"{height}\"/>"
                    ));
                }
            }
            let below = share(month.below());
            if below > 0 {
                html = html.raw(&format!(
                    "<rect class=\"went\" x=\"{x}\" y=\"100\" width=\"6\" height=\"{below}\"/>"
                ));
            }
        }
        html.raw("</svg>")
    }

    /// How far something is: a bar up to the goal, which a stroke marks where more was reached. An unknown
    /// side leaves the bar empty and says so. Both figures stand in words above it.
    #[must_use]
    pub fn progress(&self, reached: &Figure, goal: &Figure) -> Html {
        let places = [("reached", self.figure(reached)), ("goal", self.figure(goal))];
        let html = Html::new()
            .raw("<div class=\"progress\"><p>")
            .html(&self.phrase("progress-of", &places))
            .raw("</p>");
        let (Some(done), Some(wanted)) = (reached.value, goal.value.filter(|goal| *goal > 0))
        else {
            return html
                .raw("<svg class=\"progress-bar untold\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">")
                .raw("<rect class=\"track\" width=\"1000\" height=\"10\"/></svg><p class=\"small muted\">")
                .text(&self.text("progress-unknown"))
                .raw("</p></div>");
        };
        let whole = i128::from(done.max(wanted));
        let part = |value: i64| i128::from(value.max(0)) * 1000 / whole;
        let (filled, mark) = (part(done), part(wanted).min(998));
        let html = html
            .raw("<svg class=\"progress-bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">")
            .raw("<rect class=\"track\" width=\"1000\" height=\"10\"/>")
            .raw(&format!("<rect class=\"done\" width=\"{filled}\" height=\"10\"/>"));
        let html = if done > wanted {
            html.raw(&format!("<path class=\"goal\" d=\"M{mark} 0V10\"/>"))
        } else {
            html
        };
        html.raw("</svg></div>")
    }
}

/// A band from the right edge of one node to the left edge of another; both remember how far they are used.
fn ribbon(
    band: &Band,
    thick: i64,
    columns: &[Vec<Placed>],
    used: &mut [Vec<(i64, i64)>],
    layout: &Layout,
) -> String {
    let (from, to) = (&columns[band.column][band.from], &columns[band.column + 1][band.to]);
    let out = &mut used[band.column][band.from].1;
    let y1 = from.top + *out;
    *out += thick;
    let into = &mut used[band.column + 1][band.to].0;
    let y2 = to.top + *into;
    *into += thick;
    let (x1, x2) = (from.x + layout.bar, to.x);
    let middle = i64::midpoint(x1, x2);
    let (y3, y4) = (y2 + thick, y1 + thick);
    format!(
        "<path class=\"band b{}\" d=\"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}V{y3}C{middle} {y3} \
         {middle} {y4} {x1} {y4}Z\"/>",
        band.column
    )
}
