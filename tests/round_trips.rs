//! How often a screen waits for the server: counted between the core and a real one, over more rows than a page holds.

use crate::support::db::TestDb;
use crate::support::{trips, work_book};

/// Customers, ten invoices each.
const CUSTOMERS: u32 = 300;

#[tokio::test(flavor = "multi_thread")]
async fn a_screen_takes_three_round_trips_a_page_one_and_a_step_none() {
    let db = TestDb::new().await;
    work_book::seed(&db, CUSTOMERS).await;
    let role = work_book::manager(&db).await;
    let counted = trips::count(&db, &role).await;
    let over: Vec<_> = counted
        .iter()
        .filter(|t| t.first == 0 || t.first > 3 || t.page > 1 || t.steps > 0)
        .collect();
    assert!(over.is_empty(), "{over:#?} of {counted:#?}");
    // The ledger is long enough for pages to be asked for at all.
    let paged = counted.iter().filter(|t| t.page == 1).count();
    assert!(paged >= 3, "{counted:#?}");
}
