//! Settings, keymap and theme files; each value remembers its origin.
//!
//! | module | job |
//! |---|---|
//! | [`spec`] | the settings there are: key, kind, environment variable |
//! | [`load`] | the layers, from the built-in sample to the command line |
//! | [`chosen`] | what was chosen in the cockpit, kept for the next time |
//! | [`document`] | a TOML file whose every value knows its line |
//! | [`views`] | the views of lists that a person keeps |
//! | [`error`] | what is wrong with a file, and where |

pub mod chosen;
pub mod document;
pub mod error;
pub mod load;
pub mod spec;
pub mod views;

use std::collections::BTreeMap;
use std::path::PathBuf;

pub use document::Document;
pub use error::{ConfigError, io_reason};
pub use load::{Sources, load};
pub use spec::{Kind, SETTINGS, Spec};

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The sample that is part of the program.
    Default,
    /// A file, and the line in it.
    File(PathBuf, usize),
    /// An environment variable.
    Environment(&'static str),
    /// The command line.
    Flag,
}

/// A setting's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text, a path or one of a few words.
    Text(String),
    /// A switch.
    Switch(bool),
    /// A whole number.
    Number(u32),
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Switch(on) => write!(f, "{on}"),
            Self::Number(number) => write!(f, "{number}"),
        }
    }
}

/// Every setting with its origin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    values: BTreeMap<&'static str, (Value, Origin)>,
}

/// How the connection to the mail relay is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpTls {
    /// STARTTLS, or nothing is sent.
    Required,
    /// TLS from the first byte.
    Wrapped,
    /// None: a relay on this machine only.
    None,
}

/// The mail relay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Smtp {
    /// Its name; letters cannot be sent without.
    pub host: Option<String>,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub tls: SmtpTls,
    /// The name to sign in with, if any.
    pub user: Option<String>,
    /// A certificate authority to trust besides the system's, as a PEM file.
    pub ca_file: Option<PathBuf>,
    /// The file that holds the password alone.
    pub credential_file: Option<PathBuf>,
}

impl Config {
    /// The value of a setting and where it came from.
    pub fn get(&self, key: &str) -> Option<(&Value, &Origin)> {
        self.values.get(key).map(|(value, origin)| (value, origin))
    }

    fn text(&self, key: &str) -> Option<&str> {
        match self.values.get(key) {
            Some((Value::Text(text), _)) => Some(text),
            _ => None,
        }
    }

    fn switch(&self, key: &str) -> bool {
        matches!(self.values.get(key), Some((Value::Switch(true), _)))
    }

    fn number(&self, key: &str) -> u32 {
        match self.values.get(key) {
            Some((Value::Number(number), _)) => *number,
            _ => 0,
        }
    }

    /// The shared database's address; without one the private server is used.
    pub fn database_url(&self) -> Option<&str> {
        self.text("database.url")
    }

    /// Where the private server keeps its data, if not in the usual place.
    pub fn data_dir(&self) -> Option<PathBuf> {
        self.text("database.data_dir").map(PathBuf::from)
    }

    /// Where the copies of documents are, each named by its number.
    pub fn documents_folder(&self) -> Option<PathBuf> {
        self.text("documents.folder").map(PathBuf::from)
    }

    /// Where lists are written to; by default in the person's data directory.
    pub fn export_folder(&self) -> Option<PathBuf> {
        let own = || {
            let directories = directories::ProjectDirs::from("", "", "encours")?;
            Some(directories.data_dir().join("exports"))
        };
        self.text("export.dir").map(PathBuf::from).or_else(own)
    }

    /// `en`, `fr`, or `None` to follow the locale.
    pub fn language(&self) -> Option<&str> {
        self.text("language").filter(|code| *code != "auto")
    }

    /// `day-month`, `month-day`, or `None` to follow the locale and the language.
    pub fn date_order(&self) -> Option<&str> {
        self.text("date.order").filter(|order| *order != "auto")
    }

    /// The company shown first, by its code.
    pub fn company(&self) -> Option<&str> {
        self.text("company")
    }

    /// Where a setting was given: the line of a file, the variable or the option.
    pub fn place(&self, key: &str) -> String {
        match self.get(key) {
            Some((_, Origin::File(path, line))) => format!("{}:{line}", path.display()),
            Some((_, Origin::Environment(name))) => (*name).to_owned(),
            Some((_, Origin::Default | Origin::Flag)) | None => key.to_owned(),
        }
    }

    /// The theme's name, or `auto`.
    pub fn theme(&self) -> &str {
        self.text("screen.theme").unwrap_or("auto")
    }

    /// Makes sure that the theme is one of those there are; their names are known to whoever draws them.
    ///
    /// # Errors
    /// It is none of them.
    pub fn check_theme(&self, names: &[String]) -> Result<(), ConfigError> {
        let theme = self.theme();
        if theme == "auto" || names.iter().any(|name| name == theme) {
            return Ok(());
        }
        let key = "screen.theme";
        let at = match self.get(key) {
            Some((_, Origin::File(path, line))) => error::Spot::Line(path.clone(), *line),
            _ => error::Spot::Name(self.place(key)),
        };
        let names = names.iter().map(String::as_str).chain(["auto"]);
        Err(ConfigError::no_such_choice(at, key, theme, names))
    }

    /// Whether somebody new is told on each screen which keys matter there.
    pub fn tips(&self) -> bool {
        self.text("screen.tips") != Some("off")
    }

    /// The screens whose line was dismissed, side by side.
    pub fn tips_dismissed(&self) -> &str {
        self.text("screen.tips_dismissed").unwrap_or_default()
    }

    /// Only ASCII characters for lines and marks.
    pub fn ascii(&self) -> bool {
        self.switch("screen.ascii")
    }

    /// Minutes without a key after which the session ends; 0 never.
    pub fn idle_minutes(&self) -> u32 {
        self.number("screen.idle_minutes")
    }

    /// The person's keymap file.
    pub fn keymap_file(&self) -> Option<PathBuf> {
        self.text("screen.keymap").map(PathBuf::from)
    }

    /// The mail relay.
    pub fn smtp(&self) -> Smtp {
        Smtp {
            host: self.text("smtp.host").map(str::to_owned),
            port: u16::try_from(self.number("smtp.port")).unwrap_or(587),
            tls: match self.text("smtp.tls") {
                Some("none") => SmtpTls::None,
                Some("wrapped") => SmtpTls::Wrapped,
                _ => SmtpTls::Required,
            },
            user: self.text("smtp.user").map(str::to_owned),
            ca_file: self.text("smtp.ca_file").map(PathBuf::from),
            credential_file: self.text("smtp.credential_file").map(PathBuf::from),
        }
    }
}
