//! The part of `doctor` that looks for bytes of withheld entries in every file of the book's folder: of the
//! bytes only the leaf hash is known, so every object that could be an entry is hashed, as it stands, in
//! base64 as receipts carry it, and across the pages of a database. Nothing is read where nothing was
//! withheld. Reads only.

use crate::error::{Result, ServiceError};
use chungtay_journal::{BookFolder, Journal};
use chungtay_ledger::entry::LONGEST;
use data_encoding::{BASE64_NOPAD, BASE64URL_NOPAD, Encoding};
use memchr::memmem;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// How every entry begins.
const BEGIN: &[u8] = br#"{"actor":""#;
/// The same in base64, as far as it is the same for every entry.
const BEGIN_BASE64: &[u8] = b"eyJhY3RvciI6I";
/// Read at a time, beside what an entry may be long.
const STRIDE: usize = 4 << 20;
/// The longest entry in base64, and some room.
const OVERLAP: usize = LONGEST * 4 / 3 + 64;
/// How a database file of `SQLite` begins.
const DATABASE: &[u8] = b"SQLite format 3\0";

/// Where bytes of withheld entries remain.
#[derive(Debug, Default)]
pub(super) struct Remains {
    /// The first such entry.
    pub entry: Option<u64>,
    /// The files, by their path in the book's folder, in rising order.
    pub files: Vec<String>,
}

/// Looks through the whole folder.
pub(super) fn find(folder: &BookFolder) -> Result<Remains> {
    let withheld = folder.journal.withheld()?;
    let leaves: Leaves = withheld.iter().map(|gone| (gone.leaf, gone.sequence)).collect();
    let mut remains = Remains::default();
    if !leaves.is_empty() {
        in_folder(folder.directory(), folder.directory(), &leaves, &mut remains)?;
        remains.files.sort();
    }
    Ok(remains)
}

/// Leaf hashes with their entries.
type Leaves = BTreeMap<[u8; 32], u64>;

fn in_folder(root: &Path, folder: &Path, leaves: &Leaves, remains: &mut Remains) -> Result<()> {
    for found in std::fs::read_dir(folder).map_err(ServiceError::at(folder))? {
        let found = found.map_err(ServiceError::at(folder))?;
        let path = found.path();
        // A link leads to another place, which is not the book's.
        let kind = found.file_type().map_err(ServiceError::at(&path))?;
        if kind.is_dir() {
            in_folder(root, &path, leaves, remains)?;
        } else if kind.is_file() {
            let entries = in_file(&path, leaves).map_err(ServiceError::at(&path))?;
            if let Some(first) = entries.first() {
                remains.entry = Some(remains.entry.map_or(*first, |entry| entry.min(*first)));
                remains.files.push(path.strip_prefix(root).unwrap_or(&path).display().to_string());
            }
        }
    }
    Ok(())
}

/// The withheld entries whose bytes stand in a file.
fn in_file(path: &Path, leaves: &Leaves) -> std::io::Result<BTreeSet<u64>> {
    let mut found = BTreeSet::new();
    let mut head = [0; 18];
    let read = File::open(path)?.take(head.len() as u64).read(&mut head)?;
    if read == head.len() && head.starts_with(DATABASE) {
        let page = usize::from(u16::from_be_bytes([head[16], head[17]]));
        // 1 stands for the largest page.
        let page = if page == 1 { 1 << 16 } else { page };
        in_pages(path, page, leaves, &mut found)?;
    }
    let mut file = File::open(path)?;
    let mut window = Vec::new();
    loop {
        let more = (&mut file).take(STRIDE as u64).read_to_end(&mut window)?;
        in_window(&window, leaves, &mut found);
        if more < STRIDE {
            return Ok(found);
        }
        window.drain(..window.len().saturating_sub(OVERLAP));
    }
}

/// A bundle of entries is longer than a page: its pages follow each other, each with four bytes of its own
/// before the content.
fn in_pages(
    path: &Path,
    page: usize,
    leaves: &Leaves,
    found: &mut BTreeSet<u64>,
) -> std::io::Result<()> {
    let mut file = File::open(path)?;
    let mut window = Vec::new();
    let mut bytes = Vec::with_capacity(page);
    loop {
        bytes.clear();
        let more = (&mut file).take(page as u64).read_to_end(&mut bytes)?;
        window.extend_from_slice(bytes.get(4..).unwrap_or_default());
        if more < page || window.len() >= STRIDE {
            in_window(&window, leaves, found);
            window.drain(..window.len().saturating_sub(OVERLAP));
        }
        if more < page {
            return Ok(());
        }
    }
}

fn in_window(window: &[u8], leaves: &Leaves, found: &mut BTreeSet<u64>) {
    let mut look = |object: &[u8]| {
        if let Some(length) = object_length(object) {
            let leaf: [u8; 32] =
                Sha256::new().chain_update([0]).chain_update(&object[..length]).finalize().into();
            found.extend(leaves.get(&leaf));
        }
    };
    for at in memmem::find_iter(window, BEGIN) {
        look(&window[at..]);
    }
    for at in memmem::find_iter(window, BEGIN_BASE64) {
        for alphabet in [&BASE64_NOPAD, &BASE64URL_NOPAD] {
            look(&decoded(&window[at..], alphabet));
        }
    }
}

/// What stands in base64 from here on, in whole groups of four.
fn decoded(text: &[u8], alphabet: &Encoding) -> Vec<u8> {
    let letter = |byte: &&u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(byte);
    let end = text.iter().take(OVERLAP).take_while(letter).count();
    let mut bytes = alphabet.decode(&text[..end / 4 * 4]).unwrap_or_default();
    let rest = alphabet.decode(&text[end / 4 * 4..end]);
    bytes.extend(rest.unwrap_or_default());
    bytes
}

/// How long the JSON object is that begins here; `None` where it does not end within an entry's length.
fn object_length(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut in_text, mut escaped) = (0_u32, false, false);
    for (place, byte) in bytes.iter().enumerate().take(LONGEST) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'{' if !in_text => depth += 1,
            b'}' if !in_text => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(place + 1);
                }
            }
            _ => {}
        }
    }
    None
}
