//! Every sentence is used, and every sentence that is used exists.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use encours::app::action::ACTIONS;
use encours::i18n::{Catalogue, Lang};
use syn::visit::Visit;

/// Families of keys that are put together from data, as `format!("refused-{}")` does.
fn families(literals: &BTreeSet<String>) -> BTreeSet<String> {
    literals
        .iter()
        .filter_map(|text| text.split_once('{').map(|(prefix, _)| prefix.to_owned()))
        .filter(|p| p.ends_with('-') && p.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
        .collect()
}

fn sources(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// String literals of a file, tests left out.
#[derive(Default)]
struct Literals(BTreeSet<String>);

impl<'ast> Visit<'ast> for Literals {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let test = item.attrs.iter().any(|a| {
            a.path().is_ident("cfg") && a.parse_args::<syn::Ident>().is_ok_and(|i| i == "test")
        });
        if !test {
            syn::visit::visit_item_mod(self, item);
        }
    }

    fn visit_lit_str(&mut self, literal: &'ast syn::LitStr) {
        self.0.insert(literal.value());
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        fn within(stream: proc_macro2::TokenStream, found: &mut BTreeSet<String>) {
            for token in stream {
                match token {
                    proc_macro2::TokenTree::Group(group) => within(group.stream(), found),
                    proc_macro2::TokenTree::Literal(literal) => {
                        if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                            found.insert(text.value());
                        }
                    }
                    _ => {}
                }
            }
        }
        within(called.tokens.clone(), &mut self.0);
    }
}

fn literals() -> BTreeSet<String> {
    let mut files = Vec::new();
    sources(Path::new("src"), &mut files);
    let mut literals = Literals::default();
    for file in files {
        let is_test = file
            .components()
            .any(|c| c.as_os_str() == "tests" || c.as_os_str() == "tests.rs");
        if !is_test {
            let source = std::fs::read_to_string(&file).expect("a file");
            let parsed =
                syn::parse_file(&source).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
            literals.visit_file(&parsed);
        }
    }
    literals.0
}

fn keys() -> BTreeSet<String> {
    let source = std::fs::read_to_string("config/locales/en.ftl").expect("the catalogue");
    source
        .lines()
        .filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|l| l.split_once(" =").map(|(key, _)| key.to_owned()))
        .collect()
}

/// A text of the form of a key, beginning as keys of the program's own words do.
fn is_key(text: &str) -> bool {
    [
        "ui-", "scr-", "cust-", "feed-", "col-", "out-", "disp-", "prom-", "today-", "tab-",
    ]
    .iter()
    .any(|p| text.starts_with(p))
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && !text.ends_with('-')
}

#[test]
fn every_key_in_the_source_exists() {
    let keys = keys();
    let words = Catalogue::new(Lang::En);
    let missing: Vec<String> = literals()
        .into_iter()
        .filter(|text| is_key(text))
        .filter(|text| !keys.contains(text) && !words.has(text))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn every_key_of_the_catalogue_is_used() {
    let literals = literals();
    let families = families(&literals);
    let actions: BTreeSet<String> = ACTIONS.iter().flat_map(|s| [s.label(), s.help()]).collect();
    let unused: Vec<String> = keys()
        .into_iter()
        .filter(|key| !literals.contains(key) && !actions.contains(key))
        .filter(|key| {
            !families
                .iter()
                .any(|family| key.starts_with(family.as_str()))
        })
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn every_action_has_its_words_in_both_languages() {
    for lang in Lang::ALL {
        let words = Catalogue::new(lang);
        for spec in ACTIONS {
            assert!(words.has(&spec.label()), "{lang}: {}", spec.label());
            assert!(words.has(&spec.help()), "{lang}: {}", spec.help());
        }
    }
}

#[test]
fn the_help_speaks_in_sentences() {
    for lang in Lang::ALL {
        let words = Catalogue::new(lang);
        for spec in ACTIONS {
            let help = words.tr(&spec.help());
            assert!(
                help.starts_with(char::is_uppercase) && !help.ends_with('.'),
                "{lang}: {help}"
            );
        }
    }
}

/// The sentences of a catalogue's source, line by line, without keys and comments.
fn sentences(source: &str) -> impl Iterator<Item = &str> {
    source
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once(" = ").map_or(line, |(_, value)| value))
}

#[test]
fn french_sets_a_space_at_double_punctuation() {
    let no_space = |c: char| !c.is_whitespace();
    for file in ["fr", "help-fr"] {
        let path = format!("config/locales/{file}.ftl");
        let source = std::fs::read_to_string(&path).expect("the catalogue");
        for line in sentences(&source) {
            let marks: Vec<char> = line.chars().collect();
            for (at, mark) in marks.iter().enumerate().skip(1) {
                let before = marks[at - 1];
                let ends = marks.get(at + 1).is_none_or(|c| c.is_whitespace());
                let tight = match mark {
                    // 10:42, postgres://, delimiter = ";", {"\u00A0"}: and the like.
                    ':' => ends && no_space(before) && !line.contains("\\u00A0\"}:"),
                    ';' | '?' | '!' => no_space(before) && before != '"',
                    '»' => no_space(before),
                    _ => before == '«' && no_space(*mark),
                };
                assert!(!tight, "{path}: {line}");
            }
        }
    }
    // What is shown does not break there.
    let words = Catalogue::new(Lang::Fr);
    let said = words.tr("work-overdue");
    assert!(said.ends_with("\u{a0}:"), "{said:?}");
    let said = words.tr_args("rule-breach", &[("value", "x".into())]);
    assert!(!said.contains("  "), "{said:?}");
}
