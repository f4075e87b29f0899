//! Theme files: a line for each meaning, its colours by the names of the terminal's sixteen, with `_rgb`
//! values for terminals that show more.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};

use super::{Depth, Role};
use crate::domain::nearest::nearest;
use crate::i18n::Message;

const MODIFIERS: [(&str, Modifier); 4] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("underline", Modifier::UNDERLINED),
    ("reverse", Modifier::REVERSED),
];

const COLOURS: [&str; 4] = ["fg", "bg", "fg_rgb", "bg_rgb"];

/// The styles of a file.
///
/// # Errors
/// No TOML, a meaning or an attribute there is none of, a colour that is none.
pub(super) fn styles(text: &str, depth: Depth) -> Result<BTreeMap<Role, Style>, Message> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        Message::new("ui-theme-wrong").with("why", error.message())
    })?;
    let mut styles = BTreeMap::new();
    for (name, value) in &table {
        let found = Role::ALL.iter().find(|(known, _)| known == name);
        let Some((_, role)) = found else {
            let known = Role::ALL.iter().map(|(known, _)| *known);
            return Err(unknown("ui-theme-meaning", name, known));
        };
        let entry = value
            .as_table()
            .ok_or_else(|| Message::new("ui-theme-line").with("name", name.as_str()))?;
        styles.insert(*role, style(name, entry, depth)?);
    }
    Ok(styles)
}

fn style(name: &str, entry: &toml::Table, depth: Depth) -> Result<Style, Message> {
    let mut style = Style::new();
    for (attribute, value) in entry {
        let modifier = MODIFIERS.iter().find(|(known, _)| known == attribute);
        if let Some((_, modifier)) = modifier {
            match value.as_bool() {
                Some(true) => style = style.add_modifier(*modifier),
                Some(false) => {}
                None => return Err(bad_value(name, attribute, value)),
            }
        } else if !COLOURS.contains(&attribute.as_str()) {
            let known = MODIFIERS.iter().map(|(known, _)| *known).chain(COLOURS);
            return Err(unknown("ui-theme-attribute", attribute, known).with("name", name));
        }
    }
    let colour = |attribute: &str| match entry.get(attribute) {
        None => Ok(None),
        Some(value) => {
            let parsed: Option<Color> = value.as_str().and_then(|text| text.parse().ok());
            let parsed = parsed.ok_or_else(|| bad_value(name, attribute, value))?;
            Ok(Some(parsed))
        }
    };
    let (fg, bg) = (colour("fg")?, colour("bg")?);
    let (fg_rgb, bg_rgb) = (colour("fg_rgb")?, colour("bg_rgb")?);
    (style.fg, style.bg) = match depth {
        Depth::Sixteen => (fg, bg),
        Depth::True => (fg_rgb.or(fg), bg_rgb.or(bg)),
    };
    Ok(style)
}

fn unknown(key: &str, word: &str, known: impl Iterator<Item = &'static str> + Clone) -> Message {
    let message = match nearest(word, known.clone()) {
        Some(near) => Message::new(key).with("near", near),
        None => {
            let known: Vec<&str> = known.collect();
            Message::new(format!("{key}-list")).with("known", known.join(", "))
        }
    };
    message.with("word", word)
}

fn bad_value(name: &str, attribute: &str, value: &toml::Value) -> Message {
    Message::new("ui-theme-value")
        .with("name", name)
        .with("attribute", attribute)
        .with("value", value.to_string())
}
