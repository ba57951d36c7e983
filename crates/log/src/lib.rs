//! The transparency log: RFC 6962 tree, C2SP tiles, signed checkpoints, proofs and receipts.
//!
//! Pure: what it needs (leaf hashes, tiles, seeds) is passed in, what it makes is handed back. It never
//! reads a file, a clock or randomness, and never uses a tile before the root vouches for it.
//!
//! * [`hash`]: leaf and node hashes. [`frontier`]: the right edge of a tree, enough to go on growing it.
//! * [`tile`]: tile coordinates, paths, entry bundles and the [`tile::TileWriter`] of a growing log.
//! * [`note`] and [`checkpoint`]: signed notes and the tree heads they carry.
//! * [`cosignature`]: what a witness puts on a checkpoint. [`policy`]: whose cosignatures are asked for.
//! * [`witness`]: the request for a cosignature and the judgement on it.
//! * [`reader`]: tiles from anywhere, authenticated. [`proof`]: inclusion, consistency, subtrees.
//! * [`receipt`]: one entry's offline proof, as text.

pub mod checkpoint;
pub mod cosignature;
pub mod frontier;
pub mod hash;
pub mod note;
pub mod policy;
pub mod proof;
pub mod reader;
pub mod receipt;
pub mod tile;
pub mod witness;

mod decimal;

/// The largest tree this room builds or restores, in leaves: 2^63 − 1, the most the independent
/// checkers (which count in signed 64-bit integers) can hold. Verification takes any `u64`.
pub const MAX_TREE_SIZE: u64 = i64::MAX as u64;
