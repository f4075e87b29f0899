//! From keys to actions.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::action::{ACTIONS, Action, Context};
use super::key::{Key, sequence};
use crate::domain::nearest::nearest;
use crate::i18n::Message;

/// Which sequences do what.
#[derive(Debug, Clone)]
pub struct Keymap {
    keys: BTreeMap<Action, Vec<Vec<Key>>>,
}

/// A line of a keymap file that cannot be used.
#[derive(Debug, Clone, PartialEq)]
pub struct Wrong {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: Message,
}

/// What a sequence means so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved {
    /// This action.
    Action(Action),
    /// The beginning of one or more.
    Prefix,
    /// Nothing.
    Nothing,
}

impl Default for Keymap {
    fn default() -> Self {
        let keys = ACTIONS
            .iter()
            .map(|spec| {
                // A test reads every default; one that did not parse would be no key.
                let keys = spec.keys.iter().filter_map(|k| sequence(k).ok()).collect();
                (spec.action, keys)
            })
            .collect();
        Keymap { keys }
    }
}

impl Keymap {
    /// The default keys with those of a keymap file instead, as in `[keys]` `open = ["enter", "o"]`; an
    /// empty list takes the keys of an action away. Every line that cannot be used gives a sentence, and
    /// then none of the file is used.
    pub fn with_file(text: &str) -> Result<Keymap, Vec<Wrong>> {
        let line = |at: usize| 1 + text.bytes().take(at).filter(|b| *b == b'\n').count();
        let wrong = |at: usize, why: Message| Wrong {
            line: line(at),
            why,
        };
        let table = DeTable::parse(text).map_err(|error| {
            let why = Message::new("ui-keymap-not-toml").with("why", error.message());
            vec![wrong(error.span().map_or(0, |span| span.start), why)]
        })?;
        let mut keymap = Keymap::default();
        let mut bound: BTreeMap<Action, usize> = BTreeMap::new();
        let mut all = Vec::new();
        for (section, value) in table.get_ref() {
            let name = section.get_ref().as_ref();
            let Some(keys) = value.get_ref().as_table().filter(|_| name == "keys") else {
                let why = Message::new("ui-keymap-section").with("section", name);
                all.push(wrong(section.span().start, why));
                continue;
            };
            for (id, value) in keys {
                let at = id.span().start;
                match keymap.bind(id.get_ref(), value.get_ref()) {
                    Ok(action) => drop(bound.insert(action, at)),
                    Err(why) => all.push(wrong(at, why)),
                }
            }
        }
        for clash in keymap.clashes() {
            let places = [clash.one, clash.other];
            let at = places.iter().filter_map(|action| bound.get(action)).max();
            let why = Message::new("ui-keymap-clash")
                .with("keys", show(&clash.keys))
                .with("one", clash.one.spec().id)
                .with("other", clash.other.spec().id);
            all.push(wrong(at.copied().unwrap_or(0), why));
        }
        if all.is_empty() { Ok(keymap) } else { Err(all) }
    }

    fn bind(&mut self, id: &str, value: &DeValue<'_>) -> Result<Action, Message> {
        let Some(spec) = ACTIONS.iter().find(|s| s.id == id) else {
            let message = match nearest(id, ACTIONS.iter().map(|spec| spec.id)) {
                Some(near) => Message::new("ui-keymap-action").with("near", near),
                None => Message::new("ui-keymap-action-list"),
            };
            return Err(message.with("action", id));
        };
        let texts: Option<Vec<&str>> = match value {
            DeValue::String(one) => Some(vec![one]),
            DeValue::Array(many) => many.iter().map(|v| v.get_ref().as_str()).collect(),
            _ => None,
        };
        let texts = texts.ok_or_else(|| Message::new("ui-keymap-list").with("action", id))?;
        let keys = texts
            .iter()
            .map(|text| sequence(text))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|e| {
                Message::new("ui-keymap-key")
                    .with("action", id)
                    .with("key", e.0)
            })?;
        self.keys.insert(spec.action, keys);
        Ok(spec.action)
    }

    /// What `typed` means where `contexts` apply; an earlier context wins.
    pub fn resolve(&self, contexts: &[Context], typed: &[Key]) -> Resolved {
        let mut prefix = false;
        for context in contexts {
            for spec in ACTIONS.iter().filter(|s| s.contexts.contains(context)) {
                for keys in self.of(spec.action) {
                    if keys == typed {
                        return Resolved::Action(spec.action);
                    }
                    prefix |= keys.starts_with(typed);
                }
            }
        }
        if prefix {
            Resolved::Prefix
        } else {
            Resolved::Nothing
        }
    }

    /// The sequences of an action.
    pub fn of(&self, action: Action) -> &[Vec<Key>] {
        self.keys.get(&action).map_or(&[], Vec::as_slice)
    }

    /// The first sequence of an action as it is shown: `g w`, `enter`.
    pub fn hint(&self, action: Action) -> Option<String> {
        self.of(action).first().map(|keys| show(keys))
    }

    /// Pairs of actions that one screen would have on the same keys, or on keys of which one sequence is
    /// the beginning of the other.
    pub fn clashes(&self) -> Vec<Clash> {
        let mut clashes = Vec::new();
        for screen in Context::SCREENS {
            let together = [screen, Context::List, Context::Global];
            let active: Vec<_> = ACTIONS
                .iter()
                .filter(|s| s.contexts.iter().any(|c| together.contains(c)))
                .flat_map(|s| self.of(s.action).iter().map(|keys| (s.action, keys)))
                .collect();
            for (i, (one, keys)) in active.iter().enumerate() {
                for (other, theirs) in &active[i + 1..] {
                    let clash = Clash {
                        keys: (*keys).clone(),
                        one: *one,
                        other: *other,
                    };
                    if one != other
                        && (keys.starts_with(theirs) || theirs.starts_with(keys))
                        && !clashes.contains(&clash)
                    {
                        clashes.push(clash);
                    }
                }
            }
        }
        clashes
    }

    /// The map as a keymap file: the sample in `config/keymap.toml`.
    pub fn to_toml(&self) -> String {
        let mut out = String::from("[keys]\n");
        for spec in ACTIONS {
            let keys: Vec<String> = self
                .of(spec.action)
                .iter()
                .map(|k| toml::Value::String(show(k)).to_string())
                .collect();
            out.push_str(&format!("{} = [{}]\n", spec.id, keys.join(", ")));
        }
        out
    }
}

/// Two actions on the same keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The keys.
    pub keys: Vec<Key>,
    /// One action.
    pub one: Action,
    /// The other.
    pub other: Action,
}

/// A sequence as it is written: `g w`.
pub fn show(keys: &[Key]) -> String {
    let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
    keys.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::key::Code;

    #[test]
    fn the_table_is_complete_and_its_keys_are_allowed() {
        let mut ids: Vec<_> = ACTIONS.iter().map(|s| s.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), ACTIONS.len(), "two actions with one name");
        for spec in ACTIONS {
            assert_eq!(spec.action.spec().id, spec.id);
            for text in spec.keys {
                let keys = sequence(text).unwrap_or_else(|e| panic!("{}: {e:?}", spec.id));
                for key in keys {
                    let Code::Char(c) = key.code else { continue };
                    assert!(
                        !"[]{}\\|~@#".contains(c),
                        "{}: not on every keyboard",
                        spec.id
                    );
                    assert!(!c.is_ascii_digit(), "{}: digits are counts", spec.id);
                    assert!(!(key.ctrl && "absq".contains(c)), "{}: tmux, XOFF", spec.id);
                }
            }
        }
    }

    #[test]
    fn the_default_keys_do_not_clash() {
        assert_eq!(Keymap::default().clashes(), []);
    }

    #[test]
    fn sequences_wait_for_their_end() {
        let keymap = Keymap::default();
        let contexts = [Context::Worklist, Context::List, Context::Global];
        let g = Key::char('g');
        assert_eq!(keymap.resolve(&contexts, &[g]), Resolved::Prefix);
        assert_eq!(
            keymap.resolve(&contexts, &[g, Key::char('w')]),
            Resolved::Action(Action::GoWorklist)
        );
        assert_eq!(
            keymap.resolve(&contexts, &[g, Key::char('!')]),
            Resolved::Nothing
        );
        assert_eq!(
            keymap.resolve(&[Context::Global], &[Key::char('j')]),
            Resolved::Nothing
        );
    }

    #[test]
    fn a_file_changes_keys_or_says_what_is_wrong() {
        let keymap =
            Keymap::with_file("[keys]\nopen = [\"O\", \"enter\"]\nrefresh = \"Z\"").expect("fine");
        assert_eq!(keymap.hint(Action::Open).as_deref(), Some("O"));
        let say = |text: &str| {
            let words = crate::i18n::Catalogue::new(crate::i18n::Lang::En);
            let wrong = Keymap::with_file(text).expect_err("wrong");
            wrong
                .iter()
                .map(|wrong| format!("{}: {}", wrong.line, words.say(&wrong.why)))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert!(say("[keys]\nopne = \"o\"").contains("open"));
        assert!(say("[keys]\nopen = \"hyper-x\"").contains("hyper-x"));
        assert!(say("[keys]\nopen = 3").contains("open"));
        assert!(say("[kyes]\nopen = \"o\"").contains("kyes"));
        assert!(say("[keys]\nopen = \"j\"").contains("down"));
        assert!(say("[keys]\n\nopne = \"o\"").starts_with("3: "));
        assert!(say("[keys]\nrefresh = \"Z\"\nopen = \"j\"").starts_with("3: "));
        assert!(say("[keys]\nopen = [\"Z\"\nback = 3").starts_with("3: "));
        assert!(say("[keys").contains("TOML"));
    }

    #[test]
    fn the_sample_file_holds_the_defaults() {
        let sample = include_str!("../../config/keymap.toml");
        let keymap = Keymap::with_file(sample).expect("the sample is right");
        assert_eq!(keymap.to_toml(), Keymap::default().to_toml());
        let tail = sample.split_once("[keys]").map(|(_, keys)| keys.to_owned());
        assert_eq!(
            tail.map(|t| format!("[keys]{t}")),
            Some(Keymap::default().to_toml()),
            "config/keymap.toml should end in:\n{}",
            Keymap::default().to_toml()
        );
    }
}
