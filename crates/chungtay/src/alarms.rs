//! The ways an alarm leaves the house: a JSON object posted to an address, a mail handed to the system's
//! `sendmail`. Each alarm goes once by each way; one that failed is tried again at the next look.

use crate::failure::{Exit, Failure};
use data_encoding::BASE64;
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// How long a webhook may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Bytes of a subject in one encoded word, which is at most 75 characters long (RFC 2047).
const WORD_BYTES: usize = 39;

/// Where alarms go, beside stdout.
pub(crate) struct Ways<'a> {
    /// An address to post to.
    pub webhook: Option<&'a str>,
    /// A mail address.
    pub mail: Option<&'a str>,
    /// The program that takes mail.
    pub sendmail: &'a Path,
}

/// Sends an alarm by every way that has not had it; gives the ways that failed.
pub(crate) fn send(
    ways: &Ways<'_>,
    name: &str,
    subject: &str,
    lines: &[String],
    object: &Value,
    sent: &mut BTreeSet<String>,
) -> Vec<Failure> {
    let mut failures = Vec::new();
    let mut by = |way: &str, outcome: &dyn Fn() -> Result<(), Failure>| {
        let mark = format!("{way} {name}");
        if sent.contains(&mark) {
            return;
        }
        match outcome() {
            Ok(()) => drop(sent.insert(mark)),
            Err(failure) => failures.push(failure),
        }
    };
    if let Some(address) = ways.webhook {
        by("webhook", &|| post(address, object));
    }
    if let Some(address) = ways.mail {
        by("mail", &|| mail(ways.sendmail, address, subject, lines));
    }
    failures
}

fn post(address: &str, object: &Value) -> Result<(), Failure> {
    let agent = ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).build().new_agent();
    let request = agent.post(address).header("content-type", "application/json");
    request.send(object.to_string()).map(drop).map_err(|error| {
        Failure::new("webhook", Exit::System).with("address", address.to_owned()).because(&error)
    })
}

/// Hands a message to `sendmail -t -i`, the interface that every Unix mailer has.
fn mail(program: &Path, address: &str, subject: &str, lines: &[String]) -> Result<(), Failure> {
    let failed = |error: &std::io::Error| {
        Failure::new("mail", Exit::System)
            .with("program", program.display().to_string())
            .because(error)
    };
    let mut child = Command::new(program)
        .args(["-t", "-i"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .map_err(|error| failed(&error))?;
    let message = message(address, subject, lines);
    let written = child.stdin.take().map_or(Ok(()), |mut input| input.write_all(&message));
    let ended = child.wait().map_err(|error| failed(&error))?;
    written.map_err(|error| failed(&error))?;
    if ended.success() { Ok(()) } else { Err(failed(&std::io::Error::other(ended.to_string()))) }
}

/// RFC 5322 with a text of UTF-8 (RFC 2045), packed so that no mailer can change it.
fn message(address: &str, subject: &str, lines: &[String]) -> Vec<u8> {
    let mut out = format!(
        "To: {address}\nSubject: {}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\
         Content-Transfer-Encoding: base64\nAuto-Submitted: auto-generated\n\n",
        encoded_words(subject)
    );
    let text = format!("{}\n", lines.join("\n"));
    for row in BASE64.encode(text.as_bytes()).as_bytes().chunks(76) {
        out.push_str(&String::from_utf8_lossy(row));
        out.push('\n');
    }
    out.into_bytes()
}

fn encoded_words(text: &str) -> String {
    let mut words = vec![String::new()];
    for letter in text.chars() {
        if words.last().is_some_and(|word| word.len() + letter.len_utf8() > WORD_BYTES) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(letter);
        }
    }
    let packed = words.iter().map(|word| format!("=?utf-8?B?{}?=", BASE64.encode(word.as_bytes())));
    packed.collect::<Vec<_>>().join("\n ")
}

/// A mail address as typed; nothing in it may become another header or an option.
pub(crate) fn mail_address(text: &str) -> Result<String, String> {
    let plain = |letter: char| letter.is_ascii_graphic() && !",;<>()\"\\:".contains(letter);
    let well = text
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'));
    let is_address = well && text.chars().all(plain) && !text.starts_with('-');
    if is_address { Ok(text.to_owned()) } else { Err("name@host".to_owned()) }
}
