//! The pictures of `screenshots/`: `ENCOURS_SCREENSHOTS=write cargo test screenshots` draws them anew from the real
//! program on the demo company, in both languages. Without that, only that none is missing is tested.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::support::pty::Pty;
use crate::support::svg;

/// A picture: its name, who looks, the size, and the keys that lead there from the start.
struct Picture {
    name: &'static str,
    person: &'static str,
    size: (u16, u16),
    keys: &'static [&'static str],
}

const PICTURES: &[Picture] = &[
    Picture {
        name: "today",
        person: "manager",
        size: (120, 40),
        keys: &["gt"],
    },
    Picture {
        name: "worklist",
        person: "collector",
        size: (120, 40),
        keys: &["gw"],
    },
    Picture {
        name: "call",
        person: "collector",
        size: (120, 40),
        keys: &["gw", "c"],
    },
    Picture {
        name: "customer",
        person: "collector",
        size: (120, 40),
        keys: &["gw", "\r"],
    },
    Picture {
        name: "customer-wide",
        person: "collector",
        size: (200, 60),
        keys: &["gw", "\r"],
    },
    Picture {
        name: "customer-small",
        person: "collector",
        size: (80, 24),
        keys: &["gw", "\r"],
    },
    Picture {
        name: "aging",
        person: "manager",
        size: (120, 40),
        keys: &["ga"],
    },
    Picture {
        name: "activity",
        person: "manager",
        size: (120, 40),
        keys: &["gy"],
    },
];

#[test]
fn screenshots_are_complete() {
    if std::env::var("ENCOURS_SCREENSHOTS").as_deref() == Ok("write") {
        draw();
    }
    for picture in PICTURES {
        for language in ["en", "fr"] {
            let file = file(picture.name, language);
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
    for picture in PICTURES {
        for language in ["en", "fr"] {
            let program = [
                env!("CARGO_BIN_EXE_encours"),
                "--language",
                language,
                "demo",
                "--as",
                picture.person,
            ];
            let environment = [
                ("ENCOURS_DATA_DIR", data.as_str()),
                ("COLORTERM", "truecolor"),
            ];
            let mut terminal = Pty::start(&program, &environment, picture.size);
            // the first start makes the company
            while terminal.settle(Duration::from_secs(3)) == 0
                && terminal.screen().trim().is_empty()
            {}
            terminal.expect("▶");
            for keys in picture.keys {
                terminal.send(keys.as_bytes());
                terminal.settle(Duration::from_millis(700));
            }
            std::fs::write(
                file(picture.name, language),
                svg::render(terminal.terminal()),
            )
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
