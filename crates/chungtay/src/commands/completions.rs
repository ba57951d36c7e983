//! `completions`: a shell's completions of this command line.

use crate::arguments::Completions;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::help;

pub(super) fn run(asked: &Completions, console: &Console) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(
        asked.shell,
        &mut help::command(console.messages),
        "chungtay",
        &mut script,
    );
    Console::write(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}
