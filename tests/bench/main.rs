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

/// P2 and P4, on a small and a large ledger.
async fn reads(customers: u32) -> Vec<report::Figure> {
    let small = TestDb::new().await;
    let few = customers.min(1_000);
    pages::seed(&small, few).await;
    let large = TestDb::new().await;
    pages::seed(&large, customers).await;
    let role = pages::manager(&large).await;
    let small_role = pages::manager(&small).await;
    let mut figures = vec![start::worklist(&large, &role, customers * 10).await];
    let measured = pages::measure(
        (&small, &small_role, few * 10),
        (&large, &role, customers * 10),
    );
    figures.extend(measured.await);
    figures
}
