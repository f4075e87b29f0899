//! Who works on what, arranged from the cockpit.

use encours::app::action::Action;
use encours::app::overlay::Overlay;
use encours::app::request::{Query, Reply};
use encours::app::screen::Kind;
use serde_json::{Value, json};
use uuid::Uuid;

use super::desk::Desk;
use super::samples::session;

/// The desk of somebody who says who works on what.
fn lead() -> Desk {
    let mut desk = Desk::new();
    let mut session = session();
    session.leads = true;
    desk.app.shell.session = Some(session);
    desk.clear();
    desk
}

fn ids(customers: &[u128]) -> Value {
    let ids = customers.iter().map(|n| Uuid::from_u128(*n).to_string());
    ids.collect::<Vec<_>>().into()
}

#[test]
fn a_customer_and_the_marked_ones_go_to_another_portfolio_and_back() {
    let mut desk = lead();
    desk.press("A b enter");
    let sent = desk.sent();
    assert_eq!(sent[0].verb, "move_customers");
    assert_eq!(sent[0].subject, "Customer 1");
    assert_eq!(sent[0].body["portfolio"], "SOUTH");
    assert_eq!(sent[0].body["customers"], ids(&[1]));
    desk.saved(sent[0].request, json!({"id": sent[0].request, "moved": 1}));
    desk.clear();
    desk.press("u");
    let back = desk.sent();
    assert_eq!(back[0].verb, "undo_team");
    assert_eq!(
        back[0].body,
        json!({"company": 1, "target": sent[0].request})
    );

    let mut desk = lead();
    desk.press("space space A");
    let Some(Overlay::Form(form)) = desk.app.overlay() else {
        panic!("the form");
    };
    assert_eq!(form.notices.len(), 1, "that several move is said");
    desk.press("b enter");
    assert_eq!(desk.sent()[0].body["customers"], ids(&[1, 2]));
}

#[test]
fn a_portfolio_is_handed_over_and_a_substitute_has_dates() {
    let mut desk = lead();
    desk.press("H a i p text:+3 ctrl-d");
    let body = &desk.sent()[0].body;
    assert_eq!(
        body,
        &json!({"company": 1, "portfolio": "NORTH", "instead_of": 7, "person": 8, "from_on": "2026-11-21"})
    );
    let mut desk = lead();
    // Without its last day it is not saved.
    desk.press("B b p ctrl-d");
    assert_eq!(desk.sent(), []);
    desk.press("text:+10 ctrl-d");
    assert_eq!(desk.sent()[0].verb, "assign_agent");
    assert_eq!(
        desk.sent()[0].body,
        json!({"company": 1, "portfolio": "SOUTH", "person": 8, "to_on": "2026-11-28", "substitute": true})
    );
}

#[test]
fn nobody_else_is_offered_it_and_without_another_portfolio_it_says_so() {
    let mut desk = Desk::new();
    desk.press("A");
    assert_eq!(desk.said(), "team-not-yours");
    assert_eq!(desk.app.available(Action::HandOver), Err("team-not-yours"));
    let mut desk = lead();
    desk.hold_answers = true;
    desk.press("A");
    assert!(matches!(desk.queries()[0], Query::Team { company: 1 }));
    desk.answer_with(Reply::Team(Default::default()));
    assert_eq!(desk.said(), "team-nowhere");
}

#[test]
fn q_leaves_a_screen_that_loads_and_esc_first_gives_up_the_load() {
    let mut desk = Desk::new();
    desk.hold_answers = true;
    desk.press("enter");
    assert_eq!(desk.app.kind(), Kind::Customer);
    desk.press("q");
    assert_eq!(desk.app.kind(), Kind::Worklist);
    desk.press("enter esc");
    assert_eq!(desk.app.kind(), Kind::Customer);
    assert_eq!(desk.said(), "ui-cancelled");
    desk.press("esc");
    assert_eq!(desk.app.kind(), Kind::Worklist);
    desk.answer_held();
    desk.press("q");
    assert_eq!(desk.app.kind(), Kind::Worklist, "the first screen stays");
    assert_eq!(desk.said(), "ui-leave-with");
}
