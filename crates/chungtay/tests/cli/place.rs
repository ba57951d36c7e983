//! A folder of its own for each test, the binary run in it, and statements to import.

use serde_json::Value;
use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// The header of Vietcombank's published statements.
pub(crate) const HEADER: &str = "PageId,TNXDate,DocNo,Debit,Credit,Balance,TransactionDetails\n";

/// A temporary folder in which the binary runs.
pub(crate) struct Place {
    folder: tempfile::TempDir,
}

/// What a run gave.
pub(crate) struct Ran {
    pub exit: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        Self {
            exit: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Fails unless it ended so; gives what it said on stdout.
    #[track_caller]
    pub fn ended(self, exit: i32) -> String {
        assert_eq!(self.exit, exit, "stdout: {}\nstderr: {}", self.out, self.err);
        self.out
    }
}

impl Place {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), text).unwrap();
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    /// The binary in this folder, with no language set.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chungtay"));
        command.args(words).current_dir(self.folder.path());
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "CHUNGTAY_PASSPHRASE_FILE"] {
            command.env_remove(name);
        }
        command.env("XDG_CACHE_HOME", self.path("cache"));
        command.env("XDG_STATE_HOME", self.path("state"));
        command
    }

    /// Runs it to its end.
    pub fn run(&self, words: &[&str]) -> Ran {
        Ran::of(self.command(words).stdin(Stdio::null()).output().unwrap())
    }

    /// Starts what runs until it is stopped; with what it says first, as JSON.
    pub fn start(&self, words: &[&str]) -> (Child, Value) {
        let mut child =
            self.command(&[words, &["--json"]].concat()).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        (child, serde_json::from_str(&line).unwrap())
    }

    /// Runs it with something on stdin.
    pub fn run_with(&self, words: &[&str], input: &str) -> Ran {
        let mut child = self
            .command(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        Ran::of(child.wait_with_output().unwrap())
    }

    /// Begins it and lets it run.
    pub fn begin(&self, words: &[&str]) -> Child {
        let silent = || Stdio::null();
        self.command(words).stdin(silent()).stdout(silent()).stderr(silent()).spawn().unwrap()
    }

    /// Runs it with `--json`; the one object it printed.
    #[track_caller]
    pub fn json(&self, words: &[&str], exit: i32) -> Value {
        let ran = self.run(&[words, &["--json"]].concat());
        assert_eq!(ran.exit, exit, "stdout: {}\nstderr: {}", ran.out, ran.err);
        assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
        serde_json::from_str(&ran.out).unwrap()
    }

    /// A book that is begun, with everything following from a seed.
    pub fn with_book(name: &str) -> Self {
        let place = Self::new();
        place.make_book(name);
        place
    }

    /// Makes a book in a folder of this place.
    pub fn make_book(&self, name: &str) {
        let words = ["init", name, "--id", "thu", "--name", "Sổ thử", "--test-seed", "cli tests"];
        self.run(&words).ended(0);
    }

    /// The published root and size.
    pub fn checkpoint(&self, book: &str) -> String {
        String::from_utf8(self.read(&format!("{book}/log/checkpoint"))).unwrap()
    }
}

/// Rows of one day each 500, credits with every fiftieth a debit; amounts and texts repeat.
pub(crate) fn statement(rows: std::ops::Range<u32>) -> String {
    let mut text = HEADER.to_owned();
    for row in rows {
        let day = 1 + row / 500 % 28;
        let month = 1 + row / 14_000;
        let amount = 10_000 * (1 + row % 7);
        let (debit, credit) = match row % 50 {
            49 => (amount.to_string(), String::new()),
            _ => (String::new(), amount.to_string()),
        };
        writeln!(
            text,
            "1,{day:02}/{month:02}/2024,{}.{row},{debit},{credit},,NGUYEN VAN THU {row} ung ho",
            5000 + row % 9
        )
        .unwrap();
    }
    text
}

/// Waits until it is so, at most half a minute.
#[track_caller]
pub(crate) fn until(mut is_so: impl FnMut() -> bool) {
    let began = std::time::Instant::now();
    while !is_so() {
        assert!(began.elapsed().as_secs() < 30, "waited in vain");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

/// The workspace's folder.
pub(crate) fn workspace() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}
