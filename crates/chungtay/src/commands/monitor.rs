//! `monitor`: keeps watching a published log, remembers what held, and cries when something does not.

use super::verify::{difference_object, differs, open, unreadable};
use crate::alarms::{self, Ways};
use crate::arguments::Monitor;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::memory;
use crate::surroundings::now;
use chungtay_ledger::date::Moment;
use chungtay_log::policy::Policy;
use chungtay_service::monitor::{
    Alarm, AlarmKind, Freshness, Look, Watch, Watching, evidence, look, silent,
};
use chungtay_service::verify::{SignedHead, replace_file};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::signal::unix::{SignalKind, signal};

pub(super) fn run(asked: &Monitor, console: &Console) -> Result<Exit, Failure> {
    if asked.once {
        return Watcher::begin(asked, console, Arc::default())?.look();
    }
    let failed = |error: std::io::Error| Failure::new("signals", Exit::System).because(&error);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(failed)?;
    let cried = Arc::<AtomicBool>::default();
    let ended = runtime.block_on(async {
        let mut terminated = signal(SignalKind::terminate()).map_err(failed)?;
        let mut interrupted = signal(SignalKind::interrupt()).map_err(failed)?;
        // A look may last as long as the network lets it; whoever asks for the end does not wait for that.
        let (asked, console, cried) = (asked.clone(), console.clone(), Arc::clone(&cried));
        let looks = tokio::task::spawn_blocking(move || {
            Watcher::begin(&asked, &console, cried).and_then(Watcher::watch)
        });
        tokio::select! {
            _ = terminated.recv() => Ok(None),
            _ = interrupted.recv() => Ok(None),
            looked = looks => looked.map(Some).map_err(|error| failed(std::io::Error::other(error))),
        }
    });
    // What a look has begun to write is written beside and renamed: broken off, the state before stands.
    runtime.shutdown_background();
    match ended? {
        Some(Err(failure)) => Err(failure),
        Some(Ok(never)) => match never {},
        None if cried.load(Ordering::SeqCst) => Ok(Exit::Refused),
        None => Ok(Exit::Done),
    }
}

struct Watcher<'a> {
    asked: &'a Monitor,
    console: &'a Console,
    policy: Option<Policy>,
    file: PathBuf,
    watch: Watch,
    /// Alarms told on stdout by this process.
    told: BTreeSet<String>,
    /// Whether there was one.
    cried: Arc<AtomicBool>,
    /// What was told last: a size, or the code of a failure.
    last: Option<String>,
}

impl<'a> Watcher<'a> {
    /// Takes up what is remembered.
    fn begin(
        asked: &'a Monitor,
        console: &'a Console,
        cried: Arc<AtomicBool>,
    ) -> Result<Self, Failure> {
        let file = memory::watch_file(asked.state.as_deref(), &asked.log, console.state());
        let file = file.ok_or_else(|| Failure::new("no-state-folder", Exit::Usage))?;
        let policy = asked.policy.as_deref().map(super::policy).transpose()?;
        let watch = memory::watch(&file)?;
        Ok(Self { asked, console, policy, file, watch, told: BTreeSet::new(), cried, last: None })
    }

    fn watching(&self) -> Watching<'_> {
        Watching {
            key: self.asked.key.as_deref(),
            policy: self.policy.as_ref(),
            frozen_after_seconds: self.asked.frozen_after,
        }
    }

    /// Looks again and again, until the process ends.
    fn watch(mut self) -> Result<Infallible, Failure> {
        loop {
            // A log that cannot be reached is told once, and looked at again; so is a folder that was there.
            let was_there = self.watch.remembered.is_some();
            match self.look() {
                Err(failure)
                    if failure.exit == Exit::System
                        || (was_there && failure.exit == Exit::NoBook) =>
                {
                    self.tell_failure(&failure);
                }
                looked => drop(looked?),
            }
            std::thread::sleep(self.asked.every);
        }
    }

    /// Looks once. A log that cannot be read is a failure, until it has been silent for too long.
    fn look(&mut self) -> Result<Exit, Failure> {
        let failure = match self.looked() {
            Err(failure) if matches!(failure.exit, Exit::System | Exit::NoBook) => failure,
            looked => return looked,
        };
        let at = now();
        let Some(alarm) = silent(&self.watch, &self.watching(), at) else { return Err(failure) };
        self.tell_failure(&failure);
        self.cry(&alarm, None, at)?;
        Ok(Exit::Refused)
    }

    /// Verifies, keeps, cries.
    fn looked(&mut self) -> Result<Exit, Failure> {
        let source = open(&self.asked.log)?;
        let at = now();
        let mut watch = self.watch.clone();
        let found = look(source.as_ref(), &mut watch, &self.watching(), at, &mut |_, _| {});
        self.watch = watch;
        let found = found.map_err(|error| unreadable(&error))?;
        self.keep()?;
        if found.alarms.is_empty() {
            return self.tell_held(&found).map(|()| Exit::Done);
        }
        for alarm in &found.alarms {
            self.cry(alarm, found.head.as_ref(), at)?;
        }
        Ok(Exit::Refused)
    }

    fn keep(&self) -> Result<(), Failure> {
        let bytes = self.watch.to_json().to_string();
        replace_file(&self.file, bytes.as_bytes())
            .map_err(|error| Failure::file("file", Exit::System, &self.file, &error))
    }

    fn tell_failure(&mut self, failure: &Failure) {
        if self.last.replace(failure.code.to_owned()).as_deref() != Some(failure.code) {
            self.console.fail(failure);
        }
    }

    /// Says what is verified now; once for each checkpoint.
    fn tell_held(&mut self, found: &Look) -> Result<(), Failure> {
        let Some(verified) = &found.verified else { return Ok(()) };
        // What is well again may be cried about again.
        let before = self.watch.sent.len();
        let lasting = [AlarmKind::SplitView, AlarmKind::Rollback].map(AlarmKind::word);
        self.watch.sent.retain(|sent| lasting.iter().any(|word| sent.contains(word)));
        if self.watch.sent.len() != before {
            self.keep()?;
        }
        let size = verified.size.to_string();
        if self.last.replace(size.clone()).is_some_and(|last| last == size) {
            return Ok(());
        }
        let values = [
            ("origin", verified.origin.as_str().into()),
            ("size", verified.size.into()),
            ("new", found.new_entries.into()),
            ("figures", verified.figures.into()),
        ];
        let object = json!({
            "origin": verified.origin,
            "key": verified.key,
            "size": verified.size,
            "root": verified.root.to_base64(),
            "new_entries": found.new_entries,
            "freshness": found.freshness.map(freshness_object),
            "alarms": [],
        });
        self.console.result(&[self.console.text("cli-monitor-held", &values)], &object)
    }

    /// Keeps the evidence, tells, and sends it by every way that has not had it.
    fn cry(&mut self, alarm: &Alarm, head: Option<&SignedHead>, at: Moment) -> Result<(), Failure> {
        let name = evidence::name(alarm);
        let remembered = self.watch.remembered.as_ref().map(|remembered| remembered.key.clone());
        let mut keys: Vec<String> = remembered.into_iter().collect();
        keys.splice(0..0, head.map(|head| head.key.clone()));
        keys.dedup();
        let object = evidence::to_json(alarm, &keys.join(" "), at);
        let file = self.evidence_file(&name);
        if !file.is_file() {
            let text = format!("{object:#}\n");
            replace_file(&file, text.as_bytes())
                .map_err(|error| Failure::file("file", Exit::System, &file, &error))?;
        }
        let lines = self.lines(alarm, &file);
        self.cried.store(true, Ordering::SeqCst);
        if self.told.insert(name.clone()) {
            let told = json!({ "alarms": [self.sent_object(alarm, &name, &lines, &file)] });
            self.console.result(&lines, &told)?;
            self.last = None;
        }
        let sent = self.sent_object(alarm, &name, &lines, &file);
        let subject = self.console.text("cli-monitor-subject", &[("log", self.log().into())]);
        let ways = Ways {
            webhook: self.asked.webhook.as_deref(),
            mail: self.asked.mail.as_deref(),
            sendmail: &self.asked.sendmail,
        };
        for failure in alarms::send(&ways, &name, &subject, &lines, &sent, &mut self.watch.sent) {
            self.console.fail(&failure);
        }
        self.keep()
    }

    fn log(&self) -> &str {
        &self.asked.log
    }

    fn evidence_file(&self, name: &str) -> PathBuf {
        let folder = self.asked.evidence.clone();
        let beside = || self.file.parent().unwrap_or(Path::new(".")).to_owned();
        folder.unwrap_or_else(beside).join(format!("evidence-{name}.json"))
    }

    fn lines(&self, alarm: &Alarm, file: &Path) -> Vec<String> {
        let size = |note: &str| note.lines().nth(1).unwrap_or_default().to_owned();
        let root = |note: &str| note.lines().nth(2).unwrap_or_default().to_owned();
        let older = alarm.older.as_deref().unwrap_or_default();
        let at = alarm.freshness.map_or(Moment::default(), Freshness::moment);
        let values = [
            ("log", self.log().to_owned().into()),
            ("older", size(older).into()),
            ("newer", size(&alarm.newer).into()),
            ("older-root", root(older).into()),
            ("newer-root", root(&alarm.newer).into()),
            ("since", self.console.moment(at).into()),
        ];
        let text = |key: &str| self.console.text(key, &values);
        let mut lines = vec![text(&format!("monitor-{}", alarm.kind.word()))];
        match alarm.freshness {
            Some(Freshness::Witnessed(_)) => lines.push(text("cli-monitor-witnessed")),
            Some(Freshness::FirstSeen(_)) => lines.push(text("cli-monitor-first-seen")),
            None => {}
        }
        if let Some(split) = &alarm.split {
            let prefix = split.prefix_root.to_base64();
            for (key, shown) in
                [("cli-verify-published", root(older)), ("cli-verify-computed", prefix)]
            {
                lines.push(self.console.text(key, &[("text", shown.into())]));
            }
        }
        lines.extend(alarm.difference.iter().flat_map(|found| differs(found, self.console)));
        let shown = file.display().to_string();
        lines.push(self.console.text("cli-monitor-evidence", &[("file", shown.into())]));
        lines
    }

    fn sent_object(&self, alarm: &Alarm, name: &str, lines: &[String], file: &Path) -> Value {
        json!({
            "alarm": alarm.kind.word(),
            "name": name,
            "log": self.log(),
            "message": lines.join("\n"),
            "older": alarm.older,
            "newer": alarm.newer,
            "difference": alarm.difference.as_ref().map(difference_object),
            "freshness": alarm.freshness.map(freshness_object),
            "evidence": file.display().to_string(),
        })
    }
}

fn freshness_object(freshness: Freshness) -> Value {
    match freshness {
        Freshness::Witnessed(at) => json!({ "witnessed_at": at.0 }),
        Freshness::FirstSeen(at) => json!({ "first_seen_at": at.0 }),
    }
}
