//! A witness over HTTP (C2SP tlog-witness): `POST /add-checkpoint`, its statuses and media types as the
//! specification has them. Judges nothing: `service::witness` does. Opens no socket itself.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use chungtay_log::witness::{SIZE_MEDIA_TYPE, WitnessRefusal};
use chungtay_service::witness::{NotAnswered, Witness};
use std::future::Future;
use std::io;
use std::sync::Arc;
use tokio::net::TcpListener;

/// Bytes of a request at most: 63 hashes and a checkpoint with some sixty post-quantum signatures.
const LONGEST_BYTES: usize = 256 << 10;
const PLAIN: &str = "text/plain; charset=utf-8";

/// Answers on the listener until `stop` ends; requests under way are answered first.
pub async fn serve(
    listener: TcpListener,
    witness: Arc<Witness>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    axum::serve(listener, router(witness)).with_graceful_shutdown(stop).await
}

/// The routes of a witness under its submission prefix.
pub fn router(witness: Arc<Witness>) -> Router {
    Router::new()
        .route("/add-checkpoint", post(add_checkpoint))
        .layer(DefaultBodyLimit::max(LONGEST_BYTES))
        .with_state(witness)
}

async fn add_checkpoint(State(witness): State<Arc<Witness>>, body: Bytes) -> Response {
    // Judging waits for the disk and for other requests on the same log.
    let answered = tokio::task::spawn_blocking(move || match std::str::from_utf8(&body) {
        Ok(body) => witness.add_checkpoint(body),
        Err(_) => Err(WitnessRefusal::Malformed.into()),
    });
    match answered.await {
        Ok(Ok(lines)) => (StatusCode::OK, [(CONTENT_TYPE, PLAIN)], lines).into_response(),
        Ok(Err(NotAnswered::Refused(refusal))) => refused(refusal),
        Ok(Err(NotAnswered::Failed(error))) => failed(&error),
        Err(error) => failed(&error),
    }
}

fn refused(refusal: WitnessRefusal) -> Response {
    let status =
        StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    match refusal {
        WitnessRefusal::OldSize(size) | WitnessRefusal::OtherRoot(size) => {
            (status, [(CONTENT_TYPE, SIZE_MEDIA_TYPE)], format!("{size}\n")).into_response()
        }
        WitnessRefusal::Malformed
        | WitnessRefusal::UnknownLog
        | WitnessRefusal::Unsigned
        | WitnessRefusal::Inconsistent => {
            (status, [(CONTENT_TYPE, PLAIN)], format!("{refusal}\n")).into_response()
        }
    }
}

/// Nothing was cosigned; the sender may try again.
fn failed(error: &dyn std::error::Error) -> Response {
    tracing::error!(%error, "a checkpoint could not be cosigned");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
