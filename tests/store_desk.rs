//! What is done at the desk: promises that meet others, plans, alerts taken back, contacts and calling hours, mail that
//! was written and mail that came.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::creditor::Creditor;
use crate::support::ledger::{Who, World, customer, item};

const PROMISES: &str = "select string_agg(concat_ws(' ', amount::int, promised_on, state), ', ' order by recorded_at, seq) from app.promise";

#[tokio::test]
async fn the_same_debt_is_promised_once_unless_the_promise_is_replaced() {
    let world = World::golden().await;
    let b = customer("B");
    let promise = |more: Value| {
        let mut body = json!({"customer": b, "promised_on": "2026-07-06"});
        for (key, value) in more.as_object().into_iter().flatten() {
            body[key] = value.clone();
        }
        body
    };
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
    assert_eq!(
        world.refused(Who::Claire, "log_call", call).await,
        "promise-overlaps"
    );

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
        let mut body =
            json!({"customer": b, "first_on": "2026-07-03", "count": 4, "every": "week"});
        for (key, value) in more.as_object().into_iter().flatten() {
            body[key] = value.clone();
        }
        body
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
    assert_eq!(
        world
            .refused(Who::Claire, "record_plan", plan(json!({"amount": 1100})))
            .await,
        "promise-overlaps"
    );

    // The first instalment came, the second did not.
    world.set_today("2026-07-03").await;
    world
        .act(
            Who::Ines,
            "record_receipt",
            json!({"customer": b, "amount": 275, "currency": "EUR", "effective_on": "2026-07-03"}),
        )
        .await;
    world.set_today("2026-07-16").await;
    world
        .act(
            Who::Ines,
            "cover_receipts",
            json!({"covers_until": "2026-07-15"}),
        )
        .await;
    let states = "select string_agg(state, ' ' order by seq) from app.promise";
    assert_eq!(world.look(states).await, "kept broken withdrawn withdrawn");
    let first = "select section::text from app.standing s join app.customer c on c.id = s.customer_id where c.ref = 'B'";
    assert_eq!(world.look(first).await, "1", "broken ones are back on top");
    // Found after all, value-dated in time: the rest of the plan stands again.
    world
        .act(
            Who::Ines,
            "record_receipt",
            json!({"customer": b, "amount": 275, "currency": "EUR", "effective_on": "2026-07-10"}),
        )
        .await;
    assert_eq!(world.look(states).await, "kept kept open open");
    world.assert_sound("after judging the plan").await;
}

#[tokio::test]
async fn what_was_done_to_an_alert_is_taken_back_while_nothing_else_has_happened() {
    let world = World::golden().await;
    world
        .act(
            Who::Marc,
            "set_limit",
            json!({"customer": customer("B"), "amount": 1000, "reason": "x"}),
        )
        .await;
    let alert: Uuid = sqlx::query_scalar("select id from app.alert")
        .fetch_one(&world.admin)
        .await
        .unwrap();
    let state = "select concat_ws(' ', state, coalesce(handled_by::text, '-'), coalesce(snoozed_until::text, '-')) from app.alert";
    let mut rev = 1;
    for (verb, more) in [
        ("acknowledge_alert", json!({})),
        ("snooze_alert", json!({"until_on": "2026-07-20"})),
        ("resolve_alert", json!({"reason": "paid by cheque"})),
        ("assign_alert", json!({"person": world.person(Who::Claire)})),
    ] {
        let request = Uuid::now_v7();
        let mut body = more;
        body["alert"] = json!(alert);
        body["rev"] = json!(rev);
        world
            .try_as(Who::Claire, request, verb, body)
            .await
            .unwrap_or_else(|e| panic!("{verb}: {}", e.code()));
        world
            .act(Who::Claire, "undo", json!({"target": request}))
            .await;
        assert_eq!(world.look(state).await, "open - -", "{verb}");
        assert_eq!(
            world
                .refused(Who::Claire, "undo", json!({"target": request}))
                .await,
            "undo-done"
        );
        rev += 2;
    }
    let (first, second) = (Uuid::now_v7(), Uuid::now_v7());
    let body = |rev: i32| json!({"alert": alert, "rev": rev});
    world
        .try_as(Who::Claire, first, "acknowledge_alert", body(rev))
        .await
        .unwrap();
    world
        .try_as(Who::Claire, second, "acknowledge_alert", body(rev + 1))
        .await
        .unwrap();
    assert_eq!(
        world
            .refused(Who::Claire, "undo", json!({"target": first}))
            .await,
        "undo-overtaken"
    );
    world
        .act(Who::Claire, "undo", json!({"target": second}))
        .await;
    world.assert_sound("after taking back").await;
}

#[tokio::test]
async fn mail_that_came_and_calling_hours_are_kept() {
    let world = World::golden().await;
    let b = customer("B");
    let mail = world
        .act(
            Who::Claire,
            "log_mail",
            json!({"customer": b, "text": "We pay on Friday.", "items": [item("F3")]}),
        )
        .await;
    let kept = "select concat_ws(' ', a.kind, t.body, count(i.*)) from app.activity a join app.activity_text t on t.activity_id = a.id
                  left join app.activity_item i on i.activity_id = a.id where a.kind = 'mail_in' group by a.kind, t.body";
    assert_eq!(world.look(kept).await, "mail_in We pay on Friday. 1");
    world
        .act(Who::Claire, "undo", json!({"target": mail}))
        .await;

    let hours = |from: Value, to: Value, rev: i32| json!({"customer": b, "rev": rev, "from": from, "to": to});
    for (from, to) in [
        (json!("17:00"), json!("09:00")),
        (json!("9:00"), json!("17:00")),
        (json!("09:00"), Value::Null),
        (json!("25:00"), json!("26:00")),
    ] {
        assert_eq!(
            world
                .refused(Who::Claire, "set_calling_hours", hours(from, to, 1))
                .await,
            "hours-wrong"
        );
    }
    world
        .act(
            Who::Claire,
            "set_calling_hours",
            hours(json!("10:30"), json!("16:00"), 1),
        )
        .await;
    assert_eq!(
        world
            .look(
                "select concat_ws(' ', call_from, call_to, rev) from app.customer where ref = 'B'"
            )
            .await,
        "10:30:00 16:00:00 2"
    );
    assert_eq!(
        world
            .refused(
                Who::Claire,
                "set_calling_hours",
                hours(json!("10:30"), json!("16:00"), 1)
            )
            .await,
        "conflict"
    );
    world
        .act(
            Who::Claire,
            "set_calling_hours",
            hours(Value::Null, Value::Null, 2),
        )
        .await;
    assert_eq!(
        world
            .look("select (call_from is null)::text from app.customer where ref = 'B'")
            .await,
        "true"
    );
}

#[tokio::test]
async fn a_message_goes_to_one_contact_whose_address_works_and_is_recalled() {
    let creditor = Creditor::new().await;
    creditor
        .run("update app.company set mail_delay_seconds = 120")
        .await;
    let customer = creditor
        .customer("ANNA", "en", Some("anna@customer.example"))
        .await;
    let stranger = creditor
        .customer("OTTO", "en", Some("otto@customer.example"))
        .await;
    let item = creditor.invoice(customer, "F/1", "2026-06-20", "100").await;
    let foreign = creditor.invoice(stranger, "F/2", "2026-06-20", "100").await;
    let contact: Uuid = sqlx::query_scalar("select id from app.contact where customer_id = $1")
        .bind(customer)
        .fetch_one(&creditor.admin)
        .await
        .unwrap();
    let message = |more: Value| {
        let mut body = json!({
            "customer": customer, "contact": contact, "to": "anna@customer.example", "subject": "Your account", "text": "Hello",
            "message_id": format!("<{}@acme.example>", Uuid::now_v7()), "items": [item],
        });
        for (key, value) in more.as_object().into_iter().flatten() {
            body[key] = value.clone();
        }
        body
    };
    for (code, more) in [
        ("address-changed", json!({"to": "other@customer.example"})),
        ("item-unknown", json!({"items": [foreign]})),
        ("item-unknown", json!({"copies": [foreign]})),
        ("contact-unknown", json!({"customer": stranger})),
        ("subject-wrong", json!({"subject": "two\nlines"})),
        ("message-id-wrong", json!({"message_id": "x"})),
        (
            "file-name-wrong",
            json!({"statement": {"name": "../x", "media_type": "text/html", "body": "x"}}),
        ),
        (
            "field-not-a-choice",
            json!({"statement": {"name": "x.exe", "media_type": "application/exe", "body": "x"}}),
        ),
    ] {
        let refused = creditor
            .call("send_message", message(more.clone()))
            .await
            .unwrap_err();
        assert_eq!(refused.code(), code, "{more}");
    }
    let told = creditor
        .call(
            "send_message",
            message(json!({"copies": [item], "kind": "invoice_copy"})),
        )
        .await
        .unwrap();
    let queued = "select concat_ws(' ', o.kind, o.state, o.to_address, o.reply_to, a.file_name) from app.outbox o join app.outbox_attachment a on a.outbox_id = o.id";
    assert_eq!(
        creditor.text(queued).await,
        "invoice_copy queued anna@customer.example ada@acme.example F_1.pdf"
    );
    creditor
        .call("recall_mail", json!({"mail": told["id"]}))
        .await
        .unwrap();
    assert_eq!(
        creditor.text("select state from app.outbox").await,
        "recalled"
    );

    creditor.run("update app.contact set bounced = true").await;
    let refused = creditor
        .call("send_message", message(json!({})))
        .await
        .unwrap_err();
    assert_eq!(refused.code(), "no-address");
}
