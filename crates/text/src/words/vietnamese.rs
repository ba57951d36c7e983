//! Vietnamese numerals. Groups of three from the left; every group after the first says its hundreds
//! (`không trăm`), an empty group is silent; `tỷ` closes every nine digits.

use super::{EmptyTen, Four, Style};

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// In lower case, with `đồng`.
pub(super) fn amount(amount: i64, style: Style) -> String {
    let mut words = Vec::new();
    if amount < 0 {
        words.push("âm");
    }
    match amount.unsigned_abs() {
        0 => words.push(DIGITS[0]),
        magnitude => number(magnitude, style, &mut words),
    }
    words.push("đồng");
    words.join(" ")
}

/// A number above zero; what is above nine digits is counted in `tỷ`, however large.
fn number(value: u64, style: Style, words: &mut Vec<&'static str>) {
    let (billions, rest) = (value / 1_000_000_000, value % 1_000_000_000);
    if billions > 0 {
        number(billions, style, words);
        words.push("tỷ");
    }
    let mut leading = billions == 0;
    for (group, unit) in
        [(rest / 1_000_000, "triệu"), (rest / 1000 % 1000, "nghìn"), (rest % 1000, "")]
    {
        if group > 0 {
            three_digits(group, leading, style, words);
            if !unit.is_empty() {
                words.push(unit);
            }
            leading = false;
        }
    }
}

/// A group of 1–999; a leading one keeps silent about hundreds and tens it does not have.
fn three_digits(group: u64, leading: bool, style: Style, words: &mut Vec<&'static str>) {
    let digit = |value: u64| DIGITS[usize::try_from(value % 10).unwrap_or(0)];
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    let hundreds_said = hundreds > 0 || !leading;
    if hundreds_said {
        words.extend([digit(hundreds), "trăm"]);
    }
    match tens {
        0 if ones > 0 && hundreds_said => words.push(match style.empty_ten {
            EmptyTen::Linh => "linh",
            EmptyTen::Le => "lẻ",
        }),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([digit(tens), "mươi"]),
    }
    match ones {
        0 => {}
        1 if tens > 1 => words.push("mốt"),
        4 if tens > 1 && style.four == Four::Tu => words.push("tư"),
        5 if tens > 0 => words.push("lăm"),
        _ => words.push(digit(ones)),
    }
}
