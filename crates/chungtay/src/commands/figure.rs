//! `figure`: a question to the books in the figure language, and its answer with what stands behind it.

use crate::arguments::Figure;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use chungtay_journal::Journal;
use chungtay_ledger::asking::{
    self, Answer, Behind, Expression, Note, Problem, Reason, Sign, Weighing,
};
use chungtay_ledger::state::State;
use chungtay_opendata::behind;
use chungtay_text::asking as said;
use chungtay_views::Fold;
use chungtay_views::fold::{self, FoldError};
use std::path::Path;

/// Entries named one by one; `--json` names all.
const ENTRIES_SHOWN: usize = 12;

pub(super) fn run(asked: &Figure, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let text = asked.expression.join(" ");
    let failed = |problem: Problem| problem_of(&text, &problem, console);
    let expression = asking::parse(&text).map_err(failed)?;
    let state = state_at(directory, &expression).map_err(|stop| match stop {
        Stop::Asked(problem) => failed(problem),
        Stop::Failed(failure) => failure,
    })?;
    let answer = asking::answer(&state, &expression).map_err(failed)?;
    let weighing = Weighing::new(&state, &expression).map_err(failed)?;
    if asked.entries {
        return entries_behind(&weighing, answer.size, directory);
    }
    if console.json {
        Console::write(&answer.to_json(&expression))?;
        return Ok(Exit::Done);
    }
    console.result(&lines(&state, &expression, &answer, console), &serde_json::Value::Null)?;
    Ok(Exit::Done)
}

/// Every entry behind the answer as a table, with what each adds to it.
fn entries_behind(weighing: &Weighing<'_>, size: u64, directory: &Path) -> Result<Exit, Failure> {
    let mut table = behind::HEAD.to_vec();
    for share in &weighing.stated {
        behind::write(share, &mut table);
    }
    if weighing.moves || !weighing.lines.is_empty() {
        let folder = super::reader(directory)?;
        fold::entries(&folder.journal, (0, size, size), |sequence, entry, named| {
            let shares = weighing.shares(sequence, entry, named);
            for share in &shares {
                behind::write(share, &mut table);
            }
            Ok::<(), FoldError>(())
        })?;
    }
    Console::write(&String::from_utf8_lossy(&table))?;
    Ok(Exit::Done)
}

enum Stop {
    Asked(Problem),
    Failed(Failure),
}

impl<E: Into<Failure>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// The fold at the size that is asked for, or at the journal's end.
fn state_at(directory: &Path, asked: &Expression) -> Result<State, Stop> {
    let folder = super::reader(directory).map_err(Stop::Failed)?;
    let end = folder.journal.size()?;
    let size = asked.as_of.unwrap_or(end);
    if size > end {
        let span = asking::Span::default();
        return Err(Stop::Asked(Problem {
            span,
            words: size.to_string(),
            reason: Reason::Size(end),
        }));
    }
    let mut fold = Fold::open_within(&folder.journal, size)?;
    fold.catch_up_to(&folder.journal, size, |_| Ok::<(), FoldError>(()))?;
    Ok(fold.state().clone())
}

/// A question that cannot be answered: at which letter, which words, why, and the cure.
pub(super) fn problem_of(text: &str, problem: &Problem, console: &Console) -> Failure {
    let place = text.get(..problem.span.start).map_or(0, |before| before.chars().count()) + 1;
    let code = if problem.words.is_empty() { "asking" } else { "asking-at" };
    Failure::new(code, Exit::Input)
        .with("place", place.to_string())
        .with("words", problem.words.clone())
        .with("what", said::problem(problem, console.messages))
        .with("cure", said::cure(problem, console.messages))
}

fn lines(state: &State, asked: &Expression, answer: &Answer, console: &Console) -> Vec<String> {
    let messages = console.messages;
    let mut lines = vec![said::value(answer.value, answer.meant, answer.unit, messages)];
    let written = asked.to_string();
    lines.push(console.text("cli-figure-asked", &[("expression", (&written).into())]));
    if answer.parts.len() > 1 {
        lines.extend(answer.parts.iter().map(|part| {
            let sign = if part.sign == Sign::Plus { "+" } else { "−" };
            let value = said::value(Some(part.value), part.meant, answer.unit, messages);
            let entry = part.entry.map(|entry| {
                console.text("cli-figure-entry", &[("entry", entry.to_string().into())])
            });
            format!("  {sign} {value}  {} {}", part.of, entry.unwrap_or_default())
        }));
    }
    lines.extend(answer.unknown.iter().map(|unknown| {
        let key = if unknown.doubtful { "cli-figure-doubtful" } else { "cli-figure-not-known" };
        console.text(key, &[("of", (&unknown.of).into()), ("count", unknown.count.into())])
    }));
    lines.extend(answer.notes.iter().map(|note| {
        let words = match note {
            Note::Tension { statement, .. } => state.statements.get(statement),
            _ => None,
        };
        let words = words.and_then(|found| found.item.words.clone());
        [Some(said::note(note, messages)), words]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
    }));
    lines.extend(behind_lines(answer, console));
    lines.push(console.text("cli-figure-size", &[("size", answer.size.into())]));
    lines
}

/// The entries behind it, or where they are.
fn behind_lines(answer: &Answer, console: &Console) -> Vec<String> {
    let mut lines = Vec::new();
    if !answer.entries.is_empty() {
        let shown = answer.entries.iter().take(ENTRIES_SHOWN).map(ToString::to_string);
        let mut shown = shown.collect::<Vec<_>>().join(", ");
        if answer.entries.len() > ENTRIES_SHOWN {
            shown.push_str(", …");
        }
        let values = [("count", answer.entries.len().into()), ("entries", shown.into())];
        lines.push(console.text("cli-figure-entries", &values));
    }
    let mut places: Vec<String> =
        answer.behind.iter().map(|behind| place(behind, console)).collect();
    places.dedup();
    lines.extend(places);
    lines
}

fn place(behind: &Behind, console: &Console) -> String {
    let class =
        behind.class.map_or(if behind.is_in { "credit" } else { "debit" }, |class| class.word());
    let class = console.messages.text(&format!("asking-class-{class}")).into_owned();
    console.text(
        "cli-figure-behind",
        &[("class", class.into()), ("fund", behind.fund.to_string().into())],
    )
}
