//! Text that may not be shown yet.

use std::fmt;

use super::clean::{Clean, clean, clean_lines};

/// Text as it came from outside.
///
/// It has no `Display`, and its `Debug` tells the length alone, so that a log line or a panic message
/// cannot carry it to a terminal.
#[derive(Clone, PartialEq, Eq, Hash, Default, serde::Deserialize)]
#[serde(transparent)]
pub struct Untrusted<T = String>(T);

impl<T: AsRef<str>> Untrusted<T> {
    /// Takes in text from outside.
    pub fn new(raw: T) -> Self {
        Self(raw)
    }

    /// One line, safe to show; a line break becomes visible too.
    pub fn clean(&self) -> Clean<'_> {
        clean(self.0.as_ref())
    }

    /// Several lines, safe to show; line breaks stay.
    pub fn clean_lines(&self) -> Clean<'_> {
        clean_lines(self.0.as_ref())
    }

    /// The bytes as they came, for storing and comparing only, never for showing.
    pub fn raw(&self) -> &str {
        self.0.as_ref()
    }
}

impl<T: AsRef<str>> From<T> for Untrusted<T> {
    fn from(raw: T) -> Self {
        Self(raw)
    }
}

impl<T: AsRef<str>> fmt::Debug for Untrusted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Untrusted({} bytes)", self.0.as_ref().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_tells_nothing_of_the_text() {
        let text = Untrusted::new("\u{1b}[2Jsecret");
        assert_eq!(format!("{text:?}"), "Untrusted(10 bytes)");
        assert_eq!(&*text.clean(), "<U+001B>[2Jsecret");
    }
}
