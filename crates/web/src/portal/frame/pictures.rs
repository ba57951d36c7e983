//! How a picture is written: its copies for screens of every width, its words, and what its file said of time
//! and place. A picture whose record was erased leaves a sentence, never a gap without one.

use super::Frame;
use crate::portal::html::Html;
use crate::portal::pages::pictures::{PictureFile, PictureView};
use crate::portal::record::Opened;
use chungtay_text::Language;

impl Frame {
    /// The picture alone, for a place so wide as `sizes` says (HTML's `sizes`); a sentence where it is gone.
    #[must_use]
    pub fn picture(&self, picture: &PictureView, sizes: &str) -> Html {
        let (Some(fallback), false) = (fallback(&picture.files), picture.files.is_empty()) else {
            return Html::new()
                .raw("<p class=\"picture-gone\">")
                .icon("erased")
                .text(&self.text("picture-gone"))
                .raw("</p>");
        };
        let modern: Vec<String> = picture
            .files
            .iter()
            .filter(|file| file.is("webp"))
            .map(|file| format!("{} {}w", file.address(), file.width))
            .collect();
        let mut html = Html::new().raw("<picture>");
        if !modern.is_empty() {
            html = html
                .raw("<source type=\"image/webp\" srcset=\"")
                .text(&modern.join(", "))
                .raw("\" sizes=\"")
                .text(sizes)
                .raw("\">");
        }
        html.raw("<img src=\"")
            .text(&fallback.address())
            .raw(&format!("\" width=\"{}\" height=\"{}\"", fallback.width, fallback.height))
            .raw(" loading=\"lazy\" decoding=\"async\" alt=\"")
            .text(self.alternative(picture))
            .raw("\"></picture>")
    }

    /// What a picture shows, in the page's language where it was told so.
    fn alternative<'a>(&self, picture: &'a PictureView) -> &'a str {
        let words = |opened: &'a Opened| match opened {
            Opened::Text(words) => Some(words.text.as_str()),
            Opened::Withheld | Opened::Anonymous | Opened::Erased | Opened::Absent => None,
        };
        let english = words(&picture.alt_english).filter(|_| self.language == Language::English);
        english.or_else(|| words(&picture.alt)).unwrap_or_default()
    }

    /// What the file said of time and place, and what that is worth; nothing where it said nothing.
    #[must_use]
    pub fn told_by_camera(&self, picture: &PictureView) -> Html {
        let mut html = Html::new();
        if let Some(taken) = &picture.taken {
            let moment = taken.words.text.replace('T', " ");
            let time = Html::new()
                .raw("<span data-entry=\"")
                .raw(&picture.entry.to_string())
                .raw("\">")
                .text(&moment)
                .raw("</span>");
            let key = if taken.is_day_of_entry {
                "picture-taken-that-day"
            } else {
                "picture-taken-another-day"
            };
            let places = [("taken", time), ("day", self.date(picture.entered_for))];
            html = html.html(&self.phrase(key, &places)).raw(" ");
        }
        if let Some(distance) = &picture.distance {
            html = html
                .html(&self.phrase("picture-distance", &[("distance", self.bare(distance))]))
                .raw(" ");
        }
        if let Some(position) = &picture.position {
            html = html
                .html(&self.phrase("picture-position", &[("position", self.verbatim(position))]))
                .raw(" ");
        }
        if html.as_str().is_empty() {
            return html;
        }
        html.text(&self.text("picture-camera-proves"))
    }
}

/// The copy for browsers that know no other.
fn fallback(files: &[PictureFile]) -> Option<&PictureFile> {
    files.iter().find(|file| file.is("jpg")).or_else(|| files.iter().find(|file| !file.is("pdf")))
}
