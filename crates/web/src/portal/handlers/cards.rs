//! Pictures of cards, kept by whoever fetched them for as long as their mark says that they are the same.

use crate::portal::card::{Drawn, Subject, mark, picture, words};
use crate::portal::source::{PortalSource, Read};
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Asked for by its mark it never changes, and is kept no longer than photos are, since a story may be taken down;
/// without its mark, or with an older one, it is asked for again.
const FOR_A_MONTH: &str = "public, max-age=2592000, immutable";
const FOR_A_WHILE: &str = "public, max-age=300";

/// `/cards/home-vi.png`, `/cards/stories/ID-en.png`, `/cards/works/ID-vi.png`, each with `?v=MARK`.
pub(crate) async fn card(
    State(source): State<Arc<dyn PortalSource>>,
    State(drawn): State<Arc<Drawn>>,
    Path(path): Path<String>,
    Query(asked): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    let Some((subject, language)) = Subject::of(&path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let held = headers.get(header::IF_NONE_MATCH).cloned();
    let work = move || -> Read<Option<(String, Option<Bytes>)>> {
        let snapshot = source.snapshot()?;
        let Some(card) = words(snapshot.as_ref(), &subject, language)? else { return Ok(None) };
        let mark = mark(&card);
        if held.is_some_and(|held| held.as_bytes() == tag(&mark).as_bytes()) {
            return Ok(Some((mark, None)));
        }
        let bytes = picture(&card, &mark, &drawn).unwrap_or_default();
        Ok(Some((mark, Some(bytes))))
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(Some((mark, bytes)))) => answer(&mark, bytes, asked.get("v") == Some(&mark)),
        Ok(Ok(None)) => StatusCode::NOT_FOUND.into_response(),
        Ok(Err(error)) => {
            tracing::error!(%error, "a card could not be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
        Err(error) => {
            tracing::error!(%error, "a card could not be made");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

fn tag(mark: &str) -> String {
    format!("\"{mark}\"")
}

fn answer(mark: &str, bytes: Option<Bytes>, is_present: bool) -> Response {
    let kept = if is_present { FOR_A_MONTH } else { FOR_A_WHILE };
    let mut response = match bytes {
        Some(bytes) if bytes.is_empty() => StatusCode::NOT_FOUND.into_response(),
        Some(bytes) => ([(header::CONTENT_TYPE, "image/png")], bytes).into_response(),
        None => StatusCode::NOT_MODIFIED.into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    if let Ok(tag) = HeaderValue::try_from(tag(mark)) {
        headers.insert(header::ETAG, tag);
    }
    // A card is made to be shown elsewhere.
    let name = axum::http::HeaderName::from_static("cross-origin-resource-policy");
    headers.insert(name, HeaderValue::from_static("cross-origin"));
    response
}
