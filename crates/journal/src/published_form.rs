//! How an entry's private field lists the published files that stand for it: a line each, `webp 640 384 HASH
//! 51234` (ending, width, height, SHA-256, bytes; a paper's width and height are 0). Who writes it and who
//! reads it are different rooms; the form stands once, beside the folder that keeps the files.

use std::fmt::Write;

/// One published file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// SHA-256 of its bytes.
    pub hash: [u8; 32],
    /// How its name ends: `webp`, `jpg`, `pdf`.
    pub ending: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// How long it is.
    pub bytes: u64,
}

impl Listed {
    /// Its name: the hash in hexadecimal and the ending.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}.{}", hexadecimal(&self.hash), self.ending)
    }
}

fn hexadecimal(hash: &[u8; 32]) -> String {
    let mut text = String::with_capacity(64);
    for byte in hash {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The hash of 64 hexadecimal digits.
#[must_use]
pub fn hash_of(text: &str) -> Option<[u8; 32]> {
    let mut hash = [0; 32];
    let is_plain = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_plain {
        return None;
    }
    for (byte, place) in hash.iter_mut().zip((0..64).step_by(2)) {
        *byte = u8::from_str_radix(&text[place..place + 2], 16).ok()?;
    }
    Some(hash)
}

/// Writes the list.
#[must_use]
pub fn write(files: &[Listed]) -> String {
    let line = |file: &Listed| {
        let Listed { hash, ending, width, height, bytes } = file;
        format!("{ending} {width} {height} {} {bytes}", hexadecimal(hash))
    };
    files.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Reads the list; a line in another form is passed over.
#[must_use]
pub fn read(text: &str) -> Vec<Listed> {
    let line = |line: &str| {
        let mut words = line.split(' ');
        let ending = words.next().filter(|ending| ["webp", "jpg", "pdf"].contains(ending))?;
        let (width, height) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
        let hash = hash_of(words.next()?)?;
        let bytes = words.next()?.parse().ok()?;
        Some(Listed { hash, ending: ending.to_owned(), width, height, bytes })
    };
    text.lines().filter_map(line).collect()
}
