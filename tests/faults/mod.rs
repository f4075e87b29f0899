//! What is promised when something breaks: the client, the server, the link between them, the program itself.
//!
//! The counts are those of a quick run; `ENCOURS_SOAK=1` takes the full ones. Targets that are times are held to
//! ten times their value, since the machine may be busy; what was measured is printed. Random instants come from
//! a seed that is printed too; `ENCOURS_SEED` repeats one.

mod answers;
mod away;
mod drafts;
mod killed;
mod pair;
mod panics;
mod server;

use std::time::{Duration, Instant};

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
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

/// The middle and the longest of some times, printed; none may be ten times the target.
fn hold(what: &str, target: Duration, mut times: Vec<Duration>) {
    times.sort();
    let (middle, longest) = (times[times.len() / 2], times[times.len() - 1]);
    println!(
        "{what}: median {middle:.0?}, longest {longest:.0?} of {}, target {target:?}",
        times.len()
    );
    assert!(longest < target * 10, "{what}: {longest:?}");
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

/// Server processes of a role.
async fn sessions(world: &World, role: &str) -> i64 {
    sqlx::query_scalar("select count(*) from pg_stat_activity where usename = $1")
        .bind(role)
        .fetch_one(&world.admin)
        .await
        .expect("counted")
}
