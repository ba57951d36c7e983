//! Stories: the list, one of them, and their feeds.

use super::{Place, Source, broken, page};
use crate::portal::frame::{Frame, Section};
use crate::portal::pages::stories::{StoriesPage, StoryPage};
use crate::portal::source::Read;
use crate::portal::syndication::{FeedForm, feed};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use chungtay_text::Language;

pub(in crate::portal) async fn stories(State(source): Source, place: Place) -> Response {
    page(source, place, Section::Elsewhere, |frame, books| {
        let stories = books.stories(frame.language)?;
        Ok(Some(StoriesPage { frame, stories }))
    })
    .await
}

pub(in crate::portal) async fn story(
    State(source): Source,
    Path(id): Path<String>,
    place: Place,
) -> Response {
    page(source, place, Section::Elsewhere, move |frame, books| {
        let view = books.story(&id, frame.language)?;
        Ok(view.and_then(|view| StoryPage::new(frame, view)))
    })
    .await
}

/// `/stories.atom`, `/stories-en.rss`, …
pub(in crate::portal) async fn syndicated(State(source): Source, uri: axum::http::Uri) -> Response {
    let Some((form, language)) = FeedForm::of(uri.path().trim_start_matches('/')) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let work = move || -> Read<String> {
        let snapshot = source.snapshot()?;
        let frame = Frame::new(language, Section::Elsewhere, "/stories", Some(snapshot.book()?));
        let (site, origin) = snapshot.stands_at()?;
        Ok(feed(form, &frame, &snapshot.stories(language)?, (&site, &origin)))
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(text)) => ([(CONTENT_TYPE, form.media_type())], text).into_response(),
        failed => failed_with(failed, language),
    }
}

fn failed_with<T>(failed: Result<Read<T>, tokio::task::JoinError>, language: Language) -> Response {
    match failed {
        Ok(Err(error)) => tracing::error!(%error, "stories could not be read"),
        Err(error) => tracing::error!(%error, "stories could not be made"),
        Ok(Ok(_)) => {}
    }
    broken(language)
}
