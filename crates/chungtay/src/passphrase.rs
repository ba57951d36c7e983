//! Asking for passphrases: from the file that `CHUNGTAY_PASSPHRASE_FILE` names (a file, or `/dev/fd/3`), else
//! on the terminal, unseen. Never from the command line, which others on the machine can read.

use crate::console::Console;
use crate::failure::{Exit, Failure};
use chungtay_service::log_keys::passphrase::Passphrase;
use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// What Ctrl-C types where it does not interrupt.
const INTERRUPT: char = '\u{3}';

/// Where passphrases come from, read once.
#[derive(Debug, Default)]
pub(crate) struct Passphrases {
    file: Option<PathBuf>,
    lines: OnceLock<std::io::Result<Vec<Passphrase>>>,
}

impl Passphrases {
    /// From this file, or, without one, from the terminal.
    pub fn from_file(file: Option<PathBuf>) -> Self {
        Self { file, lines: OnceLock::new() }
    }

    /// The file's first line opens what is there; its second, where it has one, closes what is new.
    fn line(&self, number: usize) -> Option<Passphrase> {
        let file = self.file.as_ref()?;
        let lines = self.lines.get_or_init(|| {
            let lines = BufReader::new(File::open(file)?).lines().take(2);
            lines.map(|line| line.map(Passphrase::new)).collect()
        });
        let lines = lines.as_ref().ok()?;
        lines.get(number).or(lines.first()).cloned()
    }

    /// Why the file gave none, where it was asked and could not be read: the file, and what the system said.
    pub fn problem(&self) -> Option<String> {
        let (file, lines) = self.file.as_ref().zip(self.lines.get())?;
        let error = lines.as_ref().err()?;
        Some(format!("CHUNGTAY_PASSPHRASE_FILE ({}): {error}", file.display()))
    }
}

impl Console {
    /// The passphrase of a file; `None` where nobody can be asked.
    pub fn passphrase(&self, file: &Path) -> Option<Passphrase> {
        if self.passphrases.file.is_some() {
            return self.passphrases.line(0);
        }
        self.typed("cli-passphrase-ask", file)
    }

    /// The passphrase, where the file names it: nobody is asked.
    pub fn passphrase_at_hand(&self) -> Option<Passphrase> {
        self.passphrases.line(0)
    }

    /// A passphrase for a file that is to be encrypted; asked twice of a person.
    pub fn new_passphrase(&self, file: &Path) -> Result<Passphrase, Failure> {
        let told = |code| Failure::new(code, Exit::Usage).with("file", file.display().to_string());
        if self.passphrases.file.is_some() {
            return self.passphrases.line(1).ok_or_else(|| told("no-passphrase"));
        }
        let asked = |key| self.typed(key, file).ok_or_else(|| told("no-passphrase"));
        let first = asked("cli-passphrase-new")?;
        if first == asked("cli-passphrase-again")? {
            return Ok(first);
        }
        Err(told("passphrases-differ"))
    }

    /// Asks on the terminal and does not show what is typed; nobody is asked where nobody watches.
    fn typed(&self, key: &str, file: &Path) -> Option<Passphrase> {
        if !self.is_watched {
            return None;
        }
        let mut terminal = File::options().read(true).write(true).open("/dev/tty").ok()?;
        let as_it_was = tcgetattr(&terminal).ok()?;
        let mut silent = as_it_was.clone();
        // Ctrl-C is read as a letter, so that nobody leaves a terminal behind that shows nothing.
        silent.local_modes.remove(LocalModes::ECHO | LocalModes::ISIG);
        silent.local_modes.insert(LocalModes::ECHONL);
        let question = self.text(key, &[("file", file.display().to_string().into())]);
        write!(terminal, "{question} ").ok()?;
        tcsetattr(&terminal, OptionalActions::Flush, &silent).ok()?;
        let mut line = String::new();
        let read = BufReader::new(&terminal).read_line(&mut line);
        let restored = tcsetattr(&terminal, OptionalActions::Flush, &as_it_was);
        if line.contains(INTERRUPT) {
            return None;
        }
        let length = line.trim_end_matches(['\n', '\r']).len();
        line.truncate(length);
        read.ok().filter(|&bytes| bytes > 0 && restored.is_ok()).map(|_| Passphrase::new(line))
    }
}
