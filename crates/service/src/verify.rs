//! `verify`: a stranger's check of a published log. Every entry is read strictly, hashed into the tree,
//! decided again by the same rules and folded; then the root, the signature and every figure must be
//! those that were published. Uses nothing but the log: no journal, no keys, no trust in the operator.

use chungtay_journal::BUNDLE_ENTRIES;
use chungtay_ledger::decide::{Command, decide, facts_for, is_balanced};
use chungtay_ledger::entry::Entry;
use chungtay_ledger::evolve::evolve;
use chungtay_ledger::figures::{FigureList, figures, read_figures};
use chungtay_ledger::state::State;
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::frontier::Frontier;
use chungtay_log::hash::{Hash, leaf_hash};
use chungtay_log::note::VerifierKey;
use chungtay_log::tile::{BundleCoordinates, Resource, decode_bundle};
use std::path::Path;
use std::str::FromStr;

/// Where a published log is read from: a folder or a web address.
pub trait LogSource {
    /// The bytes of a file of the log by its path, or `None` where it is not there.
    fn read(&mut self, path: &str) -> std::io::Result<Option<Vec<u8>>>;
}

/// A log in a folder (`DIR/log`).
pub struct LogFolder(std::path::PathBuf);

impl LogFolder {
    /// The log of a book's folder, or the folder itself where it is a log.
    #[must_use]
    pub fn new(directory: &Path) -> Self {
        let inside = directory.join("log");
        let root = if inside.join("checkpoint").is_file() { inside } else { directory.to_owned() };
        Self(root)
    }
}

impl LogSource for LogFolder {
    fn read(&mut self, path: &str) -> std::io::Result<Option<Vec<u8>>> {
        match std::fs::read(self.0.join(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// The first thing that does not hold, with both values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What was compared.
    pub check: Check,
    /// The entry, where it is about one.
    pub entry: Option<u64>,
    /// What was published.
    pub published: String,
    /// What follows from the log.
    pub computed: String,
}

/// What `verify` compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// The checkpoint is a signed note of the key.
    Signature,
    /// An entry bundle is there and whole.
    Bundle,
    /// An entry is in its one byte form.
    Form,
    /// An entry's postings sum to zero, within each fund too.
    Balance,
    /// The rules allow the entry, and its computed fields are right.
    Rules,
    /// The tree's root is the signed one.
    Root,
    /// A figure follows from the log.
    Figure,
}

impl Check {
    /// The word for messages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Signature => "signature",
            Self::Bundle => "bundle",
            Self::Form => "form",
            Self::Balance => "balance",
            Self::Rules => "rules",
            Self::Root => "root",
            Self::Figure => "figure",
        }
    }
}

/// What was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The log's origin line.
    pub origin: String,
    /// The key that signed.
    pub key: String,
    /// Whether the key was given by the caller (else it came with the log and proves only that the log
    /// agrees with itself).
    pub key_was_given: bool,
    /// Entries.
    pub size: u64,
    /// The root.
    pub root: Hash,
    /// Figures compared.
    pub figures: u64,
    /// The first difference; `None` when everything follows.
    pub difference: Option<Difference>,
}

/// Entries done and entries in all.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64);

/// Verifies a log. `key` is the verifier key known from elsewhere.
pub fn verify(
    source: &mut dyn LogSource,
    key: Option<&str>,
    progress: Progress<'_>,
) -> std::io::Result<Verified> {
    let note = required(source, "checkpoint")?;
    let published_key = source.read("key")?.map(|bytes| text(&bytes)).unwrap_or_default();
    let key_text = key.unwrap_or(published_key.trim()).to_owned();
    let mut verified = Verified {
        origin: note.lines().next().unwrap_or_default().to_owned(),
        key: key_text.clone(),
        key_was_given: key.is_some(),
        size: 0,
        root: chungtay_log::hash::empty_root(),
        figures: 0,
        difference: None,
    };
    let opened =
        VerifierKey::from_str(&key_text).map_err(|error| error.to_string()).and_then(|key| {
            Checkpoint::open(&note, &verified.origin, &[key]).map_err(|error| error.to_string())
        });
    let checkpoint = match opened {
        Ok(checkpoint) => checkpoint,
        Err(problem) => {
            verified.difference = Some(difference(Check::Signature, None, key_text, problem));
            return Ok(verified);
        }
    };
    verified.size = checkpoint.size();
    verified.root = checkpoint.root();
    let mut run =
        Run { state: State::default(), frontier: Frontier::new(), size: checkpoint.size() };
    verified.difference = run.entries(source, progress)?;
    if verified.difference.is_none() {
        let root = run.frontier.root();
        if root != checkpoint.root() {
            verified.difference = Some(difference(
                Check::Root,
                None,
                checkpoint.root().to_string(),
                root.to_string(),
            ));
        }
    }
    if verified.difference.is_none() {
        let computed = figures(&run.state);
        verified.figures = computed.figures.len() as u64;
        verified.difference = compare_figures(source, &computed)?;
    }
    Ok(verified)
}

fn difference(
    check: Check,
    entry: Option<u64>,
    published: impl Into<String>,
    computed: impl Into<String>,
) -> Difference {
    Difference { check, entry, published: published.into(), computed: computed.into() }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn required(source: &mut dyn LogSource, path: &str) -> std::io::Result<String> {
    let bytes = source.read(path)?;
    let missing =
        || std::io::Error::new(std::io::ErrorKind::NotFound, format!("no {path} in the log"));
    Ok(text(&bytes.ok_or_else(missing)?))
}

/// The fold of the log as it is read.
struct Run {
    state: State,
    frontier: Frontier,
    size: u64,
}

impl Run {
    fn entries(
        &mut self,
        source: &mut dyn LogSource,
        progress: Progress<'_>,
    ) -> std::io::Result<Option<Difference>> {
        for index in 0..self.size.div_ceil(BUNDLE_ENTRIES) {
            let Some(bytes) = bundle(source, index, self.size)? else {
                let first = Some(index * BUNDLE_ENTRIES);
                return Ok(Some(difference(Check::Bundle, first, "", "not there, or not whole")));
            };
            let width = u16::try_from((self.size - index * BUNDLE_ENTRIES).min(BUNDLE_ENTRIES));
            let Ok(entries) = decode_bundle(&bytes, width.unwrap_or(256)) else {
                let first = Some(index * BUNDLE_ENTRIES);
                return Ok(Some(difference(Check::Bundle, first, "", "not there, or not whole")));
            };
            for bytes in entries {
                if let Some(found) = self.entry(source, bytes)? {
                    return Ok(Some(found));
                }
            }
            progress(self.state.size, self.size);
        }
        Ok(None)
    }

    fn entry(
        &mut self,
        source: &mut dyn LogSource,
        bytes: &[u8],
    ) -> std::io::Result<Option<Difference>> {
        let sequence = self.state.size;
        self.frontier.push(leaf_hash(bytes));
        let entry = match Entry::decode(bytes) {
            Ok(entry) => entry,
            Err(problem) => {
                return Ok(Some(difference(
                    Check::Form,
                    Some(sequence),
                    text(bytes),
                    problem.to_string(),
                )));
            }
        };
        if !is_balanced(&entry.postings) {
            return Ok(Some(difference(Check::Balance, Some(sequence), text(bytes), "not zero")));
        }
        let facts = facts_for(&entry.body, |named| earlier(source, named, sequence, self.size))?;
        match decide(&self.state, &facts, Command::from(&entry)) {
            Ok(decided) if decided.first() == Some(&entry) && decided.len() == 1 => {}
            Ok(decided) => {
                let computed: Vec<String> =
                    decided.iter().map(|entry| text(&entry.encode())).collect();
                return Ok(Some(difference(
                    Check::Rules,
                    Some(sequence),
                    text(bytes),
                    computed.join("\n"),
                )));
            }
            Err(refusal) => {
                return Ok(Some(difference(
                    Check::Rules,
                    Some(sequence),
                    text(bytes),
                    refusal.to_string(),
                )));
            }
        }
        evolve(&mut self.state, &entry, &facts);
        Ok(None)
    }
}

/// The bundle of this index, cut to the tree's size; a partial one may have grown since.
fn bundle(source: &mut dyn LogSource, index: u64, size: u64) -> std::io::Result<Option<Vec<u8>>> {
    let Some(coordinates) = BundleCoordinates::in_tree(index, size) else { return Ok(None) };
    let exact = source.read(&Resource::Entries(coordinates).to_string())?;
    if exact.is_some() || coordinates.is_full() {
        return Ok(exact);
    }
    let full = BundleCoordinates::new(index, 256);
    let full = full.map(|full| source.read(&Resource::Entries(full).to_string())).transpose()?;
    Ok(full.flatten().and_then(|bytes| first_entries(&bytes, coordinates.width())))
}

/// The first `count` entries of a full bundle, in bundle form.
fn first_entries(bytes: &[u8], count: u16) -> Option<Vec<u8>> {
    let entries = decode_bundle(bytes, 256).ok()?;
    let mut out = Vec::new();
    for entry in entries.into_iter().take(usize::from(count)) {
        chungtay_log::tile::append_entry(&mut out, entry).ok()?;
    }
    Some(out)
}

/// An entry that a later one names. It was hashed and checked when its turn came.
fn earlier(
    source: &mut dyn LogSource,
    named: u64,
    before: u64,
    size: u64,
) -> std::io::Result<Option<Entry>> {
    if named >= before {
        return Ok(None);
    }
    let index = named / BUNDLE_ENTRIES;
    let Some(bytes) = bundle(source, index, size)? else { return Ok(None) };
    let width = u16::try_from((size - index * BUNDLE_ENTRIES).min(BUNDLE_ENTRIES)).unwrap_or(256);
    let entries = decode_bundle(&bytes, width).ok();
    let place = usize::try_from(named % BUNDLE_ENTRIES).unwrap_or(usize::MAX);
    let found = entries.as_ref().and_then(|entries| entries.get(place));
    Ok(found.and_then(|bytes| Entry::decode(bytes).ok()))
}

fn compare_figures(
    source: &mut dyn LogSource,
    computed: &FigureList,
) -> std::io::Result<Option<Difference>> {
    let bytes = required(source, "figures.json")?.into_bytes();
    if bytes == computed.to_json() {
        return Ok(None);
    }
    let published = match read_figures(&bytes) {
        Ok(published) => published,
        Err(problem) => {
            return Ok(Some(difference(Check::Figure, None, problem.to_string(), "figures.json")));
        }
    };
    if published.size != computed.size {
        return Ok(Some(difference(
            Check::Figure,
            None,
            published.size.to_string(),
            computed.size.to_string(),
        )));
    }
    // A release may show figures that an earlier one did not publish; what was published must follow.
    let wrong = published.figures.iter().find(|figure| computed.get(&figure.id) != Some(figure));
    let Some(wrong) = wrong else { return Ok(None) };
    let shown = |list: &FigureList, id: &str| match list.get(id) {
        Some(figure) => format!(
            "{id} = {:?} (unknowns: {}): {}",
            figure.value, figure.unknowns, figure.expression
        ),
        None => format!("{id}: none"),
    };
    let id = wrong.id.as_str();
    Ok(Some(difference(Check::Figure, None, shown(&published, id), shown(computed, id))))
}
