//! Styles by meaning, read from theme files.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use crate::i18n::Message;

/// What a piece of text means. State is never told by colour alone: a glyph or a word goes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
    const ALL: [Role; 22] = [
        Role::Base,
        Role::Dim,
        Role::Strong,
        Role::Header,
        Role::HeaderMark,
        Role::Footer,
        Role::Key,
        Role::Title,
        Role::ColumnHead,
        Role::Selected,
        Role::Marked,
        Role::Border,
        Role::Good,
        Role::Warn,
        Role::Bad,
        Role::Input,
        Role::Bucket0,
        Role::Bucket1,
        Role::Bucket2,
        Role::Bucket3,
        Role::Bucket4,
        Role::Bucket5,
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

/// A style in a theme file: names of the sixteen colours first, `rgb` values where there are more.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    fg: Option<Colour>,
    bg: Option<Colour>,
    fg_rgb: Option<Colour>,
    bg_rgb: Option<Colour>,
    #[serde(default)]
    bold: bool,
    #[serde(default)]
    dim: bool,
    #[serde(default)]
    underline: bool,
    #[serde(default)]
    reverse: bool,
}

/// A colour by the name of the terminal's palette, or `#rrggbb`.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
struct Colour(Color);

impl TryFrom<String> for Colour {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
            .map(Colour)
            .map_err(|_| format!("no colour {text:?}"))
    }
}

/// Names of the themes that are part of the program.
pub const NAMES: [&str; 3] = ["dark", "light", "mono"];

impl Theme {
    /// A theme that is part of the program; `mono` for `NO_COLOR`, and for a name there is none of.
    pub fn named(name: &str, depth: Depth) -> Theme {
        let text = match name {
            "dark" => include_str!("../../config/themes/dark.toml"),
            "light" => include_str!("../../config/themes/light.toml"),
            _ => include_str!("../../config/themes/mono.toml"),
        };
        // A test reads all of them.
        Theme::parse(text, depth).unwrap_or_else(|_| Theme {
            styles: BTreeMap::new(),
        })
    }

    /// Reads a theme file. A meaning it leaves out looks like ordinary text.
    pub fn parse(text: &str, depth: Depth) -> Result<Theme, Message> {
        let entries: BTreeMap<Role, Entry> = toml::from_str(text)
            .map_err(|e| Message::new("ui-theme-wrong").with("why", e.message()))?;
        let styles = Role::ALL
            .into_iter()
            .map(|role| {
                let style = entries.get(&role).map_or(Style::new(), |e| e.style(depth));
                (role, style)
            })
            .collect();
        Ok(Theme { styles })
    }

    /// The style of a meaning.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(&role).copied().unwrap_or_default()
    }
}

impl Entry {
    fn style(&self, depth: Depth) -> Style {
        let mut style = Style::new();
        let (fg, bg) = match depth {
            Depth::Sixteen => (self.fg, self.bg),
            Depth::True => (self.fg_rgb.or(self.fg), self.bg_rgb.or(self.bg)),
        };
        style.fg = fg.map(|c| c.0);
        style.bg = bg.map(|c| c.0);
        for (on, modifier) in [
            (self.bold, Modifier::BOLD),
            (self.dim, Modifier::DIM),
            (self.underline, Modifier::UNDERLINED),
            (self.reverse, Modifier::REVERSED),
        ] {
            if on {
                style = style.add_modifier(modifier);
            }
        }
        style
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_reads_and_names_every_meaning() {
        for name in NAMES {
            for depth in [Depth::Sixteen, Depth::True] {
                let theme = Theme::named(name, depth);
                assert_eq!(theme.styles.len(), Role::ALL.len(), "{name}");
                let selected = theme.style(Role::Selected);
                assert!(
                    selected.add_modifier.contains(Modifier::REVERSED) || selected.bg.is_some(),
                    "{name}: the selection must be seen"
                );
            }
        }
        let sixteen = Theme::named("dark", Depth::Sixteen);
        for style in sixteen.styles.values() {
            for colour in [style.fg, style.bg].into_iter().flatten() {
                assert!(!matches!(colour, Color::Rgb(..) | Color::Indexed(_)));
            }
        }
        let mono = Theme::named("mono", Depth::True);
        assert!(
            mono.styles
                .values()
                .all(|s| s.fg.is_none() && s.bg.is_none())
        );
        assert!(Theme::parse("sellected = {}", Depth::True).is_err());
    }
}
