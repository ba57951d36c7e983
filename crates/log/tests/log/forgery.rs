//! CVE-2026-56865's kind: a forged tile is refused wherever it lies, whatever was read before it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use chungtay_log::proof::{prove_consistency, prove_inclusion};
use chungtay_log::reader::{AuthenticReader, ReadError, TileReader};
use chungtay_log::tile::{BundleCoordinates, TileCoordinates, append_entry, edge_tiles};

use crate::memory::{Published, entry};

/// Changes one bit of a tile.
fn forge(published: &mut Published, tile: TileCoordinates, byte: usize) {
    published.tiles.get_mut(&tile).unwrap()[byte] ^= 1;
}

/// A published log whose reader counts how often each tile is asked for.
struct Counting<'a> {
    published: &'a Published,
    reads: &'a RefCell<BTreeMap<TileCoordinates, u32>>,
}

impl TileReader for Counting<'_> {
    type Error = TileCoordinates;

    fn read(&mut self, tile: TileCoordinates) -> Result<Vec<u8>, TileCoordinates> {
        *self.reads.borrow_mut().entry(tile).or_default() += 1;
        self.published.read_tile(tile)
    }
}

/// Everything one may do to a tile's bytes: a bit in the first, a middle and the last hash, two hashes
/// in each other's place, another tile's bytes, cut and lengthened by a byte, a hash, or all.
fn forgeries(bytes: &[u8], other: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let last = bytes.len() / 32 - 1;
    let flipped = |byte: usize| {
        let mut forged = bytes.to_vec();
        forged[byte] ^= 0x10;
        forged
    };
    let mut swapped = bytes.to_vec();
    swapped[..32].copy_from_slice(&bytes[last * 32..]);
    swapped[last * 32..].copy_from_slice(&bytes[..32]);
    let mut forged = vec![
        ("first hash", flipped(0)),
        ("middle hash", flipped(last / 2 * 32 + 17)),
        ("last hash", flipped(bytes.len() - 1)),
        ("swapped hashes", swapped),
        ("another tile", other.to_vec()),
        ("cut by a byte", bytes[..bytes.len() - 1].to_vec()),
        ("cut by a hash", bytes[..last * 32].to_vec()),
        ("empty", Vec::new()),
        ("a byte more", [bytes, &[0]].concat()),
        ("a hash more", [bytes, &bytes[..32]].concat()),
        ("twice", [bytes, bytes].concat()),
    ];
    // A tile of one hash has nothing to swap.
    forged.retain(|(_, forged)| forged != bytes);
    forged
}

/// Each of the 277 tiles of a log of 70,000 entries, on every level, full and partial, forged in every
/// way: refused by the tile's own name before one hash of it is used, and never kept.
#[test]
fn every_forged_tile_of_a_log_is_refused() {
    let mut published = Published::of(70_000);
    let edge: Vec<_> = edge_tiles(published.size).collect();
    let tiles: Vec<_> = published.tiles.keys().copied().collect();
    let count = |level: u8| tiles.iter().filter(|tile| tile.level() == level).count();
    assert_eq!([count(0), count(1), count(2), tiles.len()], [274, 2, 1, 277]);
    for (place, tile) in tiles.iter().enumerate() {
        let true_bytes = published.tiles[tile].clone();
        let other = published.tiles[&tiles[(place + 1) % tiles.len()]].clone();
        for (how, forged) in forgeries(&true_bytes, &other) {
            let case = format!("{tile:?}, {how}");
            let length = forged.len();
            published.tiles.insert(*tile, forged);
            let reads = RefCell::default();
            let reader = Counting { published: &published, reads: &reads };
            let opened = AuthenticReader::open(reader, published.size, published.root);
            let expected = if length == tile.byte_length() {
                ReadError::Forged(*tile)
            } else {
                ReadError::Length { tile: *tile, found: length }
            };
            if edge.contains(tile) {
                let refused = opened.map(drop).unwrap_err();
                let at_root = matches!(refused, ReadError::Root { .. });
                assert!(at_root && length == tile.byte_length() || refused == expected, "{case}");
            } else {
                refuses_every_use(&mut opened.unwrap(), *tile, &expected, &case);
                assert!(reads.borrow()[tile] >= 5, "{case}: a refused tile was kept");
            }
        }
        published.tiles.insert(*tile, true_bytes);
    }
    assert!(published.open().leaf(69_999).is_ok());
}

/// Hashes, nodes and proofs that need a hash of the tile; none is given.
fn refuses_every_use(
    tree: &mut AuthenticReader<Counting<'_>>,
    tile: TileCoordinates,
    expected: &ReadError<TileCoordinates>,
    case: &str,
) {
    let span = 256u64.pow(u32::from(tile.level()));
    let (first, last) = (tile.index() * 256 * span, (tile.index() * 256 + 255) * span);
    assert_eq!(tree.tile(tile.level(), tile.index()).unwrap_err(), *expected, "{case}");
    for leaf in [first, first + 128 * span, last] {
        assert_eq!(tree.leaf(leaf).unwrap_err(), *expected, "{case}");
    }
    assert_eq!(tree.subtree(first, first + 2 * span).unwrap_err(), *expected, "{case}");
    let size = tree.size();
    assert_eq!(prove_inclusion(tree, first, size).unwrap_err(), *expected, "{case}");
    assert_eq!(prove_consistency(tree, first + span, size).unwrap_err(), *expected, "{case}");
}

#[test]
fn a_forged_tile_is_refused_beside_tiles_already_trusted() {
    let mut published = Published::of(70_000);
    let forged = TileCoordinates::new(0, 100, 256).unwrap();
    forge(&mut published, forged, 8_191);
    let mut tree = published.open();
    for index in 0..70_000 / 256 {
        let leaf = tree.leaf(index * 256);
        assert_eq!(leaf.is_err(), index == 100, "tile {index}");
    }
    // Every path that needs a hash of it is refused, and no other.
    assert_eq!(tree.subtree(25_600, 25_601), Err(ReadError::Forged(forged)));
    assert!(tree.subtree(25_600, 25_856).is_ok(), "its root stands in its parent");
    assert!(tree.subtree(0, 65_536).is_ok());
}

#[test]
fn wrong_lengths_and_missing_tiles_are_named() {
    let mut published = Published::of(600);
    let tile = TileCoordinates::new(0, 1, 256).unwrap();
    published.tiles.get_mut(&tile).unwrap().pop();
    assert_eq!(published.open().leaf(300), Err(ReadError::Length { tile, found: 8_191 }));
    published.tiles.remove(&tile);
    assert_eq!(published.open().leaf(300), Err(ReadError::Read { tile, source: tile }));
    let edge = TileCoordinates::new(0, 2, 88).unwrap();
    published.tiles.get_mut(&edge).unwrap().extend([0; 32]);
    let opened = AuthenticReader::open(&published, published.size, published.root);
    assert!(matches!(opened, Err(ReadError::Length { tile, .. }) if tile == edge));
}

#[test]
fn entries_are_checked_one_by_one() {
    let published = Published::of(600);
    let mut tree = published.open();
    let bundle = BundleCoordinates::in_tree(2, 600).unwrap();
    let encode = |forged: Option<u64>| {
        let mut bytes = Vec::new();
        for index in 512..600 {
            let shown = if Some(index) == forged { 0 } else { index };
            append_entry(&mut bytes, &entry(shown)).unwrap();
        }
        bytes
    };
    assert_eq!(tree.entries(bundle, &encode(None)).unwrap()[87], entry(599));
    for forged in 512..600 {
        assert_eq!(
            tree.entries(bundle, &encode(Some(forged))),
            Err(ReadError::ForgedEntry(forged))
        );
    }
    let narrow = BundleCoordinates::new(2, 87).unwrap();
    assert!(matches!(tree.entries(narrow, &encode(None)), Err(ReadError::Bundle(_))));
}
