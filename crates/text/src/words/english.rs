//! English numerals, short scale, without `and`, as on a bank draft.

pub(super) const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
pub(super) const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const UNITS: [(u64, &str); 7] = [
    (1_000_000_000_000_000_000, " quintillion"),
    (1_000_000_000_000_000, " quadrillion"),
    (1_000_000_000_000, " trillion"),
    (1_000_000_000, " billion"),
    (1_000_000, " million"),
    (1_000, " thousand"),
    (1, ""),
];

/// In lower case, with `dong`.
pub(super) fn amount(amount: i64) -> String {
    let magnitude = amount.unsigned_abs();
    let mut text = String::from(if amount < 0 { "minus" } else { "" });
    if magnitude == 0 {
        push(SMALL[0], &mut text);
    }
    for (unit, name) in UNITS {
        let group = magnitude / unit % 1000;
        if group > 0 {
            three_digits(usize::try_from(group).unwrap_or(0), &mut text);
            text.push_str(name);
        }
    }
    push("dong", &mut text);
    text
}

fn three_digits(group: usize, text: &mut String) {
    let (hundreds, rest) = (group / 100, group % 100);
    if hundreds > 0 {
        push(SMALL[hundreds], text);
        text.push_str(" hundred");
    }
    match (rest / 10, rest % 10) {
        (0, 0) => {}
        (0 | 1, _) => push(SMALL[rest], text),
        (tens, ones) => {
            push(TENS[tens], text);
            if ones > 0 {
                text.push('-');
                text.push_str(SMALL[ones]);
            }
        }
    }
}

fn push(word: &str, text: &mut String) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(word);
}
