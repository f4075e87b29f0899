//! Calls and notes, and taking back what one has just recorded.

use crate::support::ledger::{Who, World, customer};
use serde_json::json;
use uuid::Uuid;

#[tokio::test]
async fn a_call_with_a_promise_for_all_that_is_overdue_is_one_round_trip() {
    let world = World::golden().await;
    let request = Uuid::now_v7();
    let body = json!({
        "company": "ACME", "customer": customer("B"), "outcome": "promise", "note": "by transfer",
        "promise": {"promised_on": "2026-07-03"},
    });
    let told = world
        .try_as(Who::Claire, request, "log_call", body.clone())
        .await
        .unwrap();
    assert_eq!(told["id"], request.to_string());
    assert_eq!(told["entity"], "activity");
    assert_eq!(told["recorded"], true);
    // 1 200 + 300 + 600 on the day; F12's payment of 2 July is allocated already.
    let promise = "select concat_ws(' ', p.amount::int, p.currency, p.state, p.judge_on, count(i.*)) from app.promise p
        left join app.promise_item i on i.promise_id = p.id group by p.id, p.company_id";
    assert_eq!(world.look(promise).await, "1500 EUR open 2026-07-08 2");
    let standing = "select concat_ws(' ', section, to_chase::int) from app.standing s join app.customer c on c.id = s.customer_id where c.ref = 'B'";
    assert_eq!(world.look(standing).await, "2 600");

    let again = world
        .try_as(Who::Claire, request, "log_call", body.clone())
        .await
        .unwrap();
    assert_eq!(again["recorded"], false);
    assert_eq!(again["id"], told["id"]);
    assert_eq!(
        world.look("select count(*)::text from app.activity").await,
        "1"
    );
    assert_eq!(
        world.look("select count(*)::text from app.promise").await,
        "1"
    );
    assert_eq!(
        world
            .look("select count(*)::text from app.audit where verb = 'log_call'")
            .await,
        "1"
    );

    let mut other = body.clone();
    other["note"] = json!("by cheque");
    let refused = world
        .try_as(Who::Claire, request, "log_call", other)
        .await
        .unwrap_err();
    assert_eq!(refused.code(), "request-reused");
    let stolen = world
        .try_as(Who::Marc, request, "log_call", body)
        .await
        .unwrap_err();
    assert_eq!(stolen.code(), "request-reused");
    world.assert_sound("after the call").await;
}

#[tokio::test]
async fn what_was_just_recorded_can_be_undone_by_its_author_today() {
    let world = World::golden().await;
    let b = customer("B");
    let call = world
        .act(
            Who::Claire,
            "log_call",
            json!({"customer": b, "outcome": "promise", "promise": {"promised_on": "2026-07-03"}}),
        )
        .await;
    world
        .refuses(Who::Marc, "undo", json!({"target": call}), "undo-not-yours")
        .await;
    world
        .act(Who::Claire, "undo", json!({"target": call}))
        .await;
    assert_eq!(
        world.look("select state from app.promise").await,
        "withdrawn"
    );
    assert_eq!(world.look("select concat_ws(' ', attempts, right_party, coalesce(last_outcome, 'none')) from app.contact_fact").await, "0 0 none");
    world
        .refuses(Who::Claire, "undo", json!({"target": call}), "undo-done")
        .await;
    let note = world
        .act(Who::Claire, "add_note", json!({"customer": b, "note": "x"}))
        .await;
    world.set_today("2026-07-01").await;
    world
        .refuses(
            Who::Claire,
            "undo",
            json!({"target": note}),
            "undo-too-late",
        )
        .await;
    world.assert_sound("after undoing").await;
}
