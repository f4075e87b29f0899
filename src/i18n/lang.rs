//! The languages the program speaks.

use std::fmt;
use std::str::FromStr;

/// A language of the screens, the letters and the command line's sentences.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Deserialize, serde::Serialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
}

impl Lang {
    /// All of them.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Fr];

    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Fr => "fr",
        }
    }

    /// Of what is kept in English and in French, the one of this language.
    pub fn of<T>(self, (english, french): &(T, T)) -> &T {
        match self {
            Lang::En => english,
            Lang::Fr => french,
        }
    }

    /// The language of a POSIX locale name such as `fr_FR.UTF-8`; English when it is neither.
    pub fn of_locale(locale: &str) -> Lang {
        if locale.to_ascii_lowercase().starts_with("fr") {
            Lang::Fr
        } else {
            Lang::En
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Lang {
    type Err = ();

    fn from_str(s: &str) -> Result<Self, ()> {
        Lang::ALL.into_iter().find(|l| l.code() == s).ok_or(())
    }
}
