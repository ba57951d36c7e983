//! How a place in degrees is written, bound to the entry that tells it.

use super::Frame;
use crate::portal::html::Html;
use crate::portal::pages::map::Point;
use chungtay_text::Language;

impl Frame {
    /// `21,85600° B, 106,76150° Đ`.
    #[must_use]
    pub fn point(&self, point: &Point, entry: &u64) -> Html {
        let (north, east) = (self.degrees(point.north), self.degrees(point.east));
        let places = [("north", Html::new().text(&north)), ("east", Html::new().text(&east))];
        Html::new()
            .raw("<span class=\"nowrap\" data-entry=\"")
            .raw(&entry.to_string())
            .raw("\">")
            .html(&self.phrase("map-point", &places))
            .raw("</span>")
    }

    fn degrees(&self, millionths: i64) -> String {
        let mark = match self.language {
            Language::Vietnamese => ',',
            Language::English => '.',
        };
        let (whole, part) = (millionths / 1_000_000, millionths.rem_euclid(1_000_000) / 10);
        format!("{whole}{mark}{part:05}")
    }
}
