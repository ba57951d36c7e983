//! `root-keys`: the offline keys of which two of three together change a log's keys: made, and used to sign
//! a request, on a machine without a network.

use crate::arguments::{RootKeys, RootKeysVerb};
use crate::console::Console;
use crate::failure::{Exit, Failure};
use chungtay_service::log_keys::request::read_request;
use chungtay_service::log_keys::roots::{make_root, read_root, write_roots};
use chungtay_service::verify::replace_file;
use serde_json::json;
use std::cell::Cell;
use std::path::Path;

/// How many root keys are made.
const ROOTS: u32 = 3;

pub(super) fn run(asked: &RootKeys, console: &Console) -> Result<Exit, Failure> {
    match &asked.verb {
        RootKeysVerb::Make { directory, name, encrypt } => make(directory, name, *encrypt, console),
        RootKeysVerb::Sign { file, root } => sign(file, root, console),
    }
}

fn make(directory: &Path, name: &str, encrypt: bool, console: &Console) -> Result<Exit, Failure> {
    let (mut lines, mut roots) = (Vec::new(), Vec::new());
    for number in 1..=ROOTS {
        let file = directory.join(format!("root-{number}"));
        let passphrase = encrypt.then(|| console.new_passphrase(&file)).transpose()?;
        let (file, key) = make_root(directory, name, number, passphrase.as_ref())?;
        lines.push(console.text("cli-root-made", &[("file", file.display().to_string().into())]));
        roots.push(key);
    }
    let file = write_roots(directory, &roots)?.display().to_string();
    lines.push(console.text("cli-roots-made", &[("file", file.as_str().into())]));
    let roots: Vec<String> = roots.iter().map(ToString::to_string).collect();
    console.result(&lines, &json!({ "roots": roots, "file": file }))?;
    Ok(Exit::Done)
}

/// Shows what is to be signed, before the key's passphrase is asked for where it has one; then adds the
/// signature to the file.
fn sign(file: &Path, root: &Path, console: &Console) -> Result<Exit, Failure> {
    let request = read_request(file)?;
    let statements: Vec<String> = request.statements().map(str::to_owned).collect();
    let is_shown = Cell::new(console.json);
    let show = || {
        if !is_shown.replace(true) {
            Console::remark(&console.text("cli-request-to-sign", &[]));
            for line in &statements {
                Console::remark(&format!("  {}", shortened(line)));
            }
        }
    };
    let ask = |file: &Path| {
        show();
        console.passphrase(file)
    };
    let key = read_root(root, &ask)?;
    show();
    let request = request.signed(&key)?;
    replace_file(file, request.to_text().as_bytes())
        .map_err(|error| Failure::file("file", Exit::System, file, &error))?;
    let signers: Vec<&str> = request.signers().collect();
    let line = console.text("cli-request-signed", &[("signers", signers.join(", ").into())]);
    console.result(&[line], &json!({ "signers": signers, "statements": statements }))?;
    Ok(Exit::Done)
}

/// A line of a request, a long key cut.
fn shortened(line: &str) -> String {
    const LONGEST: usize = 110;
    if line.chars().count() <= LONGEST {
        return line.to_owned();
    }
    format!("{}…", line.chars().take(LONGEST).collect::<String>())
}
