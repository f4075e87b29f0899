//! Keys as the core knows them, and how the keymap file writes them.

use std::fmt;
use std::str::FromStr;

/// A key press. Alt never counts: terminals send it as Escape and a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// What was pressed.
    pub code: Code,
    /// With Control held.
    pub ctrl: bool,
}

/// A key without its modifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Code {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
}

const NAMED: [(&str, Code); 15] = [
    ("enter", Code::Enter),
    ("esc", Code::Esc),
    ("tab", Code::Tab),
    ("backtab", Code::BackTab),
    ("backspace", Code::Backspace),
    ("delete", Code::Delete),
    ("up", Code::Up),
    ("down", Code::Down),
    ("left", Code::Left),
    ("right", Code::Right),
    ("home", Code::Home),
    ("end", Code::End),
    ("pageup", Code::PageUp),
    ("pagedown", Code::PageDown),
    ("space", Code::Char(' ')),
];

impl Key {
    /// A key without Control.
    pub const fn plain(code: Code) -> Key {
        Key { code, ctrl: false }
    }

    /// A character key.
    pub const fn char(c: char) -> Key {
        Key::plain(Code::Char(c))
    }

    /// A character key with Control held.
    pub const fn ctrl(c: char) -> Key {
        Key {
            code: Code::Char(c),
            ctrl: true,
        }
    }
}

impl From<Code> for Key {
    fn from(code: Code) -> Key {
        Key::plain(code)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("ctrl-")?;
        }
        match self.code {
            Code::F(n) => write!(f, "f{n}"),
            code => match (NAMED.iter().find(|(_, named)| *named == code), code) {
                (Some((name, _)), _) => f.write_str(name),
                (None, Code::Char(c)) => write!(f, "{c}"),
                (None, _) => Ok(()),
            },
        }
    }
}

/// The text names no key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownKey(pub String);

impl FromStr for Key {
    type Err = UnknownKey;

    fn from_str(text: &str) -> Result<Key, UnknownKey> {
        let (ctrl, name) = match text.strip_prefix("ctrl-") {
            Some(name) => (true, name),
            None => (false, text),
        };
        let mut chars = name.chars();
        let code = match (chars.next(), chars.next()) {
            (Some(c), None) => Code::Char(c),
            _ => NAMED
                .iter()
                .find(|(named, _)| *named == name)
                .map(|(_, code)| *code)
                .or_else(|| {
                    let n = name.strip_prefix('f')?.parse().ok()?;
                    (1..=12).contains(&n).then_some(Code::F(n))
                })
                .ok_or_else(|| UnknownKey(text.to_owned()))?,
        };
        Ok(Key { code, ctrl })
    }
}

/// Reads a sequence of keys, as in `g w`.
pub fn sequence(text: &str) -> Result<Vec<Key>, UnknownKey> {
    let keys: Vec<Key> = text
        .split_whitespace()
        .map(str::parse)
        .collect::<Result<_, _>>()?;
    if keys.is_empty() {
        return Err(UnknownKey(text.to_owned()));
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_both_ways() {
        for text in [
            "g", "G", "ctrl-d", "enter", "space", "f12", "?", "é", "pagedown",
        ] {
            assert_eq!(
                text.parse::<Key>().map(|k| k.to_string()).as_deref(),
                Ok(text)
            );
        }
        assert!("f13".parse::<Key>().is_err());
        assert!("alt-x".parse::<Key>().is_err());
        assert_eq!(sequence("g w"), Ok(vec![Key::char('g'), Key::char('w')]));
        assert!(sequence(" ").is_err());
    }
}
