//! All that a search found, as a table or as JSON lines, however many: handed out piece by piece as the
//! reader takes it. Never kept, never cut short: what cannot be read to its end breaks the connection off.

use super::{Source, broken, failure};
use crate::portal::frame::{Frame, Section};
use crate::portal::pages::failure::Failure;
use crate::portal::pages::lines::LinesForm;
use crate::portal::pages::lines::file::{FileFormat, Piece};
use crate::portal::source::{PortalSource, Read, SourceError};
use axum::body::{Body, Bytes};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use chungtay_opendata::lines::HEAD;
use chungtay_search::Matches;
use chungtay_text::Language;
use http_body_util::channel::{Channel, Sender};
use std::sync::Arc;

/// Pieces that wait for a slow reader.
const PIECES_WAITING: usize = 2;

pub(in crate::portal) async fn lines_csv(
    State(source): Source,
    form: Result<Query<LinesForm>, QueryRejection>,
) -> Response {
    lines_file(source, form, FileFormat::Csv).await
}

pub(in crate::portal) async fn lines_json(
    State(source): Source,
    form: Result<Query<LinesForm>, QueryRejection>,
) -> Response {
    lines_file(source, form, FileFormat::JsonLines).await
}

async fn lines_file(
    source: Arc<dyn PortalSource>,
    form: Result<Query<LinesForm>, QueryRejection>,
    format: FileFormat,
) -> Response {
    let refused = || {
        let frame = Frame::new(Language::Vietnamese, Section::Lines, "/lines", None);
        failure(frame, Failure::BadRequest)
    };
    let Ok(Query(form)) = form else { return refused() };
    let books = Arc::clone(&source);
    let work = move || -> Read<Option<Matches>> {
        let snapshot = books.snapshot()?;
        let Ok(query) = form.read(snapshot.lines_choices()?.last_day) else { return Ok(None) };
        snapshot.lines_found(&query).map(Some)
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(Some(found))) => sent(source, found, format),
        Ok(Ok(None)) => refused(),
        Ok(Err(error)) => {
            tracing::error!(%error, "lines could not be searched for a file");
            broken(Language::Vietnamese)
        }
        Err(error) => {
            tracing::error!(%error, "lines could not be searched for a file");
            broken(Language::Vietnamese)
        }
    }
}

fn sent(source: Arc<dyn PortalSource>, found: Matches, format: FileFormat) -> Response {
    let (sender, body) = Channel::new(PIECES_WAITING);
    tokio::spawn(send(source, Arc::new(found), format, sender));
    let (kind, name) = match format {
        FileFormat::Csv => ("text/csv; charset=utf-8; header=present", "lines.csv"),
        FileFormat::JsonLines => ("application/jsonl; charset=utf-8", "lines.jsonl"),
    };
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, Body::new(body)).into_response()
}

async fn send(
    source: Arc<dyn PortalSource>,
    found: Arc<Matches>,
    format: FileFormat,
    mut sender: Sender<Bytes, SourceError>,
) {
    if format == FileFormat::Csv && sender.send_data(Bytes::from_static(HEAD)).await.is_err() {
        return;
    }
    let mut from = 0;
    loop {
        let (books, all) = (Arc::clone(&source), Arc::clone(&found));
        let work = move || -> Read<Piece> { books.snapshot()?.lines_piece(&all, format, from) };
        let piece = match tokio::task::spawn_blocking(work).await {
            Ok(Ok(piece)) => piece,
            Ok(Err(error)) => {
                tracing::error!(%error, "a file of lines broke off");
                sender.abort(error);
                return;
            }
            Err(error) => {
                tracing::error!(%error, "a file of lines broke off");
                sender.abort(SourceError(Box::new(error)));
                return;
            }
        };
        if sender.send_data(Bytes::from(piece.bytes)).await.is_err() {
            return;
        }
        let Some(next) = piece.next else { return };
        from = next;
    }
}
