//! The core driven by keys and answers: no terminal, no database, no clock.

mod ahead;
mod bulk;
mod loads;
mod undo;

use std::sync::Arc;

use serde_json::json;

use super::form::{Choice, Field, Form, FormEvent};
use super::key::Code;
use super::msg::Outcome;
use super::session::{Session, Workplace};
use super::*;
use crate::domain::aging::Buckets;
use crate::domain::calendar::Calendar;
use crate::domain::company::Company;
use crate::domain::currency::Currency;
use crate::i18n::{Lang, Toward};
use crate::text::Untrusted;

fn app() -> App {
    let mut next = 0;
    let ids = move || {
        next += 1;
        Uuid::from_u128(next)
    };
    let words = Arc::new(Catalogue::new(Lang::En));
    let mut app = App::new(words, Keymap::default(), Box::new(ids));
    let effects = app.update(Msg::Link(Link::Live));
    let generation = generation(&effects).expect("asks for the session");
    let session = Session {
        agent: "camille".into(),
        companies: vec![Workplace {
            company: company("2026-11-27".parse().expect("a date")),
            calendar: Calendar::new([]),
        }],
        ..Session::default()
    };
    let _ = app.update(Msg::Reply {
        slot: SESSION,
        generation,
        answer: Ok(Reply::Session(session)),
    });
    app.painted(&Painted::default());
    app
}

fn company(today: chrono::NaiveDate) -> Company {
    Company {
        id: 1,
        code: "FR".into(),
        name: "Exemple SA".into(),
        country: "FR".into(),
        currency: Currency::EUR,
        time_zone: "Europe/Paris".into(),
        today,
        buckets: Buckets::default(),
        grace_business_days: 3,
        min_chase_amount: 0.into(),
        limit_ceiling: 50_000.into(),
        rolled_on: None,
        receipts_cover_until: None,
    }
}

fn generation(effects: &[Effect]) -> Option<u64> {
    effects.iter().find_map(|e| match e {
        Effect::Load { generation, .. } => Some(*generation),
        _ => None,
    })
}

/// Presses keys, each after a pause.
fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for word in keys.split_whitespace() {
        let _ = app.update(Msg::Alarm(Alarm::Pause));
        effects.extend(burst(app, word));
    }
    effects
}

/// Presses keys without a pause between them.
fn burst(app: &mut App, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for word in keys.split_whitespace() {
        let typed: Vec<Key> = match word.strip_prefix("text:") {
            Some(text) => text.chars().map(Key::char).collect(),
            None => vec![word.parse().expect("a key")],
        };
        for key in typed {
            effects.extend(app.update(Msg::Key(key)));
        }
    }
    effects
}

fn writes(effects: &[Effect]) -> Vec<&write::Submission> {
    effects
        .iter()
        .filter_map(|e| match e {
            Effect::Write(submission) => Some(submission),
            _ => None,
        })
        .collect()
}

fn call_form() -> Form {
    let option = |value: &str, letter| Choice {
        value: value.into(),
        label: Message::new("ui-empty"),
        letter: Some(letter),
    };
    Form::new("call", "log_call", "ACME", "c1")
        .fixed("customer", "c1")
        .field(
            Field::choice(
                "outcome",
                vec![option("voicemail", 'v'), option("promised", 'p')],
            )
            .required(),
        )
        .field(
            Field::date("on", Toward::Future)
                .required()
                .when("outcome", ["promised"]),
        )
        .field(Field::note("note"))
        .advancing()
}

fn form(app: &App) -> &Form {
    match app.overlay() {
        Some(Overlay::Form(form)) => form,
        other => panic!("no form but {other:?}"),
    }
}

fn toast(app: &App) -> String {
    app.shell
        .toast
        .as_ref()
        .map_or(String::new(), |t| app.shell.words.say(&t.message))
}

#[test]
fn three_keys_log_a_call_and_the_next_key_is_dropped_until_painted() {
    let mut app = app();
    app.shell.open_form(call_form());
    let effects = press(&mut app, "v enter");
    let sent = writes(&effects);
    assert_eq!(sent[0].verb, "log_call");
    assert_eq!(
        sent[0].body,
        json!({"customer": "c1", "outcome": "voicemail"})
    );
    assert!(app.overlay().is_none());
    press(&mut app, "u");
    assert_eq!(
        app.shell.writes.len(),
        1,
        "a write key typed ahead is dropped"
    );
    assert!(toast(&app).contains("dropped"), "{}", toast(&app));
}

#[test]
fn a_promise_echoes_and_saves_the_date() {
    let mut app = app();
    app.shell.open_form(call_form());
    let effects = press(&mut app, "p text:fri enter");
    assert_eq!(writes(&effects)[0].body["on"], "2026-12-04");
}

#[test]
fn a_wrong_date_is_told_at_its_field_and_nothing_is_sent() {
    let mut app = app();
    app.shell.open_form(call_form());
    let effects = press(&mut app, "p text:soon enter");
    assert!(writes(&effects).is_empty());
    assert!(form(&app).get("on").is_some_and(|f| f.error.is_some()));
    let effects = press(&mut app, "ctrl-u text:+60 enter");
    assert!(writes(&effects).is_empty(), "far ahead is asked about");
    let effects = press(&mut app, "enter");
    assert_eq!(writes(&effects)[0].body["on"], "2027-01-26");
}

#[test]
fn a_refused_write_brings_the_form_back_with_every_word() {
    let mut app = app();
    app.shell.open_form(call_form());
    press(&mut app, "v text:hello enter");
    let request = app.shell.writes[0].submission.request;
    let _ = app.update(Msg::Written {
        request,
        outcome: Outcome::Refused(Message::new("ui-read-only")),
    });
    assert_eq!(
        form(&app).get("note").and_then(|f| f.value_text()),
        Some("hello")
    );
    assert!(form(&app).error.is_some());
}

#[test]
fn a_broken_link_says_checking_and_sends_again_under_the_same_id() {
    let mut app = app();
    let request = app.shell.write("add_note", json!({}), "ACME");
    let _ = app.update(Msg::Written {
        request,
        outcome: Outcome::Unknown,
    });
    assert!(toast(&app).contains("checking"), "{}", toast(&app));
    let since = chrono::NaiveTime::MIN;
    let _ = app.update(Msg::Link(Link::Offline(since, Message::new("ui-empty"))));
    let effects = app.update(Msg::Link(Link::Live));
    assert_eq!(writes(&effects)[0].request, request);
    let _ = app.update(Msg::Written {
        request,
        outcome: Outcome::Saved { answer: json!({}) },
    });
    assert!(toast(&app).starts_with("saved"), "{}", toast(&app));
    assert!(app.shell.writes.is_empty());
}

#[test]
fn typed_text_is_kept_and_offered_again() {
    let mut app = app();
    app.shell.open_form(call_form());
    let effects = press(&mut app, "v text:half");
    assert!(effects.contains(&Effect::SetAlarm(Alarm::Draft, 1_000)));
    let effects = app.update(Msg::Alarm(Alarm::Draft));
    let kept = effects.iter().find_map(|e| match e {
        Effect::SaveDraft(draft) => Some(draft.clone()),
        _ => None,
    });
    let kept = kept.expect("kept");
    assert_eq!(kept.body["note"], "half");
    assert!(app.update(Msg::Alarm(Alarm::Draft)).is_empty(), "once");

    let mut again = self::app();
    let effects = again.update(Msg::Recovered {
        submissions: vec![],
        drafts: vec![kept],
    });
    assert!(writes(&effects).is_empty(), "nothing is sent by itself");
    assert!(toast(&again).contains("ACME"));
    again.shell.open_form(call_form());
    assert_eq!(
        form(&again).get("note").and_then(|f| f.value_text()),
        Some("half")
    );
}

#[test]
fn leaving_a_form_keeps_its_text() {
    let mut app = app();
    app.shell.open_form(call_form());
    let effects = press(&mut app, "v text:half esc");
    assert!(effects.iter().any(|e| matches!(e, Effect::SaveDraft(_))));
    app.shell.open_form(call_form());
    assert_eq!(
        form(&app).get("note").and_then(|f| f.value_text()),
        Some("half")
    );
}

#[test]
fn pasted_text_is_never_a_command_nor_a_confirmation() {
    let mut app = app();
    let effects = app.update(Msg::Paste(Untrusted::new("g a\r:\u{3}".into())));
    assert_eq!(app.kind(), Kind::Worklist);
    assert!(writes(&effects).is_empty() && !effects.contains(&Effect::Quit));
    app.shell
        .open_form(Form::new("release", "release", "ACME", "x").danger("release"));
    let _ = app.update(Msg::Paste(Untrusted::new("release\r".into())));
    let effects = press(&mut app, "enter ctrl-d");
    assert!(writes(&effects).is_empty());
    let effects = press(&mut app, "text:release enter");
    assert!(writes(&effects).is_empty(), "Enter alone never releases");
    let effects = press(&mut app, "ctrl-d");
    assert_eq!(writes(&effects).len(), 1);
}

#[test]
fn read_only_refuses_every_write_and_says_so() {
    let mut app = app();
    app.shell.read_only = true;
    for spec in action::ACTIONS.iter().filter(|s| s.writes) {
        assert_eq!(
            app.available(spec.action),
            Err("ui-read-only"),
            "{}",
            spec.id
        );
    }
}

#[test]
fn screens_keep_their_places_and_back_goes_back() {
    let mut app = app();
    press(&mut app, "g a");
    assert_eq!(app.kind(), Kind::Aged);
    press(&mut app, "g w");
    assert_eq!(app.kind(), Kind::Worklist);
    app.shell
        .show(Screen::Customer(Box::new(screen::customer::Customer::new(
            Uuid::nil(),
            "ACME".into(),
        ))));
    press(&mut app, "g g");
    assert_eq!(app.kind(), Kind::Customer);
    press(&mut app, "esc");
    assert_eq!(app.kind(), Kind::Customer, "what loads is stopped first");
    press(&mut app, "q");
    assert_eq!(app.kind(), Kind::Worklist);
    press(&mut app, "q q");
    assert_eq!(app.kind(), Kind::Worklist);
    assert!(press(&mut app, "ctrl-c").contains(&Effect::Quit));
}

#[test]
fn the_palette_finds_by_name_and_does_it() {
    let mut app = app();
    press(&mut app, ": text:aged enter");
    assert_eq!(app.kind(), Kind::Aged);
    press(&mut app, "? text:zzzz enter");
    assert!(app.overlay().is_some(), "nothing found, nothing done");
    press(&mut app, "esc");
    assert!(app.overlay().is_none());
}

#[test]
fn counts_and_sequences_show_until_they_end() {
    let mut app = app();
    press(&mut app, "1 2 g");
    assert_eq!(app.pending(), "12g");
    press(&mut app, "esc");
    assert_eq!(app.pending(), "");
    press(&mut app, "9 9 9 9 9 9 9 9 9 9 9 9 j");
    assert_eq!(app.pending(), "");
}

#[test]
fn any_keys_in_any_order_do_no_harm() {
    use rand::{RngExt, SeedableRng};
    let seed: u64 = rand::random();
    println!("seed {seed}");
    let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(seed);
    let codes = [
        Code::Enter,
        Code::Esc,
        Code::Tab,
        Code::BackTab,
        Code::Backspace,
        Code::Delete,
        Code::Up,
        Code::Down,
        Code::Left,
        Code::Right,
        Code::Home,
        Code::End,
        Code::PageUp,
        Code::PageDown,
    ];
    for _ in 0..40 {
        let mut app = app();
        for _ in 0..200 {
            if rng.random_ratio(1, 40) {
                app.shell.open_form(call_form());
            }
            let key = match rng.random_range(0..3) {
                0 => Key::plain(codes[rng.random_range(0..codes.len())]),
                1 => Key::ctrl(char::from(rng.random_range(b'a'..=b'z'))),
                _ => Key::char(char::from(rng.random_range(b' '..=b'~'))),
            };
            let effects = app.update(Msg::Key(key));
            for sent in writes(&effects) {
                assert!(sent.body.is_object());
            }
        }
    }
}

#[test]
fn what_was_said_of_a_screen_goes_with_it_and_what_became_of_words_does_not() {
    let mut app = app();
    // Nothing to take back.
    press(&mut app, "u");
    assert_ne!(toast(&app), "");
    press(&mut app, "g a");
    assert_eq!(toast(&app), "");
    app.shell.open_form(call_form());
    let effects = press(&mut app, "v enter");
    let request = writes(&effects)[0].request;
    let refused = Outcome::Refused(Message::new("ui-empty"));
    let _ = app.update(Msg::Written {
        request,
        outcome: refused,
    });
    app.shell.overlays.clear();
    let said = toast(&app);
    assert!(said.starts_with("ACME"), "{said}");
    press(&mut app, "g w");
    assert_eq!(toast(&app), said);
}

#[test]
fn of_two_versions_only_what_differs_is_shown_and_by_its_name() {
    let mut form = call_form();
    let theirs = json!({"outcome": "promised", "note": "same", "on": "2026-12-04"});
    if let Some(field) = form.get_mut("note") {
        *field = Field::note("note").with_text("same");
    }
    form.conflict(theirs.as_object().expect("fields"), 2);
    let told = |name: &str| form.get(name).and_then(|f| f.error.clone());
    let label = Message::new("ui-conflict-theirs").with("value", Message::new("ui-empty"));
    assert_eq!(told("outcome"), Some(label));
    assert!(told("on").is_some());
    assert_eq!(told("note"), None);
}

#[test]
fn of_a_conflict_what_they_alone_changed_is_taken_over_and_what_nobody_changed_is_not_told() {
    let mut form = Form::new("contact", "correct_contact", "ACME", 1)
        .fixed("rev", 1)
        .field(Field::text("phone").with_text("1"))
        .field(Field::text("mobile").with_text("2"))
        .field(Field::text("email").with_text("a@b"))
        .field(Field::check("primary", false));
    form.begin();
    for (name, text) in [("phone", "11"), ("mobile", "22")] {
        if let Some(edit) = form.get_mut(name).and_then(|f| f.edit()) {
            edit.set(text);
        }
    }
    let theirs = json!({"phone": "1", "mobile": "23", "email": "c@d", "is_primary": true});
    form.conflict(theirs.as_object().expect("fields"), 2);
    let told = |name: &str| form.get(name).and_then(|f| f.error.clone());
    let text = |name: &str| form.get(name).and_then(|f| f.value_text());
    assert_eq!((text("phone"), told("phone")), (Some("11"), None));
    let both = Message::new("ui-conflict-theirs").with("value", "23");
    assert_eq!((text("mobile"), told("mobile")), (Some("22"), Some(both)));
    let taken = Message::new("ui-conflict-taken").with("value", "c@d");
    assert_eq!((text("email"), told("email")), (Some("c@d"), Some(taken)));
    let yes = Message::new("ui-conflict-taken").with("value", Message::new("ui-yes"));
    assert_eq!(told("primary"), Some(yes));
    assert_eq!(form.fixed["rev"], 2);
    let business_day = |_| true;
    let calendar = super::form::Calendar {
        today: Default::default(),
        order: crate::i18n::DateOrder::DayMonth,
        business_day: &business_day,
    };
    // Seen once, saved once.
    assert!(matches!(
        form.key(Key::ctrl('d'), &calendar),
        FormEvent::Submit(_)
    ));
}
