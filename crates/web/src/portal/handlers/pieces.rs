//! Files of any length, handed out piece by piece as the reader takes them. Never kept, never cut short: what
//! cannot be read to its end breaks the connection off.

use crate::portal::pages::lines::file::Piece;
use crate::portal::source::{Read, SourceError};
use axum::body::{Body, Bytes, HttpBody};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use http_body::Frame;
use http_body_util::channel::{Channel, Sender};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// Pieces that wait for a slow reader.
const PIECES_WAITING: usize = 2;

/// Reads the piece that begins with an entry.
type Reading = dyn Fn(u64) -> Read<Piece> + Send + Sync;

/// What kind of file, under which name, with which first row.
pub(super) struct FileHead {
    pub(super) kind: &'static str,
    pub(super) name: &'static str,
    pub(super) first: &'static [u8],
}

/// The answer with a file.
pub(super) fn sent(
    head: &FileHead,
    piece: impl Fn(u64) -> Read<Piece> + Send + Sync + 'static,
) -> Response {
    let (sender, body) = Channel::new(PIECES_WAITING);
    tokio::spawn(send(head.first, Arc::new(piece), sender));
    let headers = [
        (CONTENT_TYPE, head.kind.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", head.name)),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, Body::new(Ending { body, ended: false })).into_response()
}

/// A channel that may be asked again after its end, as a body that is packed on the way is: `http-body-util`'s own
/// panics then (0.1.5).
struct Ending {
    body: Channel<Bytes, SourceError>,
    ended: bool,
}

impl HttpBody for Ending {
    type Data = Bytes;
    type Error = SourceError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, SourceError>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let found = Pin::new(&mut self.body).poll_frame(context);
        self.ended = matches!(found, Poll::Ready(None | Some(Err(_))));
        found
    }
}

async fn send(first: &'static [u8], piece: Arc<Reading>, mut sender: Sender<Bytes, SourceError>) {
    if !first.is_empty() && sender.send_data(Bytes::from_static(first)).await.is_err() {
        return;
    }
    let mut from = 0;
    loop {
        let piece = Arc::clone(&piece);
        let read = match tokio::task::spawn_blocking(move || piece(from)).await {
            Ok(Ok(read)) => read,
            Ok(Err(error)) => {
                tracing::error!(%error, "a file broke off");
                sender.abort(error);
                return;
            }
            Err(error) => {
                tracing::error!(%error, "a file broke off");
                sender.abort(SourceError(Box::new(error)));
                return;
            }
        };
        if sender.send_data(Bytes::from(read.bytes)).await.is_err() {
            return;
        }
        let Some(next) = read.next else { return };
        from = next;
    }
}
