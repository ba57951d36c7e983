//! What the rules ask, as dated data: a residents' meeting before a work is agreed, and what must be published
//! by when. Each rule says since when it holds, where it stands, and how far that was read. Nothing here is
//! legal advice: a rule that was not read in its own text says so on every page that uses it. The regime is
//! chosen by the day of the event. Public holidays are not known here: a deadline in working days may fall too
//! early, never too late.

use crate::date::Date;
use crate::deadlines::is_working_day;
use crate::kinds::life::{
    Duty, EventClass, MeetingForm, MeetingSubject, Regime, ResidentsMeeting, Signer,
};

/// How far a rule was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// In the official text or a mirror of it.
    Read,
    /// In a second hand's account.
    Secondary,
    /// From memory only.
    Memory,
}

impl Confidence {
    /// The word in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Secondary => "secondary",
            Self::Memory => "memory",
        }
    }
}

/// A day as year, month and day; `const` tables cannot hold a [`Date`].
type Day = (i16, i8, i8);

fn date((year, month, day): Day) -> Option<Date> {
    Date::new(year, month, day)
}

/// Where a rule stands and how well it is known.
#[derive(Debug)]
pub struct Basis {
    /// First day.
    from: Day,
    /// First day on which it no longer holds.
    until: Option<Day>,
    /// Numbers of the laws, decrees and circulars.
    pub laws: &'static [&'static str],
    /// Articles, as cited.
    pub articles: &'static str,
    /// How far its content was read.
    pub confidence: Confidence,
    /// How far its first day was read.
    pub confidence_of_days: Confidence,
}

impl Basis {
    /// Its first day.
    #[must_use]
    pub fn from(&self) -> Option<Date> {
        date(self.from)
    }

    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        let began = date(self.from).is_some_and(|from| from <= day);
        began && self.until.and_then(date).is_none_or(|until| day < until)
    }
}

/// What a residents' meeting must be.
#[derive(Debug)]
pub struct MeetingRule {
    /// The rules it belongs to.
    pub regime: Regime,
    /// What is decided upon.
    pub subjects: &'static [MeetingSubject],
    /// How residents may decide.
    pub forms: &'static [MeetingForm],
    /// Who signs the record, by what they are.
    pub signers: &'static [Signer],
    /// The least part of all households, present or not, that must be in favour: numerator, denominator.
    pub share: (u32, u32),
    /// Days before the meeting by which residents must have been told of it.
    pub notice_days: i32,
    /// Where it stands.
    pub basis: Basis,
}

/// Law 10/2022 on democracy at the grassroots, its decree, and the circulars on village works.
const MEETING_RULES: &[MeetingRule] = &[MeetingRule {
    regime: Regime::Residents,
    subjects: &[MeetingSubject::Contribution, MeetingSubject::Management],
    // Article 15 (6) alone allows votes online: for matters other than these.
    forms: &[MeetingForm::Meeting, MeetingForm::Ballot],
    signers: &[Signer::VillageHead, Signer::FrontHead, Signer::Household],
    share: (2, 3),
    notice_days: 2,
    basis: Basis {
        from: (2023, 7, 1),
        until: None,
        laws: &["10/2022/QH15", "59/2023/NĐ-CP"],
        articles: "15, 18–21",
        confidence: Confidence::Read,
        confidence_of_days: Confidence::Memory,
    },
}];

impl MeetingRule {
    /// How many households must be in favour.
    #[must_use]
    pub fn needed(&self, total: u32) -> u32 {
        let (part, of) = (u64::from(self.share.0), u64::from(self.share.1.max(1)));
        u32::try_from((u64::from(total) * part).div_ceil(of)).unwrap_or(u32::MAX)
    }

    /// Whether a meeting decided what the rule is about, in a form that it allows, with enough in favour.
    #[must_use]
    pub fn is_met_by(&self, meeting: &ResidentsMeeting) -> bool {
        self.subjects.contains(&meeting.subject)
            && self.forms.contains(&meeting.form)
            && meeting.in_favour >= self.needed(meeting.total)
    }

    /// Who should have signed the record and, as far as the book says, did not.
    pub fn unsigned(&self, meeting: &ResidentsMeeting) -> impl Iterator<Item = Signer> {
        self.signers.iter().copied().filter(|signer| !meeting.signers.contains(signer))
    }

    /// Whether residents were told in time; `None` where the day they were told is not known.
    #[must_use]
    pub fn was_told_in_time(&self, notice_on: Option<Date>, held_on: Date) -> Option<bool> {
        let notice = notice_on?;
        Some(held_on.days_since_epoch() - notice.days_since_epoch() >= self.notice_days)
    }
}

/// The rule for meetings of a regime on a day; `None` where none is known.
#[must_use]
pub fn meeting_rule(regime: Regime, on: Date) -> Option<&'static MeetingRule> {
    MEETING_RULES.iter().find(|rule| rule.regime == regime && rule.basis.holds_on(on))
}

/// By when something must be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// On the day itself.
    SameDay,
    /// So many days before.
    DaysBefore(i32),
    /// So many days after.
    DaysAfter(i32),
    /// So many working days after.
    WorkingDaysAfter(u32),
    /// On a month and day of the year after.
    NextYear(i8, i8),
    /// What was read fixes no day.
    NoDay,
}

impl Due {
    /// The last day; `None` where none is fixed.
    #[must_use]
    pub fn last_day(self, event: Date) -> Option<Date> {
        let moved = |days: i32| Date::from_days_since_epoch(event.days_since_epoch() + days);
        match self {
            Self::SameDay => Some(event),
            Self::DaysBefore(days) => moved(-days),
            Self::DaysAfter(days) => moved(days),
            Self::WorkingDaysAfter(days) => Some(after_working_days(event, days)),
            Self::NextYear(month, day) => Date::new(event.parts().0.checked_add(1)?, month, day),
            Self::NoDay => None,
        }
    }
}

/// The day so many working days after another.
fn after_working_days(day: Date, count: u32) -> Date {
    let (mut day, mut left) = (day, count);
    while left > 0 {
        day = day.next();
        left -= u32::from(is_working_day(day));
    }
    day
}

/// Something that must be published after an event.
#[derive(Debug)]
pub struct DutyRule {
    /// The rules it belongs to.
    pub regime: Regime,
    /// What starts the clock.
    pub event: EventClass,
    /// What must be published.
    pub duty: Duty,
    /// By when.
    pub due: Due,
    /// How many days it must stay published, where that was read.
    pub kept_days: Option<i32>,
    /// Where it stands.
    pub basis: Basis,
}

const fn law(
    from: Day,
    until: Option<Day>,
    laws: &'static [&'static str],
    articles: &'static str,
    confidence: (Confidence, Confidence),
) -> Basis {
    let (confidence, confidence_of_days) = confidence;
    Basis { from, until, laws, articles, confidence, confidence_of_days }
}

const fn rule(
    (regime, event): (Regime, EventClass),
    duty: Duty,
    due: Due,
    kept_days: Option<i32>,
    basis: Basis,
) -> DutyRule {
    DutyRule { regime, event, duty, due, kept_days, basis }
}

const READ: (Confidence, Confidence) = (Confidence::Read, Confidence::Read);
const GRASSROOTS: &[&str] = &["10/2022/QH15", "59/2023/NĐ-CP"];
const DISASTER: &[&str] = &["93/2021/NĐ-CP"];
const DISASTER_FROM: Day = (2021, 12, 11);
const VILLAGE: &[&str] = &["26/2026/TT-BTC"];

/// Every duty that is known, by regime and by what starts its clock.
const DUTY_RULES: &[DutyRule] = &[
    rule(
        (Regime::Residents, EventClass::Decision),
        Duty::DecisionNotice,
        Due::WorkingDaysAfter(5),
        Some(30),
        law((2023, 7, 1), None, GRASSROOTS, "12–14", (Confidence::Read, Confidence::Memory)),
    ),
    rule(
        (Regime::Residents, EventClass::Decision),
        Duty::MeetingRecord,
        Due::WorkingDaysAfter(5),
        None,
        law((2023, 7, 1), None, GRASSROOTS, "20", (Confidence::Read, Confidence::Memory)),
    ),
    rule(
        (Regime::Residents, EventClass::ReceivingEnds),
        Duty::TotalReceived,
        Due::NoDay,
        None,
        law((2026, 3, 25), None, VILLAGE, "21–23", READ),
    ),
    rule(
        (Regime::Residents, EventClass::UseEnds),
        Duty::TotalUsed,
        Due::NoDay,
        None,
        law((2026, 3, 25), None, VILLAGE, "21–23", READ),
    ),
    rule(
        (Regime::Disaster, EventClass::AppealIssued),
        Duty::AppealDocument,
        Due::SameDay,
        Some(30),
        law(DISASTER_FROM, None, DISASTER, "14", READ),
    ),
    rule(
        (Regime::Disaster, EventClass::ReceivingBegins),
        Duty::ReceivingNotice,
        Due::DaysBefore(1),
        Some(30),
        law(DISASTER_FROM, None, DISASTER, "14", READ),
    ),
    rule(
        (Regime::Disaster, EventClass::ReceivingEnds),
        Duty::TotalReceived,
        Due::DaysAfter(15),
        Some(30),
        law(DISASTER_FROM, None, DISASTER, "14", READ),
    ),
    rule(
        (Regime::Disaster, EventClass::SupportBegins),
        Duty::Beneficiaries,
        Due::SameDay,
        None,
        law(DISASTER_FROM, None, DISASTER, "14", READ),
    ),
    rule(
        (Regime::Disaster, EventClass::UseEnds),
        Duty::TotalUsed,
        Due::DaysAfter(30),
        Some(30),
        law(DISASTER_FROM, None, DISASTER, "14", READ),
    ),
    rule(
        (Regime::Disaster, EventClass::UseEnds),
        Duty::Report,
        Due::DaysAfter(30),
        None,
        law(DISASTER_FROM, None, DISASTER, "13 (2)", READ),
    ),
    rule(
        (Regime::Charity, EventClass::YearEnds),
        Duty::YearReport,
        Due::NextYear(3, 31),
        None,
        law(
            (2020, 1, 15),
            Some((2026, 3, 1)),
            &["93/2019/NĐ-CP", "136/2024/NĐ-CP"],
            "8",
            (Confidence::Read, Confidence::Memory),
        ),
    ),
    rule(
        (Regime::Charity, EventClass::YearEnds),
        Duty::YearReport,
        Due::NextYear(3, 31),
        None,
        law(
            (2026, 3, 1),
            None,
            &["03/2026/NĐ-CP"],
            "–",
            (Confidence::Secondary, Confidence::Secondary),
        ),
    ),
    rule(
        (Regime::Internal, EventClass::UseEnds),
        Duty::Report,
        Due::NoDay,
        None,
        law(
            (2022, 9, 1),
            None,
            &["41/2022/TT-BTC"],
            "9",
            (Confidence::Secondary, Confidence::Read),
        ),
    ),
];

/// What must be published after an event on a day.
pub fn duties(
    regime: Regime,
    event: EventClass,
    on: Date,
) -> impl Iterator<Item = &'static DutyRule> {
    DUTY_RULES
        .iter()
        .filter(move |rule| rule.regime == regime && rule.event == event)
        .filter(move |rule| rule.basis.holds_on(on))
}
