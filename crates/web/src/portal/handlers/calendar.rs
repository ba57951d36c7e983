//! The calendar feed of disclosure deadlines, one address for each language, both at the root.

use super::{Source, broken};
use crate::portal::calendar::{MEDIA_TYPE, feed};
use crate::portal::frame::{Frame, Section};
use crate::portal::source::Read;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use chungtay_text::Language;

pub(in crate::portal) async fn vietnamese(State(source): Source) -> Response {
    calendar(State(source), Language::Vietnamese).await
}

pub(in crate::portal) async fn english(State(source): Source) -> Response {
    calendar(State(source), Language::English).await
}

async fn calendar(State(source): Source, language: Language) -> Response {
    let work = move || -> Read<String> {
        let snapshot = source.snapshot()?;
        let book = Some(snapshot.book()?);
        let frame = Frame::new(language, Section::Works, "/disclosure", book);
        Ok(feed(&frame, &snapshot.disclosure()?))
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(text)) => ([(CONTENT_TYPE, MEDIA_TYPE)], text).into_response(),
        Ok(Err(error)) => {
            tracing::error!(%error, "the calendar could not be read");
            broken(language)
        }
        Err(error) => {
            tracing::error!(%error, "the calendar could not be made");
            broken(language)
        }
    }
}
