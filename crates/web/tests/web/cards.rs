//! Cards as those who pass pages on find them: an address that others can open, a picture of the size that is told, and
//! nothing asked for twice.

use crate::manners::{Counted, app, get, header};
use axum::http::StatusCode;
use http_body_util::BodyExt;
use std::sync::Arc;

async fn html(address: &str) -> String {
    let response = get(&app(&Arc::new(Counted::default())), address, &[]).await;
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What a page says of itself.
fn said(html: &str, name: &str) -> String {
    let (_, rest) =
        html.split_once(&format!("=\"{name}\" content=\"")).unwrap_or_else(|| panic!("{name}"));
    rest.split('"').next().unwrap().to_owned()
}

/// Width and height in a PNG's first chunk.
fn size(png: &[u8]) -> (u32, u32) {
    assert_eq!(png[..16], *b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[tokio::test]
async fn pages_name_their_card_by_its_whole_address() {
    let app = app(&Arc::new(Counted::default()));
    for (page, room) in [
        ("/", "home-vi.png"),
        ("/en", "home-en.png"),
        ("/stories/duong-len-moc", "stories/duong-len-moc-vi.png"),
        ("/works/moc-1039", "works/moc-1039-vi.png"),
        ("/en/works/moc-1039", "works/moc-1039-en.png"),
    ] {
        let html = html(page).await;
        let address = said(&html, "og:image");
        assert_eq!(said(&html, "twitter:image"), address);
        let path = address.strip_prefix("https://so.example").unwrap();
        assert!(path.starts_with(&format!("/cards/{room}?v=")), "{path}");
        let response = get(&app, path, &[]).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert_eq!(header(&response, "content-type"), "image/png");
        assert!(header(&response, "cache-control").ends_with("immutable"));
        assert_eq!(header(&response, "cross-origin-resource-policy"), "cross-origin");
        let tag = header(&response, "etag").to_owned();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        let told = ["og:image:width", "og:image:height"].map(|name| said(&html, name));
        let (width, height) = size(&bytes);
        assert_eq!(told, [width.to_string(), height.to_string()]);
        assert_eq!((width, height), (1200, 630));
        let again = get(&app, path, &[("if-none-match", &tag)]).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        // An older address gives the card of now, and is asked for again.
        let older = get(&app, &format!("/cards/{room}?v=0"), &[]).await;
        assert_eq!(
            (older.status(), header(&older, "cache-control")),
            (StatusCode::OK, "public, max-age=300")
        );
    }
}

#[tokio::test]
async fn there_is_no_card_of_what_there_is_not() {
    let app = app(&Arc::new(Counted::default()));
    for path in [
        "/cards/home.png",
        "/cards/home-fr.png",
        "/cards/works/none-vi.png",
        "/cards/stories/none-vi.png",
        "/cards/x/y-vi.png",
        "/cards/works/moc-1039-vi.svg",
    ] {
        assert_eq!(get(&app, path, &[]).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}
