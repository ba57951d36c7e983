//! How the router behaves: security headers, tags and 304, packing, caching, languages, the search form.

use crate::sample::Sample;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use chungtay_web::portal::pages::lines::{Cursor, FormProblem, LinesForm, Sort};
use chungtay_web::portal::source::{PortalSource, Read, Snapshot, SourceError, Version};
use chungtay_web::portal::{Settings, router};
use http_body_util::BodyExt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use tower::ServiceExt;

/// The sample with a version that can move, counting how often it is read.
#[derive(Default)]
pub(crate) struct Counted {
    revision: AtomicU64,
    reads: AtomicUsize,
    broken: bool,
}

impl PortalSource for Counted {
    fn version(&self) -> Version {
        Version {
            checkpoint_size: 7,
            signatures: 1,
            openings_revision: self.revision.load(Ordering::SeqCst),
        }
    }

    fn snapshot(&self) -> Read<Box<dyn Snapshot + '_>> {
        self.reads.fetch_add(1, Ordering::SeqCst);
        if self.broken {
            return Err(SourceError("disk /secret/path is gone".into()));
        }
        Ok(Box::new(Sample))
    }
}

pub(crate) fn app(source: &Arc<Counted>) -> Router {
    let source: Arc<dyn PortalSource> = Arc::<Counted>::clone(source);
    router(source, &Settings::default())
}

pub(crate) async fn get(app: &Router, address: &str, headers: &[(&str, &str)]) -> Response<Body> {
    let mut request = Request::builder().uri(address);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    app.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
}

pub(crate) fn header<'a>(response: &'a Response<Body>, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

async fn length(response: Response<Body>) -> usize {
    response.into_body().collect().await.unwrap().to_bytes().len()
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let app = app(&Arc::default());
    for address in ["/", "/en/works", "/nothing", "/assets/nothing.css"] {
        let response = get(&app, address, &[]).await;
        let policy = header(&response, "content-security-policy").to_owned();
        for part in
            ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"]
        {
            assert!(policy.contains(part), "{address}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{address}");
        assert_eq!(header(&response, "x-content-type-options"), "nosniff", "{address}");
        assert!(!header(&response, "referrer-policy").is_empty(), "{address}");
    }
}

#[tokio::test]
async fn an_unchanged_page_is_not_sent_twice_and_not_rendered_twice() {
    let source = Arc::<Counted>::default();
    let app = app(&source);
    let first = get(&app, "/works", &[]).await;
    let tag = header(&first, "etag").to_owned();
    assert!(tag.starts_with("\"7-1-0-") && tag.ends_with("-identity\""), "{tag}");
    let again = get(&app, "/works", &[("if-none-match", &tag)]).await;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(header(&again, "etag"), tag);
    assert_eq!(length(again).await, 0);
    let third = get(&app, "/works", &[]).await;
    assert_eq!(length(first).await, length(third).await);
    assert_eq!(source.reads.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn an_erasure_makes_every_kept_page_stale() {
    let source = Arc::<Counted>::default();
    let app = app(&source);
    let before = header(&get(&app, "/lines", &[]).await, "etag").to_owned();
    source.revision.fetch_add(1, Ordering::SeqCst);
    let after = get(&app, "/lines", &[("if-none-match", &before)]).await;
    assert_eq!(after.status(), StatusCode::OK);
    assert_ne!(header(&after, "etag"), before);
    assert_eq!(source.reads.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn pages_are_packed_as_the_reader_takes_them_each_under_its_own_tag() {
    let app = app(&Arc::default());
    let mut tags = Vec::new();
    for (accepted, expected) in [
        ("gzip, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("identity", ""),
    ] {
        for round in ["rendered", "kept"] {
            let response = get(&app, "/", &[("accept-encoding", accepted)]).await;
            assert_eq!(header(&response, "content-encoding"), expected, "{accepted} {round}");
            assert_eq!(header(&response, "vary"), "accept-encoding", "{accepted} {round}");
            tags.push((expected, header(&response, "etag").to_owned()));
            let bytes = length(response).await;
            let limit = if expected.is_empty() { 60_000 } else { 12_000 };
            assert!(bytes < limit, "{accepted}: {bytes}");
        }
    }
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), 3, "{tags:?}");
}

#[tokio::test]
async fn what_is_not_there_is_not_kept_and_says_so_in_the_reader_s_language() {
    let source = Arc::<Counted>::default();
    let app = app(&source);
    for _ in 0..2 {
        let response = get(&app, "/en/funds/none", &[]).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        assert_eq!(header(&response, "etag"), "");
    }
    assert_eq!(source.reads.load(Ordering::SeqCst), 2);
    let response = get(&app, "/en/no/such/page", &[]).await;
    let text = response.into_body().collect().await.unwrap().to_bytes();
    assert!(String::from_utf8_lossy(&text).contains("<html lang=\"en\">"));
}

#[tokio::test]
async fn books_that_cannot_be_read_say_no_more_than_that() {
    let source = Arc::new(Counted { broken: true, ..Counted::default() });
    let response = get(&app(&source), "/", &[]).await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    let text = response.into_body().collect().await.unwrap().to_bytes();
    assert!(!String::from_utf8_lossy(&text).contains("secret"));
}

#[tokio::test]
async fn assets_are_kept_for_ever() {
    let app = app(&Arc::default());
    let address = chungtay_web::portal::assets::address("portal.css");
    let response = get(&app, &address, &[("accept-encoding", "br")]).await;
    assert_eq!(header(&response, "content-type"), "text/css; charset=utf-8");
    assert_eq!(header(&response, "content-encoding"), "br");
    assert!(header(&response, "cache-control").contains("immutable"));
    assert!(length(response).await < 8_000);
}

#[tokio::test]
async fn the_switch_of_language_keeps_the_page() {
    let app = app(&Arc::default());
    for (address, other) in [
        ("/", "/en"),
        ("/en", "/"),
        ("/lines?words=a&amp;fund=yagi", "/en/lines?words=a&amp;fund=yagi"),
        ("/en/entries/7", "/entries/7"),
    ] {
        let response = get(&app, &address.replace("&amp;", "&"), &[]).await;
        let text = response.into_body().collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&text);
        let link = format!("<a class=\"tool\" href=\"{}\"", other.replace("&amp;", "&#38;"));
        assert!(text.contains(&link), "{address}: {link}");
    }
}

#[tokio::test]
async fn a_slash_too_many_leads_to_the_english_home() {
    let response = get(&app(&Arc::default()), "/en/", &[]).await;
    assert_eq!(response.status(), StatusCode::PERMANENT_REDIRECT);
    assert_eq!(header(&response, "location"), "/en");
}

#[test]
fn the_search_form_reads_what_people_write() {
    let form =
        LinesForm { amount: "1,2 tỷ".into(), day: "2024-09-10".into(), ..LinesForm::default() };
    let query = form.read(None).unwrap();
    assert_eq!(query.amount.unwrap().single().unwrap().0, 1_200_000_000);
    assert_eq!(query.day.unwrap().single().unwrap().to_string(), "2024-09-10");
    assert_eq!((query.sort, query.cursor), (Sort::Newest, Cursor::Start));
    let form = LinesForm {
        amount: "nhiều".into(),
        day: "2024-02-30".into(),
        direction: "sideways".into(),
        ..LinesForm::default()
    };
    let expected = vec![FormProblem::Amount, FormProblem::Day, FormProblem::Choice];
    assert_eq!(form.read(None).unwrap_err(), expected);
}

#[test]
fn the_next_page_keeps_the_search() {
    let form =
        LinesForm { words: "bão số 3".into(), sort: "amount".into(), ..LinesForm::default() };
    assert_eq!(form.after("x/1"), "/lines?words=b%C3%A3o+s%E1%BB%91+3&sort=amount&after=x%2F1");
    assert_eq!(form.sorted(Sort::Newest), "/lines?words=b%C3%A3o+s%E1%BB%91+3&sort=newest");
}
