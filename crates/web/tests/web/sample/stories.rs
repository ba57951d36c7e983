//! The sample's story: every kind of block and mark, every kind of note, two versions of which one moved a number.

use super::told::{all_works, claims};
use super::{Sample, words};
use chungtay_documents::story::{Mark, Story};
use chungtay_ledger::asking::form::{AnswerForm, BehindForm, NoteForm, UnknownForm};
use chungtay_ledger::date::Moment;
use chungtay_ledger::id::{FundId, Id};
use chungtay_ledger::kinds::told::Comparator;
use chungtay_ledger::stories::{BoundName, BoundStory};
use chungtay_text::Language;
use chungtay_web::portal::figure::{Figure, Unit};
use chungtay_web::portal::pages::claims::ClaimRow;
use chungtay_web::portal::pages::stories::{
    Drawn, Stories, StoriesAbout, StoryChart, StoryRow, StoryView, VersionRow, plainly,
};
use chungtay_web::portal::pages::strips::Strips;
use chungtay_web::portal::source::{Draft, MoneyPages, Read, StoryPages, WorkPages};
use std::collections::BTreeMap;
use std::sync::Arc;

const TEXT: &str = "---\nstory: duong-len-moc\nlanguage: vi\ntitle: {{ count told of g_roads_worded | words }} con đường\n\
lead: Trị giá {{ cost told of g_roads_worded | short }}.\nsection: works\nformat: infographic\nauthors: o02\n\
about: w01\ndate: 2023-06-15\n---\n## Đường\n\nĐến {{ date 2023-05-31 }}, {{ name w01 }}, {{ document p4 }}, \
{{ chainage 1256-1257+500 }}.\n\n| Việc | Tiền |\n|---|---:|\n| [Đường](/works) | {{ cost told of w01 }} |\n\n\
> trên 3 tỷ {{ source c02 }}\n\n- {{ quote c02 \"20 cột\" }}\n\n::pull {{ count told of o04 }} chương trình\n\n\
::claims c02\n\n::strip w01\n\n\
::photo truoc sau\n\n::chart flows\n\n::chart months\n\n::chart days\n\n::chart sizes f1\n\n::chart targets ct\n\n\
::chart flows f2\n\n::map w01\n";

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn note(kind: &str) -> NoteForm {
    NoteForm {
        claim: Some(id("c02")),
        count: Some(3),
        entry: (kind == "tension").then_some(112),
        kind: kind.into(),
        statement: (kind == "tension").then(|| id("t1")),
        words: None,
        works: vec![id("w01")],
    }
}

fn answer(expression: &str, value: i64, unit: &str) -> AnswerForm {
    let mut notes: Vec<NoteForm> = [
        "if-within",
        "joint",
        "counted-already",
        "period-in-words",
        "not-yet-attributed",
        "tension",
    ]
    .map(note)
    .to_vec();
    notes.push(NoteForm { words: Some("đến nay".into()), ..note("period-in-words") });
    let behind = BehindForm {
        account: None,
        class: "bank".into(),
        from: None,
        fund: FundId::new("yagi").unwrap(),
        to: None,
        work: None,
    };
    AnswerForm {
        behind: vec![behind],
        entries: (57..80).collect(),
        expression: expression.into(),
        meant: Comparator::MoreThan,
        notes,
        parts: Vec::new(),
        size: 768,
        unit: unit.into(),
        unknown: vec![UnknownForm { count: 1, doubtful: false, entry: Some(46), of: "w03".into() }],
        value: Some(value),
    }
}

fn story() -> (Story, BoundStory) {
    let story = Story::read(TEXT).unwrap();
    let figures = story.marks.iter().filter_map(|marked| match &marked.mark {
        Mark::Figure(expression, _) => {
            let unit = if expression.to_string().starts_with("cost") { "dong" } else { "count" };
            Some(answer(&expression.to_string(), 295_000_000, unit))
        }
        _ => None,
    });
    let names = [("w01", "Công trình đường kiểm tra Mốc Quốc giới 1039"), ("p4", "05-CT/TW")];
    let names = names.map(|(id, name)| BoundName { entry: 46, id: id.into(), name: name.into() });
    let bound = BoundStory { figures: figures.collect(), names: names.to_vec(), size: 768 };
    (story, bound)
}

fn row(language: Language) -> StoryRow {
    let (story, bound) = story();
    let (title, lead) = plainly(&story, &bound).unwrap();
    StoryRow {
        id: "duong-len-moc".into(),
        language,
        title,
        lead,
        section: story.front.section,
        format: story.front.format,
        published: Moment(1_726_020_000),
        entry: 768,
    }
}

fn view() -> StoryView {
    let (story, bound) = story();
    let figure = answer("cost told of w01", 70_000_000, "dong");
    let version = |version, moved| VersionRow {
        version,
        entry: 768,
        size: 768,
        published: Moment(1_726_020_000),
        actor: vec![words("Kế toán quỹ", 30)],
        writer: (version > 1).then(|| (vec![words("Bí thư chi đoàn", 32)], 766)),
        reviewer: vec![words("Trưởng ban quản lý quỹ", 31)],
        review: (version > 1).then_some(767),
        moved,
    };
    let strips = Sample.strip("markers").unwrap().unwrap();
    let all = all_works();
    let claim = claims().remove(0);
    StoryView {
        row: row(Language::Vietnamese),
        story,
        bound,
        now: BTreeMap::from([("cost told of w01".to_owned(), figure.clone())]),
        authors: vec![words("Đảng bộ Cục Hải quan Lạng Sơn", 5)],
        versions: vec![
            version(2, vec![("cost told of w01".into(), None, Some(figure))]),
            version(1, Vec::new()),
        ],
        related: vec![row(Language::Vietnamese)],
        latest: vec![row(Language::English)],
        addresses: BTreeMap::from([("w01".to_owned(), format!("/works/{}", all[0].work.id))]),
        sources: BTreeMap::from([("c02".to_owned(), "Hải quan Lạng Sơn: Thành công".to_owned())]),
        drawn: drawn(claim, strips),
        tensions: BTreeMap::from([(112, "Đoạn thắp sáng dài 1km.".to_owned())]),
    }
}

/// Every block, and one that has nothing to show yet.
fn drawn(claim: ClaimRow, strips: Strips) -> Drawn {
    let book = Sample.charts().unwrap();
    let (money, lines) = (book.money, book.lines.unwrap());
    let pictures = super::pictures::pictures();
    let (before, after) = pictures.pairs[0].clone();
    let pictures = [("truoc", before), ("sau", after)].map(|(id, view)| (id.to_owned(), view));
    let charts = [
        ("flows", StoryChart::Flows(money.flows.unwrap())),
        ("months", StoryChart::Months(money.months.unwrap())),
        ("days", StoryChart::Days(lines.clone())),
        ("sizes f1", StoryChart::Sizes(lines)),
        ("targets ct", StoryChart::Targets(super::movement::targets())),
    ];
    Drawn {
        claims: BTreeMap::from([("c02".to_owned(), claim)]),
        strips: BTreeMap::from([("w01".to_owned(), strips)]),
        pictures: BTreeMap::from(pictures),
        charts: BTreeMap::from(charts.map(|(name, chart)| (name.to_owned(), chart))),
        map: Some(Sample.map().unwrap()),
        later: Some(Figure::known("book.entries", 780, Unit::Count)),
    }
}

impl StoryPages for Sample {
    fn stories(&self, language: Language) -> Read<Stories> {
        Ok(Stories { rows: vec![row(language), row(language.other())] })
    }
    fn latest_stories(&self, language: Language) -> Read<Vec<StoryRow>> {
        Ok(vec![row(language)])
    }
    fn stories_about(&self, language: Language) -> Read<Arc<StoriesAbout>> {
        let about = all_works().into_iter().map(|work| (work.work.id, vec![row(language)]));
        Ok(Arc::new(about.collect()))
    }
    fn story_row(&self, id: &str, language: Language) -> Read<Option<StoryRow>> {
        Ok((id == "duong-len-moc").then(|| row(language)))
    }
    fn story(&self, id: &str, _: Language) -> Read<Option<StoryView>> {
        Ok((id == "duong-len-moc").then(view))
    }
    fn draft(&self, text: &str, _: Language) -> Read<Draft> {
        Ok(Story::read(text).map(|_| Some(view())))
    }
    fn stands_at(&self) -> Read<(String, String)> {
        Ok(("https://so.example".into(), "so.example/thon".into()))
    }
}
