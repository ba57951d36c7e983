//! `witness`: cosigns the checkpoints of others' logs (C2SP tlog-witness) until it is stopped; and
//! `witness-key`: makes its key, or prints the public side of one.

use crate::arguments::{Witness as Asked, WitnessKey};
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::listening::{self, Listening};
use crate::surroundings::now;
use chungtay_service::witness::{Witness, WitnessError, make_key, read_key};
use serde_json::json;
use std::sync::Arc;

pub(super) fn run(asked: &Asked, console: &Console) -> Result<Exit, Failure> {
    let cosigner = read_key(&asked.secret)?;
    let witness = Witness::open(&asked.state, cosigner, asked.logs.clone(), now)?;
    let Listening { runtime, listener, address } = Listening::at(asked.listen)?;
    let key = witness.key().to_string();
    let mut lines = vec![
        console.text("cli-witnessing", &[("address", address.as_str().into())]),
        console.text("cli-witness-key", &[("key", key.as_str().into())]),
    ];
    lines.extend(witness.logs().into_iter().map(|(origin, size)| {
        console.text("cli-witness-log", &[("origin", origin.into()), ("size", size.into())])
    }));
    let logs = witness.logs().into_iter().map(|(origin, size)| json!([origin, size]));
    let logs: Vec<serde_json::Value> = logs.collect();
    let object = json!({ "address": address, "verifier_key": key, "logs": logs });
    console.result(&lines, &object)?;
    let stop = listening::stopped();
    let served = runtime.block_on(chungtay_web::witness::serve(listener, Arc::new(witness), stop));
    served.map_err(|error| listening::failed(asked.listen, &error))?;
    Ok(Exit::Done)
}

pub(super) fn key(asked: &WitnessKey, console: &Console) -> Result<Exit, Failure> {
    let key = match &asked.new {
        Some(name) => make_key(&asked.file, name)?,
        None => read_key(&asked.file)?.key().clone(),
    };
    let key = key.to_string();
    let mut lines = vec![key.clone()];
    if asked.new.is_some() {
        let file = asked.file.display().to_string();
        lines.push(console.text("cli-witness-key-made", &[("file", file.into())]));
    }
    console.result(&lines, &json!({ "verifier_key": key }))?;
    Ok(Exit::Done)
}

impl From<WitnessError> for Failure {
    fn from(error: WitnessError) -> Self {
        let named = |code: &'static str, exit: Exit, file: &std::path::Path| {
            Self::new(code, exit).with("file", file.display().to_string())
        };
        match &error {
            WitnessError::File { file, source } => Self::file("file", Exit::System, file, source),
            WitnessError::Busy(folder) => named("witness-busy", Exit::Busy, folder),
            WitnessError::State(file) => named("witness-state", Exit::Damaged, file),
            WitnessError::OpenToOthers(file) => named("key-open-to-others", Exit::Input, file),
            WitnessError::Key { file, error } => {
                named("not-a-witness-key", Exit::Input, file).because(error)
            }
            WitnessError::NoRandomness(what) => {
                Self::new("no-randomness", Exit::System).with("what", what.clone())
            }
        }
    }
}
