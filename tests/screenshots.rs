//! The pictures of `screenshots/`: `ENCOURS_SCREENSHOTS=write cargo test screenshots` draws them anew from the real
//! program on the demo company, in both languages. Without that, only that none is missing is tested.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::support::pty::Pty;
use crate::support::svg;

/// A picture: its name, who looks, the size, and the keys that lead there from the start.
type Picture = (
    &'static str,
    &'static str,
    (u16, u16),
    &'static [&'static str],
);

const PICTURES: &[Picture] = &[
    ("today", "manager", (120, 40), &["gt"]),
    ("worklist", "collector", (120, 40), &["gw"]),
    ("call", "collector", (120, 40), &["gw", "c"]),
    ("customer", "collector", (120, 40), &["gw", "\r"]),
    ("customer-wide", "collector", (200, 60), &["gw", "\r"]),
    ("customer-small", "collector", (80, 24), &["gw", "\r"]),
    ("aging", "manager", (120, 40), &["ga"]),
    ("alerts", "manager", (120, 40), &["gl"]),
    ("invoices", "collector", (120, 40), &["gi"]),
    ("reminder", "collector", (120, 40), &["gw", "m"]),
    ("credit", "manager", (120, 40), &["gc"]),
    ("keys", "collector", (120, 40), &["gw", "?"]),
    ("activity", "manager", (120, 40), &["gy"]),
];

#[test]
fn screenshots_are_complete() {
    if std::env::var("ENCOURS_SCREENSHOTS").as_deref() == Ok("write") {
        draw();
    }
    for (name, ..) in PICTURES {
        for language in ["en", "fr"] {
            let file = file(name, language);
            assert!(
                file.is_file(),
                "{} is missing: ENCOURS_SCREENSHOTS=write cargo test screenshots",
                file.display()
            );
        }
    }
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"))
        .expect("the README");
    for shown in readme.split("screenshots/").skip(1) {
        let name = shown.split(".svg").next().expect("a name");
        if !name.contains([' ', '`', '\n']) {
            assert!(
                folder().join(format!("{name}.svg")).is_file(),
                "the README shows {name}.svg, which is not there"
            );
        }
    }
}

fn draw() {
    std::fs::create_dir_all(folder()).expect("the folder of pictures");
    let data = tempfile::tempdir().expect("a data folder");
    let data = data.path().join("pg").display().to_string();
    for (name, person, size, keys) in PICTURES {
        for language in ["en", "fr"] {
            let program = [
                env!("CARGO_BIN_EXE_encours"),
                "--language",
                language,
                "demo",
                "--as",
                person,
            ];
            let environment = [
                ("ENCOURS_DATA_DIR", data.as_str()),
                ("COLORTERM", "truecolor"),
            ];
            let mut terminal = Pty::start(&program, &environment, *size);
            // the first start makes the company
            while terminal.settle(Duration::from_secs(3)) == 0
                && terminal.screen().trim().is_empty()
            {}
            terminal.expect("▶");
            for pressed in *keys {
                terminal.send(pressed.as_bytes());
                terminal.settle(Duration::from_millis(700));
            }
            std::fs::write(file(name, language), svg::render(terminal.terminal()))
                .expect("a picture");
            let _ = terminal.child.kill();
            let _ = terminal.child.wait();
        }
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("screenshots")
}

fn file(name: &str, language: &str) -> PathBuf {
    folder().join(format!("{name}-{language}.svg"))
}
