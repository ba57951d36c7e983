//! The portal over the demo book as the service makes it: every page that is linked answers, and what the
//! article tells stands on them as the ledger has it.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use chungtay_ledger::date::Moment;
use chungtay_ledger::figures::read_figures;
use chungtay_ledger::id::{AccountId, FundId};
use chungtay_service::apply::apply;
use chungtay_service::create::{NewBook, create};
use chungtay_service::import::{ImportRequest, import_statement};
use chungtay_web::portal::books::PortalBooks;
use chungtay_web::portal::figure::Cost;
use chungtay_web::portal::pages::entry::Relation;
use chungtay_web::portal::pages::lines::LinesQuery;
use chungtay_web::portal::record::Opened;
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
    let request = ImportRequest {
        file: &demo("statement.csv"),
        account: AccountId::new("mh-nganhang").unwrap(),
        fund: FundId::new("mh-ungho").unwrap(),
        create: false,
        names: None,
        quarantine: false,
        attribute: true,
        opening: None,
        closing: None,
        actor: None,
        reading: chungtay_service::import::ReadingChoice::default(),
    };
    import_statement(&mut book, &request, &mut |_, _| {}).unwrap();
    enter("3-after-import.jsonl", &mut book);
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
