//! The audit on the command line: sealed by whoever is connected, and a tampered row named.

use std::process::{Command, Output};
use std::time::{Duration, Instant};

use encours::store::house;
use serde_json::{Value, json};

use crate::support::ledger::{Who, World, customer};

/// Another database of the cluster may have something running that puts the seal off.
const PATIENCE: Duration = Duration::from_secs(120);

fn verify(world: &World, who: &str, format: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_encours"))
        .args(["audit", "verify", "--format", format])
        .env("LANG", "C.UTF-8")
        .env(
            "ENCOURS_DATABASE_URL",
            world.db.url(&format!("{who}_{}", world.db.name)),
        )
        .output()
        .expect("the program runs")
}

fn told(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("one document")
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_connected_seals_and_the_command_names_the_row_that_was_changed() {
    let world = World::golden().await;
    for n in 0..3 {
        let note = json!({"customer": customer("B"), "note": format!("{n}")});
        world.act(Who::Claire, "add_note", note).await;
    }
    let output = verify(&world, "aude", "json");
    assert_eq!(told(&output)["unsealed"], 3, "{output:?}");

    let begun = Instant::now();
    let sealed = "select count(*)::text from app.audit_digest";
    while world.look(sealed).await == "0" {
        assert!(begun.elapsed() < PATIENCE, "nothing is sealed");
        house::keep(world.pool(Who::Claire)).await.expect("kept");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    // At most once a minute, however many are connected.
    let note = json!({"customer": customer("B"), "note": "later"});
    world.act(Who::Claire, "add_note", note).await;
    house::keep(world.pool(Who::Claire)).await.expect("kept");
    assert_eq!(
        world
            .look("select count(*)::text from app.audit_seal")
            .await,
        "1"
    );

    let output = verify(&world, "aude", "json");
    assert!(output.status.success(), "{output:?}");
    assert_eq!(told(&output)["ok"], true);
    let output = verify(&world, "aude", "table");
    let sentence = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(sentence.starts_with("The audit holds: "), "{sentence}");
    assert_eq!(sentence.lines().count(), 1);

    let row: i64 = world
        .look("select min(seq)::text from app.audit_digest")
        .await
        .parse()
        .expect("a number");
    sqlx::raw_sql("alter table app.audit disable trigger user; update app.audit set actor = 'someone' where seq = (select min(seq) from app.audit_digest); alter table app.audit enable trigger user")
        .execute(&world.admin)
        .await
        .expect("tampered");
    let output = verify(&world, "aude", "json");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(told(&output)["bad_seq"], row);
    assert_eq!(told(&output)["error"]["code"], "cli-audit-broken-row");
    let output = verify(&world, "aude", "table");
    assert_eq!(output.status.code(), Some(1));
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        complaint.contains(&format!("row {row} is not what was sealed")),
        "{complaint}"
    );

    // A collector is no auditor.
    let output = verify(&world, "claire", "json");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(told(&output)["error"]["code"], "role-missing");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_audit_lists_who_did_what_and_when() {
    let world = World::golden().await;
    for (who, code) in [(Who::Claire, "A"), (Who::Claire, "B"), (Who::Claire, "B")] {
        let note = json!({"customer": customer(code), "note": "x"});
        world.act(who, "add_note", note).await;
    }
    let list = |words: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_encours"))
            .arg("audit")
            .args(words)
            .env("LANG", "C.UTF-8")
            .env(
                "ENCOURS_DATABASE_URL",
                world.db.url(&format!("claire_{}", world.db.name)),
            )
            .output()
            .expect("the program runs")
    };
    let output = list(&["--customer", "B", "--format", "json"]);
    let rows = told(&output)["rows"].clone();
    let notes: Vec<&Value> = rows
        .as_array()
        .expect("rows")
        .iter()
        .filter(|row| row["verb"] == "add_note")
        .collect();
    assert_eq!(notes.len(), 2, "{output:?}");
    assert_eq!(notes[0]["customer"], "B");
    assert_eq!(notes[0]["actor"], format!("claire_{}", world.db.name));
    assert!(
        notes[0]["seq"].as_i64() > notes[1]["seq"].as_i64(),
        "newest first"
    );

    // By pages, and between dates.
    let first = told(&list(&["--limit", "1", "--format", "json"]));
    let next = first["next"].as_str().expect("more").to_owned();
    let second = told(&list(&[
        "--limit", "1", "--after", &next, "--format", "json",
    ]));
    assert_ne!(first["rows"], second["rows"]);
    let before = told(&list(&["--to", "2000-01-01", "--format", "json"]));
    assert_eq!(before["rows"], json!([]));
    // A table is for people: no codes, no ids, the clock of the company.
    let table = String::from_utf8(list(&[]).stdout).expect("text");
    assert!(table.contains("wrote a note"), "{table}");
    assert!(table.contains("claire"), "{table}");
    for code in ["add_note", "+00:00", &world.db.name] {
        assert!(!table.contains(code), "{code} in {table}");
    }
    let csv = String::from_utf8(list(&["--format", "csv"]).stdout).expect("text");
    assert!(csv.contains(",add_note,activity,"), "{csv}");
    assert!(csv.contains("+00:00"), "{csv}");
    assert!(
        csv.starts_with("seq,recorded_at,actor,person,verb,"),
        "{csv}"
    );
}

#[tokio::test]
async fn every_action_has_its_words_in_the_audit() {
    let world = World::golden().await;
    let verbs: Vec<String> = sqlx::query_scalar(
        "select proname::text from pg_proc where pronamespace = 'app'::regnamespace
            and pg_get_function_identity_arguments(oid) = 'p_request uuid, p jsonb'
            and has_function_privilege('encours_manager', oid, 'execute') and proname not in ('import_file', 'undo_import')",
    )
    .fetch_all(&world.admin)
    .await
    .expect("the functions");
    assert!(verbs.len() > 40, "{verbs:?}");
    for lang in encours::i18n::Lang::ALL {
        let words = encours::i18n::Catalogue::new(lang);
        for verb in verbs
            .iter()
            .map(String::as_str)
            .chain(["import", "import_undo"])
        {
            let key = format!("audit-verb-{}", verb.replace('_', "-"));
            assert!(words.has(&key), "{lang}: {key}");
        }
    }
}
