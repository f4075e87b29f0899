//! The tasks of a day, counted in keys on the demo company, each asserted in the database.
//!
//! Typed words are not counted; the keys that begin, move and save are.

use std::time::{Duration, Instant};

use encours::cli::demo::fill;
use encours::demo::Plan;
use encours::private_pg::SUPERUSER;
use sqlx::PgPool;
use sqlx::types::chrono::NaiveDate;

use crate::support::db::TestDb;
use crate::support::pty::{PATIENCE, Pty};

const PROGRAM: &str = env!("CARGO_BIN_EXE_encours");

/// A cockpit on a demo of its own, and the same database as its administrator.
struct Desk {
    pty: Pty,
    ledger: PgPool,
    /// Keys pressed since the task began.
    keys: usize,
    /// A copy of each invoice.
    _documents: tempfile::TempDir,
}

impl Desk {
    /// Presses keys that count.
    fn press(&mut self, keys: &[&str]) {
        for key in keys {
            self.pty.send(match *key {
                "enter" => b"\r",
                "tab" => b"\t",
                "space" => b" ",
                "esc" => b"\x1b",
                "ctrl-d" => b"\x04",
                "ctrl-u" => b"\x15",
                other => other.as_bytes(),
            });
            self.keys += 1;
            // One key at a time, as people press them: the next is meant for what is painted by then.
            self.pty.settle(Duration::from_millis(150));
        }
    }

    /// Types words: not counted.
    fn words(&mut self, words: &str) {
        self.pty.send(words.as_bytes());
        self.pty.settle(Duration::from_millis(150));
    }

    /// Begins a task on the worklist's line `line`, from 0.
    fn begin(&mut self, line: usize) {
        self.pty.send(b"gw\x1b[H");
        for _ in 0..line {
            self.pty.send(b"j");
        }
        self.pty.settle(Duration::from_millis(400));
        self.keys = 0;
    }

    /// The name on the selected line.
    fn selected(&self) -> String {
        let screen = self.pty.screen();
        let line = screen.lines().find(|l| l.contains('▶')).unwrap_or_default();
        let name = line.trim_start_matches('▶').trim();
        name.split("  ").next().unwrap_or_default().to_owned()
    }

    /// The place on the worklist of one of these customers that is on the screen.
    fn line_of(&self, names: &[String]) -> usize {
        let screen = self.pty.screen();
        let rows = screen.lines().filter(|l| {
            let row = l.strip_prefix('▶').unwrap_or(l);
            row.starts_with("  ") && !row.contains("Customer ")
        });
        let shown = rows.map(|l| l.trim_start_matches('▶').trim());
        let names_of = |row: &str| {
            let name = row.split("  ").next().unwrap_or_default();
            let name = name.trim_end_matches('…').to_owned();
            !name.is_empty() && names.iter().any(|n| n.starts_with(&name))
        };
        shown
            .enumerate()
            .find(|(_, row)| names_of(row))
            .map(|(line, _)| line)
            .unwrap_or_else(|| panic!("none of {names:?}\n{screen}"))
    }

    async fn count(&self, sql: &'static str) -> i64 {
        self.last(sql).await
    }

    async fn last<T>(&self, sql: &'static str) -> T
    where
        T: for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres> + Send + Unpin,
    {
        sqlx::query_scalar(sql)
            .fetch_one(&self.ledger)
            .await
            .expect(sql)
    }

    /// Waits until a count is more than it was.
    async fn grows(&self, sql: &'static str, from: i64) {
        let begun = Instant::now();
        while self.count(sql).await <= from {
            assert!(begun.elapsed() < PATIENCE, "{sql}\n{}", self.pty.screen());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

/// A Wednesday: "next Friday" is two days ahead, three days ahead is a Saturday.
const DAY: &str = "2026-11-18";

const CALLS: &str =
    "SELECT count(*) FROM app.activity WHERE kind = 'call' AND effective_on = '2026-11-18'";
const NOTES: &str =
    "SELECT count(*) FROM app.activity WHERE kind = 'note' AND effective_on = '2026-11-18'";
const PROMISES: &str = "SELECT count(*) FROM app.promise WHERE made_on = '2026-11-18'";

/// The number of an invoice of a customer whose name begins so.
const INVOICE: &str = "
    SELECT d.number FROM app.document d JOIN app.customer c ON c.company_id = d.company_id AND c.id = d.customer_id
     WHERE starts_with(c.name, $1) AND d.kind = 'invoice' ORDER BY d.number LIMIT 1";

/// Customers who owe two items and have promised nothing.
const UNPROMISED: &str = "
    SELECT c.name FROM app.customer c
     WHERE 2 <= (SELECT count(*) FROM app.due_item i WHERE i.company_id = c.company_id AND i.customer_id = c.id
                    AND i.open_amount > 20 AND i.due_on < '2026-11-18')
       AND NOT EXISTS (SELECT FROM app.promise p WHERE p.company_id = c.company_id AND p.customer_id = c.id AND p.state IN ('open', 'due'))";

/// Customers with a reminder that can be approved.
const PROPOSED: &str = "
    SELECT c.name FROM app.reminder r JOIN app.customer c ON c.company_id = r.company_id AND c.id = r.customer_id
     WHERE r.state = 'proposed' AND r.channel = 'email'";

async fn desk() -> Desk {
    let db = TestDb::new().await;
    let today: NaiveDate = DAY.parse().expect("a date");
    let plan = Plan {
        seed: 1,
        invoices: 2_000,
    };
    let administrator = db.location(SUPERUSER);
    if let Err(error) = fill(&administrator, plan, Some(today), |_| {}).await {
        panic!("{} {:?}", error.code(), error.params());
    }
    let (agent, _) = encours::demo::logins()
        .find(|(_, group)| group.ends_with("collector"))
        .expect("a collector");
    let url = db.url(agent);
    let ledger = db.admin().await;
    let documents = tempfile::tempdir().expect("a folder");
    let files: Vec<String> =
        sqlx::query_scalar("SELECT DISTINCT app.document_file(number) FROM app.document")
            .fetch_all(&ledger)
            .await
            .expect("the documents");
    for file in files {
        std::fs::write(documents.path().join(file), "%PDF-1.4").expect("a copy");
    }
    let folder = documents.path().display().to_string();
    let settings = [
        ("ENCOURS_DATABASE_URL", url.as_str()),
        ("ENCOURS_DOCUMENTS", folder.as_str()),
    ];
    let mut pty = Pty::start(&[PROGRAM], &settings, (120, 40));
    pty.expect("Pts");
    pty.expect(" of ");
    pty.settle(Duration::from_millis(500));
    Desk {
        ledger,
        pty,
        keys: 0,
        _documents: documents,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tasks_of_a_day_take_as_few_keys_as_promised() {
    let mut desk = desk().await;

    // See why this customer ranks here: 1.
    desk.begin(0);
    desk.press(&["w"]);
    desk.pty.expect("points in all");
    assert_eq!(desk.keys, 1);
    desk.press(&["esc"]);

    // Open the customer: 1.
    desk.begin(0);
    let name = desk.selected();
    desk.press(&["enter"]);
    desk.pty.expect("Exposure");
    desk.pty.expect(name.trim_end_matches('…'));
    assert_eq!(desk.keys, 1);
    desk.press(&["q"]);

    // "Left a voicemail", and on to the next customer: 3.
    desk.begin(0);
    let (first, calls) = (desk.selected(), desk.count(CALLS).await);
    desk.press(&["c", "v", "enter"]);
    assert_eq!(desk.keys, 3);
    desk.grows(CALLS, calls).await;
    desk.pty.expect("saved on");
    assert_ne!(desk.selected(), first, "the next customer");
    let outcome: String = desk.last("SELECT outcome FROM app.activity WHERE kind = 'call' ORDER BY recorded_at DESC LIMIT 1").await;
    assert_eq!(outcome, "voicemail");

    // A call with a promise for all that is overdue, next Friday: at most 6.
    desk.begin(2);
    let promises = desk.count(PROMISES).await;
    desk.press(&["c", "p"]);
    desk.words("fri");
    desk.press(&["enter"]);
    assert!(desk.keys <= 6);
    desk.grows(PROMISES, promises).await;
    let friday: NaiveDate = desk
        .last("SELECT promised_on FROM app.promise ORDER BY recorded_at DESC LIMIT 1")
        .await;
    assert_eq!(friday.to_string(), "2026-11-20");
    let whole: bool = desk
        .last(
            "SELECT p.amount = (SELECT sum(pi.amount) FROM app.promise_item pi WHERE pi.promise_id = p.id)
                AND NOT EXISTS (SELECT FROM app.due_item i WHERE i.company_id = p.company_id AND i.customer_id = p.customer_id
                      AND i.currency = p.currency AND i.open_amount > 0 AND i.due_on < '2026-11-18'
                      AND NOT EXISTS (SELECT FROM app.promise_item pi WHERE pi.promise_id = p.id AND pi.item_id = i.id))
               FROM app.promise p ORDER BY p.recorded_at DESC LIMIT 1",
        )
        .await;
    assert!(whole, "all that is overdue is promised");

    // A partial promise on the first two items: at most 8.
    desk.begin(0);
    let free: Vec<String> = sqlx::query_scalar(UNPROMISED)
        .fetch_all(&desk.ledger)
        .await
        .expect(UNPROMISED);
    let at = desk.line_of(&free);
    desk.begin(at);
    let promises = desk.count(PROMISES).await;
    desk.press(&["p"]);
    desk.pty.expect("Promised for");
    desk.press(&["space", "space", "tab"]);
    desk.words("fri");
    desk.press(&["tab"]);
    desk.words("20");
    desk.press(&["enter"]);
    assert!(desk.keys <= 8, "{}", desk.keys);
    desk.grows(PROMISES, promises).await;
    let amount: String = desk
        .last("SELECT trim_scale(amount)::text FROM app.promise ORDER BY recorded_at DESC LIMIT 1")
        .await;
    assert_eq!(amount, "20");

    // "Payment sent", revisit in 3 days: at most 4.
    desk.begin(6);
    let calls = desk.count(CALLS).await;
    desk.press(&["c", "s"]);
    desk.words("+3");
    desk.press(&["enter"]);
    assert!(desk.keys <= 4);
    desk.grows(CALLS, calls).await;
    let revisit: NaiveDate = desk.last("SELECT revisit_on FROM app.activity WHERE kind = 'call' ORDER BY recorded_at DESC LIMIT 1").await;
    assert_eq!(revisit.to_string(), "2026-11-21");

    // A note: 2; and its undoing: 1.
    desk.begin(7);
    let notes = desk.count(NOTES).await;
    desk.press(&["n"]);
    desk.words("wants the statement");
    desk.press(&["enter"]);
    assert_eq!(desk.keys, 2);
    desk.grows(NOTES, notes).await;
    desk.pty.expect("saved on");
    let undone = "SELECT count(*) FROM app.activity WHERE corrects IS NOT NULL";
    let before = desk.count(undone).await;
    desk.press(&["u"]);
    desk.grows(undone, before).await;

    // Find who is calling, from anywhere: 2.
    desk.begin(0);
    let name = desk.selected();
    let number: String = sqlx::query_scalar(INVOICE)
        .bind(name.trim_end_matches('…'))
        .fetch_one(&desk.ledger)
        .await
        .expect(INVOICE);
    desk.keys = 0;
    desk.press(&["/"]);
    desk.words(&number);
    desk.pty.settle(Duration::from_millis(600));
    desk.press(&["enter"]);
    assert_eq!(desk.keys, 2);
    desk.pty.expect("Exposure");
    desk.press(&["q"]);

    // Review and approve the proposed reminder: at most 3.
    let approved =
        "SELECT count(*) FROM app.reminder WHERE state = 'approved' AND approved_at IS NOT NULL";
    let before = desk.count(approved).await;
    desk.begin(0);
    let names: Vec<String> = sqlx::query_scalar(PROPOSED)
        .fetch_all(&desk.ledger)
        .await
        .expect(PROPOSED);
    let at = desk.line_of(&names);
    desk.begin(at);
    desk.press(&["m"]);
    desk.pty.expect("Subject");
    desk.pty.settle(Duration::from_millis(300));
    desk.press(&["a"]);
    assert!(desk.keys <= 3);
    desk.grows(approved, before).await;

    // Correct the contact's phone, on the customer: at most 3.
    desk.begin(1);
    desk.press(&["enter"]);
    desk.pty.expect("Exposure");
    desk.keys = 0;
    desk.press(&["t"]);
    desk.pty.expect("Telephone");
    desk.press(&["ctrl-u"]);
    desk.words("0145678901");
    desk.press(&["enter"]);
    assert!(desk.keys <= 3, "{}", desk.keys);
    desk.grows(
        "SELECT count(*) FROM app.contact WHERE phone = '0145678901'",
        0,
    )
    .await;

    // A dispute of all of an invoice, with its reason, on its line: at most 4.
    let opened = "SELECT count(*) FROM app.dispute WHERE opened_on = '2026-11-18'";
    let before = desk.count(opened).await;
    desk.pty.settle(Duration::from_millis(400));
    desk.pty.send(b"\x1b[F");
    desk.pty.settle(Duration::from_millis(200));
    desk.keys = 0;
    desk.press(&["x"]);
    desk.pty.expect("Reason");
    desk.press(&["q", "enter"]);
    assert!(desk.keys <= 4, "{}", desk.keys);
    desk.grows(opened, before).await;

    // A copy of the invoice to the contact, on its line: at most 3; and its recall: 1.
    let copies = "SELECT count(*) FROM app.outbox WHERE kind = 'invoice_copy' AND state = 'queued'";
    let before = desk.count(copies).await;
    desk.pty.settle(Duration::from_millis(400));
    desk.keys = 0;
    desk.press(&["I"]);
    desk.pty.expect("Subject");
    desk.press(&["enter"]);
    assert_eq!(
        desk.count(copies).await,
        before,
        "Enter alone sends nothing"
    );
    desk.keys -= 1;
    desk.pty.pause();
    desk.press(&["ctrl-d"]);
    assert!(desk.keys <= 3, "{}", desk.keys);
    desk.grows(copies, before).await;
    desk.pty.expect("saved on");
    let recalled = "SELECT count(*) FROM app.outbox WHERE state = 'recalled'";
    let before = desk.count(recalled).await;
    desk.press(&["u"]);
    desk.grows(recalled, before).await;
    desk.press(&["q"]);

    // Move a promise to another date, on its line: at most 3.
    desk.pty.send(b"gp\t\t");
    desk.pty.expect("Judged from");
    desk.pty.settle(Duration::from_millis(400));
    let moved = "SELECT count(*) FROM app.promise_event WHERE event = 'moved' AND effective_on = '2026-11-18'";
    let before = desk.count(moved).await;
    desk.keys = 0;
    desk.press(&["e"]);
    desk.pty.expect("Promised for");
    desk.words("+9");
    desk.press(&["enter"]);
    assert!(desk.keys <= 3, "{}", desk.keys);
    desk.grows(moved, before).await;

    // Acknowledge an alert: 1; and its undoing: 1.
    desk.pty.send(b"gl");
    desk.pty.expect("Since");
    desk.pty.settle(Duration::from_millis(400));
    let seen = "SELECT count(*) FROM app.alert WHERE state = 'acknowledged'";
    let before = desk.count(seen).await;
    desk.keys = 0;
    desk.press(&["a"]);
    assert_eq!(desk.keys, 1);
    desk.grows(seen, before).await;
    desk.pty.expect("saved on");
    desk.press(&["u"]);
    let begun = Instant::now();
    while desk.count(seen).await > before {
        assert!(begun.elapsed() < PATIENCE, "{}", desk.pty.screen());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }

    // Hold with a reason, on an alert's line: at most 3; and its release.
    let held = "SELECT count(*) FROM app.hold WHERE from_on = '2026-11-18' AND state = 'in_force'";
    let before = desk.count(held).await;
    desk.keys = 0;
    desk.press(&["h"]);
    desk.pty.expect("Reason");
    // Of its reminders: releasing credit is the manager's.
    desk.pty.send(b"\x1b[Zr");
    desk.pty.settle(Duration::from_millis(150));
    desk.words("moving house");
    desk.press(&["enter"]);
    assert!(desk.keys <= 3, "{}", desk.keys);
    desk.grows(held, before).await;
}
