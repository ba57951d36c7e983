//! Stories as feeds: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1. Written by hand: a dozen elements each. Knows
//! no request: where the site stands is passed in, and addresses are paths where nobody said.

use super::frame::Frame;
use super::pages::stories::{Stories, StoryRow, feeds};
use chungtay_ledger::date::Moment;
use chungtay_text::Language;
use std::fmt::Write as _;

/// Which form a feed has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedForm {
    /// Atom.
    Atom,
    /// RSS 2.0.
    Rss,
    /// JSON Feed.
    Json,
}

impl FeedForm {
    /// The form and the language of a file's name: `stories-en.atom`.
    #[must_use]
    pub fn of(name: &str) -> Option<(Self, Language)> {
        let (stem, ending) = name.rsplit_once('.')?;
        let language = match stem {
            "stories" => Language::Vietnamese,
            "stories-en" => Language::English,
            _ => return None,
        };
        let form = match ending {
            "atom" => Self::Atom,
            "rss" => Self::Rss,
            "json" => Self::Json,
            _ => return None,
        };
        Some((form, language))
    }

    /// The media type that it is sent as.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml; charset=utf-8",
            Self::Rss => "application/rss+xml; charset=utf-8",
            Self::Json => "application/feed+json; charset=utf-8",
        }
    }

    fn place(self) -> usize {
        match self {
            Self::Atom => 0,
            Self::Rss => 1,
            Self::Json => 2,
        }
    }
}

/// A feed of stories. `origin` is the log's, which names the feed wherever it stands.
#[must_use]
pub fn feed(
    form: FeedForm,
    frame: &Frame,
    stories: &Stories,
    (site, origin): (&str, &str),
) -> String {
    let own = format!("{site}{}", feeds(frame.language)[form.place()].0);
    let feed = Feed { frame, stories, site, origin, own };
    match form {
        FeedForm::Atom => feed.atom(),
        FeedForm::Rss => feed.rss(),
        FeedForm::Json => feed.json(),
    }
}

struct Feed<'a> {
    frame: &'a Frame,
    stories: &'a Stories,
    site: &'a str,
    origin: &'a str,
    own: String,
}

impl Feed<'_> {
    fn page(&self, row: &StoryRow) -> String {
        format!("{}{}", self.site, self.frame.link(format!("/stories/{}", row.id)))
    }

    /// The same wherever the feed stands, and for ever.
    fn name(&self, row: &StoryRow) -> String {
        format!("urn:chungtay:{}:story:{}:{}", self.origin, row.id, row.language)
    }

    fn title(&self) -> String {
        format!("{}: {}", self.frame.text("stories-title"), self.frame.book_name())
    }

    fn list(&self) -> String {
        format!("{}{}", self.site, self.frame.link("/stories"))
    }

    fn atom(&self) -> String {
        let language = self.frame.language;
        let updated = self.stories.rows.first().map_or(Moment(0), |row| row.published);
        let mut out = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" \
             xml:lang=\"{language}\">\n<id>urn:chungtay:{}:stories:{language}</id>\n<title>{}</title>\n\
             <updated>{}</updated>\n<link rel=\"self\" href=\"{}\"/>\n<link href=\"{}\"/>\n\
             <author><name>{}</name></author>\n",
            escaped(self.origin),
            escaped(&self.title()),
            rfc3339(updated),
            escaped(&self.own),
            escaped(&self.list()),
            escaped(&self.frame.book_name()),
        );
        for row in &self.stories.rows {
            let _ = write!(
                out,
                "<entry>\n<id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n<link href=\"{}\" \
                 hreflang=\"{}\"/>\n<category term=\"{}\" label=\"{}\"/>\n<summary>{}</summary>\n</entry>\n",
                escaped(&self.name(row)),
                escaped(&row.title),
                rfc3339(row.published),
                escaped(&self.page(row)),
                row.language,
                row.section,
                escaped(&self.frame.word("story-section", row.section)),
                escaped(&row.lead),
            );
        }
        out.push_str("</feed>\n");
        out
    }

    fn rss(&self) -> String {
        let mut out = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" \
             xmlns:atom=\"http://www.w3.org/2005/Atom\">\n<channel>\n<title>{}</title>\n<link>{}</link>\n\
             <description>{}</description>\n<language>{}</language>\n<atom:link rel=\"self\" \
             type=\"application/rss+xml\" href=\"{}\"/>\n",
            escaped(&self.title()),
            escaped(&self.list()),
            escaped(&self.frame.text("stories-lead")),
            self.frame.language,
            escaped(&self.own),
        );
        for row in &self.stories.rows {
            let _ = write!(
                out,
                "<item>\n<guid isPermaLink=\"false\">{}</guid>\n<title>{}</title>\n<link>{}</link>\n\
                 <pubDate>{}</pubDate>\n<category>{}</category>\n<description>{}</description>\n</item>\n",
                escaped(&self.name(row)),
                escaped(&row.title),
                escaped(&self.page(row)),
                rfc822(row.published),
                escaped(&self.frame.word("story-section", row.section)),
                escaped(&row.lead),
            );
        }
        out.push_str("</channel>\n</rss>\n");
        out
    }

    fn json(&self) -> String {
        let items: Vec<serde_json::Value> = self
            .stories
            .rows
            .iter()
            .map(|row| {
                serde_json::json!({
                    "id": self.name(row),
                    "url": self.page(row),
                    "title": row.title,
                    "content_text": row.lead,
                    "date_published": rfc3339(row.published),
                    "language": row.language.code(),
                    "tags": [self.frame.word("story-section", row.section)],
                })
            })
            .collect();
        let feed = serde_json::json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title(),
            "home_page_url": self.list(),
            "feed_url": self.own,
            "language": self.frame.language.code(),
            "items": items,
        });
        format!("{feed}\n")
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Letters that XML 1.0 has not.
            control if control.is_control() && !matches!(control, '\n' | '\t') => {}
            plain => out.push(plain),
        }
    }
    out
}

/// In `Asia/Ho_Chi_Minh`, as the pages show it.
fn rfc3339(moment: Moment) -> String {
    let (hours, minutes, seconds) = moment.time_of_day();
    let day = moment.date().map(|day| day.to_string()).unwrap_or_default();
    format!("{day}T{hours:02}:{minutes:02}:{seconds:02}+07:00")
}

/// RFC 822 with a year of four digits, as RSS asks.
fn rfc822(moment: Moment) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let Some(date) = moment.date() else { return String::new() };
    let (year, month, day) = date.parts();
    // The first of January 1970 was a Thursday.
    let weekday = usize::try_from(date.days_since_epoch().rem_euclid(7)).unwrap_or(0);
    let month = usize::try_from(month - 1).unwrap_or(0);
    let (hours, minutes, seconds) = moment.time_of_day();
    format!(
        "{}, {day:02} {} {year:04} {hours:02}:{minutes:02}:{seconds:02} +0700",
        DAYS[weekday], MONTHS[month]
    )
}

#[cfg(test)]
mod tests {
    use super::{rfc822, rfc3339};
    use chungtay_ledger::date::Moment;

    /// `TZ=Asia/Ho_Chi_Minh date -R -d @1726020000` and `date -Is`.
    #[test]
    fn moments_are_written_as_feeds_ask() {
        assert_eq!(rfc822(Moment(1_726_020_000)), "Wed, 11 Sep 2024 09:00:00 +0700");
        assert_eq!(rfc3339(Moment(1_726_020_000)), "2024-09-11T09:00:00+07:00");
    }
}
