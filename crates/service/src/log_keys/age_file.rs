//! Files encrypted with a passphrase in the age format (c2sp.org/age, the scrypt recipient), ASCII
//! armoured, so that the `age` tool opens them too. Ciphers are ring's and scrypt's; only the order of
//! the fields is here. Never writes a file.

use super::error::KeyFileProblem;
use super::passphrase::Passphrase;
use data_encoding::{BASE64, BASE64_NOPAD};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use ring::{hkdf, hmac};
use zeroize::Zeroizing;

const VERSION: &str = "age-encryption.org/v1";
const SALT_LABEL: &[u8] = b"age-encryption.org/v1/scrypt";
const BEGIN: &str = "-----BEGIN AGE ENCRYPTED FILE-----";
const END: &str = "-----END AGE ENCRYPTED FILE-----";
/// log2 of the work, as the `age` tool takes it: 256 MiB, about a second.
const WORK: u8 = 18;
/// More is refused: such a file would stop the machine.
const MOST_WORK: u8 = 22;
/// A key file is far shorter than age's chunk of 64 KiB; longer ones are not ours.
const LONGEST: usize = 65_536;
/// Columns of the armour, and of a body in the header.
const COLUMNS: usize = 64;
/// A zero nonce: each key encrypts once. The payload's only chunk is the last one.
const WRAP_NONCE: [u8; 12] = [0; 12];
const LAST_CHUNK_NONCE: [u8; 12] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];

type Key = Zeroizing<[u8; 32]>;

/// The random parts of one file, never used twice.
#[derive(Default)]
pub(super) struct Fresh {
    /// The file key.
    pub file_key: Zeroizing<[u8; 16]>,
    /// The salt of the passphrase.
    pub salt: [u8; 16],
    /// The nonce of the payload.
    pub nonce: [u8; 16],
}

/// Whether the bytes are an age file, armoured or not.
pub(super) fn is_encrypted(bytes: &[u8]) -> bool {
    bytes.starts_with(VERSION.as_bytes()) || bytes.trim_ascii_start().starts_with(BEGIN.as_bytes())
}

/// Encrypts a text for a passphrase.
pub(super) fn encrypt(
    text: &[u8],
    passphrase: &Passphrase,
    fresh: &Fresh,
) -> Result<String, KeyFileProblem> {
    if text.len() > LONGEST {
        return Err(KeyFileProblem::NotAge("too long"));
    }
    let wrap = wrap_key(passphrase, &fresh.salt, WORK)?;
    let body = BASE64_NOPAD.encode(&seal(&wrap, WRAP_NONCE, fresh.file_key.as_slice())?);
    let salt = BASE64_NOPAD.encode(&fresh.salt);
    let head = format!("{VERSION}\n-> scrypt {salt} {WORK}\n{body}\n---");
    let mac = hmac::sign(&mac_key(&fresh.file_key)?, head.as_bytes());
    let mut file = format!("{head} {}\n", BASE64_NOPAD.encode(mac.as_ref())).into_bytes();
    file.extend_from_slice(&fresh.nonce);
    let key = payload_key(&fresh.file_key, &fresh.nonce)?;
    file.extend(seal(&key, LAST_CHUNK_NONCE, text)?);
    Ok(armoured(&file))
}

/// Decrypts what [`encrypt`] or `age --passphrase` wrote, armoured or not.
pub(super) fn decrypt(
    bytes: &[u8],
    passphrase: &Passphrase,
) -> Result<Zeroizing<Vec<u8>>, KeyFileProblem> {
    let file =
        if bytes.starts_with(VERSION.as_bytes()) { bytes.to_vec() } else { unarmoured(bytes)? };
    let (header, payload) = Header::read(&file)?;
    let wrap = wrap_key(passphrase, &header.salt, header.work)?;
    let file_key =
        open(&wrap, WRAP_NONCE, &header.body).map_err(|_| KeyFileProblem::WrongPassphrase)?;
    let file_key: [u8; 16] =
        file_key.as_slice().try_into().map_err(|_| KeyFileProblem::NotAge("file key"))?;
    let file_key = Zeroizing::new(file_key);
    hmac::verify(&mac_key(&file_key)?, &header.signed, &header.mac)
        .map_err(|_| KeyFileProblem::NotAge("header"))?;
    let (nonce, sealed) = payload.split_first_chunk().ok_or(KeyFileProblem::NotAge("payload"))?;
    open(&payload_key(&file_key, nonce)?, LAST_CHUNK_NONCE, sealed)
}

/// The header of a file with one scrypt recipient, and no other.
struct Header {
    salt: [u8; 16],
    work: u8,
    body: Vec<u8>,
    /// Everything up to and including `---`.
    signed: Vec<u8>,
    mac: Vec<u8>,
}

impl Header {
    fn read(file: &[u8]) -> Result<(Self, &[u8]), KeyFileProblem> {
        let header = KeyFileProblem::NotAge("header");
        let mut rest = file;
        let mut line = || {
            let end = rest.iter().position(|&byte| byte == b'\n')?;
            let (line, after) = rest.split_at(end);
            rest = &after[1..];
            std::str::from_utf8(line).ok()
        };
        let mut lines = || Some([line()?, line()?, line()?, line()?]);
        let Some([version, stanza, body, end]) = lines() else { return Err(header) };
        let words: Vec<&str> = stanza.split(' ').collect();
        let &["->", "scrypt", salt, work] = words.as_slice() else {
            return Err(KeyFileProblem::NotAge("not encrypted with a passphrase"));
        };
        let mac = end.strip_prefix("--- ").filter(|_| version == VERSION);
        let digits = work.bytes().all(|digit| digit.is_ascii_digit()) && !work.starts_with('0');
        let work = work.parse().ok().filter(|work| digits && (1..=MOST_WORK).contains(work));
        let parts = || {
            Some(Self {
                salt: plain(salt)?.try_into().ok()?,
                work: work?,
                body: plain(body).filter(|body| body.len() == 32)?,
                signed: file[..file.len() - rest.len() - end.len() - 1 + 3].to_vec(),
                mac: plain(mac?)?,
            })
        };
        parts().map(|parts| (parts, rest)).ok_or(header)
    }
}

fn plain(text: &str) -> Option<Vec<u8>> {
    BASE64_NOPAD.decode(text.as_bytes()).ok()
}

fn wrap_key(passphrase: &Passphrase, salt: &[u8; 16], work: u8) -> Result<Key, KeyFileProblem> {
    let parameters = scrypt::Params::new(work, 8, 1, 32);
    let parameters = parameters.map_err(|_| KeyFileProblem::NotAge("work factor"))?;
    let salt = [SALT_LABEL, salt].concat();
    let mut key = Key::default();
    scrypt::scrypt(passphrase.as_bytes(), &salt, &parameters, key.as_mut_slice())
        .map_err(|_| KeyFileProblem::NotAge("work factor"))?;
    Ok(key)
}

fn derived(file_key: &[u8; 16], salt: &[u8], label: &[u8]) -> Result<Key, KeyFileProblem> {
    let mut key = Key::default();
    hkdf::Salt::new(hkdf::HKDF_SHA256, salt)
        .extract(file_key)
        .expand(&[label], hkdf::HKDF_SHA256)
        .and_then(|expanded| expanded.fill(key.as_mut_slice()))
        .map_err(|_| KeyFileProblem::NotAge("key"))?;
    Ok(key)
}

fn mac_key(file_key: &[u8; 16]) -> Result<hmac::Key, KeyFileProblem> {
    derived(file_key, b"", b"header").map(|key| hmac::Key::new(hmac::HMAC_SHA256, key.as_slice()))
}

fn payload_key(file_key: &[u8; 16], nonce: &[u8; 16]) -> Result<Key, KeyFileProblem> {
    derived(file_key, nonce, b"payload")
}

fn cipher(key: &Key) -> Result<LessSafeKey, KeyFileProblem> {
    let key = UnboundKey::new(&CHACHA20_POLY1305, key.as_slice());
    key.map(LessSafeKey::new).map_err(|_| KeyFileProblem::NotAge("key"))
}

fn seal(key: &Key, nonce: [u8; 12], text: &[u8]) -> Result<Vec<u8>, KeyFileProblem> {
    let mut bytes = text.to_vec();
    cipher(key)?
        .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut bytes)
        .map_err(|_| KeyFileProblem::NotAge("too long"))?;
    Ok(bytes)
}

fn open(key: &Key, nonce: [u8; 12], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyFileProblem> {
    let mut bytes = Zeroizing::new(sealed.to_vec());
    let length = cipher(key)?
        .open_in_place(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut bytes)
        .map_err(|_| KeyFileProblem::NotAge("payload"))?
        .len();
    bytes.truncate(length);
    Ok(bytes)
}

fn armoured(file: &[u8]) -> String {
    let encoded = BASE64.encode(file);
    let mut text = format!("{BEGIN}\n");
    let mut rest = encoded.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(COLUMNS));
        text.extend([line, "\n"]);
        rest = after;
    }
    text.extend([END, "\n"]);
    text
}

fn unarmoured(bytes: &[u8]) -> Result<Vec<u8>, KeyFileProblem> {
    let armour = KeyFileProblem::NotAge("armour");
    let Ok(text) = std::str::from_utf8(bytes) else { return Err(armour) };
    let inside = text.trim().strip_prefix(BEGIN).and_then(|text| text.strip_suffix(END));
    let lines = inside.map(|inside| inside.trim().lines().collect::<String>());
    lines.and_then(|encoded| BASE64.decode(encoded.as_bytes()).ok()).ok_or(armour)
}
