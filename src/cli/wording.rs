//! The help in the person's language. The declaration in [`args`](super::args) is the English one; another
//! language's words come from its catalogue, by the names of commands and arguments, so that parser, help,
//! manual and completions stay one definition.

use std::collections::BTreeMap;

use clap::{Arg, ArgAction, Command, CommandFactory};

use super::args::Cli;
use crate::i18n::{Catalogue, Lang};

/// The command line as declared, in the words of a language.
pub fn command(lang: Lang) -> Command {
    let mut command = Cli::command();
    if lang == Lang::En {
        return command;
    }
    // Now the arguments of every command, also those that the parser adds itself, are in their places.
    command.build();
    let words = Catalogue::new(lang);
    let command = translated(command, &words, "encours");
    match words.has("help-command-encours-long") {
        true => command.long_about(format!(
            "{}\n\n{}",
            words.tr("help-command-encours"),
            words.tr("help-command-encours-long")
        )),
        false => command,
    }
}

fn translated(command: Command, words: &Catalogue, path: &str) -> Command {
    let about = format!("help-command-{path}");
    let template = template(&command, words);
    let command = command
        .help_template(template)
        .mut_args(|arg| argument(arg, words, path))
        .mut_subcommands(|sub| {
            let below = match path {
                "encours" => sub.get_name().to_owned(),
                _ => format!("{path}-{}", sub.get_name()),
            };
            match sub.get_name() {
                "help" => sub.about(words.tr("help-command-help")),
                _ => translated(sub, words, &below),
            }
        });
    if words.has(&about) {
        command.about(words.tr(&about)).long_about(None::<&str>)
    } else {
        command
    }
}

/// What stands where in the help of a command.
fn template(command: &Command, words: &Catalogue) -> String {
    let mut template = format!(
        "{{about-with-newline}}\n{} {{usage}}",
        words.tr("help-usage")
    );
    let parts = [
        (command.has_subcommands(), "help-commands", "{subcommands}"),
        (
            command.get_positionals().next().is_some(),
            "help-words",
            "{positionals}",
        ),
        (true, "help-options", "{options}"),
    ];
    for (_, heading, part) in parts.into_iter().filter(|(there, ..)| *there) {
        template.push_str(&format!("\n\n{} :\n{part}", words.tr(heading)));
    }
    template + "\n"
}

fn argument(arg: Arg, words: &Catalogue, path: &str) -> Arg {
    let key = key(&arg);
    let own = format!("{key}-{path}");
    let Some(key) = [own, key].into_iter().find(|key| words.has(key)) else {
        return arg;
    };
    let mut help = words.tr(&key);
    let flag = matches!(
        arg.get_action(),
        ArgAction::SetTrue | ArgAction::Help | ArgAction::Version
    );
    if !flag {
        let allowed: Vec<String> = arg
            .get_possible_values()
            .iter()
            .filter(|value| !value.is_hide_set())
            .map(|value| value.get_name().to_owned())
            .collect();
        let default: Vec<String> = arg
            .get_default_values()
            .iter()
            .map(|value| value.to_string_lossy().into_owned())
            .collect();
        let lists = [
            ("help-values", "values", allowed),
            ("help-default", "value", default),
        ];
        for (key, name, list) in lists {
            if !list.is_empty() {
                let texts = BTreeMap::from([(name.to_owned(), list.join(", "))]);
                help = format!("{help} {}", words.tr_texts(key, &texts));
            }
        }
    }
    arg.help(help)
        .long_help(None::<&str>)
        .hide_possible_values(true)
        .hide_default_value(true)
}

/// What the catalogue calls an argument.
fn key(arg: &Arg) -> String {
    match arg.get_long() {
        Some(long) => format!("help-option-{long}"),
        None => {
            let names = arg.get_value_names().and_then(|names| names.first());
            let name = names.map_or_else(|| arg.get_id().to_string(), ToString::to_string);
            format!("help-word-{}", name.to_lowercase())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn untranslated(command: &Command, words: &Catalogue, path: &str, missing: &mut Vec<String>) {
        let about = format!("help-command-{path}");
        if !words.has(&about) {
            missing.push(about);
        }
        for arg in command.get_arguments() {
            let key = key(arg);
            if !(words.has(&key) || words.has(&format!("{key}-{path}"))) {
                missing.push(format!("{key} or {key}-{path}"));
            }
        }
        for sub in command.get_subcommands() {
            let below = match path {
                "encours" => sub.get_name().to_owned(),
                _ => format!("{path}-{}", sub.get_name()),
            };
            untranslated(sub, words, &below, missing);
        }
    }

    #[test]
    fn every_command_and_argument_has_french_help() {
        let mut missing = Vec::new();
        let words = Catalogue::new(Lang::Fr);
        untranslated(&Cli::command(), &words, "encours", &mut missing);
        assert!(
            missing.is_empty(),
            "in help-fr.ftl:\n{}",
            missing.join("\n")
        );
    }

    #[test]
    fn the_french_command_line_parses_the_same_words() {
        let words = ["encours", "--format", "json", "aging", "--by", "customer"];
        let parsed = command(Lang::Fr).try_get_matches_from(words);
        let error = parsed.as_ref().err().map(ToString::to_string);
        assert!(parsed.is_ok(), "{error:?}");
        let help = command(Lang::Fr).render_help().to_string();
        assert!(
            help.contains("Usage\u{a0}:") && help.contains("Commandes"),
            "{help}"
        );
        assert!(!help.contains("Print"), "{help}");
    }
}
