//! The published log: C2SP tiles, entry bundles, `figures.json` and the signed checkpoint as plain files
//! under `DIR/log/` (docs/published-log.md). Order: entries are durable in the journal, then tiles and
//! bundles, then they are read again and hashed again, then the head is replaced by compare-and-swap,
//! then it is published. Stopped anywhere, the next opening goes on with the same log.

pub(crate) mod damage;
pub(crate) mod files;
mod tidy;

pub use files::TileFolder;

use crate::archive;
use crate::error::{Result, ServiceError};
use crate::leaves::Leaves;
use crate::log_keys::LogKeys;
use chungtay_journal::{BookFolder, Bundle, Head, Journal};
use chungtay_ledger::figures::figures;
use chungtay_ledger::state::State;
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::hash::{Hash, leaf_hash};
use chungtay_log::reader::AuthenticReader;
use chungtay_log::tile::{BundleCoordinates, Resource, Tile, TileWriter, decode_bundle};
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
    origin: String,
    writer: TileWriter,
    /// Full tiles made since the last publication.
    full_tiles: Vec<Tile>,
    signed_size: Option<u64>,
    /// Whether everything that the head covers is known to stand in `log/`.
    in_place: bool,
    /// Whether a publication failed on its way: then the files are the truth, not this.
    broken_off: bool,
}

impl Publisher {
    /// Takes up the log where its head stands; a log that was never signed begins anew.
    pub(crate) fn open(folder: &BookFolder, origin: &str, keys: LogKeys) -> Result<Self> {
        let files = LogFiles::open(&folder.directory().join("log"), folder.disk())?;
        let mut publisher = Self {
            writer: TileWriter::new(),
            full_tiles: Vec::new(),
            signed_size: None,
            in_place: false,
            broken_off: false,
            origin: origin.to_owned(),
            keys,
            files,
        };
        publisher.take_up(folder)?;
        Ok(publisher)
    }

    /// Reads head, tiles and journal; forgets what it knew.
    fn take_up(&mut self, folder: &BookFolder) -> Result<()> {
        (self.writer, self.full_tiles, self.in_place) = (TileWriter::new(), Vec::new(), false);
        let head = folder.head()?;
        self.signed_size = head.as_ref().map(|head| head.size);
        tidy::remove_leftovers(&self.files, self.signed_size.unwrap_or(0))?;
        if let Some(head) = head {
            self.restore(folder, &head)?;
        }
        let size = folder.journal.size()?;
        self.push_from(folder, self.writer.size(), size)?;
        self.broken_off = false;
        Ok(())
    }

    /// The tile writer as of the head, from the tiles; those that are not what was signed are written
    /// anew from the journal first. A journal that is not the one that was signed is an error.
    fn restore(&mut self, folder: &BookFolder, head: &Head) -> Result<()> {
        let signed = self.signed(folder, head)?;
        let written = std::fs::metadata(folder.head_file()).and_then(|found| found.modified());
        let written = written.unwrap_or(SystemTime::UNIX_EPOCH);
        if !damage::looks_whole(&folder.journal, self.files.root(), &signed, written)? {
            damage::mend(&folder.journal, &self.files, &signed)?;
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
        let keys = [self.keys.verifiers()[0].clone()];
        Checkpoint::open(&head.checkpoint, &self.origin, &keys).map_err(|error| {
            ServiceError::HeadNotSigned { file: folder.head_file(), what: error.to_string() }
        })
    }

    fn push_from(&mut self, folder: &BookFolder, from: u64, to: u64) -> Result<()> {
        let leaves = Leaves::of(&folder.journal)?;
        let mut at = from;
        while at < to {
            let bundles = folder.journal.read(at, STRIDE.min(to - at))?;
            for (sequence, bytes) in bundles.iter().flat_map(Bundle::entries) {
                if sequence < to {
                    self.writer.push(leaves.leaf(sequence, bytes));
                    at = sequence + 1;
                }
            }
        }
        self.full_tiles.extend(self.writer.take_full());
        Ok(())
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

    /// Publishes everything the journal holds. Does nothing where that is published already.
    pub(crate) fn publish(&mut self, folder: &mut BookFolder, state: &State) -> Result<()> {
        if self.broken_off {
            self.take_up(folder)?;
        }
        self.broken_off = true;
        let size = self.writer.size();
        let before = self.signed_size;
        if before != Some(size) {
            let note = self.sign(folder, state, size)?;
            self.write_checkpoint(&note)?;
            tidy::remove_partial(&self.files, before.unwrap_or(0), size)?;
        } else if !self.in_place {
            self.put_in_place(folder, state)?;
        }
        if before != Some(size) || !self.in_place {
            let from = before.filter(|_| self.in_place).unwrap_or(0);
            archive::bring_up(&self.files, from, size)?;
        }
        self.in_place = true;
        self.broken_off = false;
        Ok(())
    }

    /// Everything up to the head: tiles and bundles, durable, read again, and the head replaced.
    fn sign(&mut self, folder: &mut BookFolder, state: &State, size: u64) -> Result<String> {
        self.write_ready(folder)?;
        for tile in self.writer.take_all() {
            self.files.write(&Resource::Tile(tile.coordinates).to_string(), &tile.bytes)?;
        }
        if !size.is_multiple_of(256) {
            self.write_bundle(folder, size / 256, Some(size))?;
        }
        self.files.write("figures.json", &figures(state).to_json())?;
        self.files.write("key", self.key_file().as_bytes())?;
        self.files.write("keys", self.keys.history().to_text().as_bytes())?;
        self.files.settle()?;
        let root = self.writer.root();
        self.check_again(size, root)?;
        let checkpoint = Checkpoint::new(&self.origin, size, root)
            .map_err(|error| ServiceError::Published(error.to_string()))?;
        let note = self.keys.sign(&checkpoint)?;
        folder.replace_head(self.signed_size, &note)?;
        self.signed_size = Some(size);
        Ok(note)
    }

    fn write_checkpoint(&self, note: &str) -> Result<()> {
        self.files.write("checkpoint", note.as_bytes())?;
        self.files.settle()
    }

    /// After a start: the head is signed, and what goes with it stands in `log/` or is written there.
    fn put_in_place(&self, folder: &BookFolder, state: &State) -> Result<()> {
        let Some(head) = folder.head()? else { return Ok(()) };
        let mut written =
            self.files.write_where_other("figures.json", &figures(state).to_json())?;
        written |= self.files.write_where_other("key", self.key_file().as_bytes())?;
        let keys = self.keys.history().to_text();
        written |= self.files.write_where_other("keys", keys.as_bytes())?;
        let published = self.files.read("checkpoint")?;
        if !published.is_some_and(|published| self.says_the_same(&published, &head)) {
            self.files.write("checkpoint", head.checkpoint.as_bytes())?;
            written = true;
        }
        if written { self.files.settle() } else { Ok(()) }
    }

    /// Whether a published checkpoint is the head's, with its signatures; others may have signed it too.
    fn says_the_same(&self, published: &[u8], head: &Head) -> bool {
        let keys = [self.keys.verifiers()[0].clone()];
        let Ok(text) = std::str::from_utf8(published) else { return false };
        Checkpoint::open(text, &self.origin, &keys).is_ok()
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
