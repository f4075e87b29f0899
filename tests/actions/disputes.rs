//! Disputes, and a change of what has changed meanwhile.

use crate::support::ledger::{Who, World, item};
use serde_json::{Value, json};
use uuid::Uuid;

#[tokio::test]
async fn a_change_of_what_has_changed_shows_both_versions() {
    let world = World::golden().await;
    let dispute = world
        .act(
            Who::Claire,
            "open_dispute",
            json!({"item": item("F4"), "reason": "price", "amount": 100}),
        )
        .await;
    assert_eq!(world.look("select disputed::int::text from app.position p join app.customer c on c.id = p.customer_id where c.ref = 'B'").await, "100");
    world
        .act(
            Who::Marc,
            "assign_dispute",
            json!({"dispute": dispute, "rev": 1, "owner": world.person(Who::Sophie)}),
        )
        .await;
    let stale = world
        .try_as(
            Who::Claire,
            Uuid::now_v7(),
            "resolve_dispute",
            json!({"dispute": dispute, "rev": 1, "status": "payable"}),
        )
        .await
        .unwrap_err();
    assert_eq!(stale.code(), "conflict");
    assert_eq!(
        (
            stale.params()["given"].as_str(),
            stale.params()["current"].as_str()
        ),
        ("1", "2")
    );
    let theirs: Value = serde_json::from_str(&stale.params()["theirs"]).unwrap();
    assert_eq!(theirs["status"], "with_owner");
    let yours: Value = serde_json::from_str(&stale.params()["yours"]).unwrap();
    assert_eq!(yours["status"], "payable");
    world
        .act(
            Who::Claire,
            "resolve_dispute",
            json!({"dispute": dispute, "rev": 2, "status": "credit_note"}),
        )
        .await;
    world
        .refuses(
            Who::Claire,
            "resolve_dispute",
            json!({"dispute": dispute, "rev": 3, "status": "payable"}),
            "dispute-resolved",
        )
        .await;
    world.assert_sound("after the dispute").await;
}
