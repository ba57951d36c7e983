//! Renders the portal's pages for a copy, in process: the same routes, handlers and templates that answer
//! over HTTP. Several threads take addresses from one list, and what a page links to is put on it.

use super::addresses::{rewritten, target};
use super::generation::{Generation, Stamp};
use super::{CopyError, Progress};
use crate::portal::ForCopy;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io;
use std::path::Path;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use tower::ServiceExt;

/// Pages to make and pages made.
struct Work {
    waiting: VecDeque<String>,
    seen: BTreeSet<String>,
    under_way: usize,
    done: u64,
    failed: Option<CopyError>,
}

/// Renders pages into a generation.
pub(super) struct Pages<'a> {
    pub router: Router,
    pub generation: &'a Generation,
    /// Stamps of pages that may be kept, by file.
    pub stamps: BTreeMap<String, Stamp>,
}

impl Pages<'_> {
    /// Makes every page of `addresses` and every page they link to.
    pub(super) fn make(
        &self,
        addresses: Vec<String>,
        threads: usize,
        progress: Progress<'_>,
    ) -> Result<(), CopyError> {
        let seen: BTreeSet<String> = addresses.iter().cloned().collect();
        let waiting = VecDeque::from(addresses);
        let work = Work { waiting, seen, under_way: 0, done: 0, failed: None };
        let (work, bell) = (Mutex::new(work), Condvar::new());
        let progress = Mutex::new(progress);
        std::thread::scope(|scope| {
            for _ in 0..threads.max(1) {
                scope.spawn(|| self.take_turns(&work, &bell, &progress));
            }
        });
        let work = work.into_inner().unwrap_or_else(PoisonError::into_inner);
        work.failed.map_or(Ok(()), Err)
    }

    fn take_turns(&self, work: &Mutex<Work>, bell: &Condvar, progress: &Mutex<Progress<'_>>) {
        let runtime = match tokio::runtime::Builder::new_current_thread().build() {
            Ok(runtime) => runtime,
            Err(problem) => {
                locked(work).failed = Some(CopyError::Thread(problem));
                return bell.notify_all();
            }
        };
        let _alarm = Alarm { work, bell };
        loop {
            let Some(address) = next(work, bell) else { return };
            let made = self.one(&runtime, &address);
            let mut work = locked(work);
            work.under_way -= 1;
            work.done += 1;
            match made {
                Ok(links) => {
                    for link in links {
                        if !work.seen.contains(&link) {
                            work.seen.insert(link.clone());
                            work.waiting.push_back(link);
                        }
                    }
                }
                Err(error) => work.failed = Some(error),
            }
            let (done, known) = (work.done, work.seen.len() as u64);
            drop(work);
            bell.notify_all();
            (locked(progress))(done, known);
        }
    }

    /// Makes one page; the pages it links to.
    fn one(
        &self,
        runtime: &tokio::runtime::Runtime,
        address: &str,
    ) -> Result<Vec<String>, CopyError> {
        let file = target(address).file;
        let none = Stamp::default();
        let stamp = self.stamps.get(&file).unwrap_or(&none);
        if self.generation.keep(&file, stamp)? {
            return Ok(Vec::new());
        }
        let (is_page, bytes) = runtime.block_on(self.asked(address))?;
        let mut links = BTreeSet::new();
        if !is_page {
            self.generation.write(&file, &stamp.text, &bytes)?;
            return Ok(Vec::new());
        }
        let html = String::from_utf8_lossy(&bytes);
        let html = rewritten(&html, &file, |target| links.extend(target.page.clone()));
        self.generation.write(&file, &stamp.text, html.as_bytes())?;
        Ok(links.into_iter().collect())
    }

    /// What the portal answers, and whether it is a page whose links are to be rewritten.
    async fn asked(&self, address: &str) -> Result<(bool, Vec<u8>), CopyError> {
        let failed = |status: StatusCode| CopyError::Page { address: address.to_owned(), status };
        let request = Request::builder().uri(address).extension(ForCopy).body(Body::empty());
        let request = request.map_err(|_| failed(StatusCode::BAD_REQUEST))?;
        let response = match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        if response.status() != StatusCode::OK {
            return Err(failed(response.status()));
        }
        let class = response.headers().get(header::CONTENT_TYPE);
        let is_page = class.is_some_and(|class| class.as_bytes().starts_with(b"text/html"));
        let body = response.into_body().collect().await;
        let body = body.map_err(|_| failed(StatusCode::INTERNAL_SERVER_ERROR))?;
        // A whole file of its own (`/verify.html`) is handed on as it is.
        let is_file = Path::new(address).extension().is_some_and(|ending| ending == "html");
        Ok((is_page && !is_file, body.to_bytes().to_vec()))
    }
}

/// Ends the work of all where the thread that holds it panics: the others would wait for it.
struct Alarm<'a> {
    work: &'a Mutex<Work>,
    bell: &'a Condvar,
}

impl Drop for Alarm<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let problem = io::Error::other("a page could not be made");
            locked(self.work).failed = Some(CopyError::Thread(problem));
            self.bell.notify_all();
        }
    }
}

/// The next address; `None` when all are made or one failed.
fn next(work: &Mutex<Work>, bell: &Condvar) -> Option<String> {
    let mut work = locked(work);
    loop {
        if work.failed.is_some() {
            return None;
        }
        if let Some(address) = work.waiting.pop_front() {
            work.under_way += 1;
            return Some(address);
        }
        if work.under_way == 0 {
            return None;
        }
        work = bell.wait(work).unwrap_or_else(PoisonError::into_inner);
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
