//! A published log read over HTTP or HTTPS, as C2SP tlog-tiles lays it out, from any server. Reads only:
//! a few requests at a time, each tried again where the network or the server stumbles.

use crate::failure::{Exit, Failure};
use chungtay_service::verify::LogSource;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The longest file of a log: `figures.json` or the openings of a very large book.
const LONGEST_BYTES: u64 = 256 << 20;
/// Requests under way at once.
const WORKERS: usize = 4;
/// Before a request is tried again.
const PAUSES: [Duration; 3] =
    [Duration::from_millis(200), Duration::from_secs(1), Duration::from_secs(3)];

/// A log at an address.
pub(crate) struct RemoteLog {
    server: Server,
    ahead: Arc<Ahead>,
}

/// One address, and how to ask there.
#[derive(Clone)]
struct Server {
    agent: ureq::Agent,
    root: String,
}

/// What is fetched before it is asked for. Holds no more than was announced.
#[derive(Default)]
struct Ahead {
    queue: Mutex<Queue>,
    bell: Condvar,
}

#[derive(Default)]
struct Queue {
    wanted: VecDeque<String>,
    under_way: BTreeSet<String>,
    fetched: BTreeMap<String, io::Result<Option<Vec<u8>>>>,
    has_workers: bool,
    is_over: bool,
}

impl RemoteLog {
    /// Finds the log at the address: of a portal or static copy under `log/`, else at the address itself.
    pub fn find(address: &str) -> Result<Self, Failure> {
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_mins(1)))
            .http_status_as_error(false)
            .build()
            .new_agent();
        let address = address.trim_end_matches('/');
        let mut failed = None;
        for root in [format!("{address}/log"), address.to_owned()] {
            let server = Server { agent: agent.clone(), root };
            match server.ask("checkpoint") {
                Ok(Some(bytes)) if !bytes.starts_with(b"<") => {
                    return Ok(Self { server, ahead: Arc::default() });
                }
                Ok(_) => {}
                Err(Refusal { error, .. }) => failed = Some(error),
            }
        }
        let failure = Failure::new("no-log", Exit::System).with("address", address.to_owned());
        Err(failed.iter().fold(failure, |failure, error| failure.because(error)))
    }
}

/// Why a request got no answer, and whether it may get one later.
struct Refusal {
    error: io::Error,
    may_pass: bool,
}

impl Server {
    /// The address of a file of the log; `None` where it would lie outside the site.
    fn address(&self, path: &str) -> Option<String> {
        let Some(beside) = path.strip_prefix("../") else {
            return Some(format!("{}/{path}", self.root));
        };
        let (parent, _) = self.root.rsplit_once('/')?;
        (!parent.ends_with('/')).then(|| format!("{parent}/{beside}"))
    }

    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        // What may lie beside the log is asked for once.
        let pauses = if path.starts_with("../") { &PAUSES[..0] } else { &PAUSES };
        for pause in pauses {
            match self.ask(path) {
                Err(Refusal { may_pass: true, .. }) => std::thread::sleep(*pause),
                answered => return answered.map_err(|refusal| refusal.error),
            }
        }
        self.ask(path).map_err(|refusal| refusal.error)
    }

    fn ask(&self, path: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(address) = self.address(path) else { return Ok(None) };
        let failed = |error: ureq::Error| Refusal {
            error: io::Error::other(format!("{address}: {error}")),
            may_pass: true,
        };
        let mut answer = self.agent.get(&address).call().map_err(failed)?;
        match answer.status().as_u16() {
            200 => {
                let body = answer.body_mut().with_config().limit(LONGEST_BYTES);
                body.read_to_vec().map(Some).map_err(failed)
            }
            404 | 410 => Ok(None),
            status => Err(Refusal {
                error: io::Error::other(format!("{address}: HTTP {status}")),
                may_pass: status >= 500 || status == 429,
            }),
        }
    }
}

impl Ahead {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next file to fetch; `None` when nobody will ask any more.
    fn next(&self) -> Option<String> {
        let idle = |queue: &mut Queue| queue.wanted.is_empty() && !queue.is_over;
        let waited = self.bell.wait_while(self.queue(), idle);
        let mut queue = waited.unwrap_or_else(PoisonError::into_inner);
        let path = queue.wanted.pop_front().filter(|_| !queue.is_over)?;
        queue.under_way.insert(path.clone());
        Some(path)
    }

    fn put(&self, path: String, answer: io::Result<Option<Vec<u8>>>) {
        let mut queue = self.queue();
        queue.under_way.remove(&path);
        queue.fetched.insert(path, answer);
        self.bell.notify_all();
    }

    /// The file, where it was announced; waits for one that is under way.
    fn take(&self, path: &str) -> Option<io::Result<Option<Vec<u8>>>> {
        let mut queue = self.queue();
        queue.wanted.retain(|wanted| wanted != path);
        let under_way = |queue: &mut Queue| queue.under_way.contains(path);
        let waited = self.bell.wait_while(queue, under_way);
        waited.unwrap_or_else(PoisonError::into_inner).fetched.remove(path)
    }

    /// Announces files; what was fetched and is not among them is let go.
    fn want(&self, paths: &[String]) -> bool {
        let mut queue = self.queue();
        queue.fetched.retain(|path, _| paths.contains(path));
        queue.wanted.retain(|path| paths.contains(path));
        for path in paths {
            let is_known = queue.wanted.contains(path)
                || queue.under_way.contains(path)
                || queue.fetched.contains_key(path);
            if !is_known {
                queue.wanted.push_back(path.clone());
            }
        }
        self.bell.notify_all();
        !std::mem::replace(&mut queue.has_workers, true)
    }
}

impl LogSource for RemoteLog {
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        self.ahead.take(path).unwrap_or_else(|| self.server.read(path))
    }

    fn expect(&self, paths: &[String]) {
        if !self.ahead.want(paths) {
            return;
        }
        for _ in 0..WORKERS {
            let (server, ahead) = (self.server.clone(), Arc::clone(&self.ahead));
            std::thread::spawn(move || {
                while let Some(path) = ahead.next() {
                    let answer = server.read(&path);
                    ahead.put(path, answer);
                }
            });
        }
    }
}

impl Drop for RemoteLog {
    fn drop(&mut self) {
        self.ahead.queue().is_over = true;
        self.ahead.bell.notify_all();
    }
}
