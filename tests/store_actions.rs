//! The actions of people on the ledger, as the people themselves: what they write, what they are refused, and that
//! everything derived stays equal to its recomputation.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use encours::i18n::{Catalogue, Lang};
use encours::store::write;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::ledger::{Who, World, customer, item};

const BUCKETS: &str = "select concat_ws(' ', sum(not_due)::int, sum(buckets[1])::int, sum(buckets[2])::int, sum(buckets[3])::int,
    sum(buckets[4])::int, sum(buckets[5])::int, 'gross', sum(gross)::int, 'overdue', sum(overdue)::int, 'unapplied', sum(unapplied)::int) from app.position";

#[tokio::test]
async fn the_golden_ledger_has_its_figures() {
    let world = World::golden().await;
    assert_eq!(
        world.look(BUCKETS).await,
        "1900 1700 1600 650 150 0 gross 6000 overdue 4100 unapplied -300"
    );
    world.assert_sound("as laid").await;
    world.set_today("2026-07-03").await;
    world.assert_sound("after the payment of 2 July").await;
    // F1 and F2 are 3 and 4 days late, F3 and F4 33 and 34, F5 and F6 63 and 64, F7 and F8 93 and 94; F12 is paid.
    assert_eq!(
        world.look(BUCKETS).await,
        "900 1500 1500 1100 400 0 gross 5400 overdue 4500 unapplied -300"
    );
}

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
async fn what_is_foreign_and_what_is_absent_are_refused_alike() {
    let world = World::golden().await;
    let promise = world
        .act(
            Who::Paul,
            "record_promise",
            json!({"customer": customer("C"), "promised_on": "2026-07-03"}),
        )
        .await;
    let dispute = world
        .act(
            Who::Paul,
            "open_dispute",
            json!({"item": item("F5"), "reason": "price"}),
        )
        .await;
    let hold = world
        .act(
            Who::Paul,
            "hold",
            json!({"customer": customer("C"), "scope": "customer", "reason": "late"}),
        )
        .await;
    let absent = Uuid::now_v7();
    type Ask = fn(Uuid) -> Value;
    let asks: &[(&str, Uuid, Ask)] = &[
        (
            "log_call",
            customer("C"),
            |id| json!({"customer": id, "outcome": "voicemail"}),
        ),
        (
            "add_note",
            customer("C"),
            |id| json!({"customer": id, "note": "x"}),
        ),
        (
            "record_promise",
            customer("C"),
            |id| json!({"customer": id, "promised_on": "2026-07-03"}),
        ),
        (
            "move_promise",
            promise,
            |id| json!({"promise": id, "rev": 1, "promised_on": "2026-07-03"}),
        ),
        (
            "open_dispute",
            item("F6"),
            |id| json!({"item": id, "reason": "price"}),
        ),
        (
            "resolve_dispute",
            dispute,
            |id| json!({"dispute": id, "rev": 1, "status": "payable"}),
        ),
        (
            "release",
            hold,
            |id| json!({"hold": id, "rev": 1, "reason": "x"}),
        ),
        ("undo", promise, |id| json!({"target": id})),
    ];
    for (verb, foreign, ask) in asks {
        let one = world
            .try_as(Who::Claire, Uuid::now_v7(), verb, ask(*foreign))
            .await
            .unwrap_err();
        let other = world
            .try_as(Who::Claire, Uuid::now_v7(), verb, ask(absent))
            .await
            .unwrap_err();
        assert_eq!(
            (one.code(), one.params()),
            (other.code(), other.params()),
            "{verb}"
        );
    }
    // Nothing of the refused is left behind.
    assert_eq!(
        world
            .look("select count(*)::text from app.request where actor like 'claire%'")
            .await,
        "0"
    );
}

#[tokio::test]
async fn every_word_is_checked() {
    let world = World::golden().await;
    let b = customer("B");
    let cases = [
        ("log_call", json!({"customer": b}), "key-missing"),
        (
            "log_call",
            json!({"customer": b, "outcome": "voicemail", "when": "now"}),
            "key-unknown",
        ),
        (
            "log_call",
            json!({"customer": b, "outcome": "fainted"}),
            "outcome-unknown",
        ),
        (
            "log_call",
            json!({"customer": "B", "outcome": "voicemail"}),
            "field-not-id",
        ),
        (
            "log_call",
            json!({"customer": b, "outcome": 7}),
            "field-not-text",
        ),
        (
            "log_call",
            json!({"customer": b, "outcome": "voicemail", "revisit_on": "2026-02-31"}),
            "field-not-date",
        ),
        (
            "log_call",
            json!({"customer": b, "outcome": "voicemail", "revisit_on": "2026-06-30"}),
            "revisit-past",
        ),
        (
            "log_call",
            json!({"customer": b, "outcome": "voicemail", "revisit_on": "2028-06-30"}),
            "revisit-far",
        ),
        (
            "log_call",
            json!({"customer": b, "outcome": "voicemail", "items": "all"}),
            "field-not-list",
        ),
        (
            "log_call",
            json!({"customer": b, "outcome": "voicemail", "items": [item("F5")]}),
            "item-unknown",
        ),
        (
            "log_call",
            json!({"customer": b, "outcome": "promise", "promise": "friday"}),
            "field-not-object",
        ),
        (
            "log_call",
            json!({"customer": b, "outcome": "promise", "promise": {}}),
            "key-missing",
        ),
        (
            "log_call",
            json!({"customer": b, "outcome": "voicemail", "contact": Uuid::now_v7()}),
            "contact-unknown",
        ),
        (
            "add_note",
            json!({"customer": b, "note": "  "}),
            "key-missing",
        ),
        (
            "add_note",
            json!({"customer": b, "note": "x".repeat(20_001)}),
            "field-too-long",
        ),
        (
            "add_note",
            json!({"customer": b, "note": "x", "company": "NOPE"}),
            "company-unknown",
        ),
        (
            "record_promise",
            json!({"customer": b, "promised_on": "2026-06-29"}),
            "promise-past",
        ),
        (
            "record_promise",
            json!({"customer": b, "promised_on": "2026-08-30"}),
            "promise-far",
        ),
        (
            "record_promise",
            json!({"customer": b, "promised_on": "2032-08-30", "confirm": true}),
            "promise-too-far",
        ),
        (
            "record_promise",
            json!({"customer": b, "promised_on": "2026-07-03", "amount": "5000"}),
            "promise-over-open",
        ),
        (
            "record_promise",
            json!({"customer": b, "promised_on": "2026-07-03", "amount": "12.345"}),
            "amount-too-precise",
        ),
        (
            "record_promise",
            json!({"customer": b, "promised_on": "2026-07-03", "amount": "1e3"}),
            "field-not-amount",
        ),
        (
            "record_promise",
            json!({"customer": b, "promised_on": "2026-07-03", "amount": 0}),
            "amount-not-positive",
        ),
        (
            "record_promise",
            json!({"customer": b, "promised_on": "2026-07-03", "items": [item("F1")]}),
            "promise-item-unknown",
        ),
        (
            "record_promise",
            json!({"customer": b, "promised_on": "2026-07-03", "items": [{"item": item("F4"), "amount": 301}]}),
            "promise-over-open",
        ),
        (
            "record_promise",
            json!({"customer": b, "promised_on": "2026-07-03", "currency": "USD"}),
            "nothing-overdue",
        ),
        (
            "record_promise",
            json!({"customer": b, "promised_on": "2026-07-03", "on_account": true}),
            "key-missing",
        ),
        (
            "open_dispute",
            json!({"item": item("F4"), "reason": "mood"}),
            "field-not-a-choice",
        ),
        (
            "open_dispute",
            json!({"item": item("F4"), "reason": "price", "amount": 301}),
            "dispute-over-open",
        ),
        (
            "hold",
            json!({"customer": b, "scope": "order", "reason": "x"}),
            "hold-scope",
        ),
        (
            "add_contact",
            json!({"customer": b, "name": "Z", "email": "a@b.fr, c@d.fr"}),
            "email-wrong",
        ),
        (
            "add_contact",
            json!({"customer": b, "name": "Z", "email": "a@b.fr\nBcc: x@y.z"}),
            "email-wrong",
        ),
        (
            "add_contact",
            json!({"customer": b, "name": "Z", "phone": "call me"}),
            "phone-wrong",
        ),
        (
            "set_limit",
            json!({"customer": b, "amount": 1, "reason": "x"}),
            "role-missing",
        ),
        (
            "record_invoice",
            json!({"customer": b, "number": "X", "amount": 1, "currency": "EUR", "issued_on": "2026-06-01"}),
            "role-missing",
        ),
    ];
    for (verb, body, code) in cases {
        assert_eq!(
            world.refused(Who::Claire, verb, body.clone()).await,
            code,
            "{verb} {body}"
        );
    }
    assert_eq!(
        world
            .refused(Who::Aude, "add_note", json!({"customer": b, "note": "x"}))
            .await,
        "role-missing"
    );
    assert_eq!(
        world
            .refused(
                Who::Paul,
                "record_promise",
                json!({"customer": customer("D"), "promised_on": "2026-07-03"})
            )
            .await,
        "nothing-overdue"
    );
    let list = write::call(
        world.pool(Who::Claire),
        "add_note",
        Uuid::now_v7(),
        &json!(["x"]),
    )
    .await;
    assert_eq!(list.unwrap_err().code(), "body-not-object");
    world.assert_sound("after nothing but refusals").await;
    assert_eq!(
        world.look("select count(*)::text from app.request").await,
        "0"
    );
}

/// Every code that the functions refuse with is a sentence in both languages.
#[test]
fn every_refusal_has_its_sentence() {
    let directory = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/code");
    let mut codes = BTreeSet::new();
    for entry in std::fs::read_dir(directory).unwrap() {
        let entry = entry.unwrap();
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let after = text.split("app.refuse('").skip(1);
        // a code put together from a state ends in a dash here
        codes.extend(
            after
                .filter_map(|rest| rest.split('\'').next().map(str::to_owned))
                .filter(|code| !code.ends_with('-')),
        );
    }
    assert!(codes.len() > 60, "{codes:?}");
    for lang in Lang::ALL {
        let catalogue = Catalogue::new(lang);
        let missing: Vec<_> = codes
            .iter()
            .filter(|code| !catalogue.has(&format!("refused-{code}")))
            .collect();
        assert!(missing.is_empty(), "{lang}: {missing:?}");
    }
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
    world
        .act(
            Who::Ines,
            "cover_receipts",
            json!({"covers_until": "2026-07-07"}),
        )
        .await;
    assert_eq!(
        world.look(states).await,
        "due 0, due 1000, due 600, due 500, due 100",
        "grace ends on 8 July"
    );
    world
        .act(
            Who::Ines,
            "cover_receipts",
            json!({"covers_until": "2026-07-08"}),
        )
        .await;
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
    assert_eq!(
        world
            .refused(Who::Claire, "record_promise", body.clone())
            .await,
        "promise-twice"
    );
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
    world
        .act(
            Who::Ines,
            "cover_receipts",
            json!({"covers_until": "2026-07-08"}),
        )
        .await;
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
    assert_eq!(
        world
            .refused(
                Who::Ines,
                "return_receipt",
                json!({"receipt": receipt, "returned_on": "2026-07-09"})
            )
            .await,
        "receipt-returned"
    );
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
    world
        .act(
            Who::Ines,
            "cover_receipts",
            json!({"covers_until": "2026-07-09"}),
        )
        .await;
    // 499.50 of 500 is within the small difference; nothing is left of the other.
    assert_eq!(world.look("select string_agg(state || ' ' || lowered::int, ', ' order by amount desc) from app.promise").await, "kept 200, withdrawn 150");
    world.assert_sound("after credit notes").await;
}

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
    assert_eq!(
        world
            .refused(Who::Marc, "approve_limit", approve.clone())
            .await,
        "second-person"
    );
    assert_eq!(
        world
            .refused(Who::Claire, "approve_limit", approve.clone())
            .await,
        "role-missing"
    );
    world
        .act(Who::Sophie, "approve_limit", approve.clone())
        .await;
    assert_eq!(world.look("select credit_limit::int::text from app.customer_money m join app.customer c on c.id = m.customer_id where c.ref = 'D'").await, "250000");
    assert_eq!(
        world.refused(Who::Sophie, "approve_limit", approve).await,
        "conflict"
    );
    let unlimited = world
        .act(
            Who::Sophie,
            "set_limit",
            json!({"customer": d, "amount": null, "reason": "none"}),
        )
        .await;
    assert_eq!(
        world
            .refused(
                Who::Sophie,
                "approve_limit",
                json!({"limit_request": unlimited, "rev": 1})
            )
            .await,
        "second-person"
    );
    world
        .act(
            Who::Marc,
            "reject_limit",
            json!({"limit_request": unlimited, "rev": 1, "reason": "no"}),
        )
        .await;
    world.assert_sound("after limits").await;
}

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
    assert_eq!(
        world
            .refused(
                Who::Claire,
                "resolve_dispute",
                json!({"dispute": dispute, "rev": 3, "status": "payable"})
            )
            .await,
        "dispute-resolved"
    );
    world.assert_sound("after the dispute").await;
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
    assert_eq!(
        world
            .refused(Who::Marc, "undo", json!({"target": call}))
            .await,
        "undo-not-yours"
    );
    world
        .act(Who::Claire, "undo", json!({"target": call}))
        .await;
    assert_eq!(
        world.look("select state from app.promise").await,
        "withdrawn"
    );
    assert_eq!(world.look("select concat_ws(' ', attempts, right_party, coalesce(last_outcome, 'none')) from app.contact_fact").await, "0 0 none");
    assert_eq!(
        world
            .refused(Who::Claire, "undo", json!({"target": call}))
            .await,
        "undo-done"
    );
    let note = world
        .act(Who::Claire, "add_note", json!({"customer": b, "note": "x"}))
        .await;
    world.set_today("2026-07-01").await;
    assert_eq!(
        world
            .refused(Who::Claire, "undo", json!({"target": note}))
            .await,
        "undo-too-late"
    );
    world.assert_sound("after undoing").await;
}

#[tokio::test]
async fn personal_words_are_read_through_functions_that_say_who_read() {
    let world = World::golden().await;
    let b = customer("B");
    let contact = world
        .act(
            Who::Claire,
            "add_contact",
            json!({"customer": b, "name": "Zoé", "email": "zoe@b.example", "phone": "+33 1 02 03"}),
        )
        .await;
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
    assert_eq!(
        world
            .refused(
                Who::Claire,
                "correct_contact",
                json!({"contact": contact, "rev": 2, "phone": ""})
            )
            .await,
        "conflict"
    );
}

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
    assert_eq!(
        world
            .refused(
                Who::Claire,
                "move_customer",
                json!({"customer": b, "portfolio": "SOUTH"})
            )
            .await,
        "role-missing"
    );
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

#[tokio::test]
async fn alerts_are_acknowledged_snoozed_assigned_and_resolved() {
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
    let first = "select section::text from app.standing s join app.customer c on c.id = s.customer_id where c.ref = 'B'";
    assert_eq!(world.look(first).await, "1");
    world
        .act(
            Who::Claire,
            "assign_alert",
            json!({"alert": alert, "rev": 1, "person": world.person(Who::Claire)}),
        )
        .await;
    world
        .act(
            Who::Claire,
            "acknowledge_alert",
            json!({"alert": alert, "rev": 2}),
        )
        .await;
    assert_eq!(
        world.look(first).await,
        "2",
        "what is acknowledged is no longer first"
    );
    assert_eq!(
        world
            .refused(
                Who::Paul,
                "acknowledge_alert",
                json!({"alert": alert, "rev": 3})
            )
            .await,
        "alert-unknown"
    );
    assert_eq!(
        world
            .refused(
                Who::Claire,
                "snooze_alert",
                json!({"alert": alert, "rev": 3, "until_on": "2026-06-30"})
            )
            .await,
        "date-past"
    );
    world
        .act(
            Who::Claire,
            "snooze_alert",
            json!({"alert": alert, "rev": 3, "until_on": "2026-07-02"}),
        )
        .await;
    world.set_today("2026-07-02").await;
    world.assert_sound("on the day it comes back").await;
    assert_eq!(
        world
            .look("select state from app.alert where kind = 'breach'")
            .await,
        "open"
    );
    assert_eq!(world.look(first).await, "1");
    world
        .act(
            Who::Marc,
            "resolve_alert",
            json!({"alert": alert, "rev": 5, "reason": "paid by card"}),
        )
        .await;
    assert_eq!(
        world
            .refused(
                Who::Marc,
                "acknowledge_alert",
                json!({"alert": alert, "rev": 6})
            )
            .await,
        "alert-over"
    );
    world.assert_sound("after alerts").await;
}

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

/// Seals until nothing is left: what another database of the cluster has still running puts the seal off.
async fn seal_all(world: &World) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while world
        .look("select unsealed::text from app.verify_audit()")
        .await
        != "0"
    {
        assert!(Instant::now() < deadline, "nothing is ever sealed");
        world.look("select app.seal_audit()::text").await;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_tampered_audit_row_is_named() {
    let world = World::golden().await;
    for n in 0..20 {
        world
            .act(
                Who::Claire,
                "add_note",
                json!({"customer": customer("B"), "note": format!("{n}")}),
            )
            .await;
    }
    seal_all(&world).await;
    for n in 0..5 {
        world
            .act(
                Who::Claire,
                "add_note",
                json!({"customer": customer("B"), "note": format!("later {n}")}),
            )
            .await;
    }
    let verify = "select concat_ws(' ', ok, sealed, unsealed, bad_seq) from app.verify_audit()";
    assert_eq!(world.look(verify).await, "t 20 5");
    seal_all(&world).await;
    assert_eq!(world.look(verify).await, "t 25 0");
    // moving a customer touches the portfolio of its rows, which is outside the hash
    world
        .act(
            Who::Marc,
            "move_customer",
            json!({"customer": customer("B"), "portfolio": "SOUTH"}),
        )
        .await;
    assert_eq!(world.look(verify).await, "t 25 1");

    // The salt may be erased; every other change is found, at its row.
    let tampering = [
        ("delete from app.audit_salt where seq = 9", None),
        ("update app.audit set actor = 'someone' where seq = 7", Some(7)),
        ("delete from app.audit_salt where seq = 9; delete from app.audit where seq = 9", Some(9)),
        ("update app.audit_digest set digest = '\\x00' where seq = 5", Some(5)),
        (
            "insert into app.audit (seq, actor, verb, entity, row_hash, xid) overriding system value
             select 1000, actor, verb, entity, row_hash, xid from app.audit where seq = 3",
            Some(1000),
        ),
    ];
    for (statement, expected) in tampering {
        let mut tx = world.admin.begin().await.unwrap();
        sqlx::raw_sql("alter table app.audit disable trigger user")
            .execute(&mut *tx)
            .await
            .unwrap();
        sqlx::raw_sql(statement).execute(&mut *tx).await.unwrap();
        let found: (bool, Option<i64>) =
            sqlx::query_as("select ok, bad_seq from app.verify_audit()")
                .fetch_one(&mut *tx)
                .await
                .unwrap();
        assert_eq!(found, (expected.is_none(), expected), "{statement}");
        tx.rollback().await.unwrap();
    }
    // immutable even for those who may write, as long as the trigger stands
    assert!(
        sqlx::query("update app.audit set actor = 'x' where seq = 7")
            .execute(&world.admin)
            .await
            .is_err()
    );
}
