//! From the command to the first paint, and to the worklist.

use std::time::Instant;

use sqlx::Connection as _;

use super::report::Figure;
use super::support::db::TestDb;
use super::support::pty::Pty;

const RUNS: usize = 7;

/// P1: frame and header before any database answers. The address leads nowhere that answers.
pub fn first_paint() -> Figure {
    let ours = [
        program(),
        "--language",
        "en",
        "--database",
        "postgres://nobody@192.0.2.1/none",
    ];
    let bench = std::env::current_exe()
        .expect("this program")
        .display()
        .to_string();
    let bare = [bench.as_str(), "--bare"];
    Figure {
        code: "P1",
        work: "start to first paint, no database yet".to_owned(),
        measured: median((0..RUNS).map(|_| shown(&ours, "connecting", None))),
        limit: median((0..RUNS).map(|_| shown(&bare, "row 3", None))),
        limit_is: "a bare ratatui table",
        unit: "ms",
        allowed: 3.0,
    }
}

/// Milliseconds from the start of a program until its screen holds a text.
fn shown(program: &[&str], text: &str, keys: Option<&[u8]>) -> f64 {
    let started = Instant::now();
    let mut terminal = Pty::start(program, &[], (120, 40));
    if let Some(keys) = keys {
        terminal.send(keys);
    }
    terminal.expect(text);
    let took = started.elapsed().as_secs_f64() * 1e3;
    let _ = terminal.child.kill();
    let _ = terminal.child.wait();
    took
}

/// P2: the full worklist on the large ledger, the server running.
pub async fn worklist(db: &TestDb, role: &str, items: u32) -> Figure {
    let url = db.url(role);
    let ours = tokio::task::spawn_blocking(move || {
        let ours = [program(), "--language", "en", "--database", &url];
        median((0..RUNS).map(|_| shown(&ours, "▶", Some(b"gw"))))
    })
    .await
    .expect("the measurement");
    let mut limits = Vec::new();
    for _ in 0..RUNS {
        let started = Instant::now();
        let mut connection = sqlx::PgConnection::connect_with(
            &db.location(role).options(encours::store::Pace::Interactive),
        )
        .await
        .expect("a connection");
        sqlx::query(
            "select s.*, c.ref, c.name from app.standing s join app.customer c on c.company_id = s.company_id and c.id = s.customer_id
              where s.company_id = 1 and s.section > 0 order by s.section, s.points desc, s.overdue desc, s.customer_id desc limit 100",
        )
        .fetch_all(&mut connection)
        .await
        .expect("the worklist's rows");
        limits.push(started.elapsed().as_secs_f64() * 1e3);
    }
    Figure {
        code: "P2",
        work: format!("start to full worklist, {items} open items"),
        measured: ours,
        limit: median(limits.into_iter()),
        limit_is: "connect and its one query",
        unit: "ms",
        allowed: 10.0,
    }
}

/// The program that is measured.
pub fn program() -> &'static str {
    env!("CARGO_BIN_EXE_encours")
}

/// The middle one.
pub fn median(times: impl Iterator<Item = f64>) -> f64 {
    let mut times: Vec<f64> = times.collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
