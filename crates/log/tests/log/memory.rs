//! A published log in memory: what a caller of the room would write to files.

use std::collections::BTreeMap;

use chungtay_log::hash::{Hash, leaf_hash};
use chungtay_log::reader::{AuthenticReader, TileReader};
use chungtay_log::tile::{Tile, TileCoordinates, TileWriter};

/// Tiles by coordinates, with the size and root they were written for.
#[derive(Clone, Default)]
pub struct Published {
    pub tiles: BTreeMap<TileCoordinates, Vec<u8>>,
    pub size: u64,
    pub root: Hash,
}

impl TileReader for &Published {
    type Error = TileCoordinates;

    fn read(&mut self, tile: TileCoordinates) -> Result<Vec<u8>, TileCoordinates> {
        self.read_tile(tile)
    }
}

impl Published {
    /// A tile's bytes, or its coordinates where there is none.
    pub fn read_tile(&self, tile: TileCoordinates) -> Result<Vec<u8>, TileCoordinates> {
        self.tiles.get(&tile).cloned().ok_or(tile)
    }

    /// The log of `size` entries, published once.
    pub fn of(size: u64) -> Self {
        let mut writer = TileWriter::new();
        let mut published = Self::default();
        (0..size).for_each(|index| writer.push(leaf(index)));
        published.publish(&mut writer);
        published
    }

    /// Takes the writer's new tiles, as a checkpoint does.
    pub fn publish(&mut self, writer: &mut TileWriter) {
        self.add(writer.take_all());
        (self.size, self.root) = (writer.size(), writer.root());
    }

    pub fn add(&mut self, tiles: Vec<Tile>) {
        self.tiles.extend(tiles.into_iter().map(|tile| (tile.coordinates, tile.bytes)));
    }

    pub fn open(&self) -> AuthenticReader<&Self> {
        AuthenticReader::open(self, self.size, self.root).unwrap()
    }
}

/// The entry at `index` in every test log.
pub fn entry(index: u64) -> Vec<u8> {
    format!(r#"{{"entry":{index}}}"#).into_bytes()
}

/// Its leaf hash.
pub fn leaf(index: u64) -> Hash {
    leaf_hash(&entry(index))
}

/// The first `size` leaf hashes.
pub fn leaves(size: u64) -> Vec<Hash> {
    (0..size).map(leaf).collect()
}
