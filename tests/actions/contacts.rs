//! Personal words, calling hours, and mail that was written or came.

use super::with;
use crate::support::creditor::Creditor;
use crate::support::ledger::{Who, World, customer, item};
use serde_json::{Value, json};
use uuid::Uuid;

/// A contact of customer B.
async fn add_zoe(world: &World) -> Uuid {
    let zoe = json!({"customer": customer("B"), "name": "Zoé", "email": "zoe@b.example", "phone": "+33 1 02 03"});
    world.act(Who::Claire, "add_contact", zoe).await
}

#[tokio::test]
async fn personal_words_are_read_through_functions_that_say_who_read() {
    let world = World::golden().await;
    let b = customer("B");
    let contact = add_zoe(&world).await;
    world
        .act(
            Who::Claire,
            "add_note",
            json!({"customer": b, "note": "rings on Mondays"}),
        )
        .await;
    for closed in [
        "select count(*) from app.contact",
        "select count(*) from app.activity_text",
    ] {
        assert!(
            sqlx::query(closed)
                .execute(world.pool(Who::Claire))
                .await
                .is_err(),
            "{closed}"
        );
    }
    let names: Vec<String> = sqlx::query_scalar("select name from app.customer_contacts(1, $1)")
        .bind(b)
        .fetch_all(world.pool(Who::Claire))
        .await
        .unwrap();
    assert_eq!(names, ["Zoé"]);
    let texts: Vec<String> = sqlx::query_scalar("select body from app.activity_texts(1, $1)")
        .bind(b)
        .fetch_all(world.pool(Who::Claire))
        .await
        .unwrap();
    assert_eq!(texts, ["rings on Mondays"]);
    assert!(
        sqlx::query("select * from app.customer_contacts(1, $1)")
            .bind(b)
            .execute(world.pool(Who::Paul))
            .await
            .is_err()
    );
    assert_eq!(
        world
            .look("select string_agg(what || ' ' || hits, ', ' order by id) from app.read_log")
            .await,
        "contacts 1, activity_texts 1"
    );

    world
        .act(
            Who::Claire,
            "correct_contact",
            json!({"contact": contact, "rev": 1, "phone": "+33 1 99"}),
        )
        .await;
    assert_eq!(
        world
            .look("select (email_changed_at = recorded_at)::text from app.contact")
            .await,
        "false"
    );
    world
        .act(
            Who::Claire,
            "correct_contact",
            json!({"contact": contact, "rev": 2, "email": "other@b.example", "bounced": true}),
        )
        .await;
    assert_eq!(
        world
            .look("select concat_ws(' ', email, bounced, rev) from app.contact")
            .await,
        "other@b.example t 3"
    );
    world
        .refuses(
            Who::Claire,
            "correct_contact",
            json!({"contact": contact, "rev": 2, "phone": ""}),
            "conflict",
        )
        .await;
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
        world
            .refuses(
                Who::Claire,
                "set_calling_hours",
                hours(from, to, 1),
                "hours-wrong",
            )
            .await;
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
    world
        .refuses(
            Who::Claire,
            "set_calling_hours",
            hours(json!("10:30"), json!("16:00"), 1),
            "conflict",
        )
        .await;
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
        with(
            json!({
                "customer": customer, "contact": contact, "to": "anna@customer.example", "subject": "Your account", "text": "Hello",
                "message_id": format!("<{}@acme.example>", Uuid::now_v7()), "items": [item],
            }),
            more,
        )
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
            json!({"statement": {"name": "../x", "media_type": "application/pdf", "content": "eA=="}}),
        ),
        (
            "field-not-a-choice",
            json!({"statement": {"name": "x.exe", "media_type": "application/exe", "content": "eA=="}}),
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

#[tokio::test]
async fn a_corrected_contact_is_put_back_until_somebody_corrects_it_again() {
    let world = World::golden().await;
    let contact = add_zoe(&world).await;
    let stands = "select concat_ws(' ', name, phone, email, language, role, do_not_call, bounced, is_primary, active, email_changed_at) from app.contact";
    let before = world.look(stands).await;
    let correct = async |rev: i32, words: Value| {
        let request = Uuid::now_v7();
        let mut body = words;
        body["contact"] = json!(contact);
        body["rev"] = json!(rev);
        let told = world
            .try_as(Who::Claire, request, "correct_contact", body)
            .await;
        assert_eq!(told.unwrap()["recorded"], true);
        request
    };
    let first = correct(
        1,
        json!({"name": "Zoé Martin", "phone": "+33 9", "email": "z@b.example", "role": "manager",
               "language": "fr", "do_not_call": true, "primary": true}),
    )
    .await;
    assert_ne!(world.look(stands).await, before);
    world
        .act(Who::Claire, "undo", json!({"target": first}))
        .await;
    assert_eq!(world.look(stands).await, before);
    let second = correct(3, json!({"phone": "+33 8"})).await;
    let third = correct(4, json!({"phone": "+33 7"})).await;
    world
        .refuses(
            Who::Claire,
            "undo",
            json!({"target": second}),
            "undo-overtaken",
        )
        .await;
    world
        .act(Who::Claire, "undo", json!({"target": third}))
        .await;
    assert_eq!(world.look("select phone from app.contact").await, "+33 8");
    world.assert_sound("after taking corrections back").await;
}
