//! Numbers of documents in both families, taken apart: party documents (`05-CT/TW`: number, type, issuer) and
//! state documents (`16/CT-TTg`, `98/2023/NĐ-CP`: number, year, type, issuer). Reads what is printed and never
//! mends it. Sources: Hướng dẫn 36-HD/VPTW of 3 April 2018 for the party's, Nghị định 30/2020/NĐ-CP for the state's.

use crate::kinds::people::NumberStyle;

/// A number taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberParts {
    /// The running number, as printed (`05`).
    pub serial: String,
    /// The year, where the number holds one.
    pub year: Option<u16>,
    /// The type's abbreviation (`CT`).
    pub class: String,
    /// The issuer's abbreviation (`TW`, `TTg`).
    pub issuer: String,
}

/// Types of documents whose abbreviations are known, with the word they have in message keys.
pub const CLASSES: &[(&str, &str)] = &[
    ("NQ", "resolution"),
    ("CT", "directive"),
    ("QĐ", "decision"),
    ("QĐi", "regulation"),
    ("QyĐ", "regulation"),
    ("QC", "statute"),
    ("KH", "plan"),
    ("CTr", "programme"),
    ("HD", "guidance"),
    ("TB", "notice"),
    ("KL", "conclusion"),
    ("BC", "report"),
    ("TTr", "proposal"),
    ("NĐ", "decree"),
    ("TT", "circular"),
    ("ĐA", "scheme"),
];

/// The word for a type's abbreviation.
#[must_use]
pub fn class_word(class: &str) -> Option<&'static str> {
    CLASSES.iter().find(|(known, _)| *known == class).map(|(_, word)| *word)
}

/// Takes a number apart by its family's style; `None` where it does not follow it.
#[must_use]
pub fn read(style: NumberStyle, number: &str) -> Option<NumberParts> {
    let mut parts = number.split('/');
    let first = parts.next()?.trim();
    match style {
        NumberStyle::Party => {
            let (serial, class) = first.split_once('-')?;
            let issuer = parts.next()?.trim();
            if parts.next().is_some() {
                return None;
            }
            whole(serial, None, class, issuer)
        }
        NumberStyle::State => {
            let second = parts.next()?.trim();
            let (year, rest) = match parts.next() {
                Some(rest) => (Some(second.parse::<u16>().ok()?), rest.trim()),
                None => (None, second),
            };
            if parts.next().is_some() || year.is_some_and(|year| !(1945..=9999).contains(&year)) {
                return None;
            }
            // Laws and resolutions of the National Assembly join type and issuer: `06/2022/QH15`.
            let (class, issuer) = rest.split_once('-').unwrap_or(("", rest));
            whole(first, year, class, issuer)
        }
    }
}

fn whole(serial: &str, year: Option<u16>, class: &str, issuer: &str) -> Option<NumberParts> {
    let (serial, class, issuer) = (serial.trim(), class.trim(), issuer.trim());
    let digits = serial.trim_end_matches(char::is_alphabetic);
    let numbered = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let lettered =
        |text: &str| text.chars().all(|letter| letter.is_alphanumeric() || letter == '-');
    let named = !issuer.is_empty() && lettered(issuer) && lettered(class);
    let complete = year.is_some() || !class.is_empty();
    (numbered && named && complete).then(|| NumberParts {
        serial: serial.to_owned(),
        year,
        class: class.to_owned(),
        issuer: issuer.to_owned(),
    })
}
