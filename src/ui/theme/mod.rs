//! Styles by meaning, read from theme files.

mod read;

use std::collections::BTreeMap;

use ratatui::style::Style;

use crate::i18n::Message;

/// What a piece of text means. State is never told by colour alone: a glyph or a word goes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Role {
    /// Ordinary text.
    Base,
    /// What is less important: units, hints, dates long past.
    Dim,
    /// What is more important: amounts that count, names.
    Strong,
    Header,
    HeaderMark,
    Footer,
    /// A key in footer, help and palette.
    Key,
    /// Titles of screens, panes and overlays.
    Title,
    ColumnHead,
    /// The selected row, beside its glyph.
    Selected,
    Marked,
    Border,
    Good,
    Warn,
    Bad,
    /// The field that is typed in.
    Input,
    /// Aging, from not due to the oldest.
    Bucket0,
    Bucket1,
    Bucket2,
    Bucket3,
    Bucket4,
    Bucket5,
}

impl Role {
    /// Every meaning by its name in a theme file.
    pub const ALL: [(&'static str, Role); 22] = [
        ("base", Role::Base),
        ("dim", Role::Dim),
        ("strong", Role::Strong),
        ("header", Role::Header),
        ("header-mark", Role::HeaderMark),
        ("footer", Role::Footer),
        ("key", Role::Key),
        ("title", Role::Title),
        ("column-head", Role::ColumnHead),
        ("selected", Role::Selected),
        ("marked", Role::Marked),
        ("border", Role::Border),
        ("good", Role::Good),
        ("warn", Role::Warn),
        ("bad", Role::Bad),
        ("input", Role::Input),
        ("bucket0", Role::Bucket0),
        ("bucket1", Role::Bucket1),
        ("bucket2", Role::Bucket2),
        ("bucket3", Role::Bucket3),
        ("bucket4", Role::Bucket4),
        ("bucket5", Role::Bucket5),
    ];

    /// The meaning of an aging bucket, 0 being what is not due.
    pub fn bucket(index: usize) -> Role {
        match index {
            0 => Role::Bucket0,
            1 => Role::Bucket1,
            2 => Role::Bucket2,
            3 => Role::Bucket3,
            4 => Role::Bucket4,
            _ => Role::Bucket5,
        }
    }
}

/// How many colours the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// The sixteen of the terminal's own palette.
    Sixteen,
    /// All.
    True,
}

/// A style for every meaning.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    styles: BTreeMap<Role, Style>,
}

/// Names of the themes that are part of the program.
pub const NAMES: [&str; 5] = ["dark", "light", "high-contrast", "colour-blind", "mono"];

impl Theme {
    /// A theme that is part of the program; `mono` for `NO_COLOR`, and for a name there is none of.
    pub fn named(name: &str, depth: Depth) -> Theme {
        let text = match name {
            "dark" => include_str!("../../../config/themes/dark.toml"),
            "light" => include_str!("../../../config/themes/light.toml"),
            "high-contrast" => include_str!("../../../config/themes/high-contrast.toml"),
            "colour-blind" => include_str!("../../../config/themes/colour-blind.toml"),
            _ => include_str!("../../../config/themes/mono.toml"),
        };
        // A test reads all of them.
        Theme::parse(text, depth).unwrap_or_else(|_| Theme {
            styles: BTreeMap::new(),
        })
    }

    /// Reads a theme file. A meaning it leaves out looks like ordinary text.
    ///
    /// # Errors
    /// The sentence that says what is wrong with it.
    pub fn parse(text: &str, depth: Depth) -> Result<Theme, Message> {
        let mut styles = read::styles(text, depth)?;
        for (_, role) in Role::ALL {
            styles.entry(role).or_default();
        }
        Ok(Theme { styles })
    }

    /// The style of a meaning.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(&role).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
