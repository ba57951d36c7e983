//! Progress of what takes longer than a second: a bar with speed and time left where a person watches,
//! a line now and then where not. Always on stderr; never with `--json`.

use crate::console::Console;
use chungtay_text::Value;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::{Duration, Instant};

/// Nothing is shown before this.
const QUIET: Duration = Duration::from_secs(1);
/// Between two lines where nobody watches.
const PAUSE: Duration = Duration::from_secs(10);
/// Between two looks at the bar.
const FRAME: Duration = Duration::from_millis(100);

/// A piece of work under way.
pub(crate) struct Meter<'a> {
    console: &'a Console,
    /// The message that tells `$done` of `$total` at `$rate` with `$left` to go.
    key: &'static str,
    began: Instant,
    shown: Option<Instant>,
    /// What was done at the first step, and when that was: speed is measured from there.
    first: Option<(u64, Instant)>,
    bar: Option<ProgressBar>,
}

impl<'a> Meter<'a> {
    /// Begins; `key` is the message that tells where it stands.
    pub fn begin(console: &'a Console, key: &'static str) -> Self {
        Self { console, key, began: Instant::now(), shown: None, first: None, bar: None }
    }

    /// So many of so many are done.
    pub fn step(&mut self, done: u64, total: u64) {
        let (first, since) = *self.first.get_or_insert_with(|| (done, Instant::now()));
        let pause = if self.console.is_watched { FRAME } else { PAUSE };
        let too_soon = self.shown.is_some_and(|shown| shown.elapsed() < pause);
        let unmeasured = done <= first;
        if self.console.json || self.began.elapsed() < QUIET || too_soon || unmeasured {
            return;
        }
        self.shown = Some(Instant::now());
        let text = self.text(done, total, done - first, since.elapsed());
        if self.console.is_watched {
            let bar = self.bar.get_or_insert_with(|| bar(total));
            bar.set_message(text);
            bar.set_position(done);
        } else {
            Console::remark(&text);
        }
    }

    fn text(&self, done: u64, total: u64, here: u64, passed: Duration) -> String {
        let milliseconds = u64::try_from(passed.as_millis()).unwrap_or(u64::MAX).max(1);
        let rate = here.saturating_mul(1000) / milliseconds;
        let left = total.saturating_sub(done) / rate.max(1);
        let left = format!("{}:{:02}", left / 60, left % 60);
        let values = [
            ("done", Value::from(done)),
            ("total", total.into()),
            ("rate", rate.into()),
            ("left", left.into()),
        ];
        self.console.text(self.key, &values)
    }

    /// How long it took.
    pub fn end(self) -> Duration {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
        self.began.elapsed()
    }
}

fn bar(total: u64) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template("{bar:24} {msg}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
