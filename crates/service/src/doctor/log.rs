//! The part of `doctor` that looks at `DIR/head` and `DIR/log/`: every file there, against the journal
//! and the signed root. Reads only.

use crate::archive;
use crate::cosigning::{POLICY_FILE, policy_of};
use crate::error::{Result, ServiceError};
use crate::log_keys::history::KeyHistory;
use crate::published::files::LogFiles;
use crate::published::{damage, open_own, text_of};
use chungtay_journal::{BookFolder, Head, Journal};
use chungtay_ledger::figures::figures;
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::note::VerifierKey;
use chungtay_views::fold::Fold;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct LogState {
    /// The signed part of the journal does not make the signed root.
    pub journal_differs: bool,
    /// The head is no checkpoint signed by the log's key.
    pub head_spoilt: bool,
    /// Files of the log that are missing, torn or changed, by their path in `log/`.
    pub files: Vec<String>,
}

/// Compares the whole log with a journal that is not shorter than it.
pub(super) fn examine_log(folder: &BookFolder, head: &Head) -> Result<LogState> {
    let mut found = LogState::default();
    let files = LogFiles::new(&folder.directory().join("log"), folder.disk());
    let Some(signed) = text_of(&head.checkpoint) else {
        return Ok(LogState { head_spoilt: true, ..found });
    };
    match damage::find(&folder.journal, files.root(), &signed) {
        Ok(damaged) => found.files = damaged,
        Err(ServiceError::JournalDiffers { .. }) => found.journal_differs = true,
        Err(ServiceError::LogFile { file, .. }) => {
            let path = file.strip_prefix(files.root()).unwrap_or(&file);
            found.files.push(path.display().to_string());
        }
        Err(error) => return Err(error),
    }
    found.files.extend(archive::damaged(&files, signed.size())?);
    let key = files.read("key")?.and_then(|bytes| String::from_utf8(bytes).ok());
    match key.and_then(|key| key.trim().parse::<VerifierKey>().ok()) {
        None => found.files.push("key".to_owned()),
        Some(key) => {
            let listed = files.read("keys")?.and_then(|bytes| String::from_utf8(bytes).ok());
            let listed = listed.and_then(|text| keys_at(&text, signed.size()));
            if listed.is_none() {
                found.files.push("keys".to_owned());
            }
            let keys = listed.unwrap_or_else(|| vec![key.clone()]);
            let keys: Vec<&VerifierKey> = keys.iter().collect();
            let policy = policy_of(folder.directory(), &key)?.to_string();
            if files.read(POLICY_FILE)?.as_deref() != Some(policy.as_bytes()) {
                found.files.push(POLICY_FILE.to_owned());
            }
            found.head_spoilt = open_own(&head.checkpoint, key.name(), &keys).is_err();
        }
    }
    let published = files.read("checkpoint")?.and_then(|bytes| String::from_utf8(bytes).ok());
    if !published.is_some_and(|text| says_all(&text, &head.checkpoint)) {
        found.files.push("checkpoint".to_owned());
    }
    if !figures_follow(folder, &files, &signed)? {
        found.files.push("figures.json".to_owned());
    }
    Ok(found)
}

/// The keys that sign a tree of this size, of a list that is in its form.
fn keys_at(text: &str, size: u64) -> Option<Vec<VerifierKey>> {
    let history = KeyHistory::parse(text).ok()?;
    let found = history.keys_at(size).iter().map(|key| key.parse().ok());
    found.collect::<Option<Vec<_>>>()
}

/// Whether the published checkpoint has every line of the head; others may have signed it too.
fn says_all(published: &str, head: &str) -> bool {
    text_of(published).is_some_and(|published| Some(published) == text_of(head))
        && head.lines().all(|line| published.lines().any(|found| found == line))
}

/// Whether the figures are those of the head; told only where the journal ends at the head, too.
fn figures_follow(folder: &BookFolder, files: &LogFiles, signed: &Checkpoint) -> Result<bool> {
    let Some(published) = files.read("figures.json")? else { return Ok(false) };
    if folder.journal.size()? != signed.size() {
        return Ok(true);
    }
    let mut fold = Fold::open(&folder.journal)?;
    fold.catch_up(&folder.journal, |_| Ok::<(), ServiceError>(()))?;
    Ok(published == figures(fold.state()).to_json())
}
