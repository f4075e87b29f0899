//! What is refused, and in which words.

use super::with;
use crate::support::ledger::{Who, World, customer, item};
use encours::i18n::{Catalogue, Lang};
use encours::store::write;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

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
    // What is right, and what makes it wrong.
    let cases = [
        (
            "log_call",
            json!({"customer": b, "outcome": "voicemail"}),
            vec![
                (json!({"outcome": null}), "key-missing"),
                (json!({"when": "now"}), "key-unknown"),
                (json!({"outcome": "fainted"}), "outcome-unknown"),
                (json!({"customer": "B"}), "field-not-id"),
                (json!({"outcome": 7}), "field-not-text"),
                (json!({"revisit_on": "2026-02-31"}), "field-not-date"),
                (json!({"revisit_on": "2026-06-30"}), "revisit-past"),
                (json!({"revisit_on": "2028-06-30"}), "revisit-far"),
                (json!({"items": "all"}), "field-not-list"),
                (json!({"items": [item("F5")]}), "item-unknown"),
                (
                    json!({"outcome": "promise", "promise": "friday"}),
                    "field-not-object",
                ),
                (json!({"outcome": "promise", "promise": {}}), "key-missing"),
                (json!({"contact": Uuid::now_v7()}), "contact-unknown"),
            ],
        ),
        (
            "add_note",
            json!({"customer": b, "note": "x"}),
            vec![
                (json!({"note": "  "}), "key-missing"),
                (json!({"note": "x".repeat(20_001)}), "field-too-long"),
                (json!({"company": "NOPE"}), "company-unknown"),
            ],
        ),
        (
            "record_promise",
            json!({"customer": b, "promised_on": "2026-07-03"}),
            vec![
                (json!({"promised_on": "2026-06-29"}), "promise-past"),
                (json!({"promised_on": "2026-08-30"}), "promise-far"),
                (
                    json!({"promised_on": "2032-08-30", "confirm": true}),
                    "promise-too-far",
                ),
                (json!({"amount": "5000"}), "promise-over-open"),
                (json!({"amount": "12.345"}), "amount-too-precise"),
                (json!({"amount": "1e3"}), "field-not-amount"),
                (json!({"amount": 0}), "amount-not-positive"),
                (json!({"items": [item("F1")]}), "promise-item-unknown"),
                (
                    json!({"items": [{"item": item("F4"), "amount": 301}]}),
                    "promise-over-open",
                ),
                (json!({"currency": "USD"}), "nothing-overdue"),
                (json!({"on_account": true}), "key-missing"),
            ],
        ),
        (
            "open_dispute",
            json!({"item": item("F4"), "reason": "price"}),
            vec![
                (json!({"reason": "mood"}), "field-not-a-choice"),
                (json!({"amount": 301}), "dispute-over-open"),
            ],
        ),
        (
            "hold",
            json!({"customer": b, "scope": "customer", "reason": "x"}),
            vec![(json!({"scope": "order"}), "hold-scope")],
        ),
        (
            "add_contact",
            json!({"customer": b, "name": "Z"}),
            vec![
                (json!({"email": "a@b.fr, c@d.fr"}), "email-wrong"),
                (json!({"email": "a@b.fr\nBcc: x@y.z"}), "email-wrong"),
                (json!({"phone": "call me"}), "phone-wrong"),
            ],
        ),
        (
            "set_limit",
            json!({"customer": b, "amount": 1, "reason": "x"}),
            vec![(json!({}), "role-missing")],
        ),
        (
            "record_invoice",
            json!({"customer": b, "number": "X", "amount": 1, "currency": "EUR", "issued_on": "2026-06-01"}),
            vec![(json!({}), "role-missing")],
        ),
    ];
    for (verb, right, wrong) in cases {
        for (more, code) in wrong {
            let body = with(right.clone(), more);
            world.refuses(Who::Claire, verb, body, code).await;
        }
    }
    world
        .refuses(
            Who::Aude,
            "add_note",
            json!({"customer": b, "note": "x"}),
            "role-missing",
        )
        .await;
    world
        .refuses(
            Who::Paul,
            "record_promise",
            json!({"customer": customer("D"), "promised_on": "2026-07-03"}),
            "nothing-overdue",
        )
        .await;
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
