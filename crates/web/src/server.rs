//! Answers on a listener until told to stop: the portal and the published log. Opens no socket itself.

use crate::feeds::Routes;
use crate::portal::{self, PortalSource, Settings};
use crate::published;
use axum::Router;
use std::future::Future;
use std::io;
use std::path::Path;
use std::sync::Arc;
use tokio::net::TcpListener;

/// Serves a book, with the routes of its feeds where it has some, until `stop` ends; requests under way are answered first.
pub async fn serve(
    listener: TcpListener,
    source: Arc<dyn PortalSource>,
    log: &Path,
    settings: &Settings,
    feeds: Option<Routes>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let site = site(source, log, settings);
    let site = match feeds {
        Some(Routes(routes)) => site.merge(routes),
        None => site,
    };
    axum::serve(listener, site).with_graceful_shutdown(stop).await
}

/// Everything that is answered: the portal and the published log.
pub(crate) fn site(source: Arc<dyn PortalSource>, log: &Path, settings: &Settings) -> Router {
    portal::router(source, settings).merge(published::router(log))
}
