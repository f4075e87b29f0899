//! Promises and plans: what they cover, how they meet one another, and how they are judged.

use super::with;
use crate::support::ledger::{Who, World, customer, item};
use serde_json::{Value, json};
use uuid::Uuid;

const PROMISES: &str = "select string_agg(concat_ws(' ', amount::int, promised_on, state), ', ' order by recorded_at, seq) from app.promise";

/// The receipts are in up to that day.
async fn covered(world: &World, until: &str) {
    let body = json!({"covers_until": until});
    world.act(Who::Ines, "cover_receipts", body).await;
}

/// A customer has paid so many euros.
async fn paid(world: &World, customer: Uuid, amount: i64, on: &str) -> Uuid {
    let body =
        json!({"customer": customer, "amount": amount, "currency": "EUR", "effective_on": on});
    world.act(Who::Ines, "record_receipt", body).await
}

#[tokio::test]
async fn a_part_is_promised_on_the_items_named() {
    let world = World::golden().await;
    world
        .act(
            Who::Paul,
            "record_promise",
            json!({"customer": customer("C"), "promised_on": "2026-07-10", "amount": "500.00", "items": [item("F8"), item("F7"), item("F6")]}),
        )
        .await;
    // F8 150, F7 250, and what is left of 500 on F6
    let parts =
        "select string_agg(i.amount::int::text, ' ' order by i.item_id) from app.promise_item i";
    assert_eq!(world.look(parts).await, "100 250 150");
    assert_eq!(world.look("select promised::int::text from app.position p join app.customer c on c.id = p.customer_id where c.ref = 'C'").await, "500");
    world.assert_sound("after a part promise").await;
}

/// The check of the kept rate: 1000 kept, 500 kept, 600 kept, 2000 broken, 400 with 100 received: 3 of 5, 2200 of 4500.
#[tokio::test]
async fn promises_are_judged_once_the_bank_covers_their_day() {
    let world = World::golden().await;
    let promises = [
        ("P1", 1000, Some(1000)),
        ("P2", 500, Some(500)),
        ("P3", 600, Some(600)),
        ("P4", 2000, None),
        ("P5", 400, Some(100)),
    ];
    for (reference, amount, _) in promises {
        world.lay_customer(reference, 1).await;
        world
            .lay_document(
                &format!("I{reference}"),
                reference,
                "invoice",
                "EUR",
                "2026-05-01",
                "2026-06-01",
                amount,
            )
            .await;
    }
    world.refresh().await;
    for (reference, ..) in promises {
        world
            .act(
                Who::Claire,
                "record_promise",
                json!({"customer": customer(reference), "promised_on": "2026-07-03"}),
            )
            .await;
    }
    world.set_today("2026-07-06").await;
    for (reference, _, paid) in promises {
        if let Some(paid) = paid {
            world
                .act(Who::Ines, "record_receipt", json!({"customer": customer(reference), "amount": paid, "currency": "EUR", "effective_on": "2026-07-03"}))
                .await;
        }
    }
    let states = "select string_agg(state || ' ' || received::int, ', ' order by amount desc) from app.promise";
    world.set_today("2026-07-20").await;
    covered(&world, "2026-07-07").await;
    assert_eq!(
        world.look(states).await,
        "due 0, due 1000, due 600, due 500, due 100",
        "grace ends on 8 July"
    );
    covered(&world, "2026-07-08").await;
    assert_eq!(
        world.look(states).await,
        "broken 0, kept 1000, kept 600, kept 500, partly_kept 100"
    );
    let alerts = "select string_agg(c.ref || ' ' || a.state, ', ') from app.alert a join app.customer c on c.id = a.customer_id where a.kind = 'broken_promise'";
    assert_eq!(world.look(alerts).await, "P4 open");
    assert_eq!(world.look("select broken_promises::text from app.contact_fact f join app.customer c on c.id = f.customer_id where c.ref = 'P4'").await, "1");
    let first = "select (section = 1 and reasons @> '[{\"rule\": \"promise_broken\"}]')::text from app.standing s join app.customer c on c.id = s.customer_id where c.ref = 'P4'";
    assert_eq!(world.look(first).await, "true");
    world.assert_sound("after judging").await;
}

#[tokio::test]
async fn a_promise_said_twice_is_one_unless_confirmed() {
    let world = World::golden().await;
    let mut body = json!({"customer": customer("B"), "promised_on": "2026-07-03", "amount": 100});
    world.act(Who::Claire, "record_promise", body.clone()).await;
    world
        .refuses(Who::Claire, "record_promise", body.clone(), "promise-twice")
        .await;
    body["confirm"] = true.into();
    world.act(Who::Claire, "record_promise", body).await;
}

#[tokio::test]
async fn no_receipt_counts_twice_and_a_returned_one_is_uncounted() {
    let world = World::golden().await;
    let b = customer("B");
    world
        .act(
            Who::Claire,
            "record_promise",
            json!({"customer": b, "promised_on": "2026-07-01", "items": [item("F3")]}),
        )
        .await;
    world
        .act(
            Who::Claire,
            "record_promise",
            json!({"customer": b, "promised_on": "2026-07-01", "amount": 300, "on_account": true}),
        )
        .await;
    world.set_today("2026-07-02").await;
    let receipt = world
        .act(
            Who::Ines,
            "record_receipt",
            json!({"customer": b, "amount": 1300, "currency": "EUR", "effective_on": "2026-07-02"}),
        )
        .await;
    world.set_today("2026-07-09").await;
    covered(&world, "2026-07-08").await;
    let states = "select string_agg(state || ' ' || received::int, ', ' order by recorded_at) from app.promise";
    // 1 200 for the first, the other 100 for the second
    assert_eq!(world.look(states).await, "kept 1200, partly_kept 100");
    // Matching it later does not take away what was received.
    world
        .act(
            Who::Ines,
            "match_receipt",
            json!({"receipt": receipt, "match": [{"item": item("F4")}, {"item": item("F3")}]}),
        )
        .await;
    assert_eq!(world.look(states).await, "kept 1200, partly_kept 100");
    world
        .act(
            Who::Ines,
            "return_receipt",
            json!({"receipt": receipt, "returned_on": "2026-07-09", "reason": "MD06"}),
        )
        .await;
    assert_eq!(world.look(states).await, "broken 0, broken 0");
    assert_eq!(world.look("select string_agg(open_amount::int::text, ' ' order by id) from app.due_item where customer_id = '00000001-0000-0000-0000-000000000042' and open_amount > 0").await, "1200 300");
    let alerts = "select string_agg(kind, ' ' order by kind) from app.alert where state = 'open'";
    assert_eq!(
        world.look(alerts).await,
        "broken_promise broken_promise returned_payment"
    );
    world
        .refuses(
            Who::Ines,
            "return_receipt",
            json!({"receipt": receipt, "returned_on": "2026-07-09"}),
            "receipt-returned",
        )
        .await;
    world.assert_sound("after the return").await;
}

#[tokio::test]
async fn a_credit_note_lowers_what_was_promised() {
    let world = World::golden().await;
    let c = customer("C");
    world
        .act(
            Who::Paul,
            "record_promise",
            json!({"customer": c, "promised_on": "2026-07-01", "items": [item("F5")]}),
        )
        .await;
    world
        .act(
            Who::Paul,
            "record_promise",
            json!({"customer": c, "promised_on": "2026-07-01", "items": [item("F8")]}),
        )
        .await;
    for (number, amount, of) in [("N1", -200, "F5"), ("N2", -150, "F8")] {
        let note = json!({"customer": c, "number": number, "kind": "credit_note", "amount": amount, "currency": "EUR", "issued_on": "2026-06-30", "match": [{"item": item(of)}]});
        world.act(Who::Ines, "record_invoice", note).await;
    }
    world.set_today("2026-07-01").await;
    world.act(Who::Ines, "record_receipt", json!({"customer": c, "amount": "499.50", "currency": "EUR", "effective_on": "2026-07-01", "match": [{"item": item("F5")}]})).await;
    world.set_today("2026-07-10").await;
    covered(&world, "2026-07-09").await;
    // 499.50 of 500 is within the small difference; nothing is left of the other.
    assert_eq!(world.look("select string_agg(state || ' ' || lowered::int, ', ' order by amount desc) from app.promise").await, "kept 200, withdrawn 150");
    world.assert_sound("after credit notes").await;
}

#[tokio::test]
async fn the_same_debt_is_promised_once_unless_the_promise_is_replaced() {
    let world = World::golden().await;
    let b = customer("B");
    let promise = |more: Value| with(json!({"customer": b, "promised_on": "2026-07-06"}), more);
    // F4 alone, then all that is overdue: what the first leaves.
    world
        .act(
            Who::Claire,
            "record_promise",
            json!({"customer": b, "promised_on": "2026-07-03", "items": [item("F4")]}),
        )
        .await;
    world
        .act(Who::Claire, "record_promise", promise(json!({})))
        .await;
    assert_eq!(
        world.look(PROMISES).await,
        "300 2026-07-03 open, 1200 2026-07-06 open"
    );
    for (why, more) in [
        ("all of it again", json!({})),
        ("an item again", json!({"items": [item("F4")]})),
        (
            "a part of an item",
            json!({"items": [{"item": item("F3"), "amount": 10}]}),
        ),
        ("more than what is left", json!({"amount": 1})),
        ("on account", json!({"on_account": true, "amount": 1})),
    ] {
        let code = world
            .refused(Who::Claire, "record_promise", promise(more))
            .await;
        assert_eq!(code, "promise-overlaps", "{why}");
    }
    let call =
        json!({"customer": b, "outcome": "promise", "promise": {"promised_on": "2026-07-06"}});
    world
        .refuses(Who::Claire, "log_call", call, "promise-overlaps")
        .await;

    let replacing = world
        .act(
            Who::Claire,
            "record_promise",
            promise(json!({"items": [item("F3")], "replace": true})),
        )
        .await;
    assert_eq!(
        world.look(PROMISES).await,
        "300 2026-07-03 open, 1200 2026-07-06 withdrawn, 1200 2026-07-06 open"
    );
    let history = "select string_agg(e.event, ' ' order by e.recorded_at, e.id) from app.promise_event e join app.promise p on p.id = e.promise_id
                    where p.replaced_by is not null";
    assert_eq!(world.look(history).await, "made withdrawn");
    world.assert_sound("after replacing").await;
    // Taken back, what it replaced stands again.
    world
        .act(Who::Claire, "undo", json!({"target": replacing}))
        .await;
    assert_eq!(
        world.look(PROMISES).await,
        "300 2026-07-03 open, 1200 2026-07-06 open, 1200 2026-07-06 withdrawn"
    );
    // All of it anew, in place of both.
    world
        .act(
            Who::Claire,
            "record_promise",
            promise(json!({"replace": true, "promised_on": "2026-07-07"})),
        )
        .await;
    let standing = "select string_agg(concat_ws(' ', amount::int, promised_on), ', ') from app.promise where state = 'open'";
    assert_eq!(world.look(standing).await, "1500 2026-07-07");
    world.assert_sound("after replacing all").await;
}

#[tokio::test]
async fn a_plan_is_judged_by_instalment_and_one_missed_ends_it() {
    let world = World::golden().await;
    let b = customer("B");
    let plan = |more: Value| {
        with(
            json!({"customer": b, "first_on": "2026-07-03", "count": 4, "every": "week"}),
            more,
        )
    };
    for (code, more) in [
        ("plan-count", json!({"count": 1})),
        ("plan-count", json!({"count": 61})),
        ("key-missing", json!({"every": null})),
        ("promise-past", json!({"first_on": "2026-06-01"})),
        ("promise-far", json!({"first_on": "2026-12-01"})),
        (
            "plan-order",
            json!({"instalments": [{"promised_on": "2026-07-09", "amount": 1}, {"promised_on": "2026-07-09", "amount": 1}]}),
        ),
        (
            "amount-not-positive",
            json!({"instalments": [{"promised_on": "2026-07-08", "amount": 0}, {"promised_on": "2026-07-09", "amount": 1}]}),
        ),
        (
            "promise-over-open",
            json!({"instalments": [{"promised_on": "2026-07-08", "amount": 1000}, {"promised_on": "2026-07-09", "amount": 9000}]}),
        ),
    ] {
        let refused = world
            .refused(Who::Claire, "record_plan", plan(more.clone()))
            .await;
        assert_eq!(refused, code, "{more}");
    }
    // 1 100 in four: the last instalment takes what the division leaves, the first items come first.
    world
        .act(Who::Claire, "record_plan", plan(json!({"amount": 1100.01})))
        .await;
    let parts = "select string_agg(concat_ws(' ', p.seq, p.promised_on, trim_scale(p.amount),
                   (select string_agg(d.number || ' ' || trim_scale(i.amount), '+' order by d.number) from app.promise_item i
                      join app.due_item x on x.id = i.item_id join app.document d on d.id = x.document_id where i.promise_id = p.id)), ', ' order by p.seq)
                   from app.promise p";
    assert_eq!(
        world.look(parts).await,
        "1 2026-07-03 275 F4 275, 2 2026-07-10 275 F3 250+F4 25, 3 2026-07-17 275 F3 275, 4 2026-07-24 275.01 F3 275.01"
    );
    world.assert_sound("with a plan").await;
    world
        .refuses(
            Who::Claire,
            "record_plan",
            plan(json!({"amount": 1100})),
            "promise-overlaps",
        )
        .await;

    // The first instalment came, the second did not.
    world.set_today("2026-07-03").await;
    paid(&world, b, 275, "2026-07-03").await;
    world.set_today("2026-07-16").await;
    covered(&world, "2026-07-15").await;
    let states = "select string_agg(state, ' ' order by seq) from app.promise";
    assert_eq!(world.look(states).await, "kept broken withdrawn withdrawn");
    let first = "select section::text from app.standing s join app.customer c on c.id = s.customer_id where c.ref = 'B'";
    assert_eq!(world.look(first).await, "1", "broken ones are back on top");
    // Found after all, value-dated in time: the rest of the plan stands again.
    paid(&world, b, 275, "2026-07-10").await;
    assert_eq!(world.look(states).await, "kept kept open open");
    world.assert_sound("after judging the plan").await;
}

#[tokio::test]
async fn a_moved_promise_goes_back_to_its_day_until_something_else_happens_to_it() {
    let world = World::golden().await;
    let b = customer("B");
    let promise = world
        .act(
            Who::Claire,
            "record_promise",
            json!({"customer": b, "promised_on": "2026-07-03", "amount": 100, "currency": "EUR"}),
        )
        .await;
    let stands = "select concat_ws(' ', promised_on, judge_on, state, rev) from app.promise";
    let made = world.look(stands).await;
    assert_eq!(made, "2026-07-03 2026-07-08 open 1");
    let moves = ["2026-07-06", "2026-07-09"].map(|day| (Uuid::now_v7(), day));
    for ((request, day), rev) in moves.iter().zip([1, 2]) {
        let body = json!({"promise": promise, "rev": rev, "promised_on": day});
        let told = world
            .try_as(Who::Claire, *request, "move_promise", body)
            .await;
        assert_eq!(told.unwrap()["recorded"], true);
    }
    let [(first, _), (second, _)] = moves;
    world
        .refuses(
            Who::Claire,
            "undo",
            json!({"target": first}),
            "undo-overtaken",
        )
        .await;
    let mine = "select string_agg(kind, ' ') from app.undoable(10)";
    let mine: Option<String> = sqlx::query_scalar(mine)
        .fetch_one(world.pool(Who::Claire))
        .await
        .unwrap();
    assert_eq!(
        mine.as_deref(),
        Some("move promise"),
        "the first move is overtaken"
    );
    world
        .act(Who::Claire, "undo", json!({"target": second}))
        .await;
    assert_eq!(world.look(stands).await, "2026-07-06 2026-07-09 open 4");
    world
        .refuses(Who::Claire, "undo", json!({"target": second}), "undo-done")
        .await;
    world.assert_sound("after taking a move back").await;
    // The promise itself still goes, and its move then stays.
    world
        .act(Who::Claire, "undo", json!({"target": promise}))
        .await;
    world
        .refuses(
            Who::Claire,
            "undo",
            json!({"target": first}),
            "promise-not-open",
        )
        .await;
    world.assert_sound("after taking the promise back").await;
}
