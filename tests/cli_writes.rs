//! The commands that write, and what passes between the ledger and the ERP.

use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

use crate::support::ledger::{Who, World};

const PROGRAM: &str = env!("CARGO_BIN_EXE_encours");

struct Desk {
    world: World,
    home: tempfile::TempDir,
}

impl Desk {
    async fn golden() -> Desk {
        Desk {
            world: World::golden().await,
            home: tempfile::tempdir().unwrap(),
        }
    }

    fn run(&self, who: Who, words: &[&str]) -> Output {
        Command::new(PROGRAM)
            .args(words)
            .env("HOME", self.home.path())
            .env_remove("XDG_CONFIG_HOME")
            .env("LANG", "C.UTF-8")
            .env(
                "ENCOURS_DATABASE_URL",
                self.world.db.url(&self.world.role(who)),
            )
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    #[track_caller]
    fn text(&self, who: Who, words: &[&str]) -> String {
        let said = self.run(who, words);
        assert!(said.status.success(), "{words:?}: {said:?}");
        String::from_utf8(said.stdout).unwrap()
    }

    #[track_caller]
    fn json(&self, who: Who, words: &[&str]) -> Value {
        let told = self.text(who, &[words, &["--format", "json"]].concat());
        serde_json::from_str(&told).unwrap()
    }

    #[track_caller]
    fn refused(&self, who: Who, words: &[&str]) -> String {
        let said = self.run(who, words);
        assert_eq!(said.status.code(), Some(1), "{words:?}: {said:?}");
        let sentence = String::from_utf8(said.stderr).unwrap();
        assert_eq!(sentence.lines().count(), 1, "{sentence}");
        sentence
    }

    async fn count(&self, query: &'static str) -> i64 {
        sqlx::query_scalar(query)
            .fetch_one(&self.world.admin)
            .await
            .unwrap()
    }
}

#[tokio::test]
async fn a_write_answers_in_every_format() {
    let desk = Desk::golden().await;
    let csv = desk.text(Who::Claire, &["note", "B", "hello", "--format", "csv"]);
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines[0], "id,recorded,entity,rev");
    assert!(lines[1].ends_with(",true,activity,1"), "{csv}");
    assert_eq!(lines.len(), 2);
}

#[tokio::test]
async fn a_call_that_ends_in_a_promise_says_its_day() {
    let desk = Desk::golden().await;
    let calls = "select count(*) from app.activity where kind = 'call'";
    let before = desk.count(calls).await;
    let said = desk.refused(Who::Claire, &["call", "B", "--outcome", "promise"]);
    assert!(said.contains("--promised-on 2026-06-30"), "{said}");
    assert_eq!(desk.count(calls).await, before);
    desk.text(
        Who::Claire,
        &[
            "call",
            "B",
            "--outcome",
            "promise",
            "--promised-on",
            "2026-07-03",
        ],
    );
    assert_eq!(desk.count(calls).await, before + 1);
}

/// What was applied to nothing is not late, however old.
#[tokio::test]
async fn a_credit_is_never_late() {
    let desk = Desk::golden().await;
    let rows = |filter: &str| {
        let told = desk.json(Who::Marc, &["invoices", "--filter", filter]);
        told["rows"].as_array().unwrap().clone()
    };
    let kinds = |rows: Vec<Value>| -> Vec<String> {
        let mut kinds: Vec<String> = rows
            .iter()
            .map(|row| row["kind"].as_str().unwrap().to_owned())
            .collect();
        kinds.sort();
        kinds.dedup();
        kinds
    };
    assert!(kinds(rows("late>-1000 credit")).is_empty());
    assert_eq!(kinds(rows("late>0")), ["invoice"]);
    assert!(kinds(rows("-late>0")).contains(&"credit_note".to_owned()));
}

#[tokio::test]
async fn the_erp_is_told_what_to_do_and_says_what_it_has_done() {
    let desk = Desk::golden().await;
    desk.text(Who::Marc, &["hold", "B", "--reason", "two broken promises"]);
    desk.text(Who::Marc, &["hold", "C", "--reason", "over the limit"]);
    let asked = desk.json(Who::Marc, &["holds", "requested", "--sort", "customer"]);
    let told: Vec<[&str; 3]> = asked["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| ["customer", "state", "action"].map(|key| row[key].as_str().unwrap()))
        .collect();
    assert_eq!(
        told,
        [["B", "requested", "hold"], ["C", "requested", "hold"]]
    );
    let id = |index: usize| asked["rows"][index]["id"].as_str().unwrap().to_owned();
    let (b, c) = (id(0), id(1));

    // The file that was given out comes back as it is; the second time it says nothing new.
    let csv = desk.text(Who::Marc, &["holds", "requested", "--format", "csv"]);
    assert!(csv.lines().next().unwrap().ends_with(",action"), "{csv}");
    let file = desk.home.path().join("done.csv");
    std::fs::write(&file, &csv).unwrap();
    let file = file.to_str().unwrap();
    for (done, unchanged) in [(2, 0), (0, 2)] {
        let told = desk.json(Who::Marc, &["holds", "acknowledge", file]);
        assert_eq!(
            (&told["acknowledged"], &told["unchanged"], &told["entity"]),
            (&json!(done), &json!(unchanged), &json!("hold"))
        );
    }
    let in_force =
        "select count(*) from app.hold where state = 'in_force' and acknowledged_at is not null";
    assert_eq!(desk.count(in_force).await, 2);
    let audited = "select count(*) from app.audit where verb = 'acknowledge_holds'";
    assert_eq!(desk.count(audited).await, 2);
    assert_eq!(
        desk.json(Who::Marc, &["holds", "requested"])["rows"],
        json!([])
    );

    // A release that nobody asked for cannot have been made, and nothing else of its file is recorded.
    desk.text(Who::Marc, &["release", &b, "--reason", "paid"]);
    let release = desk.home.path().join("release.csv");
    std::fs::write(&release, format!("id;action\n{b};release\n{c};release\n")).unwrap();
    let said = desk.refused(
        Who::Marc,
        &["holds", "acknowledge", release.to_str().unwrap()],
    );
    assert!(
        said.contains(&format!("The release of hold {c} was not requested")),
        "{said}"
    );
    assert_eq!(
        desk.count(in_force).await,
        1,
        "{b} waits for its release still"
    );
    // The word of its hold comes late: it says nothing against the release.
    let told = desk.json(Who::Marc, &["holds", "acknowledge", file]);
    assert_eq!(told["unchanged"], 2);
    let asked = desk.json(Who::Marc, &["holds", "requested"]);
    assert_eq!(asked["rows"][0]["action"], "release");
    desk.text(Who::Marc, &["holds", "acknowledge", &b]);
    let released =
        "select count(*) from app.hold where state = 'released' and released_at is not null";
    assert_eq!(desk.count(released).await, 1);

    for (content, told) in [
        ("hold\nx\n", "no column id"),
        ("id\nx\n", "line 2: x is not the id of a hold"),
        (
            "id,action\n0193c1a2-0000-7000-8000-000000000000,keep\n",
            "line 2: keep is not an action",
        ),
        (
            "id\n0193c1a2-0000-7000-8000-000000000000\n",
            "There is no hold 0193c1a2",
        ),
        ("", "is empty"),
    ] {
        std::fs::write(&release, content).unwrap();
        let said = desk.refused(
            Who::Marc,
            &["holds", "acknowledge", release.to_str().unwrap()],
        );
        assert!(said.contains(told), "{told}: {said}");
    }
    // An auditor reads and does not say what the ERP did.
    let said = desk.run(Who::Aude, &["holds", "acknowledge", &c]);
    assert_eq!(said.status.code(), Some(1), "{said:?}");
}
