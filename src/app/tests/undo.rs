//! Taking back what was saved, one after the other.

use super::*;

#[test]
fn an_acknowledged_write_names_the_customer_and_can_be_undone() {
    let mut app = app();
    let request = app.shell.write("add_note", json!({"company": 1}), "ACME");
    let effects = app.update(Msg::Written {
        request,
        outcome: Outcome::Saved {
            answer: json!({"id": "a1", "recorded": true}),
        },
    });
    assert!(effects.contains(&Effect::Settle(request)));
    assert!(toast(&app).starts_with("saved on ACME"), "{}", toast(&app));
    let effects = press(&mut app, "u");
    assert_eq!(writes(&effects)[0].verb, "undo");
    assert_eq!(
        writes(&effects)[0].body,
        json!({"company": 1, "target": "a1"})
    );
}

/// Writes without a form and has it acknowledged.
fn saved(app: &mut App, verb: &str, subject: &str) -> Uuid {
    let request = app.shell.write(verb, json!({"company": 1}), subject);
    acknowledge(app, request);
    request
}

fn acknowledge(app: &mut App, request: Uuid) {
    let answer = json!({"id": request, "recorded": true});
    let outcome = Outcome::Saved { answer };
    let _ = app.update(Msg::Written { request, outcome });
}

#[test]
fn each_undo_takes_one_back_the_latest_first_and_says_which() {
    let mut app = app();
    let kinds = [
        ("add_note", "the note"),
        ("log_call", "the call"),
        ("move_promise", "the new date"),
        ("correct_contact", "the correction"),
    ];
    let done: Vec<(Uuid, &str, String)> = (0..12)
        .map(|i| {
            let (verb, what) = kinds[i % kinds.len()];
            let subject = format!("Customer {i}");
            (saved(&mut app, verb, &subject), what, subject)
        })
        .collect();
    for (request, what, subject) in done.iter().rev() {
        let effects = press(&mut app, "u");
        let sent = writes(&effects);
        assert_eq!(sent[0].verb, "undo");
        assert_eq!(sent[0].body["target"], request.to_string());
        let undo = sent[0].request;
        acknowledge(&mut app, undo);
        let said = toast(&app);
        assert!(said.contains(what) && said.contains(subject), "{said}");
    }
    assert!(writes(&press(&mut app, "u")).is_empty());
    assert!(toast(&app).contains("nothing to take back"));
}

#[test]
fn undo_never_jumps_over_what_stays_or_is_still_being_saved() {
    let mut app = app();
    saved(&mut app, "add_note", "ACME");
    saved(&mut app, "open_dispute", "Bertrand");
    assert!(writes(&press(&mut app, "u")).is_empty());
    let said = toast(&app);
    assert!(
        said.contains("Bertrand") && said.contains("note on ACME"),
        "{said}"
    );
    let request = app.shell.write("add_note", json!({"company": 1}), "Colas");
    assert!(writes(&press(&mut app, "u")).is_empty(), "not known yet");
    acknowledge(&mut app, request);
    let effects = press(&mut app, "u");
    assert_eq!(writes(&effects)[0].subject, "Colas");
    let effects = press(&mut app, "u");
    assert_eq!(writes(&effects)[0].subject, "ACME");
}

#[test]
fn what_is_refused_to_be_taken_back_stays_and_what_could_not_be_asked_is_asked_again() {
    let mut app = app();
    saved(&mut app, "add_note", "ACME");
    saved(&mut app, "log_call", "Bertrand");
    let refuse = |app: &mut App, key: &str| {
        let effects = press(app, "u");
        let request = writes(&effects)[0].request;
        assert_eq!(writes(&effects)[0].subject, "Bertrand");
        let outcome = Outcome::Refused(Message::new(key));
        let _ = app.update(Msg::Written { request, outcome });
    };
    refuse(&mut app, "db-error-busy");
    refuse(&mut app, "refused-undo-overtaken");
    assert!(writes(&press(&mut app, "u")).is_empty(), "it stays");
    let said = toast(&app);
    assert!(
        said.contains("Bertrand") && said.contains("note on ACME"),
        "{said}"
    );
    let effects = press(&mut app, "u");
    assert_eq!(writes(&effects)[0].subject, "ACME");
}

#[test]
fn after_what_was_refused_undo_first_says_that_there_is_nothing_of_it() {
    let mut app = app();
    let earlier = saved(&mut app, "add_note", "ACME");
    let request = app
        .shell
        .write("approve_reminder", json!({"company": 1}), "Other");
    let outcome = Outcome::Refused(Message::new("ui-empty"));
    let _ = app.update(Msg::Written { request, outcome });
    let effects = press(&mut app, "u");
    assert!(writes(&effects).is_empty(), "nothing of ACME is taken back");
    assert!(toast(&app).contains("ACME"), "{}", toast(&app));
    let effects = press(&mut app, "u");
    assert_eq!(writes(&effects)[0].body["target"], earlier.to_string());
    // What is saved afterwards is what is taken back.
    let request = app
        .shell
        .write("approve_reminder", json!({"company": 1}), "Other");
    let outcome = Outcome::Refused(Message::new("ui-empty"));
    let _ = app.update(Msg::Written { request, outcome });
    let later = saved(&mut app, "add_note", "ACME");
    let effects = press(&mut app, "u");
    assert_eq!(writes(&effects)[0].body["target"], later.to_string());
}
