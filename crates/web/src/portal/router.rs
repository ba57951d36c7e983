//! The portal's routes: Vietnamese at the root, English under `/en`, the same pages in both; around them
//! the cache, the packing and the security headers.

use super::assets;
use super::card::{self, Drawn};
use super::handlers;
use super::page_cache::{PageCache, cached, page_cache};
use super::pages::map::MapTiles;
use super::response::secure;
use super::script;
use super::source::PortalSource;
use super::verifier;
use axum::Router;
use axum::extract::FromRef;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Redirect;
use axum::routing::get;
use chungtay_text::Language;
use std::sync::Arc;
use tower_http::compression::{CompressionLayer, CompressionLevel};

/// How the portal is set up.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What tells this build from every other; part of every page's tag.
    pub build: String,
    /// Tiles of somebody else's under the map.
    pub map_tiles: Option<MapTiles>,
    /// How many bytes of rendered pages are kept.
    pub page_cache_bytes: u64,
}

impl Default for Settings {
    /// 32 MiB of pages: some four thousand of them packed.
    fn default() -> Self {
        let build = env!("CARGO_PKG_VERSION").to_owned();
        Self { build, map_tiles: None, page_cache_bytes: 32 << 20 }
    }
}

/// What every handler holds.
#[derive(Clone)]
pub(super) struct Portal {
    pub(super) source: Arc<dyn PortalSource>,
    pub(super) pages: Arc<PageCache>,
    pub(super) build: Arc<str>,
    pub(super) map_tiles: Option<Arc<MapTiles>>,
    pub(super) drawn: Arc<Drawn>,
}

impl FromRef<Portal> for Arc<Drawn> {
    fn from_ref(portal: &Portal) -> Self {
        Self::clone(&portal.drawn)
    }
}

impl FromRef<Portal> for Arc<dyn PortalSource> {
    fn from_ref(portal: &Portal) -> Self {
        Self::clone(&portal.source)
    }
}

impl FromRef<Portal> for Option<Arc<MapTiles>> {
    fn from_ref(portal: &Portal) -> Self {
        portal.map_tiles.clone()
    }
}

/// The portal over a source of books.
pub fn router(source: Arc<dyn PortalSource>, settings: &Settings) -> Router {
    let portal = Portal {
        source,
        pages: Arc::new(page_cache(settings.page_cache_bytes)),
        build: format!("{}-{}", settings.build, assets::FRONTEND_BUILD).into(),
        map_tiles: settings.map_tiles.clone().map(Arc::new),
        drawn: Arc::new(card::drawn()),
    };
    Router::new()
        .merge(pages(Language::Vietnamese))
        .nest("/en", pages(Language::English))
        .route("/en/", get(|| async { Redirect::permanent("/en") }))
        .fallback(handlers::not_found)
        // Fast packing: a kept page is packed once per version, a search once per reader.
        .layer(CompressionLayer::new().br(true).gzip(true).quality(CompressionLevel::Precise(5)))
        .layer(from_fn_with_state(portal.clone(), cached))
        .route(assets::PATH, get(assets::serve))
        .route("/map.geojson", get(handlers::map::file))
        .route("/media/{name}", get(handlers::media::media))
        .route("/disclosure.ics", get(handlers::calendar::vietnamese))
        .route("/disclosure-en.ics", get(handlers::calendar::english))
        .route(verifier::VERIFIER_PATH, get(verifier::serve))
        .route(script::SCRIPT_PATH, get(script::serve))
        .route("/cards/{*path}", get(handlers::cards::card))
        .route("/stories.atom", get(handlers::syndicated))
        .route("/stories.rss", get(handlers::syndicated))
        .route("/stories.json", get(handlers::syndicated))
        .route("/stories-en.atom", get(handlers::syndicated))
        .route("/stories-en.rss", get(handlers::syndicated))
        .route("/stories-en.json", get(handlers::syndicated))
        .route("/lines.csv", get(handlers::lines_csv))
        .route("/lines.jsonl", get(handlers::lines_json))
        .layer(from_fn(secure))
        .with_state(portal)
}

fn pages(language: Language) -> Router<Portal> {
    Router::new()
        .route("/", get(handlers::home))
        .route("/funds", get(handlers::funds))
        .route("/funds/{id}", get(handlers::fund))
        .route("/charts", get(handlers::charts))
        .route("/programmes", get(handlers::programmes))
        .route("/programmes/{id}", get(handlers::programme))
        .route("/works", get(handlers::works))
        .route("/works/{id}", get(handlers::work))
        .route("/places", get(handlers::places))
        .route("/map", get(handlers::map::map))
        .route("/strips/{id}", get(handlers::strip))
        .route("/disclosure", get(handlers::disclosure))
        .route("/organisations", get(handlers::movement::organisations))
        .route("/organisations/{id}", get(handlers::movement::organisation))
        .route("/bases", get(handlers::movement::bases))
        .route("/bases/{id}", get(handlers::movement::basis))
        .route("/models", get(handlers::movement::models))
        .route("/models/{id}", get(handlers::movement::model))
        .route("/drives", get(handlers::movement::drives))
        .route("/drives/{id}", get(handlers::movement::drive))
        .route("/drives/{id}/thanks/{page}", get(handlers::movement::thanks))
        .route("/claims", get(handlers::claims))
        .route("/claims/{id}", get(handlers::claim))
        .route("/stories", get(handlers::stories))
        .route("/stories/{id}", get(handlers::story))
        .route("/figure", get(handlers::ask))
        .route("/figure.json", get(handlers::ask_json))
        .route("/figure.csv", get(handlers::ask_csv))
        .route("/sources/{id}", get(handlers::source))
        .route("/lines", get(handlers::lines))
        .route("/entries/{number}", get(handlers::entry))
        .route("/bundles", get(handlers::bundles))
        .route("/bundles/{index}", get(handlers::bundle))
        .route("/receipts/{name}", get(handlers::receipt))
        .route("/figures/{id}", get(handlers::figure))
        .route("/balances", get(handlers::balances))
        .route("/balances/{id}", get(handlers::account))
        .route("/imports/{number}", get(handlers::statement))
        .route("/comparisons/{check}/{earlier}", get(handlers::comparison))
        .route("/log", get(handlers::log))
        .route("/about", get(handlers::about))
        .route("/privacy", get(handlers::privacy))
        .layer(axum::Extension(language))
}
