//! Reading the words of the command line; what is wrong with them in one sentence.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::FromArgMatches;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::config::{self, Sources};
use crate::domain::nearest::nearest;
use crate::i18n::{Catalogue, Lang};

use super::args::Cli;
use super::context::language;
use super::failure::Failure;
use super::output::{self, Format};
use super::wording;

/// The command line, or the exit status after help or a complaint.
pub fn parse(words: Vec<OsString>) -> Result<Cli, ExitCode> {
    let (format, lang) = glimpse(&words);
    let lang = spoken(lang.as_deref());
    let parsed = wording::command(lang)
        .try_get_matches_from(words)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    parsed.map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let wrote = output::write_out(&error.render().to_string());
            match (wrote, error.exit_code()) {
                (Ok(()), 0) | (Err(_), _) => ExitCode::SUCCESS,
                (Ok(()), _) => ExitCode::from(2),
            }
        }
        _ => failure(&error).report(&Catalogue::new(lang), format),
    })
}

/// The language asked for, else the settings', else the locale's.
fn spoken(asked: Option<&str>) -> Lang {
    match (asked, config::load(&Sources::usual())) {
        // Settings that cannot be read are told of once the words are.
        (None, Ok(config)) => language(config.language()),
        (asked, _) => language(asked),
    }
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
        ErrorKind::InvalidValue if error.get(ContextKind::ValidValue).is_some() => {
            match told(ContextKind::InvalidValue).is_empty() {
                true => "cli-usage-value-missing",
                false => "cli-usage-value-of",
            }
        }
        ErrorKind::InvalidValue if told(ContextKind::InvalidValue).is_empty() => {
            "cli-usage-value-missing"
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "cli-usage-value",
        ErrorKind::ArgumentConflict => "cli-usage-conflict",
        ErrorKind::InvalidUtf8 => "cli-usage-utf8",
        _ => "cli-usage-otherwise",
    };
    let (typed, meant) = match error.kind() {
        ErrorKind::UnknownArgument => (ContextKind::InvalidArg, ContextKind::SuggestedArg),
        ErrorKind::InvalidSubcommand => (
            ContextKind::InvalidSubcommand,
            ContextKind::SuggestedSubcommand,
        ),
        _ => (ContextKind::InvalidValue, ContextKind::SuggestedValue),
    };
    let (typed, meant) = (told(typed), told(meant));
    let failure = Failure::usage(key)
        .with("argument", told(ContextKind::InvalidArg))
        .with("command", told(ContextKind::InvalidSubcommand))
        .with("value", told(ContextKind::InvalidValue))
        .with("choices", told(ContextKind::ValidValue))
        .with("other", told(ContextKind::PriorArg));
    let form = form(&told(ContextKind::InvalidArg));
    if let Some((least, most)) = bounds(error) {
        let key = match most {
            Some(_) => "cli-usage-form-between",
            None => "cli-usage-form-from",
        };
        let most = most.unwrap_or_default();
        failure.with("least", least).with("most", most).hint(key)
    } else if let (ErrorKind::ValueValidation, Some(form)) = (error.kind(), form) {
        failure.hint(form)
    } else {
        match nearest(&typed, meant.split(", ")) {
            Some(meant) => failure.with("meant", meant).hint("cli-usage-hint-meant"),
            None => failure.hint("cli-usage-hint"),
        }
    }
}

/// The bounds of a number that lies outside them, as the parser tells them: `0 is not in 1..=104`. What has no upper bound
/// of its own is bounded by its type.
fn bounds(error: &clap::Error) -> Option<(String, Option<String>)> {
    let told = std::error::Error::source(error)?.to_string();
    let (least, most) = told.split_once(" is not in ")?.1.split_once("..")?;
    let most = most.strip_prefix('=').map(str::to_owned);
    let whole = |text: &str| text.parse::<i64>().is_ok();
    let most = most.filter(|most| most != &u32::MAX.to_string());
    (whole(least) && most.as_deref().is_none_or(whole)).then(|| (least.to_owned(), most))
}

/// The hint that shows how a value of an argument is written.
fn form(argument: &str) -> Option<&'static str> {
    let forms = [
        ("<DATE>", "cli-usage-form-date"),
        ("<TIME>", "cli-usage-form-time"),
        ("<AMOUNT>", "cli-usage-form-amount"),
        ("<N>", "cli-usage-form-number"),
        ("<UUID>", "cli-usage-form-id"),
        ("<ID>", "cli-usage-form-id"),
    ];
    let found = forms.iter().find(|(name, _)| argument.contains(name));
    found.map(|(_, key)| *key)
}
