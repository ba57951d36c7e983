//! What is read as a chainage, how, and what is not. The other end: the ways in which the sources of the
//! works write them (the article's "Mốc 1256-1257+500" and "Mốc Quốc giới 1236,1221", other papers of the
//! province "1296/6" and "M1159", the road administration's "Km12+300").

use chungtay_ledger::chainage::{Chainage, Point, Series, Stretch};

/// The reading in one line; what it rests on after `?`.
fn read(words: &str) -> String {
    let point = |point: &Point| {
        point.offset.map_or(point.marker.clone(), |offset| format!("{}+{offset}", point.marker))
    };
    let Some(chainage) = Chainage::parse(words) else { return "none".into() };
    let stretch = |stretch: &Stretch| match stretch {
        Stretch::At(at) => point(at),
        Stretch::Along(from, to) => format!("{} to {}", point(from), point(to)),
    };
    let mut shown = chainage.stretches.iter().map(stretch).collect::<Vec<_>>().join(" & ");
    if chainage.series != Series::Markers {
        shown = format!("{}: {shown}", chainage.series.word());
    }
    for doubt in &chainage.doubts {
        shown = format!("{shown} ?{}", doubt.word());
    }
    shown
}

#[test]
fn chainages_are_read_as_they_are_written() {
    for (words, reading) in [
        ("1256-1257+500", "1256 to 1257+500 ?offset-unit ?offset-of-range"),
        ("Mốc 1256-1257+500", "1256 to 1257+500 ?offset-unit ?offset-of-range"),
        ("1256–1257+500", "1256 to 1257+500 ?offset-unit ?offset-of-range"),
        (" Mốc 1256 - 1257 + 500 ", "1256 to 1257+500 ?offset-unit ?offset-of-range"),
        ("từ mốc 1256 đến mốc 1257+500m", "1256 to 1257+500 ?offset-of-range"),
        ("Từ Mốc 1256+100 m đến Mốc 1257+500 m", "1256+100 to 1257+500"),
        ("1257+0,5 km", "1257+500"),
        ("1257+1,25km, 1260", "1257+1250 & 1260"),
        ("1257+0,0005 km", "none"),
        ("1257+500,5 m", "none"),
        ("1257+500 chân", "none"),
        ("1256-1257", "1256 to 1257"),
        ("1257-1256", "1257 to 1256"),
        ("1257-500", "1257 to 500 ?lower-end"),
        ("1236,1221", "1236 & 1221"),
        ("1221, 1236", "1221 & 1236"),
        ("Mốc Quốc giới 1236,1221", "1236 & 1221"),
        ("MỐC QUỐC GIỚI 1236; 1221", "1236 & 1221"),
        ("mốc 1221 và mốc 1236", "1221 & 1236"),
        ("1256-1257,1258", "1256 to 1257 & 1258"),
        ("cột mốc số 1049", "1049"),
        ("1296/6", "1296/6"),
        ("1146/1-1146/3", "1146/1 to 1146/3"),
        ("M1159", "M1159"),
        ("M1159-M1160", "M1159 to M1160"),
        ("mốc 1049", "1049"),
        ("1257+0", "1257+0 ?offset-unit"),
        ("1257+4294967295", "1257+4294967295 ?offset-unit"),
        ("1257+4294967296", "none"),
        ("1257+1,5", "1257+1 & 5 ?offset-unit ?decimal-or-list"),
        ("Km 5,3", "kilometres: 5 & 3 ?decimal-or-list"),
        ("Km 5, 3", "kilometres: 5 & 3"),
        ("Mốc 5,3", "5 & 3"),
        ("Km12+300", "kilometres: 12+300"),
        ("km 12 + 300 - km 15", "kilometres: 12+300 to 15"),
        ("Lý trình Km 3+200 đến Km 4+050", "kilometres: 3+200 to 4+50"),
        ("Km12-15", "kilometres: 12 to 15"),
        ("cọc 5+20 m - cọc 9", "stakes: 5+20 to 9"),
        ("Cọc 5 - Km 9", "none"),
        ("KmM12", "none"),
        ("", "none"),
        ("Mốc", "none"),
        ("-", "none"),
        (",", "none"),
        ("1236,", "none"),
        ("1256-", "none"),
        ("-1256", "none"),
        ("1256-1257-1258", "none"),
        ("+500", "none"),
        ("1257+", "none"),
        ("1257++500", "none"),
        ("1257+-500", "none"),
        ("1296/", "none"),
        ("/6", "none"),
        ("1296/6/2", "none"),
        ("MM1159", "none"),
        ("M", "none"),
        ("12a6", "none"),
        ("99999999999", "none"),
        ("١٢٣", "none"),
        ("Pò Nhùng", "none"),
        ("đường tuần tra", "none"),
    ] {
        assert_eq!(read(words), reading, "of `{words}`");
    }
}

/// The article's own range, as the shared facts hold it, where they are at hand.
#[test]
fn the_article_s_range_is_read_as_its_facts_say() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/article_facts.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("skipped: shared data absent");
        return;
    };
    let facts: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut ranges = 0;
    for work in facts["works"].as_array().unwrap() {
        let range = &work["range"];
        let Some(verbatim) = range["verbatim"].as_str() else { continue };
        let chainage = Chainage::parse(verbatim).unwrap();
        let [Stretch::Along(from, to)] = chainage.stretches.as_slice() else {
            panic!("{verbatim}")
        };
        for (end, point) in [("from", from), ("to", to)] {
            assert_eq!(range[end]["marker"], *point.marker);
            assert_eq!(range[end]["offset_m"], point.offset.unwrap_or(0));
        }
        assert!(chainage.is_guess(), "the source writes no unit");
        ranges += 1;
    }
    assert_eq!(ranges, 1);
}
