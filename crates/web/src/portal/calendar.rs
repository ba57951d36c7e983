//! A calendar feed of the disclosure deadlines: iCalendar (RFC 5545), one all-day event for each duty that
//! has a last day. Lines end with CR LF and are folded at 75 octets; words come from the messages.

use super::frame::Frame;
use super::pages::disclosure::{Disclosure, DutyRow};
use chungtay_ledger::date::{Date, Moment};
use chungtay_ledger::kinds::life::Regime;
use std::fmt::Write as _;

/// The media type.
pub const MEDIA_TYPE: &str = "text/calendar; charset=utf-8";

/// The feed. The book's identifier, the event's and the duty name each line for ever.
#[must_use]
pub fn feed(frame: &Frame, disclosure: &Disclosure) -> String {
    let mut out = Lines(String::new());
    out.line("BEGIN", "VCALENDAR");
    out.line("VERSION", "2.0");
    out.line("PRODID", "-//Chung Tay//Disclosure clock//VI");
    out.line("CALSCALE", "GREGORIAN");
    out.line("METHOD", "PUBLISH");
    out.text("X-WR-CALNAME", &frame.text("disclosure-calendar-name"));
    for row in &disclosure.rows {
        if let Some(due) = row.due {
            event(&mut out, frame, disclosure, (row, due));
        }
    }
    out.line("END", "VCALENDAR");
    out.0
}

fn event(out: &mut Lines, frame: &Frame, of: &Disclosure, (row, due): (&DutyRow, Date)) {
    let duty = row.rule.duty.word();
    out.line("BEGIN", "VEVENT");
    out.line("UID", &format!("{}-{duty}@{}.chung-tay", row.event_id, of.book));
    out.line("DTSTAMP", &moment(of.recorded_at));
    out.line("DTSTART;VALUE=DATE", &day(due));
    out.line("DTEND;VALUE=DATE", &day(due.next()));
    let standing = frame.word("disclosure-state", row.standing.word());
    let what = frame.word("duty", duty);
    out.text("SUMMARY", &format!("{what} ({standing})"));
    out.text("DESCRIPTION", &described(frame, row));
    out.line("TRANSP", "TRANSPARENT");
    out.line("END", "VEVENT");
}

fn described(frame: &Frame, row: &DutyRow) -> String {
    let names: Vec<&str> = row.about.iter().map(|named| named.name.text.as_str()).collect();
    let basis = &row.rule.basis;
    let regime: Regime = row.regime;
    [
        names.join("; "),
        frame.word("regime", regime.word()).into_owned(),
        format!("{} {}", frame.text("rule-basis"), basis.laws.join(", ")),
        format!(
            "{} {}",
            frame.text("confidence-content"),
            frame.word("confidence", basis.confidence.word())
        ),
    ]
    .into_iter()
    .filter(|line| !line.is_empty())
    .collect::<Vec<_>>()
    .join("\n")
}

fn day(day: Date) -> String {
    let (year, month, day) = day.parts();
    format!("{year:04}{month:02}{day:02}")
}

/// A moment in UTC.
fn moment(moment: Moment) -> String {
    let local = Moment(moment.0.saturating_sub(7 * 3600));
    let (hours, minutes, seconds) = local.time_of_day();
    let date = local.date().map_or_else(|| "19700101".to_owned(), day);
    format!("{date}T{hours:02}{minutes:02}{seconds:02}Z")
}

/// Content lines.
struct Lines(String);

impl Lines {
    /// A line whose value needs no escape.
    fn line(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for character in format!("{name}:{value}").chars() {
            // 75 octets without the line's end; a fold begins with a space, which counts.
            if length + character.len_utf8() > 75 {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(character);
            length += character.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// A line of text, escaped (RFC 5545 §3.3.11).
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len() + 8);
        for character in value.chars() {
            match character {
                '\\' | ';' | ',' => {
                    let _ = write!(escaped, "\\{character}");
                }
                '\n' => escaped.push_str("\\n"),
                '\r' => {}
                other => escaped.push(other),
            }
        }
        self.line(name, &escaped);
    }
}
