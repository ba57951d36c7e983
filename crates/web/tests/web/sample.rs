//! A sample book for the tests: the works of the Lạng Sơn customs article and an appeal with a big bank
//! account. It fills every field a page can show; the numbers are those of the sources where they have any.

#[path = "sample/asking.rs"]
mod asking;
#[path = "sample/bundle.rs"]
mod bundle;
#[path = "sample/charts.rs"]
mod charts;
#[path = "sample/comparison.rs"]
mod comparison;
#[path = "sample/evidence.rs"]
mod evidence;
#[path = "sample/lives.rs"]
mod lives;
#[path = "sample/map.rs"]
mod map;
#[path = "sample/money.rs"]
mod money;
#[path = "sample/movement.rs"]
mod movement;
#[path = "sample/pictures.rs"]
mod pictures;
#[path = "sample/places.rs"]
mod places;
#[path = "sample/statement.rs"]
mod statement;
#[path = "sample/stories.rs"]
mod stories;
#[path = "sample/strips.rs"]
mod strips;
#[path = "sample/told.rs"]
mod told;

use chungtay_ledger::date::{Date, Moment};
use chungtay_web::portal::figure::Figure;
use chungtay_web::portal::frame::{BookFrame, CheckpointNote};
use chungtay_web::portal::record::{Named, Opened, Room, Verbatim};
use chungtay_web::portal::source::{PortalSource, Read, Snapshot, Version};

/// The sample.
pub struct Sample;

impl PortalSource for Sample {
    fn version(&self) -> Version {
        Version { checkpoint_size: 200_874, signatures: 3, openings_revision: 3 }
    }

    fn snapshot(&self) -> Read<Box<dyn Snapshot + '_>> {
        Ok(Box::new(Self))
    }
}

impl Snapshot for Sample {
    fn book(&self) -> Read<BookFrame> {
        Ok(BookFrame {
            name: words("Sổ dân vận khéo Hải quan Lạng Sơn, nhiệm kỳ 2020-2025", 0),
            name_english: Some(words("Lạng Sơn Customs community works, term 2020–2025", 0)),
            demonstration: true,
            checkpoint: Some(CheckpointNote {
                size: Figure::count("log.size", 200_874),
                root: "bG9nLXJvb3Qtb2YtdGhlLXNhbXBsZS1ib29rLTAwMDE=".into(),
                signed_at: Moment(1_726_020_000),
            }),
        })
    }
}

pub fn words(text: &str, entry: u64) -> Verbatim {
    Verbatim::new(text, entry)
}

pub fn open(text: &str, entry: u64) -> Opened {
    Opened::Text(words(text, entry))
}

pub fn day(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

pub fn named(room: Room, id: &str, name: &str, entry: u64) -> Named {
    Named { room, id: id.into(), name: words(name, entry), demonstration: false }
}

/// An amount that is a figure.
pub fn dong(id: &str, amount: i64) -> Figure {
    Figure::dong(id, chungtay_ledger::money::Dong(amount))
}

pub fn yagi() -> Named {
    named(Room::Fund, "yagi", "Quỹ ủng hộ đồng bào bị thiệt hại do bão Yagi", 21)
}

pub fn salary() -> Named {
    named(Room::Fund, "ngay-luong", "Quỹ ngày lương xây dựng công trình biên giới", 22)
}

pub fn bank() -> Named {
    named(Room::Account, "vcb", "Vietcombank, tài khoản tiếp nhận ủng hộ", 24)
}

pub fn article() -> Named {
    named(Room::Source, "bai-bao", "Hải quan Lạng Sơn: Thành công nhờ dân vận khéo", 60)
}
