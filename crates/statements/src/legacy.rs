//! Text of the time before Unicode: Windows-1258, TCVN3 and VISCII, as whole files and as memos that a bank's
//! machine read with the wrong table. Whole files are decoded by the table that gives the most Vietnamese;
//! a memo is touched only where its letters cannot be read otherwise.

use encoding_rs::WINDOWS_1258;
use unicode_normalization::UnicodeNormalization;

/// A file that is not UTF-8 is decoded in memory, up to here.
pub(crate) const LARGEST_BYTES: u64 = 256 << 20;
/// In a memo, so many letters must become Vietnamese before it is taken for another table's text.
const FEWEST_LETTERS: usize = 2;

/// A table of one-byte letters.
struct Table {
    /// Bytes 80 to FF.
    high: &'static str,
    /// Bytes below 20 that are letters.
    low: &'static [(u8, char)],
}

const TABLES: [Table; 2] =
    [Table { high: TCVN, low: &TCVN_LOW }, Table { high: VISCII, low: &VISCII_LOW }];

/// TCVN 5712 (TCVN3, ABC fonts), bytes 80 to FF, as glibc iconv has them.
const TCVN: &str = "\
    ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ\
    ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ\
    \u{a0}ĂÂÊÔƠƯĐăâêôơưđẰ\
    \u{300}\u{309}\u{303}\u{301}\u{323}àảãáạẲằẳẵắẴ\
    ẮẦẨẪẤỀặầẩẫấậèỂẻẽ\
    éẹềểễếệìỉỄẾỒĩíịò\
    Ổỏõóọồổỗốộờởỡớợù\
    ỖủũúụừửữứựỳỷỹýỵỐ";
const TCVN_LOW: [(u8, char); 12] = [
    (0x01, 'Ú'),
    (0x02, 'Ụ'),
    (0x04, 'Ừ'),
    (0x05, 'Ử'),
    (0x06, 'Ữ'),
    (0x11, 'Ứ'),
    (0x12, 'Ự'),
    (0x13, 'Ỳ'),
    (0x14, 'Ỷ'),
    (0x15, 'Ỹ'),
    (0x16, 'Ý'),
    (0x17, 'Ỵ'),
];

/// VISCII (RFC 1456), bytes 80 to FF, as glibc iconv has them.
const VISCII: &str = "\
    ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ\
    ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ\
    Õắằặấầẩậẽẹếềểễệố\
    ồổỗỠƠộờởịỰỨỪỬơớƯ\
    ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ\
    ĐứÒÓÔạỷừửÙÚỹỵÝỡư\
    àáâãảăữẫèéêẻìíĩỉ\
    đựòóôõỏọụùúũủýợỮ";
const VISCII_LOW: [(u8, char); 6] =
    [(0x02, 'Ẳ'), (0x05, 'Ẵ'), (0x06, 'Ẫ'), (0x14, 'Ỷ'), (0x19, 'Ỹ'), (0x1e, 'Ỵ')];

impl Table {
    fn letter(&self, byte: u8) -> Option<char> {
        match byte {
            0x80.. => self.high.chars().nth(usize::from(byte - 0x80)),
            0x20..=0x7e | b'\t' | b'\n' | b'\r' => Some(char::from(byte)),
            _ => self.low.iter().find(|(known, _)| *known == byte).map(|(_, letter)| *letter),
        }
    }

    fn decode(&self, bytes: &[u8]) -> String {
        let mut letters = [char::REPLACEMENT_CHARACTER; 256];
        for (byte, letter) in (0..=u8::MAX).zip(&mut letters) {
            *letter = self.letter(byte).unwrap_or(char::REPLACEMENT_CHARACTER);
        }
        bytes.iter().map(|byte| letters[usize::from(*byte)]).nfc().collect()
    }
}

/// Whether these first bytes are UTF-8, a letter cut at their end aside.
pub(crate) fn is_utf8(head: &[u8]) -> bool {
    match std::str::from_utf8(head) {
        Ok(_) => true,
        // One bad row does not make the file another table's: its head must be unreadable early.
        Err(error) => {
            error.error_len().is_none() || error.valid_up_to() > 0 && is_mostly_utf8(head)
        }
    }
}

/// Letters beyond ASCII that are right outnumber the bytes that are wrong: in another table's text, hardly
/// two bytes ever make a letter of UTF-8.
fn is_mostly_utf8(head: &[u8]) -> bool {
    let (mut right, mut wrong) = (0_usize, 0_usize);
    for chunk in head.utf8_chunks() {
        right += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    right > wrong
}

/// The file as text under each table, the most Vietnamese first.
pub(crate) fn decodings(bytes: &[u8]) -> Vec<String> {
    let windows = WINDOWS_1258.decode_without_bom_handling(bytes).0.nfc().collect::<String>();
    let tables = TABLES.iter().map(|table| table.decode(bytes));
    let mut decoded: Vec<(i64, String)> =
        std::iter::once(windows).chain(tables).map(|text| (score(&text), text)).collect();
    decoded.sort_by_key(|(score, _)| -score);
    decoded.into_iter().map(|(_, text)| text).collect()
}

/// Text in UTF-16 with its mark.
pub(crate) fn utf16(bytes: &[u8]) -> String {
    // The mark itself says which of the two orders.
    encoding_rs::UTF_16LE.decode(bytes).0.nfc().collect()
}

/// How Vietnamese a text is: its letters count for it; other signs beyond ASCII, and words that no Vietnamese
/// syllable is like, against it.
fn score(text: &str) -> i64 {
    let letters = text.chars().filter(|letter| !letter.is_ascii());
    let letters: i64 = letters.map(|letter| if is_vietnamese(letter) { 1 } else { -4 }).sum();
    let words = text.split(|letter: char| !letter.is_alphabetic());
    letters - words.filter(|word| !word.is_ascii()).map(strangeness).sum::<i64>()
}

/// A syllable has one tone, `đ` only at its beginning, and no capital after a small letter.
fn strangeness(word: &str) -> i64 {
    const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    let tones = word.nfd().filter(|letter| TONES.contains(letter)).count();
    let pairs = word.chars().zip(word.chars().skip(1));
    let wrong = pairs
        .filter(|(before, after)| {
            before.is_lowercase() && after.is_uppercase() || matches!(after, 'đ' | 'Đ')
        })
        .count();
    i64::try_from(4 * (tones.saturating_sub(1) + wrong)).unwrap_or(i64::MAX)
}

/// A letter of Vietnamese beyond ASCII.
fn is_vietnamese(letter: char) -> bool {
    const OTHERS: &str = "ăâđêôơưĂÂĐÊÔƠƯàáãèéìíòóõùúýÀÁÃÈÉÌÍÒÓÕÙÚÝĩũĨŨ";
    OTHERS.contains(letter) || ('\u{1ea0}'..='\u{1ef9}').contains(&letter)
}

/// A memo that was read with the wrong table, read with the right one; `None` where it stands as it should.
pub(crate) fn memo(text: &str) -> Option<String> {
    if text.is_ascii() || score(text) > 0 && !text.chars().any(is_strange) {
        return None;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(|letter| u8::try_from(letter).ok()).collect();
    let bytes = bytes?;
    let found = TABLES.iter().map(|table| table.decode(&bytes));
    let found = found.map(|text| (score(&text), text)).max_by_key(|(score, _)| *score)?;
    let letters = found.1.chars().filter(|letter| is_vietnamese(*letter)).count();
    let foreign = found.1.chars().any(|letter| !letter.is_ascii() && !is_vietnamese(letter));
    (!foreign && letters >= FEWEST_LETTERS && found.0 > score(text)).then_some(found.1)
}

/// Signs that no Vietnamese memo holds between letters, and every TCVN3 or VISCII one does.
fn is_strange(letter: char) -> bool {
    matches!(letter, '\u{80}'..='\u{9f}' | '\u{a1}'..='\u{bf}' | '×' | '÷' | 'þ' | 'ß' | 'Ð' | 'ð')
}

#[cfg(test)]
mod tests {
    use super::{decodings, memo};

    /// The same text in three tables, as glibc iconv writes it (`shared/data/legacy_encodings.json`).
    const TEXT: &str = "Lệ phí ủng hộ đường mốc 1257 - Nguyễn Hồng Linh";
    const WRITTEN: [&str; 3] = [
        "4cd6207068dd20f16e672068e920aeadea6e67206de8632031323537202d204e677579d46e2048e56e67204c696e68",
        "4cae207068ed20fc6e672068b520f0dfb66e67206daf632031323537202d204e677579ad6e2048b06e67204c696e68",
        "4ceaf2207068ed2075d26e672068f4f220f0fdf5cc6e67206df4ec632031323537202d204e677579eade6e2048f4cc6e67204c696e68",
    ];

    fn bytes(hex: &str) -> Vec<u8> {
        let digits: Vec<u8> = hex.bytes().collect();
        digits
            .chunks(2)
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
            .collect()
    }

    #[test]
    fn three_tables_are_told_apart() {
        for hex in WRITTEN {
            assert_eq!(decodings(&bytes(hex))[0], TEXT, "{hex}");
        }
    }

    #[test]
    fn a_memo_read_with_the_wrong_table_is_read_again() {
        for hex in &WRITTEN[..2] {
            let wrong: String = bytes(hex).iter().map(|byte| char::from(*byte)).collect();
            assert_eq!(memo(&wrong).as_deref(), Some(TEXT));
        }
        for right in ["ung ho", TEXT, "thu phí dịch vụ", "café", "Ủng hộ", "giá 5€"] {
            assert_eq!(memo(right), None, "{right}");
        }
    }
}
