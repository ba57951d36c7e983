//! Works on a map, from the fold; and the same as `GeoJSON` (RFC 7946).

use super::snapshot::BooksSnapshot;
use crate::portal::pages::map::{MapView, MapWork, Point};
use chungtay_ledger::id::Id;
use chungtay_ledger::kinds::attachments::SitePrecision;
use serde_json::Value;
use std::fmt::Write;

impl BooksSnapshot<'_> {
    /// Every work, with or without a place.
    pub(super) fn map_page(&self) -> MapView {
        self.map_of(self.works_in_order())
    }

    /// Some works, in the order given.
    pub(super) fn map_of(&self, works: Vec<Id>) -> MapView {
        let mut view = MapView::default();
        for id in works {
            let (Some(row), Some(found)) = (self.work_row(id), self.state().works.get(&id)) else {
                continue;
            };
            let Some(site) = self.state().attached.sites.get(&id) else {
                view.unplaced.push(row.work);
                continue;
            };
            if site.item.precision == SitePrecision::Hidden {
                view.hidden.push(row.work);
                continue;
            }
            let points = site.item.points.iter();
            let points = points.map(|point| Point { north: point.north, east: point.east });
            view.works.push(MapWork {
                class: found.item.class,
                state: row.state,
                precision: site.item.precision,
                points: points.collect(),
                entry: site.at,
                place: row.place,
                work: row.work,
            });
        }
        view
    }
}

/// The works as a feature collection; addresses are this portal's own.
pub(crate) fn geojson(view: &MapView) -> String {
    let features: Vec<String> = view.works.iter().map(feature).collect();
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", features.join(",\n"))
}

fn feature(work: &MapWork) -> String {
    let positions: Vec<String> = work.points.iter().map(position).collect();
    let geometry = match positions.as_slice() {
        [only] => format!("{{\"type\":\"Point\",\"coordinates\":{only}}}"),
        all => format!("{{\"type\":\"LineString\",\"coordinates\":[{}]}}", all.join(",")),
    };
    let state = work.state.map_or(Value::Null, |state| Value::from(state.word()));
    let properties = serde_json::json!({
        "name": work.work.name.text,
        "class": work.class.word(),
        "state": state,
        "precision": work.precision.word(),
        "demonstration": work.work.demonstration,
        "entry": work.entry,
        "page": format!("/works/{}", work.work.id),
    });
    let id = Value::from(work.work.id.as_str());
    format!(
        "{{\"type\":\"Feature\",\"id\":{id},\"geometry\":{geometry},\"properties\":{properties}}}"
    )
}

/// East before north, as the standard wants it, in exact decimals.
fn position(point: &Point) -> String {
    let mut text = String::from("[");
    for (place, millionths) in [point.east, point.north].into_iter().enumerate() {
        let (whole, part) = (millionths / 1_000_000, millionths.rem_euclid(1_000_000));
        // Writing to a string cannot fail.
        let _ = write!(text, "{}{whole}.{part:06}", if place > 0 { "," } else { "" });
    }
    text + "]"
}
