//! By when a person's request must be answered: dated rules as data (Law 91/2025/QH15 with Decree
//! 356/2025, from 1 January 2026; secondary sources, to be checked against the text). Working days are
//! Monday to Friday: public holidays are not known here, so a deadline may fall too early, never too late.

use crate::date::Date;
use crate::kinds::privacy::Right;

/// One law's deadlines.
#[derive(Debug)]
pub struct Rule {
    /// The first day it holds for, as year, month and day.
    from: (i16, i8, i8),
    /// The numbers of the law and of its decree.
    pub laws: &'static [&'static str],
    /// Working days until the person must have been told that it is being dealt with.
    pub reply_working_days: u32,
    /// Days until it must be done.
    pub finish_days: fn(Right) -> u32,
}

impl Rule {
    /// The first day it holds for.
    #[must_use]
    pub fn from(&self) -> Option<Date> {
        let (year, month, day) = self.from;
        Date::new(year, month, day)
    }
}

/// Newest first.
const RULES: &[Rule] = &[Rule {
    from: (2026, 1, 1),
    laws: &["91/2025/QH15", "356/2025/NĐ-CP"],
    reply_working_days: 2,
    finish_days: |right| match right {
        Right::Access | Right::Correct => 10,
        Right::Withdraw | Right::Restrict | Right::Object => 15,
        Right::Delete => 20,
    },
}];

/// By when a request must be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlines {
    /// The last day to tell the person that it is being dealt with.
    pub reply_by: Date,
    /// The last day to have done it.
    pub finish_by: Date,
}

/// The deadlines of a request that came on this day; `None` before the first rule that is known.
#[must_use]
pub fn deadlines(right: Right, received_on: Date) -> Option<Deadlines> {
    let holds = |rule: &&Rule| rule.from().is_some_and(|from| received_on >= from);
    let rule = RULES.iter().find(holds)?;
    let mut reply_by = received_on;
    let mut left = rule.reply_working_days;
    while left > 0 {
        reply_by = reply_by.next();
        left -= u32::from(is_working_day(reply_by));
    }
    let mut finish_by = received_on;
    for _ in 0..(rule.finish_days)(right) {
        finish_by = finish_by.next();
    }
    Some(Deadlines { reply_by, finish_by })
}

/// The newest rule that is known; it holds from its first day on.
#[must_use]
pub fn newest_rule() -> Option<&'static Rule> {
    RULES.first()
}

/// Monday to Friday; 1 January 1970 was a Thursday.
pub(crate) fn is_working_day(day: Date) -> bool {
    (day.days_since_epoch() + 3).rem_euclid(7) < 5
}
