//! What a command works with.

use std::io::IsTerminal;
use std::process::ExitCode;

use crate::config::{self, Config, Sources};
use crate::i18n::{Catalogue, DateOrder, Lang};
use crate::private_pg::Place;
use crate::runtime::open::{self, Database, Reach, Session};
use crate::runtime::themes::Themes;
use crate::store::{Pace, Pool, company};
use crate::ui::theme::Depth;

use super::args::Global;
use super::demo;
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
    /// Which database is meant.
    pub database: Database,
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
        let known_theme = |config: Config| {
            let themes = Themes::usual(Depth::Sixteen).names();
            config.check_theme(&themes).map(|()| config)
        };
        match config::load(&sources).and_then(known_theme) {
            Ok(config) => {
                let lang = language(config.language());
                let order = date_order(config.date_order(), lang);
                Ok(Self {
                    config,
                    catalogue: Catalogue::new(lang).with_date_order(order),
                    format: global.format,
                    database: match global.demo {
                        None => Database::Configured,
                        Some(None) => Database::Demo,
                        Some(Some(who)) => Database::DemoAs(who.role()),
                    },
                })
            }
            Err(error) => {
                let catalogue = Catalogue::new(language(global.language.as_deref()));
                Err(Failure::from(error).report(&catalogue, global.format))
            }
        }
    }

    /// The code of the configured company, if there is one: checked, for nobody has just typed it.
    ///
    /// # Errors
    /// No company has it, or the person sees none of it; the database's.
    pub async fn home(&self, pool: &Pool) -> Result<Option<String>, Failure> {
        let Some(code) = self.config.company() else {
            return Ok(None);
        };
        let all = company::list(pool).await?.into_iter();
        let known: Vec<String> = all.map(|company| company.code).collect();
        match known.iter().any(|one| one == code) {
            true => Ok(Some(code.to_owned())),
            false => Err(self.company_unknown(code, &known)),
        }
    }

    /// The configured company is none of those that there are.
    pub fn company_unknown(&self, code: &str, known: &[String]) -> Failure {
        Failure::usage("config-company-unknown")
            .with("at", self.config.place("company"))
            .with("company", code)
            .with("known", known.join(", "))
    }

    /// Enters the configured database, else the private one, as the person.
    ///
    /// # Errors
    /// Exit status 2: no server, no database, another version.
    pub async fn connect(&self, pace: Pace) -> Result<Session, Failure> {
        self.announce_first_start();
        // The server stays up until it is entered.
        let _server = demo::ensure(self).await?;
        Ok(open::open(&self.config, self.database, Reach::Command(pace)).await?)
    }

    /// The very first start takes seconds: a person who waits is told what for.
    fn announce_first_start(&self) {
        if self.config.database_url().is_some() || !std::io::stderr().is_terminal() {
            return;
        }
        let place = Place::resolve(self.config.data_dir().as_deref());
        if place.is_ok_and(|place| place.data_version().is_none()) {
            output::complain(&self.catalogue.tr("cli-first-start"));
        }
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
    locale("LC_MESSAGES").map_or(Lang::En, |locale| Lang::of_locale(&locale))
}

/// The order of day and month asked for, else that of the locale, else that of the language.
fn date_order(asked: Option<&str>, lang: Lang) -> DateOrder {
    let of_locale = || locale("LC_TIME").map(|locale| DateOrder::of_locale(lang, &locale));
    asked
        .and_then(DateOrder::of_word)
        .or_else(of_locale)
        .unwrap_or_else(|| DateOrder::of_lang(lang))
}

/// The locale in force of one category, as POSIX looks for it.
fn locale(category: &str) -> Option<String> {
    ["LC_ALL", category, "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
}
