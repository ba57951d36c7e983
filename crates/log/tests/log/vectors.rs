//! transparency-dev/merkle's proofs, good and mutated (shared/data/merkle): each is accepted or refused
//! as it says.

use std::fs;
use std::path::{Path, PathBuf};

use chungtay_log::hash::Hash;
use chungtay_log::proof::{
    ProofError, verify_consistency, verify_inclusion, verify_subtree_consistency,
    verify_subtree_inclusion,
};
use serde::Deserialize;

/// One vector of any of the four kinds.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[derive(Default)]
struct Vector {
    leaf_idx: u64,
    tree_size: u64,
    size: u64,
    size1: u64,
    size2: u64,
    start: u64,
    end: u64,
    root: String,
    root1: String,
    root2: String,
    leaf_hash: String,
    proof: Option<Vec<String>>,
    desc: String,
    want_err: bool,
}

/// What the vector's proof comes to; `None` where one of its hashes has not 32 bytes.
type Outcome = Option<Result<(), ProofError>>;

impl Vector {
    fn proof(&self) -> Option<Vec<Hash>> {
        self.proof.iter().flatten().map(|hash| Hash::from_base64(hash)).collect()
    }

    fn inclusion(&self) -> Outcome {
        let (leaf, root) = (Hash::from_base64(&self.leaf_hash)?, Hash::from_base64(&self.root)?);
        Some(verify_inclusion(self.leaf_idx, self.tree_size, &leaf, &self.proof()?, &root))
    }

    fn subtree_inclusion(&self) -> Outcome {
        let (leaf, root) = (Hash::from_base64(&self.leaf_hash)?, Hash::from_base64(&self.root)?);
        let subtree = (self.start, self.end);
        Some(verify_subtree_inclusion(self.leaf_idx, subtree, &leaf, &self.proof()?, &root))
    }

    fn consistency(&self) -> Outcome {
        let (older, newer) = (Hash::from_base64(&self.root1)?, Hash::from_base64(&self.root2)?);
        Some(verify_consistency(self.size1, self.size2, &self.proof()?, &older, &newer))
    }

    fn subtree_consistency(&self) -> Outcome {
        let subtree_root = Hash::from_base64(&self.root1)?;
        let root = match Hash::from_base64(&self.root2) {
            // The tree's root says nothing about an empty subtree: two vectors give 12 arbitrary bytes.
            None if self.start == self.end => Hash::default(),
            root => root?,
        };
        let subtree = (self.start, self.end);
        Some(verify_subtree_consistency(subtree, self.size, &self.proof()?, &subtree_root, &root))
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

fn check(kind: &str, count: usize, check: fn(&Vector) -> Outcome) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/merkle");
    if !folder.is_dir() {
        eprintln!("skipped: shared data absent");
        return;
    }
    let vectors = files(&folder.join(kind));
    assert_eq!(vectors.len(), count);
    for path in vectors {
        let vector: Vector = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        // The README's documented exception: roots of 12 bytes, which a root of 32 bytes never is.
        let is_exception = path.ends_with("sizes-are-equal-one-and-proof-is-empty.json");
        let accepted = check(&vector).is_some_and(|outcome| outcome.is_ok());
        let expected = !vector.want_err && !is_exception;
        assert_eq!(accepted, expected, "{}: {}", path.display(), vector.desc);
    }
}

#[test]
fn inclusion() {
    check("inclusion", 98, Vector::inclusion);
}

#[test]
fn consistency() {
    check("consistency", 98, Vector::consistency);
}

#[test]
fn subtree_inclusion() {
    check("subtreeinclusion", 204, Vector::subtree_inclusion);
}

#[test]
fn subtree_consistency() {
    check("subtreeconsistency", 118, Vector::subtree_consistency);
}
