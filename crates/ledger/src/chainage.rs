//! Linear reference along numbered posts: border markers ("1256-1257+500"), kilometre posts ("Km12+300"),
//! stakes. The words are kept in the entry; this is a reading of them, and where it rests on a convention
//! that the words do not state, it says which. Places nothing on the ground: order along the posts only.

/// Which numbered posts a chainage counts along.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Series {
    /// Border markers: `Mốc 1257`, `M1159`, a bare number.
    Markers,
    /// Kilometre posts of a road: `Km12+300`.
    Kilometres,
    /// Stakes: `Cọc 5+20`.
    Stakes,
}

impl Series {
    /// The word in message keys and addresses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Markers => "markers",
            Self::Kilometres => "kilometres",
            Self::Stakes => "stakes",
        }
    }
}

/// A post and, where given, an offset past it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The post as text: `1257`, `1296/6`, `M1159`.
    pub marker: String,
    /// Metres past the post; see [`Doubt::OffsetUnit`] for where the unit is not written.
    pub offset: Option<u32>,
}

impl Point {
    /// Where the post stands among the others: its number, then the number after the stroke.
    #[must_use]
    pub fn number(&self) -> Option<(u32, u32)> {
        let digits = self.marker.strip_prefix(['M', 'm']).unwrap_or(&self.marker);
        let (number, sub) = digits.split_once('/').unwrap_or((digits, "0"));
        Some((number.parse().ok()?, sub.parse().ok()?))
    }
}

/// One place or one length along the posts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// At a point.
    At(Point),
    /// From one point to another, in the order written.
    Along(Point, Point),
}

/// A convention that a reading rests on and the words do not state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// The unit of an offset is not written: metres.
    OffsetUnit,
    /// "A-B+500": the offset is taken to stand past B, the range to begin at A.
    OffsetOfRange,
    /// "1257-500": the second number is far lower; a post, or something before the first one.
    LowerEnd,
    /// "1257+1,5", "Km 5,3": a list, or a decimal comma.
    DecimalOrList,
}

impl Doubt {
    /// The word in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::OffsetUnit => "offset-unit",
            Self::OffsetOfRange => "offset-of-range",
            Self::LowerEnd => "lower-end",
            Self::DecimalOrList => "decimal-or-list",
        }
    }
}

/// What a chainage was read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chainage {
    /// The posts it counts along.
    pub series: Series,
    /// Places and lengths, in the order written.
    pub stretches: Vec<Stretch>,
    /// What the reading rests on, each once.
    pub doubts: Vec<Doubt>,
}

impl Chainage {
    /// Reads the words, or `None` where they are no chainage.
    #[must_use]
    pub fn parse(words: &str) -> Option<Self> {
        let mut reading = Reading { series: None, doubts: Vec::new() };
        let parts = listed(words, &mut reading.doubts);
        let stretches: Option<Vec<Stretch>> =
            parts.into_iter().map(|part| reading.stretch(part)).collect();
        let Reading { series, mut doubts } = reading;
        doubts.sort_unstable();
        doubts.dedup();
        Some(Self { series: series.unwrap_or(Series::Markers), stretches: stretches?, doubts })
    }

    /// Whether the reading rests on a convention that the words do not state.
    #[must_use]
    pub fn is_guess(&self) -> bool {
        !self.doubts.is_empty()
    }

    /// Every point, in the order written.
    pub fn points(&self) -> impl Iterator<Item = &Point> {
        self.stretches
            .iter()
            .flat_map(|stretch| match stretch {
                Stretch::At(point) => [Some(point), None],
                Stretch::Along(from, to) => [Some(from), Some(to)],
            })
            .flatten()
    }
}

/// Words that join the parts of a list, and the two ends of a length.
const AND: [&str; 4] = [",", ";", "và", "&"];
const TO: [&str; 6] = ["-", "–", "—", "→", "đến", "tới"];
/// Words before a number, the longer first, and the posts they name.
const NAMES: [(&str, Option<Series>); 9] = [
    ("lý trình", None),
    ("từ", None),
    ("cột mốc", Some(Series::Markers)),
    ("mốc quốc giới", Some(Series::Markers)),
    ("mốc giới", Some(Series::Markers)),
    ("mốc", Some(Series::Markers)),
    ("số", None),
    ("km", Some(Series::Kilometres)),
    ("cọc", Some(Series::Stakes)),
];

/// What was understood so far.
struct Reading {
    series: Option<Series>,
    doubts: Vec<Doubt>,
}

impl Reading {
    fn stretch(&mut self, words: &str) -> Option<Stretch> {
        let ends = split_at(words, &TO, |_, _| true);
        match ends.as_slice() {
            [one] => self.point(one).map(Stretch::At),
            [from, to] => {
                let (from, to) = (self.point(from)?, self.point(to)?);
                if from.offset.is_none()
                    && to.offset.is_some()
                    && self.series != Some(Series::Kilometres)
                {
                    self.doubts.push(Doubt::OffsetOfRange);
                }
                let (first, last) = (from.number()?.0, to.number()?.0);
                if last < first && last.to_string().len() < first.to_string().len() {
                    self.doubts.push(Doubt::LowerEnd);
                }
                Some(Stretch::Along(from, to))
            }
            _ => None,
        }
    }

    fn point(&mut self, words: &str) -> Option<Point> {
        let words = self.named(words)?;
        let (marker, offset) = match words.split_once('+') {
            Some((marker, offset)) => (marker.trim(), Some(self.offset(offset.trim())?)),
            None => (words, None),
        };
        let digits = match self.series {
            None | Some(Series::Markers) => marker.strip_prefix(['M', 'm']).unwrap_or(marker),
            Some(Series::Kilometres | Series::Stakes) => marker,
        };
        let (number, sub) = digits.split_once('/').map_or((digits, None), |(a, b)| (a, Some(b)));
        if !is_number(number) || !sub.is_none_or(is_number) {
            return None;
        }
        let point = Point { marker: marker.to_owned(), offset };
        point.number()?;
        Some(point)
    }

    /// Passes over the words before the number; two kinds of posts in one chainage are not understood.
    fn named<'a>(&mut self, words: &'a str) -> Option<&'a str> {
        let mut rest = words.trim();
        while let Some((after, series)) = NAMES
            .iter()
            .find_map(|(name, series)| after_word(rest, name).map(|after| (after, *series)))
        {
            rest = after.trim_start();
            match (self.series, series) {
                (Some(before), Some(now)) if before != now => return None,
                (None, Some(now)) => self.series = Some(now),
                _ => {}
            }
        }
        Some(rest)
    }

    /// Metres, of "500", "500 m", "0,5 km".
    fn offset(&mut self, words: &str) -> Option<u32> {
        let end = words.find(|letter: char| !matches!(letter, '0'..='9' | ',' | '.'));
        let (number, unit) = words.split_at(end.unwrap_or(words.len()));
        let metres = match unit.trim() {
            "" => {
                if self.series != Some(Series::Kilometres) {
                    self.doubts.push(Doubt::OffsetUnit);
                }
                1
            }
            "m" | "mét" => 1,
            "km" => 1_000,
            _ => return None,
        };
        let (whole, decimals) = number.split_once([',', '.']).unwrap_or((number, ""));
        if !is_number(whole) || (number.len() > whole.len() && (metres == 1 || decimals.len() > 3))
        {
            return None;
        }
        let whole: u32 = whole.parse().ok()?;
        let parts: u32 =
            if decimals.is_empty() { 0 } else { format!("{decimals:0<3}").parse().ok()? };
        whole.checked_mul(metres)?.checked_add(parts)
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What follows a word at the beginning, in capitals or not.
fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    let same = word.chars().all(|letter| {
        rest.next().is_some_and(|found| found.to_lowercase().eq(letter.to_lowercase()))
    });
    same.then_some(rest.as_str())
}

/// Splits at any of the joining words that `holds` where it stands (the text before it and after it).
fn split_at<'a>(text: &'a str, joins: &[&str], holds: impl Fn(&str, &str) -> bool) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let after = joins.iter().find_map(|join| {
            let after = after_word(&text[at..], join)?;
            // A word of letters stands between spaces; a sign anywhere.
            let spaced = text[..at].ends_with(' ') && after.starts_with(' ');
            let is_sign = !join.chars().all(char::is_alphabetic);
            ((is_sign || spaced) && holds(&text[..at], after)).then_some(after)
        });
        if let Some(after) = after {
            parts.push(&text[start..at]);
            start = text.len() - after.len();
            at = start;
        } else {
            at += letter.len_utf8();
        }
    }
    parts.push(&text[start..]);
    parts
}

/// The parts of a list. "0,5 km" holds a decimal comma; "+1,5" and "Km 5,3" may hold one.
fn listed<'a>(words: &'a str, doubts: &mut Vec<Doubt>) -> Vec<&'a str> {
    let decimals = |after: &str| {
        let end = after.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(after.len());
        after.split_at(end).1.trim_start().starts_with("km") && end > 0
    };
    let parts = split_at(words, &AND, |_, after| !decimals(after));
    for pair in parts.windows(2) {
        let names_kilometres = pair[0].to_lowercase().contains("km");
        let may_be_decimal = (pair[0].contains('+') || names_kilometres)
            && pair[0].ends_with(|letter: char| letter.is_ascii_digit())
            && pair[1].len() < 3
            && pair[1].starts_with(|letter: char| letter.is_ascii_digit());
        if may_be_decimal {
            doubts.push(Doubt::DecimalOrList);
        }
    }
    parts
}
