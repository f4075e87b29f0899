//! Why the private server could not be had, each with a catalogue key.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A failure of the private server. `Display` is for logs; people see the catalogue's sentence for
/// [`key`](Self::key).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrivateError {
    /// No server programs on this machine.
    #[error("no PostgreSQL programs")]
    NoPrograms,
    /// The environment names a folder that holds none.
    #[error("no PostgreSQL programs in {directory}")]
    NoProgramsThere {
        /// The folder, as given.
        directory: PathBuf,
    },
    /// Programs older than the oldest supported version.
    #[error("PostgreSQL {found} is too old")]
    TooOld {
        /// The newest version found.
        found: u32,
    },
    /// The data was made by another major version, whose programs are not installed.
    #[error("data of version {data}, programs of {found}")]
    OtherVersion {
        /// The data's version.
        data: String,
        /// The newest programs' version.
        found: u32,
        /// The data directory, untouched.
        directory: PathBuf,
    },
    /// We are root and there is no account to run the server as.
    #[error("no account for the server")]
    NoAccount,
    /// The server's account cannot enter the directory.
    #[error("{account} cannot enter {directory}")]
    CannotEnter {
        /// The account.
        account: String,
        /// The first directory it cannot enter.
        directory: PathBuf,
    },
    /// No directory for the data: no home, and none configured.
    #[error("no data directory")]
    NoDirectory,
    /// A file operation failed.
    #[error("{path}: {reason}")]
    File {
        /// Which file.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// `initdb` failed.
    #[error("initdb: {reason}")]
    Init {
        /// The last line it said.
        reason: String,
    },
    /// The server did not start, or not in time.
    #[error("server: {reason}")]
    Start {
        /// The last line of its log.
        reason: String,
        /// Where the log is.
        log: PathBuf,
    },
}

impl PrivateError {
    /// A failed file operation.
    pub fn file(path: &Path, error: &std::io::Error) -> Self {
        Self::File {
            path: path.to_owned(),
            reason: crate::config::io_reason(error).to_owned(),
        }
    }

    /// The stable word for scripts and, after `pg-error-`, for the catalogue.
    pub fn word(&self) -> &'static str {
        match self {
            Self::NoPrograms => "no-programs",
            Self::NoProgramsThere { .. } => "no-programs-there",
            Self::TooOld { .. } => "too-old",
            Self::OtherVersion { .. } => "other-version",
            Self::NoAccount => "no-account",
            Self::CannotEnter { .. } => "cannot-enter",
            Self::NoDirectory => "no-directory",
            Self::File { .. } => "file",
            Self::Init { .. } => "init",
            Self::Start { .. } => "start",
        }
    }

    /// The catalogue key of the sentence; `-hint` after it is the hint's.
    pub fn key(&self) -> String {
        format!("pg-error-{}", self.word())
    }

    /// The parameters of sentence and hint. Untrusted: clean before showing.
    pub fn params(&self) -> BTreeMap<String, String> {
        let pairs = match self {
            Self::NoPrograms | Self::NoAccount | Self::NoDirectory => vec![],
            Self::NoProgramsThere { directory } => {
                vec![("directory", directory.display().to_string())]
            }
            Self::TooOld { found } => vec![("found", found.to_string())],
            Self::OtherVersion {
                data,
                found,
                directory,
            } => vec![
                ("data", data.clone()),
                ("found", found.to_string()),
                ("directory", directory.display().to_string()),
            ],
            Self::CannotEnter { account, directory } => vec![
                ("account", account.clone()),
                ("directory", directory.display().to_string()),
            ],
            Self::File { path, reason } => vec![
                ("path", path.display().to_string()),
                ("reason", reason.clone()),
            ],
            Self::Init { reason } => vec![("reason", reason.clone())],
            Self::Start { reason, log } => vec![
                ("reason", reason.clone()),
                ("log", log.display().to_string()),
            ],
        };
        pairs
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }
}
