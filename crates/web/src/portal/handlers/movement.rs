//! Organisations, policy bases, models, drives.

use super::{Place, Section, Source, page, stories_of};
use crate::portal::pages::drives::{DrivePage, DrivesPage, ThanksPage};
use crate::portal::pages::models::{ModelPage, ModelsPage};
use crate::portal::pages::organisations::{OrganisationPage, OrganisationsPage};
use crate::portal::pages::targets::{BasesPage, BasisPage};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use std::collections::HashMap;

pub(crate) async fn organisations(
    State(source): Source,
    Query(query): Query<HashMap<String, String>>,
    place: Place,
) -> Response {
    page(source, place, Section::Programmes, move |frame, books| {
        let on = query.get("on").map(String::as_str).unwrap_or_default();
        let organisations = books.organisations(on)?;
        Ok(Some(OrganisationsPage { frame, organisations }))
    })
    .await
}

pub(crate) async fn organisation(
    State(source): Source,
    Path(id): Path<String>,
    place: Place,
) -> Response {
    page(source, place, Section::Programmes, move |frame, books| {
        let found = books.organisation(&id)?;
        let stories = stories_of(books, &id, frame.language)?;
        Ok(found.map(|organisation| OrganisationPage { frame, organisation, stories }))
    })
    .await
}

pub(crate) async fn bases(State(source): Source, place: Place) -> Response {
    page(source, place, Section::Programmes, |frame, books| {
        Ok(Some(BasesPage { frame, bases: books.bases()? }))
    })
    .await
}

pub(crate) async fn basis(State(source): Source, Path(id): Path<String>, place: Place) -> Response {
    page(source, place, Section::Programmes, move |frame, books| {
        Ok(books.basis(&id)?.map(|basis| BasisPage { frame, basis }))
    })
    .await
}

pub(crate) async fn models(State(source): Source, place: Place) -> Response {
    page(source, place, Section::Programmes, |frame, books| {
        Ok(Some(ModelsPage { frame, models: books.models()? }))
    })
    .await
}

pub(crate) async fn model(State(source): Source, Path(id): Path<String>, place: Place) -> Response {
    page(source, place, Section::Programmes, move |frame, books| {
        Ok(books.model(&id)?.map(|model| ModelPage { frame, model }))
    })
    .await
}

pub(crate) async fn drives(State(source): Source, place: Place) -> Response {
    page(source, place, Section::Programmes, |frame, books| {
        Ok(Some(DrivesPage { frame, drives: books.drives()? }))
    })
    .await
}

pub(crate) async fn drive(State(source): Source, Path(id): Path<String>, place: Place) -> Response {
    page(source, place, Section::Programmes, move |frame, books| {
        Ok(books.drive(&id)?.map(|drive| DrivePage { frame, drive }))
    })
    .await
}

pub(crate) async fn thanks(
    State(source): Source,
    Path((id, number)): Path<(String, String)>,
    place: Place,
) -> Response {
    page(source, place, Section::Programmes, move |frame, books| {
        Ok(books.thanks(&id, &number)?.map(|view| ThanksPage { frame, view }))
    })
    .await
}
