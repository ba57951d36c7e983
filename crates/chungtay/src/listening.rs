//! A port that is listened at, with the runtime that answers there, until the process is asked to stop.
//! Answers nothing itself.

use crate::failure::{Exit, Failure};
use std::io;
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::signal::unix::{SignalKind, signal};

/// A bound port and what runs its server.
pub(crate) struct Listening {
    /// Runs the server.
    pub runtime: Runtime,
    /// Bound, not yet answered.
    pub listener: TcpListener,
    /// As a URL, without a path: the port that was asked for, or the one that was free.
    pub address: String,
}

impl Listening {
    /// Binds the port.
    pub fn at(listen: SocketAddr) -> Result<Self, Failure> {
        Self::bound(listen).map_err(|error| failed(listen, &error))
    }

    fn bound(listen: SocketAddr) -> io::Result<Self> {
        let runtime = Builder::new_multi_thread().enable_all().build()?;
        let listener = runtime.block_on(TcpListener::bind(listen))?;
        let address = format!("http://{}", listener.local_addr()?);
        Ok(Self { runtime, listener, address })
    }
}

/// The failure of a server at this address.
pub(crate) fn failed(listen: SocketAddr, error: &io::Error) -> Failure {
    Failure::new("listen", Exit::System).with("address", listen.to_string()).because(error)
}

/// Ends at SIGTERM or at ctrl-c.
pub(crate) async fn stopped() {
    let (terminated, interrupted) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()));
    let (Ok(mut terminated), Ok(mut interrupted)) = (terminated, interrupted) else { return };
    tokio::select! {
        _ = terminated.recv() => {}
        _ = interrupted.recv() => {}
    }
}
