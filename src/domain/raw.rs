//! Text that came from outside and has not been made safe to show.

use std::fmt;

/// Text as a person or a file gave it: a name, a number, a note.
///
/// It has no `Display`, and its `Debug` tells the length alone. Whoever shows it cleans what
/// [`Raw::as_str`] gives; formats that escape by themselves (JSON) take it as it is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Raw(String);

impl Raw {
    /// Takes in text from outside.
    pub fn new(text: impl Into<String>) -> Raw {
        Raw(text.into())
    }

    /// The characters as they came: clean them before they are shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<String> for Raw {
    fn from(text: String) -> Raw {
        Raw(text)
    }
}

impl From<&str> for Raw {
    fn from(text: &str) -> Raw {
        Raw(text.to_owned())
    }
}

impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Raw({} bytes)", self.0.len())
    }
}
