//! Text of the time before Unicode: Windows-1258, TCVN3 and VISCII, as whole files and as memos that a bank's
//! machine read with the wrong table. Whole files are decoded by the table that gives the most Vietnamese;
//! memos
//! are touched only where those of the file, taken together, cannot be read otherwise.

mod syllable;

use crate::column::Column;
use crate::table::TableRow;
use crate::table::header::Header;
use encoding_rs::WINDOWS_1258;
use unicode_normalization::UnicodeNormalization;

/// A file that is not UTF-8 is decoded in memory, up to here.
pub(crate) const LARGEST_BYTES: u64 = 256 << 20;
/// So many letters of a file's memos must become Vietnamese before they are taken for another table's text.
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

/// The table of letters that the memos of a file are written in, where some machine read them with another. Told from
/// many memos, never from one word: text that is good Unicode stays as it is, in whatever language.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Letters {
    /// Which of the tables.
    table: Option<usize>,
    /// No memo is right as it stands.
    is_whole: bool,
}

impl Letters {
    /// What the memos of these rows show.
    pub fn of_rows<'r>(rows: impl Iterator<Item = &'r TableRow>, header: &Header) -> Self {
        let Some(place) = header.assignment.cell(Column::Memo) else { return Self::default() };
        Self::of(rows.filter_map(|row| std::str::from_utf8(row.cell(place)).ok()))
    }

    /// What these memos show.
    pub fn of<'t>(memos: impl Iterator<Item = &'t str>) -> Self {
        let (mut right, mut foreign) = (0_usize, 0_usize);
        let mut read = [(0_usize, 0_usize); TABLES.len()];
        for memo in memos.filter(|memo| !memo.is_ascii()) {
            let beyond = memo.chars().any(|letter| letter > '\u{ff}' && letter.is_alphabetic());
            if beyond || is_spelt(memo) {
                right += 1;
                continue;
            }
            let mut is_read = false;
            for (table, (memos, letters)) in TABLES.iter().zip(&mut read) {
                let Some(found) = table.reread(memo) else { continue };
                is_read = true;
                *memos += 1;
                *letters += found.chars().filter(|letter| is_vietnamese(*letter)).count();
            }
            foreign += usize::from(!is_read);
        }
        let best = (0..TABLES.len()).max_by_key(|table| read[*table]);
        let enough = |table: &usize| {
            let (memos, letters) = read[*table];
            letters >= FEWEST_LETTERS && memos > right + foreign
        };
        Self { table: best.filter(enough), is_whole: right == 0 }
    }

    /// A memo read with the right table; `None` where it stands as it should.
    pub fn mended(self, memo: &str) -> Option<String> {
        let table = &TABLES[self.table?];
        if memo.is_ascii() || !self.is_whole && is_spelt(memo) {
            return None;
        }
        table.reread(memo)
    }
}

impl Table {
    /// A memo whose letters are the bytes of this table; `None` where that gives no Vietnamese.
    fn reread(&self, memo: &str) -> Option<String> {
        let bytes: Option<Vec<u8>> =
            memo.chars().map(|letter| u8::try_from(u32::from(letter)).ok()).collect();
        let found = self.decode(&bytes?);
        is_spelt(&found).then_some(found)
    }
}

/// Whether every word with a letter beyond ASCII is spelt as Vietnamese is, and no other sign stands there.
fn is_spelt(text: &str) -> bool {
    let letters = text.chars().all(|letter| letter.is_ascii() || is_vietnamese(letter));
    let mut words = text.split(|letter: char| !letter.is_alphabetic());
    letters && words.all(|word| word.is_ascii() || syllable::is_syllable(word))
}

#[cfg(test)]
mod tests {
    use super::{Letters, decodings};

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

    fn mended(memos: &[&str]) -> Vec<Option<String>> {
        let letters = Letters::of(memos.iter().copied());
        memos.iter().map(|memo| letters.mended(memo)).collect()
    }

    #[test]
    fn memos_read_with_the_wrong_table_are_read_again() {
        for hex in &WRITTEN[..2] {
            let wrong: String = bytes(hex).iter().map(|byte| char::from(*byte)).collect();
            assert_eq!(mended(&[&wrong])[0].as_deref(), Some(TEXT));
            // One memo of a file that is right does not make the file another table's.
            let beside = mended(&[&wrong, TEXT, "Jürgen Groß"]);
            assert_eq!(beside, [None, None, None]);
        }
    }

    /// Names and words as their languages write them; none is Vietnamese in another table.
    #[test]
    fn good_unicode_of_any_language_stays_as_it_is() {
        let memos = [
            "Müller",
            "Jürgen Müller ung ho",
            "Böhm & Söhne",
            "Jürgen Groß",
            "François Lefèvre",
            "Øystein Åse",
            "São Paulo",
            "Björn Öberg chuyen tien",
            "Zoë Brontë",
            "José García",
            "café",
            "giá 5€",
            "thu phí dịch vụ",
            "Hélène",
            "Noël",
            "Peña",
            "Ángel Núñez",
            "Łukasz Żak",
            "Ünal Çelik",
        ];
        assert!(mended(&memos).iter().all(Option::is_none));
        for memo in memos {
            assert_eq!(mended(&[memo]), [None], "{memo}");
        }
    }
}
