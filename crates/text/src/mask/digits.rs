//! Hiding digits: one pass over the bytes, runs of letters and digits weighed as they come.

use super::MARK;
use std::ops::Range;

/// As many digits as an account, a phone or a reference may not have and be shown.
const HIDDEN_FROM: usize = 5;
/// Digits this close are one number: `0912 - 345 - 678`.
const LONGEST_JOINT: usize = 3;

/// The memo with every account-, phone- or reference-like sequence as one `•`: digits joined by at most
/// three separators (anything but letters, digits and `•`) that are five or more in all, and runs of
/// letters and digits glued together that hold five or more digits. Amounts and years of up to four
/// digits stay.
#[must_use]
pub fn mask_digits(memo: &str) -> String {
    let mut masked = String::new();
    mask_digits_into(memo, &mut masked);
    masked
}

/// As [`mask_digits`], replacing what `masked` held and keeping its room.
pub fn mask_digits_into(memo: &str, masked: &mut String) {
    hide(memo, masked, None);
}

/// Where in the memo [`mask_digits`] hides something: a range for each `•`, rising.
pub(super) fn hidden_ranges(memo: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    hide(memo, &mut String::new(), Some(&mut ranges));
    ranges
}

fn hide(memo: &str, masked: &mut String, ranges: Option<&mut Vec<Range<usize>>>) {
    masked.clear();
    masked.reserve(memo.len());
    let mut mask = Mask { memo, masked, ranges, written: 0, last: None, chain: None };
    let mut at = 0;
    while at < memo.len() {
        let separators = at;
        let (run, joint) = next_run(memo, at);
        let Some(run) = run else { break };
        if joint > LONGEST_JOINT && separators > 0 {
            mask.close();
        }
        at = run.end;
        mask.run(&run);
    }
    mask.close();
    let written = mask.written;
    masked.push_str(&memo[written..]);
}

/// A run of letters and digits.
struct Run {
    start: usize,
    end: usize,
    digits: usize,
    /// Where the digits at the start end; `start` if there are none.
    leading_end: usize,
    /// Where the digits at the end start; `end` if there are none.
    trailing_start: usize,
    leading: usize,
    trailing: usize,
}

/// Digits that are or may become one hidden number.
struct Chain {
    start: usize,
    end: usize,
    digits: usize,
}

struct Mask<'a> {
    memo: &'a str,
    masked: &'a mut String,
    /// What was hidden, where somebody asks.
    ranges: Option<&'a mut Vec<Range<usize>>>,
    /// How far the memo has been written or hidden.
    written: usize,
    /// Where the last hidden part ended in the memo.
    last: Option<usize>,
    chain: Option<Chain>,
}

impl Mask<'_> {
    fn run(&mut self, run: &Run) {
        if run.digits == 0 {
            self.close();
        } else if run.leading == run.digits && run.leading_end == run.end {
            self.extend(run.start, run.end, run.digits);
        } else if run.digits >= HIDDEN_FROM {
            self.close();
            self.hide(run.start, run.end);
        } else {
            if run.leading > 0 {
                self.extend(run.start, run.leading_end, run.leading);
            }
            self.close();
            if run.trailing > 0 {
                self.extend(run.trailing_start, run.end, run.trailing);
            }
        }
    }

    fn extend(&mut self, start: usize, end: usize, digits: usize) {
        match &mut self.chain {
            Some(chain) => {
                chain.end = end;
                chain.digits += digits;
            }
            None => self.chain = Some(Chain { start, end, digits }),
        }
    }

    /// Ends the chain, hiding it where it is long enough.
    fn close(&mut self) {
        if let Some(chain) = self.chain.take()
            && chain.digits >= HIDDEN_FROM
        {
            self.hide(chain.start, chain.end);
        }
    }

    /// One mark for hidden parts with nothing but a joint between them.
    fn hide(&mut self, start: usize, end: usize) {
        let between = &self.memo[self.written..start];
        let joined = self.last == Some(self.written)
            && between.len() <= LONGEST_JOINT
            && between.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric());
        if !joined {
            self.masked.push_str(between);
            self.masked.push(MARK);
        }
        if let Some(ranges) = &mut self.ranges {
            match ranges.last_mut() {
                Some(last) if joined => last.end = end,
                _ => ranges.push(start..end),
            }
        }
        self.written = end;
        self.last = Some(end);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Separator,
    Digit,
    Letter,
    /// Separates and does not join.
    Barrier,
}

/// The classes of the ASCII bytes.
const CLASSES: [Class; 128] = {
    let mut classes = [Class::Separator; 128];
    let mut byte = 0;
    while byte < 128 {
        #[expect(clippy::cast_possible_truncation, reason = "below 128")]
        let letter = byte as u8;
        if letter.is_ascii_digit() {
            classes[byte] = Class::Digit;
        } else if letter.is_ascii_alphabetic() {
            classes[byte] = Class::Letter;
        }
        byte += 1;
    }
    classes
};

/// The class of the character at `at`, and its length in bytes.
#[inline]
fn class(memo: &str, at: usize) -> (Class, usize) {
    let byte = memo.as_bytes()[at];
    if byte < 128 {
        return (CLASSES[usize::from(byte)], 1);
    }
    class_beyond_ascii(&memo[at..])
}

#[cold]
fn class_beyond_ascii(rest: &str) -> (Class, usize) {
    let Some(letter) = rest.chars().next() else { return (Class::Separator, 1) };
    let class = if letter == MARK {
        Class::Barrier
    } else if letter.is_numeric() {
        Class::Digit
    } else if letter.is_alphabetic() {
        Class::Letter
    } else {
        Class::Separator
    };
    (class, letter.len_utf8())
}

/// The next run from `at` on, and how many separators stand before it (a barrier counts as too many).
fn next_run(memo: &str, at: usize) -> (Option<Run>, usize) {
    let mut start = at;
    let mut joint = 0;
    let mut run_class = Class::Separator;
    while start < memo.len() {
        let (class, length) = class(memo, start);
        run_class = class;
        match class {
            Class::Separator => joint += 1,
            Class::Barrier => joint += LONGEST_JOINT + 1,
            Class::Digit | Class::Letter => break,
        }
        start += length;
    }
    if start >= memo.len() || !matches!(run_class, Class::Digit | Class::Letter) {
        return (None, joint);
    }
    (Some(read_run(memo, start)), joint)
}

fn read_run(memo: &str, start: usize) -> Run {
    let mut run = Run {
        start,
        end: start,
        digits: 0,
        leading_end: start,
        trailing_start: start,
        leading: 0,
        trailing: 0,
    };
    let mut only_digits = true;
    while run.end < memo.len() {
        let (class, length) = class(memo, run.end);
        match class {
            Class::Digit => {
                run.digits += 1;
                run.trailing += 1;
            }
            Class::Letter => {
                if only_digits {
                    (run.leading, run.leading_end, only_digits) = (run.digits, run.end, false);
                }
                run.trailing = 0;
                run.trailing_start = run.end + length;
            }
            Class::Separator | Class::Barrier => break,
        }
        run.end += length;
    }
    if only_digits {
        (run.leading, run.leading_end) = (run.digits, run.end);
    }
    run
}

#[cfg(test)]
mod tests {
    use super::mask_digits;

    #[test]
    fn memos() {
        for (memo, expected) in [
            ("736984.010924.013647.xin cam on", "•.xin cam on"),
            ("UNG HO 0912 345 678", "UNG HO •"),
            ("goi 0912 - 345 - 678 nhe", "goi • nhe"),
            ("(+84) 912.345.678", "(+•"),
            ("chuyen FT24254481914870", "chuyen •"),
            ("020097042209101023082024CYDX238970.64364 .061803.NZ DXAY", "•.NZ DXAY"),
            ("Ngay 10/9/2024", "Ngay •"),
            ("nam 2024, bao so 3", "nam •, bao so 3".replace('•', "2024").as_str()),
            ("lop 5A 30 em", "lop 5A 30 em"),
            ("A12 345B", "A•B"),
            ("1234 FT12345 5678", "1234 • 5678"),
            (
                "MBVCB.1045127132.DCL.CT tu 0942587315540 UMZ toi 0032231421812",
                "MBVCB.•.DCL.CT tu • UMZ toi •",
            ),
            ("Nguyễn0912345678", "•"),
            ("gửi ０９１２３４", "gửi •"),
            ("500.000 đ", "• đ"),
            ("", ""),
            ("•", "•"),
        ] {
            assert_eq!(mask_digits(memo), expected, "{memo}");
        }
    }
}
