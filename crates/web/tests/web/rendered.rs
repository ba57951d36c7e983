//! Every template rendered with sample data in both languages: no key missing, no digit without its
//! source, no script or style inside, every asset and every figure's proof named truly.

use crate::sample::Sample;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use chungtay_web::portal::{Settings, assets, router};
use http_body_util::BodyExt;
use std::sync::Arc;
use tower::ServiceExt;

/// One address per template, and some in their other states.
const ADDRESSES: &[&str] = &[
    "/",
    "/funds",
    "/funds/yagi",
    "/funds/ngay-luong",
    "/charts",
    "/programmes",
    "/programmes/dan-van-kheo",
    "/works",
    "/works/moc-1039",
    "/works/thap-sang",
    "/works/nha-van-hoa",
    "/strips/markers",
    "/map",
    "/disclosure",
    "/organisations",
    "/organisations?on=2022-01-01",
    "/organisations?on=x",
    "/organisations/dang-bo",
    "/bases",
    "/bases/chi-thi-05",
    "/models",
    "/models/duong-moc",
    "/drives",
    "/drives/ngay-luong-2023",
    "/drives/ngay-luong-2023/thanks/2",
    "/claims",
    "/claims/c02",
    "/figure",
    "/figure?q=length+of+works",
    "/figure?q=w1",
    "/sources/bai-bao",
    "/lines",
    "/lines?words=khong+co",
    "/lines?words=200.000+10%2F9%2F2024+nguyen+6458.72322",
    "/lines?amount=abc&day=2024-02-30&state=x",
    "/lines?after=200300&sort=amount&fund=yagi",
    "/entries/0",
    "/entries/200301",
    "/bundles",
    "/bundles/0",
    "/bundles/784",
    "/receipts/0",
    "/receipts/1",
    "/receipts/2",
    "/receipts/200301",
    "/figures/fund.yagi.received",
    "/balances",
    "/balances/vcb",
    "/imports/1",
    "/comparisons/200873/1",
    "/comparisons/200874/1",
    "/log",
    "/about",
    "/places",
    "/places?q=tam+gia",
    "/privacy",
    "/stories",
    "/stories/duong-len-moc",
];

async fn page(address: &str) -> (StatusCode, String) {
    let app = router(Arc::new(Sample), &Settings::default());
    let request = Request::builder().uri(address).body(Body::empty()).unwrap();
    let response = app.oneshot(request).await.unwrap();
    let status = response.status();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

fn in_english(address: &str) -> String {
    if address == "/" { "/en".into() } else { format!("/en{address}") }
}

/// Every page in both languages.
async fn pages() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for address in ADDRESSES {
        for address in [(*address).to_owned(), in_english(address)] {
            let (status, html) = page(&address).await;
            assert_eq!(status, StatusCode::OK, "{address}");
            pages.push((address, html));
        }
    }
    for address in ["/nothing", "/en/nothing", "/funds/none", "/entries/99999999", "/entries/x"] {
        let (status, html) = page(address).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{address}");
        pages.push((address.to_owned(), html));
    }
    pages
}

#[tokio::test]
async fn every_page_renders_in_both_languages_without_a_missing_message() {
    for (address, html) in pages().await {
        assert!(!html.contains('⟦'), "{address}: {}", around(&html, "⟦"));
        assert!(!html.contains("{$"), "{address}: {}", around(&html, "{$"));
        let english = address == "/en" || address.starts_with("/en/");
        let language = if english { "en" } else { "vi" };
        assert!(html.contains(&format!("<html lang=\"{language}\">")), "{address}");
        assert_eq!(html.matches("<h1").count(), 1, "{address}: one heading of the first level");
    }
}

#[tokio::test]
async fn nothing_is_inline_and_every_asset_is_there() {
    for (address, html) in pages().await {
        assert!(!html.contains(" style="), "{address}: {}", around(&html, " style="));
        assert!(!html.contains("<style"), "{address}");
        for (start, _) in html.match_indices("<script") {
            assert!(html[start..].starts_with("<script src=\"/assets/"), "{address}");
        }
        for (start, _) in html.match_indices("\"/assets/") {
            let file = html[start + 9..].split('"').next().unwrap();
            let (status, _) = asset(file).await;
            assert_eq!(status, StatusCode::OK, "{address}: {file}");
        }
    }
    for name in [
        "portal.css",
        "story.css",
        "works.css",
        "charts.css",
        "map-page.css",
        "map-open.js",
        "script.js",
        "icon.svg",
        "licences.txt",
    ] {
        assert!(assets::has(name), "{name}");
    }
}

async fn asset(file: &str) -> (StatusCode, usize) {
    let app = router(Arc::new(Sample), &Settings::default());
    let request = Request::builder().uri(format!("/assets/{file}")).body(Body::empty()).unwrap();
    let response = app.oneshot(request).await.unwrap();
    (response.status(), response.into_body().collect().await.unwrap().to_bytes().len())
}

#[tokio::test]
async fn no_digit_stands_without_its_source() {
    for (address, html) in pages().await {
        let orphans = digits_without_source(&html);
        assert!(orphans.is_empty(), "{address}: {orphans:?}");
    }
}

#[tokio::test]
async fn unknowns_and_joint_costs_are_said_to_be_so() {
    let (_, html) = page("/works/thap-sang").await;
    assert!(html.contains("chung với"), "the joint cost names the other work");
    assert!(html.contains("không tách riêng"));
    let (_, html) = page("/works/moc-1039").await;
    assert!(html.contains("class=\"unknown\" data-figure=\"work.moc-1039.length\""));
    let (_, html) = page("/en/balances/vcb").await;
    assert!(html.contains("data-figure=\"account.vcb.2024-09-10.printed\""));
    assert!(html.contains("Nothing printed"));
}

#[tokio::test]
async fn a_figure_is_bound_to_its_id_and_its_proof() {
    let (_, html) = page("/funds/yagi").await;
    let figure = "<data class=\"figure\" value=\"135081775728\" \
                  data-figure=\"fund.yagi.received\">135.081.775.728 đ</data>";
    assert!(html.contains(figure));
    assert!(html.contains("href=\"/figures/fund.yagi.received\""));
    let (_, html) = page("/en/funds/yagi").await;
    assert!(html.contains(">VND 135,081,775,728</data>"));
    assert!(html.contains("href=\"/en/figures/fund.yagi.received\""));
}

fn around(html: &str, what: &str) -> String {
    let start = html.find(what).unwrap_or(0);
    html[start..].chars().take(80).collect()
}

/// Elements that have no end tag.
const VOID: &[&str] =
    &["meta", "link", "input", "br", "hr", "img", "use", "path", "circle", "rect"];

/// The texts with a digit that stand in no element naming a figure, an entry, a source or a time, nor in
/// code. A small reading of our own markup: tags are balanced, attributes are quoted.
pub(crate) fn digits_without_source(html: &str) -> Vec<String> {
    let (mut open, mut orphans) = (Vec::<(String, bool)>::new(), Vec::new());
    let body = html.split_once("<head>").unwrap().1;
    for piece in body.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name = tag.trim_start_matches('/').split([' ', '/', '\n']).next().unwrap().to_owned();
        if tag.starts_with('/') {
            while open.pop().is_some_and(|(opened, _)| opened != name) {}
        } else if !VOID.contains(&name.as_str()) && !tag.ends_with('/') {
            let named = ["data-figure=", "data-entry=", "data-source=", "datetime="];
            let sourced = name == "code" || named.iter().any(|attribute| tag.contains(attribute));
            open.push((name, sourced));
        }
        let sourced = open.iter().any(|(_, sourced)| *sourced);
        let entities =
            ["&#39;"].iter().fold(text.to_owned(), |text, entity| text.replace(entity, ""));
        if !sourced && entities.chars().any(char::is_numeric) {
            orphans.push(format!("<{tag}> {}", text.trim()));
        }
    }
    orphans
}

#[test]
fn the_reading_of_digits_sees_what_it_should() {
    let html = "<head></head><p>a 1 <data data-figure=\"x\">2</data><br>3</p><code>4</code> 5";
    let found = digits_without_source(html);
    assert_eq!(found.len(), 3, "{found:?}");
}
