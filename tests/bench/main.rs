//! Speed, each figure beside its limit (`cargo bench`).
//!
//! A time says little on a machine nobody knows, so each is held against the least that the same machine takes for the
//! same thing in the same run: a bare ratatui program, the plain statement, the plain upsert, on a server that writes to its
//! disk like a real one. `ENCOURS_BENCH_CUSTOMERS` sets the size of the large ledger (ten invoices each; 10 000 by
//! default, which takes some minutes; 100 000 for the figures of a large one), `ENCOURS_BENCH_ONLY=P9` leaves the other
//! figures out.

mod bare;
mod bulk;
mod pages;
mod report;
mod start;
#[path = "../support/mod.rs"]
mod support;

use support::db::TestDb;
use support::{trips, work_book};

fn main() {
    // The limit of the first paint runs this very program.
    if std::env::args().any(|argument| argument == "--bare") {
        bare::run().expect("a terminal");
        return;
    }
    let customers = std::env::var("ENCOURS_BENCH_CUSTOMERS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(10_000);
    support::db::durable();
    report::machine(customers);
    let only = std::env::var("ENCOURS_BENCH_ONLY").unwrap_or_default();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let mut figures = Vec::new();
    runtime.block_on(async {
        if only != "P9" {
            figures.push(start::first_paint());
            figures.extend(reads(customers).await);
        }
        // ten invoices each, and fifty
        figures.extend(bulk::import(customers * 10, customers).await);
        figures.extend(bulk::import(customers * 10, customers / 5).await);
    });
    report::print(&figures);
}

/// P2, P3 and P4, on a small and a large ledger.
async fn reads(customers: u32) -> Vec<report::Figure> {
    let small = TestDb::new().await;
    let few = customers.min(1_000);
    work_book::seed(&small, few).await;
    let large = TestDb::new().await;
    work_book::seed(&large, customers).await;
    let role = work_book::manager(&large).await;
    let small_role = work_book::manager(&small).await;
    let mut figures = vec![start::worklist(&large, &role, customers * 10).await];
    figures.extend(waits(&large, &role).await);
    let measured = pages::measure(
        (&small, &small_role, few * 10),
        (&large, &role, customers * 10),
    );
    figures.extend(measured.await);
    figures
}

/// P3: how often each screen waits for the server. Counted, not timed.
async fn waits(db: &TestDb, role: &str) -> Vec<report::Figure> {
    let count = |screen: &str, what: &str, trips: usize, most: u32, limit_is| report::Figure {
        code: "P3",
        work: format!("{screen}: {what}"),
        measured: u32::try_from(trips).map_or(f64::NAN, f64::from),
        limit: f64::from(most),
        limit_is,
        unit: "trips",
        allowed: 1.0,
    };
    let mut figures = Vec::new();
    for one in trips::count(db, role).await {
        let on = "five steps and a page further";
        let first = format!("to first content, of {} in all", one.whole);
        figures.push(count(one.screen, &first, one.first, 3, "round trips"));
        let further = one.steps + one.page;
        figures.push(count(one.screen, on, further, 1, "the page alone"));
    }
    figures
}
