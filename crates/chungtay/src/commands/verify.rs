//! `verify`: recomputes a published log, from a folder or an address, with no trust in who publishes it.

use crate::arguments::Verify;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::meter::Meter;
use crate::remote::RemoteLog;
use chungtay_service::verify::{Check, Difference, LogFolder, LogSource, Verified, verify};
use serde_json::json;
use std::path::Path;

pub(super) fn run(asked: &Verify, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let place = asked.log.clone().unwrap_or_else(|| directory.display().to_string());
    let mut source: Box<dyn LogSource> = if place.contains("://") {
        Box::new(RemoteLog::find(&place)?)
    } else {
        let mut folder = LogFolder::new(Path::new(&place));
        let missing = || Failure::new("no-log", Exit::NoBook).with("address", place.clone());
        folder.read("checkpoint").ok().flatten().ok_or_else(missing)?;
        Box::new(folder)
    };
    let mut meter = Meter::begin(console, "cli-progress-entries");
    let verified = verify(source.as_mut(), asked.key.as_deref(), &mut |done, total| {
        meter.step(done, total);
    })
    .map_err(|error| Failure::new("log-unreadable", Exit::System).because(&error))?;
    let seconds = meter.end().as_secs_f64();
    console.result(&told(&verified, console), &object(&verified, seconds))?;
    Ok(if verified.difference.is_none() { Exit::Done } else { Exit::Refused })
}

fn told(verified: &Verified, console: &Console) -> Vec<String> {
    let key = if verified.key_was_given { "cli-verify-key-given" } else { "cli-verify-key-own" };
    let mut lines = vec![
        console.text("cli-verify-log", &[("origin", verified.origin.as_str().into())]),
        console.text(key, &[("key", verified.key.as_str().into())]),
    ];
    match &verified.difference {
        None => {
            let values = [
                ("size", verified.size.into()),
                ("root", verified.root.to_base64().into()),
                ("figures", verified.figures.into()),
            ];
            lines.push(console.text("cli-verify-agrees", &values));
        }
        Some(difference) => lines.extend(differs(difference, console)),
    }
    lines
}

fn differs(difference: &Difference, console: &Console) -> Vec<String> {
    let check = console.messages.text(&format!("verify-{}", difference.check.word())).into_owned();
    let head = match difference.entry {
        Some(entry) => {
            let values = [("check", check.into()), ("entry", entry.to_string().into())];
            console.text("cli-verify-differs-at", &values)
        }
        None => console.text("cli-verify-differs", &[("check", check.into())]),
    };
    let mut lines = vec![head];
    if difference.check != Check::Bundle {
        lines.push(
            console.text("cli-verify-published", &[("text", difference.published.as_str().into())]),
        );
        lines.push(
            console.text("cli-verify-computed", &[("text", difference.computed.as_str().into())]),
        );
    }
    lines
}

fn object(verified: &Verified, seconds: f64) -> serde_json::Value {
    let difference = verified.difference.as_ref().map(|difference| {
        json!({
            "check": difference.check.word(),
            "entry": difference.entry,
            "published": difference.published,
            "computed": difference.computed,
        })
    });
    json!({
        "origin": verified.origin,
        "key": verified.key,
        "key_was_given": verified.key_was_given,
        "size": verified.size,
        "root": verified.root.to_base64(),
        "figures": verified.figures,
        "agrees": difference.is_none(),
        "difference": difference,
        "seconds": seconds,
    })
}
