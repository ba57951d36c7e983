//! The paths of a published log's resources, relative to its prefix (C2SP tlog-tiles, APIs).
//! Reading accepts only the one form that writing makes.

use std::fmt;

use super::{BundleCoordinates, TILE_WIDTH, TileCoordinates};
use crate::decimal;

/// A resource of a published log; its `Display` is the path, [`Resource::parse`] reads it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Resource {
    /// `checkpoint`: the signed tree head. The only resource that changes.
    Checkpoint,
    /// `tile/<L>/<N>[.p/<W>]`: hashes of the tree.
    Tile(TileCoordinates),
    /// `tile/entries/<N>[.p/<W>]`: entries, 256 to a bundle.
    Entries(BundleCoordinates),
}

impl Resource {
    /// Reads a path such as `tile/0/x001/x234/067.p/5`; anything not in canonical form is `None`.
    pub fn parse(path: &str) -> Option<Self> {
        let resource = parse_loosely(path)?;
        (resource.to_string() == path).then_some(resource)
    }
}

fn parse_loosely(path: &str) -> Option<Resource> {
    if path == "checkpoint" {
        return Some(Resource::Checkpoint);
    }
    let (kind, place) = path.strip_prefix("tile/")?.split_once('/')?;
    let (index, width) = match place.split_once(".p/") {
        Some((index, width)) => (index, u16::try_from(decimal::parse(width)?).ok()?),
        None => (place, TILE_WIDTH),
    };
    let index = parse_index(index)?;
    if kind == "entries" {
        return BundleCoordinates::new(index, width).map(Resource::Entries);
    }
    let level = u8::try_from(decimal::parse(kind)?).ok()?;
    TileCoordinates::new(level, index, width).map(Resource::Tile)
}

fn parse_index(text: &str) -> Option<u64> {
    text.split('/').try_fold(0u64, |index, group| {
        let digits = group.strip_prefix('x').unwrap_or(group);
        let plain = digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let value: u64 = if plain { digits.parse().ok()? } else { return None };
        index.checked_mul(1000)?.checked_add(value)
    })
}

impl fmt::Display for Resource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Checkpoint => formatter.write_str("checkpoint"),
            Self::Tile(tile) => {
                write!(formatter, "tile/{}/", tile.level)?;
                write_place(formatter, tile.index, tile.width)
            }
            Self::Entries(bundle) => {
                formatter.write_str("tile/entries/")?;
                write_place(formatter, bundle.index, bundle.width)
            }
        }
    }
}

fn write_place(formatter: &mut fmt::Formatter<'_>, index: u64, width: u16) -> fmt::Result {
    let groups = index.checked_ilog10().unwrap_or(0) / 3;
    for group in (1..=groups).rev() {
        write!(formatter, "x{:03}/", index / 1000u64.pow(group) % 1000)?;
    }
    write!(formatter, "{:03}", index % 1000)?;
    if width == TILE_WIDTH { Ok(()) } else { write!(formatter, ".p/{width}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tile(level: u8, index: u64, width: u16) -> Resource {
        Resource::Tile(TileCoordinates::new(level, index, width).unwrap())
    }

    #[test]
    fn paths_are_the_specifications() {
        // tlog-tiles: "index 1234067 will be encoded as x001/x234/067".
        let cases = [
            (tile(0, 1_234_067, 256), "tile/0/x001/x234/067"),
            (tile(0, 1_234_067, 8), "tile/0/x001/x234/067.p/8"),
            (tile(63, 0, 1), "tile/63/000.p/1"),
            (tile(1, 999, 256), "tile/1/999"),
            (tile(1, 1000, 256), "tile/1/x001/000"),
            (tile(0, u64::MAX, 256), "tile/0/x018/x446/x744/x073/x709/x551/615"),
            (
                Resource::Entries(BundleCoordinates::new(273, 112).unwrap()),
                "tile/entries/273.p/112",
            ),
            (Resource::Checkpoint, "checkpoint"),
        ];
        for (resource, path) in cases {
            assert_eq!(resource.to_string(), path);
            assert_eq!(Resource::parse(path), Some(resource), "{path}");
        }
    }

    #[test]
    fn other_spellings_are_refused() {
        let bad = "tile tile/ tile/0 tile/0/ tile/0/1 tile/0/0001 tile/0/x001 tile/0/001/002 \
            tile/0/x000/001 tile/00/001 tile/64/001 tile/-1/001 tile/0/001.p tile/0/001.p/ \
            tile/0/001.p/0 tile/0/001.p/01 tile/0/001.p/256 tile/0/001.p/257 tile/0/001.p/1/2 \
            tile/0/+01 tile/0/001/ /tile/0/001 tile/entries/x tile/0/x1/001 tile/entries/1 \
            tile/0/x018/x446/x744/x073/x709/x551/616 tile/0/x001/../001 Tile/0/001 checkpoint/";
        for path in bad.split(' ').chain(["", " ", "tile/0/001 "]) {
            assert_eq!(Resource::parse(path), None, "{path:?}");
        }
    }
}
