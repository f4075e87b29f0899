//! From the command to the first paint, and to the worklist.

use std::path::Path;
use std::time::Instant;

use sqlx::Connection as _;

use super::report::Figure;
use super::support::db::TestDb;
use super::terminal::Terminal;

const RUNS: usize = 7;

/// P1: frame and header before any database answers. The address leads nowhere that answers.
pub fn first_paint() -> Figure {
    let home = tempfile::tempdir().expect("a home");
    let home = home.path().to_str().expect("a path of plain letters");
    let ours = median((0..RUNS).map(|_| {
        let arguments = [
            "--language",
            "en",
            "--database",
            "postgres://nobody@192.0.2.1/none",
        ];
        Terminal::start(program(), &arguments, &[("HOME", home)])
            .until("the header", |screen| screen.contains("connecting"))
    }));
    let bench = std::env::current_exe().expect("this program");
    let bare = median((0..RUNS).map(|_| {
        Terminal::start(&bench, &["--bare"], &[])
            .until("the bare table", |screen| screen.contains("row 3"))
    }));
    Figure {
        code: "P1",
        work: "start to first paint, no database yet".to_owned(),
        measured: ours,
        limit: bare,
        limit_is: "a bare ratatui table",
        unit: "ms",
        allowed: 3.0,
    }
}

/// P2: the full worklist on the large ledger, the server running.
pub async fn worklist(db: &TestDb, role: &str) -> Figure {
    let home = tempfile::tempdir().expect("a home");
    let home = home
        .path()
        .to_str()
        .expect("a path of plain letters")
        .to_owned();
    let url = db.url(role);
    let ours = tokio::task::spawn_blocking(move || {
        median((0..RUNS).map(|_| {
            let mut terminal = Terminal::start(
                program(),
                &["--language", "en", "--database", &url],
                &[("HOME", &home)],
            );
            terminal.until("the first frame", |screen| screen.contains("connecting"));
            terminal.press("gw");
            terminal.until("the worklist", |screen| {
                screen.matches("Customer ").count() > 20
            })
        }))
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
              where s.company_id = 1 and s.section > 0 order by s.section, s.points desc, s.overdue desc, s.customer_id limit 100",
        )
        .fetch_all(&mut connection)
        .await
        .expect("the worklist's rows");
        limits.push(started.elapsed().as_secs_f64() * 1e3);
    }
    Figure {
        code: "P2",
        work: "start to full worklist, 1 M open items".to_owned(),
        measured: ours,
        limit: median(limits.into_iter()),
        limit_is: "connect and its one query",
        unit: "ms",
        allowed: 10.0,
    }
}

/// The program that is measured.
pub fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_encours"))
}

/// The middle one.
pub fn median(times: impl Iterator<Item = f64>) -> f64 {
    let mut times: Vec<f64> = times.collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
