//! The `:86:` information: plain text, or the German form `166?00…?20…?32…`. Keeps every word; moves name,
//! account and bank to their own fields only where the form says which they are.

use super::FULL_LINE_CHARACTERS;
use crate::electronic::Draft;

/// The lines of one field: a line of full length was cut by SWIFT, others ended where they meant to.
pub(super) fn joined(lines: &[String]) -> String {
    let structured = lines.first().is_some_and(|line| is_structured(line));
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        // The tag `:86:` is part of the first line's length.
        let length = line.chars().count() + if index == 0 { 4 } else { 0 };
        text.push_str(line);
        let last = index + 1 == lines.len();
        if !last && !structured && length < FULL_LINE_CHARACTERS && !line.ends_with(' ') {
            text.push(' ');
        }
    }
    text.trim_end().to_owned()
}

/// Puts the information into the draft, after what the line itself said.
pub(super) fn read(fields: &[String], draft: &mut Draft) {
    let mut memo: Vec<String> = Vec::new();
    if !draft.memo.is_empty() {
        memo.push(std::mem::take(&mut draft.memo));
    }
    for field in fields {
        if is_structured(field) {
            memo.push(structured(field, draft));
        } else {
            memo.push(field.clone());
        }
    }
    memo.retain(|text| !text.trim().is_empty());
    draft.memo = memo.join(" ");
}

/// Three digits and a mark, then the same mark with two digits.
fn is_structured(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() > 6
        && bytes[..3].iter().all(u8::is_ascii_digit)
        && matches!(bytes[3], b'?' | b'<' | b'>' | b'~' | b'^')
        && bytes[4..6].iter().all(u8::is_ascii_digit)
}

/// The memo of a structured field: subfields 20–29 and 60–63, which are one text cut in pieces, after
/// the bank's own word for the transaction.
fn structured(text: &str, draft: &mut Draft) -> String {
    let mark = char::from(text.as_bytes()[3]);
    let (mut kind, mut purpose) = (String::new(), String::new());
    for part in text[4..].split(mark) {
        let Some((code, content)) = part.split_at_checked(2) else {
            purpose.push(mark);
            purpose.push_str(part);
            continue;
        };
        match code {
            "00" => kind.push_str(content.trim()),
            "10" | "34" => {}
            "30" => draft.counter_bank.push_str(content.trim()),
            "31" => draft.counter_account.push_str(content.trim()),
            "32" | "33" => draft.counter_name.push_str(content),
            _ if code.bytes().all(|byte| byte.is_ascii_digit()) => purpose.push_str(content),
            // The mark stood inside a text.
            _ => {
                purpose.push(mark);
                purpose.push_str(part);
            }
        }
    }
    format!("{kind} {purpose}").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{joined, read};
    use crate::electronic::Draft;

    #[test]
    fn german_subfields_are_put_together() {
        // shared/data/statements/mt940/wolph--details_60-63.sta.
        let lines = [
            "105?00Basislastschrift?10931?20EREF+123/123/12345-----L110",
            "?30BYLADEMM",
            "?31DE99700500000000012345?32Finanzamt Muenchen Abteilun",
            "?33g Erhebung?34992?60000000012345 BIC: BYLADEMM ",
        ];
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        let mut draft = Draft::default();
        read(&[joined(&lines)], &mut draft);
        assert_eq!(draft.counter_name, "Finanzamt Muenchen Abteilung Erhebung");
        assert_eq!(draft.counter_account, "DE99700500000000012345");
        assert_eq!(draft.counter_bank, "BYLADEMM");
        let memo = "Basislastschrift EREF+123/123/12345-----L110000000012345 BIC: BYLADEMM";
        assert_eq!(draft.memo, memo);
    }

    #[test]
    fn a_full_line_was_cut_inside_a_word() {
        let lines = ["REMIT:Costs to MT940 Parsing. ", "This is Somuchfun."];
        let plain = joined(&lines.map(str::to_owned));
        assert_eq!(plain, "REMIT:Costs to MT940 Parsing. This is Somuchfun.");
        let cut = [
            "/EREF/01-01-2013 12:00 0030000987654321/BENM//NAME/CONTRA ACCOUN",
            "T HOLDER/REMI//ISDT/2013-07-11",
        ];
        assert!(joined(&cut.map(str::to_owned)).contains("CONTRA ACCOUNT HOLDER"));
    }
}
