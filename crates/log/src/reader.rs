//! Reads tiles the caller fetches from anywhere and believes none of them before the root vouches for it:
//! every distinct tile is hashed against its parent, up to the signed root, before one hash of it is used
//! (CVE-2026-56865 is what comes of checking fewer tiles than are read).

use std::collections::BTreeMap;

use crate::frontier::Frontier;
use crate::hash::{Hash, fold_perfect, leaf_hash, node_hash, split_hashes};
use crate::tile::{
    BundleCoordinates, BundleError, TILE_HEIGHT, TILE_LEVELS, TILE_WIDTH, TileCoordinates,
    decode_bundle, edge_tiles, is_withheld,
};

/// Level 0 tiles kept at once (8 KiB each). Those of higher levels, 1/255 as many, are all kept.
const LEAF_TILES_KEPT: usize = 64;

/// Where tiles come from: a file, a server, a memory. What it returns is not trusted.
pub trait TileReader {
    /// What goes wrong there.
    type Error;

    /// The bytes of exactly this tile, 32 for each of its `width` hashes. A caller that only finds the
    /// wider tile (which logs may keep in place of a partial one) cuts it to the width.
    ///
    /// # Errors
    /// Whatever kept it from being read.
    fn read(&mut self, tile: TileCoordinates) -> Result<Vec<u8>, Self::Error>;
}

impl<R: TileReader + ?Sized> TileReader for &mut R {
    type Error = R::Error;

    fn read(&mut self, tile: TileCoordinates) -> Result<Vec<u8>, Self::Error> {
        (**self).read(tile)
    }
}

/// Why a hash could not be given.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError<E> {
    /// The caller's reader failed.
    #[error("tile {tile:?} could not be read")]
    Read {
        /// The tile asked for.
        tile: TileCoordinates,
        /// The reader's error.
        #[source]
        source: E,
    },
    /// The tile is not as long as its width says.
    #[error("tile {tile:?} is {found} bytes long")]
    Length {
        /// The tile asked for.
        tile: TileCoordinates,
        /// Bytes found.
        found: usize,
    },
    /// The partial tiles of the right edge do not make the root.
    #[error("the tiles of the right edge make the root {found}, not {expected}")]
    Root {
        /// The root in the checkpoint.
        expected: Hash,
        /// The root they make.
        found: Hash,
    },
    /// The tile is not the one the root commits to.
    #[error("tile {0:?} is not the one the root commits to")]
    Forged(TileCoordinates),
    /// The bundle's bytes are malformed.
    #[error(transparent)]
    Bundle(BundleError),
    /// An entry of the bundle is not the one the root commits to.
    #[error("entry {0} is not the one the root commits to")]
    ForgedEntry(u64),
    /// The place asked for is not in the tree, or not a subtree of it.
    #[error("leaves {start} to {end} are not a subtree of {size} leaves")]
    OutOfTree {
        /// First leaf.
        start: u64,
        /// One past the last.
        end: u64,
        /// Leaves in the tree.
        size: u64,
    },
}

/// The tree a checkpoint states, read tile by tile, each authenticated before use.
#[derive(Debug)]
pub struct AuthenticReader<R> {
    reader: R,
    size: u64,
    root: Hash,
    /// Authenticated tiles by (level, index).
    tiles: BTreeMap<(u8, u64), Vec<Hash>>,
}

impl<R: TileReader> AuthenticReader<R> {
    /// Opens the tree of `size` leaves with the root `root` (from a checkpoint whose signature has been
    /// checked). Reads the right edge, at most 8 tiles, which together must make the root.
    ///
    /// # Errors
    /// The reader's own; tiles of the wrong length; a root they do not make.
    pub fn open(mut reader: R, size: u64, root: Hash) -> Result<Self, ReadError<R::Error>> {
        let mut edge = vec![Vec::new(); usize::from(TILE_LEVELS)];
        let mut tiles = BTreeMap::new();
        for tile in edge_tiles(size) {
            let hashes = read_tile(&mut reader, tile)?;
            edge[usize::from(tile.level())].clone_from(&hashes);
            tiles.insert((tile.level(), tile.index()), hashes);
        }
        let found = Frontier::from_edge(size, &edge).root();
        if found == root {
            Ok(Self { reader, size, root, tiles })
        } else {
            Err(ReadError::Root { expected: root, found })
        }
    }

    /// Leaves in the tree.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The tree's root.
    pub fn root(&self) -> Hash {
        self.root
    }

    /// The hashes of one tile, authenticated.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub fn tile(&mut self, level: u8, index: u64) -> Result<&[Hash], ReadError<R::Error>> {
        if !self.tiles.contains_key(&(level, index)) {
            let hashes = self.authenticate(level, index)?;
            self.make_room(level);
            self.tiles.insert((level, index), hashes);
        }
        Ok(&self.tiles[&(level, index)])
    }

    /// The leaf hash at `index`, authenticated.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub fn leaf(&mut self, index: u64) -> Result<Hash, ReadError<R::Error>> {
        if index >= self.size {
            return Err(self.out_of_tree(index, index));
        }
        self.node(0, index)
    }

    /// The entries of a bundle, each checked against its authenticated leaf hash. One that was withheld is
    /// empty here, and [`AuthenticReader::leaf`] is all that is known of its bytes.
    ///
    /// # Errors
    /// Refuses a malformed bundle and one with an entry that is not the log's; else see [`ReadError`].
    pub fn entries<'bytes>(
        &mut self,
        bundle: BundleCoordinates,
        bytes: &'bytes [u8],
    ) -> Result<Vec<&'bytes [u8]>, ReadError<R::Error>> {
        let entries = decode_bundle(bytes, bundle.width()).map_err(ReadError::Bundle)?;
        let leaves = self.tile(0, bundle.index())?;
        for (place, entry) in entries.iter().enumerate() {
            let leaf = leaves.get(place);
            if leaf.is_none() || (!is_withheld(entry) && leaf != Some(&leaf_hash(entry))) {
                let first = bundle.index().saturating_mul(u64::from(TILE_WIDTH));
                return Err(ReadError::ForgedEntry(first.saturating_add(place as u64)));
            }
        }
        Ok(entries)
    }

    /// The Merkle Tree Hash of the leaves `start..end`, where `start` is a multiple of the smallest power
    /// of two not below `end - start` (so the leaves are a subtree), authenticated.
    ///
    /// # Errors
    /// Refuses ranges that are empty or no subtree; else see [`ReadError`].
    pub fn subtree(&mut self, start: u64, end: u64) -> Result<Hash, ReadError<R::Error>> {
        let is_subtree = crate::proof::is_subtree(start, end) && start < end && end <= self.size;
        if !is_subtree {
            return Err(self.out_of_tree(start, end));
        }
        let mut perfect = Vec::new();
        let mut next = start;
        while next < end {
            let height = (end - next).ilog2();
            perfect.push(self.node(height, next >> height)?);
            next += 1 << height;
        }
        let folded = perfect.into_iter().rev().reduce(|right, left| node_hash(&left, &right));
        folded.ok_or_else(|| self.out_of_tree(start, end))
    }

    /// The root of a perfect subtree of 2^`height` leaves, the `index`-th of its height.
    fn node(&mut self, height: u32, index: u64) -> Result<Hash, ReadError<R::Error>> {
        let (level, within) = (height / TILE_HEIGHT, height % TILE_HEIGHT);
        let (tile, offset) = place_in_tile(index << within);
        let level = u8::try_from(level).unwrap_or(u8::MAX);
        let hashes = self.tile(level, tile)?;
        Ok(fold_perfect(&hashes[offset..offset + (1 << within)]))
    }

    /// Reads a full tile and checks it against the hash its authenticated parent holds. (Partial tiles
    /// stand on the right edge, all of which [`AuthenticReader::open`] has checked.)
    fn authenticate(&mut self, level: u8, index: u64) -> Result<Vec<Hash>, ReadError<R::Error>> {
        let tile = TileCoordinates::in_tree(level, index, self.size)
            .filter(TileCoordinates::is_full)
            .ok_or_else(|| self.out_of_tree(index, index))?;
        let (above, offset) = place_in_tile(index);
        let parent = self.tile(level + 1, above)?[offset];
        let hashes = read_tile(&mut self.reader, tile)?;
        if fold_perfect(&hashes) == parent { Ok(hashes) } else { Err(ReadError::Forged(tile)) }
    }

    /// Drops the lowest of the full level 0 tiles when too many are held; the edge always stays.
    fn make_room(&mut self, level: u8) {
        if level > 0 {
            return;
        }
        let full = u64::from(TILE_WIDTH);
        let held = self.tiles.range((0, 0)..(0, self.size / full));
        if held.clone().count() >= LEAF_TILES_KEPT {
            let lowest = held.map(|(place, _)| *place).next();
            lowest.and_then(|place| self.tiles.remove(&place));
        }
    }

    fn out_of_tree(&self, start: u64, end: u64) -> ReadError<R::Error> {
        ReadError::OutOfTree { start, end, size: self.size }
    }
}

/// The tile a level's `index`-th hash stands in, and its place there (the index in base 256).
fn place_in_tile(index: u64) -> (u64, usize) {
    (index >> TILE_HEIGHT, usize::from(index.to_le_bytes()[0]))
}

fn read_tile<R: TileReader>(
    reader: &mut R,
    tile: TileCoordinates,
) -> Result<Vec<Hash>, ReadError<R::Error>> {
    let bytes = reader.read(tile).map_err(|source| ReadError::Read { tile, source })?;
    split_hashes(&bytes)
        .filter(|hashes| hashes.len() == usize::from(tile.width()))
        .ok_or(ReadError::Length { tile, found: bytes.len() })
}
