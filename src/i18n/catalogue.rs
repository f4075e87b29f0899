//! Looking sentences up.

use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::{Arg, DateOrder, Lang, Message};
use crate::text;

const ENGLISH: &str = include_str!("../../config/locales/en.ftl");
const FRENCH: &str = include_str!("../../config/locales/fr.ftl");
/// The help of the command line, whose English is its declaration.
const FRENCH_HELP: &str = include_str!("../../config/locales/help-fr.ftl");

/// The sentences of one language.
pub struct Catalogue {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    ascii: bool,
    date_order: DateOrder,
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Catalogue({})", self.lang)
    }
}

impl Catalogue {
    /// The catalogue of a language. It is part of the binary; a line that does not parse is left out
    /// here and found by a test.
    pub fn new(lang: Lang) -> Self {
        let (id, sources) = match lang {
            Lang::En => ("en", [ENGLISH, ""]),
            Lang::Fr => ("fr", [FRENCH, FRENCH_HELP]),
        };
        // A two-letter code always parses; the default would only change the plural rules.
        let id: LanguageIdentifier = id.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // The isolation marks would be bidirectional controls in the output.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match lang {
            Lang::En => |value, _| grouped(value, Lang::En),
            Lang::Fr => |value, _| grouped(value, Lang::Fr),
        }));
        for source in sources {
            let source = match lang {
                Lang::En => source.to_owned(),
                Lang::Fr => unbroken(source),
            };
            let resource = match FluentResource::try_new(source) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self {
            lang,
            bundle,
            ascii: false,
            date_order: DateOrder::of_lang(lang),
        }
    }

    /// The same for a terminal that shows nothing but ASCII, if it is one: written out before anything is
    /// laid out.
    #[must_use]
    pub fn in_ascii(self, ascii: bool) -> Self {
        Self { ascii, ..self }
    }

    /// The same for a person who types the day and the month in this order.
    #[must_use]
    pub fn with_date_order(self, date_order: DateOrder) -> Self {
        Self { date_order, ..self }
    }

    /// The order in which the day and the month are typed.
    pub fn date_order(&self) -> DateOrder {
        self.date_order
    }

    /// A currency's own sign, where this language has one that can be shown.
    pub(super) fn sign(&self, sign: Option<&'static str>) -> Option<&'static str> {
        sign.filter(|sign| !self.ascii || sign.is_ascii())
    }

    /// The language of this catalogue.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The text of a key; the key itself when there is none.
    pub fn tr(&self, key: &str) -> String {
        self.look_up(key, None)
    }

    /// Whether the catalogue has this key, for families of keys that outside data selects
    /// (`refused-…`, `outcome-…`).
    pub fn has(&self, key: &str) -> bool {
        self.bundle
            .get_message(key)
            .is_some_and(|m| m.value().is_some())
    }

    /// The text of a key with arguments.
    pub fn tr_args(&self, key: &str, args: &[(&'static str, Arg)]) -> String {
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            values.set(*name, self.value(arg));
        }
        self.look_up(key, Some(&values))
    }

    /// The text of a key with arguments whose names are known only when it runs, such as those of a
    /// refusal by the database. Each is cleaned.
    pub fn tr_texts(&self, key: &str, texts: &BTreeMap<String, String>) -> String {
        let mut values = FluentArgs::with_capacity(texts.len());
        for (name, value) in texts {
            values.set(name.clone(), text::clean(value).into_string());
        }
        self.look_up(key, Some(&values))
    }

    /// A sentence in this language.
    pub fn say(&self, message: &Message) -> String {
        let mut values = FluentArgs::with_capacity(message.args.len());
        for (name, arg) in &message.args {
            values.set(name.as_str(), self.value(arg));
        }
        self.look_up(&message.key, Some(&values))
    }

    fn value(&self, arg: &Arg) -> FluentValue<'static> {
        match arg {
            Arg::Text(text) => text::clean(text).into_string().into(),
            Arg::Count(n) => FluentValue::from(*n),
            Arg::Amount(value, currency) => self.amount(*value, *currency).into(),
            Arg::Date(date) => self.date(*date).into(),
            Arg::Day(date) => self.day(*date).into(),
            Arg::Message(message) => self.say(message).into(),
        }
    }

    fn look_up(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let pattern = self.bundle.get_message(key).and_then(|m| m.value());
        let text = match pattern {
            Some(pattern) => {
                let mut errors = Vec::new();
                self.bundle
                    .format_pattern(pattern, args, &mut errors)
                    .into_owned()
            }
            None => text::clean(key).into_string(),
        };
        if self.ascii { text::ascii(&text) } else { text }
    }
}

fn grouped(value: &FluentValue<'_>, lang: Lang) -> Option<String> {
    match value {
        FluentValue::Number(n) => {
            // Counts only: whole numbers far below 2^53.
            Some(super::number::whole(n.value as i64, lang))
        }
        _ => None,
    }
}

/// French sets a space before double punctuation and inside quotation marks, at which no line may break. The
/// files are written with ordinary spaces, which an editor shows.
fn unbroken(source: &str) -> String {
    let set = [
        (" :", "\u{a0}:"),
        (" ;", "\u{a0};"),
        (" ?", "\u{a0}?"),
        (" !", "\u{a0}!"),
        (" »", "\u{a0}»"),
        ("« ", "«\u{a0}"),
    ];
    set.iter().fold(source.to_owned(), |text, (plain, kept)| {
        text.replace(plain, kept)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_files_parse_and_hold_the_same_keys() {
        let keys = |source: &str| {
            FluentResource::try_new(source.to_owned())
                .unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
            let mut keys: Vec<String> = source
                .lines()
                .filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase()))
                .filter_map(|l| l.split_once(" =").map(|(key, _)| key.to_owned()))
                .collect();
            keys.sort();
            assert!(
                keys.windows(2).all(|w| w[0] != w[1]),
                "a key twice in {keys:?}"
            );
            keys
        };
        assert_eq!(keys(ENGLISH), keys(FRENCH));
    }

    #[test]
    fn plurals_grouping_and_hostile_arguments() {
        let en = Catalogue::new(Lang::En);
        let fr = Catalogue::new(Lang::Fr);
        let say = |c: &Catalogue, n: i64| c.tr_args("ui-rows", &[("n", n.into())]);
        assert_eq!(say(&en, 1), "1 row");
        assert_eq!(say(&en, 12_345), "12,345 rows");
        assert_eq!(say(&fr, 0), "0 ligne");
        assert_eq!(say(&fr, 12_345), "12\u{a0}345 lignes");
        let saved = en.say(&Message::new("ui-saved-on").with("subject", "A\u{202e}B"));
        assert_eq!(saved, "saved on A<U+202E>B");
        assert_eq!(en.tr("no-such-key"), "no-such-key");
    }
}
