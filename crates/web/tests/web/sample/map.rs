//! The sample's map: a line, a commune's point, a work whose place is not shown, one without a place.

use super::told::{light, road_1257, work_1221, work_1236};
use super::words;
use chungtay_ledger::kinds::attachments::SitePrecision;
use chungtay_ledger::kinds::works::{WorkClass, WorkState};
use chungtay_web::portal::pages::map::{MapView, MapWork, Point};

pub fn view() -> MapView {
    let point = |north, east| Point { north, east };
    let line = MapWork {
        work: road_1257(),
        class: WorkClass::Road,
        state: Some(WorkState::InUse),
        precision: SitePrecision::Exact,
        points: vec![point(21_856_000, 106_761_500), point(21_857_400, 106_760_900)],
        entry: 95,
        place: Some(words("xã Yên Khoái", 44)),
    };
    let commune = MapWork {
        work: light(),
        class: WorkClass::Lighting,
        state: None,
        precision: SitePrecision::Commune,
        points: vec![point(21_880_000, 106_740_000)],
        entry: 96,
        place: None,
    };
    MapView { works: vec![line, commune], hidden: vec![work_1221()], unplaced: vec![work_1236()] }
}
