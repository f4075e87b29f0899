//! Limits and breaches.

use crate::support::ledger::{Who, World, customer};
use serde_json::json;

#[tokio::test]
async fn a_breach_is_raised_in_the_transaction_that_makes_it() {
    let world = World::golden().await;
    let d = customer("D");
    world
        .act(
            Who::Marc,
            "set_limit",
            json!({"customer": d, "amount": "1000.00", "reason": "first order"}),
        )
        .await;
    let breach = "select string_agg(kind || ' ' || state || ' ' || amount::int, ', ' order by kind) from app.alert";
    assert_eq!(world.look(breach).await, "near open 900");
    world
        .act(Who::Ines, "record_order", json!({"customer": d, "number": "O1", "external_id": "O1", "ordered_on": "2026-06-30", "currency": "EUR", "amount": "100.00"}))
        .await;
    // equality is accepted
    assert_eq!(world.look(breach).await, "near open 1000");
    world
        .act(Who::Ines, "record_invoice", json!({"customer": d, "number": "X1", "amount": "50.00", "currency": "EUR", "issued_on": "2026-06-30", "due_on": "2026-07-30"}))
        .await;
    assert_eq!(world.look(breach).await, "breach open 50, near closed 1000");
    // the same transaction: the change of the alert and the audit of the invoice
    let together = "select (c.xid = a.xid)::text from app.change c, app.audit a where c.entity = 'alert' and a.verb = 'record_invoice' order by c.seq desc limit 1";
    assert_eq!(world.look(together).await, "true");
    let first = "select (section = 1)::text from app.standing s join app.customer c on c.id = s.customer_id where c.ref = 'D'";
    assert_eq!(world.look(first).await, "true");
    world
        .act(Who::Ines, "record_receipt", json!({"customer": d, "amount": "500.00", "currency": "EUR", "effective_on": "2026-06-30"}))
        .await;
    assert_eq!(
        world
            .look("select count(*)::text from app.alert where state = 'open'")
            .await,
        "0",
        "it closes by itself"
    );
    world.assert_sound("after the breach").await;
}

#[tokio::test]
async fn a_limit_above_the_ceiling_needs_a_second_person() {
    let world = World::golden().await;
    let d = customer("D");
    let request = world
        .act(
            Who::Marc,
            "set_limit",
            json!({"customer": d, "amount": 250_000, "reason": "large project"}),
        )
        .await;
    assert_eq!(
        world
            .look("select count(*)::text from app.credit_limit")
            .await,
        "0"
    );
    let approve = json!({"limit_request": request, "rev": 1});
    world
        .refuses(Who::Marc, "approve_limit", approve.clone(), "second-person")
        .await;
    world
        .refuses(
            Who::Claire,
            "approve_limit",
            approve.clone(),
            "role-missing",
        )
        .await;
    world
        .act(Who::Sophie, "approve_limit", approve.clone())
        .await;
    assert_eq!(world.look("select credit_limit::int::text from app.customer_money m join app.customer c on c.id = m.customer_id where c.ref = 'D'").await, "250000");
    world
        .refuses(Who::Sophie, "approve_limit", approve, "conflict")
        .await;
    let unlimited = world
        .act(
            Who::Sophie,
            "set_limit",
            json!({"customer": d, "amount": null, "reason": "none"}),
        )
        .await;
    world
        .refuses(
            Who::Sophie,
            "approve_limit",
            json!({"limit_request": unlimited, "rev": 1}),
            "second-person",
        )
        .await;
    world
        .act(
            Who::Marc,
            "reject_limit",
            json!({"limit_request": unlimited, "rev": 1, "reason": "no"}),
        )
        .await;
    world.assert_sound("after limits").await;
}
