//! Linear reference along a border of numbered markers: "1256-1257+500" and its kin. The words are
//! kept in the entry; this reading of them is a guess and says so.

/// A marker and, where given, an offset past it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The marker as text: `1257`, `1296/6`, `M1159`.
    pub marker: String,
    /// Past the marker, in the unit of the source (metres by convention, not written).
    pub offset: Option<u32>,
}

/// What a chainage was read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chainage {
    /// Separate markers, in the order written.
    Points(Vec<Point>),
    /// From one point to another.
    Range(Point, Point),
}

impl Chainage {
    /// Reads the words, or `None` where they are no chainage. A leading "Mốc" is passed over.
    #[must_use]
    pub fn parse(words: &str) -> Option<Self> {
        let words = words.trim();
        let rest = words.strip_prefix("Mốc").or_else(|| words.strip_prefix("mốc")).unwrap_or(words);
        let rest = rest.trim();
        if let Some((from, to)) = rest.split_once(['-', '–']) {
            return Some(Self::Range(point(from)?, point(to)?));
        }
        let points: Option<Vec<Point>> = rest.split(',').map(point).collect();
        points.map(Self::Points)
    }

    /// Whether the reading rests on a convention that the words do not state: the unit of an offset,
    /// and that a range runs from its first marker to the offset past its second.
    #[must_use]
    pub fn is_guess(&self) -> bool {
        match self {
            Self::Points(points) => points.iter().any(|point| point.offset.is_some()),
            Self::Range(from, to) => from.offset.is_some() || to.offset.is_some(),
        }
    }
}

fn point(words: &str) -> Option<Point> {
    let number_ok = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let words = words.trim();
    let (marker, offset) = match words.split_once('+') {
        Some((marker, offset)) => {
            let offset = offset.trim();
            if !number_ok(offset) {
                return None;
            }
            (marker.trim(), Some(offset.parse().ok()?))
        }
        None => (words, None),
    };
    let digits = marker.strip_prefix(['M', 'm']).unwrap_or(marker);
    let (number, sub) = digits.split_once('/').map_or((digits, None), |(a, b)| (a, Some(b)));
    if !number_ok(number) || !sub.is_none_or(number_ok) {
        return None;
    }
    Some(Point { marker: marker.to_owned(), offset })
}
