//! The sample's strip map: the article's works along the border markers, one of them read by convention,
//! and a work whose words nobody could read.

use super::told::{all_works, light, road_1257, work_1221, work_1236};
use super::{money::lamps, words};
use chungtay_ledger::chainage::{Doubt, Series};
use chungtay_ledger::kinds::works::{Measure, WorkClass};
use chungtay_web::portal::pages::strips::{
    Place, Post, PostLine, Reach, Strip, StripItem, Strips, UnreadWork,
};
use chungtay_web::portal::pages::works::Quantity;
use chungtay_web::portal::record::Named;

pub fn border() -> PostLine {
    PostLine {
        id: "markers".into(),
        series: Series::Markers,
        programme: None,
        demonstration: false,
    }
}

pub fn strips() -> Strips {
    let place = |post, past_thousandths| Place { post, past_thousandths };
    let at = |post| vec![Reach { from: place(post, 0), to: None }];
    let item = |work: Named, label: &str, reaches| StripItem {
        words: vec![words(label, work.name.entry)],
        work,
        class: WorkClass::Road,
        state: None,
        reaches,
        quantities: Vec::new(),
        doubts: Vec::new(),
    };
    let along = vec![Reach { from: place(3, 0), to: Some(place(4, 500)) }];
    let lighting = StripItem {
        quantities: vec![Quantity {
            measure: Measure::Lamps,
            figure: lamps(),
            jointly_with: Vec::new(),
        }],
        doubts: vec![Doubt::OffsetUnit, Doubt::OffsetOfRange],
        ..item(light(), "Mốc 1256-1257+500", along)
    };
    let first = all_works().remove(0).work;
    let posts = [
        ("1039", 41, false),
        ("1221", 43, true),
        ("1236", 42, true),
        ("1256", 45, true),
        ("1257", 44, false),
    ];
    let posts =
        posts.map(|(label, entry, after_gap)| Post { label: words(label, entry), after_gap });
    Strips {
        strips: vec![Strip {
            line: border(),
            posts: posts.to_vec(),
            items: vec![
                item(first, "1039", at(0)),
                item(work_1221(), "1221", at(1)),
                item(work_1236(), "1236", at(2)),
                lighting,
                item(road_1257(), "1257", at(4)),
            ],
        }],
        unread: vec![UnreadWork {
            work: road_1257(), words: vec![words("gần ngầm tràn", 44)]
        }],
    }
}
