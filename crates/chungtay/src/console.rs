//! What the person or program that called us reads: results on stdout, everything else on stderr. With
//! `--json` stdout gets one JSON object, whatever comes.

use crate::bad_input;
use crate::failure::{Details, Exit, Failure};
use crate::passphrase::Passphrases;
use crate::surroundings::Surroundings;
use chungtay_ledger::date::Moment;
use chungtay_text::{Messages, Value};
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The way out.
#[derive(Clone)]
pub(crate) struct Console {
    /// The texts, in the person's language.
    pub messages: &'static Messages,
    /// Whether a program reads stdout.
    pub json: bool,
    /// Whether a person watches stderr.
    pub is_watched: bool,
    cache: Option<PathBuf>,
    /// Where passphrases come from.
    pub passphrases: Arc<Passphrases>,
    state: Option<PathBuf>,
}

impl Console {
    pub fn new(messages: &'static Messages, json: bool, surroundings: &Surroundings) -> Self {
        let passphrases = Passphrases::from_file(surroundings.passphrase_file.clone()).into();
        let cache = surroundings.cache.clone();
        let state = surroundings.state.clone();
        let is_watched = surroundings.stderr_is_terminal;
        Self { messages, json, is_watched, cache, passphrases, state }
    }

    /// The folder for what must outlast a run, where the system has one.
    pub fn state(&self) -> Option<&Path> {
        self.state.as_deref()
    }

    /// A moment as people write it.
    pub fn moment(&self, at: Moment) -> String {
        chungtay_text::date::moment_with_seconds(at, self.messages.language())
    }

    /// The folder for what can be made again, where the system has one.
    pub fn cache(&self) -> Option<&Path> {
        self.cache.as_deref()
    }

    /// Writes a result. A reader that has gone away (`| head`) is no failure.
    pub fn write(text: &str) -> Result<(), Failure> {
        let mut stdout = std::io::stdout().lock();
        match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(Failure::new("output", Exit::System).because(&error))
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Writes the result: lines for a person, or one object for a program.
    pub fn result(&self, lines: &[String], object: &serde_json::Value) -> Result<(), Failure> {
        if self.json {
            return Self::write(&format!("{object}\n"));
        }
        Self::write(&lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect::<String>())
    }

    /// Remarks beside the result; lost without harm.
    pub fn remark(text: &str) {
        drop(writeln!(std::io::stderr().lock(), "{text}"));
    }

    /// A message.
    pub fn text(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        self.messages.format(key, values)
    }

    /// As [`Console::fail`], but on stderr also for a program: beside a result.
    pub fn fail_aside(&self, failure: &Failure) {
        Self::remark(&self.failure_lines(failure).join("\n"));
    }

    /// Tells a failure: what happened, every row or line at fault, the causes, the cure.
    pub fn fail(&self, failure: &Failure) {
        if self.json {
            drop(Self::write(&format!("{}\n", self.failure_json(failure))));
            return;
        }
        Self::remark(&self.failure_lines(failure).join("\n"));
    }

    fn failure_lines(&self, failure: &Failure) -> Vec<String> {
        let messages = self.messages;
        let labelled = |key: &str, text: String| messages.format(key, &[("text", text.into())]);
        let mut lines = vec![labelled("cli-error", self.sentence(failure))];
        lines.extend(self.items(failure).into_iter().map(|item| format!("  {item}")));
        lines.extend(failure.causes.iter().map(|cause| labelled("cli-cause", cause.clone())));
        lines.extend(failure.hint(messages).map(|hint| labelled("cli-hint", hint)));
        lines
    }

    fn sentence(&self, failure: &Failure) -> String {
        match &failure.details {
            Details::Refusal(refusal) => bad_input::refusal_text(refusal, self.messages),
            Details::None | Details::Lines(_) | Details::Rows(_) | Details::Story(_) => {
                failure.sentence(self.messages)
            }
        }
    }

    fn items(&self, failure: &Failure) -> Vec<String> {
        match &failure.details {
            Details::None | Details::Refusal(_) => Vec::new(),
            Details::Lines(lines) => {
                lines.iter().map(|line| bad_input::refused_line(line, self.messages)).collect()
            }
            Details::Story(faults) => {
                faults.iter().map(|fault| bad_input::story_fault(fault, self.messages)).collect()
            }
            Details::Rows(rows) => {
                rows.iter().flat_map(|row| bad_input::row_lines(row, self.messages)).collect()
            }
        }
    }

    fn failure_json(&self, failure: &Failure) -> serde_json::Value {
        let mut error = json!({
            "code": failure.code,
            "exit": failure.exit as u8,
            "message": self.sentence(failure),
            "hint": failure.hint(self.messages),
            "causes": failure.causes,
        });
        match &failure.details {
            Details::None => {}
            Details::Refusal(refusal) => {
                error["refusal"] = bad_input::refusal_json(refusal, self.messages);
            }
            Details::Lines(lines) => {
                let told =
                    lines.iter().map(|line| bad_input::refused_line_json(line, self.messages));
                error["lines"] = told.collect();
            }
            Details::Story(faults) => {
                let told =
                    faults.iter().map(|fault| bad_input::story_fault_json(fault, self.messages));
                error["faults"] = told.collect();
            }
            Details::Rows(rows) => {
                error["rows"] =
                    rows.iter().map(|row| bad_input::row_json(row, self.messages)).collect();
            }
        }
        json!({ "error": error })
    }
}
