//! The demo company: loaded into a real database, held against the ledger's own rules.

use encours::demo::{self, Plan};
use encours::private_pg::SUPERUSER;
use encours::store::{Pace, demo::Load};

use crate::support::db::TestDb;

#[tokio::test]
async fn the_demo_loads() {
    let db = TestDb::new().await;
    let connection = db
        .location(SUPERUSER)
        .connect_one(Pace::Unbounded)
        .await
        .unwrap();
    let plan = Plan {
        seed: 1,
        invoices: 2_000,
    };
    let mut load = Load::begin(connection, None).await.unwrap();
    load.logins(demo::logins()).await.unwrap();
    let mut begun = false;
    for company in demo::companies() {
        load.set_clock(company.time_zone()).await.unwrap();
        let today = load.today(company.time_zone()).await.unwrap();
        for sheet in company.foundation(today) {
            load.copy(sheet.table, &sheet.columns, sheet.lines)
                .await
                .unwrap();
        }
        begun = true;
    }
    assert!(begun);
    for sheet in demo::shared(load.today("Europe/Paris").await.unwrap()) {
        load.copy(sheet.table, &sheet.columns, sheet.lines)
            .await
            .unwrap();
    }
    for company in demo::companies() {
        load.set_clock(company.time_zone()).await.unwrap();
        let today = load.today(company.time_zone()).await.unwrap();
        for batch in company.history(plan, today) {
            for sheet in batch {
                let table = sheet.table;
                if let Err(error) = load.copy(table, &sheet.columns, sheet.lines).await {
                    panic!("{table}: {} {:?}", error.code(), error.params());
                }
            }
        }
        load.derive(company.id(), |_| {}).await.unwrap();
    }
    load.end("{}").await.unwrap();
}
