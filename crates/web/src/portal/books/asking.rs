//! Questions in the figure language, answered from the state at the checkpoint that is shown; the read
//! models only list the entries behind an answer.

use super::BooksError;
use super::earlier::Then;
use super::figures::counted_here;
use super::snapshot::BooksSnapshot;
use crate::portal::figure::{Figure, Operation, Step, Unit};
use crate::portal::pages::asking::{
    AnswerView, AskProblem, Asked, BehindRow, NoteRow, UnknownRow, encoded,
};
use crate::portal::pages::claim::ClaimView;
use crate::portal::pages::lines::file::Piece;
use crate::portal::record::{Named, Verbatim};
use chungtay_ledger::asking::{
    self, Answer, AnswerUnit, Behind, Expression, Note, Part, Problem, Reason, Sign, Span, Weighing,
};
use chungtay_ledger::claims::question_of;
use chungtay_ledger::decide::facts_for;
use chungtay_ledger::id::{FundId, Id};
use chungtay_ledger::kinds::told::Comparator;
use chungtay_ledger::movements::MovementClass;
use chungtay_ledger::state::State;
use chungtay_opendata::behind;
use chungtay_text::{Language, Messages, asking as said};
use chungtay_views::fold::{FoldError, Lookups, entries};
use std::collections::BTreeSet;

/// Entries shown behind an answer.
const ENTRIES_SHOWN: usize = 20;

/// Entries that a page looks through for those behind an answer; the table has all.
const CANDIDATES: usize = 400;
/// Entries that one piece of the table looks through.
const PIECE_ENTRIES: u64 = 16_384;

/// A question with its answer, and the state that gave it.
struct Answered<'a> {
    then: Then<'a>,
    answer: Answer,
    expression: Expression,
}

impl Answered<'_> {
    /// What belongs to the answer.
    fn weighing(&self) -> Option<Weighing<'_>> {
        Weighing::new(self.then.state()?, &self.expression).ok()
    }
}

impl Then<'_> {
    fn state(&self) -> Option<&State> {
        match self {
            Self::Now(state) => Some(state),
            Self::Earlier(state) => Some(state),
            Self::Busy => None,
        }
    }
}

fn busy() -> Problem {
    Problem { span: Span::default(), words: String::new(), reason: Reason::Busy }
}

/// The size of the log it was asked at, where that is not the one shown.
fn answer_size(found: &Answered<'_>) -> Option<Figure> {
    let size = found.expression.as_of?;
    Some(counted_here("figure.size".to_owned(), usize::try_from(size).unwrap_or(usize::MAX)))
}

fn unit_of(unit: AnswerUnit) -> Unit {
    match unit {
        AnswerUnit::Dong => Unit::Dong,
        AnswerUnit::Count => Unit::Count,
        AnswerUnit::Metres => Unit::Metres,
        AnswerUnit::DaysTenths => Unit::DaysTenths,
        AnswerUnit::PartsInTenThousand => Unit::Share,
    }
}

impl BooksSnapshot<'_> {
    /// Reads a question and answers it, at the size it asks for.
    fn answered(&self, text: &str) -> Result<Result<Answered<'_>, Problem>, BooksError> {
        let expression = match asking::parse(text) {
            Ok(expression) => expression,
            Err(problem) => return Ok(Err(problem)),
        };
        let then = self.state_then(&expression)?;
        let answer = match then.state() {
            Some(state) => asking::answer(state, &expression),
            None => Err(busy()),
        };
        Ok(answer.map(|answer| Answered { then, answer, expression }))
    }

    pub(super) fn asked(&self, text: &str) -> Result<Asked, BooksError> {
        match self.answered(text)? {
            Ok(found) => Ok(Asked::Answered(Box::new(self.answer_view(&found)?))),
            Err(problem) => Ok(Asked::Problem(AskProblem {
                key: format!("asking-{}", problem.reason.word()),
                cure_key: format!("asking-cure-{}", problem.reason.word()),
                choices: problem.reason.choices().join(", "),
                words: problem.words,
            })),
        }
    }

    /// The answer as JSON, or why there is none; and which of the two it is.
    pub(super) fn asked_json(
        &self,
        text: &str,
        language: Language,
    ) -> Result<(bool, String), BooksError> {
        let messages = Messages::for_language(language);
        Ok(match self.answered(text)? {
            Ok(found) => (true, found.answer.to_json(&found.expression)),
            Err(problem) => {
                let (what, cure) =
                    (said::problem(&problem, messages), said::cure(&problem, messages));
                (false, problem.to_json(&what, &cure))
            }
        })
    }

    /// A piece of the table of the entries behind an answer, from an entry on.
    pub(super) fn asked_piece(&self, text: &str, from: u64) -> Result<Piece, BooksError> {
        let found = self.answered(text)?.map_err(|_| BooksError::NoAnswer)?;
        let weighing = found.weighing().ok_or(BooksError::NoAnswer)?;
        let mut piece = Piece::default();
        if from == 0 {
            for share in &weighing.stated {
                behind::write(share, &mut piece.bytes);
            }
        }
        if weighing.moves || !weighing.lines.is_empty() {
            let stretch = (from, PIECE_ENTRIES, found.answer.size);
            piece.next = entries(&self.reader()?.journal, stretch, |at, entry, named| {
                let shares = weighing.shares(at, entry, named);
                for share in &shares {
                    behind::write(share, &mut piece.bytes);
                }
                Ok::<(), FoldError>(())
            })?;
        }
        Ok(piece)
    }

    fn answer_view(&self, found: &Answered<'_>) -> Result<AnswerView, BooksError> {
        let Answered { answer, expression, .. } = found;
        let expression = expression.to_string();
        let value = shown(&expression, answer.value, answer.meant, answer.unit);
        let (entries, count) = self.entries_behind(found)?;
        Ok(AnswerView {
            steps: self.answer_steps(answer, &value),
            unknown: self.unknown_rows(answer),
            notes: answer.notes.iter().map(|note| self.note_row(note)).collect(),
            behind: self.behind_rows(found),
            entries_count: count.map(|count| counted_here("figure.entries".to_owned(), count)),
            entries: self.entry_rows(&entries)?,
            json: format!("/figure.json?q={}", encoded(&expression)),
            table: format!("/figure.csv?q={}", encoded(&expression)),
            as_of: answer_size(found),
            value,
            expression,
        })
    }

    fn answer_steps(&self, answer: &Answer, value: &Figure) -> Vec<Step> {
        if answer.parts.len() < 2 {
            return Vec::new();
        }
        let mut steps: Vec<Step> =
            answer.parts.iter().map(|part| self.part_step(part, answer.unit)).collect();
        if let Some(first) = steps.first_mut().filter(|step| step.operation == Operation::Plus) {
            first.operation = Operation::Start;
        }
        steps.push(Step { operation: Operation::Result, label: None, figure: value.clone() });
        steps
    }

    fn part_step(&self, part: &Part, unit: AnswerUnit) -> Step {
        let of_claim = format!("claim.{}.value", part.of);
        let listed = [part.of.clone(), of_claim]
            .into_iter()
            .find(|id| self.list().get(id).is_some_and(|figure| figure.value == Some(part.value)));
        let id = listed.clone().unwrap_or_else(|| part.of.clone());
        let mut figure = shown(&id, Some(part.value), part.meant, unit);
        figure.has_proof = listed.is_some();
        let operation = if part.sign == Sign::Plus { Operation::Plus } else { Operation::Minus };
        Step { operation, label: self.words_of(&part.of), figure }
    }

    /// What a part is called in its entry.
    fn words_of(&self, of: &str) -> Option<Verbatim> {
        if let Some(named) = self.thing_named(of) {
            return Some(named.name);
        }
        let claim = self.state().claims.get(&Id::new(of)?)?;
        Some(Verbatim::new(&claim.item.words, claim.at))
    }

    fn thing_named(&self, of: &str) -> Option<Named> {
        let fund = FundId::new(of).filter(|id| self.state().funds.contains_key(id));
        if let Some(fund) = fund {
            return Some(self.fund_named(fund));
        }
        let id = Id::new(of)?;
        let work = self.work_named(id).or_else(|| self.programme_named(id));
        work.or_else(|| self.organisation_named(id))
    }

    fn unknown_rows(&self, answer: &Answer) -> Vec<UnknownRow> {
        let rows = answer.unknown.iter().map(|unknown| UnknownRow {
            named: self.thing_named(&unknown.of),
            of: unknown.of.clone(),
            entry: unknown.entry,
            count: (unknown.count > 1).then(|| {
                let count = usize::try_from(unknown.count).unwrap_or(usize::MAX);
                counted_here(format!("{}.unknown", unknown.of), count)
            }),
            doubtful: unknown.doubtful,
        });
        rows.collect()
    }

    fn note_row(&self, note: &Note) -> NoteRow {
        let (key, _) = said::note_message(note);
        let mut row = NoteRow { key, claim: None, works: Vec::new(), words: None, count: None };
        match note {
            Note::IfWithin => {}
            Note::Joint { claim, works } => {
                row.claim = Some(claim.to_string());
                row.works = works.iter().filter_map(|work| self.work_named(*work)).collect();
            }
            Note::CountedAlready { claim } => row.claim = Some(claim.to_string()),
            Note::PeriodInWords { claim, words } => {
                let at = self.state().claims.get(claim).map_or(0, |claim| claim.at);
                row.claim = Some(claim.to_string());
                row.words = words.as_ref().map(|words| Verbatim::new(words, at));
            }
            Note::NotYetAttributed { count } => {
                let count = usize::try_from(*count).unwrap_or(usize::MAX);
                row.count = Some(counted_here("figure.waiting".to_owned(), count));
            }
            Note::Tension { statement, entry } => {
                let words = self.state().statements.get(statement);
                let words = words.and_then(|found| found.item.words.clone());
                row.words = words.map(|words| Verbatim::new(words, *entry));
            }
        }
        row
    }

    fn behind_rows(&self, found: &Answered<'_>) -> Vec<BehindRow> {
        let mut seen = BTreeSet::new();
        let mut rows = Vec::new();
        // The list of lines knows of no giver: where one is asked for, the table alone is exact.
        let picks = found.expression.picks_gifts();
        for behind in &found.answer.behind {
            if seen.insert((behind.class, behind.is_in, behind.fund)) {
                let is_exact = behind.class.is_none() || !picks;
                let lines_query = lines_query(behind).filter(|_| is_exact);
                let key = class_key(behind);
                rows.push(BehindRow { key, fund: self.fund_named(behind.fund), lines_query });
            }
        }
        rows
    }

    /// The newest entries behind an answer, bank lines apart; and how many there are, where the newest few hundred that
    /// move something are all.
    fn entries_behind(
        &self,
        found: &Answered<'_>,
    ) -> Result<(Vec<u64>, Option<usize>), BooksError> {
        let size = found.answer.size;
        let Some(weighing) = found.weighing() else { return Ok((Vec::new(), Some(0))) };
        let stated = weighing.stated.iter().filter_map(|share| share.entry);
        let mut behind: BTreeSet<u64> = stated.collect();
        if !weighing.moves && weighing.lines.is_empty() {
            behind.extend(&found.answer.entries);
        }
        let mut is_all = true;
        if weighing.moves {
            let candidates = self.views()?.moving_entries(size, CANDIDATES + 1)?;
            is_all = candidates.len() <= CANDIDATES;
            let mut lookups = Lookups::new(&self.reader()?.journal);
            for sequence in candidates.into_iter().take(CANDIDATES) {
                let Some(entry) = lookups.entry(sequence)? else { continue };
                let named = facts_for(&entry.body, |named| lookups.entry(named))?;
                if !weighing.shares(sequence, &entry, &named).is_empty() {
                    behind.insert(sequence);
                }
            }
        }
        let count = is_all.then_some(behind.len());
        Ok((behind.into_iter().rev().take(ENTRIES_SHOWN).collect(), count))
    }

    /// One claim beside the books, with the question that the books' side answers.
    pub(super) fn claim_view(&self, id: &str) -> Result<Option<ClaimView>, BooksError> {
        let found = Id::new(id).and_then(|id| self.state().claims.get(&id));
        let Some(claim) = found else { return Ok(None) };
        let mut tensions = self.tensions()?;
        tensions.retain(|tension| tension.claims.iter().any(|(of, _)| of == id));
        let question = question_of(self.state(), &claim.item);
        Ok(Some(ClaimView { row: self.claim_row(claim)?, question, tensions }))
    }
}

pub(super) fn shown(id: &str, value: Option<i64>, meant: Comparator, unit: AnswerUnit) -> Figure {
    let figure = match value {
        Some(value) => Figure::known(id, value, unit_of(unit)),
        None => Figure::unknown(id, unit_of(unit)),
    };
    figure.meant(meant).proved_here()
}

fn class_key(behind: &Behind) -> &'static str {
    match behind.class {
        Some(MovementClass::Bank) => "asking-class-bank",
        Some(MovementClass::Cash) => "asking-class-cash",
        Some(MovementClass::Goods) => "asking-class-goods",
        Some(MovementClass::Stored) => "asking-class-stored",
        Some(MovementClass::Labour) => "asking-class-labour",
        Some(MovementClass::Pledge) => "asking-class-pledge",
        Some(MovementClass::Payment) => "asking-class-payment",
        None if behind.is_in => "asking-class-credit",
        None => "asking-class-debit",
    }
}

/// The lines behind, as a query of the lines' page.
fn lines_query(behind: &Behind) -> Option<String> {
    let direction = if behind.is_in { "in" } else { "out" };
    let state = match behind.class {
        None => "",
        Some(MovementClass::Bank) => "&state=attributed",
        Some(_) => return None,
    };
    let account = behind.account.map_or_else(String::new, |account| format!("&account={account}"));
    let days = match (behind.from, behind.to) {
        (Some(from), Some(to)) => format!("&day={from}&until={to}"),
        (Some(from), None) => format!("&day={from}&until=9999-12-31"),
        (None, Some(to)) => format!("&day=1900-01-01&until={to}"),
        (None, None) => String::new(),
    };
    Some(format!("fund={}&direction={direction}{state}{account}{days}", behind.fund))
}
