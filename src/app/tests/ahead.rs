//! Keys typed ahead of what did not happen.

use super::*;

#[test]
fn keys_typed_ahead_of_a_refusal_are_dropped_until_there_is_a_pause() {
    let mut app = app();
    // Nothing to take back: what follows was meant for what did not happen.
    let _ = burst(&mut app, "u g a / text:gone");
    assert_eq!(app.kind(), Kind::Worklist);
    assert!(app.overlay().is_none());
    assert!(toast(&app).contains("dropped"), "{}", toast(&app));
    press(&mut app, "/");
    assert!(matches!(app.overlay(), Some(Overlay::Search(_))));
}

#[test]
fn keys_typed_ahead_of_a_form_that_is_not_saved_do_not_get_into_it() {
    let mut app = app();
    app.shell.open_form(call_form());
    press(&mut app, "p");
    let _ = burst(&mut app, "ctrl-d text:fri");
    assert_eq!(form(&app).words().body["on"], "");
    assert!(toast(&app).contains("see the form"), "{}", toast(&app));
    press(&mut app, "text:fri");
    assert_eq!(form(&app).words().body["on"], "fri");
}

#[test]
fn a_form_that_comes_back_refused_takes_no_key_before_a_pause() {
    let mut app = app();
    app.shell.open_form(call_form());
    let effects = press(&mut app, "v enter");
    let request = writes(&effects)[0].request;
    let why = Message::new("refused-conflict");
    let outcome = Outcome::Refused(why);
    let _ = app.update(Msg::Written { request, outcome });
    let _ = burst(&mut app, "p text:fri enter");
    assert_eq!(
        form(&app).get("outcome").expect("an outcome").chosen(),
        Some("voicemail")
    );
    assert!(toast(&app).contains("ACME"), "{}", toast(&app));
    // Escape always leads out.
    let _ = burst(&mut app, "esc");
    assert!(app.overlay().is_none());
}
