//! `apply`: commands as JSON lines, checked whole, entered all or none.
//!
//! A line: `{"kind":"fund/1","occurred_on":"2023-05-31","actor":"k3v9x2mq","what":{…},"private":{…},
//! "open":["quote"],"label":"r1"}`. `what` holds the kind's public fields in any order; `private` its
//! private fields, of which `open` names those released to the public; `actor` and `occurred_on` are
//! those of the line before where left out; `label` names the entry, so that later lines may write
//! `"@r1"` where an entry's number is needed.
//!
//! Gifts, pledges and attributions are entered in their newest version (`gift/2`, …), whichever the line
//! names: what is written is the same, and the giver's initials are sealed beside the name. The name is
//! opened as the book shows names; "open" may ask for less (`donor_initials`), never for more.

mod private;

use crate::book::Book;
use crate::error::{LineProblem, RefusedLine, Result, ServiceError};
use crate::line_problem::key_before;
use crate::names;
use crate::sealing::{self, Sealed};
use chungtay_journal::BookAppend;
use chungtay_ledger::canonical::{Reader, write_text};
use chungtay_ledger::commitment::{Commitment, Secret};
use chungtay_ledger::date::Date;
use chungtay_ledger::decide::{Command, Facts, decide, named_entries};
use chungtay_ledger::entry::{Authority, Entry};
use chungtay_ledger::id::PersonId;
use chungtay_ledger::kinds::bodies::{Body, public_fields};
use chungtay_views::fold::{Fold, lookup};
use private::Private;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// The keys a line may have.
const KEYS: [&str; 7] = ["actor", "kind", "label", "occurred_on", "open", "private", "what"];

/// What was entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The first new entry.
    pub first: u64,
    /// How many.
    pub entries: u64,
}

/// Enters all commands of the text, or none: then every refused line is in the error.
pub fn apply(book: &mut Book, text: &str) -> Result<Applied> {
    let first = book.state().size;
    let mut run = Run::new(book);
    let mut refused = Vec::new();
    for (line, source) in (1..).zip(text.lines()) {
        if source.trim().is_empty() {
            continue;
        }
        match run.line(book, source) {
            Ok(()) => {}
            Err(LineFault::Line(problem)) => refused.push(RefusedLine { line, problem }),
            Err(LineFault::Stop(error)) => return Err(error),
        }
    }
    if !refused.is_empty() {
        return Err(ServiceError::RefusedLines(refused));
    }
    let (fold, batch) = (run.fold, run.batch);
    let entries = batch.entries.entry_count();
    if entries > 0 {
        book.append(&batch)?;
        book.fold = fold;
        names::carry_out(book, &run.said_of_names)?;
        book.publish()?;
    }
    Ok(Applied { first, entries })
}

enum LineFault {
    Line(LineProblem),
    Stop(ServiceError),
}

macro_rules! stops {
    ($($error:ty),*) => {$(
        impl From<$error> for LineFault {
            fn from(error: $error) -> Self {
                Self::Stop(error.into())
            }
        }
    )*};
}
stops!(ServiceError, chungtay_journal::Error, chungtay_views::fold::FoldError);

impl From<LineProblem> for LineFault {
    fn from(problem: LineProblem) -> Self {
        Self::Line(problem)
    }
}

/// The lines so far: their state, their entries, what the next line inherits.
struct Run {
    fold: Fold,
    batch: BookAppend,
    entries: BTreeMap<u64, Entry>,
    labels: BTreeMap<String, u64>,
    /// Consents and changes of the book's policy, with their entries.
    said_of_names: Vec<(u64, Body)>,
    actor: Option<PersonId>,
    occurred_on: Option<Date>,
}

impl Run {
    fn new(book: &Book) -> Self {
        Self {
            fold: book.fold.clone(),
            batch: BookAppend::default(),
            entries: BTreeMap::new(),
            labels: BTreeMap::new(),
            said_of_names: Vec::new(),
            actor: book.operator().ok(),
            occurred_on: None,
        }
    }

    /// Takes a line up; a refused one leaves nothing behind for those after it.
    fn line(&mut self, book: &Book, source: &str) -> Result<(), LineFault> {
        let inherited = (self.actor, self.occurred_on);
        let entered = self.enter(book, source);
        if entered.is_err() {
            (self.actor, self.occurred_on) = inherited;
        }
        entered
    }

    fn enter(&mut self, book: &Book, source: &str) -> Result<(), LineFault> {
        let mut object = read_object(source)?;
        if let Some(key) = object.keys().find(|key| !KEYS.contains(&key.as_str())) {
            return Err(LineProblem::UnknownKey { key: key.clone(), known: KEYS.to_vec() }.into());
        }
        let kind = text_of(&object, "kind")?.ok_or(LineProblem::MissingKey { key: "kind" })?;
        let kind = private::entered_as(&kind)?;
        let label = text_of(&object, "label")?;
        let policy = self.fold.state().names_policy();
        let private = private::read(kind, &object, policy)?;
        let sequence = self.fold.state().size;
        let secret = match private {
            Some(_) => book.chance.secrets(sequence, 1)?.pop(),
            None => None,
        };
        let sealed = private
            .as_ref()
            .zip(secret.as_ref())
            .map(|(private, secret)| sealing::seal(secret, &as_options(&private.values)));
        let what = object.remove("what").unwrap_or_else(|| Value::Object(Map::new()));
        let body = self.body(kind, what, sealed.as_ref())?;
        let command =
            self.command(book, &object, body, sealed.as_ref().map(|sealed| sealed.record))?;
        let facts = self.facts(book, &command.body)?;
        let decided = decide(self.fold.state(), &facts, command);
        let entries = decided.map_err(LineProblem::Refused)?;
        for entry in entries {
            if matches!(entry.body, Body::Consent(_) | Body::NamesPolicy(_)) {
                self.said_of_names.push((self.fold.state().size, entry.body.clone()));
            }
            self.keep(&entry, &facts)?;
        }
        self.keep_private(sequence, private, secret, sealed)?;
        if let Some(label) = label {
            self.labels.insert(label, sequence);
        }
        Ok(())
    }

    fn body(&self, kind: &str, what: Value, sealed: Option<&Sealed>) -> Result<Body, LineFault> {
        let Value::Object(mut what) = what else {
            return Err(LineProblem::NotAnObject { key: "what" }.into());
        };
        if kind == "payment/1"
            && let Some(voucher) = sealed.and_then(|sealed| sealed.commitments.fields.first())
        {
            what.insert("voucher".to_owned(), Value::String(voucher.to_string()));
        }
        for (key, value) in computed(kind) {
            what.entry(key).or_insert_with(|| Value::from(value));
        }
        let known = public_fields(kind).ok_or_else(|| unknown_kind(kind))?;
        if let Some(key) = what.keys().find(|key| !known.contains(&key.as_str())) {
            return Err(unknown_field("what", key, known));
        }
        let mut bytes = Vec::new();
        self.canonical(&Value::Object(what), &mut bytes)?;
        let mut reader = Reader::new(&bytes);
        let body = Body::read(kind, &mut reader).and_then(|body| reader.finish().map(|()| body));
        body.map_err(|malformed| {
            let field = key_before(&bytes, malformed.at);
            LineProblem::Malformed { kind: kind.to_owned(), field, malformed }.into()
        })
    }

    /// Writes a JSON value in the canonical form: keys in order, what says nothing left out, labels
    /// replaced by sequences, text composed (NFC).
    fn canonical(&self, value: &Value, out: &mut Vec<u8>) -> Result<(), LineFault> {
        match value {
            Value::Object(object) => {
                out.push(b'{');
                let mut first = true;
                for (key, value) in object.iter().filter(|(_, value)| says_something(value)) {
                    if !std::mem::take(&mut first) {
                        out.push(b',');
                    }
                    write_text(key, out);
                    out.push(b':');
                    self.canonical(value, out)?;
                }
                out.push(b'}');
            }
            Value::Array(values) => {
                out.push(b'[');
                for (index, value) in values.iter().enumerate() {
                    if index > 0 {
                        out.push(b',');
                    }
                    self.canonical(value, out)?;
                }
                out.push(b']');
            }
            Value::String(text) => match text.strip_prefix('@') {
                Some(label) => {
                    let sequence = self.labels.get(label);
                    let sequence =
                        sequence.ok_or_else(|| LineProblem::NoSuchLabel { label: text.clone() })?;
                    out.extend_from_slice(sequence.to_string().as_bytes());
                }
                None => write_text(&composed(text), out),
            },
            other => out.extend_from_slice(other.to_string().as_bytes()),
        }
        Ok(())
    }

    fn command(
        &mut self,
        book: &Book,
        object: &Map<String, Value>,
        body: Body,
        record: Option<Commitment>,
    ) -> Result<Command, LineFault> {
        if let Some(value) = text_of(object, "actor")? {
            let actor = PersonId::new(&value);
            self.actor = Some(actor.ok_or(LineProblem::NotAPerson { value })?);
        }
        if let Some(value) = text_of(object, "occurred_on")? {
            let date = Date::parse_iso(&value);
            self.occurred_on = Some(date.ok_or(LineProblem::NotADate { value })?);
        }
        let state = self.fold.state();
        let recorded_at = book.chance.moment(state.size, state.last_recorded);
        let today = recorded_at.date();
        Ok(Command {
            actor: self.actor.ok_or(LineProblem::MissingKey { key: "actor" })?,
            authority: Authority::Asserted,
            occurred_on: self
                .occurred_on
                .or(today)
                .ok_or(LineProblem::MissingKey { key: "occurred_on" })?,
            recorded_at,
            record,
            amount: None,
            body,
        })
    }

    /// What the body names, among the lines of this file too.
    fn facts(&self, book: &Book, body: &Body) -> Result<Facts, LineFault> {
        let mut facts = Facts::default();
        let mut waiting = named_entries(body);
        while let Some(sequence) = waiting.pop() {
            let here = self.entries.get(&sequence).cloned();
            let entry = match here {
                Some(entry) => Some(entry),
                None => lookup(&book.folder.journal, sequence)?,
            };
            if let Some(entry) = entry {
                waiting.extend(
                    named_entries(&entry.body)
                        .into_iter()
                        .filter(|named| !facts.entries.contains_key(named)),
                );
                facts.entries.insert(sequence, entry);
            }
        }
        Ok(facts)
    }

    fn keep(&mut self, entry: &Entry, facts: &Facts) -> Result<(), LineFault> {
        self.batch.entries.push(&entry.encode())?;
        self.entries.insert(self.fold.state().size, entry.clone());
        self.fold.apply(entry, facts);
        Ok(())
    }

    fn keep_private(
        &mut self,
        sequence: u64,
        private: Option<Private>,
        secret: Option<Secret>,
        sealed: Option<Sealed>,
    ) -> Result<(), LineFault> {
        self.batch.secrets.push(secret.map_or([0; 32], |secret| secret.0));
        let (Some(private), Some(sealed)) = (private, sealed) else {
            return Ok(());
        };
        let values = as_options(&private.values);
        let mut bytes = Vec::new();
        sealing::encrypt_into(&sealed.keys, &values, &mut bytes)?;
        self.batch.records.push(sequence, &bytes)?;
        if !private.open.is_empty() {
            let opening = sealing::opening(&values, &sealed, &private.open);
            self.batch.openings.push(sequence, &opening)?;
        }
        Ok(())
    }
}

/// Fields that the ledger computes and a line need not give.
fn computed(kind: &str) -> Vec<(String, u64)> {
    match kind {
        "attribution_rule/1" => vec![("count".to_owned(), 0)],
        _ => Vec::new(),
    }
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::Array(values) => !values.is_empty(),
        Value::Bool(true) | Value::Number(_) | Value::String(_) | Value::Object(_) => true,
    }
}

/// The text in the Unicode form in which texts are entered.
pub(crate) fn composed(text: &str) -> String {
    text.nfc().collect()
}

fn as_options(values: &[Option<String>]) -> Vec<Option<&str>> {
    values.iter().map(Option::as_deref).collect()
}

fn text_of(object: &Map<String, Value>, key: &str) -> Result<Option<String>, LineFault> {
    match object.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(composed(text))),
        Some(_) => Err(LineProblem::NotText { key: key.to_owned() }.into()),
    }
}

/// The line's object.
fn read_object(source: &str) -> Result<Map<String, Value>, LineProblem> {
    match serde_json::from_str(source) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(LineProblem::LineNotAnObject),
        Err(error) if error.is_eof() => Err(LineProblem::CutShort),
        Err(error) => Err(LineProblem::NotJson { column: error.column() }),
    }
}

fn unknown_kind(kind: &str) -> LineFault {
    LineProblem::UnknownKind { kind: kind.to_owned() }.into()
}

fn unknown_field(place: &'static str, field: &str, known: &[&'static str]) -> LineFault {
    LineProblem::UnknownField { place, field: field.to_owned(), known: known.to_vec() }.into()
}
