//! What people do to the ledger, as the people themselves: what they write, what they are refused, and that everything
//! derived stays equal to its recomputation.

mod alerts;
mod audited;
mod calls;
mod contacts;
mod credit;
mod disputes;
mod mentions;
mod portfolios;
mod promises;
mod refusals;
mod sections;
mod together;

use serde_json::Value;

use crate::support::ledger::World;

const BUCKETS: &str = "select concat_ws(' ', sum(not_due)::int, sum(buckets[1])::int, sum(buckets[2])::int, sum(buckets[3])::int,
    sum(buckets[4])::int, sum(buckets[5])::int, 'gross', sum(gross)::int, 'overdue', sum(overdue)::int, 'unapplied', sum(unapplied)::int) from app.position";

#[tokio::test]
async fn the_golden_ledger_has_its_figures() {
    let world = World::golden().await;
    assert_eq!(
        world.look(BUCKETS).await,
        "1900 1700 1600 650 150 0 gross 6000 overdue 4100 unapplied -300"
    );
    world.assert_sound("as laid").await;
    world.set_today("2026-07-03").await;
    world.assert_sound("after the payment of 2 July").await;
    // F1 and F2 are 3 and 4 days late, F3 and F4 33 and 34, F5 and F6 63 and 64, F7 and F8 93 and 94; F12 is paid.
    assert_eq!(
        world.look(BUCKETS).await,
        "900 1500 1500 1100 400 0 gross 5400 overdue 4500 unapplied -300"
    );
}

/// A body with some of its keys replaced.
fn with(mut body: Value, more: Value) -> Value {
    for (key, value) in more.as_object().into_iter().flatten() {
        body[key] = value.clone();
    }
    body
}
