//! What is promised when something breaks: the client, the server, the link between them, the program itself.
//!
//! The counts are those of a quick run; `ENCOURS_SOAK=1` takes the full ones. Targets that are times are held to
//! ten times their value in the middle, since the machine may be busy; what was measured is printed. Random instants come from
//! a seed that is printed too; `ENCOURS_SEED` repeats one.

mod answers;
mod away;
mod drafts;
mod killed;
mod pair;
mod panics;
mod rows;
mod server;

use std::path::Path;
use std::time::{Duration, Instant};

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde_json::Value;
use sqlx::PgPool;

use crate::support::ledger::World;
use crate::support::pty::PATIENCE;

/// How often: in a quick run, and in a long one.
fn count(quick: usize, long: usize) -> usize {
    match std::env::var_os("ENCOURS_SOAK") {
        Some(_) => long,
        None => quick,
    }
}

/// Chance, which `ENCOURS_SEED` repeats.
fn chance(test: &str) -> ChaCha8Rng {
    let told = std::env::var("ENCOURS_SEED").ok();
    let seed = told
        .and_then(|s| s.parse().ok())
        .unwrap_or_else(rand::random);
    println!("{test}: ENCOURS_SEED={seed}");
    ChaCha8Rng::seed_from_u64(seed)
}

/// The middle and the longest of some times, printed. The middle may not be ten times the target; one that is says
/// more of what else the machine did.
fn hold(what: &str, target: Duration, mut times: Vec<Duration>) {
    times.sort();
    let (middle, longest) = (times[times.len() / 2], times[times.len() - 1]);
    println!(
        "{what}: median {middle:.0?}, longest {longest:.0?} of {}, target {target:?}",
        times.len()
    );
    assert!(middle < target * 10, "{what}: {middle:?}");
}

/// How often each note of this beginning is in the ledger, by its text.
async fn notes(admin: &PgPool, beginning: &str) -> Vec<(String, i64)> {
    sqlx::query_as(
        "select t.body, count(*) from app.activity a join app.activity_text t on t.activity_id = a.id
          where a.kind = 'note' and t.body like $1 || '%' group by 1 order by 1",
    )
    .bind(beginning)
    .fetch_all(admin)
    .await
    .expect("the notes")
}

/// Waits until the ledger has what is wanted.
async fn until(what: &str, mut wanted: impl AsyncFnMut() -> bool) {
    let begun = Instant::now();
    while !wanted().await {
        assert!(
            begun.elapsed() < PATIENCE,
            "{what}: not within {PATIENCE:?}"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Whether a frame shows a note as saved: what an earlier one was told of goes with the form.
fn saved(frame: &str) -> bool {
    told(frame).starts_with("saved on Customer")
}

/// Whether a frame says that a note waits for the database: in the first words, or, once a link is known to be broken,
/// in others.
fn under_way(frame: &str) -> bool {
    told(frame).starts_with("saving on Customer")
        || told(frame).contains("checking whether it was saved on Customer")
}

/// What a frame says in its last line, when no form lies over the list.
fn told(frame: &str) -> &str {
    let last = frame.lines().last().unwrap_or_default();
    match frame.contains("Note · Customer") {
        true => "",
        false => last.trim_start(),
    }
}

/// Notes sent, by the journals below this directory, and whether each has its answer.
fn journal(directory: &Path) -> Vec<(String, bool)> {
    let mut sent = Vec::<(Value, String, bool)>::new();
    let mut directories = vec![directory.to_owned()];
    while let Some(directory) = directories.pop() {
        for entry in std::fs::read_dir(directory).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                directories.push(path);
                continue;
            }
            // Whoever has taken one over removes it.
            let text = std::fs::read_to_string(path).unwrap_or_default();
            let lines = text.lines();
            for line in lines.filter_map(|l| serde_json::from_str::<Value>(l).ok()) {
                if let Some(note) = line["sent"]["body"]["note"].as_str() {
                    sent.push((line["sent"]["request"].clone(), note.to_owned(), false));
                }
                for (request, _, answered) in &mut sent {
                    *answered |= *request == line["settled"];
                }
            }
        }
    }
    sent.into_iter()
        .map(|(_, note, answered)| (note, answered))
        .collect()
}

/// Server processes of a role.
async fn sessions(world: &World, role: &str) -> i64 {
    sqlx::query_scalar("select count(*) from pg_stat_activity where usename = $1")
        .bind(role)
        .fetch_one(&world.admin)
        .await
        .expect("counted")
}
