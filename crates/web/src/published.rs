//! The published log's files as C2SP tlog-tiles serves them: `checkpoint`, `tile/…`, and beside them the
//! key, `figures.json` and the archives for mirrors (docs/published-log.md). Hands out files as they lie in `DIR/log`; signs, reads and checks nothing.

use crate::portal::secure;
use axum::Router;
use axum::extract::{Path as UrlPath, Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, StatusCode};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower::ServiceExt as _;
use tower_http::services::ServeFile;

/// What is replaced when the log grows: ask again each time.
const CHANGES: &str = "no-cache";
/// A tile of a given width never changes.
const STAYS: &str = "public, max-age=31536000, immutable";
/// Entries stay too, but one that held something personal by mistake may be withheld: a copy on the way
/// is to be gone within a day.
const STAYS_A_DAY: &str = "public, max-age=86400";

/// The files of the log in this folder (`DIR/log`), at the root and under `/log/`.
pub fn router(log: &Path) -> Router {
    let files = || {
        Router::new()
            .route("/checkpoint", get(checkpoint))
            .route("/key", get(key))
            .route("/keys", get(keys))
            .route("/figures.json", get(figures))
            .route("/policy", get(policy))
            .route("/tile/{*path}", get(tile))
            .route("/archive/{*path}", get(archive))
            .route("/story/{*path}", get(story))
            // These lie in static copies only. A server says so whatever state its books are in.
            .route("/exports/{*path}", get(|| async { StatusCode::NOT_FOUND }))
            .route("/copy.json", get(|| async { StatusCode::NOT_FOUND }))
    };
    let log: Arc<Path> = Arc::from(log);
    files().nest("/log", files()).layer(from_fn(secure)).with_state(log)
}

type Log = State<Arc<Path>>;

async fn checkpoint(State(log): Log) -> Response {
    file(log.join("checkpoint"), "text/plain; charset=utf-8", CHANGES).await
}

async fn key(State(log): Log) -> Response {
    file(log.join("key"), "text/plain; charset=utf-8", CHANGES).await
}

async fn keys(State(log): Log) -> Response {
    file(log.join("keys"), "text/plain; charset=utf-8", CHANGES).await
}

async fn policy(State(log): Log) -> Response {
    file(log.join("policy"), "text/plain; charset=utf-8", CHANGES).await
}

async fn figures(State(log): Log) -> Response {
    file(log.join("figures.json"), "application/json", CHANGES).await
}

async fn tile(State(log): Log, UrlPath(path): UrlPath<String>) -> Response {
    if !is_tile_path(&path) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let caching = if path.starts_with("entries/") { STAYS_A_DAY } else { STAYS };
    file(log.join("tile").join(path), "application/octet-stream", caching).await
}

/// A story's file, as it was given, or what its numbers came to. Taken down, it is gone.
async fn story(State(log): Log, UrlPath(path): UrlPath<String>) -> Response {
    let class = match path.rsplit_once('.') {
        Some((_, "md")) => "text/markdown; charset=utf-8",
        Some((_, "json")) => "application/json",
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    if !is_story_path(&path) {
        return StatusCode::NOT_FOUND.into_response();
    }
    file(log.join("story").join(path), class, CHANGES).await
}

/// `road-opened/vi/2.md`: three parts, and no way out of the folder.
fn is_story_path(path: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    stem.split('/').count() == 3 && stem.split('/').all(plain)
}

/// An archive has tens of megabytes: it is handed on as it is read, from where a broken download ended.
async fn archive(State(log): Log, UrlPath(path): UrlPath<String>, request: Request) -> Response {
    if !is_archive_path(&path) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Ok(found) = ServeFile::new(log.join("archive").join(path)).oneshot(request).await;
    (headers("application/zip", STAYS_A_DAY), found).into_response()
}

/// `65536/000.zip`, `4096/x001/067.zip`: as a tile's, with a count for the level.
fn is_archive_path(path: &str) -> bool {
    path.strip_suffix(".zip").is_some_and(|place| !place.contains(".p") && is_tile_path(place))
}

/// `0/x001/067`, `entries/000.p/17`: digits, three to a part, and no way out of the folder.
fn is_tile_path(path: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = path.split('/');
    let level = parts.next().unwrap_or_default();
    let is_part = |part: &str| {
        let part = part.strip_prefix('x').unwrap_or(part);
        digits(part.strip_suffix(".p").unwrap_or(part))
    };
    (digits(level) || level == "entries") && parts.all(is_part)
}

fn headers(class: &'static str, caching: &'static str) -> [(HeaderName, &'static str); 6] {
    [
        (CONTENT_TYPE, class),
        (CACHE_CONTROL, caching),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
        // A verifier may run in a page of any other site.
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ]
}

async fn file(path: PathBuf, class: &'static str, caching: &'static str) -> Response {
    match tokio::task::spawn_blocking(move || std::fs::read(path)).await {
        Ok(Ok(bytes)) => (headers(class, caching), bytes).into_response(),
        Ok(Err(error)) if is_absent(&error) => StatusCode::NOT_FOUND.into_response(),
        Ok(Err(error)) => {
            tracing::error!(%error, "a file of the log could not be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
        Err(error) => {
            tracing::error!(%error, "a file of the log could not be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

fn is_absent(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{IsADirectory, NotADirectory, NotFound};
    matches!(error.kind(), NotFound | IsADirectory | NotADirectory)
}

#[cfg(test)]
mod tests {
    use super::{is_archive_path, is_story_path, is_tile_path};

    #[test]
    fn only_archives_have_the_path_of_an_archive() {
        for path in ["65536/000.zip", "4096/x001/067.zip"] {
            assert!(is_archive_path(path), "{path}");
        }
        for path in ["", "65536/000", "65536/../000.zip", "65536/000.p/1.zip", "../keys.zip"] {
            assert!(!is_archive_path(path), "{path}");
        }
    }

    #[test]
    fn only_stories_have_the_path_of_a_story() {
        for path in ["duong-len-moc/vi/1.md", "a_b/en/12.json"] {
            assert!(is_story_path(path), "{path}");
        }
        for path in ["", "a/vi", "a/vi/1/2.md", "../vi/1.md", "a/../1.md", "a//1.md", "a/vi/.md"] {
            assert!(!is_story_path(path), "{path}");
        }
    }

    #[test]
    fn only_tiles_have_the_path_of_a_tile() {
        for path in ["0/000", "0/x001/067", "1/000.p/5", "entries/x001/x234/067.p/255"] {
            assert!(is_tile_path(path), "{path}");
        }
        for path in
            ["", "..", "0/..", "0/../../keys.sqlite", "entries//000", "0/x", "0/.p", "a/000"]
        {
            assert!(!is_tile_path(path), "{path}");
        }
    }
}
