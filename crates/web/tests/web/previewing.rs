//! A story's file before it is published, over the sample: its page is the page of stories with a band above it, what
//! is refused is told in both languages, and nothing of it is kept or listed.

use crate::manners::header;
use crate::rendered::digits_without_source;
use crate::sample::Sample;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use chungtay_web::server::preview_site;
use http_body_util::BodyExt;
use std::path::Path;
use std::sync::Arc;
use tower::ServiceExt;

async fn asked(folder: &Path, address: &str) -> (axum::http::HeaderMap, String) {
    let (headers, bytes) = asked_bytes(folder, address).await;
    (headers, String::from_utf8(bytes).unwrap())
}

async fn asked_bytes(folder: &Path, address: &str) -> (axum::http::HeaderMap, Vec<u8>) {
    let site = preview_site(Arc::new(Sample), &folder.join("log"), &folder.join("bai.md"));
    let request = Request::builder().uri(address).body(Body::empty()).unwrap();
    let response = site.oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK, "{address}");
    assert_eq!(header(&response, "x-robots-tag"), "noindex, nofollow");
    let headers = response.headers().clone();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    (headers, bytes.to_vec())
}

const GOOD: &str = "---\nstory: bai\nlanguage: vi\ntitle: Bài\nlead: Lời.\nsection: notices\nformat: news\n\
authors: o02\ndate: 2023-06-15\n---\nKhông có số.\n";

#[tokio::test]
async fn a_preview_is_the_page_of_stories_and_says_that_it_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bai.md");
    std::fs::write(&file, GOOD).unwrap();
    for (address, published, words) in [
        ("/preview", "/stories/duong-len-moc", "Bản xem trước, chưa đăng"),
        ("/en/preview", "/en/stories/duong-len-moc", "Preview, not published"),
    ] {
        let (headers, html) = asked(folder.path(), address).await;
        assert_eq!(headers["cache-control"], "no-store");
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.ends_with("; connect-src 'self'") && policy.contains("script-src 'self';"));
        assert!(html.contains(words) && html.contains("name=\"robots\" content=\"noindex\""));
        assert!(html.contains("bai.md") && !html.contains("og:image"));
        assert!(!html.contains('⟦') && digits_without_source(&html).is_empty());
        // The text is drawn by the page of stories, word for word.
        let (_, shown) = asked(folder.path(), published).await;
        let text = |html: &str| {
            let (_, rest) = html.split_once("<div class=\"story-text\">").unwrap();
            rest.split_once("</article>").unwrap().0.to_owned()
        };
        assert_eq!(text(&html), text(&shown));
        assert!(!shown.contains("preview"), "a published page has nothing of a preview");
        let card = format!(
            "src=\"/preview/card.png?mark={}\"",
            asked(folder.path(), "/preview/mark").await.1
        );
        assert!(html.contains(&card), "the card that it will have is shown");
    }
}

#[tokio::test]
async fn what_is_refused_is_told_with_its_line_and_its_cure() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bai.md");
    std::fs::write(&file, GOOD.replace("Không có số.", "Đã làm <b>4</b> con đường.")).unwrap();
    for (address, line, cure) in [
        ("/preview", "dòng 11, cột 8", "Viết bằng Markdown"),
        ("/en/preview", "line 11, column 8", "Write Markdown"),
    ] {
        let (_, html) = asked(folder.path(), address).await;
        assert!(html.contains(line) && html.contains(cure), "{html}");
        assert!(
            html.contains("<mark>&#60;b&#62;"),
            "the words are marked, and no markup of their own"
        );
        assert!(!html.contains('⟦') && digits_without_source(&html).is_empty());
    }
    std::fs::write(&file, [0xff, 0xfe]).unwrap();
    assert!(asked(folder.path(), "/preview").await.1.contains("Không đọc được tệp"));
    std::fs::remove_file(&file).unwrap();
    assert!(asked(folder.path(), "/en/preview").await.1.contains("cannot be read"));
}

#[tokio::test]
async fn the_mark_moves_with_the_file_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bai.md");
    std::fs::write(&file, GOOD).unwrap();
    let (_, first) = asked(folder.path(), "/preview/mark").await;
    assert_eq!(asked(folder.path(), "/preview/mark").await.1, first);
    let (_, html) = asked(folder.path(), "/preview").await;
    assert!(html.contains(&format!("data-preview-mark=\"{first}\"")));
    std::fs::write(&file, format!("{GOOD}\nThêm.\n")).unwrap();
    assert_ne!(asked(folder.path(), "/preview/mark").await.1, first);
}

#[tokio::test]
async fn the_card_of_a_preview_is_the_one_that_the_story_will_have() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("bai.md"), GOOD).unwrap();
    let (headers, preview) = asked_bytes(folder.path(), "/preview/card.png").await;
    assert_eq!(
        (&headers["content-type"], &headers["cache-control"]),
        (&"image/png".parse().unwrap(), &"no-store".parse().unwrap())
    );
    let (_, published) = asked_bytes(folder.path(), "/cards/stories/duong-len-moc-vi.png").await;
    assert_eq!(preview, published);
}
