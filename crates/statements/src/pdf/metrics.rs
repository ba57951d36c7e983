//! Advance widths of the standard fonts (Adobe's core AFM files), in thousandths of the size: for fonts that bring no
//! widths of their own. Kept for ASCII; a letter with marks is as wide as without them.

use unicode_normalization::UnicodeNormalization;

type Widths = [u16; 95];

#[rustfmt::skip]
const SANS: Widths = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778,
    722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278,
    278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
#[rustfmt::skip]
const SANS_BOLD: Widths = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778,
    722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333,
    278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];
#[rustfmt::skip]
const SERIF: Widths = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722,
    722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333,
    278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,
    500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];
#[rustfmt::skip]
const SERIF_BOLD: Widths = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778,
    778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333,
    278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500,
    556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
];
const FIXED: Widths = [600; 95];

/// The widths of a font by its name.
pub(super) fn standard(name: &str) -> &'static Widths {
    let name = name.to_ascii_lowercase();
    let bold = name.contains("bold");
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["courier", "mono"]) {
        &FIXED
    } else if has(&["times", "serif", "roman", "georgia", "cambria"]) && !name.contains("sans") {
        if bold { &SERIF_BOLD } else { &SERIF }
    } else if bold {
        &SANS_BOLD
    } else {
        &SANS
    }
}

/// A letter's width in those.
pub(super) fn width(widths: &Widths, letter: char) -> u16 {
    let plain = std::iter::once(letter).nfd().next().unwrap_or(letter);
    let index = u32::from(plain).checked_sub(0x20).and_then(|index| usize::try_from(index).ok());
    index.and_then(|index| widths.get(index)).copied().unwrap_or(widths[usize::from(b'n' - 0x20)])
}

#[cfg(test)]
mod tests {
    use super::{standard, width};

    #[test]
    fn widths_of_the_core_fonts() {
        // Adobe Core 14 AFM files.
        for (font, letter, expected) in [
            ("Helvetica", 'W', 944),
            ("ArialMT", '1', 556),
            ("Arial-BoldMT", 'a', 556),
            ("TimesNewRomanPSMT", 'm', 778),
            ("Times-Bold", 'M', 944),
            ("Courier", 'i', 600),
            ("Helvetica", 'ế', 556),
        ] {
            assert_eq!(width(standard(font), letter), expected, "{font} {letter}");
        }
    }
}
