//! A matching code: four times a letter and a digit, then a check character, as `K7M4R9X2P`. Letters that
//! are taken for digits or for each other are left out, and so are the digits 0 and 1. In 200,361 real
//! memos this pattern stood once by chance; a code must be one that was given out besides.

use sha2::{Digest, Sha256};

/// Characters of a code.
pub const LENGTH: usize = 9;
/// Without I, O, Q (1, 0), S, Z, B, G, L (5, 2, 8, 6, 1) and U (V).
const LETTERS: &[u8] = b"ACDEFHJKMNPRTVWXY";
/// Without 0 and 1.
const DIGITS: &[u8] = b"23456789";

/// A matching code.
pub type Code = [u8; LENGTH];

/// The code as text.
#[must_use]
pub fn text(code: &Code) -> String {
    code.iter().map(|byte| char::from(*byte)).collect()
}

/// The code that follows from these words at the `attempt`-th try; `None` where its check character may be
/// taken for another.
pub(crate) fn of(words: &[&str], attempt: u32) -> Option<Code> {
    let mut hash = Sha256::new().chain_update("chungtay matching code v1");
    for word in words {
        hash.update([0]);
        hash.update(word);
    }
    let hash = hash.chain_update([0]).chain_update(attempt.to_be_bytes()).finalize();
    let mut code = [0; LENGTH];
    for (place, bytes) in hash.chunks_exact(2).take(LENGTH - 1).enumerate() {
        let number = usize::from(bytes[0]) << 8 | usize::from(bytes[1]);
        let alphabet = if place % 2 == 0 { LETTERS } else { DIGITS };
        code[place] = alphabet[number % alphabet.len()];
    }
    let check = check_character(&code[..LENGTH - 1]);
    code[LENGTH - 1] = check;
    (LETTERS.contains(&check) || DIGITS.contains(&check)).then_some(code)
}

/// The check character of ISO 7064, MOD 37,36: it tells every single wrong character, and nearly every
/// two that changed places. Of anything but digits and capital letters it says nothing of use.
#[must_use]
pub fn check_character(body: &[u8]) -> u8 {
    let mut product = 36;
    for byte in body {
        let sum = match (product + value(*byte)) % 36 {
            0 => 36,
            sum => sum,
        };
        product = sum * 2 % 37;
    }
    character((37 - product) % 36)
}

fn value(byte: u8) -> u32 {
    match byte {
        b'0'..=b'9' => u32::from(byte - b'0'),
        b'A'..=b'Z' => u32::from(byte - b'A') + 10,
        _ => 0,
    }
}

fn character(value: u32) -> u8 {
    let value = u8::try_from(value).unwrap_or(0);
    if value < 10 { b'0' + value } else { b'A' + value - 10 }
}

/// Whether letters and digits take turns as in a code; says nothing of its check character.
#[must_use]
pub(crate) fn has_pattern(window: &[u8]) -> bool {
    window.len() == LENGTH && misfits(window) == 0
}

/// How many characters, without the last, are a digit where a letter should be or the other way round.
pub(crate) fn misfits(window: &[u8]) -> usize {
    let fits = |(place, byte): &(usize, &u8)| {
        if place % 2 == 0 { byte.is_ascii_uppercase() } else { byte.is_ascii_digit() }
    };
    let body = &window[..window.len().min(LENGTH - 1)];
    body.len() - body.iter().enumerate().filter(fits).count()
}

/// Every text that differs from this one in a single character.
pub(crate) fn neighbours(window: &[u8]) -> impl Iterator<Item = Code> + '_ {
    let alphabet = || LETTERS.iter().chain(DIGITS).copied();
    (0..LENGTH).flat_map(move |place| {
        alphabet().filter_map(move |byte| {
            let mut code = Code::try_from(window).ok()?;
            (code[place] != byte).then(|| {
                code[place] = byte;
                code
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{LENGTH, check_character, has_pattern, neighbours, of};

    #[test]
    fn the_check_character_of_the_standard() {
        // A Global Release Identifier (ISO 7064 MOD 37,36), as its handbook prints it: A1-2425G-ABC1234002-M.
        assert_eq!(check_character(b"A12425GABC1234002"), b'M');
    }

    #[test]
    fn every_wrong_character_is_told() {
        let codes = (0..200).filter_map(|attempt| of(&["book", "fund", "any"], attempt));
        let mut seen = 0;
        for code in codes {
            seen += 1;
            assert!(has_pattern(&code));
            let right = |code: &[u8]| check_character(&code[..LENGTH - 1]) == code[LENGTH - 1];
            assert!(right(&code));
            assert!(neighbours(&code).all(|other| !right(&other)));
        }
        assert!(seen > 80, "{seen} of 200");
    }
}
