//! Something done to many rows, and the cockpit killed in the middle of it: each row is written once.

use std::time::{Duration, Instant};

use rand::RngExt;
use rustix::process::Signal;

use super::{chance, journal};
use crate::support::db::TestDb;
use crate::support::desk::Office;
use crate::support::pty::{PATIENCE, Pty};

const PROGRAM: &str = env!("CARGO_BIN_EXE_encours");

const DAY: &str = "2026-11-18";

const NOTED: &str = "SELECT count(*) FROM app.activity_text WHERE body = 'all of them'";

/// Customers with more than one of these notes.
const TWICE: &str = "
    SELECT count(*) FROM (
        SELECT FROM app.activity a JOIN app.activity_text t ON t.company_id = a.company_id AND t.activity_id = a.id
         WHERE t.body = 'all of them' GROUP BY a.customer_id HAVING count(*) > 1) twice";

const AUDITED: &str = "
    SELECT count(*) FROM app.audit u JOIN app.activity_text t ON t.company_id = u.company_id AND t.activity_id = u.entity_id
     WHERE u.verb = 'add_note' AND t.body = 'all of them'";

/// The number that a screen gives before this word.
fn number(screen: &str, word: &str) -> Option<usize> {
    let words: Vec<&str> = screen.split_whitespace().collect();
    let pair = words.windows(2).find(|pair| pair[1].starts_with(word))?;
    pair[0].parse().ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_to_many_rows_is_done_to_each_once_however_often_the_cockpit_dies() {
    let office = Office::open(TestDb::new().await, 1_000, DAY).await;
    let mut chance = chance("rows");
    let url = office.db.url("demo_claire");
    let env = [("ENCOURS_DATABASE_URL", url.as_str())];
    let size = (120, 40);
    let mut pty = Pty::start(&[PROGRAM], &env, size);
    pty.shows("worklist", |s| {
        s.contains("live") && s.lines().any(|line| line.contains("▶ "))
    });
    pty.send(b"*");
    pty.shows("marks", |s| number(s, "marked").is_some());
    let marked = number(&pty.screen(), "marked").expect("a number");
    assert!(marked > 20, "{marked}");
    pty.send(b"n");
    pty.shows("form", |s| s.contains("type to confirm"));
    pty.send(format!("all of them\t{marked}\x04").as_bytes());
    let planned = async || -> usize {
        sqlx::query_scalar::<_, i64>(NOTED)
            .fetch_one(&office.ledger)
            .await
            .expect("counted") as usize
    };
    let begun = Instant::now();
    while planned().await == 0 {
        assert!(
            begun.elapsed() < PATIENCE,
            "nothing is written:\n{}",
            pty.screen()
        );
        pty.settle(Duration::from_millis(1));
    }
    for _ in 0..3 {
        std::thread::sleep(Duration::from_millis(chance.random_range(0..100)));
        pty.signal(Signal::KILL);
        pty.child.wait().expect("killed");
        pty = Pty::start_at(pty.into_home(), &[PROGRAM], &env, size);
        pty.shows("live", |s| s.contains("live"));
    }
    let open = |pty: &Pty| {
        journal(&pty.home().join("state"))
            .iter()
            .any(|(_, answered)| !answered)
    };
    let begun = Instant::now();
    while open(&pty) {
        assert!(
            begun.elapsed() < PATIENCE,
            "not sent again:\n{}",
            pty.screen()
        );
        pty.settle(Duration::from_millis(50));
    }
    assert_eq!(planned().await, marked);
    assert_eq!(office.count(TWICE).await, 0);
    assert_eq!(office.count(AUDITED).await, marked as i64);
    pty.send(b"\x03");
    assert_eq!(pty.ended(PATIENCE), 0);
}
