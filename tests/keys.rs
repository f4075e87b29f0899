//! The tasks of a day, counted in keys on the demo company, each asserted in the database.
//!
//! Typed words are not counted; the keys that begin, move and save are.

use std::time::{Duration, Instant};

use sqlx::PgPool;
use sqlx::types::chrono::NaiveDate;

use crate::support::pty::{PATIENCE, Pty};

const PROGRAM: &str = env!("CARGO_BIN_EXE_encours");

/// A cockpit on a demo of its own, and the same database as its administrator.
struct Desk {
    pty: Pty,
    ledger: PgPool,
    /// Keys pressed since the task began.
    keys: usize,
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

    async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&self.ledger).await.expect(sql)
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
