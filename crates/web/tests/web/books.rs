//! The portal over the demo book as the service makes it: every page that is linked answers, and what the
//! article tells stands on them as the ledger has it.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use chungtay_ledger::date::Moment;
use chungtay_ledger::figures::read_figures;
use chungtay_ledger::id::{AccountId, FundId, Id, PersonId};
use chungtay_ledger::kinds::privacy::Answer;
use chungtay_ledger::state::RightStage;
use chungtay_service::apply::apply;
use chungtay_service::create::{NewBook, create};
use chungtay_service::erasing::{Wanted, erase};
use chungtay_service::import::{ImportRequest, Imported, import_statement};
use chungtay_service::privacy::answer;
use chungtay_web::portal::books::PortalBooks;
use chungtay_web::portal::figure::Cost;
use chungtay_web::portal::pages::entry::Relation;
use chungtay_web::portal::pages::lines::LinesQuery;
use chungtay_web::portal::pages::places::Listed;
use chungtay_web::portal::record::{Opened, Verbatim};
use chungtay_web::portal::source::PortalSource;
use chungtay_web::portal::{Settings, router};
use http_body_util::BodyExt;
use std::collections::{BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;
use tower::ServiceExt;

/// Pages looked at; the lines' pages and entries go on without end.
const MOST_PAGES: usize = 700;

fn demo(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo").join(name)
}

pub fn make_demo(directory: &Path) {
    let new = NewBook { id: "demo", origin: "example.org/demo", test_seed: Some("demo") };
    let mut book = create(directory, &new, || Moment(1_751_000_000)).unwrap();
    let enter = |name: &str, book: &mut _| {
        apply(book, &std::fs::read_to_string(demo(name)).unwrap()).unwrap();
    };
    enter("1-article.jsonl", &mut book);
    enter("2-demonstration.jsonl", &mut book);
    import_demo(&mut book, "statement.csv");
    enter("3-after-import.jsonl", &mut book);
    enter("4-privacy.jsonl", &mut book);
    let request = Id::new("mh-yeu-cau-1").unwrap();
    let wanted = Wanted {
        entries: &[],
        person: PersonId::new("g87fu4xv"),
        request: Some(request),
        because: "Yêu cầu của người hứa góp (dữ liệu minh họa)",
        actor: None,
        approved_by: PersonId::new("8liob3b6").unwrap(),
    };
    assert_eq!(erase(&mut book, &wanted).unwrap().entries.len(), 2);
    answer(&mut book, request, Answer::Done, Some("Đã xóa (dữ liệu minh họa)"), None).unwrap();
    let again = import_demo(&mut book, "statement-again.csv");
    assert_eq!((again.posted, again.doubtful, again.missing), (0, 0, 1), "{again:?}");
    enter("5-life.jsonl", &mut book);
    enter("6-movement.jsonl", &mut book);
}

fn import_demo(book: &mut chungtay_service::Book, name: &str) -> Imported {
    let file = demo(name);
    let request = ImportRequest::new(
        &file,
        AccountId::new("mh-nganhang").unwrap(),
        FundId::new("mh-ungho").unwrap(),
    );
    import_statement(book, &request, &mut |_, _| {}).unwrap()
}

/// Works are found under the place's old name and its new one; a name of the book stands beside the list's.
#[tokio::test]
async fn works_are_found_under_old_names_and_new() {
    let directory = TempDir::new().unwrap();
    make_demo(directory.path());
    let books = PortalBooks::open(directory.path(), "http://localhost").unwrap();
    let snapshot = books.snapshot().unwrap();
    let road = "Công trình đường lên Mốc Quốc giới 1257";
    for asked in ["xã tam gia", "Khuất Xá", "06559", "huyện lộc bình"] {
        let found = snapshot.places(asked).unwrap().found.unwrap();
        let works: Vec<&str> = found[0].works.iter().map(|work| work.name.text.as_str()).collect();
        assert!(works.contains(&road), "{asked}: {works:?}");
    }
    assert!(snapshot.places("ha noi").unwrap().found.unwrap()[0].works.is_empty());
    let view = snapshot.places("").unwrap();
    assert!(view.found.is_none());
    let coded = view.places.iter().filter(|place| place.code.is_some());
    for place in coded {
        assert!(matches!(place.listed, Listed::Same(_)), "{}", place.name.text);
    }
    let old = view.places.iter().find(|place| place.id == "tam-gia").unwrap();
    assert_eq!(old.now.as_ref().unwrap().text, "xã Khuất Xá");
    let heir = view.places.iter().find(|place| place.id == "khuat-xa-2025").unwrap();
    assert!(heir.works.iter().any(|work| work.name.text == road), "{:?}", heir.works);
}

/// What the book says to persons named in it: one name in full, one hidden, one erased; a request done in
/// its time and one that waits.
#[tokio::test]
async fn persons_find_what_they_asked_for() {
    let directory = TempDir::new().unwrap();
    make_demo(directory.path());
    let books = PortalBooks::open(directory.path(), "http://localhost").unwrap();
    let snapshot = books.snapshot().unwrap();
    let privacy = snapshot.privacy().unwrap();
    let stages: Vec<_> = privacy.requests.iter().map(|row| (row.stage, row.is_late)).collect();
    assert_eq!(stages, [(RightStage::Open, false), (RightStage::Ended, false)]);
    // Ten and twenty days after 1 January 2026.
    let by: Vec<_> =
        privacy.requests.iter().map(|row| row.finish_by.unwrap().to_string()).collect();
    assert_eq!(by, ["2026-01-11", "2026-01-21"]);
    let [hidden, full] = [0, 1].map(|row| privacy.consents[row].entry);
    let giver = |entry: u64| {
        let row = snapshot.entry(entry).unwrap().unwrap();
        row.openings.into_iter().map(|row| (row.field, row.value)).collect::<Vec<_>>()
    };
    let text = |words: &str, entry| Opened::Text(Verbatim::new(words, entry));
    assert_eq!(giver(full)[0], ("donor_name", text("Đàm Văn Thử", full)));
    assert_eq!(giver(full)[1].1, Opened::Withheld);
    assert_eq!(giver(hidden)[0].1, Opened::Withheld);
    assert_eq!(giver(hidden)[1].1, Opened::Withheld);
    let next = hidden + 1;
    assert_eq!(giver(next)[1], ("donor_initials", text("T. T. G.", next)));
    let pledges = (0..next).rev().map(|entry| (entry, snapshot.entry(entry).unwrap().unwrap()));
    let pledges = pledges.filter(|(_, entry)| entry.kind == "pledge/2");
    let erased = pledges.filter(|(_, entry)| entry.openings[0].value == Opened::Erased);
    assert_eq!(erased.count(), 1);
    let fund = snapshot.fund("mh-ngayluong").unwrap().unwrap();
    let about: Vec<_> = fund.latest.iter().filter_map(|row| row.about.clone()).collect();
    assert!(!about.is_empty());
}

#[test]
fn the_article_stands_on_the_pages() {
    let directory = TempDir::new().unwrap();
    make_demo(directory.path());
    let books = PortalBooks::open(directory.path(), "http://localhost").unwrap();
    assert!(!books.refresh().unwrap());
    let snapshot = books.snapshot().unwrap();
    assert!(snapshot.fund("mh-ungho").unwrap().unwrap().spending.len() > 1);
    let light = snapshot.work("w04").unwrap().unwrap();
    assert_eq!(light.chainage.unwrap().verbatim.text, "Mốc 1256-1257+500");
    assert_eq!(light.quantities[0].figure.value, Some(20));
    let Cost::Joint { whole, with } = light.row.cost else { panic!("a joint cost") };
    assert_eq!((whole.value, with[0].id.as_str()), (Some(100_000_000), "w03"));
    let road = snapshot.work("w02a").unwrap().unwrap();
    assert_eq!(road.quantities[0].figure.value, None);
    assert_eq!(road.quantities[0].jointly_with.len(), 3);
    let claims = snapshot.claims().unwrap();
    let sum = claims.rows.iter().find(|row| row.id == "c07").unwrap();
    assert_eq!((sum.claimed.value, sum.books.value), (Some(295_000_000), Some(295_000_000)));
    assert_eq!(sum.arithmetic.len(), 5);
    let figures = std::fs::read(directory.path().join("log/figures.json")).unwrap();
    let figures = read_figures(&figures).unwrap();
    for figure in [snapshot.home().unwrap().sums, snapshot.funds().unwrap().total]
        .into_iter()
        .flat_map(|sums| [sums.received, sums.spent, sums.left])
    {
        assert_eq!(figures.get(&figure.id).unwrap().value, figure.value);
    }
}

/// Whoever opens the seal of a roll-up finds the entries that it was made of.
#[test]
fn every_rollup_leads_to_its_entries() {
    let directory = TempDir::new().unwrap();
    make_demo(directory.path());
    let published = std::fs::read(directory.path().join("log/figures.json")).unwrap();
    let published: serde_json::Value = serde_json::from_slice(&published).unwrap();
    let figures = published["figures"].as_array().unwrap().iter();
    let ids = figures.map(|figure| figure["id"].as_str().unwrap());
    let scopes = ["organisation.", "level.", "programme."];
    let rollups: Vec<&str> =
        ids.filter(|id| scopes.iter().any(|scope| id.starts_with(scope))).collect();
    assert!(rollups.contains(&"level.1.gave"), "{rollups:?}");
    let books = PortalBooks::open(directory.path(), "http://localhost").unwrap();
    let snapshot = books.snapshot().unwrap();
    let without =
        rollups.into_iter().filter(|id| snapshot.figure(id).unwrap().unwrap().entries.is_empty());
    assert_eq!(without.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn a_line_leads_to_its_proof() {
    let directory = TempDir::new().unwrap();
    make_demo(directory.path());
    let books = PortalBooks::open(directory.path(), "http://localhost").unwrap();
    let snapshot = books.snapshot().unwrap();
    let lines = snapshot.lines(&LinesQuery::default()).unwrap();
    let size = i64::try_from(books.version().checkpoint_size).unwrap();
    assert!(lines.matches.value.unwrap() > 100 && lines.matches.value.unwrap() < size);
    let row = lines.rows.iter().find(|row| matches!(row.memo, Opened::Text(_))).unwrap();
    let entry = snapshot.entry(row.entry).unwrap().unwrap();
    let place = entry.place.unwrap();
    assert_eq!(i64::try_from(place.tree_size).unwrap(), size);
    let hash = |text: &str| chungtay_log::hash::Hash::from_hex(text).unwrap();
    let proof: Vec<_> = place.proof.iter().map(|text| hash(text)).collect();
    let leaf = chungtay_log::hash::leaf_hash(entry.canonical.as_bytes());
    let (number, root) = (entry.number, hash(&place.root));
    chungtay_log::proof::verify_inclusion(number, place.tree_size, &leaf, &proof, &root).unwrap();
    assert!(entry.linked.iter().any(|(relation, _)| *relation == Relation::BroughtBy));
    let opened = entry.openings.iter().filter(|row| matches!(row.value, Opened::Text(_)));
    assert!(opened.count() > 0);
    assert!(snapshot.entry(u64::MAX).unwrap().is_none());
}

#[tokio::test]
async fn every_linked_page_answers() {
    let directory = TempDir::new().unwrap();
    make_demo(directory.path());
    let books = PortalBooks::open(directory.path(), "http://localhost").unwrap();
    let app = router(Arc::new(books), &Settings::default());
    let mut waiting: VecDeque<String> = VecDeque::from(["/".to_owned(), "/en".to_owned()]);
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut broken = Vec::new();
    while let Some(address) = waiting.pop_front() {
        if seen.len() >= MOST_PAGES || !seen.insert(address.clone()) {
            continue;
        }
        let request = Request::builder().uri(&address).body(Body::empty()).unwrap();
        let response = app.clone().oneshot(request).await.unwrap();
        if response.status() != StatusCode::OK {
            broken.push(format!("{address}: {}", response.status()));
            continue;
        }
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        let Ok(page) = String::from_utf8(bytes.to_vec()) else { continue };
        for link in page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let link = link.split('#').next().unwrap_or_default().replace("&amp;", "&");
            let elsewhere =
                ["/checkpoint", "/tile/", "/figures.json", "/policy", "/export", "/openings"];
            let of_portal = link.starts_with('/') && !link.starts_with("/assets");
            if of_portal && !elsewhere.iter().any(|path| link.starts_with(path)) {
                waiting.push_back(link);
            }
        }
    }
    assert!(seen.len() > 200, "{} pages", seen.len());
    assert!(broken.is_empty(), "{broken:#?}");
}
