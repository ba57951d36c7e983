//! `claims`: what sources claim beside what the books hold, with the question that the books' side answers.

use crate::arguments::Claims;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use chungtay_ledger::asking::{self, AnswerUnit};
use chungtay_ledger::claims::{Verdict, compare, question_of};
use chungtay_ledger::id::Id;
use chungtay_ledger::kinds::told::{Claim, Comparator};
use chungtay_ledger::state::{Registered, State};
use chungtay_text::asking as said;
use chungtay_views::Fold;
use chungtay_views::fold::FoldError;
use serde_json::{Value, json};
use std::path::Path;

pub(super) fn run(asked: &Claims, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let folder = super::reader(directory)?;
    let mut fold = Fold::open(&folder.journal)?;
    fold.catch_up(&folder.journal, |_| Ok::<(), FoldError>(()))?;
    let state = fold.state();
    let chosen = chosen(state, &asked.ids)?;
    let rows: Vec<Row<'_>> = chosen.iter().map(|claim| Row::new(state, claim)).collect();
    let mut lines: Vec<String> = rows.iter().flat_map(|row| row.lines(console)).collect();
    if lines.is_empty() {
        lines.push(console.text("cli-claims-none", &[]));
    }
    let all: Vec<Value> = rows.iter().map(Row::json).collect();
    console.result(&lines, &json!({ "claims": all, "size": state.size }))?;
    Ok(Exit::Done)
}

/// The claims of these identifiers, or all in the order of their sources.
fn chosen<'a>(state: &'a State, ids: &[String]) -> Result<Vec<&'a Registered<Claim>>, Failure> {
    if ids.is_empty() {
        let mut all: Vec<_> = state.claims.values().collect();
        all.sort_by_key(|claim| (claim.item.source, claim.item.line, claim.at));
        return Ok(all);
    }
    let found = ids.iter().map(|id| {
        let claim = Id::new(id).and_then(|id| state.claims.get(&id));
        claim.ok_or_else(|| Failure::new("no-claim", Exit::Refused).with("id", id.clone()))
    });
    found.collect()
}

/// A claim beside the books.
struct Row<'a> {
    claim: &'a Registered<Claim>,
    unit: AnswerUnit,
    known: Option<i64>,
    meant: Comparator,
    unknown: u64,
    verdict: Verdict,
    remainder: Option<(Comparator, i64)>,
    question: String,
}

impl<'a> Row<'a> {
    fn new(state: &State, claim: &'a Registered<Claim>) -> Self {
        let found = compare(state, &claim.item);
        Self {
            claim,
            unit: asking::unit_of(claim.item.measure),
            known: found.known,
            meant: found.meant,
            unknown: found.unknown,
            verdict: found.verdict,
            remainder: found.remainder,
            question: question_of(state, &claim.item),
        }
    }

    fn lines(&self, console: &Console) -> Vec<String> {
        let messages = console.messages;
        let Claim { comparator, value, words, id, source, line, .. } = &self.claim.item;
        let meant = comparator.unwrap_or(Comparator::Equal);
        let claimed = said::value(*value, meant, self.unit, messages);
        let known = said::value(self.known, self.meant, self.unit, messages);
        let verdict = console.text(&format!("cli-claims-{}", self.verdict.word()), &[]);
        let place = match line {
            Some(line) => format!("{source}:{line}"),
            None => source.to_string(),
        };
        let mut lines = vec![
            format!("{id}  {claimed} ({words}, {place})"),
            console.text(
                "cli-claims-books",
                &[
                    ("verdict", verdict.into()),
                    ("known", known.into()),
                    ("unknown", self.unknown.into()),
                ],
            ),
        ];
        if let Some((meant, rest)) = self.remainder {
            let rest = said::value(Some(rest), meant, self.unit, messages);
            lines.push(console.text("cli-claims-rest", &[("rest", rest.into())]));
        }
        lines.push(format!("    chungtay figure '{}'", self.question));
        lines
    }

    fn json(&self) -> Value {
        let claim = &self.claim.item;
        json!({
            "id": claim.id.as_str(),
            "entry": self.claim.at,
            "source": claim.source.as_str(),
            "line": claim.line,
            "words": claim.words,
            "meant": claim.comparator.map(Comparator::word),
            "value": claim.value,
            "unit": self.unit.word(),
            "known": self.known,
            "known-meant": self.meant.word(),
            "unknown": self.unknown,
            "verdict": self.verdict.word(),
            "remainder": self.remainder.map(|(meant, rest)| json!({"meant": meant.word(), "value": rest})),
            "question": self.question,
        })
    }
}
