//! The files of `frontend/dist`, embedded: their names carry their hash, so they are kept for ever by
//! whoever fetched them. Never reads the disk.

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::LazyLock;

struct Asset {
    /// The name templates use (`portal.css`).
    name: &'static str,
    /// The name with its hash.
    file: &'static str,
    bytes: &'static [u8],
    /// Empty where the file is packed already (fonts).
    gzip: &'static [u8],
    /// Empty where the file is packed already.
    brotli: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Where the files are served.
pub const PATH: &str = "/assets/{file}";

/// What tells this build of the frontend from every other (sixteen hexadecimal digits).
pub const FRONTEND_BUILD: &str = BUILD;

/// The files, ordered by name.
static BY_NAME: LazyLock<Vec<&'static Asset>> = LazyLock::new(|| {
    let mut assets: Vec<&'static Asset> = FILES.iter().collect();
    assets.sort_by_key(|asset| asset.name);
    assets
});

/// The address of a file by the name templates use; an unknown name leads nowhere (a test finds it).
#[must_use]
pub fn address(name: &str) -> String {
    let file = BY_NAME
        .binary_search_by_key(&name, |asset| asset.name)
        .map_or(name, |index| BY_NAME[index].file);
    format!("/assets/{file}")
}

/// Whether there is such a file.
#[must_use]
pub fn has(name: &str) -> bool {
    FILES.iter().any(|asset| asset.name == name)
}

/// A font that cards are drawn with, as TrueType.
#[must_use]
pub fn card_font(name: &str) -> Option<&'static [u8]> {
    CARD_FONTS.iter().find(|(known, _)| *known == name).map(|(_, bytes)| *bytes)
}

/// Serves one file, in the packing the reader takes.
pub(super) async fn serve(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = FILES.iter().find(|asset| asset.file == file) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let accepted = super::response::Encoding::accepted(&headers);
    let (body, encoding) = match accepted {
        super::response::Encoding::Brotli if !asset.brotli.is_empty() => (asset.brotli, Some("br")),
        super::response::Encoding::Gzip if !asset.gzip.is_empty() => (asset.gzip, Some("gzip")),
        super::response::Encoding::Brotli
        | super::response::Encoding::Gzip
        | super::response::Encoding::Identity => (asset.bytes, None),
    };
    let mut response = (
        [
            (header::CONTENT_TYPE, content_type(asset.file)),
            (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            (header::VARY, "accept-encoding"),
        ],
        body,
    )
        .into_response();
    if let Some(encoding) = encoding {
        let value = axum::http::HeaderValue::from_static(encoding);
        response.headers_mut().insert(header::CONTENT_ENCODING, value);
    }
    response
}

fn content_type(file: &str) -> &'static str {
    match file.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "text/plain; charset=utf-8",
    }
}
