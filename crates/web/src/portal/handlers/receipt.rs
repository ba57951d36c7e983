//! A receipt's page, and the receipt as a file under the same name with `.tlog-proof`.

use super::{Place, Source, broken, failure, page};
use crate::portal::frame::{Frame, Section};
use crate::portal::pages::failure::Failure;
use crate::portal::pages::receipt::{ReceiptFile, ReceiptPage};
use crate::portal::source::{PortalSource, Read};
use axum::extract::{Path, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_DISPOSITION, CONTENT_TYPE, HeaderName,
};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// C2SP tlog-proof's ending.
const ENDING: &str = ".tlog-proof";

pub(in crate::portal) async fn receipt(
    State(source): Source,
    Path(name): Path<String>,
    place: Place,
) -> Response {
    if let Some(number) = name.strip_suffix(ENDING) {
        return file(source, number, place).await;
    }
    page(source, place, Section::Elsewhere, move |frame, books| {
        let Some(number) = number_of(&name) else { return Ok(None) };
        Ok(books.receipt(number)?.map(|receipt| ReceiptPage { frame, receipt }))
    })
    .await
}

/// One address for each entry: no leading zeros.
fn number_of(text: &str) -> Option<u64> {
    text.parse().ok().filter(|number: &u64| number.to_string() == text)
}

async fn file(source: Arc<dyn PortalSource>, number: &str, place: Place) -> Response {
    let language = place.language;
    let number = number_of(number);
    let work = move || -> Read<Option<ReceiptFile>> {
        let Some(number) = number else { return Ok(None) };
        source.snapshot()?.receipt_file(number)
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(Some(file))) => sent(file),
        Ok(Ok(None)) => {
            failure(Frame::new(language, Section::Elsewhere, "/", None), Failure::NotFound)
        }
        Ok(Err(error)) => {
            tracing::error!(%error, "a receipt could not be made");
            broken(language)
        }
        Err(error) => {
            tracing::error!(%error, "a receipt could not be made");
            broken(language)
        }
    }
}

fn sent(file: ReceiptFile) -> Response {
    let headers: [(HeaderName, String); 4] = [
        (CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file.name)),
        // A verifier may run in a page of any other site.
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*".to_owned()),
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin".to_owned()),
    ];
    (headers, file.text).into_response()
}
