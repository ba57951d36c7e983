//! Answers on a listener until told to stop: the portal and the published log, for a writer with a preview. Opens no socket itself.

use crate::feeds::Routes;
use crate::portal::{self, PortalSource, Settings, preview};
use crate::published;
use axum::Router;
use axum::middleware::from_fn;
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

/// Serves a book with a page more: a story's file as it would be shown. Where the listener is this machine's alone,
/// so is what is answered.
pub async fn serve_preview(
    listener: TcpListener,
    source: Arc<dyn PortalSource>,
    log: &Path,
    file: &Path,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let is_here = listener.local_addr()?.ip().is_loopback();
    let site = preview_site(source, log, file);
    let site = if is_here { site.layer(from_fn(preview::only_here)) } else { site };
    axum::serve(listener, site).with_graceful_shutdown(stop).await
}

/// The portal and the preview of a file, kept out of search engines.
pub fn preview_site(source: Arc<dyn PortalSource>, log: &Path, file: &Path) -> Router {
    let pages = preview::routes(Arc::clone(&source), file);
    site(source, log, &Settings::default()).merge(pages).layer(from_fn(preview::unlisted))
}

/// Everything that is answered: the portal and the published log.
pub(crate) fn site(source: Arc<dyn PortalSource>, log: &Path, settings: &Settings) -> Router {
    portal::router(source, settings).merge(published::router(log))
}
