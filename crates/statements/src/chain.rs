//! Running balances as a chain: each printed balance is the one before it and what the rows between add. A step
//! that does not hold is named with its row; an amount that cannot be read is taken from its neighbours only
//! where they prove it. Holds one step at a time and a few figures per day; never changes a row.

use crate::printed::Printed;
use crate::rest::RowRest;
use crate::row::{BadRow, Row, StatementRow};
use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;
use std::collections::BTreeMap;

/// So many broken steps are kept with their rows; all are counted.
const MOST_BREAKS: usize = 200;
/// Balances that have no neighbour yet; a file with more than this is in no order at all.
const MOST_LOOSE_ENDS: usize = 100_000;

/// Where a row stands in its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowPlace {
    /// As in [`StatementRow::statement`].
    pub statement: usize,
    /// As in [`StatementRow::row_number`].
    pub row_number: u64,
    /// As in [`StatementRow::line_number`].
    pub line_number: u64,
    /// As in [`StatementRow::page`].
    pub page: Option<u32>,
    /// As in [`StatementRow::row_on_page`].
    pub row_on_page: Option<u32>,
}

impl RowPlace {
    /// The place of a row that was read.
    #[must_use]
    pub fn of(row: &StatementRow<'_>) -> Self {
        let StatementRow { statement, row_number, line_number, page, row_on_page, .. } = *row;
        Self { statement, row_number, line_number, page, row_on_page }
    }

    /// The place of a row that was not.
    #[must_use]
    pub fn of_bad(bad: &BadRow) -> Self {
        let BadRow { statement, row_number, line_number, page, row_on_page, .. } = *bad;
        Self { statement, row_number, line_number, page, row_on_page }
    }
}

/// A printed balance that does not follow from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// The row that prints it.
    pub place: RowPlace,
    /// What follows from the balance before and the rows between.
    pub expected: Dong,
    /// What is printed.
    pub printed: Dong,
}

/// An amount that could not be read and follows from the balances around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recovered {
    /// The row.
    pub place: RowPlace,
    /// The amount: money in above zero, out below.
    pub amount: Dong,
}

/// What the balances of one day come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayChain {
    /// The balance at the day's end, where the document prints it.
    pub closing: Option<Dong>,
    /// Rows that were read or recovered.
    pub lines: u64,
    /// Money that moved in them (in, out, fees and taxes added).
    pub money: Dong,
    /// Rows that no step of the chain confirms.
    pub unproved_lines: u64,
    /// Money that moved in those.
    pub unproved_money: Dong,
}

/// What the balances of one statement prove.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chained {
    /// The rows stand newest first.
    pub newest_first: bool,
    /// Steps from one printed balance to the next that could be checked.
    pub steps: u64,
    /// Steps that do not hold.
    pub broken: u64,
    /// The first of them, in file order.
    pub breaks: Vec<Break>,
    /// Steps do not hold because the rows stand in another order than they were booked: taken together their
    /// balances still are one chain.
    pub reordered: bool,
    /// The balance before the first row, as the chain gives it.
    pub opening: Option<Dong>,
    /// The balance after the last row, as the chain gives it.
    pub closing: Option<Dong>,
    /// By day.
    pub days: BTreeMap<Date, DayChain>,
    /// Rows whose amount was recovered.
    pub recovered: Vec<Recovered>,
}

/// Walks the balances of a file as its rows are read.
#[derive(Debug, Default)]
pub struct Chain {
    statements: Vec<Pair>,
}

/// Both directions of one statement: which one holds shows at the end.
#[derive(Debug, Default)]
struct Pair {
    forward: Walk,
    backward: Walk,
    first_date: Option<Date>,
    last_date: Option<Date>,
}

impl Chain {
    /// Takes the next row of the file.
    pub fn take(&mut self, row: &Row<'_>) {
        match row {
            Row::Good(row) => {
                let link = Link {
                    place: RowPlace::of(row),
                    date: Some(row.date),
                    amount: Amount::Known(row.amount()),
                    moved: row.credit + row.debit + row.fee + row.vat,
                    balance: row.balance,
                };
                self.link(&link);
            }
            Row::Bad(bad) => {
                let rest = bad.rest.as_deref();
                let link = Link {
                    place: RowPlace::of_bad(bad),
                    date: rest.map(|rest| rest.date),
                    amount: rest.map_or(Amount::Lost, |rest| Amount::Unread(rest.clone())),
                    moved: Dong::ZERO,
                    balance: rest.and_then(|rest| rest.balance),
                };
                self.link(&link);
            }
            Row::Foreign(_) => {}
        }
    }

    fn link(&mut self, link: &Link) {
        while self.statements.len() <= link.place.statement {
            self.statements.push(Pair::default());
        }
        let Some(pair) = self.statements.get_mut(link.place.statement) else { return };
        if let Some(date) = link.date {
            pair.first_date.get_or_insert(date);
            pair.last_date = Some(date);
        }
        pair.forward.forward(link);
        pair.backward.backward(link);
    }

    /// What was found, one for each statement of the file that has rows.
    #[must_use]
    pub fn finish(self, printed: &[Printed]) -> Vec<Chained> {
        let found = self.statements.into_iter().enumerate().map(|(index, pair)| {
            let unknown = Printed::default();
            pair.finish(printed.get(index).unwrap_or(&unknown))
        });
        found.collect()
    }
}

impl Pair {
    fn finish(mut self, printed: &Printed) -> Chained {
        self.backward.end();
        let dated = self.first_date > self.last_date;
        let newest_first = match self.forward.broken.cmp(&self.backward.broken) {
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Equal => dated || printed.newest_first,
        };
        let walk = if newest_first { self.backward } else { self.forward };
        walk.finish(newest_first, printed)
    }
}

/// A row as the chain sees it.
struct Link {
    place: RowPlace,
    date: Option<Date>,
    amount: Amount,
    /// In, out, fees and taxes added.
    moved: Dong,
    balance: Option<Dong>,
}

enum Amount {
    Known(Dong),
    /// Everything of the row but this is known.
    Unread(RowRest),
    /// The row may hold anything.
    Lost,
}

/// Rows between two printed balances.
#[derive(Clone, Debug, Default)]
struct Segment {
    sum: Dong,
    /// Rows and money by day; nearly always one day.
    days: Vec<(Date, u64, Dong)>,
    unread: Vec<(RowPlace, RowRest)>,
    lost: bool,
}

impl Segment {
    fn add(&mut self, link: &Link) {
        match &link.amount {
            Amount::Known(amount) => {
                self.sum += *amount;
                let Some(date) = link.date else { return };
                match self.days.last_mut().filter(|(day, ..)| *day == date) {
                    Some((_, lines, money)) => {
                        *lines += 1;
                        *money += link.moved;
                    }
                    None => self.days.push((date, 1, link.moved)),
                }
            }
            Amount::Unread(rest) => {
                self.sum -= rest.taken();
                // Two cannot be told apart: more need not be kept.
                if self.unread.len() < 2 {
                    self.unread.push((link.place, rest.clone()));
                }
            }
            Amount::Lost => self.lost = true,
        }
    }
}

/// How one step came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Held,
    Broken,
    /// One amount of it was unread.
    Solved,
    Unknown,
}

/// A candidate for recovery, with the steps beside it.
#[derive(Clone, Debug)]
struct Candidate {
    found: Recovered,
    date: Date,
    fits: bool,
    before: Option<Dong>,
    after: Dong,
    step_before: Step,
    step_after: Option<Step>,
}

/// The days of a walk.
#[derive(Debug, Default)]
struct DayWalk {
    /// Balances met once more after a row than before one, or the other way round.
    loose: BTreeMap<Dong, i64>,
    /// The balance printed nearest to the day's end.
    last: Option<Dong>,
    /// The row nearest to the day's end prints none.
    open_end: bool,
    lines: u64,
    money: Dong,
    proved_lines: u64,
    proved_money: Dong,
}

#[derive(Debug)]
struct Walk {
    last: Option<(RowPlace, Dong)>,
    last_date: Option<Date>,
    segment: Segment,
    last_step: Step,
    steps: u64,
    broken: u64,
    breaks: Vec<Break>,
    loose: BTreeMap<Dong, i64>,
    candidates: Vec<Candidate>,
    days: BTreeMap<Date, DayWalk>,
    first: Option<Dong>,
    /// The rows before the first balance, in file order, with that balance's row.
    head: Segment,
}

impl Default for Walk {
    fn default() -> Self {
        Self {
            last: None,
            last_date: None,
            segment: Segment::default(),
            last_step: Step::Unknown,
            steps: 0,
            broken: 0,
            breaks: Vec::new(),
            loose: BTreeMap::new(),
            candidates: Vec::new(),
            days: BTreeMap::new(),
            first: None,
            head: Segment::default(),
        }
    }
}

fn count(loose: &mut BTreeMap<Dong, i64>, balance: Dong, times: i64) {
    if loose.len() > MOST_LOOSE_ENDS {
        return;
    }
    let counted = loose.entry(balance).or_insert(0);
    *counted += times;
    if *counted == 0 {
        loose.remove(&balance);
    }
}

impl Walk {
    /// Oldest first: a balance closes the rows above it.
    fn forward(&mut self, link: &Link) {
        self.segment.add(link);
        if let Some(date) = link.date {
            let day = self.days.entry(date).or_default();
            day.open_end = link.balance.is_none();
            day.last = link.balance.or(day.last);
            day.count(link);
        }
        let Some(balance) = link.balance else { return };
        let segment = std::mem::take(&mut self.segment);
        let before = self.last.map(|(_, before)| before);
        if self.last.is_none() {
            self.first = known(&segment).map(|sum| balance - sum);
            self.head = segment.clone();
        }
        self.step(&segment, before, (link.place, balance), link.date);
        self.last = Some((link.place, balance));
    }

    /// Newest first: a balance closes the rows beneath it, down to the next balance.
    fn backward(&mut self, link: &Link) {
        if let Some(date) = link.date {
            let fresh = !self.days.contains_key(&date);
            let day = self.days.entry(date).or_default();
            if fresh {
                day.open_end = link.balance.is_none();
                day.last = link.balance;
            }
            day.last = day.last.or(link.balance);
            day.count(link);
        }
        if let Some(balance) = link.balance {
            let segment = std::mem::take(&mut self.segment);
            if let Some(after) = self.last {
                self.step(&segment, Some(balance), after, self.last_date);
            } else {
                self.first = known(&segment).map(|sum| balance + sum);
                self.head = segment;
            }
            self.last = Some((link.place, balance));
            self.last_date = link.date;
        }
        self.segment.add(link);
    }

    /// The oldest rows, whose balance before is not printed on a row.
    fn end(&mut self) {
        let segment = std::mem::take(&mut self.segment);
        if let (Some(after), Some(sum)) = (self.last, known(&segment)) {
            self.edge(after.1 - sum, after.1, self.last_date);
        }
        self.segment = segment;
    }

    fn edge(&mut self, before: Dong, after: Dong, date: Option<Date>) {
        count(&mut self.loose, before, -1);
        count(&mut self.loose, after, 1);
        if let Some(date) = date {
            let day = self.days.entry(date).or_default();
            count(&mut day.loose, before, -1);
            count(&mut day.loose, after, 1);
        }
    }

    fn step(
        &mut self,
        segment: &Segment,
        before: Option<Dong>,
        (place, after): (RowPlace, Dong),
        date: Option<Date>,
    ) {
        let mut step = Step::Unknown;
        match (segment.lost, segment.unread.as_slice()) {
            (false, []) => {
                self.edge(after - segment.sum, after, date);
                if let Some(before) = before {
                    let expected = before + segment.sum;
                    self.steps += 1;
                    step = if expected == after { Step::Held } else { Step::Broken };
                    if step == Step::Held {
                        self.prove(segment);
                    } else {
                        self.broken += 1;
                        if self.breaks.len() < MOST_BREAKS {
                            self.breaks.push(Break { place, expected, printed: after });
                        }
                    }
                }
            }
            (false, [(place, rest)]) => {
                step = Step::Solved;
                let from = before.unwrap_or_default();
                self.edge(before.unwrap_or(after), after, date);
                let amount = after - from - segment.sum;
                self.candidates.push(Candidate {
                    found: Recovered { place: *place, amount },
                    date: rest.date,
                    fits: rest.allows(amount),
                    before,
                    after,
                    step_before: self.last_step,
                    step_after: None,
                });
            }
            _ => {}
        }
        if step != Step::Solved
            && let Some(candidate) = self.candidates.last_mut()
        {
            candidate.step_after.get_or_insert(step);
        }
        self.last_step = step;
    }

    /// These rows are what lies between two printed balances.
    fn prove(&mut self, segment: &Segment) {
        for (date, lines, money) in &segment.days {
            let day = self.days.entry(*date).or_default();
            day.proved_lines += lines;
            day.proved_money += *money;
        }
    }

    /// What the document's head and foot add: the rows before the first balance and behind the last one, or
    /// all of them where no row prints a balance.
    fn prove_ends(&mut self, newest_first: bool, printed: &Printed) {
        let tail = std::mem::take(&mut self.segment);
        let (head_end, tail_end) = if newest_first {
            (printed.closing, printed.opening)
        } else {
            (printed.opening, printed.closing)
        };
        let Some((_, last)) = self.last else {
            let whole = known(&tail).zip(printed.opening).map(|(sum, opening)| opening + sum);
            if whole.is_some() && whole == printed.closing {
                self.prove(&tail);
            }
            return;
        };
        let sign = |sum: Dong| if newest_first { -sum } else { sum };
        if self.first.is_some() && self.first == head_end {
            let head = std::mem::take(&mut self.head);
            self.prove(&head);
        }
        if known(&tail).is_some_and(|sum| Some(last + sign(sum)) == tail_end) {
            self.prove(&tail);
        }
    }

    fn finish(mut self, newest_first: bool, printed: &Printed) -> Chained {
        let one_chain = self.loose.len() <= 2 && self.loose.values().all(|count| count.abs() == 1);
        let reordered = self.broken > 0 && one_chain;
        let (last, oldest) = (self.last.map(|(_, balance)| balance), known(&self.segment));
        let (opening, closing) = if newest_first {
            let printed_last = self.first.filter(|_| self.head.days.is_empty());
            (last.zip(oldest).map(|(balance, sum)| balance - sum), printed_last)
        } else {
            (self.first, last.filter(|_| oldest == Some(Dong::ZERO)))
        };
        let end = |sign: i64| {
            self.loose.iter().find(|(_, count)| **count == sign).map(|(balance, _)| *balance)
        };
        let (opening, closing) = if reordered { (end(-1), end(1)) } else { (opening, closing) };
        self.prove_ends(newest_first, printed);
        let whole = self.broken == 0;
        let recovered = self
            .candidates
            .iter()
            .filter(|candidate| whole && candidate.is_proved(newest_first, printed));
        let mut days: BTreeMap<Date, DayChain> =
            self.days.iter().map(|(date, day)| (*date, day.finish(reordered))).collect();
        let recovered: Vec<&Candidate> = recovered.collect();
        for found in &recovered {
            let Some(day) = days.get_mut(&found.date) else { continue };
            let money = found.found.amount.abs();
            day.lines += 1;
            day.money += money;
            day.unproved_lines += 1;
            day.unproved_money += money;
        }
        Chained {
            newest_first,
            steps: self.steps,
            broken: self.broken,
            reordered,
            opening,
            closing,
            recovered: recovered.iter().map(|candidate| candidate.found).collect(),
            days,
            breaks: self.breaks.clone(),
        }
    }
}

/// The sum of rows that were all read.
fn known(segment: &Segment) -> Option<Dong> {
    (segment.unread.is_empty() && !segment.lost).then_some(segment.sum)
}

impl Candidate {
    /// Both balances beside the row are confirmed: by the step on their other side, or by what the document
    /// prints in its head.
    fn is_proved(&self, newest_first: bool, printed: &Printed) -> bool {
        let Some(before) = self.before else { return false };
        let (older, newer) = if newest_first {
            (self.step_after, Some(self.step_before))
        } else {
            (Some(self.step_before), self.step_after)
        };
        let from = older == Some(Step::Held) || printed.opening == Some(before);
        let to = newer == Some(Step::Held) || printed.closing == Some(self.after);
        self.fits && from && to
    }
}

impl DayWalk {
    /// The day's end: the one balance that no row goes on from. Where rows stand in another order and leave
    /// several, nothing is said; where a step is broken, what stands last is what the document says.
    fn finish(&self, reordered: bool) -> DayChain {
        let ends: Vec<Dong> =
            self.loose.iter().filter(|(_, count)| **count > 0).map(|(end, _)| *end).collect();
        let closing = match ends.as_slice() {
            _ if self.open_end && !reordered => None,
            [end] if self.loose.values().all(|count| count.abs() == 1) => Some(*end),
            [] => self.last,
            _ if reordered => None,
            _ => self.last,
        };
        let (proved_lines, proved_money) = if reordered {
            (self.lines, self.money)
        } else {
            (self.proved_lines, self.proved_money)
        };
        DayChain {
            closing,
            lines: self.lines,
            money: self.money,
            unproved_lines: self.lines.saturating_sub(proved_lines),
            unproved_money: self.money - proved_money,
        }
    }

    fn count(&mut self, link: &Link) {
        if matches!(link.amount, Amount::Known(_)) {
            self.lines += 1;
            self.money += link.moved;
        }
    }
}
