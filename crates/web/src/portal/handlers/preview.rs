//! A story's file as its page would be, read anew each time it is asked for. The page is the page of stories; what is
//! refused is told with its place and its cure. Publishes nothing and writes nothing.

use super::{Place, Source, broken, failure, rendered};
use crate::portal::card::{self, Drawn};
use crate::portal::frame::{Frame, Section};
use crate::portal::pages::failure::Failure;
use crate::portal::pages::preview::{FaultRow, FaultsPage, Preview};
use crate::portal::pages::stories::StoryPage;
use crate::portal::response::{CONTENT_SECURITY_POLICY, secure};
use crate::portal::source::{PortalSource, Read};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{FromRef, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chungtay_log::hash::leaf_hash;
use chungtay_text::Language;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Digits of a mark: enough to tell two texts of one afternoon apart.
const MARK_DIGITS: usize = 16;

/// The file, and the books that its numbers are asked of.
#[derive(Clone)]
struct Desk {
    source: Arc<dyn PortalSource>,
    file: Arc<PathBuf>,
    drawn: Arc<Drawn>,
}

impl FromRef<Desk> for Arc<dyn PortalSource> {
    fn from_ref(desk: &Desk) -> Self {
        Self::clone(&desk.source)
    }
}

impl Desk {
    /// The text, or why it cannot be read; and a mark of both the text and the books.
    fn read(&self) -> (Result<String, String>, String) {
        let version = self.source.version();
        let text = std::fs::read_to_string(self.file.as_path()).map_err(|error| error.to_string());
        let (Ok(told) | Err(told)) = &text;
        let mut mark = leaf_hash(format!("{version:?} {told}").as_bytes()).to_hex();
        mark.truncate(MARK_DIGITS);
        (text, mark)
    }

    fn name(&self) -> String {
        let name = self.file.file_name().unwrap_or(self.file.as_os_str());
        name.to_string_lossy().into_owned()
    }
}

/// `/preview`, `/en/preview`, `/preview/mark` for their script, and `/preview/card.png`.
pub(crate) fn routes(source: Arc<dyn PortalSource>, file: &Path) -> Router {
    let desk = Desk { source, file: Arc::new(file.to_path_buf()), drawn: Arc::new(card::drawn()) };
    let shown = |language: Language| get(look).layer(axum::Extension(language));
    Router::new()
        .route("/preview", shown(Language::Vietnamese))
        .route("/en/preview", shown(Language::English))
        .route("/preview/mark", get(mark))
        .route("/preview/card.png", get(picture))
        .layer(from_fn(secure))
        .with_state(desk)
}

async fn look(State(desk): State<Desk>, State(source): Source, place: Place) -> Response {
    let language = place.language;
    let work = move || -> Read<Response> {
        let (text, mark) = desk.read();
        let snapshot = source.snapshot()?;
        let book = snapshot.book()?;
        let frame = Frame::new(language, Section::Elsewhere, "/preview", Some(book));
        let preview = Preview { file: desk.name(), mark };
        let faulty =
            |frame, unread, faults| FaultsPage { frame, preview: preview.clone(), unread, faults };
        let text = match text {
            Ok(text) => text,
            Err(problem) => {
                return Ok(rendered(StatusCode::OK, &faulty(frame, Some(problem), Vec::new())));
            }
        };
        Ok(match snapshot.draft(&text, language)? {
            Ok(view) => match view.and_then(|view| StoryPage::new(frame.clone(), view)) {
                Some(page) => {
                    rendered(StatusCode::OK, &StoryPage { preview: Some(preview), ..page })
                }
                None => failure(frame, Failure::Broken),
            },
            Err(faults) => {
                let rows = faults.iter().map(|fault| FaultRow::of(fault, &text, language));
                rendered(StatusCode::OK, &faulty(frame, None, rows.collect()))
            }
        })
    };
    let mut response = match tokio::task::spawn_blocking(work).await {
        Ok(Ok(response)) => response,
        Ok(Err(error)) => {
            tracing::error!(%error, "a preview could not be read");
            broken(language)
        }
        Err(error) => {
            tracing::error!(%error, "a preview could not be made");
            broken(language)
        }
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // The page asks this server alone whether the file has changed.
    let policy = format!("{CONTENT_SECURITY_POLICY}; connect-src 'self'");
    if let Ok(policy) = HeaderValue::try_from(policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

async fn mark(State(desk): State<Desk>) -> Response {
    let read = tokio::task::spawn_blocking(move || desk.read().1);
    match read.await {
        Ok(mark) => {
            let kind = (header::CONTENT_TYPE, "text/plain; charset=utf-8");
            ([kind, (header::CACHE_CONTROL, "no-store")], mark).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The card that the story will have; nothing where the file cannot be published.
async fn picture(State(desk): State<Desk>) -> Response {
    let work = move || -> Read<Option<Bytes>> {
        let (Ok(text), _) = desk.read() else { return Ok(None) };
        let snapshot = desk.source.snapshot()?;
        let Ok(Some(view)) = snapshot.draft(&text, Language::Vietnamese)? else { return Ok(None) };
        let frame = Frame::of_nowhere(view.row.language, Some(snapshot.book()?));
        let card = card::of_story(&frame, &view.row);
        Ok(card::picture(&card, &card::mark(&card), &desk.drawn))
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(Some(bytes))) => {
            let kind = (header::CONTENT_TYPE, "image/png");
            ([kind, (header::CACHE_CONTROL, "no-store")], bytes).into_response()
        }
        Ok(Ok(None)) => StatusCode::NOT_FOUND.into_response(),
        Ok(Err(error)) => {
            tracing::error!(%error, "a card could not be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Keeps whatever is answered out of search engines.
pub(crate) async fn unlisted(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let name = HeaderName::from_static("x-robots-tag");
    response.headers_mut().insert(name, HeaderValue::from_static("noindex, nofollow"));
    response
}

/// Answers only who asked for this machine by a name of its own: a page of somebody else's, whose name was turned
/// to the loopback, reads no draft.
pub(crate) async fn only_here(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    if host.is_some_and(is_here) {
        return next.run(request).await;
    }
    StatusCode::MISDIRECTED_REQUEST.into_response()
}

fn is_here(host: &str) -> bool {
    let name = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((name, _)) => name,
        None => host.split(':').next().unwrap_or_default(),
    };
    name == "localhost" || name.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}
