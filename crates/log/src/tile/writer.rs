//! Grows a tree leaf by leaf and hands out the tiles to publish. It holds the partial tiles of the
//! right edge and the full tiles not yet taken, no more; it never writes one itself.

use super::{TILE_LEVELS, TILE_WIDTH, TileCoordinates, edge_tiles, hashes_on_level};
use crate::MAX_TREE_SIZE;
use crate::frontier::Frontier;
use crate::hash::{HASH_BYTES, Hash, fold_perfect, split_hashes};
use crate::reader::TileReader;

/// A tile to publish: where it stands and its bytes (32 for each hash).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// Where it stands.
    pub coordinates: TileCoordinates,
    /// The concatenated hashes.
    pub bytes: Vec<u8>,
}

/// Why a writer could not be restored from stored tiles.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum RestoreError<E> {
    /// The caller's reader failed.
    #[error("a tile of the right edge could not be read")]
    Read(#[source] E),
    /// A tile is not as long as its width says.
    #[error("tile {tile:?} is {found} bytes long")]
    Length {
        /// The tile asked for.
        tile: TileCoordinates,
        /// Bytes found.
        found: usize,
    },
    /// More leaves than [`MAX_TREE_SIZE`].
    #[error("{0} leaves are more than a log can hold")]
    TooLarge(u64),
}

/// Builds the tiles of a growing tree. Push leaf hashes; take the tiles completed so far after each
/// batch ([`TileWriter::take_full`]) and all that a checkpoint needs ([`TileWriter::take_all`]) before
/// signing one.
#[derive(Clone, Debug)]
pub struct TileWriter {
    size: u64,
    /// The partial tile of each level, as bytes, 0 to 255 hashes long.
    edge: [Vec<u8>; TILE_LEVELS as usize],
    completed: Vec<Tile>,
    /// The size whose partial tiles the caller has.
    taken_at: u64,
}

impl Default for TileWriter {
    fn default() -> Self {
        Self::new()
    }
}

impl TileWriter {
    /// A writer for a log without entries.
    pub fn new() -> Self {
        Self { size: 0, edge: Default::default(), completed: Vec::new(), taken_at: 0 }
    }

    /// A writer that goes on from `size` leaves, reading the (at most 8) partial tiles of the right
    /// edge. Compare [`TileWriter::root`] with the signed root before trusting it.
    ///
    /// # Errors
    /// The reader's own, tiles of the wrong length, and sizes above [`MAX_TREE_SIZE`].
    pub fn restore<R: TileReader>(
        size: u64,
        reader: &mut R,
    ) -> Result<Self, RestoreError<R::Error>> {
        if size > MAX_TREE_SIZE {
            return Err(RestoreError::TooLarge(size));
        }
        let mut writer = Self { size, taken_at: size, ..Self::new() };
        for tile in edge_tiles(size) {
            let bytes = reader.read(tile).map_err(RestoreError::Read)?;
            if bytes.len() != tile.byte_length() {
                return Err(RestoreError::Length { tile, found: bytes.len() });
            }
            writer.edge[usize::from(tile.level())] = bytes;
        }
        Ok(writer)
    }

    /// Leaves so far.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends one leaf, given its [`crate::hash::leaf_hash`].
    pub fn push(&mut self, leaf: Hash) {
        self.size += 1;
        let mut hash = leaf;
        for level in 0..TILE_LEVELS {
            let tile = &mut self.edge[usize::from(level)];
            tile.extend_from_slice(&hash.0);
            if tile.len() < usize::from(TILE_WIDTH) * HASH_BYTES {
                return;
            }
            let bytes = std::mem::replace(tile, Vec::with_capacity(tile.len()));
            hash = fold_perfect(&split_hashes(&bytes).unwrap_or_default());
            let index = hashes_on_level(level, self.size) / u64::from(TILE_WIDTH) - 1;
            let coordinates = TileCoordinates { level, index, width: TILE_WIDTH };
            self.completed.push(Tile { coordinates, bytes });
        }
    }

    /// The full tiles completed since the last taking, a lower level before the higher that holds its
    /// root. Called after each batch it keeps memory to the batch's own tiles.
    pub fn take_full(&mut self) -> Vec<Tile> {
        std::mem::take(&mut self.completed)
    }

    /// Every tile that must be published before a checkpoint of the present size: the full ones not yet
    /// taken, then the partial ones of the right edge that changed since the last call.
    pub fn take_all(&mut self) -> Vec<Tile> {
        let mut tiles = self.take_full();
        let published: Vec<TileCoordinates> = edge_tiles(self.taken_at).collect();
        let changed = edge_tiles(self.size).filter(|tile| !published.contains(tile));
        tiles.extend(changed.map(|coordinates| {
            let bytes = self.edge[usize::from(coordinates.level)].clone();
            Tile { coordinates, bytes }
        }));
        self.taken_at = self.size;
        tiles
    }

    /// The tree's right edge in its smallest form.
    pub fn frontier(&self) -> Frontier {
        let edge: Vec<Vec<Hash>> =
            self.edge.iter().map(|tile| split_hashes(tile).unwrap_or_default()).collect();
        Frontier::from_edge(self.size, &edge)
    }

    /// The tree's root.
    pub fn root(&self) -> Hash {
        self.frontier().root()
    }
}
