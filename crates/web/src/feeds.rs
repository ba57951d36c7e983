//! Where services push transactions: `POST /feeds/SERVICE/ACCOUNT`. Judges nothing: `service::feeds` does, and has
//! stored the body durably before this answers. Bodies and headers go into no log.

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use chungtay_service::feeds::{Credentials, FeedDesk, FeedRefusal, Received};
use serde_json::{Value, json};
use std::sync::Arc;

/// Bytes of a body at most; the services' have some hundreds.
pub const LONGEST_BYTES: usize = 64 << 10;

/// What is told of a request: the feed by its settings (never as it was asked for), and what came of it.
pub type Told = Arc<dyn Fn(&str, &str, &Result<Received, FeedRefusal>) + Send + Sync>;

/// The routes of a book's feeds, ready to be served beside the portal.
pub struct Routes(pub(crate) Router);

#[derive(Clone)]
struct Door {
    desk: Arc<FeedDesk>,
    told: Told,
}

/// The routes, beside the portal's.
#[must_use]
pub fn router(desk: Arc<FeedDesk>, told: Told) -> Routes {
    let routes = Router::new()
        .route("/feeds/{kind}/{account}", post(receive))
        .layer(DefaultBodyLimit::max(LONGEST_BYTES))
        .with_state(Door { desk, told });
    Routes(routes)
}

async fn receive(
    State(door): State<Door>,
    Path((kind, account)): Path<(String, String)>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let body = match body {
        Ok(body) => body,
        Err(rejection) => return refused(rejection.status(), "body", &rejection.body_text()),
    };
    // Checking and storing wait for the disk.
    let answered = tokio::task::spawn_blocking(move || {
        let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let credentials = Credentials {
            authorization: header(AUTHORIZATION.as_str()),
            casso_signature: header("x-casso-signature"),
        };
        let outcome = door.desk.receive(&kind, &account, &credentials, &body);
        match outcome {
            Err(FeedRefusal::NoSuchFeed) => (door.told)("", "", &outcome),
            _ => (door.told)(&kind, &account, &outcome),
        }
        outcome
    });
    match answered.await {
        Ok(Ok(_)) => reply(StatusCode::OK, &json!({ "success": true })),
        Ok(Err(refusal)) => {
            let status = StatusCode::from_u16(refusal.status());
            // Why storing failed is the operator's to know.
            let message = match &refusal {
                FeedRefusal::Failed(_) => "it could not be stored; send it again".to_owned(),
                other => other.to_string(),
            };
            let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            refused(status, refusal.word(), &message)
        }
        Err(error) => {
            tracing::error!(%error, "a pushed transaction could not be taken");
            refused(StatusCode::SERVICE_UNAVAILABLE, "failed", "send it again")
        }
    }
}

fn refused(status: StatusCode, word: &str, message: &str) -> Response {
    reply(status, &json!({ "success": false, "error": word, "message": message }))
}

fn reply(status: StatusCode, object: &Value) -> Response {
    let headers = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")];
    (status, headers, object.to_string()).into_response()
}
