//! C2SP tlog-tiles: the tree cut into tiles of height 8, entries into bundles of 256, each with its path.
//! It names and encodes resources; it never reads or writes one.

mod bundle;
mod path;
mod writer;

pub use bundle::{
    BundleError, EntryTooLong, MAX_ENTRY_BYTES, append_entry, decode_bundle, is_withheld,
};
pub use path::Resource;
pub use writer::{RestoreError, Tile, TileWriter};

/// Levels of the tree in one tile.
pub const TILE_HEIGHT: u32 = 8;

/// Hashes in a full tile, entries in a full bundle.
pub const TILE_WIDTH: u16 = 256;

/// Tile levels a 64-bit tree can have hashes on.
pub const TILE_LEVELS: u8 = 8;

/// Which tile: the `index`-th of its `level`, `width` hashes (1 to 256; under 256 is a partial tile).
///
/// A hash on level L is the root of 256^L leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TileCoordinates {
    level: u8,
    index: u64,
    width: u16,
}

impl TileCoordinates {
    /// A tile's coordinates; `None` where the level is over 63 or the width not 1 to 256.
    pub fn new(level: u8, index: u64, width: u16) -> Option<Self> {
        let valid = level < 64 && (1..=TILE_WIDTH).contains(&width);
        valid.then_some(Self { level, index, width })
    }

    /// The tile at `level` and `index` as it is in a tree of `tree_size` leaves; `None` where that tree
    /// has no such tile, not even a partial one.
    pub fn in_tree(level: u8, index: u64, tree_size: u64) -> Option<Self> {
        let width = width_in(hashes_on_level(level, tree_size), index)?;
        Some(Self { level, index, width })
    }

    /// The level, 0 being leaf hashes.
    pub fn level(&self) -> u8 {
        self.level
    }

    /// The place on its level, from 0.
    pub fn index(&self) -> u64 {
        self.index
    }

    /// Hashes in it, 1 to 256.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Whether it has all its 256 hashes and will never change.
    pub fn is_full(&self) -> bool {
        self.width == TILE_WIDTH
    }

    /// Bytes in it: 32 for each hash.
    pub fn byte_length(&self) -> usize {
        usize::from(self.width) * crate::hash::HASH_BYTES
    }
}

/// Which entry bundle: the `index`-th, with `width` entries (1 to 256; under 256 is a partial bundle).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BundleCoordinates {
    index: u64,
    width: u16,
}

impl BundleCoordinates {
    /// A bundle's coordinates; `None` where the width is not 1 to 256.
    pub fn new(index: u64, width: u16) -> Option<Self> {
        (1..=TILE_WIDTH).contains(&width).then_some(Self { index, width })
    }

    /// The bundle at `index` as it is in a log of `tree_size` entries; `None` where there is none.
    pub fn in_tree(index: u64, tree_size: u64) -> Option<Self> {
        Some(Self { index, width: width_in(tree_size, index)? })
    }

    /// The place among the bundles, from 0: its first entry is `index * 256`.
    pub fn index(&self) -> u64 {
        self.index
    }

    /// Entries in it, 1 to 256.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Whether it has all its 256 entries and will never change.
    pub fn is_full(&self) -> bool {
        self.width == TILE_WIDTH
    }
}

/// The partial tiles on the right edge of a tree of `tree_size` leaves, lowest level first. Their
/// widths are the digits of the size in base 256, so together they fix the root.
pub fn edge_tiles(tree_size: u64) -> impl Iterator<Item = TileCoordinates> {
    (0..TILE_LEVELS).filter_map(move |level| {
        let index = hashes_on_level(level, tree_size) / u64::from(TILE_WIDTH);
        TileCoordinates::in_tree(level, index, tree_size)
    })
}

/// Every tile a tree of `tree_size` leaves has, level by level.
pub fn tiles_of(tree_size: u64) -> impl Iterator<Item = TileCoordinates> {
    (0..TILE_LEVELS).flat_map(move |level| {
        let count = hashes_on_level(level, tree_size).div_ceil(u64::from(TILE_WIDTH));
        (0..count).filter_map(move |index| TileCoordinates::in_tree(level, index, tree_size))
    })
}

/// Every entry bundle a log of `tree_size` entries has, in order.
pub fn bundles_of(tree_size: u64) -> impl Iterator<Item = BundleCoordinates> {
    let count = tree_size.div_ceil(u64::from(TILE_WIDTH));
    (0..count).filter_map(move |index| BundleCoordinates::in_tree(index, tree_size))
}

/// Complete hashes on a tile level: floor(`tree_size` / 256^`level`).
pub(crate) fn hashes_on_level(level: u8, tree_size: u64) -> u64 {
    tree_size.checked_shr(TILE_HEIGHT * u32::from(level)).unwrap_or(0)
}

fn width_in(count: u64, index: u64) -> Option<u16> {
    let start = index.checked_mul(u64::from(TILE_WIDTH))?;
    let width = count.checked_sub(start)?.min(u64::from(TILE_WIDTH));
    u16::try_from(width).ok().filter(|width| *width > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_specifications_tree_of_70_000() {
        // tlog-tiles, Partial Tiles: the tiles of trees of 70,000 and of 256 leaves.
        let tiles: Vec<_> = tiles_of(70_000).collect();
        let widths = |level: u8, full: bool| {
            let of_level = tiles.iter().filter(move |tile| tile.level == level);
            of_level.filter(move |t| t.is_full() == full).map(|t| t.width).collect::<Vec<_>>()
        };
        assert_eq!((widths(0, true).len(), widths(0, false)), (273, vec![112]));
        assert_eq!((widths(1, true).len(), widths(1, false)), (1, vec![17]));
        assert_eq!((widths(2, true).len(), widths(2, false)), (0, vec![1]));
        let of_256: Vec<_> = tiles_of(256).map(|t| (t.level, t.index, t.width)).collect();
        assert_eq!(of_256, [(0, 0, 256), (1, 0, 1)]);
        assert_eq!(edge_tiles(256).map(|t| (t.level, t.width)).collect::<Vec<_>>(), [(1, 1)]);
        assert_eq!(tiles_of(0).count() + edge_tiles(0).count() + bundles_of(0).count(), 0);
    }

    #[test]
    fn far_coordinates_do_not_overflow() {
        assert_eq!(TileCoordinates::in_tree(0, u64::MAX, u64::MAX), None);
        assert_eq!(TileCoordinates::in_tree(8, 0, u64::MAX), None);
        assert_eq!(BundleCoordinates::in_tree(u64::MAX, u64::MAX), None);
        assert_eq!(TileCoordinates::in_tree(7, 0, u64::MAX).map(|t| t.width), Some(255));
        assert_eq!(TileCoordinates::new(64, 0, 1), None);
        assert_eq!(TileCoordinates::new(0, 0, 0), None);
        assert_eq!(TileCoordinates::new(0, 0, 257), None);
    }
}
