//! `privacy`: what persons ask for, entered, listed with the deadlines, late ones first, and answered.

use crate::arguments::{PrivacyDone, PrivacyList, PrivacyRequest, PrivacyVerb};
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::surroundings::now;
use chungtay_ledger::date::Date;
use chungtay_ledger::deadlines::Deadlines;
use chungtay_ledger::kinds::privacy::Answer;
use chungtay_ledger::state::RightStage;
use chungtay_service::privacy::{Listed, Wanted, answer, asked_by, list, request};
use serde_json::{Value, json};
use std::path::Path;

pub(super) fn run(
    asked: &PrivacyVerb,
    directory: &Path,
    console: &Console,
) -> Result<Exit, Failure> {
    match asked {
        PrivacyVerb::Request(asked) => enter(asked, directory, console),
        PrivacyVerb::List(asked) => tell(asked, directory, console),
        PrivacyVerb::Done(asked) => done(asked, directory, console),
    }
}

fn enter(asked: &PrivacyRequest, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let mut book = super::writer(directory, asked.wait, console)?;
    let wanted = Wanted {
        right: asked.right,
        channel: asked.channel,
        received_on: asked.received_on,
        name: asked.name.as_deref(),
        contact: asked.contact.as_deref(),
        asked: asked.words.as_deref(),
        actor: asked.actor,
    };
    let entered = request(&mut book, &wanted)?;
    let id = entered.id.to_string();
    let values = [("id", id.as_str().into()), ("entry", entered.entry.to_string().into())];
    let mut lines = vec![console.text("cli-privacy-requested", &values)];
    lines.push(by_when(entered.deadlines, console));
    let mut object = json!({"entry": entered.entry, "id": id});
    put_deadlines(&mut object, entered.deadlines);
    crate::witnesses::conclude(&book, console, &lines, object)
}

fn tell(asked: &PrivacyList, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let folder = super::reader(directory)?;
    let rows = list(&folder, today())?;
    let (mut lines, mut objects) = (Vec::new(), Vec::new());
    for row in &rows {
        lines.push(line_of(row, console));
        let mut object = json!({
            "entry": row.asked.at,
            "id": row.id.to_string(),
            "right": row.asked.right.word(),
            "received_on": row.asked.received_on.to_string(),
            "stage": row.asked.stage().word(),
            "late": row.is_late,
        });
        put_deadlines(&mut object, row.deadlines);
        if asked.private {
            let values = asked_by(&folder, row.asked.at)?.unwrap_or_default();
            let told: Vec<&str> = values.iter().flatten().map(String::as_str).collect();
            lines.push(format!("    {}", told.join(" · ")));
            let value = |place: usize| values.get(place).cloned().flatten();
            object["name"] = json!(value(0));
            object["contact"] = json!(value(1));
            object["asked"] = json!(value(2));
        }
        objects.push(object);
    }
    if rows.is_empty() {
        lines.push(console.messages.text("cli-privacy-none").into_owned());
    }
    console.result(&lines, &json!({ "requests": objects }))?;
    Ok(Exit::Done)
}

fn done(asked: &PrivacyDone, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let mut book = super::writer(directory, asked.wait, console)?;
    let (how_far, key) = match (asked.received, asked.refused) {
        (true, _) => (Answer::Received, "cli-privacy-received"),
        (false, true) => (Answer::Refused, "cli-privacy-refused"),
        (false, false) => (Answer::Done, "cli-privacy-done"),
    };
    let entry = answer(&mut book, asked.id, how_far, asked.told.as_deref(), asked.actor)?;
    let id = asked.id.to_string();
    let values = [("id", id.as_str().into()), ("entry", entry.to_string().into())];
    let line = console.text(key, &values);
    let object = json!({"entry": entry, "id": id, "answer": how_far.word()});
    crate::witnesses::conclude(&book, console, &[line], object)
}

/// The requests past a deadline that are not ended, as a line; for `doctor`, which says it first.
pub(super) fn late(directory: &Path, console: &Console) -> Result<Option<String>, Failure> {
    let rows = list(&super::reader(directory)?, today())?;
    let open = |row: &&Listed| row.is_late && row.asked.stage() != RightStage::Ended;
    let late: Vec<String> = rows.iter().filter(open).map(|row| row.id.to_string()).collect();
    let values = [("count", late.len().into()), ("ids", late.join(", ").into())];
    Ok((!late.is_empty()).then(|| console.text("cli-privacy-late", &values)))
}

fn today() -> Option<Date> {
    now().date()
}

fn day(date: Date, console: &Console) -> String {
    chungtay_text::date::short(date, console.messages.language())
}

fn line_of(row: &Listed, console: &Console) -> String {
    let word =
        |family: &str, word: &str| console.messages.text(&format!("{family}-{word}")).into_owned();
    let late = if row.is_late { console.messages.text("cli-privacy-is-late") } else { "".into() };
    let values = [
        ("id", row.id.to_string().into()),
        ("right", word("right", row.asked.right.word()).into()),
        ("stage", word("request-stage", row.asked.stage().word()).into()),
        ("late", late.into_owned().into()),
        ("received", day(row.asked.received_on, console).into()),
        ("entry", row.asked.at.to_string().into()),
        ("by", by_when(row.deadlines, console).into()),
    ];
    console.text("cli-privacy-row", &values)
}

fn by_when(by: Option<Deadlines>, console: &Console) -> String {
    let Some(by) = by else {
        return console.messages.text("cli-privacy-no-deadline").into_owned();
    };
    let values = [
        ("reply", day(by.reply_by, console).into()),
        ("finish", day(by.finish_by, console).into()),
    ];
    console.text("cli-privacy-deadlines", &values)
}

fn put_deadlines(object: &mut Value, by: Option<Deadlines>) {
    object["reply_by"] = json!(by.map(|by| by.reply_by.to_string()));
    object["finish_by"] = json!(by.map(|by| by.finish_by.to_string()));
}
