//! `verify.py`: the script that recomputes a log with Python's standard library alone, handed out as it
//! stands in the binary. The same for every book; never changed on the way.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use chungtay_service::verify::SCRIPT;

/// Where it is served; a static copy holds it under the same name.
pub const SCRIPT_PATH: &str = "/verify.py";

/// Serves the script.
pub(super) async fn serve() -> Response {
    let kind = (header::CONTENT_TYPE, "text/x-python; charset=utf-8");
    ([kind, (header::CACHE_CONTROL, "public, max-age=3600")], SCRIPT).into_response()
}
