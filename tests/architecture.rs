//! The direction of imports, held against every path in the source.
//!
//! The rules are the table at the head of `src/lib.rs`: this test reads it, so that the map a reader sees is the one
//! that is enforced. Paths are looked for in the token stream, hence also inside macros and fully qualified calls.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Crates that one module alone, or few, may name.
const FOREIGN: &[(&str, &[&str])] = &[
    ("sqlx", &["store"]),
    ("ratatui", &["ui", "runtime"]),
    ("crossterm", &["ui", "runtime"]),
    ("lettre", &["outreach"]),
    ("minijinja", &["outreach"]),
    (
        "tokio",
        &["store", "outreach", "runtime", "cli", "private_pg"],
    ),
    ("clap", &["cli"]),
];

/// What the pure core and the drawing may never touch, as pairs of neighbouring path segments.
const IMPURE: &[(&str, &str)] = &[
    ("std", "fs"),
    ("std", "net"),
    ("std", "process"),
    ("std", "thread"),
    ("Instant", "now"),
    ("SystemTime", "now"),
    ("Utc", "now"),
    ("Local", "now"),
];
const PURE: &[&str] = &["app", "domain", "text", "ui", "demo"];

#[test]
fn imports_point_one_way() {
    let rules = rules();
    let mut breaches = Vec::new();
    let mut modules_seen = BTreeSet::new();
    for file in rust_files(&source()) {
        let module = module_path(&file);
        let Some(top) = module.first().cloned() else {
            continue;
        };
        modules_seen.insert(top.clone());
        let allowed = rules
            .get(&top)
            .unwrap_or_else(|| panic!("src/lib.rs does not list the module {top}"));
        let code = std::fs::read_to_string(&file).expect("a readable source file");
        let tokens: TokenStream = code
            .parse()
            .unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        for path in paths(tokens) {
            if let Some(target) = own_module(&path, &module)
                && target != top
                && rules.contains_key(&target)
                && !allowed.contains(&target)
            {
                breaches.push(format!(
                    "{}: {top} must not import {target}",
                    file.display()
                ));
            }
            for (name, users) in FOREIGN {
                if path[0] == *name && !users.contains(&top.as_str()) {
                    breaches.push(format!(
                        "{}: {top} must not use the crate {name}",
                        file.display()
                    ));
                }
            }
            if PURE.contains(&top.as_str()) {
                for (a, b) in IMPURE {
                    if path.windows(2).any(|w| w[0] == *a && w[1] == *b) {
                        breaches.push(format!(
                            "{}: {top} is pure, yet names {a}::{b}",
                            file.display()
                        ));
                    }
                }
            }
        }
    }
    breaches.sort();
    breaches.dedup();
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
    let listed: BTreeSet<String> = rules.keys().cloned().collect();
    assert_eq!(
        listed, modules_seen,
        "src/lib.rs lists a module that has no file, or the other way round"
    );
}

#[test]
fn the_reader_of_paths_sees_all_forms() {
    let code = "use crate::store::{pool, error as e}; use super::super::ui::frame; \
                fn f() { crate::runtime::run(); let _ = format!(\"{}\", crate::cli::main()); } \
                use crate::{app, i18n::{Lang}};";
    let module = ["domain".to_owned(), "aging".to_owned()];
    let found: BTreeSet<String> = paths(code.parse().unwrap())
        .iter()
        .filter_map(|p| own_module(p, &module))
        .collect();
    let expected: BTreeSet<String> = ["app", "cli", "i18n", "runtime", "store", "ui"]
        .map(String::from)
        .into();
    assert_eq!(found, expected);
}

/// `module -> modules it may import`, from the table in `src/lib.rs`.
fn rules() -> BTreeMap<String, BTreeSet<String>> {
    let text = std::fs::read_to_string(source().join("lib.rs")).expect("src/lib.rs");
    let rows: Vec<(String, String)> = text
        .lines()
        .filter_map(|line| line.strip_prefix("//! | [`"))
        .map(|line| {
            let (name, rest) = line.split_once('`').expect("a module's name in backticks");
            let may = rest.rsplit('|').nth(1).expect("a last column").trim();
            (name.to_owned(), may.to_owned())
        })
        .collect();
    let all: BTreeSet<String> = rows.iter().map(|(name, _)| name.clone()).collect();
    rows.into_iter()
        .map(|(name, may)| {
            let allowed = if may == "all" {
                all.clone()
            } else if let Some(but) = may.strip_prefix("all but ") {
                all.iter().filter(|m| *m != but).cloned().collect()
            } else {
                all.iter()
                    .filter(|m| may.split([',', ' ']).any(|w| w == m.as_str()))
                    .cloned()
                    .collect()
            };
            (name, allowed)
        })
        .collect()
}

/// The top-level module of ours that a path leads to, if any.
fn own_module(path: &[String], module: &[String]) -> Option<String> {
    match path[0].as_str() {
        "crate" | "encours" => path.get(1).cloned(),
        "super" => {
            let supers = path.iter().take_while(|s| *s == "super").count();
            // from a::b::c, `super` leads to a::b
            let up = module.len().saturating_sub(supers);
            if up == 0 {
                path.get(supers).cloned()
            } else {
                module.first().cloned()
            }
        }
        _ => None,
    }
}

/// Every path of at least two segments, with `use` groups spread out.
fn paths(tokens: TokenStream) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    walk(tokens, &[], &mut found);
    found
}

fn walk(tokens: TokenStream, prefix: &[String], found: &mut Vec<Vec<String>>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut current: Vec<String> = prefix.to_vec();
    let mut joined = !prefix.is_empty();
    let mut at = 0;
    while at < tokens.len() {
        let colons = is_colons(&tokens, at);
        match &tokens[at] {
            TokenTree::Ident(ident) => {
                if !joined {
                    end(&mut current, found);
                }
                current.push(ident.to_string());
                joined = false;
            }
            _ if colons => {
                joined = true;
                at += 1;
            }
            TokenTree::Group(group)
                if joined && group.delimiter() == Delimiter::Brace && !current.is_empty() =>
            {
                // a use group: each part continues the path
                for part in split_commas(group.stream()) {
                    walk(part, &current, found);
                }
                current.clear();
                joined = false;
            }
            TokenTree::Group(group) => {
                end(&mut current, found);
                joined = false;
                walk(group.stream(), &[], found);
            }
            _ => {
                end(&mut current, found);
                joined = false;
            }
        }
        at += 1;
    }
    end(&mut current, found);
}

fn is_colons(tokens: &[TokenTree], at: usize) -> bool {
    let colon = |i: usize| matches!(tokens.get(i), Some(TokenTree::Punct(p)) if p.as_char() == ':');
    colon(at) && colon(at + 1)
}

fn end(current: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    if current.len() > 1 {
        found.push(std::mem::take(current));
    } else {
        current.clear();
    }
}

fn split_commas(tokens: TokenStream) -> Vec<TokenStream> {
    let mut parts = vec![TokenStream::new()];
    for token in tokens {
        match &token {
            TokenTree::Punct(p) if p.as_char() == ',' => parts.push(TokenStream::new()),
            _ => parts.last_mut().expect("one part at least").extend([token]),
        }
    }
    parts
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a folder entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// `src/app/table/window.rs` is the module `app::table::window`; `lib.rs` and `main.rs` are the root.
fn module_path(file: &Path) -> Vec<String> {
    let relative = file
        .strip_prefix(source())
        .expect("a file of ours")
        .with_extension("");
    let mut parts: Vec<String> = relative
        .iter()
        .map(|p| p.to_string_lossy().into_owned())
        .collect();
    if matches!(
        parts.last().map(String::as_str),
        Some("mod" | "lib" | "main")
    ) {
        parts.pop();
    }
    parts
}
