//! The receipt verifier: one file that is the same for every book, built from `frontend/verifier` and
//! embedded byte for byte. Served under one name, with the policy that it also carries in its head; never
//! changed on the way, so that whoever saves it holds the file whose SHA-256 is published.

use super::response::Encoding;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};

include!(concat!(env!("OUT_DIR"), "/verifier.rs"));

/// Where it is served; a static copy writes it under the same name.
pub const VERIFIER_PATH: &str = "/verify.html";

/// The file's SHA-256, in hexadecimal digits.
pub const VERIFIER_SHA256: &str = DIGEST;

/// The file.
#[must_use]
pub fn verifier() -> &'static [u8] {
    BYTES
}

/// Serves the file. Its own policy takes the place of the portal's: its script and its style stand in it,
/// and it may ask for the camera.
pub(super) async fn serve(headers: HeaderMap) -> Response {
    let (body, encoding) = match Encoding::accepted(&headers) {
        Encoding::Brotli => (BROTLI, Some("br")),
        Encoding::Gzip => (GZIP, Some("gzip")),
        Encoding::Identity => (BYTES, None),
    };
    let mut response = (
        [
            (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
            (header::CACHE_CONTROL, "public, max-age=3600".to_owned()),
            (header::VARY, "accept-encoding".to_owned()),
            (header::CONTENT_SECURITY_POLICY, format!("{POLICY}; frame-ancestors 'none'")),
            (header::REFERRER_POLICY, "no-referrer".to_owned()),
            (HeaderName::from_static("permissions-policy"), PERMISSIONS.to_owned()),
        ],
        body,
    )
        .into_response();
    if let Some(encoding) = encoding {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

const PERMISSIONS: &str = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()";
