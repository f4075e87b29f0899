//! The file that a list is written to holds what the screen shows: its filter, order and columns, all its rows.

use std::time::{Duration, Instant};

use crate::support::db::TestDb;
use crate::support::desk::Office;
use crate::support::pty::{PATIENCE, Pty};

const PROGRAM: &str = env!("CARGO_BIN_EXE_encours");

const DAY: &str = "2026-11-18";

/// Customers are called what a spreadsheet would run.
const FORMULAS: &str = "UPDATE app.customer SET name = '=1+' || ref";

/// The lines of the list that is shown, without marks.
fn lines(screen: &str) -> Vec<String> {
    let lines = screen.lines().filter(|line| line.contains("=1+"));
    lines.map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_of_a_list_is_what_the_screen_shows() {
    let office = Office::open(TestDb::new().await, 500, DAY).await;
    sqlx::query(FORMULAS)
        .execute(&office.ledger)
        .await
        .expect("names");
    let folder = tempfile::tempdir().expect("a folder");
    let url = office.db.url("demo_sophie");
    let into = folder.path().display().to_string();
    let env = [
        ("ENCOURS_DATABASE_URL", url.as_str()),
        ("ENCOURS_EXPORT_DIR", into.as_str()),
    ];
    let mut pty = Pty::start(&[PROGRAM], &env, (160, 40));
    pty.shows("company", |s| s.contains("live"));
    pty.send(b"gi");
    pty.shows("invoices", |s| {
        s.contains("Invoices") && !lines(s).is_empty()
    });
    pty.send(b"flate>30\r");
    pty.shows("filter", |s| {
        s.contains("filter: late>30") && s.contains(" of ")
    });
    pty.send(b"S");
    pty.shows("other order", |s| s.contains("Due▼"));
    // The customer's reference is shown as well.
    pty.send(b"Ca\x1b");
    pty.shows("column", |s| {
        let head = s.lines().find(|line| line.contains("Due▼"));
        head.is_some_and(|head| head.trim_start().starts_with("Ref"))
    });
    pty.send(b"X");
    let file = || {
        let entries = std::fs::read_dir(folder.path())
            .into_iter()
            .flatten()
            .flatten();
        let mut paths = entries.map(|entry| entry.path());
        paths.find(|path| path.extension().is_some_and(|e| e == "csv"))
    };
    let begun = Instant::now();
    while file().is_none() {
        assert!(begun.elapsed() < PATIENCE, "no file:\n{}", pty.screen());
        pty.settle(Duration::from_millis(5));
    }
    let text = std::fs::read_to_string(file().expect("a file")).expect("readable");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads: Vec<String> = reader
        .headers()
        .expect("heads")
        .iter()
        .map(str::to_owned)
        .collect();
    let records: Vec<csv::StringRecord> = reader.records().map(|r| r.expect("a line")).collect();
    let screen = pty.screen();
    let shown = lines(&screen);
    let total = screen.lines().find_map(|line| {
        let (_, rest) = line.split_once(" of ")?;
        rest.trim().replace(',', "").parse::<usize>().ok()
    });
    assert_eq!(
        Some(records.len()),
        total,
        "every row, not those of the screen alone"
    );
    assert!(
        shown.len() > 10 && records.len() > shown.len(),
        "{}",
        records.len()
    );
    let column = |name: &str| {
        let at = heads.iter().position(|head| head == name);
        at.unwrap_or_else(|| panic!("no {name} in {heads:?}"))
    };
    let (number, name, due) = (column("number"), column("name"), column("due_on"));
    assert_eq!(heads[0], "customer", "{heads:?}");
    for (line, record) in shown.iter().zip(&records) {
        assert!(line.contains(&record[number]), "{line}: {record:?}");
        assert!(line.contains(&record[name][1..]), "{line}: {record:?}");
    }
    for record in &records {
        assert!(record[name].starts_with("'="), "{record:?}");
        let due: chrono::NaiveDate = record[due].parse().expect("a date");
        let late = DAY.parse::<chrono::NaiveDate>().expect("a day") - due;
        assert!(late.num_days() > 30, "{record:?}");
    }
    for pair in records.windows(2) {
        assert!(pair[0][due] >= pair[1][due], "the latest first: {pair:?}");
    }
    pty.send(b"\x03");
    assert_eq!(pty.ended(PATIENCE), 0);
}
