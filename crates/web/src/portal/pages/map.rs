//! Works on a map: those whose place may be shown, each as exactly as it may; the list says the same without a
//! script. The map has no outlines of its own: none drawn is better than one drawn wrong.

use crate::portal::frame::Frame;
use crate::portal::record::{Named, Verbatim};
use askama::Template;
use chungtay_ledger::kinds::attachments::SitePrecision;
use chungtay_ledger::kinds::works::{WorkClass, WorkState};

/// Tiles of somebody else's, set by whoever serves the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapTiles {
    /// `https://tiles.example/{z}/{x}/{y}.png`
    pub address: String,
    /// Whose they are, as their licence wants it said.
    pub credit: String,
}

impl MapTiles {
    /// Whether tiles can be asked for there: `http` or `https`, a host, and places for zoom, column and row.
    #[must_use]
    pub fn is_address(address: &str) -> bool {
        let tiles = Self { address: address.to_owned(), credit: String::new() };
        tiles.origin().is_some() && ["{z}", "{x}", "{y}"].iter().all(|part| address.contains(part))
    }

    /// `tiles.example`, as a reader is told it.
    #[must_use]
    pub fn host(&self) -> String {
        let origin = self.origin().unwrap_or_default();
        origin.split_once("://").map_or("", |(_, host)| host).to_owned()
    }

    /// `https://tiles.example`: what the page must be let to load from.
    #[must_use]
    pub fn origin(&self) -> Option<&str> {
        let (scheme, rest) = self.address.split_once("://")?;
        let host = rest.split('/').next().filter(|host| !host.is_empty())?;
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
        let valid = matches!(scheme, "https" | "http") && host.bytes().all(is_plain);
        valid.then(|| &self.address[..scheme.len() + 3 + host.len()])
    }
}

/// A place in millionths of a degree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// North.
    pub north: i64,
    /// East.
    pub east: i64,
}

/// One work with a place.
#[derive(Clone, Debug)]
pub struct MapWork {
    /// The work.
    pub work: Named,
    /// What it is.
    pub class: WorkClass,
    /// How far it is.
    pub state: Option<WorkState>,
    /// How exactly its place is shown.
    pub precision: SitePrecision,
    /// One point, or those of a line.
    pub points: Vec<Point>,
    /// The entry that says so.
    pub entry: u64,
    /// The place in the source's words.
    pub place: Option<Verbatim>,
}

impl MapWork {
    /// The points as the script reads them: `north,east north,east`.
    #[must_use]
    pub fn coordinates(&self) -> String {
        let point = |point: &Point| format!("{},{}", point.north, point.east);
        self.points.iter().map(point).collect::<Vec<_>>().join(" ")
    }
}

/// Works with and without a place.
#[derive(Clone, Debug, Default)]
pub struct MapView {
    /// Those that stand on the map, in the book's order.
    pub works: Vec<MapWork>,
    /// Those whose place must not be shown.
    pub hidden: Vec<Named>,
    /// Those of which no place is entered.
    pub unplaced: Vec<Named>,
}

/// The map's page.
#[derive(Template)]
#[template(path = "map.html")]
pub struct MapPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub view: MapView,
    /// Tiles, where some are set.
    pub tiles: Option<MapTiles>,
}
