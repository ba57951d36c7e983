//! Questions in the figure language, as a page and as JSON.

use super::pieces::{self, FileHead};
use super::{Place, Source, broken, failure, page};
use crate::portal::frame::{Frame, Section};
use crate::portal::pages::asking::{AskForm, Asked, AskingPage};
use crate::portal::pages::failure::Failure;
use crate::portal::source::Read;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_TYPE, HeaderName};
use axum::response::{IntoResponse, Response};
use chungtay_opendata::behind::HEAD;
use std::sync::Arc;

pub(in crate::portal) async fn ask(
    State(source): Source,
    form: Result<Query<AskForm>, QueryRejection>,
    place: Place,
) -> Response {
    let language = place.language;
    let Ok(Query(form)) = form else {
        let frame = Frame::new(language, Section::Elsewhere, "/figure", None);
        return failure(frame, Failure::BadRequest);
    };
    page(source, place, Section::Elsewhere, move |frame, books| {
        let question = form.q;
        let empty = question.trim().is_empty();
        let asked = if empty { Asked::Nothing } else { books.ask(&question)? };
        Ok(Some(AskingPage { frame, question, asked }))
    })
    .await
}

pub(in crate::portal) async fn ask_json(
    State(source): Source,
    form: Result<Query<AskForm>, QueryRejection>,
    place: Place,
) -> Response {
    let language = place.language;
    let Ok(Query(form)) = form else { return StatusCode::BAD_REQUEST.into_response() };
    let work = move || -> Read<(bool, String)> { source.snapshot()?.ask_json(&form.q, language) };
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok((answered, text))) => sent(answered, text),
        Ok(Err(error)) => {
            tracing::error!(%error, "a question could not be answered");
            broken(language)
        }
        Err(error) => {
            tracing::error!(%error, "a question could not be answered");
            broken(language)
        }
    }
}

/// All entries behind an answer as a table, with what each adds.
pub(in crate::portal) async fn ask_csv(
    State(source): Source,
    form: Result<Query<AskForm>, QueryRejection>,
    place: Place,
) -> Response {
    let language = place.language;
    let Ok(Query(form)) = form else { return StatusCode::BAD_REQUEST.into_response() };
    let (books, question) = (Arc::clone(&source), form.q.clone());
    let work = move || -> Read<(bool, String)> { books.snapshot()?.ask_json(&question, language) };
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok((true, _))) => {}
        Ok(Ok((false, problem))) => return sent(false, problem),
        Ok(Err(error)) => {
            tracing::error!(%error, "a question could not be answered");
            return broken(language);
        }
        Err(error) => {
            tracing::error!(%error, "a question could not be answered");
            return broken(language);
        }
    }
    let head = FileHead {
        kind: "text/csv; charset=utf-8; header=present",
        name: "figure.csv",
        first: HEAD,
    };
    pieces::sent(&head, move |from| source.snapshot()?.ask_piece(&form.q, from))
}

fn sent(answered: bool, text: String) -> Response {
    let status = if answered { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let headers = [
        (CONTENT_TYPE, "application/json"),
        // Figures are for everyone: a page of any other site may ask.
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    (status, headers, text).into_response()
}
