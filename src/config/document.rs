//! A TOML file whose every value knows its line.

use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::DeTable;

use super::error::io_reason;
use super::error::{ConfigError, Spot};

/// The text of a TOML file and where it came from.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

impl Document {
    /// Reads a file; `None` when there is none.
    ///
    /// # Errors
    /// [`ConfigError::Unreadable`] when it is there and cannot be read.
    pub fn read(path: &Path) -> Result<Option<Self>, ConfigError> {
        match std::fs::read_to_string(path) {
            Ok(text) => Ok(Some(Self {
                path: path.to_owned(),
                text,
            })),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(ConfigError::Unreadable {
                path: path.to_owned(),
                reason: io_reason(&error),
            }),
        }
    }

    /// The table, every key and value with its span; [`line`](Self::line) turns one into a line.
    ///
    /// # Errors
    /// [`ConfigError::Syntax`] naming the line.
    pub fn table(&self) -> Result<Spanned<DeTable<'_>>, ConfigError> {
        DeTable::parse(&self.text).map_err(|error| ConfigError::Syntax {
            at: self.spot(error.span().unwrap_or(0..0)),
            reason: error.message().lines().collect::<Vec<_>>().join(", "),
        })
    }

    /// The line, from 1, on which a span begins.
    pub fn line(&self, span: Range<usize>) -> usize {
        let before = self.text.get(..span.start).unwrap_or(&self.text);
        before.matches('\n').count() + 1
    }

    /// Where a span stands, for messages.
    pub fn spot(&self, span: Range<usize>) -> Spot {
        Spot::Line(self.path.clone(), self.line(span))
    }
}
