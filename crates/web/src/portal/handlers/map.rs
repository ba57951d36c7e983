//! The map's page and the same as `GeoJSON`. Where tiles of another's are set, this page alone may load them.

use super::{Place, page};
use crate::portal::books::geojson;
use crate::portal::frame::Section;
use crate::portal::pages::map::{MapPage, MapTiles};
use crate::portal::response::CONTENT_SECURITY_POLICY;
use crate::portal::source::PortalSource;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Tiles, where whoever serves the portal has set some.
pub(crate) type Tiles = Option<Arc<MapTiles>>;

pub(crate) async fn map(
    State(source): State<Arc<dyn PortalSource>>,
    State(tiles): State<Tiles>,
    place: Place,
) -> Response {
    let set = tiles.as_deref().filter(|_| !place.for_copy).cloned();
    let policy = set.as_ref().and_then(policy_with);
    let mut response = page(source, place, Section::Works, move |frame, books| {
        Ok(Some(MapPage { frame, view: books.map()?, tiles: set }))
    })
    .await;
    if let Some(policy) = policy {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn policy_with(tiles: &MapTiles) -> Option<HeaderValue> {
    let origin = tiles.origin()?;
    let policy =
        CONTENT_SECURITY_POLICY.replace("img-src 'self'", &format!("img-src 'self' {origin}"));
    HeaderValue::try_from(format!("{policy}; connect-src {origin}")).ok()
}

/// The works as `GeoJSON`.
pub(crate) async fn file(State(source): State<Arc<dyn PortalSource>>) -> Response {
    let found = tokio::task::spawn_blocking(move || {
        Ok::<_, crate::portal::source::SourceError>(geojson(&source.snapshot()?.map()?))
    });
    match found.await {
        Ok(Ok(text)) => (
            [
                (header::CONTENT_TYPE, "application/geo+json"),
                (header::CACHE_CONTROL, "public, no-cache"),
            ],
            text,
        )
            .into_response(),
        Ok(Err(error)) => {
            tracing::error!(%error, "the map could not be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
        Err(error) => {
            tracing::error!(%error, "the map could not be made");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
