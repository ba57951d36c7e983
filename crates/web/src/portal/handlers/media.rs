//! Published files of photos and papers, by the hash of their bytes. They are kept for a month by whoever
//! fetched them; what was erased is gone here at once.

use crate::portal::source::PortalSource;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Nothing in a published file may run or load anything, wherever it is opened.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

pub(crate) async fn media(
    State(source): State<Arc<dyn PortalSource>>,
    Path(name): Path<String>,
) -> Response {
    let Some((hash, class)) = asked(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let found = tokio::task::spawn_blocking(move || source.snapshot()?.published_file(&hash)).await;
    match found {
        Ok(Ok(Some(bytes))) if is_of(&bytes, class) => {
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static(class)),
                (
                    header::CACHE_CONTROL,
                    HeaderValue::from_static("public, max-age=2592000, immutable"),
                ),
                (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
            ];
            let mut response = (headers, bytes).into_response();
            if class == "application/pdf" {
                let kept = HeaderValue::from_static("attachment");
                response.headers_mut().insert(header::CONTENT_DISPOSITION, kept);
            }
            response
        }
        Ok(Ok(_)) => StatusCode::NOT_FOUND.into_response(),
        Ok(Err(error)) => {
            tracing::error!(%error, "a published file could not be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
        Err(error) => {
            tracing::error!(%error, "a published file could not be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// The hash and the type of `HASH.webp`.
fn asked(name: &str) -> Option<([u8; 32], &'static str)> {
    let (hash, ending) = name.split_once('.')?;
    let class = match ending {
        "webp" => "image/webp",
        "jpg" => "image/jpeg",
        "pdf" => "application/pdf",
        _ => return None,
    };
    Some((chungtay_journal::published_form::hash_of(hash)?, class))
}

/// Whether the bytes begin as the type's do.
fn is_of(bytes: &[u8], class: &str) -> bool {
    match class {
        "image/webp" => bytes.starts_with(b"RIFF"),
        "image/jpeg" => bytes.starts_with(b"\xff\xd8\xff"),
        _ => bytes.starts_with(b"%PDF-"),
    }
}
