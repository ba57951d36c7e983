//! Places of the book and of the national list.

use super::{Place, Section, Source, page};
use crate::portal::pages::places::PlacesPage;
use axum::extract::{Query, State};
use axum::response::Response;
use std::collections::HashMap;

/// Characters of a question that are read; no name is longer.
const ASKED_CHARACTERS: usize = 100;

pub(crate) async fn places(
    State(source): Source,
    Query(query): Query<HashMap<String, String>>,
    place: Place,
) -> Response {
    page(source, place, Section::Works, move |frame, books| {
        let asked = query.get("q").map(String::as_str).unwrap_or_default();
        let asked: String = asked.chars().take(ASKED_CHARACTERS).collect();
        let (view, stories) = (books.places(&asked)?, books.stories_about(frame.language)?);
        Ok(Some(PlacesPage { frame, view, stories: (*stories).clone() }))
    })
    .await
}
