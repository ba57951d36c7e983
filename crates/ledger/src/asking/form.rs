//! An answer as canonical JSON, the same on the command line, from the server and in what a story binds.

use super::{Answer, Expression, Note, Problem, Sign};
use crate::canonical::{Field as _, record};
use crate::date::Date;
use crate::id::{AccountId, FundId, Id};
use crate::kinds::told::Comparator;

record! {
    /// Something added up or taken away.
    PartForm {
        /// The entry that says so.
        entry: Option<u64>,
        /// How it is meant.
        meant: Comparator,
        /// What it is.
        of: String,
        /// `+` or `-`.
        sign: String,
        /// Its value.
        value: i64,
    }
    /// Something not known.
    UnknownForm {
        /// How many things are meant.
        count: u64,
        /// Whether it is not even known to belong here.
        doubtful: bool,
        /// Its entry.
        entry: Option<u64>,
        /// What it is.
        of: String,
    }
    /// What to know beside the value.
    NoteForm {
        /// The claim.
        claim: Option<Id>,
        /// How many credits.
        count: Option<u64>,
        /// The entry.
        entry: Option<u64>,
        /// `if-within`, `joint`, `counted-already`, `period-in-words`, `not-yet-attributed` or `tension`.
        kind: String,
        /// The statement.
        statement: Option<Id>,
        /// The source's words.
        words: Option<String>,
        /// The works.
        works: Vec<Id>,
    }
    /// Where entries are that are counted by the day.
    BehindForm {
        /// The bank account, for lines.
        account: Option<AccountId>,
        /// What moved, or `credit` or `debit` for lines.
        class: String,
        /// The first day.
        from: Option<Date>,
        /// The fund.
        fund: FundId,
        /// The last day.
        to: Option<Date>,
        /// The work.
        work: Option<Id>,
    }
    /// Why there is no answer.
    ProblemForm {
        /// What may stand there.
        choices: Vec<String>,
        /// What would mend it, in a person's language.
        cure: String,
        /// The byte after the last one it stands at.
        end: u64,
        /// What is wrong, in a person's language.
        message: String,
        /// What is wrong, in a word.
        reason: String,
        /// The first byte it stands at.
        start: u64,
        /// The words there.
        words: Option<String>,
    }
    /// Why there is no answer, told apart from one.
    ErrorForm {
        /// Why.
        error: ProblemForm,
    }
    /// An answer.
    AnswerForm {
        /// Where entries are that are counted by the day.
        behind: Vec<BehindForm>,
        /// The other entries behind it.
        entries: Vec<u64>,
        /// The question as it is written down.
        expression: String,
        /// How the value is meant.
        meant: Comparator,
        /// What to know beside it.
        notes: Vec<NoteForm>,
        /// What was added up.
        parts: Vec<PartForm>,
        /// The size of the log.
        size: u64,
        /// What it counts in.
        unit: String,
        /// What is not known.
        unknown: Vec<UnknownForm>,
        /// The value; absent where nothing can be said.
        value: Option<i64>,
    }
}

fn note_form(note: &Note) -> NoteForm {
    let (claim, count, entry, statement, words) = (None, None, None, None, None);
    let blank = |kind: &str| {
        let (kind, works) = (kind.to_owned(), Vec::new());
        NoteForm { claim, count, entry, kind, statement, words: words.clone(), works }
    };
    match note {
        Note::IfWithin => blank("if-within"),
        Note::Joint { claim, works } => {
            NoteForm { claim: Some(*claim), works: works.clone(), ..blank("joint") }
        }
        Note::CountedAlready { claim } => {
            NoteForm { claim: Some(*claim), ..blank("counted-already") }
        }
        Note::PeriodInWords { claim, words } => {
            NoteForm { claim: Some(*claim), words: words.clone(), ..blank("period-in-words") }
        }
        Note::NotYetAttributed { count } => {
            NoteForm { count: Some(*count), ..blank("not-yet-attributed") }
        }
        Note::Tension { statement, entry } => {
            NoteForm { statement: Some(*statement), entry: Some(*entry), ..blank("tension") }
        }
    }
}

impl Problem {
    /// Why there is no answer, as canonical JSON, with its sentence and cure in a person's language.
    #[must_use]
    pub fn to_json(&self, message: &str, cure: &str) -> String {
        let error = ProblemForm {
            choices: self.reason.choices(),
            cure: cure.to_owned(),
            end: self.span.end as u64,
            message: message.to_owned(),
            reason: self.reason.word().to_owned(),
            start: self.span.start as u64,
            words: Some(self.words.clone()).filter(|words| !words.is_empty()),
        };
        let mut out = Vec::new();
        ErrorForm { error }.write(&mut out);
        out.push(b'\n');
        String::from_utf8(out).unwrap_or_default()
    }
}

impl Answer {
    /// The answer to a question as canonical JSON (RFC 8785), one line.
    #[must_use]
    pub fn to_json(&self, asked: &Expression) -> String {
        let mut out = Vec::new();
        self.form(asked).write(&mut out);
        out.push(b'\n');
        String::from_utf8(out).unwrap_or_default()
    }

    /// The answer to a question in the form that is written down.
    #[must_use]
    pub fn form(&self, asked: &Expression) -> AnswerForm {
        let parts = self.parts.iter().map(|part| PartForm {
            entry: part.entry,
            meant: part.meant,
            of: part.of.clone(),
            sign: if part.sign == Sign::Plus { "+" } else { "-" }.to_owned(),
            value: part.value,
        });
        let unknown = self.unknown.iter().map(|unknown| UnknownForm {
            count: unknown.count,
            doubtful: unknown.doubtful,
            entry: unknown.entry,
            of: unknown.of.clone(),
        });
        let behind = self.behind.iter().map(|behind| BehindForm {
            account: behind.account,
            class: behind
                .class
                .map_or(if behind.is_in { "credit" } else { "debit" }, |class| class.word())
                .to_owned(),
            from: behind.from,
            fund: behind.fund,
            to: behind.to,
            work: behind.work,
        });
        AnswerForm {
            behind: behind.collect(),
            entries: self.entries.clone(),
            expression: asked.to_string(),
            meant: self.meant,
            notes: self.notes.iter().map(note_form).collect(),
            parts: parts.collect(),
            size: self.size,
            unit: self.unit.word().to_owned(),
            unknown: unknown.collect(),
            value: self.value,
        }
    }
}
