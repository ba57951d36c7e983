//! The sample's pictures: a pair, one of a step, one that was erased, papers held and published.

use super::told::light;
use super::{day, open, words};
use chungtay_ledger::kinds::attachments::{AttachmentClass, ShownTime};
use chungtay_web::portal::figure::{Figure, Unit};
use chungtay_web::portal::pages::pictures::{PictureFile, PictureView, Pictures, TakenView};
use chungtay_web::portal::record::Opened;

fn picture(id: &str, entry: u64) -> PictureView {
    let file = |ending: &str, width| PictureFile {
        name: format!("{}.{ending}", "ab".repeat(32)),
        width,
        height: width * 3 / 4,
    };
    PictureView {
        id: id.into(),
        entry,
        entered_for: day("2024-05-14"),
        class: AttachmentClass::Photo,
        demonstration: false,
        shows: None,
        step: None,
        works: vec![light()],
        files: vec![file("webp", 320), file("webp", 640), file("jpg", 640)],
        caption: open("Đèn đã sáng", entry),
        alt: open("Cột đèn bên đường dốc", entry),
        alt_english: Opened::Absent,
        credit: open("Ban xây dựng", entry),
        taken: Some(TakenView {
            words: words("2024-05-14T08:12:33", entry),
            day: day("2024-05-14"),
            is_day_of_entry: true,
        }),
        distance: Some(Figure::known("attachment.p.distance", 412, Unit::Metres).proved_here()),
        position: None,
        original: None,
    }
}

pub fn pictures() -> Pictures {
    let before = PictureView { shows: Some(ShownTime::Before), ..picture("truoc", 90) };
    let after = PictureView { shows: Some(ShownTime::After), step: Some(74), ..picture("sau", 91) };
    let gone = PictureView {
        files: Vec::new(),
        caption: Opened::Erased,
        alt: Opened::Erased,
        credit: Opened::Erased,
        taken: None,
        distance: None,
        ..picture("mat", 92)
    };
    let drawn = PictureView {
        class: AttachmentClass::Illustration,
        demonstration: true,
        position: Some(words("21852083,106758333", 93)),
        ..picture("ve", 93)
    };
    let paper = PictureView {
        class: AttachmentClass::Paper,
        original: Some(words(&"cd".repeat(32), 94)),
        ..picture("bien-ban", 94)
    };
    let held = PictureView { files: Vec::new(), ..paper.clone() };
    let papers = vec![PictureView { id: "giu".into(), ..held }, paper];
    Pictures { pairs: vec![(before, after)], single: vec![gone, drawn], papers }
}
