//! What a watch remembers between looks: how far the log was verified, when its checkpoint was first seen,
//! and which alarms were sent by which way. A file of its own, replaced whole.

use crate::verify::Remembered;
use chungtay_ledger::date::Moment;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The first field of the file, with its version.
const FORMAT: &str = "chungtay-monitor/1";

/// What is remembered of a log that is watched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watch {
    /// How far it was verified.
    pub remembered: Option<Remembered>,
    /// When its present checkpoint was first seen.
    pub seen_at: Option<Moment>,
    /// Alarms that were sent, each `way name`.
    pub sent: BTreeSet<String>,
}

impl Watch {
    /// The file's object.
    #[must_use]
    pub fn to_json(&self) -> Value {
        json!({
            "format": FORMAT,
            "seen_at": self.seen_at.map(|moment| moment.0),
            "sent": self.sent,
            "verified": self.remembered.as_ref().map(Remembered::to_json),
        })
    }

    /// Reads [`Watch::to_json`]; `None` where it is something else.
    #[must_use]
    pub fn from_json(object: &Value) -> Option<Self> {
        if object["format"].as_str()? != FORMAT {
            return None;
        }
        let sent = object["sent"].as_array()?.iter();
        let remembered = match &object["verified"] {
            Value::Null => None,
            verified => Some(Remembered::from_json(verified)?),
        };
        Some(Self {
            remembered,
            seen_at: object["seen_at"].as_i64().map(Moment),
            sent: sent.map(|sent| Some(sent.as_str()?.to_owned())).collect::<Option<_>>()?,
        })
    }
}
