//! The published log: C2SP tiles, entry bundles, `figures.json` and the signed checkpoint as plain files
//! under `DIR/log/`. Order: entries are durable in the journal, then tiles and bundles, then they are
//! read again and hashed again, then the head is replaced by compare-and-swap, then it is published.

use crate::error::{Result, ServiceError};
use chungtay_journal::{BookFolder, Bundle, Journal};
use chungtay_ledger::figures::figures;
use chungtay_ledger::state::State;
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::hash::{Hash, leaf_hash};
use chungtay_log::note::SignerKey;
use chungtay_log::reader::{AuthenticReader, TileReader};
use chungtay_log::tile::{BundleCoordinates, Resource, Tile, TileCoordinates, TileWriter};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Entries read at a time while catching up.
const STRIDE: u64 = 16_384;
/// Tiles read again by one reader.
const TILES_KEPT: u64 = 1_024;

/// Reads tiles from a log's folder.
#[derive(Clone, Debug)]
pub struct TileFolder {
    root: PathBuf,
}

impl TileFolder {
    /// The log in this folder (`DIR/log`).
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// The bytes of a resource.
    pub fn bytes(&self, resource: &Resource) -> std::io::Result<Vec<u8>> {
        fs::read(self.root.join(resource.to_string()))
    }
}

impl TileReader for TileFolder {
    type Error = std::io::Error;

    /// A partial tile may have been written wider, or whole, since: then its beginning is read.
    fn read(&mut self, tile: TileCoordinates) -> std::io::Result<Vec<u8>> {
        match self.bytes(&Resource::Tile(tile)) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && !tile.is_full() => {
                let full = TileCoordinates::new(tile.level(), tile.index(), 256);
                let full = full.ok_or_else(|| std::io::Error::other("no such tile"))?;
                let mut bytes = self.bytes(&Resource::Tile(full))?;
                bytes.truncate(tile.byte_length());
                Ok(bytes)
            }
            other => other,
        }
    }
}

/// Writes and signs the log of one book.
pub struct Publisher {
    root: PathBuf,
    signer: SignerKey,
    origin: String,
    writer: TileWriter,
    /// Full tiles made since the last publication.
    full_tiles: Vec<Tile>,
    signed_size: Option<u64>,
}

impl Publisher {
    /// Takes up the log where its head stands; a log that was never signed begins anew.
    pub(crate) fn open(folder: &BookFolder, origin: &str, seed: &[u8; 32]) -> Result<Self> {
        let root = folder.directory().join("log");
        fs::create_dir_all(&root).map_err(ServiceError::at(&root))?;
        let signer = SignerKey::from_seed(origin, seed)
            .map_err(|error| ServiceError::Published(error.to_string()))?;
        let head = folder.head()?;
        let mut publisher = Self {
            writer: TileWriter::new(),
            full_tiles: Vec::new(),
            signed_size: head.as_ref().map(|head| head.size),
            origin: origin.to_owned(),
            signer,
            root,
        };
        if let Some(head) = head {
            publisher.restore(folder, &head.checkpoint)?;
        }
        publisher.catch_up(folder)?;
        Ok(publisher)
    }

    /// The tile writer as of the head, from the tiles; from the journal where tiles are missing or not
    /// those that were signed. A journal that is not the one that was signed is an error.
    fn restore(&mut self, folder: &BookFolder, note: &str) -> Result<()> {
        let keys = [self.signer.verifier().clone()];
        let signed = Checkpoint::open(note, &self.origin, &keys)
            .map_err(|error| ServiceError::Published(format!("DIR/head: {error}")))?;
        let mut tiles = TileFolder::new(&self.root);
        if let Ok(writer) = TileWriter::restore(signed.size(), &mut tiles)
            && writer.root() == signed.root()
        {
            self.writer = writer;
            return self.check_right_edge(folder, tiles, signed.root());
        }
        self.push_from(folder, 0, signed.size())?;
        if self.writer.root() == signed.root() {
            return Ok(());
        }
        Err(ServiceError::JournalDiffers { signed: signed.size() })
    }

    /// Compares the last signed bundle with the journal's: a journal that went another way than the log
    /// is told at once; `doctor` compares all of it.
    fn check_right_edge(&self, folder: &BookFolder, tiles: TileFolder, root: Hash) -> Result<()> {
        let signed = self.writer.size();
        let Some(last) = signed.checked_sub(1) else { return Ok(()) };
        let differs = || ServiceError::JournalDiffers { signed };
        let mut reader = AuthenticReader::open(tiles, signed, root).map_err(|_| differs())?;
        let tile = reader.tile(0, last / 256).map_err(|_| differs())?;
        let bundles = folder.journal.read(last / 256 * 256, signed - last / 256 * 256)?;
        let entries = bundles.iter().flat_map(Bundle::entries);
        let entries = entries.filter(|(sequence, _)| (last / 256 * 256..signed).contains(sequence));
        let found: Vec<Hash> = entries.map(|(_, bytes)| leaf_hash(bytes)).collect();
        if found == tile { Ok(()) } else { Err(differs()) }
    }

    fn catch_up(&mut self, folder: &BookFolder) -> Result<()> {
        let size = folder.journal.size()?;
        self.push_from(folder, self.writer.size(), size)
    }

    fn push_from(&mut self, folder: &BookFolder, from: u64, to: u64) -> Result<()> {
        let mut at = from;
        while at < to {
            let bundles = folder.journal.read(at, STRIDE.min(to - at))?;
            for (sequence, bytes) in bundles.iter().flat_map(Bundle::entries) {
                if sequence < to {
                    self.writer.push(leaf_hash(bytes));
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
        self.signer.verifier().to_string()
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
                self.write_bundles(folder, tile.coordinates.index(), self.writer.size(), true)?;
            }
            self.write_unsigned(&Resource::Tile(tile.coordinates), &tile.bytes)?;
        }
        Ok(())
    }

    /// Publishes everything the journal holds. Does nothing where that is signed already.
    pub(crate) fn publish(&mut self, folder: &mut BookFolder, state: &State) -> Result<()> {
        let size = self.writer.size();
        if self.signed_size == Some(size) && self.root.join("checkpoint").is_file() {
            return Ok(());
        }
        self.write_ready(folder)?;
        for tile in self.writer.take_all() {
            self.write(&Resource::Tile(tile.coordinates), &tile.bytes)?;
        }
        if !size.is_multiple_of(256) {
            self.write_bundles(folder, size / 256, size, false)?;
        }
        self.write_file("figures.json", &figures(state).to_json())?;
        self.write_file("key", format!("{}\n", self.verifier_key()).as_bytes())?;
        self.settle()?;
        let root = self.writer.root();
        self.check_again(size, root)?;
        let checkpoint = Checkpoint::new(&self.origin, size, root)
            .map_err(|error| ServiceError::Published(error.to_string()))?;
        let note = checkpoint
            .sign(&[&self.signer])
            .map_err(|error| ServiceError::Published(error.to_string()))?;
        folder.replace_head(self.signed_size, &note)?;
        self.signed_size = Some(size);
        self.write_file("checkpoint", note.as_bytes())?;
        self.settle()
    }

    /// Re-reads the right edge and every tile written since the last signature, and hashes it again.
    fn check_again(&self, size: u64, root: Hash) -> Result<()> {
        let wrong = |error: String| {
            ServiceError::Published(format!("the tiles just written do not read back: {error}"))
        };
        if size == 0 {
            return Ok(());
        }
        let open = || {
            AuthenticReader::open(TileFolder::new(&self.root), size, root)
                .map_err(|error| wrong(error.to_string()))
        };
        let mut reader = open()?;
        let first = self.signed_size.unwrap_or(0) / 256;
        for index in first..size.div_ceil(256) {
            if index % TILES_KEPT == 0 {
                // A reader keeps what it has authenticated; a new one keeps memory flat.
                reader = open()?;
            }
            reader.tile(0, index).map_err(|error| wrong(error.to_string()))?;
        }
        Ok(())
    }

    /// Writes the entry bundle of this index, whole or up to `size`.
    fn write_bundles(&self, folder: &BookFolder, index: u64, size: u64, full: bool) -> Result<()> {
        let bundles = folder.journal.read(index * 256, 1)?;
        let bundle = bundles.first().ok_or_else(|| {
            ServiceError::Published(format!("the journal lacks entry {}", index * 256))
        })?;
        let coordinates = if full {
            BundleCoordinates::new(index, 256)
        } else {
            BundleCoordinates::in_tree(index, size)
        };
        let coordinates =
            coordinates.ok_or_else(|| ServiceError::Published(format!("no bundle {index}")))?;
        let resource = Resource::Entries(coordinates);
        if full {
            self.write_unsigned(&resource, bundle.bytes())
        } else {
            self.write(&resource, bundle.bytes())
        }
    }

    /// A full tile or bundle that no checkpoint covers yet: no reader asks for it, and after a crash it
    /// is written again, so it needs no rename.
    fn write_unsigned(&self, resource: &Resource, bytes: &[u8]) -> Result<()> {
        let path = self.root.join(resource.to_string());
        let written = fs::write(&path, bytes);
        if written.as_ref().is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound) {
            return self.write(resource, bytes);
        }
        written.map_err(ServiceError::at(&path))
    }

    fn write(&self, resource: &Resource, bytes: &[u8]) -> Result<()> {
        self.write_file(&resource.to_string(), bytes)
    }

    /// Writes beside and renames, so that a reader sees the old file or the new one, whole.
    fn write_file(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let path = self.root.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(ServiceError::at(parent))?;
        }
        let temporary = path.with_extension("new");
        let mut file = fs::File::create(&temporary).map_err(ServiceError::at(&temporary))?;
        file.write_all(bytes).map_err(ServiceError::at(&temporary))?;
        fs::rename(&temporary, &path).map_err(ServiceError::at(&path))
    }

    /// Makes everything written durable, with one call for however many files there were.
    fn settle(&self) -> Result<()> {
        let root = fs::File::open(&self.root).map_err(ServiceError::at(&self.root))?;
        rustix::fs::syncfs(&root)
            .map_err(|error| ServiceError::at(&self.root)(std::io::Error::from(error)))
    }
}
