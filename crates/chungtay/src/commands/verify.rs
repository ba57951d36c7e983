//! `verify`: recomputes a published log, from a folder or an address, with no trust in who publishes it.

use crate::arguments::Verify;
use crate::console::Console;
use crate::documents;
use crate::failure::{Exit, Failure};
use crate::memory;
use crate::meter::Meter;
use crate::remote::RemoteLog;
use chungtay_log::receipt::Receipt;
use chungtay_service::log_keys::roots::read_roots;
use chungtay_service::monitor::evidence::{self, Evidence};
use chungtay_service::verify::{
    Asked, Check, Difference, KeysTold, LogFolder, LogSource, Verified, published_openings,
    verify_asked,
};
use serde_json::json;
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor};
use std::path::Path;

pub(super) fn run(asked: &Verify, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    if let Some(file) = &asked.evidence {
        return evidence(file, asked.key.as_deref(), console);
    }
    let place = asked.log.clone().unwrap_or_else(|| directory.display().to_string());
    let source = open(&place)?;
    let policy = asked.policy.as_deref().map(super::policy).transpose()?;
    let roots = asked.roots.as_deref().map(read_roots).transpose()?;
    let predecessor = asked.predecessor.as_deref().map(open).transpose()?;
    let since = asked.since.as_deref().map(super::text_file).transpose()?;
    let receipt = asked.receipt.as_deref().map(receipt).transpose()?;
    let file = memory::file_for(asked.resume.as_deref(), &place, console.cache());
    let mut openings = match asked.openings.as_deref() {
        None if asked.log_only => None,
        file => openings(file, source.as_ref())?,
    };
    let mut meter = Meter::begin(console, "cli-progress-entries");
    let mut keep = |done: &_| match &file {
        Some(file) => memory::keep(file, done),
        None => Ok(()),
    };
    let verified = verify_asked(
        source.as_ref(),
        Asked {
            key: asked.key.as_deref(),
            policy: policy.as_ref(),
            roots: roots.as_deref(),
            predecessor: predecessor.as_deref(),
            since: since.as_deref(),
            receipt: receipt.as_ref(),
            remembered: file.as_deref().and_then(memory::remembered),
            openings: openings.as_mut().map(|lines| lines.as_mut() as &mut dyn BufRead),
            beside: (!asked.log_only).then_some(&documents::beside),
            keep: Some(&mut keep),
        },
        &mut |done, total| meter.step(done, total),
    )
    .map_err(|error| unreadable(&error))?;
    let seconds = meter.end().as_secs_f64();
    if let (Some(file), Some(done)) = (&file, &verified.remembered) {
        let kept = memory::keep(file, done);
        kept.map_err(|error| Failure::file("file", Exit::System, file, &error))?;
    }
    console.result(&told(&verified, console), &object(&verified, seconds))?;
    Ok(if verified.difference.is_none() { Exit::Done } else { Exit::Refused })
}

/// A receipt that holds its entry.
fn receipt(file: &Path) -> Result<Receipt, Failure> {
    let failed =
        || Failure::new("not-a-receipt", Exit::Input).with("file", file.display().to_string());
    let text = super::text_file(file)?;
    let receipt = Receipt::from_text(&text).map_err(|error| failed().because(&error))?;
    if receipt.extra.is_some() { Ok(receipt) } else { Err(failed()) }
}

/// What an evidence file of `monitor` proves by itself.
fn evidence(file: &Path, key: Option<&str>, console: &Console) -> Result<Exit, Failure> {
    let failed = || Failure::new("evidence", Exit::Input).with("file", file.display().to_string());
    let text = super::text_file(file)?;
    let object: serde_json::Value =
        serde_json::from_str(&text).map_err(|error| failed().because(&error))?;
    let checked = evidence::check(&object, key).map_err(|error| failed().because(&error))?;
    let (word, checkpoints) = match checked {
        Evidence::SplitView { checkpoints } => ("split-view", Some(checkpoints)),
        Evidence::Rollback { checkpoints } => ("rollback", Some(checkpoints)),
        Evidence::Report => ("report", None),
    };
    let sizes = checkpoints.as_ref().map(|both| (both.0.size(), both.1.size()));
    let origin = checkpoints.as_ref().map(|both| both.0.origin().to_owned());
    let (older, newer) = sizes.unwrap_or_default();
    let values = [
        ("origin", origin.clone().unwrap_or_default().into()),
        ("older", older.into()),
        ("newer", newer.into()),
    ];
    let lines = [console.text(&format!("evidence-{word}"), &values)];
    let object = json!({
        "proves": word,
        "origin": origin,
        "older": sizes.map(|sizes| sizes.0),
        "newer": sizes.map(|sizes| sizes.1),
        "key_was_given": key.is_some(),
    });
    console.result(&lines, &object)?;
    Ok(Exit::Done)
}

/// The log of a folder or of an address.
pub(super) fn open(place: &str) -> Result<Box<dyn LogSource>, Failure> {
    if place.contains("://") {
        return Ok(Box::new(RemoteLog::find(place)?));
    }
    let folder = LogFolder::new(Path::new(place));
    let missing = || Failure::new("no-log", Exit::NoBook).with("address", place.to_owned());
    folder.read("checkpoint").ok().flatten().ok_or_else(missing)?;
    Ok(Box::new(folder))
}

/// While a log was read, something was not there or not to be had.
pub(super) fn unreadable(error: &std::io::Error) -> Failure {
    Failure::new("log-unreadable", Exit::System).because(error)
}

/// The openings of a file, or those that lie beside the log.
fn openings(
    file: Option<&Path>,
    source: &dyn LogSource,
) -> Result<Option<Box<dyn BufRead>>, Failure> {
    if let Some(file) = file {
        let failed = |error: &std::io::Error| Failure::file("input-file", Exit::Input, file, error);
        let open = File::open(file).map_err(|error| failed(&error))?;
        return Ok(Some(Box::new(BufReader::with_capacity(1 << 16, open))));
    }
    Ok(published_openings(source).map(|bytes| Box::new(Cursor::new(bytes)) as Box<dyn BufRead>))
}

fn told(verified: &Verified, console: &Console) -> Vec<String> {
    let key = if verified.keys.learnt {
        "cli-verify-key-learnt"
    } else if verified.key_was_given {
        "cli-verify-key-given"
    } else if verified.keys.roots_were_given {
        "cli-verify-key-of-roots"
    } else {
        "cli-verify-key-own"
    };
    let mut lines = vec![
        console.text("cli-verify-log", &[("origin", verified.origin.as_str().into())]),
        console.text(key, &[("key", verified.key.as_str().into())]),
    ];
    lines.extend(told_of_keys(&verified.keys, console));
    if let Some(witnessed) = &verified.witnessed {
        let cosigned = witnessed.witnesses.iter().filter(|(_, time)| time.is_some()).count();
        let values = [("cosigned", cosigned.into()), ("all", witnessed.witnesses.len().into())];
        lines.push(console.text("cli-verify-witnessed", &values));
    }
    if let Some(size) = verified.extends {
        lines.push(console.text("cli-verify-extends", &[("size", size.into())]));
    }
    if let Some(receipt) = &verified.receipt {
        let values = [
            ("entry", receipt.index.to_string().into()),
            ("origin", receipt.origin.as_str().into()),
            ("size", receipt.size.into()),
        ];
        lines.push(console.text("cli-verify-receipt", &values));
    }
    if verified.resumed > 0 {
        lines.push(console.text("cli-verify-resumed", &[("size", verified.resumed.into())]));
    }
    let Some(difference) = &verified.difference else {
        lines.extend(agrees(verified, console));
        return lines;
    };
    lines.extend(differs(difference, console));
    lines
}

/// Whose keys they are, as far as the log says.
fn told_of_keys(keys: &KeysTold, console: &Console) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some((all, threshold)) = keys.roots {
        let key = if keys.roots_were_given { "cli-verify-roots-given" } else { "cli-verify-roots" };
        let values = [
            ("all", all.into()),
            ("threshold", u64::from(threshold).into()),
            ("changes", keys.changes.into()),
        ];
        lines.push(console.text(key, &values));
    }
    if let Some((origin, size)) = &keys.predecessor {
        let checked = keys.predecessor_was_verified;
        let key = if checked { "cli-verify-continues" } else { "cli-verify-continues-unseen" };
        lines.push(
            console.text(key, &[("origin", origin.as_str().into()), ("size", (*size).into())]),
        );
    }
    lines
}

fn agrees(verified: &Verified, console: &Console) -> Vec<String> {
    let mut lines = Vec::new();
    if verified.openings > 0 {
        lines.push(console.text("cli-verify-openings", &[("count", verified.openings.into())]));
    }
    if verified.stories > 0 {
        lines.push(console.text("cli-verify-stories", &[("count", verified.stories.into())]));
    }
    if verified.withheld > 0 {
        lines.push(console.text("cli-verify-withheld", &[("count", verified.withheld.into())]));
    }
    if !verified.documents.is_empty() {
        let values = [("count", verified.documents.len().into())];
        lines.push(console.text("cli-verify-documents", &values));
    }
    for path in &verified.unchecked {
        lines.push(console.text("cli-verify-unchecked", &[("file", path.as_str().into())]));
    }
    let values = [
        ("size", verified.size.into()),
        ("root", verified.root.to_base64().into()),
        ("figures", verified.figures.into()),
    ];
    lines.push(console.text("cli-verify-agrees", &values));
    lines
}

/// What does not hold: the comparison, the entry, both values.
pub(super) fn differs(difference: &Difference, console: &Console) -> Vec<String> {
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
        for (key, text) in [
            ("cli-verify-published", &difference.published),
            ("cli-verify-computed", &difference.computed),
        ] {
            if !text.is_empty() {
                lines.push(console.text(key, &[("text", text.as_str().into())]));
            }
        }
    }
    lines
}

/// A difference for programs.
pub(super) fn difference_object(difference: &Difference) -> serde_json::Value {
    json!({
        "check": difference.check.word(),
        "entry": difference.entry,
        "published": difference.published,
        "computed": difference.computed,
    })
}

fn object(verified: &Verified, seconds: f64) -> serde_json::Value {
    let difference = verified.difference.as_ref().map(difference_object);
    let witnesses = verified.witnessed.as_ref().map(|witnessed| {
        let named = witnessed.witnesses.iter();
        named.map(|(name, time)| json!({ "name": name, "time": time })).collect::<Vec<_>>()
    });
    json!({
        "origin": verified.origin,
        "key": verified.key,
        "key_was_given": verified.key_was_given,
        "keys": {
            "learnt": verified.keys.learnt,
            "changes": verified.keys.changes,
            "roots_were_given": verified.keys.roots_were_given,
            "predecessor": verified.keys.predecessor.as_ref().map(|(origin, size)| json!([origin, size])),
            "predecessor_was_verified": verified.keys.predecessor_was_verified,
        },
        "witnesses": witnesses,
        "size": verified.size,
        "root": verified.root.to_base64(),
        "receipt": verified.receipt.as_ref().map(|receipt| {
            json!({ "index": receipt.index, "origin": receipt.origin, "size": receipt.size })
        }),
        "resumed": verified.resumed,
        "extends": verified.extends,
        "figures": verified.figures,
        "withheld": verified.withheld,
        "openings": verified.openings,
        "stories": verified.stories,
        "documents": verified.documents,
        "unchecked": verified.unchecked,
        "agrees": difference.is_none(),
        "difference": difference,
        "seconds": seconds,
    })
}
