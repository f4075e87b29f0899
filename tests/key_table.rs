//! The keys in the README and in the manual page: those of the action table, and no others.
//! `ENCOURS_README=write cargo test key_table` writes the README's anew.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use encours::app::keymap::Keymap;
use encours::app::keytable::{Line, lines};
use encours::i18n::{Catalogue, Lang};

const BEGIN: &str = "<!-- keys: written by ENCOURS_README=write cargo test key_table -->\n";
const END: &str = "<!-- end of keys -->\n";

fn cell(keys: &str) -> String {
    format!("`{keys}`")
}

/// The table as the README has it.
fn table(lines: &[Line], words: &Catalogue) -> String {
    let mut out = String::from("| Keys | What they do | Where |\n|---|---|---|\n");
    let mut group = None;
    for line in lines {
        if group != Some(line.group) {
            group = Some(line.group);
            let _ = writeln!(out, "| | **{}** | |", words.tr(line.group.title()));
        }
        let keys: Vec<String> = line.keys.iter().map(|keys| cell(keys)).collect();
        let keys = match keys.is_empty() {
            true => cell(&format!(": {}", line.label)),
            false => keys.join(" "),
        };
        let _ = writeln!(
            out,
            "| {keys} | {} | {} |",
            line.help,
            line.places.join(", ")
        );
    }
    out
}

#[test]
fn the_readme_has_the_keys_there_are() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).expect("the README");
    let (before, rest) = readme.split_once(BEGIN).expect("a place for the keys");
    let (found, after) = rest.split_once(END).expect("its end");
    let words = Catalogue::new(Lang::En);
    let wanted = table(&lines(&Keymap::default(), &words), &words);
    if std::env::var("ENCOURS_README").as_deref() == Ok("write") {
        let whole = format!("{before}{BEGIN}\n{wanted}\n{END}{after}");
        std::fs::write(&path, whole).expect("written");
        return;
    }
    assert_eq!(
        found.trim(),
        wanted.trim(),
        "write it anew: ENCOURS_README=write cargo test key_table"
    );
}

#[test]
fn the_manual_page_has_every_key_in_both_languages() {
    for lang in Lang::ALL {
        let run = Command::new(env!("CARGO_BIN_EXE_encours"))
            .args(["--language", lang.code(), "man"])
            .output()
            .expect("the manual page");
        assert!(run.status.success());
        let page = String::from_utf8(run.stdout).expect("text");
        let plain = page
            .replace("\\-", "-")
            .replace("\\&", "")
            .replace("\\e", "\\");
        let words = Catalogue::new(lang);
        for line in lines(&Keymap::default(), &words) {
            for keys in &line.keys {
                assert!(
                    plain.contains(keys.as_str()),
                    "{lang}: no {keys} in the page"
                );
            }
            assert!(
                plain.contains(&line.help),
                "{lang}: no {:?} in the page",
                line.help
            );
        }
    }
}
