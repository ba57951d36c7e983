//! The binary: command line, settings and wiring. The only place that reads the clock and the
//! environment; it decides nothing and holds no text of its own.

mod alarms;
mod arguments;
mod bad_input;
mod commands;
mod console;
mod documents;
mod error_codes;
mod failure;
mod feeds;
mod help;
mod listening;
mod memory;
mod meter;
mod passphrase;
mod remote;
mod statement_preview;
mod statement_summary;
mod surroundings;
mod usage;
mod witnesses;

use arguments::Arguments;
use chungtay_text::Messages;
use clap::FromArgMatches;
use clap::error::ErrorKind;
use console::Console;
use failure::{Exit, Failure};
use std::ffi::OsString;
use std::process::ExitCode;
use surroundings::Surroundings;

fn main() -> ExitCode {
    let surroundings = Surroundings::of_process();
    let words: Vec<OsString> = std::env::args_os().collect();
    ExitCode::from(run(&words, &surroundings) as u8)
}

fn run(words: &[OsString], surroundings: &Surroundings) -> Exit {
    let messages = Messages::for_language(surroundings.language(words));
    let asks_json = words.iter().any(|word| word == "--json");
    let console = Console::new(messages, asks_json, surroundings);
    let parsed = help::command(messages).try_get_matches_from(words);
    let parsed = parsed.and_then(|matches| Arguments::from_arg_matches(&matches));
    let outcome = match parsed {
        Ok(arguments) => commands::run(&arguments, &console),
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                Console::write(&error.to_string()).map(|()| Exit::Done)
            }
            _ => Err(usage::failure(&error, messages)),
        },
    };
    outcome.unwrap_or_else(|mut failure: Failure| {
        failure.causes.extend(console.passphrases.problem());
        console.fail(&failure);
        failure.exit
    })
}
