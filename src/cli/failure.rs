//! How a command fails: a code for scripts, a sentence for people, an exit status.

use std::collections::BTreeMap;
use std::process::ExitCode;

use crate::config::{ConfigError, io_reason};
use crate::i18n::{Catalogue, Message};
use crate::private_pg::PrivateError;
use crate::runtime::open::OpenError;
use crate::store::{ErrorKind, StoreError};

use super::output::{self, Format};

/// What a command returns.
pub type Outcome = Result<(), Failure>;

/// Why a command did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    exit: u8,
    code: String,
    key: String,
    hint: Option<String>,
    params: BTreeMap<String, String>,
    printed: bool,
}

impl Failure {
    /// A rule or a reject refused: exit status 1. `key` is the catalogue's, and the code for scripts.
    pub fn refused(key: &str) -> Self {
        Self::of(1, key)
    }

    /// Usage, configuration or surroundings: exit status 2.
    pub fn usage(key: &str) -> Self {
        Self::of(2, key)
    }

    /// Whoever read our output has gone: nothing to say, and not a failure.
    fn reader_gone() -> Self {
        Self::of(0, "")
    }

    fn of(exit: u8, key: &str) -> Self {
        Self {
            exit,
            code: key.to_owned(),
            key: key.to_owned(),
            hint: None,
            params: BTreeMap::new(),
            printed: false,
        }
    }

    /// A parameter of the sentence; it may come from outside.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }

    /// The catalogue key of the sentence that says how to go on.
    #[must_use]
    pub fn hint(mut self, key: &str) -> Self {
        self.hint = Some(key.to_owned());
        self
    }

    /// The sentence and the hint in a language, cleaned.
    pub fn words(&self, catalogue: &Catalogue) -> (String, Option<String>) {
        let params = self.told(catalogue);
        let message = if catalogue.has(&self.key) {
            catalogue.say(&Message::of_texts(&self.key, &params))
        } else {
            let code = BTreeMap::from([("code".to_owned(), self.code.clone())]);
            catalogue.tr_texts("cli-refused-otherwise", &code)
        };
        let hint = self
            .hint
            .as_deref()
            .filter(|key| catalogue.has(key))
            .map(|key| catalogue.say(&Message::of_texts(key, &params)));
        (message, hint)
    }

    /// The parameters; a reason that is a key of the catalogue in its words.
    fn told(&self, catalogue: &Catalogue) -> BTreeMap<String, String> {
        let mut params = self.params.clone();
        for name in ["reason", "why"] {
            if let Some(reason) = params.get_mut(name)
                && reason.starts_with("io-")
                && catalogue.has(reason)
            {
                *reason = catalogue.tr(reason);
            }
        }
        params
    }

    /// The object that stands for it in JSON output.
    pub fn object(&self, catalogue: &Catalogue) -> serde_json::Value {
        let (message, hint) = self.words(catalogue);
        serde_json::json!({ "code": self.code, "message": message, "hint": hint })
    }

    /// The command's own JSON already holds [`object`](Self::object): standard output is one document.
    #[must_use]
    pub fn already_printed(mut self) -> Self {
        self.printed = true;
        self
    }

    /// Says it: one line on standard error, with JSON also the object on standard output.
    pub fn report(&self, catalogue: &Catalogue, format: Format) -> ExitCode {
        if self.exit == 0 {
            return ExitCode::SUCCESS;
        }
        let (message, hint) = self.words(catalogue);
        if format == Format::Json && !self.printed {
            let error = serde_json::json!({ "error": self.object(catalogue) });
            // The exit status says it too, if nobody reads.
            let _ = output::write_out(&output::json(&error));
        }
        output::complain(&match hint {
            Some(hint) => format!("{message} {hint}"),
            None => message,
        });
        ExitCode::from(self.exit)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let exit = match error.kind() {
            ErrorKind::Refused
            | ErrorKind::Denied
            | ErrorKind::Constraint
            | ErrorKind::Busy
            | ErrorKind::Locked
            | ErrorKind::Cancelled
            | ErrorKind::ReadOnly
            | ErrorKind::DiskFull => 1,
            _ => 2,
        };
        Self {
            exit,
            code: error.code().to_owned(),
            key: error.key(),
            hint: error.hint_key(),
            params: error.params().clone(),
            printed: false,
        }
    }
}

impl From<PrivateError> for Failure {
    fn from(error: PrivateError) -> Self {
        Self {
            exit: 2,
            code: error.word().to_owned(),
            key: error.key(),
            hint: Some(format!("{}-hint", error.key())),
            params: error.params(),
            printed: false,
        }
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Store(error) => error.into(),
            OpenError::Private(error) => error.into(),
        }
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self {
            exit: 2,
            code: "config".to_owned(),
            key: error.key(),
            hint: None,
            params: error.params(),
            printed: false,
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::reader_gone(),
            _ => Self::usage("cli-error-io").with("reason", io_reason(&error)),
        }
    }
}
