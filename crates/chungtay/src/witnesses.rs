//! The way to a book's witnesses over HTTP and HTTPS, and what is told of their answers. Judges no
//! cosignature: `service::cosigning` does.

use crate::console::Console;
use crate::failure::{Exit, Failure};
use chungtay_service::Book;
use chungtay_service::cosigning::{Cosigning, NotCosigned, WitnessAnswer, WitnessClient};
use serde_json::{Value, json};
use std::io;
use std::sync::Arc;
use std::time::Duration;

/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest answer: some sixty post-quantum signatures.
const LONGEST_BYTES: u64 = 256 << 10;

/// The way to witnesses.
pub(crate) fn client() -> Arc<dyn WitnessClient> {
    let agent = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .http_status_as_error(false)
        .build()
        .new_agent();
    Arc::new(HttpWitnesses { agent })
}

struct HttpWitnesses {
    agent: ureq::Agent,
}

impl WitnessClient for HttpWitnesses {
    fn add_checkpoint(&self, submission_prefix: &str, body: &str) -> io::Result<WitnessAnswer> {
        let address = format!("{}/add-checkpoint", submission_prefix.trim_end_matches('/'));
        let request = self.agent.post(&address).header("Content-Type", "text/plain");
        let mut answer = request.send(body).map_err(io::Error::other)?;
        let status = answer.status().as_u16();
        let body = answer.body_mut().with_config().limit(LONGEST_BYTES);
        Ok(WitnessAnswer { status, body: body.read_to_string().map_err(io::Error::other)? })
    }
}

/// What came of asking the witnesses, for the end of a command that wrote: with the object for a
/// program, remarks for a person, and how the process ends.
pub(crate) fn conclude(
    book: &Book,
    console: &Console,
    lines: &[String],
    mut object: Value,
) -> Result<Exit, Failure> {
    let Some(cosigning) = book.cosigning() else {
        console.result(lines, &object)?;
        return Ok(Exit::Done);
    };
    object["cosigning"] = in_object(cosigning, console);
    console.result(lines, &object)?;
    let all_cosigned = cosigning.witnesses.iter().all(|(_, outcome)| outcome.is_ok());
    if !console.json && !all_cosigned {
        for line in told(cosigning, console) {
            Console::remark(&line);
        }
    }
    Ok(if cosigning.quorum_is_met { Exit::Done } else { Exit::NotPublished })
}

/// Lines for a person: the outcome, then each witness that is missing.
pub(crate) fn told(cosigning: &Cosigning, console: &Console) -> Vec<String> {
    let cosigned = cosigning.witnesses.iter().filter(|(_, outcome)| outcome.is_ok()).count();
    let values = [
        ("cosigned", cosigned.into()),
        ("all", cosigning.witnesses.len().into()),
        ("size", cosigning.size.into()),
    ];
    let key = if cosigning.quorum_is_met { "cli-cosigned" } else { "cli-not-published" };
    let mut lines = vec![console.text(key, &values)];
    for (name, outcome) in &cosigning.witnesses {
        if let Err(problem) = outcome {
            let reason = reason(problem, console).into();
            let values = [("name", name.as_str().into()), ("reason", reason)];
            lines.push(console.text("cli-witness-missing", &values));
        }
    }
    if !cosigning.quorum_is_met {
        lines.push(console.messages.text("cli-not-published-cure").into_owned());
    }
    lines
}

pub(crate) fn in_object(cosigning: &Cosigning, console: &Console) -> Value {
    let witnesses = cosigning.witnesses.iter().map(|(name, outcome)| {
        let problem = outcome.as_ref().err();
        json!({
            "name": name,
            "cosigned_at": outcome.as_ref().ok(),
            "problem": problem.map(code),
            "message": problem.map(|problem| reason(problem, console)),
        })
    });
    json!({
        "size": cosigning.size,
        "published": cosigning.quorum_is_met,
        "witnesses": witnesses.collect::<Vec<_>>(),
    })
}

fn code(problem: &NotCosigned) -> &'static str {
    match problem {
        NotCosigned::NoAddress => "no-address",
        NotCosigned::Unreachable(_) => "unreachable",
        NotCosigned::Late => "late",
        NotCosigned::Refused(403) => "refused-key",
        NotCosigned::Refused(404) => "refused-log",
        NotCosigned::Refused(422) => "refused-history",
        NotCosigned::Refused(_) => "refused",
        NotCosigned::OtherHistory(_) => "other-history",
        NotCosigned::NotACosignature => "not-a-cosignature",
        NotCosigned::NoProof(_) => "no-proof",
    }
}

fn reason(problem: &NotCosigned, console: &Console) -> String {
    let key = format!("witness-problem-{}", code(problem));
    match problem {
        NotCosigned::Unreachable(what) | NotCosigned::NoProof(what) => {
            console.text(&key, &[("what", what.as_str().into())])
        }
        NotCosigned::Refused(status) => {
            console.text(&key, &[("status", status.to_string().into())])
        }
        NotCosigned::OtherHistory(size) => console.text(&key, &[("size", (*size).into())]),
        NotCosigned::NoAddress | NotCosigned::Late | NotCosigned::NotACosignature => {
            console.messages.text(&key).into_owned()
        }
    }
}
