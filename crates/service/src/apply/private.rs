//! The private side of a line of `apply`: its fields in the kind's order, which of them the public reads, and
//! that nothing is opened which may never be. Seals nothing.

use super::{LineFault, text_of, unknown_field, unknown_kind};
use crate::error::LineProblem;
use crate::names::{self, DONOR_INITIALS};
use chungtay_ledger::kinds::bodies::private_fields;
use chungtay_ledger::kinds::people::NamesPolicy;
use chungtay_text::mask;
use serde_json::{Map, Value};

/// The private side of a line.
pub(super) struct Private {
    pub(super) values: Vec<Option<String>>,
    pub(super) open: Vec<u8>,
}

/// The kind a line is entered as: the newest version of one that names a giver, else as it stands there. A
/// kind that takes data away is entered by its own command only.
pub(super) fn entered_as(kind: &str) -> Result<&str, LineProblem> {
    let command = match kind {
        "gift/1" => return Ok("gift/2"),
        "pledge/1" => return Ok("pledge/2"),
        "attribution/1" => return Ok("attribution/2"),
        "erasure/1" => "erase",
        "restatement/1" => "withhold",
        "attachment/1" => "attach",
        "story_draft/1" => "story draft",
        "story_review/1" => "story review",
        "story/1" | "story/2" => "story publish",
        "story_withdrawal/1" => "story withdraw",
        _ => return Ok(kind),
    };
    Err(LineProblem::OnlyByCommand { kind: kind.to_owned(), command })
}

/// The private fields in the kind's order; `None` where the line gives none.
pub(super) fn read(
    kind: &str,
    object: &Map<String, Value>,
    policy: NamesPolicy,
) -> Result<Option<Private>, LineFault> {
    let fields = private_fields(kind).ok_or_else(|| unknown_kind(kind))?;
    let given = match object.get("private") {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::Object(given)) => given,
        Some(_) => return Err(LineProblem::NotAnObject { key: "private" }.into()),
    };
    let typed: Vec<&'static str> =
        fields.iter().copied().filter(|field| *field != DONOR_INITIALS).collect();
    if let Some(key) = given.keys().find(|key| !typed.contains(&key.as_str())) {
        return Err(unknown_field("private", key, &typed));
    }
    let value = |field: &&'static str| match *field {
        DONOR_INITIALS => {
            let name = text_of(given, "donor_name")?;
            Ok(name.as_deref().map(names::initials_of))
        }
        field => text_of(given, field),
    };
    let values: Vec<Option<String>> = fields.iter().map(value).collect::<Result<_, LineFault>>()?;
    let asked = opened(object, fields)?;
    let open = names::opened_at_entry(policy, kind, &values, &asked);
    if !names::may_open(policy, kind, &open) {
        return Err(LineProblem::NameNotShown.into());
    }
    check_numbers(kind, fields, &values, &open)?;
    Ok(Some(Private { values, open }))
}

/// The fields that a line asks to be opened.
fn opened(object: &Map<String, Value>, fields: &[&'static str]) -> Result<Vec<u8>, LineFault> {
    let mut open = Vec::new();
    for name in object.get("open").and_then(Value::as_array).into_iter().flatten() {
        let place = fields.iter().position(|field| Some(*field) == name.as_str());
        let place = place.and_then(|place| u8::try_from(place).ok());
        let named = || name.as_str().map_or_else(|| name.to_string(), str::to_owned);
        open.push(place.ok_or_else(|| unknown_field("open", &named(), fields))?);
    }
    Ok(open)
}

/// Digits of accounts, telephones and identity papers are never opened, but for the number of an account of
/// the book's own, to which people are asked to pay; and a name may be opened later, by its giver's consent.
fn check_numbers(
    kind: &str,
    fields: &[&'static str],
    values: &[Option<String>],
    open: &[u8],
) -> Result<(), LineProblem> {
    for ((place, field), value) in (0u8..).zip(fields).zip(values) {
        if kind == "account/1" && *field == "number" {
            continue;
        }
        let is_name = *field == "donor_name";
        let Some(value) = value.as_deref().filter(|_| is_name || open.contains(&place)) else {
            continue;
        };
        let Some(found) = mask::personal_number(value) else { continue };
        let column = value[..found.start].chars().count() + 1;
        return Err(if is_name {
            LineProblem::NameWithNumber { column }
        } else {
            LineProblem::OpenedNumber { field, column }
        });
    }
    Ok(())
}
