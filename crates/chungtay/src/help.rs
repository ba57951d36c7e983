//! The command line's help, in the person's language: texts by the names of commands and arguments.

use crate::arguments::Arguments;
use chungtay_text::Messages;
use clap::{Arg, Command, CommandFactory};

/// Where options that every command takes stand in a list.
const LAST: usize = 1000;

/// The command line with its help texts.
pub(crate) fn command(messages: &'static Messages) -> Command {
    let heading = messages.text("cli-heading-usage");
    let template = format!("{{about}}\n\n{heading} {{usage}}\n\n{{all-args}}{{after-help}}\n");
    localised(Arguments::command(), messages, &template, "chungtay")
}

fn localised(command: Command, messages: &'static Messages, template: &str, name: &str) -> Command {
    let names: Vec<String> =
        command.get_subcommands().map(|found| found.get_name().to_owned()).collect();
    let mut command = command
        .about(messages.text(&format!("cli-help-{name}")).into_owned())
        .after_help(messages.text(&format!("cli-examples-{name}")).into_owned())
        .help_template(template.to_owned())
        .subcommand_help_heading(messages.text("cli-heading-commands").into_owned())
        .subcommand_value_name(messages.text("cli-heading-command").into_owned())
        .mut_args(|argument| with_text(argument, messages, name));
    for subcommand in names {
        // Where two commands have one of the same name, its text is named by both.
        let both = format!("{name}-{subcommand}");
        let is_own = messages.has(&format!("cli-help-{both}"));
        let named = if is_own { &both } else { &subcommand };
        command = command
            .mut_subcommand(&subcommand, |found| localised(found, messages, template, named));
    }
    command
}

/// The text of an argument: `cli-help-import-create`, or `cli-help-json` where it is the same everywhere.
fn with_text(argument: Arg, messages: &'static Messages, command: &str) -> Arg {
    let id = argument.get_id().as_str().replace('_', "-");
    let own = format!("cli-help-{command}-{id}");
    let key = if messages.has(&own) { own } else { format!("cli-help-{id}") };
    let heading = if argument.is_positional() {
        messages.text("cli-heading-arguments")
    } else {
        messages.text("cli-heading-options")
    };
    let everywhere = ["book", "json", "lang", "help", "version"].contains(&id.as_str());
    let argument = if everywhere { argument.display_order(LAST) } else { argument };
    let takes_value = argument.get_action().takes_values();
    let argument =
        argument.help(messages.text(&key).into_owned()).help_heading(heading.into_owned());
    // Told in the text, in the person's language.
    if takes_value {
        argument.hide_default_value(true).hide_possible_values(true)
    } else {
        argument
    }
}

#[cfg(test)]
mod tests {
    use super::command;
    use chungtay_text::{Language, Messages};
    use clap::Command;

    fn walk(command: &Command, visit: &mut impl FnMut(&Command)) {
        visit(command);
        command.get_subcommands().for_each(|found| walk(found, visit));
    }

    #[test]
    fn every_command_and_argument_is_explained_in_both_languages() {
        for language in Language::ALL {
            let mut command = command(Messages::for_language(language));
            command.build();
            walk(&command, &mut |command| {
                let help = command.clone().render_long_help().to_string();
                assert!(!help.contains('⟦'), "{language} {}: {help}", command.get_name());
                for argument in command.get_arguments() {
                    assert!(argument.get_help().is_some(), "{argument:?}");
                }
            });
        }
    }
}
