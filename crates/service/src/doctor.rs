//! `doctor`: every invariant between the stores of a book, each finding with its cure. Reads only.

mod log;
mod pictures;
mod promises;
mod remains;

use crate::error::Result;
use crate::log_keys;
use crate::sealing;
use chungtay_journal::{BookFolder, Bundle, Journal, KeyStore, Openings, Vault};
use chungtay_ledger::commitment::Secret;
use chungtay_ledger::entry::Entry;
use chungtay_ledger::opening::OpenedRecord;
use chungtay_views::fold::{FoldError, decoded};
use pictures::Pictures;
use promises::Promises;
use std::collections::BTreeMap;

/// Entries read at a time.
const STRIDE: u64 = 16_384;

/// Something that does not hold. The sentence and the cure stand in `locales/` under `doctor-<code>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub code: &'static str,
    /// The entry, where it is about one.
    pub entry: Option<u64>,
    /// How often.
    pub count: u64,
    /// The files at fault by their path in `log/`, in the book's folder where they hold withheld bytes: the
    /// first of them.
    pub files: Vec<String>,
}

/// Files named in one finding.
const FILES_NAMED: usize = 20;

/// The code of what is no damage: what is signed waits for witnesses. Its entry is the published size, its
/// count the entries after it.
pub const AWAITING_WITNESSES: &str = "awaiting-witnesses";

/// Every code a finding may have.
pub const CODES: &[&str] = &[
    "keys-missing",
    "keys-open",
    "head-missing",
    "head-spoilt",
    "journal-short",
    "journal-differs",
    "entry-form",
    "withheld-unstated",
    "log-files",
    AWAITING_WITNESSES,
    "record-missing",
    "record-unreadable",
    "record-differs",
    "opening-differs",
    "opening-without-entry",
    "picture-missing",
    "picture-unnamed",
    "picture-untold",
    "erased-secret-back",
    "erased-opening-back",
    "erased-text-back",
    "name-too-wide",
    "restated-bytes",
    "withheld-remains",
];

/// What was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Examined {
    /// Entries.
    pub entries: u64,
    /// Private records that were decrypted and compared with the entry's commitment.
    pub records: u64,
    /// Records whose secret was erased.
    pub erased: u64,
    /// Openings compared with the entry's commitment.
    pub openings: u64,
    /// Entries whose bytes were withheld, and which a later one states again.
    pub withheld: u64,
    /// What does not hold, or waits.
    pub findings: Vec<Finding>,
}

impl Examined {
    /// Whether nothing was found, or only what waits for witnesses.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.findings.iter().all(|finding| finding.code == AWAITING_WITNESSES)
    }
}

/// Entries done and in all.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64);

/// Examines a book opened for reading.
pub fn examine(folder: &BookFolder, progress: Progress<'_>) -> Result<Examined> {
    let mut examined = Examined::default();
    let mut counts: BTreeMap<&'static str, (Option<u64>, u64)> = BTreeMap::new();
    let mut note = |code: &'static str, entry: Option<u64>| {
        counts.entry(code).or_insert((entry, 0)).1 += 1;
    };
    let number = log_keys::trust_of(folder)
        .map_or_else(|_| log_keys::newest(folder.directory()), |trust| log_keys::number_of(&trust));
    if !log_keys::are_there(folder.directory(), number) {
        note("keys-missing", None);
    } else if log_keys::are_open_to_others(folder.directory(), number) {
        note("keys-open", None);
    }
    let size = folder.journal.size()?;
    let head = folder.head()?;
    if head.is_none() && size > 0 {
        note("head-missing", None);
    }
    let (mut files, mut awaiting) = (Vec::new(), None);
    match head {
        Some(head) if head.size > size => note("journal-short", Some(size)),
        Some(head) => {
            let found = log::examine_log(folder, &head)?;
            if found.journal_differs {
                note("journal-differs", None);
            }
            if found.head_spoilt {
                note("head-spoilt", None);
            }
            files = found.files;
            awaiting = found.published.map(|published| (published, head.size - published));
        }
        None => {}
    }
    let promises = Promises::of(folder);
    promises.examine_views(folder, &mut note);
    let mut pictures = Pictures::default();
    let mut at = 0;
    while at < size {
        let bundles = folder.journal.read(at, STRIDE)?;
        for bundle in &bundles {
            let looked = (&promises, &mut pictures);
            examine_bundle(folder, bundle, looked, &mut examined, &mut note)?;
            at = bundle.entries().last().map_or(at, |(sequence, _)| sequence + 1);
        }
        progress(at, size);
    }
    pictures.conclude(folder, &mut note)?;
    examined.entries = size;
    let counted = counts.into_iter();
    let findings =
        counted.map(|(code, (entry, count))| Finding { code, entry, count, files: Vec::new() });
    examined.findings = findings.collect();
    examined.findings.extend(about_files("log-files", None, files));
    examined.findings.extend(awaiting.map(|(published, count)| Finding {
        code: AWAITING_WITNESSES,
        entry: Some(published),
        count,
        files: Vec::new(),
    }));
    let remains = remains::find(folder)?;
    examined.findings.extend(about_files("withheld-remains", remains.entry, remains.files));
    Ok(examined)
}

fn about_files(code: &'static str, entry: Option<u64>, mut files: Vec<String>) -> Option<Finding> {
    let count = files.len() as u64;
    files.truncate(FILES_NAMED);
    (count > 0).then_some(Finding { code, entry, count, files })
}

fn examine_bundle(
    folder: &BookFolder,
    bundle: &Bundle,
    (promises, pictures): (&Promises, &mut Pictures),
    examined: &mut Examined,
    note: &mut impl FnMut(&'static str, Option<u64>),
) -> Result<()> {
    let index = bundle.index();
    let secrets = folder.keys.secrets(index)?;
    let records = folder.vault.bundle(index)?;
    let records: BTreeMap<u64, &[u8]> = records.records().collect();
    let openings = folder.openings.bundle(index)?;
    let openings: BTreeMap<u64, &[u8]> = openings.records().collect();
    for (sequence, bytes) in bundle.entries() {
        let entry = match decoded(&folder.journal, sequence, bytes) {
            Ok(entry) => entry,
            Err(FoldError::Withheld { .. }) => {
                note("withheld-unstated", Some(sequence));
                continue;
            }
            Err(FoldError::Journal(error)) => return Err(error.into()),
            Err(FoldError::Entry { .. }) => {
                note("entry-form", Some(sequence));
                continue;
            }
        };
        examined.withheld += u64::from(bytes.is_empty());
        let place = usize::try_from(sequence % 256).unwrap_or(0);
        let secret = secrets.get(place).filter(|secret| **secret != [0; 32]);
        let opening = openings.get(&sequence).copied();
        let stored = promises::Stored { bytes, has_secret: secret.is_some(), opening };
        promises.examine(sequence, &entry, &stored, note);
        let record =
            Record { sequence, entry: &entry, secret, sealed: records.get(&sequence).copied() };
        if promises.is_erased(sequence) {
            examined.erased += u64::from(entry.record.is_some());
        } else {
            let values = examine_record(&record, examined, note);
            pictures.examine(sequence, &entry, values.as_deref(), opening);
        }
        if let Some(bytes) = opening {
            examined.openings += 1;
            let opened = OpenedRecord::decode(bytes).map(|opened| opened.commitment());
            if entry.record.is_none() {
                note("opening-without-entry", Some(sequence));
            } else if opened != entry.record {
                note("opening-differs", Some(sequence));
            }
        }
    }
    Ok(())
}

struct Record<'a> {
    sequence: u64,
    entry: &'a Entry,
    secret: Option<&'a [u8; 32]>,
    sealed: Option<&'a [u8]>,
}

/// Compares a record with the entry's commitment; its values, where they can be read.
fn examine_record(
    record: &Record<'_>,
    examined: &mut Examined,
    note: &mut impl FnMut(&'static str, Option<u64>),
) -> Option<Vec<Option<String>>> {
    let commitment = record.entry.record?;
    let at = Some(record.sequence);
    let Some(secret) = record.secret else {
        examined.erased += 1;
        return None;
    };
    let Some(sealed) = record.sealed else {
        note("record-missing", at);
        return None;
    };
    examined.records += 1;
    let secret = Secret(*secret);
    let Ok(values) = sealing::decrypt(&secret, sealed, record.sequence) else {
        note("record-unreadable", at);
        return None;
    };
    let borrowed: Vec<Option<&str>> = values.iter().map(Option::as_deref).collect();
    if secret.derive(borrowed.len()).commit(&borrowed).record() != commitment {
        note("record-differs", at);
    }
    Some(values)
}
