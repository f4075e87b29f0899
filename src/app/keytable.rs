//! The keys as a table, for the manual page and the README: the action table in the order of its groups.

use super::action::{ACTIONS, ActionSpec, Context, Group};
use super::keymap::{Keymap, show};
use crate::i18n::Catalogue;

/// An action and its keys, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub group: Group,
    /// Its keys, one after the other; empty when only the palette has it.
    pub keys: Vec<String>,
    /// Its name in the palette.
    pub label: String,
    /// What it does.
    pub help: String,
    /// The screens on which it works; empty when it works on all.
    pub places: Vec<String>,
}

/// Every action, group by group.
pub fn lines(keymap: &Keymap, words: &Catalogue) -> Vec<Line> {
    let mut lines: Vec<Line> = ACTIONS
        .iter()
        .map(|spec| line(spec, keymap, words))
        .collect();
    lines.sort_by_key(|line| line.group);
    lines
}

fn line(spec: &ActionSpec, keymap: &Keymap, words: &Catalogue) -> Line {
    let everywhere = |c: &Context| *c == Context::Global;
    let places = match spec.contexts {
        contexts if contexts.iter().any(everywhere) => Vec::new(),
        [Context::List] => vec![words.tr("keys-on-lists")],
        contexts => contexts
            .iter()
            .filter_map(|c| c.screen())
            .map(|key| words.tr(key))
            .collect(),
    };
    Line {
        group: spec.group(),
        keys: keymap
            .of(spec.action)
            .iter()
            .map(|keys| show(keys))
            .collect(),
        label: words.tr(&spec.label()),
        help: words.tr(&spec.help()),
        places,
    }
}
