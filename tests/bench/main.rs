//! Speed, each figure beside its limit (`cargo bench`).
//!
//! A time says little on a machine nobody knows, so each is held against the least that the same machine takes for the
//! same thing in the same run: a bare ratatui program, the plain statement, the bare COPY. `ENCOURS_BENCH_CUSTOMERS`
//! sets the size of the large ledger (ten invoices each; 100 000 by default).

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
        .unwrap_or(100_000);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let mut figures = vec![start::first_paint()];
    runtime.block_on(async {
        let small = TestDb::new().await;
        let few = customers.min(1_000);
        pages::seed(&small, few).await;
        let large = TestDb::new().await;
        pages::seed(&large, customers).await;
        let role = pages::manager(&large).await;
        let small_role = pages::manager(&small).await;
        figures.push(start::worklist(&large, &role, customers * 10).await);
        figures.extend(
            pages::measure(
                (&small, &small_role, few * 10),
                (&large, &role, customers * 10),
            )
            .await,
        );
        figures.extend(bulk::import(customers * 10).await);
    });
    report::print(&figures);
}
