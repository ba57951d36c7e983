//! The sample's places: one under its old name, one whose code the list has for another name.

use super::{named, words};
use chungtay_ledger::date::Date;
use chungtay_ledger::kinds::works::PlaceClass;
use chungtay_places::{Era, Share};
use chungtay_web::portal::pages::places::{
    BookPlace, FoundUnit, LinkedUnit, Listed, ListedUnit, PlacesView,
};
use chungtay_web::portal::period::{Edge, Span};
use chungtay_web::portal::record::Room;

pub fn places(asked: &str) -> PlacesView {
    let since = Date::new(2025, 7, 1).unwrap();
    let tam_gia = ListedUnit {
        code: "06559",
        name: "Xã Tam Gia",
        within: vec!["Huyện Lộc Bình", "Tỉnh Lạng Sơn"],
        era: Era::Before,
    };
    let khuat_xa = ListedUnit {
        code: "06565",
        name: "Xã Khuất Xá",
        within: vec!["Tỉnh Lạng Sơn"],
        era: Era::Since,
    };
    let works = vec![named(Room::Work, "thap-sang", "Thắp sáng đường biên", 40)];
    let place = |id: &str, name: &str, listed| BookPlace {
        id: id.to_owned(),
        class: PlaceClass::Commune,
        name: words(name, 37),
        code: Some(words("06559", 37)),
        during: Some(Span { from: Edge::Untold, to: Edge::On(since.previous()) }),
        within: vec![words("huyện Lộc Bình", 35)],
        now: Some(words("xã Khuất Xá", 36)),
        listed,
        works: works.clone(),
    };
    let found = |unit: ListedUnit, other: ListedUnit, share| FoundUnit {
        unit,
        links: vec![LinkedUnit { unit: other, share }],
        works: works.clone(),
    };
    let found = vec![
        found(tam_gia.clone(), khuat_xa.clone(), Share::Whole),
        found(khuat_xa, tam_gia.clone(), Share::Doubtful),
    ];
    PlacesView {
        places: vec![
            place("tam-gia", "xã Tam Gia", Listed::Same(tam_gia.clone())),
            place("sai-ten", "xã Tam Giá", Listed::OtherName(tam_gia)),
            place("la", "xã Lạ", Listed::Unknown),
            place("khong-ma", "thôn Không Mã", Listed::NoCode),
        ],
        asked: asked.to_owned(),
        found: (!asked.is_empty()).then_some(found),
        more: false,
        since,
    }
}
