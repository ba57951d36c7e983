//! `doctor`: every invariant between the stores of a book, and the cure of what does not hold.

use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::meter::Meter;
use chungtay_service::doctor::{Examined, Finding, examine};
use serde_json::json;
use std::path::Path;

pub(super) fn run(directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let folder = super::reader(directory)?;
    // A book whose log cannot be folded has other findings.
    let late = super::privacy::late(directory, console).ok().flatten();
    let mut meter = Meter::begin(console, "cli-progress-entries");
    let examined = examine(&folder, &mut |done, total| meter.step(done, total))?;
    let seconds = meter.end().as_secs_f64();
    let lines: Vec<String> = late.iter().cloned().chain(told(&examined, console)).collect();
    let mut told = object(&examined, seconds, console);
    told["late_requests"] = json!(late);
    console.result(&lines, &told)?;
    Ok(match (examined.is_sound(), examined.findings.is_empty()) {
        (true, true) => Exit::Done,
        (true, false) => Exit::NotPublished,
        (false, _) => Exit::Damaged,
    })
}

fn told(examined: &Examined, console: &Console) -> Vec<String> {
    let values = [
        ("entries", examined.entries.into()),
        ("records", examined.records.into()),
        ("openings", examined.openings.into()),
        ("erased", examined.erased.into()),
    ];
    let mut lines = vec![console.text("cli-doctor-examined", &values)];
    if examined.withheld > 0 {
        lines.push(console.text("cli-doctor-withheld", &[("count", examined.withheld.into())]));
    }
    if examined.is_sound() {
        lines.push(console.messages.text("cli-doctor-sound").into_owned());
    }
    lines.extend(examined.findings.iter().map(|finding| sentence(finding, console)));
    lines
}

/// What does not hold, where it begins, how often, and the cure.
fn sentence(finding: &Finding, console: &Console) -> String {
    let entry = finding.entry.map_or_else(String::new, |entry| entry.to_string());
    let files = finding.files.join(", ");
    let values =
        [("entry", entry.into()), ("count", finding.count.into()), ("files", files.into())];
    console.text(&format!("doctor-{}", finding.code), &values)
}

fn object(examined: &Examined, seconds: f64, console: &Console) -> serde_json::Value {
    let findings = examined.findings.iter().map(|finding| {
        json!({
            "code": finding.code,
            "entry": finding.entry,
            "count": finding.count,
            "files": finding.files,
            "message": sentence(finding, console),
        })
    });
    json!({
        "entries": examined.entries,
        "records": examined.records,
        "openings": examined.openings,
        "erased": examined.erased,
        "withheld": examined.withheld,
        "findings": findings.collect::<Vec<_>>(),
        "sound": examined.is_sound(),
        "seconds": seconds,
    })
}
