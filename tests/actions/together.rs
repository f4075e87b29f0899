//! Several people at once.

use crate::support::ledger::{Who, World, customer, item};
use serde_json::json;
use uuid::Uuid;

#[tokio::test]
async fn the_same_request_sent_twice_at_once_is_recorded_once() {
    let world = World::golden().await;
    for round in 0..10 {
        let request = Uuid::now_v7();
        let body = json!({"customer": customer("B"), "outcome": "voicemail", "note": format!("round {round}")});
        let (one, other) = tokio::join!(
            world.try_as(Who::Claire, request, "log_call", body.clone()),
            world.try_as(Who::Claire, request, "log_call", body.clone()),
        );
        let recorded = [one.unwrap(), other.unwrap()]
            .iter()
            .filter(|told| told["recorded"] == true)
            .count();
        assert_eq!(recorded, 1, "round {round}");
    }
    assert_eq!(
        world.look("select count(*)::text from app.activity").await,
        "10"
    );
    assert_eq!(
        world
            .look("select attempts::text from app.contact_fact")
            .await,
        "10"
    );
}

#[tokio::test]
async fn people_and_receipts_at_once_leave_the_ledger_sound() {
    let world = World::golden().await;
    let b = customer("B");
    let calls = async {
        for _ in 0..12 {
            world
                .act(
                    Who::Claire,
                    "log_call",
                    json!({"customer": b, "outcome": "voicemail"}),
                )
                .await;
        }
    };
    let promises = async {
        for n in 1..=12 {
            world.act(Who::Marc, "record_promise", json!({"customer": b, "promised_on": "2026-07-10", "amount": n, "on_account": true})).await;
        }
    };
    let receipts = async {
        for n in 1..=12 {
            world
                .act(Who::Ines, "record_receipt", json!({"customer": b, "amount": 10 * n, "currency": "EUR", "effective_on": "2026-06-30", "match": [{"item": item("F3")}]}))
                .await;
        }
    };
    let disputes = async {
        for _ in 0..6 {
            let id = world
                .act(
                    Who::Sophie,
                    "open_dispute",
                    json!({"item": item("F4"), "reason": "price"}),
                )
                .await;
            world
                .act(
                    Who::Sophie,
                    "resolve_dispute",
                    json!({"dispute": id, "rev": 1, "status": "payable"}),
                )
                .await;
        }
    };
    tokio::join!(calls, promises, receipts, disputes);
    assert_eq!(world.look("select open_amount::int::text from app.due_item i join app.document d on d.id = i.document_id where d.number = 'F3'").await, "420");
    world.assert_sound("after all of them").await;
}

#[tokio::test]
async fn a_note_does_not_wait_for_money() {
    let world = World::golden().await;
    let mut paying = world.pool(Who::Ines).begin().await.unwrap();
    let receipt = json!({"company": "ACME", "customer": customer("B"), "amount": 10, "currency": "EUR", "effective_on": "2026-06-30"});
    sqlx::query("select app.record_receipt($1, $2)")
        .bind(Uuid::now_v7())
        .bind(receipt)
        .execute(&mut *paying)
        .await
        .unwrap();
    // The receipt is not committed yet.
    world
        .act(
            Who::Claire,
            "add_note",
            json!({"customer": customer("B"), "note": "meanwhile"}),
        )
        .await;
    paying.commit().await.unwrap();
    world.assert_sound("after both").await;
}
