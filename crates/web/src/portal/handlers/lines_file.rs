//! All that a search found, as a table or as JSON lines, however many.

use super::pieces::{self, FileHead};
use super::{Source, broken, failure};
use crate::portal::frame::{Frame, Section};
use crate::portal::pages::failure::Failure;
use crate::portal::pages::lines::LinesForm;
use crate::portal::pages::lines::file::FileFormat;
use crate::portal::source::{PortalSource, Read};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use chungtay_opendata::lines::HEAD;
use chungtay_search::Matches;
use chungtay_text::Language;
use std::sync::Arc;

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
    let head = match format {
        FileFormat::Csv => FileHead {
            kind: "text/csv; charset=utf-8; header=present",
            name: "lines.csv",
            first: HEAD,
        },
        FileFormat::JsonLines => {
            FileHead { kind: "application/jsonl; charset=utf-8", name: "lines.jsonl", first: b"" }
        }
    };
    pieces::sent(&head, move |from| source.snapshot()?.lines_piece(&found, format, from))
}
