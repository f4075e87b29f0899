//! What is wrong with a configuration, and where.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::domain::nearest::nearest;

/// Where a value stands, for a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// A line of a file.
    Line(PathBuf, usize),
    /// An environment variable, or an option of the command line.
    Name(String),
}

impl std::fmt::Display for Spot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Line(path, line) => write!(f, "{}:{line}", path.display()),
            Self::Name(name) => f.write_str(name),
        }
    }
}

/// A configuration that cannot be used. `Display` is for logs; people see the catalogue's sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// The file is there and cannot be read.
    #[error("{path}: {reason}")]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why, as a key of the catalogue.
        reason: &'static str,
    },
    /// Not TOML.
    #[error("{at}: {reason}")]
    Syntax {
        /// Where.
        at: Spot,
        /// What the parser expected.
        reason: String,
    },
    /// No such setting.
    #[error("{at}: unknown key {key}")]
    UnknownKey {
        /// Where.
        at: Spot,
        /// What was written.
        key: String,
        /// What was probably meant.
        meant: Option<&'static str>,
    },
    /// A value of another kind.
    #[error("{at}: {key} wants {wanted}")]
    WrongKind {
        /// Where.
        at: Spot,
        /// The setting.
        key: &'static str,
        /// The catalogue's word for the kind: `text`, `switch`, `number`.
        wanted: &'static str,
        /// For a number, the largest.
        most: u32,
    },
    /// A word that is none of the choices.
    #[error("{at}: {key} cannot be {value}")]
    NoSuchChoice {
        /// Where.
        at: Spot,
        /// The setting.
        key: &'static str,
        /// What was written.
        value: String,
        /// What can be.
        choices: Vec<String>,
        /// Which of them was probably meant.
        meant: Option<String>,
    },
}

/// Why the system refused a file, as the catalogue's key of it: its own words are English and end in numbers.
pub fn io_reason(error: &std::io::Error) -> &'static str {
    use std::io::ErrorKind as Kind;
    match error.kind() {
        Kind::NotFound => "io-not-found",
        Kind::PermissionDenied => "io-denied",
        Kind::AlreadyExists => "io-exists",
        Kind::IsADirectory => "io-directory",
        Kind::NotADirectory => "io-not-a-directory",
        Kind::InvalidData => "io-not-text",
        Kind::StorageFull | Kind::QuotaExceeded => "io-full",
        Kind::ReadOnlyFilesystem => "io-read-only",
        Kind::BrokenPipe | Kind::UnexpectedEof => "io-ended",
        _ => "io-otherwise",
    }
}

impl ConfigError {
    /// A word that is none of the choices.
    pub fn no_such_choice<'c>(
        at: Spot,
        key: &'static str,
        value: &str,
        choices: impl Iterator<Item = &'c str> + Clone,
    ) -> Self {
        Self::NoSuchChoice {
            at,
            key,
            value: value.to_owned(),
            meant: nearest(value, choices.clone()).map(str::to_owned),
            choices: choices.map(str::to_owned).collect(),
        }
    }

    /// The catalogue key of the sentence.
    pub fn key(&self) -> String {
        let word = match self {
            Self::Unreadable { .. } => "unreadable",
            Self::Syntax { .. } => "syntax",
            Self::UnknownKey { meant: None, .. } => "unknown-key",
            Self::UnknownKey { .. } => "unknown-key-meant",
            Self::WrongKind { wanted, .. } => return format!("config-error-wants-{wanted}"),
            Self::NoSuchChoice { meant: None, .. } => "no-such-choice",
            Self::NoSuchChoice { .. } => "no-such-choice-meant",
        };
        format!("config-error-{word}")
    }

    /// The parameters of the sentence. Untrusted: clean before showing.
    pub fn params(&self) -> BTreeMap<String, String> {
        let pairs = match self {
            Self::Unreadable { path, reason } => vec![
                ("path", path.display().to_string()),
                ("reason", (*reason).to_owned()),
            ],
            Self::Syntax { at, reason } => vec![("at", at.to_string()), ("reason", reason.clone())],
            Self::UnknownKey { at, key, meant } => vec![
                ("at", at.to_string()),
                ("key", key.clone()),
                ("meant", meant.unwrap_or_default().to_owned()),
            ],
            Self::WrongKind { at, key, most, .. } => vec![
                ("at", at.to_string()),
                ("key", (*key).to_owned()),
                ("most", most.to_string()),
            ],
            Self::NoSuchChoice {
                at,
                key,
                value,
                choices,
                meant,
            } => vec![
                ("at", at.to_string()),
                ("key", (*key).to_owned()),
                ("value", value.clone()),
                ("choices", choices.join(", ")),
                ("meant", meant.clone().unwrap_or_default()),
            ],
        };
        pairs
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }
}
