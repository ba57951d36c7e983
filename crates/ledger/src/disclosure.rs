//! The disclosure clock: what must be published after each event, by when, and whether it was. Follows from
//! the entries and the dated rules of `regimes.rs`; a deadline is judged as of a day that is passed in.

use crate::date::Date;
use crate::id::Id;
use crate::kinds::life::{EventClass, MeetingSubject, Regime};
use crate::regimes::{DutyRule, duties, meeting_rule};
use crate::state::State;

/// How a duty stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Not done, and its last day is past.
    Late,
    /// Not done yet.
    Open,
    /// Not done, and no day is fixed.
    NoDay,
    /// Done after its last day.
    DoneLate,
    /// Done in time.
    Done,
}

impl Standing {
    /// The word in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Open => "open",
            Self::NoDay => "no-day",
            Self::DoneLate => "done-late",
            Self::Done => "done",
        }
    }
}

/// What started a clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Started {
    /// The identifier of the event or the residents' meeting.
    pub id: Id,
    /// What happened.
    pub class: EventClass,
    /// The rules it falls under.
    pub regime: Regime,
    /// The day.
    pub on: Date,
    /// The entry that says so.
    pub at: u64,
    /// The works it is about.
    pub works: Vec<Id>,
    /// The programme it is about.
    pub programme: Option<Id>,
}

/// One duty.
#[derive(Clone, Debug)]
pub struct Owed {
    /// What started the clock.
    pub event: Started,
    /// The rule.
    pub rule: &'static DutyRule,
    /// The last day; `None` where the rule fixes none.
    pub due: Option<Date>,
    /// When it was done and which entry says so.
    pub done: Option<(Date, u64)>,
}

impl Owed {
    /// How it stands on a day.
    #[must_use]
    pub fn standing(&self, today: Date) -> Standing {
        match (self.done, self.due) {
            (Some((on, _)), Some(due)) if on > due => Standing::DoneLate,
            (Some(_), _) => Standing::Done,
            (None, None) => Standing::NoDay,
            (None, Some(due)) if today > due => Standing::Late,
            (None, Some(_)) => Standing::Open,
        }
    }
}

/// Everything that started a clock, in the order of its entries.
fn started(state: &State) -> Vec<Started> {
    let events = state.life.events.iter().map(|(id, event)| Started {
        id: *id,
        class: event.item.class,
        regime: event.item.regime,
        on: event.item.on.unwrap_or(event.on),
        at: event.at,
        works: event.item.work.into_iter().collect(),
        programme: event.item.programme,
    });
    let regime_of = |work: &Id| {
        state
            .life
            .works
            .get(work)
            .and_then(|life| life.regime.as_ref())
            .map(|found| found.item.regime)
    };
    let meetings = state.life.meetings.iter().filter_map(|(id, meeting)| {
        let of_residents =
            meeting.item.works.iter().any(|work| regime_of(work) == Some(Regime::Residents));
        let rule = meeting_rule(Regime::Residents, meeting.on);
        let decides = meeting.item.subject != MeetingSubject::Other
            && rule.is_none_or(|rule| rule.is_met_by(&meeting.item));
        (of_residents && decides).then(|| Started {
            id: *id,
            class: EventClass::Decision,
            regime: Regime::Residents,
            on: meeting.on,
            at: meeting.at,
            works: meeting.item.works.clone(),
            programme: None,
        })
    });
    let mut all: Vec<Started> = events.chain(meetings).collect();
    all.sort_by_key(|started| started.at);
    all
}

/// Every duty of the book, in the order of the events that started it.
#[must_use]
pub fn clock(state: &State) -> Vec<Owed> {
    let mut owed = Vec::new();
    for event in started(state) {
        for rule in duties(event.regime, event.class, event.on) {
            let said = state.life.disclosures.iter();
            let first = said
                .filter(|said| said.item.event == event.id && said.item.duty == rule.duty)
                .min_by_key(|said| said.on);
            owed.push(Owed {
                event: event.clone(),
                rule,
                due: rule.due.last_day(event.on),
                done: first.map(|said| (said.on, said.at)),
            });
        }
    }
    owed
}
