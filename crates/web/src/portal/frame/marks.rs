//! How a frame writes states: always an icon and a word beside the colour.

use super::Frame;
use crate::portal::html::Html;
use crate::portal::pages::balances::{DayCheck, Footing};
use crate::portal::pages::claims::Verdict;
use crate::portal::pages::funds::SpendingStage;
use crate::portal::record::{LineState, Named};
use chungtay_ledger::entry::Authority;
use chungtay_ledger::kinds::works::WorkState;
use chungtay_text::Language;
use std::borrow::Borrow;

impl Frame {
    /// A mark: a class for its colour, an icon, a word.
    pub(super) fn mark(&self, class: &str, icon: &str, key: &str) -> Html {
        Html::new()
            .raw("<span class=\"state ")
            .raw(class)
            .raw("\">")
            .icon(icon)
            .text(&self.text(key))
            .raw("</span>")
    }

    /// An icon of the sprite.
    #[must_use]
    pub fn icon(&self, name: &str) -> Html {
        Html::new().icon(name)
    }

    /// The mark of what nobody recorded.
    #[must_use]
    pub fn unknown_mark(&self) -> Html {
        Html::new()
            .raw("<span class=\"unknown\">")
            .icon("unknown")
            .text(&self.text("value-unknown"))
            .raw("</span>")
    }

    /// The mark of what is invented for demonstration; nothing where the name itself says so.
    #[must_use]
    pub fn demonstration(&self, named: &Named) -> Html {
        let says_so = self.language == Language::Vietnamese
            && named.name.text.to_lowercase().contains(self.text("demonstration-mark").as_ref());
        if named.demonstration && !says_so {
            Html::new().raw(" ").html(&self.mark("wait", "info", "demonstration-mark"))
        } else {
            Html::new()
        }
    }

    /// How far a request to spend is.
    #[must_use]
    pub fn stage(&self, stage: impl Borrow<SpendingStage>) -> Html {
        let stage = *stage.borrow();
        let key = format!("spending-stage-{}", stage.word());
        match stage {
            SpendingStage::Asked | SpendingStage::Approved => self.mark("wait", "wait", &key),
            SpendingStage::Declined => self.mark("bad", "reversed", &key),
            SpendingStage::Paid | SpendingStage::Settled => self.mark("good", "agree", &key),
        }
    }

    /// A private field's name in words; one this page does not know keeps its own name.
    #[must_use]
    pub fn field(&self, field: &str) -> Html {
        let key = format!("field-{}", field.replace('_', "-"));
        if self.messages.has(&key) { Html::new().text(&self.text(&key)) } else { self.code(field) }
    }

    /// What claim and books come to.
    #[must_use]
    pub fn verdict(&self, verdict: impl Borrow<Verdict>) -> Html {
        let verdict = *verdict.borrow();
        match verdict {
            Verdict::Agree => self.mark("good", "agree", "verdict-agree"),
            Verdict::Disagree => self.mark("bad", "disagree", "verdict-disagree"),
            Verdict::CannotTell => self.mark("open", "unknown", "verdict-cannot-tell"),
        }
    }

    /// On what an agreement of bank and books rests.
    #[must_use]
    pub fn footing(&self, footing: impl Borrow<Footing>) -> Html {
        let footing = *footing.borrow();
        match footing {
            Footing::Proved => self.mark("good", "agree", "footing-proved"),
            Footing::Stated => self.mark("wait", "stated", "footing-stated"),
            Footing::NotProvable => self.mark("open", "unknown", "footing-not-provable"),
            Footing::Differs => self.mark("bad", "disagree", "footing-differs"),
        }
    }

    /// Whether one day agrees.
    #[must_use]
    pub fn day_check(&self, check: impl Borrow<DayCheck>) -> Html {
        let check = *check.borrow();
        match check {
            DayCheck::Agrees => self.mark("good", "agree", "day-agrees"),
            DayCheck::AgreesAsStated => self.mark("wait", "stated", "day-agrees-as-stated"),
            DayCheck::Differs => self.mark("bad", "disagree", "day-differs"),
            DayCheck::NothingPrinted => self.mark("open", "unknown", "day-nothing-printed"),
            DayCheck::NothingBefore => self.mark("open", "unknown", "day-nothing-before"),
        }
    }

    /// Where a line stands.
    #[must_use]
    pub fn line_state(&self, state: impl Borrow<LineState>) -> Html {
        let state = *state.borrow();
        let key = format!("line-state-{}", state.word());
        match state {
            LineState::Attributed => self.mark("good", "agree", &key),
            LineState::NotYetAttributed => self.mark("wait", "wait", &key),
            LineState::InSuspense => self.mark("wait", "pause", &key),
            LineState::Reversed => self.mark("bad", "reversed", &key),
        }
    }

    /// Where a work stands; unknown where no source says.
    #[must_use]
    pub fn work_state(&self, state: impl Borrow<Option<WorkState>>) -> Html {
        let state = *state.borrow();
        let Some(state) = state else { return self.mark("open", "unknown", "work-state-unknown") };
        let key = format!("work-state-{}", state.word());
        match state {
            WorkState::Surveyed
            | WorkState::Proposed
            | WorkState::Agreed
            | WorkState::Budgeted
            | WorkState::Mobilising
            | WorkState::Building
            | WorkState::Repaired => self.mark("wait", "wait", &key),
            WorkState::Accepted
            | WorkState::Inaugurated
            | WorkState::HandedOver
            | WorkState::InUse => self.mark("good", "agree", &key),
            WorkState::Closed => self.mark("open", "none", &key),
        }
    }

    /// On what an actor's name rests.
    #[must_use]
    pub fn authority(&self, authority: impl Borrow<Authority>) -> Html {
        let authority = *authority.borrow();
        let key = format!("authority-{}", authority.word());
        match authority {
            Authority::Asserted => self.mark("open", "stated", &key),
            Authority::Session => self.mark("wait", "person", &key),
            Authority::Signed => self.mark("good", "agree", &key),
        }
    }

    /// The kind of an entry in words; a kind this page does not know keeps its own name.
    #[must_use]
    pub fn kind(&self, kind: &str) -> Html {
        let name = kind.split('/').next().unwrap_or(kind);
        let key = format!("entry-kind-{}", name.replace('_', "-"));
        if self.messages.has(&key) { Html::new().text(&self.text(&key)) } else { self.code(kind) }
    }

    /// What an entry of this kind is for, where its name does not say it.
    #[must_use]
    pub fn kind_note(&self, kind: &str) -> Option<Html> {
        let name = kind.split('/').next().unwrap_or(kind);
        let key = format!("entry-note-{}", name.replace('_', "-"));
        self.messages.has(&key).then(|| Html::new().text(&self.text(&key)))
    }
}
