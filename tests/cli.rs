//! The command line as scripts see it: exit status, one sentence, formats, and no escape byte.

use std::process::{Command, Output, Stdio};

use crate::support::db::TestDb;

const PROGRAM: &str = env!("CARGO_BIN_EXE_encours");

fn encours(words: &[&str], url: Option<&str>) -> Output {
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new(PROGRAM);
    command
        .args(words)
        .env("HOME", home.path())
        .env_remove("XDG_CONFIG_HOME")
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::null());
    match url {
        Some(url) => command.env("ENCOURS_DATABASE_URL", url),
        None => command.env_remove("ENCOURS_DATABASE_URL"),
    };
    command.output().unwrap()
}

fn out(said: &Output) -> String {
    String::from_utf8(said.stdout.clone()).unwrap()
}

fn sentence(said: &Output) -> String {
    let text = String::from_utf8(said.stderr.clone()).unwrap();
    assert_eq!(text.lines().count(), 1, "{text:?}");
    text
}

fn no_foreign_byte(said: &Output) {
    for text in [&said.stdout, &said.stderr] {
        let text = String::from_utf8_lossy(text);
        let foreign = text
            .chars()
            .find(|c| *c != '\n' && encours::text::hidden(*c));
        assert_eq!(foreign, None, "{text:?}");
    }
}

#[test]
fn usage_is_refused_in_one_sentence_and_as_an_object() {
    for (words, expected) in [
        (&[][..], "needs a terminal"),
        (&["--foo"], "--foo"),
        (&["stauts"], "Did you mean status?"),
        (&["db"], "db"),
        (&["agent", "revoke"], "ROLE"),
        (&["--format", "xml", "status"], "xml"),
        (
            &[
                "agent",
                "add",
                "x\u{1b}[31m\u{202e}",
                "--speaks",
                "\u{1b}]0;x\u{7}",
                "--group",
                "a",
            ],
            "U+001B",
        ),
    ] {
        let said = encours(words, None);
        assert_eq!(said.status.code(), Some(2), "{words:?} {said:?}");
        no_foreign_byte(&said);
        if words != ["db"] {
            assert!(sentence(&said).contains(expected), "{words:?} {said:?}");
        }
    }
    let said = encours(&["stauts", "--format", "json"], None);
    let value: serde_json::Value = serde_json::from_str(&out(&said)).unwrap();
    assert_eq!(value["error"]["code"], "cli-usage-unknown-command");
    assert!(value["error"]["message"].is_string() && value["error"]["hint"].is_string());
}

#[test]
fn what_is_wrong_with_the_database_is_one_sentence() {
    for (url, expected) in [
        ("postgres://x@localhost:1/y", "No database server answers"),
        ("postgres://x@%2Fnowhere/y", "No database server answers"),
        ("mysql://x/y", "cannot be read"),
        (
            "postgres://x@no-such-host.invalid/y",
            "No database server answers",
        ),
    ] {
        let said = encours(&["status"], Some(url));
        assert_eq!(said.status.code(), Some(2), "{url} {said:?}");
        assert!(sentence(&said).contains(expected), "{url} {said:?}");
    }
}

#[test]
fn a_configuration_mistake_names_file_and_line() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join(".config/encours/config.toml");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(
        &file,
        "# mine\nlanguage = \"fr\"\n[screen]\ntheem = \"dark\"\n",
    )
    .unwrap();
    let said = Command::new(PROGRAM)
        .args(["config", "show", "--language", "en"])
        .env("HOME", home.path())
        .env_remove("XDG_CONFIG_HOME")
        .output()
        .unwrap();
    assert_eq!(said.status.code(), Some(2));
    let sentence = sentence(&said);
    assert!(sentence.contains("config.toml:4"), "{sentence}");
    assert!(sentence.contains("did you mean screen.theme"), "{sentence}");
}

#[test]
fn a_value_that_there_is_not_is_told_before_any_command_with_what_was_meant() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join(".config/encours");
    std::fs::create_dir_all(folder.join("themes")).unwrap();
    let run = |theme: &str, words: &[&str]| {
        std::fs::write(
            folder.join("config.toml"),
            format!("[screen]\ntheme = \"{theme}\"\n"),
        )
        .unwrap();
        Command::new(PROGRAM)
            .args(words)
            .env("HOME", home.path())
            .env_remove("XDG_CONFIG_HOME")
            .env("LANG", "C.UTF-8")
            .env("ENCOURS_DATABASE_URL", "postgres:///encours?host=/nowhere")
            .output()
            .unwrap()
    };
    for words in [&["status"][..], &["config", "show"], &["worklist"]] {
        let said = run("drak", words);
        assert_eq!(said.status.code(), Some(2), "{said:?}");
        let sentence = sentence(&said);
        for part in [
            "config.toml:2",
            "did you mean dark?",
            "high-contrast",
            "auto",
        ] {
            assert!(sentence.contains(part), "{part} in {sentence}");
        }
    }
    // The person's own themes are themes.
    std::fs::write(folder.join("themes/mine.toml"), "").unwrap();
    for theme in ["mine", "auto", "mono"] {
        let said = run(theme, &["config", "show"]);
        assert!(said.status.success(), "{said:?}");
    }
    let said = Command::new(PROGRAM)
        .args(["config", "show"])
        .env("HOME", "/nowhere")
        .env_remove("XDG_CONFIG_HOME")
        .env("LANG", "C.UTF-8")
        .env("ENCOURS_SMTP_TLS", "requierd")
        .output()
        .unwrap();
    assert!(
        sentence(&said).contains("did you mean required?"),
        "{said:?}"
    );
}

#[tokio::test]
async fn the_administrator_prepares_a_shared_database_and_lets_people_in() {
    let db = TestDb::unprepared().await;
    let url = db.url("postgres");
    let said = encours(&["status", "--format", "json"], Some(&url));
    assert_eq!(said.status.code(), Some(2));
    assert!(out(&said).contains("not-prepared"), "{said:?}");

    for expected in ["is ready", "up to date already"] {
        let said = encours(&["db", "init"], Some(&url));
        assert!(
            said.status.success() && out(&said).contains(expected),
            "{said:?}"
        );
    }
    assert!(encours(&["db", "grant"], Some(&url)).status.success());

    let role = format!("zoe_{}", db.name);
    let add = [
        "agent",
        "add",
        role.as_str(),
        "--group",
        "collector,importer",
        "--name",
        "Zoé",
    ];
    let said = encours(&add, Some(&url));
    assert!(
        said.status.success() && out(&said).contains("may enter"),
        "{said:?}"
    );
    let said = encours(&["agent", "list", "--format", "csv"], Some(&url));
    assert!(
        out(&said).contains(&format!("{role},Zoé,collector importer")),
        "{said:?}"
    );

    let own = db.url(&role);
    let said = encours(&["status", "--format", "json"], Some(&own));
    let value: serde_json::Value = serde_json::from_str(&out(&said)).unwrap();
    assert_eq!(value["role"], role.as_str());
    // A person is no administrator, and says so plainly.
    let said = encours(&["db", "migrate"], Some(&own));
    assert!(sentence(&said).contains("administrator"), "{said:?}");
    let said = encours(&["agent", "list"], Some(&own));
    assert_eq!(said.status.code(), Some(1), "{said:?}");

    // Out at once: the open session ends, and no new one is let in.
    let pool = db.pool_as(&role).await;
    let said = encours(&["agent", "revoke", &role], Some(&url));
    assert!(said.status.success(), "{said:?}");
    let next: Result<i32, _> = sqlx::query_scalar("SELECT 1").fetch_one(&pool).await;
    assert!(next.is_err());
    let said = encours(&["status"], Some(&own));
    assert_eq!(said.status.code(), Some(2), "{said:?}");
    sentence(&said);

    for (words, expected) in [
        (["agent", "add", "x", "--group", "boss"], "no group boss"),
        (
            ["agent", "add", "encours_x", "--group", "admin"],
            "cannot be a login name",
        ),
        (
            ["agent", "add", "postgres", "--group", "admin"],
            "superuser",
        ),
    ] {
        let said = encours(&words, Some(&url));
        assert_eq!(said.status.code(), Some(1), "{said:?}");
        assert!(sentence(&said).contains(expected), "{said:?}");
    }
}

#[test]
fn the_doctor_finds_what_keeps_the_cockpit_from_starting() {
    let home = tempfile::tempdir().unwrap();
    let keys = home.path().join("keys.toml");
    std::fs::write(&keys, "[keys]\nfly = [\"F\"]\n").unwrap();
    let folder = home.path().join(".config/encours");
    std::fs::create_dir_all(&folder).unwrap();
    let config = format!("[screen]\nkeymap = {keys:?}\n");
    std::fs::write(folder.join("config.toml"), config).unwrap();
    let said = Command::new(PROGRAM)
        .args(["--format", "json", "doctor"])
        .env("HOME", home.path())
        .env_remove("XDG_CONFIG_HOME")
        .env("ENCOURS_DATABASE_URL", "postgres://nobody@localhost:1/none")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_ne!(said.status.code(), Some(0));
    // one document, the error in it
    let told: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap();
    assert_eq!(told["error"]["code"], "cli-doctor-found");
    let rows = told["rows"].as_array().unwrap();
    let keys = rows.iter().find(|row| row["topic"] == "keys").unwrap();
    assert_eq!(keys["state"], "broken", "{keys}");
    assert!(keys["detail"].as_str().unwrap().contains("fly"), "{keys}");
}

#[test]
fn completions_and_the_manual_come_from_the_declaration() {
    for shell in ["bash", "zsh", "fish"] {
        let said = encours(&["completions", shell], None);
        assert!(
            said.status.success() && out(&said).contains("doctor"),
            "{shell}"
        );
    }
    let said = encours(&["man"], None);
    assert!(said.status.success() && out(&said).contains(".TH encours"));
    let pages = tempfile::tempdir().unwrap();
    let said = encours(&["man", "--pages", pages.path().to_str().unwrap()], None);
    assert!(said.status.success(), "{said:?}");
    assert!(pages.path().join("encours-db.1").exists());
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut child = Command::new(PROGRAM)
        .args(["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let said = child.wait_with_output().unwrap();
    assert_eq!(said.status.code(), Some(0), "{said:?}");
    assert!(said.stderr.is_empty(), "{said:?}");
}

#[tokio::test]
async fn a_saved_database_comes_back_whole_or_not_at_all() {
    let db = TestDb::new().await;
    let admin = db.admin().await;
    sqlx::raw_sql(
        "INSERT INTO app.company (code, name, country, currency) VALUES ('ACME', 'Acme', 'FR', 'EUR')",
    )
    .execute(&admin)
    .await
    .unwrap();
    let url = db.url("postgres");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ledger.dump");
    let path = file.to_str().unwrap();
    let said = encours(&["db", "backup", path], Some(&url));
    assert!(said.status.success(), "{said:?}");
    let said = encours(&["db", "backup", path], Some(&url));
    assert!(sentence(&said).contains("not overwritten"), "{said:?}");

    let name = format!("{}_back", db.name);
    let said = encours(&["db", "restore", path, "--into", &name], Some(&url));
    assert!(said.status.success(), "{said:?}");
    let back = db.location("postgres").with_database(&name);
    let pool = back.connect(encours::store::Pace::Report).await.unwrap();
    let company: String = sqlx::query_scalar("SELECT name FROM app.company")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(company, "Acme");
    // The rights came back with it: nobody reads without being a person.
    let stranger = db.login("stranger", &[]).await;
    let refused = back
        .clone()
        .with_role(&stranger)
        .connect(encours::store::Pace::Report)
        .await;
    assert_eq!(
        refused.unwrap_err().kind(),
        encours::store::ErrorKind::Denied
    );

    let said = encours(&["db", "restore", path, "--into", &name], Some(&url));
    assert_eq!(said.status.code(), Some(1), "{said:?}");
    assert!(sentence(&said).contains("already"), "{said:?}");
    std::fs::write(&file, "no dump").unwrap();
    let said = encours(&["db", "restore", path, "--into", "half_made"], Some(&url));
    assert!(sentence(&said).contains("pg_restore failed"), "{said:?}");
    let made: i64 =
        sqlx::query_scalar("SELECT count(*) FROM pg_database WHERE datname = 'half_made'")
            .fetch_one(&admin)
            .await
            .unwrap();
    assert_eq!(made, 0);
}

#[test]
fn a_bad_value_is_told_with_what_is_allowed_in_the_persons_language() {
    let expected = [
        (
            &["--format", "xml", "status"][..],
            ["it takes table, csv, json", "au choix table, csv, json"],
        ),
        (
            &["--demo=boss", "status"],
            ["it takes collector", "au choix collector"],
        ),
        (
            &["aging", "--as-of", "31/12/2026"],
            [
                "A date is written YYYY-MM-DD",
                "Une date s'écrit AAAA-MM-JJ",
            ],
        ),
        (
            &["aging", "--known-at", "noon"],
            ["A moment is written", "Un instant s'écrit"],
        ),
        (
            &["worklist", "--limit", "0"],
            [
                "Write a whole number from 1 on.",
                "Écrivez un nombre entier à partir de 1.",
            ],
        ),
        (
            &["worklist", "--limit", "-1"],
            [
                "\"-1\" is not a value of --limit <N>. Write a whole number from 1 on.",
                "Écrivez un nombre entier à partir de 1.",
            ],
        ),
        (
            &["worklist", "--limit", "abc"],
            [
                "Write a whole number, such as 20.",
                "Écrivez un nombre entier, par exemple 20.",
            ],
        ),
        (
            &["forecast", "--periods", "105"],
            [
                "Write a whole number from 1 to 104.",
                "Écrivez un nombre entier de 1 à 104.",
            ],
        ),
        (&["zzz"], ["See encours --help.", "Voyez encours --help."]),
        (
            &["worklsit"],
            [
                "Did you mean worklist?",
                "Vouliez-vous dire worklist\u{a0}?",
            ],
        ),
        (
            &["aging", "--by", "custmer"],
            [
                "Did you mean customer?",
                "Vouliez-vous dire customer\u{a0}?",
            ],
        ),
    ];
    for (words, told) in expected {
        for (language, told) in ["en", "fr"].into_iter().zip(told) {
            let said = encours(&[&["--language", language], words].concat(), None);
            assert_eq!(said.status.code(), Some(2), "{words:?}");
            let sentence = sentence(&said);
            assert!(sentence.contains(told), "{words:?}: {sentence}");
        }
    }
}

#[test]
fn help_and_manual_speak_the_persons_language() {
    let help = out(&encours(&["aging", "--help", "--language", "fr"], None));
    assert!(help.contains("La balance âgée"), "{help}");
    assert!(help.contains("[par défaut\u{a0}: table]"), "{help}");
    assert!(!help.contains("Print"), "{help}");
    let page = out(&encours(&["man", "--language", "fr"], None));
    assert!(page.contains("recouvrement"), "{page}");
    let help = out(&encours(&["aging", "--help", "--language", "en"], None));
    assert!(help.contains("The aged balance"), "{help}");
}
