//! What is drawn for a story's blocks: the same drawings, tables, pictures and lists as on the pages they come
//! from, so that nothing is told in a story otherwise than there.

use super::StoryView;
use crate::portal::figure::Figure;
use crate::portal::frame::Frame;
use crate::portal::pages::charts::{FlowChart, MonthChart};
use crate::portal::pages::claims::ClaimRow;
use crate::portal::pages::lines::charts::Charts;
use crate::portal::pages::map::MapView;
use crate::portal::pages::pictures::PictureView;
use crate::portal::pages::strips::Strips;
use crate::portal::pages::targets::TargetRow;
use crate::portal::record::Opened;
use askama::Template;
use chungtay_documents::story::{Directive, Surroundings};
use chungtay_ledger::kinds::attachments::AttachmentClass;
use std::cell::Cell;
use std::collections::BTreeMap;

/// A chart of a story.
#[derive(Clone, Debug)]
pub enum StoryChart {
    /// From sources through funds to works.
    Flows(FlowChart),
    /// By month.
    Months(MonthChart),
    /// Credits by day.
    Days(Charts),
    /// Credits by size.
    Sizes(Charts),
    /// How far targets are.
    Targets(Vec<TargetRow>),
}

/// What a story's blocks are drawn from, at the checkpoint that the page shows.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// Claims, by identifier.
    pub claims: BTreeMap<String, ClaimRow>,
    /// Strips, by the works asked for.
    pub strips: BTreeMap<String, Strips>,
    /// Pictures, by identifier.
    pub pictures: BTreeMap<String, PictureView>,
    /// Charts, by their name and what they are narrowed to; none where there is nothing to draw yet.
    pub charts: BTreeMap<String, StoryChart>,
    /// The map.
    pub map: Option<MapView>,
    /// The size of the page's checkpoint, where it is beyond the story's and something is drawn.
    pub later: Option<Figure>,
}

impl Drawn {
    /// Whether a chart is among the blocks.
    #[must_use]
    pub fn has_charts(&self) -> bool {
        !self.charts.is_empty()
    }

    /// Whether a map with something on it is.
    #[must_use]
    pub fn has_map(&self) -> bool {
        self.map.as_ref().is_some_and(|map| !map.works.is_empty())
    }
}

/// Draws the blocks of one story on one page.
pub(super) struct Around<'a> {
    frame: &'a Frame,
    view: &'a StoryView,
    /// Blocks so far: each is named by its own words, so no two have one anchor.
    count: Cell<usize>,
}

/// Claims beside the books, in a story.
#[derive(Template)]
#[template(path = "parts/story-claims.html")]
struct ClaimsBlock<'a> {
    frame: &'a Frame,
    rows: Vec<&'a ClaimRow>,
}

/// Strips, in a story.
#[derive(Template)]
#[template(path = "parts/story-strip.html")]
struct StripBlock<'a> {
    frame: &'a Frame,
    strips: &'a Strips,
}

/// Pictures, in a story.
#[derive(Template)]
#[template(path = "parts/story-photo.html")]
struct PhotoBlock<'a> {
    frame: &'a Frame,
    pictures: Vec<&'a PictureView>,
}

/// A chart, in a story.
#[derive(Template)]
#[template(path = "parts/story-chart.html")]
struct ChartBlock<'a> {
    frame: &'a Frame,
    chart: Option<&'a StoryChart>,
    id: String,
}

/// A map, in a story.
#[derive(Template)]
#[template(path = "parts/story-map.html")]
struct MapBlock<'a> {
    frame: &'a Frame,
    view: &'a MapView,
}

impl<'a> Around<'a> {
    pub(super) fn new(frame: &'a Frame, view: &'a StoryView) -> Self {
        Self { frame, view, count: Cell::new(0) }
    }

    fn drawn(&self, directive: &Directive, words: &str) -> askama::Result<String> {
        let (frame, drawn) = (self.frame, &self.view.drawn);
        let whole = directive.ids.join(" ");
        self.count.set(self.count.get() + 1);
        match directive.name {
            "pull" => Ok(format!("<figure class=\"story-pull\"><p>{words}</p></figure>\n")),
            "strip" => drawn
                .strips
                .get(&whole)
                .map_or(Ok(String::new()), |strips| StripBlock { frame, strips }.render()),
            "claims" => {
                let rows = directive.ids.iter().filter_map(|id| drawn.claims.get(id));
                ClaimsBlock { frame, rows: rows.collect() }.render()
            }
            "photo" => {
                let pictures = directive.ids.iter().filter_map(|id| drawn.pictures.get(id));
                PhotoBlock { frame, pictures: pictures.collect() }.render()
            }
            "chart" => {
                let id = format!("story-block-{}", self.count.get());
                ChartBlock { frame, chart: drawn.charts.get(&whole), id }.render()
            }
            "map" => {
                let map = drawn.map.as_ref();
                map.map_or(Ok(String::new()), |view| MapBlock { frame, view }.render())
            }
            _ => Ok(String::new()),
        }
    }
}

impl Surroundings for Around<'_> {
    fn address(&self, id: &str) -> Option<String> {
        self.view.addresses.get(id).map(|path| self.frame.link(path))
    }

    fn directive(&self, directive: &Directive, words: &str) -> String {
        self.drawn(directive, words).unwrap_or_else(|error| {
            tracing::error!(%error, "a block of a story could not be drawn");
            String::new()
        })
    }

    fn source(&self, id: &str) -> String {
        self.view.sources.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }
}
