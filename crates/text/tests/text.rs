//! The one integration-test binary of this room: outside vectors, the locales, the key scan, the mask's
//! properties, and (ignored unless asked for) speed.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops where it fails, and says what it skipped or measured"
)]

#[path = "text/locales.rs"]
mod locales;
#[path = "text/mask.rs"]
mod mask;
#[path = "text/scan.rs"]
mod scan;
#[path = "text/speed.rs"]
mod speed;
#[path = "text/vectors.rs"]
mod vectors;
#[path = "text/words.rs"]
mod words;

use std::path::PathBuf;

/// The workspace's root.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A file of the shared data beside the workspace, or `None` (said aloud) where it is absent.
fn shared(name: &str) -> Option<serde_json::Value> {
    let path = root().join("../shared/data").join(name);
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("skipped: shared data absent");
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}
