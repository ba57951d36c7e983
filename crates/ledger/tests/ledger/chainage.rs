//! What is read as a chainage, how, and what is not.

use chungtay_ledger::chainage::{Chainage, Point};

/// The reading in one line; `?` where it rests on a convention.
fn read(words: &str) -> String {
    let point = |point: &Point| {
        point.offset.map_or(point.marker.clone(), |offset| format!("{}+{offset}", point.marker))
    };
    let Some(chainage) = Chainage::parse(words) else { return "none".into() };
    let shown = match &chainage {
        Chainage::Points(points) => points.iter().map(point).collect::<Vec<_>>().join(" "),
        Chainage::Range(from, to) => format!("{} to {}", point(from), point(to)),
    };
    if chainage.is_guess() { format!("{shown} ?") } else { shown }
}

#[test]
fn chainages_are_read_as_they_are_written() {
    for (words, reading) in [
        ("1256-1257+500", "1256 to 1257+500 ?"),
        ("1256–1257+500", "1256 to 1257+500 ?"),
        (" Mốc 1256 - 1257 + 500 ", "1256 to 1257+500 ?"),
        ("1256-1257", "1256 to 1257"),
        ("1236,1221", "1236 1221"),
        ("1221, 1236", "1221 1236"),
        ("1296/6", "1296/6"),
        ("M1159", "M1159"),
        ("mốc 1049", "1049"),
        ("1257+0", "1257+0 ?"),
        ("1257+4294967295", "1257+4294967295 ?"),
        ("1257+4294967296", "none"),
        ("", "none"),
        ("Mốc", "none"),
        ("-", "none"),
        (",", "none"),
        ("1236,", "none"),
        ("1256-", "none"),
        ("-1256", "none"),
        ("1256-1257-1258", "none"),
        ("1256-1257,1258", "none"),
        ("+500", "none"),
        ("1257+", "none"),
        ("1257++500", "none"),
        ("1257+-500", "none"),
        ("1257+1,5", "1257+1 5 ?"),
        ("1296/", "none"),
        ("/6", "none"),
        ("1296/6/2", "none"),
        ("MM1159", "none"),
        ("M", "none"),
        ("12a6", "none"),
        ("١٢٣", "none"),
        ("Pò Nhùng", "none"),
        ("đường tuần tra", "none"),
    ] {
        assert_eq!(read(words), reading, "of `{words}`");
    }
}
