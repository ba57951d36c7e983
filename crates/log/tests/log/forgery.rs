//! CVE-2026-56865's kind: a forged tile is refused wherever it lies, whatever was read before it.

use chungtay_log::reader::{AuthenticReader, ReadError};
use chungtay_log::tile::{BundleCoordinates, TileCoordinates, append_entry, edge_tiles};

use crate::memory::{Published, entry};

/// Changes one bit of a tile.
fn forge(published: &mut Published, tile: TileCoordinates, byte: usize) {
    published.tiles.get_mut(&tile).unwrap()[byte] ^= 1;
}

#[test]
fn every_forged_tile_of_a_log_is_refused() {
    let mut published = Published::of(66_000);
    let edge: Vec<_> = edge_tiles(published.size).collect();
    let tiles: Vec<_> = published.tiles.keys().copied().collect();
    assert_eq!(tiles.len(), 257 + 1 + 1 + 1 + 1);
    for (turn, tile) in (0..).zip(tiles) {
        // The byte differs from tile to tile, so that first, last and middle hashes are all tried.
        let byte = (turn * 7_919) % tile.byte_length();
        forge(&mut published, tile, byte);
        let opened = AuthenticReader::open(&published, published.size, published.root);
        if edge.contains(&tile) {
            assert!(matches!(opened, Err(ReadError::Root { .. })), "{tile:?}");
        } else {
            let mut tree = opened.unwrap();
            let refused = tree.tile(tile.level(), tile.index()).unwrap_err();
            assert_eq!(refused, ReadError::Forged(tile));
            let span = 256u64.pow(u32::from(tile.level()) + 1);
            let below = tile.index() * span + u64::try_from(byte / 32).unwrap();
            assert_eq!(tree.leaf(below).unwrap_err(), ReadError::Forged(tile));
        }
        forge(&mut published, tile, byte);
    }
    assert!(published.open().leaf(65_999).is_ok());
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
