//! The receipt verifier as it is served: the bytes that were built, under the hash that is printed where
//! people look for it, with a policy that forbids it every address.

use crate::manners::{app, get, header};
use axum::http::StatusCode;
use chungtay_web::portal::verifier::{VERIFIER_PATH, VERIFIER_SHA256, verifier};
use http_body_util::BodyExt;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

fn project_file(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name)).unwrap()
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

#[tokio::test]
async fn the_file_served_is_the_file_built_whose_hash_is_printed() {
    let app = app(&std::sync::Arc::default());
    let response = get(&app, VERIFIER_PATH, &[]).await;
    assert_eq!(response.status(), StatusCode::OK);
    let body = response.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(body, project_file("frontend/dist/verify.html"));
    assert_eq!(body, verifier());
    let found = digest(&body);
    assert_eq!(found, VERIFIER_SHA256);
    let cure = "run `npm run write-hash` in frontend/";
    let readme = String::from_utf8(project_file("README.md")).unwrap();
    assert!(readme.contains(&found), "README.md has not {found}: {cure}");
    let sums = String::from_utf8(project_file("docs/verify.html.sha256")).unwrap();
    assert_eq!(sums, format!("{found}  verify.html\n"), "{cure}");
    for address in ["/log", "/en/log"] {
        let page = get(&app, address, &[]).await.into_body().collect().await.unwrap().to_bytes();
        assert!(String::from_utf8_lossy(&page).contains(&found), "{address}");
    }
}

#[tokio::test]
async fn it_may_ask_nothing_of_any_address() {
    let app = app(&std::sync::Arc::default());
    let response = get(&app, VERIFIER_PATH, &[("accept-encoding", "br")]).await;
    assert_eq!(header(&response, "content-encoding"), "br");
    assert_eq!(header(&response, "content-type"), "text/html; charset=utf-8");
    let policy = header(&response, "content-security-policy").to_owned();
    let own = policy.strip_suffix("; frame-ancestors 'none'").unwrap();
    assert!(own.starts_with("default-src 'none'; script-src 'sha256-"), "{own}");
    for open in ["http", "*", "unsafe", "connect-src", "'self'"] {
        assert!(!own.contains(open), "{open} in {own}");
    }
    let text = String::from_utf8_lossy(verifier()).into_owned();
    assert!(text.contains(&format!("http-equiv=\"Content-Security-Policy\" content=\"{own}\"")));
    assert!(header(&response, "permissions-policy").starts_with("camera=(self)"));
}
