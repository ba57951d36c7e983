//! What the process finds around it: the clock, the language of the environment, the file of the
//! passphrase, whether a person is looking. Everything else is told by the command line.

use chungtay_ledger::date::Moment;
use chungtay_text::Language;
use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

/// Where POSIX looks for the language of messages, strongest first.
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// Names the file with the passphrase of the log's private keys.
const PASSPHRASE_FILE: &str = "CHUNGTAY_PASSPHRASE_FILE";

/// Read once, at the start.
#[derive(Clone, Debug)]
pub(crate) struct Surroundings {
    language: Option<Language>,
    /// Where what can be made again is kept (`XDG_CACHE_HOME`, else `.cache` in the home folder).
    pub cache: Option<PathBuf>,
    /// The file with the passphrase of the log's private keys.
    pub passphrase_file: Option<PathBuf>,
    /// Where what must outlast a run is kept (`XDG_STATE_HOME`, else `.local/state` in the home folder).
    pub state: Option<PathBuf>,
    /// Whether what goes to stderr is read by a person as it comes.
    pub stderr_is_terminal: bool,
}

impl Surroundings {
    /// The surroundings of this process.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub fn of_process() -> Self {
        let set = VARIABLES.iter().filter_map(|name| std::env::var(name).ok());
        let folder = |name| std::env::var(name).ok().filter(|path| path.starts_with('/'));
        let of = |name, within: &str| {
            let home = || folder("HOME").map(|home| PathBuf::from(home).join(within));
            folder(name).map(PathBuf::from).or_else(home)
        };
        Self {
            cache: of("XDG_CACHE_HOME", ".cache"),
            state: of("XDG_STATE_HOME", ".local/state"),
            language: set
                .filter(|value| !value.is_empty())
                .find_map(|value| Language::parse(&value)),
            passphrase_file: std::env::var_os(PASSPHRASE_FILE).map(PathBuf::from),
            stderr_is_terminal: std::io::stderr().is_terminal(),
        }
    }

    /// The language to speak: `--lang`, then the environment, then Vietnamese. Read before the command
    /// line is, since its errors are spoken too.
    pub fn language(&self, words: &[OsString]) -> Language {
        let mut asked = None;
        let mut words = words.iter().filter_map(|word| word.to_str());
        while let Some(word) = words.next() {
            match word.strip_prefix("--lang") {
                Some("") => asked = words.next(),
                Some(rest) => asked = rest.strip_prefix('=').or(asked),
                None => {}
            }
        }
        asked.and_then(Language::parse).or(self.language).unwrap_or_default()
    }
}

/// The clock, passed to the verbs.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
pub(crate) fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_secs());
    Moment(i64::try_from(since).unwrap_or(i64::MAX))
}
