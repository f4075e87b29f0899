//! What a command works with.

use std::process::ExitCode;

use crate::config::{self, Config, Sources};
use crate::i18n::{Catalogue, Lang};
use crate::runtime::open::{self, Database, Session};
use crate::store::Pace;

use super::args::Global;
use super::failure::{Failure, Outcome};
use super::output::{self, Format, Rows};

/// Configuration, language, output, and the way into the database.
#[derive(Debug)]
pub struct Context {
    /// The settings in force.
    pub config: Config,
    /// The sentences, in the person's language.
    pub catalogue: Catalogue,
    /// How results are written.
    pub format: Format,
}

impl Context {
    /// Reads the configuration; what is wrong with it is said before the exit status is returned.
    ///
    /// # Errors
    /// The exit status.
    pub fn new(global: &Global) -> Result<Self, ExitCode> {
        let mut sources = Sources::usual();
        let flags = [
            ("database.url", &global.database),
            ("language", &global.language),
        ];
        for (key, value) in flags {
            sources
                .flags
                .extend(value.clone().map(|value| (key, value)));
        }
        match config::load(&sources) {
            Ok(config) => {
                let lang = language(config.language());
                Ok(Self {
                    config,
                    catalogue: Catalogue::new(lang),
                    format: global.format,
                })
            }
            Err(error) => {
                let catalogue = Catalogue::new(language(global.language.as_deref()));
                Err(Failure::from(error).report(&catalogue, global.format))
            }
        }
    }

    /// Enters the configured database, else the private one, as the person.
    ///
    /// # Errors
    /// Exit status 2: no server, no database, another version.
    pub async fn connect(&self, pace: Pace) -> Result<Session, Failure> {
        Ok(open::open(&self.config, Database::Configured, pace).await?)
    }

    /// Prints rows in the chosen format; `envelope` puts the JSON rows into the command's object.
    ///
    /// # Errors
    /// Standard output's.
    pub fn rows(
        &self,
        rows: &Rows,
        envelope: impl FnOnce(serde_json::Value) -> serde_json::Value,
    ) -> Outcome {
        match self.format {
            Format::Table => output::write_out(&output::table(rows, &self.catalogue)),
            Format::Csv => output::write_out(&output::csv(rows)),
            Format::Json => self.json(&envelope(output::json_rows(rows))),
        }
    }

    /// Prints a JSON document, whatever the format.
    ///
    /// # Errors
    /// Standard output's.
    pub fn json(&self, value: &serde_json::Value) -> Outcome {
        output::write_out(&output::json(value))
    }

    /// Prints a sentence for a person; nothing unless the format is `table`.
    ///
    /// # Errors
    /// Standard output's.
    pub fn say(&self, sentence: &str) -> Outcome {
        match self.format {
            Format::Table => output::write_out(&format!("{sentence}\n")),
            Format::Csv | Format::Json => Ok(()),
        }
    }
}

/// The language asked for, else the locale's.
pub fn language(asked: Option<&str>) -> Lang {
    if let Some(Ok(lang)) = asked.map(str::parse) {
        return lang;
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    locale.map_or(Lang::En, |locale| Lang::of_locale(&locale))
}
