//! A form from its key to what is sent.

use encours::app::overlay::Overlay;
use encours::app::request::Facts;
use encours::app::request::Query;
use encours::app::request::Reply;
use encours::app::request::Written;
use encours::domain::currency::Currency;
use encours::domain::customer::Hold;
use encours::domain::invoice::ItemKind;
use encours::domain::money::Money;
use uuid::Uuid;

use super::desk::Desk;
use super::samples;
use super::samples::item;
use super::{day, selected};

#[test]
fn a_voicemail_is_logged_in_three_keys_and_the_next_customer_is_under_the_cursor() {
    let mut desk = Desk::new();
    assert_eq!(selected(&desk), "Customer 1");
    desk.press("c v enter");
    let sent = desk.sent();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].verb, "log_call");
    assert_eq!(sent[0].subject, "Customer 1");
    assert_eq!(sent[0].body["outcome"], "voicemail");
    assert_eq!(sent[0].body["customer"], Uuid::from_u128(1).to_string());
    assert_eq!(sent[0].body["company"], 1);
    assert_eq!(selected(&desk), "Customer 2");
}

#[test]
fn a_key_that_was_still_in_the_input_writes_nothing_on_the_next_customer() {
    let mut desk = Desk::new();
    desk.press("c v");
    desk.press_unpainted("enter n");
    assert!(desk.app.overlay().is_none(), "the note form stays closed");
    desk.paint();
    desk.press("n");
    let Some(Overlay::Form(form)) = desk.app.overlay() else {
        panic!("the note form opens once the list was painted");
    };
    assert_eq!(form.subject, "Customer 2");
}

#[test]
fn a_key_pressed_before_the_row_was_seen_writes_nothing_and_says_so() {
    let mut desk = Desk::new();
    // Asked for, not painted: neither the kept list of a screen seen before …
    desk.press("g y");
    desk.press_unpainted("g w n");
    assert!(desk.app.overlay().is_none());
    assert_eq!(desk.said(), "ui-not-shown-yet");
    desk.paint();
    desk.press("n");
    assert!(
        matches!(desk.app.overlay(), Some(Overlay::Form(_))),
        "the row was seen"
    );
    // … nor one that is painted empty and comes later.
    desk.press("esc");
    desk.hold_answers = true;
    desk.press("g i x");
    assert_eq!(desk.said(), "ui-not-shown-yet");
    desk.answer_held();
    desk.press_unpainted("x");
    assert!(desk.app.overlay().is_none(), "there, but not painted");
    assert_eq!(desk.said(), "ui-not-shown-yet");
    desk.paint();
    desk.press("x");
    assert!(desk.app.overlay().is_some(), "the row was seen");
}

#[test]
fn a_call_carries_the_promise_for_all_that_is_overdue() {
    let mut desk = Desk::new();
    desk.press("c p text:fri enter");
    let sent = desk.sent();
    let body = &sent[0].body;
    assert_eq!(body["outcome"], "promise");
    assert_eq!(body["promise"]["promised_on"], "2026-11-20");
    assert_eq!(
        body["promise"].as_object().map(|p| p.len()),
        Some(1),
        "{body}"
    );
    assert!(body.get("promised_on").is_none());
}

#[test]
fn keys_typed_while_the_items_are_on_their_way_are_meant_for_the_form() {
    let mut desk = Desk::new();
    desk.hold_answers = true;
    desk.press("p space space tab text:fri tab text:20 enter");
    assert!(desk.sent().is_empty());
    desk.answer_held();
    let sent = desk.sent();
    let body = &sent.first().expect("sent once the items were there").body;
    assert_eq!(sent[0].verb, "record_promise");
    let marked: Vec<&str> = body["items"]
        .as_array()
        .expect("items")
        .iter()
        .filter_map(|i| i.as_str())
        .collect();
    assert_eq!(marked, [item(1).id.to_string(), item(2).id.to_string()]);
    assert_eq!(body["amount"], "20");
    assert_eq!(body["promised_on"], "2026-11-20");
}

#[test]
fn esc_gives_up_a_form_that_is_on_its_way() {
    let mut desk = Desk::new();
    desk.hold_answers = true;
    desk.press("p space esc");
    desk.answer_held();
    assert!(desk.app.overlay().is_none());
    assert!(desk.sent().is_empty());
}

#[test]
fn what_is_held_already_is_said_before_a_word_of_a_reason_is_typed() {
    let hold = |what: &str| Hold {
        id: Uuid::from_u128(700),
        scope: "customer".into(),
        scope_id: None,
        what: what.into(),
        state: "in_force".into(),
        reason: "over the limit".into(),
        from_on: day("2026-11-18"),
        until_on: None,
        requested_by: None,
        rev: 1,
    };
    let held_already = |holds: Vec<Hold>| {
        let mut desk = Desk::new();
        desk.hold_answers = true;
        // Typed on without looking: the reason must become neither a command nor a reason for another hold.
        desk.press_unpainted("h text:moving_house enter enter");
        let mut file = samples::file();
        file.holds = holds;
        let facts = Reply::Facts(Box::new(Facts {
            file: Box::new(file),
            items: Vec::new(),
        }));
        desk.answer_with(facts);
        desk
    };
    let desk = held_already(vec![hold("credit"), hold("reminders")]);
    assert!(desk.app.overlay().is_none());
    assert!(desk.sent().is_empty());
    assert_eq!(desk.said(), "ui-keys-dropped");

    let mut desk = held_already(vec![hold("credit")]);
    let Some(Overlay::Form(form)) = desk.app.overlay() else {
        panic!("reminders can still be held");
    };
    assert_eq!(form.notices.len(), 1);
    assert_eq!(form.get("reason").and_then(|f| f.value_text()), Some(""));
    desk.press("r text:moving_house enter enter");
    let sent = desk.sent();
    assert_eq!(sent[0].body["what"], "reminders");

    let desk = held_already(Vec::new());
    assert_eq!(desk.sent()[0].body["what"], "credit");
}

#[test]
fn of_a_payment_nothing_is_sent_or_contested() {
    let mut payment = item(1);
    payment.kind = ItemKind::Receipt;
    payment.open = Money::new((-500).into(), Currency::EUR).expect("an amount");
    for list in ["g i", "g w enter"] {
        let mut desk = Desk::new();
        desk.items = vec![payment.clone(), item(2)];
        desk.press(list);
        for (key, why) in [("I", "cust-no-item"), ("x", "inv-is-a-credit")] {
            desk.press(key);
            assert!(desk.app.overlay().is_none(), "{list} {key}");
            let said = desk.said();
            assert!(
                [why, "cust-no-item"].contains(&said.as_str()),
                "{list} {key}: {said}"
            );
        }
        // Marked together with an invoice, the copy is of the invoice alone.
        desk.press("* I");
        let asked = desk.queries();
        let about = asked.iter().find_map(|q| match q {
            Query::Message { items, .. } => Some(items.clone()),
            _ => None,
        });
        assert_eq!(about, Some(vec![item(2).id]), "{list}");
    }
}

#[test]
fn enter_shows_what_a_hold_and_a_limit_also_decide_before_it_saves() {
    let mut desk = Desk::new();
    desk.press("h text:late enter");
    assert_eq!(desk.sent(), [], "how long it holds is seen first");
    desk.press("enter");
    assert_eq!(desk.sent()[0].verb, "hold");
    let mut desk = Desk::new();
    desk.press("g c L text:900 enter text:late enter");
    assert_eq!(desk.sent(), [], "which kind of limit it is is seen first");
    desk.press("t text:+5 enter");
    assert_eq!(desk.sent()[0].body["kind"], "temporary");
}

#[test]
fn a_contact_saved_as_it_was_writes_nothing() {
    let mut desk = Desk::new();
    desk.press("t enter");
    assert_eq!(desk.sent(), []);
    assert_eq!(desk.said(), "ui-unchanged");
    assert!(desk.app.overlay().is_none());
    desk.press("t text:9 enter");
    assert_eq!(desk.sent()[0].verb, "correct_contact");
}

#[test]
fn what_is_typed_on_after_the_last_choice_does_not_land_in_the_first_field() {
    let mut desk = Desk::new();
    desk.press("g c L text:900 tab text:late tab text:ins");
    let Some(Overlay::Form(form)) = desk.app.overlay() else {
        panic!("the form");
    };
    let amount = form.get("amount").and_then(|f| f.value_text());
    assert_eq!(amount, Some("900"));
}

#[test]
fn a_message_greets_whom_it_goes_to() {
    let mut desk = Desk::new();
    let mut file = samples::file();
    file.contacts[0].bounced = false;
    let mut second = file.contacts[0].clone();
    second.id = Uuid::from_u128(401);
    second.name = "Paul Durand".into();
    file.contacts.push(second);
    desk.press("enter");
    desk.hold_answers = true;
    desk.press("M f");
    let facts = Facts {
        file: Box::new(file),
        items: vec![item(1)],
    };
    desk.hold_answers = true;
    desk.answer_with_held(Reply::Facts(Box::new(facts)));
    desk.answer_with(message(400, "Dear Jeanne Martin,\n\nYours\n"));
    desk.press("text:Hello_there");
    desk.hold_answers = true;
    desk.press("backtab backtab 2");
    desk.answer_with(message(401, "Dear Paul Durand,\n\nYours\n"));
    let Some(Overlay::Form(form)) = desk.app.overlay() else {
        panic!("the message");
    };
    let text = form.get("text").and_then(|f| f.value_text());
    assert_eq!(text, Some("Dear Paul Durand,\n\nYours\nHello_there"));
}

fn message(contact: u128, text: &str) -> Reply {
    Reply::Message(Box::new(Written {
        contact: Uuid::from_u128(contact),
        subject: "About your account".into(),
        text: text.into(),
        message_id: "<1@example.com>".into(),
        copies: Vec::new(),
        missing: Vec::new(),
        statement: None,
    }))
}

#[test]
fn a_plan_shows_its_days_and_amounts_before_it_is_saved() {
    let mut desk = Desk::new();
    desk.press("enter");
    desk.press("P tab text:3 tab m text:30/11 tab text:100");
    let Some(Overlay::Form(form)) = desk.app.overlay() else {
        panic!("the plan");
    };
    let parts = desk.app.shell.with_calendar(|c| (form.parts)(form, c));
    let told: Vec<String> = parts
        .iter()
        .map(|p| format!("{} {}", p.on, p.amount))
        .collect();
    assert_eq!(
        told,
        ["2026-11-30 33.33", "2026-12-30 33.33", "2027-01-30 33.34"]
    );
}

#[test]
fn what_was_typed_is_listed_opened_thrown_away_and_taken_back() {
    let mut desk = Desk::new();
    desk.press("n text:half_a_word esc");
    let drafts = |desk: &Desk| desk.app.shell.kept().len();
    assert_eq!(drafts(&desk), 1);
    desk.press("j : text:brouillons enter x");
    assert_eq!(drafts(&desk), 0, "thrown away");
    desk.press("u");
    assert_eq!(drafts(&desk), 1, "taken back");
    desk.press("enter");
    let Some(Overlay::Form(form)) = desk.app.overlay() else {
        panic!("the note");
    };
    assert_eq!(form.subject, "Customer 1", "whatever is under the cursor");
    let text = form.get("note").and_then(|f| f.value_text());
    assert_eq!(text, Some("half_a_word"));
}
