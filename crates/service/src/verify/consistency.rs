//! Whether a log that was seen before was only extended: the root of the older tree is computed from the
//! tiles of the newer one, each authenticated against the newer signed root.

use super::difference::{Check, Difference};
use super::source::{LogSource, SourceTiles};
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::hash::{Hash, empty_root, node_hash};
use chungtay_log::proof::prove_consistency;
use chungtay_log::reader::{AuthenticReader, ReadError, TileReader};
use std::io;

/// How a checkpoint stands to one that was seen earlier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Growth {
    /// The same tree, or one that extends it.
    Extends,
    /// A smaller tree.
    Smaller,
    /// Another tree: both were signed, and no log holds both.
    Split(Split),
    /// The tiles that would tell are not those the newer root commits to.
    NotShown(Difference),
}

/// What proves that the newer tree does not begin with the older one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The root of the newer tree's first leaves, as many as the older tree has.
    pub prefix_root: Hash,
    /// The consistency proof from that root to the newer one; empty where the sizes are equal.
    pub proof: Vec<Hash>,
}

/// Compares two checkpoints of one log whose signatures were checked.
pub fn growth(
    source: &dyn LogSource,
    older: &Checkpoint,
    newer: &Checkpoint,
) -> io::Result<Growth> {
    if newer.size() < older.size() {
        return Ok(Growth::Smaller);
    }
    if newer.size() == older.size() {
        let split = Split { prefix_root: newer.root(), proof: Vec::new() };
        return Ok(if newer.root() == older.root() {
            Growth::Extends
        } else {
            Growth::Split(split)
        });
    }
    if older.size() == 0 {
        let split = Split { prefix_root: empty_root(), proof: Vec::new() };
        return Ok(if older.root() == empty_root() {
            Growth::Extends
        } else {
            Growth::Split(split)
        });
    }
    match split_of(source, older, newer) {
        Ok(None) => Ok(Growth::Extends),
        Ok(Some(split)) => Ok(Growth::Split(split)),
        Err(error) => not_shown(error).map(Growth::NotShown),
    }
}

fn split_of(
    source: &dyn LogSource,
    older: &Checkpoint,
    newer: &Checkpoint,
) -> Result<Option<Split>, ReadError<io::Error>> {
    let mut tree = AuthenticReader::open(SourceTiles(source), newer.size(), newer.root())?;
    let prefix_root = prefix_root(&mut tree, older.size())?;
    if prefix_root == older.root() {
        return Ok(None);
    }
    let proof = prove_consistency(&mut tree, older.size(), newer.size())?;
    Ok(Some(Split { prefix_root, proof }))
}

/// The root of the first `size` leaves.
pub(crate) fn prefix_root<R: TileReader>(
    tree: &mut AuthenticReader<R>,
    size: u64,
) -> Result<Hash, ReadError<R::Error>> {
    let mut perfect = Vec::new();
    let mut start = 0;
    while start < size {
        let end = start + (1 << (size - start).ilog2());
        perfect.push(tree.subtree(start, end)?);
        start = end;
    }
    let folded = perfect.into_iter().rev().reduce(|right, left| node_hash(&left, &right));
    Ok(folded.unwrap_or_else(empty_root))
}

/// Tiles that are forged or missing are a difference; a source that cannot be read is an error.
pub(super) fn not_shown(error: ReadError<io::Error>) -> io::Result<Difference> {
    let told = error.to_string();
    match error {
        ReadError::Read { source, .. } if source.kind() != io::ErrorKind::NotFound => Err(source),
        ReadError::Read { source, .. } => {
            Ok(Difference::new(Check::Tile, source.to_string(), told))
        }
        ReadError::Root { expected, found } => {
            Ok(Difference::new(Check::Tile, expected.to_string(), found.to_string()))
        }
        ReadError::ForgedEntry(entry) => Ok(Difference::new(Check::Entry, "", told).at(entry)),
        _ => Ok(Difference::new(Check::Tile, "", told)),
    }
}

/// The difference to tell; `None` where the newer tree extends the older.
pub(super) fn difference(
    growth: Growth,
    older: &Checkpoint,
    newer: &Checkpoint,
) -> Option<Difference> {
    let spelled = |size: u64, root: Hash| format!("{size} {root}");
    match growth {
        Growth::Extends => None,
        Growth::Smaller => Some(Difference::new(
            Check::Rollback,
            spelled(newer.size(), newer.root()),
            spelled(older.size(), older.root()),
        )),
        Growth::Split(split) => Some(Difference::new(
            Check::Consistency,
            spelled(older.size(), older.root()),
            spelled(older.size(), split.prefix_root),
        )),
        Growth::NotShown(difference) => Some(difference),
    }
}
