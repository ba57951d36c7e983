//! One thin handler per page: fetch from one snapshot, off the asynchronous threads, and render. They
//! never compute and never decide.

mod asking;
pub(super) mod calendar;
pub(super) mod cards;
mod lines_file;
pub(super) mod map;
pub(super) mod media;
pub(super) mod movement;
mod pieces;
mod places;
pub(crate) mod preview;
mod receipt;
mod stories;

pub(super) use lines_file::{lines_csv, lines_json};

pub(super) use asking::{ask, ask_csv, ask_json};
pub(super) use places::places;
pub(super) use receipt::receipt;
pub(super) use stories::{stories, story, syndicated};

use super::frame::{Frame, Section};
use super::pages::about::AboutPage;
use super::pages::article::SourcePage;
use super::pages::balances::{AccountPage, BalancesPage};
use super::pages::bundle::{BundlePage, BundlesPage};
use super::pages::charts::ChartsPage;
use super::pages::claim::ClaimPage;
use super::pages::claims::ClaimsPage;
use super::pages::comparison::ComparisonPage;
use super::pages::disclosure::DisclosurePage;
use super::pages::entry::EntryPage;
use super::pages::failure::{Failure, FailurePage};
use super::pages::figure::FigurePage;
use super::pages::funds::{FundPage, FundsPage};
use super::pages::home::HomePage;
use super::pages::lines::{LinesForm, LinesPage};
use super::pages::log::{Download, LogPage};
use super::pages::privacy::PrivacyPage;
use super::pages::programmes::{ProgrammePage, ProgrammesPage};
use super::pages::statement::StatementPage;
use super::pages::stories::StoryRow;
use super::pages::strips::StripPage;
use super::pages::works::{WorkPage, WorksPage};
use super::script::SCRIPT_PATH;
use super::source::{PortalSource, Read, Snapshot};
use crate::static_copy;
use askama::Template;
use axum::extract::{FromRequestParts, Path, Query, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use chungtay_text::Language;
use std::convert::Infallible;
use std::sync::Arc;

type Source = State<Arc<dyn PortalSource>>;

/// Where the reader is: language and address without the language.
pub(super) struct Place {
    language: Language,
    address: String,
    for_copy: bool,
}

/// Put on a request whose page goes into a static copy.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ForCopy;

impl<S: Send + Sync> FromRequestParts<S> for Place {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let language = parts.extensions.get::<Language>().copied().unwrap_or_default();
        let for_copy = parts.extensions.get::<ForCopy>().is_some();
        Ok(Self { language, address: address(&parts.uri), for_copy })
    }
}

/// Path and query; nesting has taken `/en` away, and leaves `/` for it alone.
fn address(uri: &Uri) -> String {
    uri.path_and_query().map_or("/", |address| address.as_str()).to_owned()
}

/// Reads one snapshot and renders a page of it.
async fn page<Page, Fill>(
    source: Arc<dyn PortalSource>,
    place: Place,
    section: Section,
    fill: Fill,
) -> Response
where
    Page: Template,
    Fill: FnOnce(Frame, &dyn Snapshot) -> Read<Option<Page>> + Send + 'static,
{
    let Place { language, address, for_copy } = place;
    let work = move || -> Read<Response> {
        let snapshot = source.snapshot()?;
        let mut frame = Frame::new(language, section, address, Some(snapshot.book()?));
        frame.for_copy = for_copy;
        frame.site = snapshot.stands_at()?.0;
        let missing = frame.clone();
        match fill(frame, snapshot.as_ref())? {
            Some(page) => Ok(rendered(StatusCode::OK, &page)),
            None => Ok(failure(missing, Failure::NotFound)),
        }
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(response)) => response,
        Ok(Err(error)) => {
            tracing::error!(%error, "a page could not be read");
            broken(language)
        }
        Err(error) => {
            tracing::error!(%error, "a page could not be made");
            broken(language)
        }
    }
}

fn rendered(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(text) => {
            (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "a template failed");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn failure(mut frame: Frame, failure: Failure) -> Response {
    frame.section = Section::Elsewhere;
    let status = match failure {
        Failure::NotFound => StatusCode::NOT_FOUND,
        Failure::BadRequest => StatusCode::BAD_REQUEST,
        Failure::Broken => StatusCode::SERVICE_UNAVAILABLE,
    };
    rendered(status, &FailurePage { frame, failure })
}

fn broken(language: Language) -> Response {
    failure(Frame::new(language, Section::Elsewhere, "/", None), Failure::Broken)
}

/// What no route answers; the language follows the address.
pub(super) async fn not_found(State(source): Source, uri: Uri) -> Response {
    let address = address(&uri);
    let (language, address) = match address.strip_prefix("/en") {
        Some(rest) if rest.is_empty() || rest.starts_with(['/', '?']) => {
            (Language::English, rest.to_owned())
        }
        _ => (Language::Vietnamese, address),
    };
    let place = Place { language, address, for_copy: false };
    page(source, place, Section::Elsewhere, |_, _| Ok(None::<FailurePage>)).await
}

pub(super) async fn home(State(source): Source, place: Place) -> Response {
    page(source, place, Section::Home, |frame, books| {
        let stories = books.latest_stories(frame.language)?;
        Ok(Some(HomePage { frame, home: books.home()?, stories }))
    })
    .await
}

pub(super) async fn funds(State(source): Source, place: Place) -> Response {
    page(source, place, Section::Funds, |frame, books| {
        Ok(Some(FundsPage { frame, funds: books.funds()? }))
    })
    .await
}

pub(super) async fn fund(State(source): Source, Path(id): Path<String>, place: Place) -> Response {
    page(source, place, Section::Funds, move |frame, books| {
        Ok(books.fund(&id)?.map(|fund| FundPage { frame, fund }))
    })
    .await
}

pub(super) async fn charts(State(source): Source, place: Place) -> Response {
    page(source, place, Section::Funds, |frame, books| {
        Ok(Some(ChartsPage { frame, view: books.charts()? }))
    })
    .await
}

pub(super) async fn programmes(State(source): Source, place: Place) -> Response {
    page(source, place, Section::Programmes, |frame, books| {
        Ok(Some(ProgrammesPage { frame, programmes: books.programmes()? }))
    })
    .await
}

/// Stories about one thing of the book.
fn stories_of(books: &dyn Snapshot, id: &str, language: Language) -> Read<Vec<StoryRow>> {
    Ok(books.stories_about(language)?.get(id).cloned().unwrap_or_default())
}

pub(super) async fn programme(
    State(source): Source,
    Path(id): Path<String>,
    place: Place,
) -> Response {
    page(source, place, Section::Programmes, move |frame, books| {
        let stories = stories_of(books, &id, frame.language)?;
        Ok(books.programme(&id)?.map(|programme| ProgrammePage { frame, programme, stories }))
    })
    .await
}

pub(super) async fn works(State(source): Source, place: Place) -> Response {
    page(source, place, Section::Works, |frame, books| {
        Ok(Some(WorksPage { frame, works: books.works()? }))
    })
    .await
}

pub(super) async fn work(State(source): Source, Path(id): Path<String>, place: Place) -> Response {
    page(source, place, Section::Works, move |frame, books| {
        let stories = stories_of(books, &id, frame.language)?;
        Ok(books.work(&id)?.map(|work| WorkPage { frame, work, stories }))
    })
    .await
}

pub(super) async fn strip(State(source): Source, Path(id): Path<String>, place: Place) -> Response {
    page(source, place, Section::Works, move |frame, books| {
        Ok(books.strip(&id)?.map(|strips| StripPage { frame, strips }))
    })
    .await
}

pub(super) async fn disclosure(State(source): Source, place: Place) -> Response {
    page(source, place, Section::Works, |frame, books| {
        Ok(Some(DisclosurePage { frame, disclosure: books.disclosure()? }))
    })
    .await
}

pub(super) async fn claims(State(source): Source, place: Place) -> Response {
    page(source, place, Section::Claims, |frame, books| {
        Ok(Some(ClaimsPage { frame, claims: books.claims()? }))
    })
    .await
}

pub(super) async fn claim(State(source): Source, Path(id): Path<String>, place: Place) -> Response {
    page(source, place, Section::Claims, move |frame, books| {
        Ok(books.claim(&id)?.map(|claim| ClaimPage { frame, claim }))
    })
    .await
}

pub(super) async fn source(
    State(source): Source,
    Path(id): Path<String>,
    place: Place,
) -> Response {
    page(source, place, Section::Claims, move |frame, books| {
        Ok(books.source(&id)?.map(|source| SourcePage { frame, source }))
    })
    .await
}

pub(super) async fn lines(
    State(source): Source,
    form: Result<Query<LinesForm>, axum::extract::rejection::QueryRejection>,
    place: Place,
) -> Response {
    let language = place.language;
    let Ok(Query(form)) = form else {
        return failure(Frame::new(language, Section::Lines, "/lines", None), Failure::BadRequest);
    };
    page(source, place, Section::Lines, move |frame, books| {
        let choices = books.lines_choices()?;
        let (problems, lines) = match form.read(choices.last_day) {
            Ok(query) => (Vec::new(), Some(books.lines(&query)?)),
            Err(problems) => (problems, None),
        };
        Ok(Some(LinesPage { frame, form, choices, problems, lines }))
    })
    .await
}

pub(super) async fn entry(
    State(source): Source,
    Path(number): Path<String>,
    place: Place,
) -> Response {
    page(source, place, Section::Elsewhere, move |frame, books| {
        let Ok(number) = number.parse::<u64>() else { return Ok(None) };
        Ok(books.entry(number)?.map(|entry| EntryPage { frame, entry }))
    })
    .await
}

pub(super) async fn figure(
    State(source): Source,
    Path(id): Path<String>,
    place: Place,
) -> Response {
    page(source, place, Section::Elsewhere, move |frame, books| {
        Ok(books.figure(&id)?.map(|proof| FigurePage { frame, proof }))
    })
    .await
}

pub(super) async fn balances(State(source): Source, place: Place) -> Response {
    page(source, place, Section::Balances, |frame, books| {
        Ok(Some(BalancesPage { frame, balances: books.balances()? }))
    })
    .await
}

pub(super) async fn account(
    State(source): Source,
    Path(id): Path<String>,
    place: Place,
) -> Response {
    page(source, place, Section::Balances, move |frame, books| {
        Ok(books.account(&id)?.map(|account| AccountPage { frame, account }))
    })
    .await
}

pub(super) async fn statement(
    State(source): Source,
    Path(number): Path<String>,
    place: Place,
) -> Response {
    page(source, place, Section::Balances, move |frame, books| {
        let Ok(number) = number.parse::<u32>() else { return Ok(None) };
        Ok(books.statement(number)?.map(|statement| StatementPage { frame, statement }))
    })
    .await
}

pub(super) async fn comparison(
    State(source): Source,
    Path((check, earlier)): Path<(String, String)>,
    place: Place,
) -> Response {
    page(source, place, Section::Balances, move |frame, books| {
        let (Ok(check), Ok(earlier)) = (check.parse::<u64>(), earlier.parse::<u32>()) else {
            return Ok(None);
        };
        let found = books.comparison(check, earlier)?;
        Ok(found.map(|comparison| ComparisonPage { frame, comparison }))
    })
    .await
}

pub(super) async fn log(State(source): Source, place: Place) -> Response {
    page(source, place, Section::Log, |frame, books| {
        let mut log = books.log()?;
        log.downloads.push((Download::Script, SCRIPT_PATH.to_owned()));
        if frame.for_copy {
            let size = frame.checkpoint().and_then(|checkpoint| checkpoint.size.value);
            log.downloads.extend(static_copy::downloads(size));
        }
        Ok(Some(LogPage { frame, log }))
    })
    .await
}

pub(super) async fn about(State(source): Source, place: Place) -> Response {
    page(source, place, Section::About, |frame, books| {
        Ok(Some(AboutPage { frame, about: books.about()? }))
    })
    .await
}

pub(super) async fn privacy(State(source): Source, place: Place) -> Response {
    page(source, place, Section::Elsewhere, |frame, books| {
        Ok(Some(PrivacyPage { frame, privacy: books.privacy()? }))
    })
    .await
}

pub(super) async fn bundles(State(source): Source, place: Place) -> Response {
    page(source, place, Section::Log, |frame, books| {
        Ok(Some(BundlesPage { frame, bundles: books.bundles()? }))
    })
    .await
}

pub(super) async fn bundle(
    State(source): Source,
    Path(index): Path<String>,
    place: Place,
) -> Response {
    page(source, place, Section::Log, move |frame, books| {
        let Ok(index) = index.parse::<u64>() else { return Ok(None) };
        let frame = frame.lasting();
        Ok(books.bundle(index)?.map(|bundle| BundlePage { frame, bundle }))
    })
    .await
}
