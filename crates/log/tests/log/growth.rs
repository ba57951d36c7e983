//! Growing: a frontier restored at every size, tiles written step by step, and what they must equal.

use chungtay_log::frontier::Frontier;
use chungtay_log::hash::{Hash, node_hash};
use chungtay_log::reader::AuthenticReader;
use chungtay_log::tile::{TileCoordinates, TileWriter, tiles_of};

use crate::memory::{Published, leaf, leaves};
use crate::plain_tree;

/// Sizes around the edges of tiles.
pub const SIZES: [u64; 17] =
    [0, 1, 2, 3, 4, 7, 8, 255, 256, 257, 511, 512, 1_000, 65_535, 65_536, 65_537, 66_000];

/// Every complete node of a tree, level by level: a third way to the root of each size.
#[derive(Default)]
struct AllNodes {
    levels: Vec<Vec<Hash>>,
}

impl AllNodes {
    fn push(&mut self, leaf: Hash) {
        let mut node = Some(leaf);
        for level in 0.. {
            let Some(hash) = node else { return };
            if self.levels.len() == level {
                self.levels.push(Vec::new());
            }
            let row = &mut self.levels[level];
            row.push(hash);
            let pair = row.len().is_multiple_of(2).then(|| [row[row.len() - 2], hash]);
            node = pair.map(|[left, right]| node_hash(&left, &right));
        }
    }

    fn root(&self) -> Hash {
        let odd = self.levels.iter().filter(|row| row.len() % 2 == 1);
        let ends = odd.map(|row| row[row.len() - 1]);
        ends.reduce(|right, left| node_hash(&left, &right)).unwrap()
    }
}

#[test]
fn a_frontier_restored_at_every_size_to_70_000_goes_on_to_the_same_root() {
    let all = leaves(70_000);
    let mut restored = Frontier::new();
    let mut nodes = AllNodes::default();
    for (size, leaf) in (0..).zip(&all) {
        restored = Frontier::from_bytes(&restored.to_bytes()).unwrap();
        assert_eq!(restored.size(), size);
        restored.push(*leaf);
        nodes.push(*leaf);
        assert_eq!(restored.root(), nodes.root(), "at {}", size + 1);
    }
    assert_eq!(restored.root(), plain_tree::root(&all));
    for size in [1, 2, 3, 255, 256, 257, 4_095, 10_000] {
        let mut frontier = Frontier::new();
        all[..size].iter().for_each(|leaf| frontier.push(*leaf));
        assert_eq!(frontier.root(), plain_tree::root(&all[..size]));
    }
}

#[test]
fn tiles_of_any_growth_are_those_of_the_final_tree() {
    let mut grown = Published::default();
    let mut writer = TileWriter::new();
    for size in SIZES {
        let before = writer.size();
        while writer.size() < size {
            writer.push(leaf(writer.size()));
        }
        let new = writer.take_all();
        let mut named: Vec<TileCoordinates> = new.iter().map(|tile| tile.coordinates).collect();
        named.sort();
        let mut needed: Vec<_> = tiles_of(size).collect();
        let had: Vec<_> = tiles_of(before).collect();
        needed.retain(|tile| !had.contains(tile));
        needed.sort();
        assert_eq!(named, needed, "from {before} to {size}");
        grown.add(new);
        assert!(writer.take_all().is_empty(), "nothing is new without a leaf");

        // Restored from its own right edge, the writer is the same and goes on alike.
        let mut reader = &grown;
        let again = TileWriter::restore(size, &mut reader).unwrap();
        assert_eq!(again.frontier(), writer.frontier());
        writer = again;
        assert_eq!(writer.root(), plain_tree::root(&leaves(size)), "at {size}");
    }
    let whole = Published::of(66_000);
    assert_eq!(writer.root(), whole.root);
    assert!(whole.tiles.iter().all(|(tile, bytes)| grown.tiles.get(tile) == Some(bytes)));
}

#[test]
fn taking_full_tiles_early_changes_nothing_and_leaves_only_the_edge() {
    let mut writer = TileWriter::new();
    let mut published = Published::default();
    for index in 0..66_000 {
        writer.push(leaf(index));
        if index % 1_000 == 999 {
            published.add(writer.take_full());
        }
    }
    published.publish(&mut writer);
    assert_eq!(published.tiles, Published::of(66_000).tiles);
}

#[test]
fn every_tile_reads_back_as_the_hashes_it_stands_for() {
    for size in SIZES {
        let published = Published::of(size);
        let all = leaves(size);
        let mut tree = published.open();
        for tile in tiles_of(size) {
            let span = 256usize.pow(u32::from(tile.level()));
            let first = usize::try_from(tile.index()).unwrap() * 256;
            let hashes = tree.tile(tile.level(), tile.index()).unwrap();
            assert_eq!(hashes.len(), usize::from(tile.width()));
            for (place, hash) in (first..).zip(hashes) {
                let expected = plain_tree::root(&all[place * span..(place + 1) * span]);
                assert_eq!(*hash, expected, "{tile:?} of {size}");
            }
        }
    }
}

#[test]
fn a_tree_without_leaves_has_the_empty_root_and_nothing_else() {
    let published = Published::of(0);
    let mut tree = published.open();
    assert!(tree.leaf(0).is_err() && tree.tile(0, 0).is_err() && tree.subtree(0, 0).is_err());
    assert!(AuthenticReader::open(&published, 0, Hash::default()).is_err());
}
