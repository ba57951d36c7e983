//! What was verified before, kept so that a later run goes on from there: the right edge of the tree, the
//! state of the fold, and the last checkpoint that held. It is believed because its holder wrote it; the
//! tree it stands on is proved again by the next signed root.

use chungtay_journal::{PlainDisk, Visibility};
use chungtay_ledger::state::{FOLD_VERSION, State};
use chungtay_log::frontier::Frontier;
use data_encoding::BASE64;
use serde_json::{Value, json};
use std::fs;
use std::io;
use std::path::Path;

/// The first field of the file, with its version.
const FORMAT: &str = "chungtay-verified/1";

/// How far a log was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// The log's origin line.
    pub origin: String,
    /// The verifier key.
    pub key: String,
    /// The last checkpoint that held in full, as published; `None` while the first run is under way.
    pub note: Option<String>,
    /// The right edge of the tree of the entries that were folded.
    pub frontier: Frontier,
    /// Their fold.
    pub state: State,
    /// Of these entries, those that were withheld when they were folded.
    pub withheld: u64,
}

impl Remembered {
    /// Nothing yet.
    pub(super) fn nothing(origin: &str, key: &str) -> Self {
        Self {
            origin: origin.to_owned(),
            key: key.to_owned(),
            note: None,
            frontier: Frontier::new(),
            state: State::default(),
            withheld: 0,
        }
    }

    /// Its fields in a file's object.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let state = String::from_utf8_lossy(&self.state.to_bytes()).into_owned();
        json!({
            "format": FORMAT,
            "fold": FOLD_VERSION,
            "origin": self.origin,
            "key": self.key,
            "checkpoint": self.note,
            "frontier": BASE64.encode(&self.frontier.to_bytes()),
            "state": state,
            "withheld": self.withheld,
        })
    }

    /// Reads [`Remembered::to_json`]. What another version folded keeps its checkpoint only: the log is
    /// then folded from its beginning. `None` where it is something else.
    #[must_use]
    pub fn from_json(object: &Value) -> Option<Self> {
        let text = |name: &str| object[name].as_str();
        if text("format")? != FORMAT {
            return None;
        }
        let mut remembered = Self::nothing(text("origin")?, text("key")?);
        remembered.note = text("checkpoint").map(str::to_owned);
        if object["fold"].as_u64() == Some(u64::from(FOLD_VERSION)) {
            let frontier = BASE64.decode(text("frontier")?.as_bytes()).ok()?;
            remembered.frontier = Frontier::from_bytes(&frontier).ok()?;
            remembered.withheld = object["withheld"].as_u64().unwrap_or(0);
            remembered.state = State::from_bytes(text("state")?.as_bytes()).ok()?;
            if remembered.frontier.size() != remembered.state.size {
                return None;
            }
        }
        Some(remembered)
    }
}

/// Replaces a file so that after a crash it is the old one or the new one, whole, and durable on return.
pub fn replace_file(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    let temporary = folder.join(name);
    chungtay_journal::replace_file(&PlainDisk, file, &temporary, bytes, Visibility::Public)
}
