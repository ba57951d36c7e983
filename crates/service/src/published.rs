//! The published log: C2SP tiles, entry bundles, `figures.json` and the signed checkpoint as plain files
//! under `DIR/log/` (docs/published-log.md). Order: entries are durable in the journal, then tiles and
//! bundles, then they are read again and hashed again, then the head is replaced by compare-and-swap,
//! then witnesses are asked, where the book has a policy, and with enough of them it is published.
//! Stopped anywhere, the next opening goes on with the same log.

pub(crate) mod damage;
pub(crate) mod files;
mod tidy;

pub use files::TileFolder;

use crate::archive;
use crate::cosigning::{Cosigning, POLICY_FILE, Witnesses};
use crate::error::{Result, ServiceError};
use crate::leaves::Leaves;
use crate::log_keys::LogKeys;
use crate::stories;
use crate::verify::consistency::prefix_root;
use chungtay_journal::{BookFolder, Bundle, Head, Journal};
use chungtay_ledger::figures::figures;
use chungtay_ledger::state::{LogTrust, State};
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::hash::{Hash, leaf_hash};
use chungtay_log::note::VerifierKey;
use chungtay_log::reader::AuthenticReader;
use chungtay_log::tile::{BundleCoordinates, Resource, Tile, TileWriter, decode_bundle};
use chungtay_views::fold::FoldError;
use files::LogFiles;
use std::ops::Range;
use std::time::SystemTime;

/// Entries read at a time while catching up.
const STRIDE: u64 = 16_384;
/// Tiles read again by one reader.
const TILES_KEPT: u64 = 1_024;
/// From so many tiles on, two threads read them again.
const WORTH_TWO_THREADS: u64 = 64;

/// Writes and signs the log of one book.
pub struct Publisher {
    files: LogFiles,
    keys: LogKeys,
    /// Whose signatures the log believes, as far as it was published.
    trust: LogTrust,
    origin: String,
    writer: TileWriter,
    /// Full tiles made since the last publication.
    full_tiles: Vec<Tile>,
    signed_size: Option<u64>,
    /// The head's size once everything that goes with it is known to stand published in `log/`.
    in_place: Option<u64>,
    witnesses: Witnesses,
    /// A signed checkpoint that too few have cosigned yet, with what came, and its size.
    awaited: Option<(u64, String)>,
    /// Whether a publication failed on its way: then the files are the truth, not this.
    broken_off: bool,
}

impl Publisher {
    /// Takes up the log where its head stands; a log that was never signed begins anew.
    pub(crate) fn open(
        folder: &BookFolder,
        origin: &str,
        keys: LogKeys,
        witnesses: Witnesses,
        trust: LogTrust,
    ) -> Result<Self> {
        let files = LogFiles::open(&folder.directory().join("log"), folder.disk())?;
        let mut publisher = Self {
            writer: TileWriter::new(),
            full_tiles: Vec::new(),
            signed_size: None,
            in_place: None,
            witnesses,
            awaited: None,
            broken_off: false,
            origin: origin.to_owned(),
            keys,
            trust,
            files,
        };
        publisher.take_up(folder)?;
        Ok(publisher)
    }

    /// Reads head, tiles and journal; forgets what it knew.
    fn take_up(&mut self, folder: &BookFolder) -> Result<()> {
        (self.writer, self.full_tiles, self.in_place) = (TileWriter::new(), Vec::new(), None);
        let head = folder.head()?;
        self.signed_size = head.as_ref().map(|head| head.size);
        tidy::remove_leftovers(&self.files, self.signed_size.unwrap_or(0))?;
        match head {
            Some(head) => self.restore(folder, &self.signed(folder, &head)?)?,
            // A lost head: what was published binds all the same.
            None => {
                if let Some(published) = self.published_checkpoint()? {
                    self.restore(folder, &published)?;
                }
            }
        }
        let size = folder.journal.size()?;
        self.push_from(folder, self.writer.size(), size)?;
        self.broken_off = false;
        Ok(())
    }

    /// The tile writer as of the head, from the tiles; those that are not what was signed are written
    /// anew from the journal first. A journal that is not the one that was signed is an error.
    fn restore(&mut self, folder: &BookFolder, signed: &Checkpoint) -> Result<()> {
        let written = std::fs::metadata(folder.head_file()).and_then(|found| found.modified());
        let written = written.unwrap_or(SystemTime::UNIX_EPOCH);
        if !damage::looks_whole(&folder.journal, self.files.root(), signed, written)? {
            damage::mend_unless_withheld(&folder.journal, &self.files, signed)?;
        }
        let mut tiles = TileFolder::new(self.files.root());
        self.writer = TileWriter::restore(signed.size(), &mut tiles)
            .map_err(|error| ServiceError::Published(error.to_string()))?;
        if self.writer.root() == signed.root() {
            return Ok(());
        }
        Err(ServiceError::JournalDiffers { signed: signed.size() })
    }

    /// The head, its signature checked.
    fn signed(&self, folder: &BookFolder, head: &Head) -> Result<Checkpoint> {
        self.opened(&head.checkpoint)
            .map_err(|what| ServiceError::HeadNotSigned { file: folder.head_file(), what })
    }

    /// The published checkpoint, where it bears this log's signature.
    fn published_checkpoint(&self) -> Result<Option<Checkpoint>> {
        let note = self.published()?;
        Ok(note.and_then(|note| self.opened(&note).ok()))
    }

    /// A checkpoint by the keys that sign a tree of its size.
    fn opened(&self, note: &str) -> std::result::Result<Checkpoint, String> {
        let size = note.lines().nth(1).and_then(|size| size.parse().ok()).unwrap_or(0);
        let keys = self.trust.keys_at(size).iter().filter_map(|key| key.parse().ok());
        let keys: Vec<VerifierKey> = keys.collect();
        if keys.is_empty() {
            return open_own(note, &self.origin, &self.keys.verifiers());
        }
        open_own(note, &self.origin, &keys.iter().collect::<Vec<_>>())
    }

    /// The root of the log's first so many entries, where they are signed.
    pub(crate) fn root_of(&self, folder: &BookFolder, size: u64) -> Result<Option<Hash>> {
        let Some(head) = folder.head()? else { return Ok(None) };
        let signed = self.signed(folder, &head)?;
        if size == 0 || size > signed.size() {
            return Ok(None);
        }
        let tiles = TileFolder::new(self.files.root());
        let unread = |error: String| ServiceError::Published(error);
        let mut tree = AuthenticReader::open(tiles, signed.size(), signed.root())
            .map_err(|error| unread(error.to_string()))?;
        prefix_root(&mut tree, size).map(Some).map_err(|error| unread(error.to_string()))
    }

    /// The log's origin line, and the public sides of the keys that sign.
    pub(crate) fn signs_as(&self) -> (&str, Vec<String>) {
        (&self.origin, self.keys.verifiers().map(ToString::to_string).to_vec())
    }

    fn push_from(&mut self, folder: &BookFolder, from: u64, to: u64) -> Result<()> {
        let leaves = Leaves::of(&folder.journal)?;
        let mut at = from;
        while at < to {
            let bundles = folder.journal.read(at, STRIDE.min(to - at))?;
            for (sequence, bytes) in bundles.iter().flat_map(Bundle::entries) {
                if sequence < to {
                    // What nobody knows the hash of must not be signed as something else.
                    let leaf = leaves.known(sequence, bytes);
                    self.writer.push(leaf.ok_or(FoldError::Withheld { sequence })?);
                    at = sequence + 1;
                }
            }
        }
        self.full_tiles.extend(self.writer.take_full());
        Ok(())
    }

    /// Whether the published checkpoint covers an entry; witnesses may still be awaited.
    pub(crate) fn covers(&self, sequence: u64) -> Result<bool> {
        let found = self.published()?.and_then(|note| text_of(&note));
        Ok(found.is_some_and(|checkpoint| checkpoint.size() > sequence))
    }

    /// After bytes of the journal were withheld: every bundle that held them, whole or partial, is written
    /// anew without them; the tiles and the signed root stay.
    pub(crate) fn follow_withheld(&mut self, folder: &BookFolder, state: &State) -> Result<()> {
        let Some(head) = folder.head()? else { return Ok(()) };
        let signed = self.signed(folder, &head)?;
        damage::mend(&folder.journal, &self.files, &signed)?;
        self.put_in_place(folder, state, false)
    }

    /// The log's verifier key.
    #[must_use]
    pub fn verifier_key(&self) -> String {
        self.keys.verifiers()[0].to_string()
    }

    /// Hashes entries that the journal has just committed.
    pub(crate) fn push<'a>(&mut self, entries: impl Iterator<Item = &'a [u8]>) {
        for entry in entries {
            self.writer.push(leaf_hash(entry));
        }
        self.full_tiles.extend(self.writer.take_full());
    }

    /// Writes full tiles and bundles that are ready, without signing: keeps memory flat in an import.
    pub(crate) fn write_ready(&mut self, folder: &BookFolder) -> Result<()> {
        let from = self.signed_size.unwrap_or(0) / 256;
        for tile in std::mem::take(&mut self.full_tiles) {
            if tile.coordinates.level() == 0 && tile.coordinates.index() >= from {
                self.write_bundle(folder, tile.coordinates.index(), None)?;
            }
            self.files.write_unsigned(&Resource::Tile(tile.coordinates), &tile.bytes)?;
        }
        Ok(())
    }

    /// Publishes everything the journal holds. Does nothing where that is published already; where too
    /// few witnesses answer, the head stands and the checkpoint published before it stays.
    pub(crate) fn publish(&mut self, folder: &mut BookFolder, state: &State) -> Result<()> {
        if self.broken_off {
            self.take_up(folder)?;
        }
        self.broken_off = true;
        if self.trust.changes != state.log_trust.changes {
            self.trust.clone_from(&state.log_trust);
        }
        let size = self.writer.size();
        let mut with_companions = false;
        if self.signed_size != Some(size) {
            with_companions = self.sign(folder, state, size)?;
        }
        if self.in_place != Some(size) {
            self.put_in_place(folder, state, with_companions)?;
        }
        self.broken_off = false;
        Ok(())
    }

    /// Asks the witnesses whose cosignatures the published checkpoint lacks, and publishes it anew with
    /// what came. Whoever calls this has published.
    pub(crate) fn ask_again(&mut self) -> Result<()> {
        // Where the head waits for witnesses, they have just been asked.
        let is_head = self.in_place.is_some() && self.in_place == self.signed_size;
        let Some(published) = self.published()?.filter(|_| is_head) else { return Ok(()) };
        let root = self.files.root().to_owned();
        let (note, _) = self.witnesses.cosign(&published, Some(&published), &root)?;
        if note == published { Ok(()) } else { self.write_checkpoint(&note) }
    }

    /// What came of the last time witnesses were asked; `None` where nobody was.
    pub(crate) fn cosigning(&self) -> Option<&Cosigning> {
        self.witnesses.last()
    }

    /// The checkpoint that stands in `log/`.
    fn published(&self) -> Result<Option<String>> {
        let bytes = self.files.read("checkpoint")?;
        Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
    }

    /// Everything up to the head: tiles and bundles, durable, read again, and the head replaced; whether
    /// what stands beside the checkpoint was written too.
    fn sign(&mut self, folder: &mut BookFolder, state: &State, size: u64) -> Result<bool> {
        self.write_ready(folder)?;
        for tile in self.writer.take_all() {
            self.files.write(&Resource::Tile(tile.coordinates).to_string(), &tile.bytes)?;
        }
        if !size.is_multiple_of(256) {
            self.write_bundle(folder, size / 256, Some(size))?;
        }
        // Where nobody is asked they are published for certain, and made durable along with the rest.
        let with_companions = self.witnesses.policy().quorum().is_none();
        if with_companions {
            self.write_companions(folder, state)?;
        }
        self.files.settle()?;
        let root = self.writer.root();
        self.check_again(size, root)?;
        let checkpoint = Checkpoint::new(&self.origin, size, root)
            .map_err(|error| ServiceError::Published(error.to_string()))?;
        let note = self.keys.sign(&checkpoint)?;
        folder.replace_head(self.signed_size, &note)?;
        self.signed_size = Some(size);
        Ok(with_companions)
    }

    /// The bytes are durable before the name is; where the name is lost with the power, the next opening
    /// publishes the head again.
    fn write_checkpoint(&self, note: &str) -> Result<()> {
        self.files.write_durably("checkpoint", note.as_bytes())
    }

    /// The head is signed; what goes with it stands in `log/` or is written there, once enough witnesses
    /// have cosigned it.
    fn put_in_place(
        &mut self,
        folder: &BookFolder,
        state: &State,
        with_companions: bool,
    ) -> Result<()> {
        let Some(head) = folder.head()? else { return Ok(()) };
        let published = self.published()?;
        let same = published.as_deref().filter(|found| self.says_the_same(found, &head));
        let stands = same.is_some_and(|note| self.witnesses.are_content_with(note));
        let mut note = None;
        if !stands {
            let root = self.files.root().to_owned();
            let awaited = self.awaited.take().filter(|(size, _)| *size == head.size);
            let awaited = awaited.as_ref().map(|(_, note)| note.as_str());
            let asked = same.or(awaited).unwrap_or(&head.checkpoint);
            let (cosigned, is_met) = self.witnesses.cosign(asked, published.as_deref(), &root)?;
            if !is_met {
                self.awaited = Some((head.size, cosigned));
                return Ok(());
            }
            note = Some(cosigned);
        }
        if !with_companions && self.write_companions(folder, state)? {
            self.files.settle()?;
        }
        if let Some(note) = note {
            self.write_checkpoint(&note)?;
        }
        let from = self.in_place.unwrap_or(0);
        tidy::remove_partial(&self.files, from, head.size)?;
        archive::bring_up(&self.files, from, head.size)?;
        self.in_place = Some(head.size);
        Ok(())
    }

    /// What stands beside the checkpoint; whether anything of it was written.
    fn write_companions(&self, folder: &BookFolder, state: &State) -> Result<bool> {
        let figures = figures(state).to_json();
        let policy = self.witnesses.policy().to_string();
        let written = [
            self.files.write_where_other("figures.json", &figures)?,
            self.files.write_where_other("key", self.key_file().as_bytes())?,
            self.files
                .write_where_other("keys", self.keys.history(&self.trust).to_text().as_bytes())?,
            self.files.write_where_other(POLICY_FILE, policy.as_bytes())?,
            stories::bring_up(&self.files, folder, state)?,
        ];
        Ok(written.contains(&true))
    }

    /// Whether a published checkpoint is the head's, with its signatures; others may have signed it too.
    fn says_the_same(&self, text: &str, head: &Head) -> bool {
        self.opened(text).is_ok()
            && head.checkpoint.lines().all(|line| text.lines().any(|found| found == line))
    }

    fn key_file(&self) -> String {
        format!("{}\n", self.verifier_key())
    }

    /// Re-reads every tile and bundle written since the last signature, and hashes it again.
    fn check_again(&self, size: u64, root: Hash) -> Result<()> {
        let first = self.signed_size.unwrap_or(0) / 256;
        let end = size.div_ceil(256);
        if end.saturating_sub(first) < WORTH_TWO_THREADS {
            return self.check_tiles(first..end, size, root);
        }
        let middle = first.midpoint(end);
        std::thread::scope(|scope| {
            let lower = scope.spawn(|| self.check_tiles(first..middle, size, root));
            let upper = self.check_tiles(middle..end, size, root);
            lower.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)).and(upper)
        })
    }

    fn check_tiles(&self, indexes: Range<u64>, size: u64, root: Hash) -> Result<()> {
        let wrong = |error: String| {
            ServiceError::Published(format!("what was just written does not read back: {error}"))
        };
        let folder = TileFolder::new(self.files.root());
        let open = || {
            AuthenticReader::open(folder.clone(), size, root)
                .map_err(|error| wrong(error.to_string()))
        };
        let mut reader = open()?;
        for index in indexes {
            if index % TILES_KEPT == 0 {
                // A reader keeps what it has authenticated; a new one keeps memory flat.
                reader = open()?;
            }
            let leaves = reader.tile(0, index).map_err(|error| wrong(error.to_string()))?;
            let coordinates = BundleCoordinates::in_tree(index, size);
            let coordinates = coordinates.ok_or_else(|| wrong(format!("no bundle {index}")))?;
            let resource = Resource::Entries(coordinates);
            let bytes = folder.bytes(&resource);
            let bytes = bytes.map_err(|error| wrong(format!("{resource}: {error}")))?;
            let entries = decode_bundle(&bytes, coordinates.width());
            let entries = entries.map_err(|error| wrong(format!("{resource}: {error}")))?;
            // A withheld entry has no bytes; its leaf was checked with its tile.
            let is_leaf =
                |(entry, leaf): (&&[u8], &Hash)| entry.is_empty() || leaf_hash(entry) == *leaf;
            if !entries.iter().zip(leaves).all(is_leaf) {
                return Err(wrong(format!("{resource}: an entry is not the tree's")));
            }
        }
        Ok(())
    }

    /// Writes the entry bundle of this index: whole, or up to `size`.
    fn write_bundle(&self, folder: &BookFolder, index: u64, size: Option<u64>) -> Result<()> {
        let bundles = folder.journal.read(index * 256, 1)?;
        let bundle = bundles.first().ok_or_else(|| {
            ServiceError::Published(format!("the journal lacks entry {}", index * 256))
        })?;
        let coordinates = match size {
            None => BundleCoordinates::new(index, 256),
            Some(size) => BundleCoordinates::in_tree(index, size),
        };
        let coordinates =
            coordinates.ok_or_else(|| ServiceError::Published(format!("no bundle {index}")))?;
        let resource = Resource::Entries(coordinates);
        if coordinates.is_full() {
            self.files.write_unsigned(&resource, bundle.bytes())
        } else {
            self.files.write(&resource.to_string(), bundle.bytes())
        }
    }
}

/// Opens a checkpoint that the log itself signed: its first key must have, and whatever signature stands
/// under another of its keys must hold. (A log of before its second key has one only.)
pub(crate) fn open_own(
    note: &str,
    origin: &str,
    keys: &[&VerifierKey],
) -> std::result::Result<Checkpoint, String> {
    let keys: Vec<VerifierKey> = keys.iter().map(|key| (*key).clone()).collect();
    let first = &keys[..keys.len().min(1)];
    Checkpoint::open(note, origin, first)
        .and_then(|_| Checkpoint::open(note, origin, &keys))
        .map_err(|error| error.to_string())
}

/// The checkpoint in a signed note, its signatures aside.
pub(crate) fn text_of(note: &str) -> Option<Checkpoint> {
    let text = note.split_once("\n\n").map(|(text, _)| format!("{text}\n"))?;
    Checkpoint::from_text(&text).ok()
}
