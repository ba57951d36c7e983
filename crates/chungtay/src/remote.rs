//! A published log read over HTTP or HTTPS, as C2SP tlog-tiles lays it out, from any server. Reads only.

use crate::failure::{Exit, Failure};
use chungtay_service::verify::LogSource;
use std::io;
use std::time::Duration;

/// The longest file of a log: `figures.json` of a very large book.
const LONGEST_BYTES: u64 = 256 << 20;

/// A log at an address.
pub(crate) struct RemoteLog {
    agent: ureq::Agent,
    root: String,
}

impl RemoteLog {
    /// Finds the log at the address itself or, of a portal, under `log/`.
    pub fn find(address: &str) -> Result<Self, Failure> {
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_mins(1)))
            .http_status_as_error(false)
            .build()
            .new_agent();
        let address = address.trim_end_matches('/');
        let mut failed = None;
        for root in [address.to_owned(), format!("{address}/log")] {
            let mut log = Self { agent: agent.clone(), root };
            match log.read("checkpoint") {
                Ok(Some(bytes)) if !bytes.starts_with(b"<") => return Ok(log),
                Ok(_) => {}
                Err(error) => failed = Some(error),
            }
        }
        let failure = Failure::new("no-log", Exit::System).with("address", address.to_owned());
        Err(failed.iter().fold(failure, |failure, error| failure.because(error)))
    }
}

impl LogSource for RemoteLog {
    fn read(&mut self, path: &str) -> io::Result<Option<Vec<u8>>> {
        let address = format!("{}/{path}", self.root);
        let mut answer = self.agent.get(&address).call().map_err(io::Error::other)?;
        match answer.status().as_u16() {
            200 => {
                let body = answer.body_mut().with_config().limit(LONGEST_BYTES);
                body.read_to_vec().map(Some).map_err(io::Error::other)
            }
            404 | 410 => Ok(None),
            status => Err(io::Error::other(format!("{address}: HTTP {status}"))),
        }
    }
}
