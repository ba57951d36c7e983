//! Rendered pages, kept as they go over the wire: by version of the books, address and packing, within a
//! bound of bytes. A page's tag follows from the same key, so an unchanged page is answered before it is
//! rendered. Only pages that were found are kept; nothing personal depends on the reader.

use super::response::Encoding;
use super::router::Portal;
use super::source::Version;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct PageKey {
    version: Version,
    address: String,
    encoding: Encoding,
}

/// A page as it goes over the wire.
#[derive(Clone, Debug)]
pub(super) struct Page {
    headers: HeaderMap,
    body: Bytes,
}

/// Weighs a page by its bytes and those of its key.
#[derive(Clone, Debug)]
pub(super) struct ByBytes;

impl Weighter<PageKey, Page> for ByBytes {
    fn weight(&self, key: &PageKey, page: &Page) -> u64 {
        // Headers and bookkeeping come to about half a kibibyte a page.
        u64::try_from(key.address.len() + page.body.len() + 512).unwrap_or(u64::MAX)
    }
}

pub(super) type PageCache = Cache<PageKey, Page, ByBytes>;

/// A cache of so many bytes.
pub(super) fn page_cache(bytes: u64) -> PageCache {
    let pages = usize::try_from(bytes / 8192).unwrap_or(usize::MAX);
    Cache::with_weighter(pages.max(16), bytes, ByBytes)
}

/// Answers from the cache, with 304 where the reader holds the page already, or renders and keeps.
pub(super) async fn cached(
    State(portal): State<Portal>,
    mut request: Request,
    next: Next,
) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let encoding = Encoding::accepted(request.headers());
    // One packing is chosen here, so the layer below cannot choose another.
    let chosen = HeaderValue::from_static(encoding.word());
    request.headers_mut().insert(header::ACCEPT_ENCODING, chosen);
    let version = portal.source.version();
    let tag = entity_tag(version, &portal.build, encoding);
    let address = request.uri().path_and_query().map_or("/", |address| address.as_str()).to_owned();
    let key = PageKey { version, address, encoding };
    let known = portal.pages.get(&key);
    if known.is_some() && holds(request.headers(), &tag) {
        return unchanged(&tag);
    }
    let is_get = request.method() == Method::GET;
    if let Some(page) = known {
        return page.respond(is_get);
    }
    let holds_it = holds(request.headers(), &tag);
    let response = next.run(request).await;
    if response.status() != StatusCode::OK {
        return response;
    }
    if holds_it {
        return unchanged(&tag);
    }
    if !is_get {
        return tagged(response, &tag);
    }
    match keep(tagged(response, &tag)).await {
        Ok(page) => {
            portal.pages.insert(key, page.clone());
            page.respond(true)
        }
        Err(error) => {
            tracing::error!(%error, "a rendered page could not be packed");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Strong: two responses with one tag are the same bytes. The address is not in it, since a tag is
/// compared only with tags of its own address (RFC 9110 §8.8.3).
fn entity_tag(version: Version, build: &str, encoding: Encoding) -> HeaderValue {
    let Version { checkpoint_size, signatures, openings_revision } = version;
    let tag = format!(
        "\"{checkpoint_size}-{signatures}-{openings_revision}-{build}-{}\"",
        encoding.word()
    );
    HeaderValue::try_from(tag).unwrap_or(HeaderValue::from_static("\"\""))
}

fn holds(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|candidate| candidate.trim().trim_start_matches("W/").as_bytes() == tag.as_bytes())
}

fn tagged(mut response: Response, tag: &HeaderValue) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::ETAG, tag.clone());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}

fn unchanged(tag: &HeaderValue) -> Response {
    tagged(StatusCode::NOT_MODIFIED.into_response(), tag)
}

async fn keep(response: Response) -> Result<Page, axum::Error> {
    let (parts, body) = response.into_parts();
    let body = body.collect().await?.to_bytes();
    let mut headers = parts.headers;
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    Ok(Page { headers, body })
}

impl Page {
    fn respond(self, with_body: bool) -> Response {
        let body = if with_body { Body::from(self.body) } else { Body::empty() };
        let mut response = Response::new(body);
        *response.headers_mut() = self.headers;
        response
    }
}
