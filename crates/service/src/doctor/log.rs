//! The part of `doctor` that looks at `DIR/head` and `DIR/log/`: every file there, against the journal
//! and the signed root. What waits for witnesses is no damage: what stands beside the published checkpoint
//! is compared at its size. Reads only.

use crate::archive;
use crate::cosigning::{POLICY_FILE, policy_of};
use crate::error::{Result, ServiceError};
use crate::log_keys::history::KeyHistory;
use crate::log_keys::trust_of;
use crate::published::files::LogFiles;
use crate::published::{TileFolder, damage, open_own, text_of};
use crate::stories;
use crate::verify::consistency::prefix_root;
use chungtay_journal::{BookFolder, Head};
use chungtay_ledger::figures::figures;
use chungtay_ledger::state::LogTrust;
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::note::{Note, VerifierKey};
use chungtay_log::reader::AuthenticReader;
use chungtay_views::fold::{Fold, FoldError};

/// What was found.
#[derive(Debug, Default)]
pub(super) struct LogState {
    /// The signed part of the journal does not make the signed root.
    pub journal_differs: bool,
    /// The head is no checkpoint signed by the log's key.
    pub head_spoilt: bool,
    /// Files of the log that are missing, torn or changed, by their path in `log/`.
    pub files: Vec<String>,
    /// The size of the published checkpoint, where witnesses are awaited for the head.
    pub published: Option<u64>,
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
    let published = text(&files, "checkpoint")?;
    match Keys::of(folder, &files)? {
        None => found.files.push("key".to_owned()),
        Some(keys) => {
            let policy = policy_of(folder.directory(), &keys.present())?;
            let awaits = |note: &&String| {
                Note::parse(note)
                    .ok()
                    .and_then(|note| policy.witnessed(&note).ok())
                    .is_none_or(|witnessed| !witnessed.quorum_is_met)
            };
            let older = published.as_ref().and_then(|note| Some((note, keys.opened(note)?)));
            found.published = older
                .filter(|(note, older)| older.size() < signed.size() || awaits(note))
                .filter(|(_, older)| policy.quorum().is_some() && begins(&files, &signed, older))
                .map(|(_, older)| older.size());
            let size = found.published.unwrap_or(signed.size());
            if !keys.are_listed_at(size) {
                found.files.push("keys".to_owned());
            }
            // The policy that is published may be the one of before.
            let stands = files.read(POLICY_FILE)?;
            let is_now = stands.as_deref() == Some(policy.to_string().as_bytes());
            if stands.is_none() || !(is_now || found.published.is_some()) {
                found.files.push(POLICY_FILE.to_owned());
            }
            found.head_spoilt = keys.opened(&head.checkpoint).is_none();
        }
    }
    let size = found.published.unwrap_or(signed.size());
    found.files.extend(archive::damaged(&files, size)?);
    if found.published.is_none() && !published.is_some_and(|text| says_all(&text, &head.checkpoint))
    {
        found.files.push("checkpoint".to_owned());
    }
    found.files.extend(not_following(folder, &files, size)?);
    Ok(found)
}

fn text(files: &LogFiles, path: &str) -> Result<Option<String>> {
    Ok(files.read(path)?.and_then(|bytes| String::from_utf8(bytes).ok()))
}

/// Whose signatures the log bears: by its entries, else by the files beside it.
struct Keys {
    trust: LogTrust,
    beside: VerifierKey,
    listed: Option<KeyHistory>,
}

impl Keys {
    /// `None` where `log/key` is no key.
    fn of(folder: &BookFolder, files: &LogFiles) -> Result<Option<Self>> {
        let beside = text(files, "key")?.and_then(|key| key.trim().parse().ok());
        let Some(beside) = beside else { return Ok(None) };
        let listed = text(files, "keys")?.and_then(|text| KeyHistory::parse(&text).ok());
        // What cannot be folded has findings of its own.
        let trust = trust_of(folder).unwrap_or_default();
        Ok(Some(Self { trust, beside, listed }))
    }

    /// The first key that signs now.
    fn present(&self) -> VerifierKey {
        let present = self.trust.present().first().and_then(|key| key.parse().ok());
        present.unwrap_or_else(|| self.beside.clone())
    }

    /// The keys that sign a tree of this size.
    fn at(&self, size: u64) -> Vec<VerifierKey> {
        let stated = self.trust.keys_at(size);
        let listed = self.listed.as_ref().map_or(&[][..], |listed| listed.keys_at(size));
        let keys = if stated.is_empty() { listed } else { stated };
        let keys: Vec<VerifierKey> = keys.iter().filter_map(|key| key.parse().ok()).collect();
        if keys.is_empty() { vec![self.beside.clone()] } else { keys }
    }

    /// A checkpoint of this log; `None` where it is not signed by its keys.
    fn opened(&self, note: &str) -> Option<Checkpoint> {
        let keys = self.at(text_of(note)?.size());
        open_own(note, self.beside.name(), &keys.iter().collect::<Vec<_>>()).ok()
    }

    /// Whether `log/keys` says of a tree of this size what the entries say.
    fn are_listed_at(&self, size: u64) -> bool {
        let stated = self.trust.keys_at(size);
        let listed = self.listed.as_ref().map_or(&[][..], |listed| listed.keys_at(size));
        let can_be_read = listed.iter().all(|key| key.parse::<VerifierKey>().is_ok());
        !listed.is_empty() && can_be_read && (stated.is_empty() || listed == stated)
    }
}

/// Whether the signed tree begins with the older one.
fn begins(files: &LogFiles, signed: &Checkpoint, older: &Checkpoint) -> bool {
    let tiles = TileFolder::new(files.root());
    let tree = AuthenticReader::open(tiles, signed.size(), signed.root());
    older.size() <= signed.size()
        && tree.is_ok_and(|mut tree| {
            prefix_root(&mut tree, older.size()).is_ok_and(|root| root == older.root())
        })
}

/// Whether the published checkpoint has every line of the head; others may have signed it too.
fn says_all(published: &str, head: &str) -> bool {
    text_of(published).is_some_and(|published| Some(published) == text_of(head))
        && head.lines().all(|line| published.lines().any(|found| found == line))
}

/// Whether the figures are those of the journal's first `size` entries. What cannot be folded has findings
/// of its own.
/// What the entries say of files beside them, and does not hold: the figures, and the stories.
fn not_following(folder: &BookFolder, files: &LogFiles, size: u64) -> Result<Vec<String>> {
    let published = files.read("figures.json")?;
    let folded = Fold::open_within(&folder.journal, size).and_then(|mut fold| {
        fold.catch_up_to(&folder.journal, size, |_| Ok::<(), FoldError>(()))?;
        Ok(fold)
    });
    match folded {
        Ok(fold) => {
            let mut damaged = stories::damaged(files, fold.state())?;
            if published.is_none_or(|published| published != figures(fold.state()).to_json()) {
                damaged.push("figures.json".to_owned());
            }
            Ok(damaged)
        }
        Err(FoldError::Journal(error)) => Err(error.into()),
        Err(FoldError::Entry { .. } | FoldError::Withheld { .. }) if published.is_none() => {
            Ok(vec!["figures.json".to_owned()])
        }
        Err(FoldError::Entry { .. } | FoldError::Withheld { .. }) => Ok(Vec::new()),
    }
}
