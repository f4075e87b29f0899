//! Alerts, given to a colleague from the list.

use encours::app::action::Action;
use encours::app::request::Query;
use serde_json::json;
use uuid::Uuid;

use super::desk::Desk;

#[test]
fn an_alert_is_given_to_a_colleague_and_that_is_taken_back() {
    let mut desk = Desk::new();
    desk.press("g l");
    desk.clear();
    desk.press("A");
    let asked = desk.queries();
    let whom = Uuid::from_u128(1);
    assert!(
        matches!(asked[0], Query::Handlers { company: 1, customer } if customer == whom),
        "of those who see the customer: {asked:?}"
    );
    desk.press("i text:back_on_Monday enter");
    let sent = desk.sent();
    assert_eq!(sent[0].verb, "assign_alert");
    assert_eq!(
        sent[0].body,
        json!({"company": 1, "alert": Uuid::from_u128(801), "rev": 1, "person": 7, "reason": "back_on_Monday"})
    );
    desk.saved(sent[0].request, json!({"id": Uuid::from_u128(801)}));
    desk.clear();
    desk.press("u");
    let back = desk.sent();
    assert_eq!(back[0].verb, "undo");
    assert_eq!(back[0].body["target"], json!(sent[0].request));
}

#[test]
fn giving_an_alert_is_offered_among_the_actions_and_told_by_the_help() {
    let mut desk = Desk::new();
    desk.press("g l");
    assert_eq!(desk.app.available(Action::AssignAlert), Ok(()));
    desk.press(": text:confier enter");
    assert!(desk.app.overlay().is_some(), "the palette opens the form");
}
