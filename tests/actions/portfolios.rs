//! Customers that move with all that belongs to them.

use crate::support::ledger::{Who, World, customer, item};
use serde_json::json;

#[tokio::test]
async fn a_customer_moves_with_its_whole_history() {
    let world = World::golden().await;
    let b = customer("B");
    world
        .act(
            Who::Claire,
            "log_call",
            json!({"customer": b, "outcome": "promise", "promise": {"promised_on": "2026-07-03"}}),
        )
        .await;
    world
        .act(
            Who::Claire,
            "open_dispute",
            json!({"item": item("F4"), "reason": "price", "note": "x"}),
        )
        .await;
    world
        .refuses(
            Who::Claire,
            "move_customer",
            json!({"customer": b, "portfolio": "SOUTH"}),
            "role-missing",
        )
        .await;
    world
        .act(
            Who::Marc,
            "move_customer",
            json!({"customer": b, "portfolio": "SOUTH"}),
        )
        .await;
    let left: Vec<String> = sqlx::query_scalar(
        "with keyed as materialized (
           select c.relname from pg_class c
            where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and c.relname <> 'change'
              and 2 = (select count(*) from pg_attribute a where a.attrelid = c.oid and a.attname in ('portfolio_id', 'customer_id')))
         select relname::text from keyed
          where (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from app.%I where customer_id = %L and portfolio_id <> 2', relname, $1), false, true, '')))[1]::text <> '0'",
    )
    .bind(b)
    .fetch_all(&world.admin)
    .await
    .unwrap();
    assert!(left.is_empty(), "{left:?}");
    let seen = "select count(*) from app.activity";
    for (who, count) in [(Who::Claire, 0), (Who::Paul, 2)] {
        let rows: i64 = sqlx::query_scalar(seen)
            .fetch_one(world.pool(who))
            .await
            .unwrap();
        assert_eq!(rows, count, "{who:?}");
    }
    world.assert_sound("after the move").await;
}
