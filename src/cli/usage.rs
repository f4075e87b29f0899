//! Reading the words of the command line; what is wrong with them in one sentence.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::i18n::Catalogue;

use super::args::Cli;
use super::context::language;
use super::failure::Failure;
use super::output::{self, Format};

/// The command line, or the exit status after help or a complaint.
pub fn parse(words: Vec<OsString>) -> Result<Cli, ExitCode> {
    let (format, lang) = glimpse(&words);
    Cli::try_parse_from(words).map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let wrote = output::write_out(&error.render().to_string());
            match (wrote, error.exit_code()) {
                (Ok(()), 0) | (Err(_), _) => ExitCode::SUCCESS,
                (Ok(()), _) => ExitCode::from(2),
            }
        }
        _ => failure(&error).report(&Catalogue::new(language(lang.as_deref())), format),
    })
}

/// Format and language, as far as they can be told from words that do not parse.
fn glimpse(words: &[OsString]) -> (Format, Option<String>) {
    let value_of = |name: &str| {
        let mut words = words.iter().filter_map(|word| word.to_str());
        while let Some(word) = words.next() {
            if word == name {
                return words.next().map(str::to_owned);
            }
            let given = word
                .strip_prefix(name)
                .and_then(|rest| rest.strip_prefix('='));
            if let Some(value) = given {
                return Some(value.to_owned());
            }
        }
        None
    };
    let format = match value_of("--format").as_deref() {
        Some("json") => Format::Json,
        Some("csv") => Format::Csv,
        _ => Format::Table,
    };
    (format, value_of("--language"))
}

fn failure(error: &clap::Error) -> Failure {
    let told = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let key = match error.kind() {
        ErrorKind::UnknownArgument => "cli-usage-unknown-option",
        ErrorKind::InvalidSubcommand => "cli-usage-unknown-command",
        ErrorKind::MissingRequiredArgument => "cli-usage-missing",
        ErrorKind::MissingSubcommand => "cli-usage-missing-command",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "cli-usage-value",
        ErrorKind::ArgumentConflict => "cli-usage-conflict",
        ErrorKind::InvalidUtf8 => "cli-usage-utf8",
        _ => "cli-usage-otherwise",
    };
    let meant = match error.kind() {
        ErrorKind::UnknownArgument => told(ContextKind::SuggestedArg),
        ErrorKind::InvalidSubcommand => told(ContextKind::SuggestedSubcommand),
        ErrorKind::InvalidValue => told(ContextKind::SuggestedValue),
        _ => String::new(),
    };
    let failure = Failure::usage(key)
        .with("argument", told(ContextKind::InvalidArg))
        .with("command", told(ContextKind::InvalidSubcommand))
        .with("value", told(ContextKind::InvalidValue))
        .with("choices", told(ContextKind::ValidValue))
        .with("other", told(ContextKind::PriorArg));
    if meant.is_empty() {
        failure.hint("cli-usage-hint")
    } else {
        // the likeliest comes last
        let best = meant.rsplit(", ").next().unwrap_or_default();
        failure.with("meant", best).hint("cli-usage-hint-meant")
    }
}
