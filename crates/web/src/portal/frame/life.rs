//! How a frame writes what is told of a work's life and of what must be published.

use super::Frame;
use crate::portal::html::Html;
use crate::portal::pages::life::MeetingView;
use chungtay_ledger::disclosure::Standing;
use chungtay_text::Language;
use std::borrow::Borrow;

impl Frame {
    /// A quantity in thousandths as an entry holds it, with the decimals that say something.
    #[must_use]
    pub fn thousandths(&self, thousandths: impl Borrow<i64>, entry: impl Borrow<u64>) -> Html {
        let (value, entry) = (*thousandths.borrow(), *entry.borrow());
        let mark = match self.language {
            Language::Vietnamese => ',',
            Language::English => '.',
        };
        let whole = chungtay_text::money::grouped(value / 1000, self.language);
        let decimals = format!("{:03}", value.unsigned_abs() % 1000);
        let decimals = decimals.trim_end_matches('0');
        let said = if decimals.is_empty() { whole } else { format!("{whole}{mark}{decimals}") };
        Html::new()
            .raw("<data class=\"amount\" value=\"")
            .number(value)
            .raw("\" data-entry=\"")
            .raw(&entry.to_string())
            .raw("\">")
            .text(&said)
            .raw("</data>")
    }

    /// Whether a residents' meeting is what the rules of its day ask, and whether residents were told in
    /// time.
    #[must_use]
    pub fn meeting_verdict(&self, meeting: &MeetingView) -> Html {
        let share = match meeting.meets {
            Some(true) => self.mark("good", "agree", "meeting-meets"),
            Some(false) if !meeting.form_holds => {
                self.mark("bad", "disagree", "meeting-wrong-form")
            }
            Some(false) => self.mark("bad", "disagree", "meeting-falls-short"),
            None => self.mark("open", "unknown", "meeting-no-rule"),
        };
        let notice = match (meeting.rule, meeting.told_in_time) {
            (Some(_), Some(false)) => self.mark("bad", "alarm", "meeting-notice-late"),
            (Some(_), None) => self.mark("open", "unknown", "meeting-notice-unknown"),
            (Some(_), Some(true)) | (None, _) => return share,
        };
        share.raw(" ").html(&notice)
    }

    /// How a duty to publish stands.
    #[must_use]
    pub fn duty_standing(&self, standing: impl Borrow<Standing>) -> Html {
        let standing = *standing.borrow();
        let key = format!("disclosure-state-{}", standing.word());
        match standing {
            Standing::Late => self.mark("bad", "alarm", &key),
            Standing::DoneLate => self.mark("wait", "alarm", &key),
            Standing::Open => self.mark("wait", "wait", &key),
            Standing::NoDay => self.mark("open", "unknown", &key),
            Standing::Done => self.mark("good", "agree", &key),
        }
    }

    /// The calendar feed in the page's language; it stands at the root, so that a static copy has it too.
    #[must_use]
    pub fn calendar_link(&self) -> &'static str {
        match self.language {
            Language::Vietnamese => "/disclosure.ics",
            Language::English => "/disclosure-en.ics",
        }
    }
}
