//! What is asked of the database: failed, given up, asked again, and of another company.

use super::*;

fn asked(effects: &[Effect], wanted: &Query) -> Option<(Slot, u64)> {
    effects.iter().find_map(|e| match e {
        Effect::Load {
            slot,
            generation,
            query,
        } if query == wanted => Some((*slot, *generation)),
        _ => None,
    })
}

/// Answers all that was asked for with a refusal.
fn refuse(app: &mut App, effects: &[Effect]) {
    let loads = |e: &Effect| matches!(e, Effect::Load { .. });
    assert!(effects.iter().any(loads), "nothing was asked");
    for effect in effects {
        if let Effect::Load {
            slot, generation, ..
        } = effect
        {
            assert_eq!(slot.owner, Owner::Screen(app.kind()));
            let _ = app.update(Msg::Reply {
                slot: *slot,
                generation: *generation,
                answer: Err(Message::new("ui-empty")),
            });
        }
    }
}

#[test]
fn a_load_that_fails_says_why_until_it_is_asked_again() {
    let mut app = app();
    let effects = press(&mut app, "g y");
    let first = Query::List {
        which: crate::domain::list::ListName::Activity,
        ask: crate::domain::list::Ask {
            company: 1,
            ..Default::default()
        },
        fetch: crate::domain::page::Fetch::First,
    };
    assert!(asked(&effects, &first).is_some());
    assert!(app.shell.failure(app.kind()).is_none(), "it loads");
    refuse(&mut app, &effects);
    let why = app.shell.failure(app.kind()).expect("a reason");
    assert_eq!(why.key, "ui-empty");
    let effects = press(&mut app, "r");
    assert!(asked(&effects, &first).is_some());
    assert!(app.shell.failure(app.kind()).is_none(), "it loads again");
    let _ = press(&mut app, "esc");
    let why = app.shell.failure(app.kind()).expect("given up");
    assert_eq!(why.key, "ui-cancelled");
    // The link drops and comes back: asked again without a key.
    let _ = press(&mut app, "r");
    let since = chrono::NaiveTime::MIN;
    let _ = app.update(Msg::Link(Link::Offline(since, Message::new("ui-empty"))));
    let effects = app.update(Msg::Link(Link::Live));
    assert!(asked(&effects, &first).is_some());
}

#[test]
fn a_session_that_could_not_be_read_is_asked_for_again() {
    let words = Arc::new(Catalogue::new(Lang::En));
    let mut app = App::new(words, Keymap::default(), Box::new(Uuid::nil));
    let effects = app.update(Msg::Link(Link::Live));
    let (slot, generation) = asked(&effects, &Query::Session).expect("asked");
    let effects = app.update(Msg::Reply {
        slot,
        generation,
        answer: Err(Message::new("ui-empty")),
    });
    assert!(effects.contains(&Effect::SetAlarm(Alarm::Again, AGAIN_AFTER)));
    assert!(app.shell.failure(app.kind()).is_some());
    let effects = app.update(Msg::Alarm(Alarm::Again));
    assert!(asked(&effects, &Query::Session).is_some());
}

#[test]
fn the_first_company_is_seen_when_it_comes() {
    let whole = app().shell.session.clone().expect("a session");
    let mut empty = whole.clone();
    empty.companies.clear();
    let words = Arc::new(Catalogue::new(Lang::En));
    let mut app = App::new(words, Keymap::default(), Box::new(Uuid::nil));
    // Answers whatever is asked, with this session, until nothing is asked any more.
    let settle = |app: &mut App, effects: Vec<Effect>, session: &Session| {
        let mut told = Vec::new();
        let mut left = effects;
        while let Some(effect) = left.pop() {
            if let Effect::Load {
                slot,
                generation,
                query,
            } = effect
            {
                let answer = match query {
                    Query::Session => Ok(Reply::Session(session.clone())),
                    _ => Err(Message::new("ui-empty")),
                };
                told.push(query);
                left.extend(app.update(Msg::Reply {
                    slot,
                    generation,
                    answer,
                }));
            }
        }
        told
    };
    let effects = app.update(Msg::Link(Link::Live));
    let _ = settle(&mut app, effects, &empty);
    assert!(app.shell.has_no_company());
    let effects = press(&mut app, "r");
    let asked = settle(&mut app, effects, &whole);
    assert_eq!(app.shell.company_id(), Some(whole.companies[0].company.id));
    let of_it = |q: &Query| matches!(q, Query::List { ask, .. } if Some(ask.company) == app.shell.company_id());
    assert!(asked.iter().any(of_it), "{asked:?}");
}

#[test]
fn another_company_is_chosen_by_its_letter_and_kept_over_a_broken_link() {
    let mut app = app();
    let _ = press(&mut app, "g m");
    assert!(toast(&app).contains("only company"), "{}", toast(&app));
    assert!(app.overlay().is_none());

    let mut session = app.shell.session.clone().expect("a session");
    let mut second = session.companies[0].clone();
    second.company.id = 2;
    second.company.code = "DE".into();
    session.companies.push(second);
    app.shell.session = Some(session.clone());
    let loads = press(&mut app, "g a");
    let mut effects = press(&mut app, "g m b");
    assert_eq!(app.shell.company_id(), Some(2));
    assert_eq!(app.kind(), Kind::Aged, "the same screen");
    // What was given up ends first.
    for load in loads {
        if let Effect::Load {
            slot, generation, ..
        } = load
        {
            effects.extend(app.update(Msg::Reply {
                slot,
                generation,
                answer: Err(Message::new("ui-cancelled")),
            }));
        }
    }
    let of_second = |q: &Query| matches!(q, Query::List { ask, .. } if ask.company == 2);
    let loads = effects.iter().filter_map(|e| match e {
        Effect::Load { query, .. } => Some(query),
        _ => None,
    });
    assert!(loads.into_iter().any(of_second), "{effects:?}");

    let since = chrono::NaiveTime::MIN;
    let _ = app.update(Msg::Link(Link::Offline(since, Message::new("ui-empty"))));
    let effects = app.update(Msg::Link(Link::Live));
    let (slot, generation) = asked(&effects, &Query::Session).expect("asked");
    session.companies.reverse();
    let _ = app.update(Msg::Reply {
        slot,
        generation,
        answer: Ok(Reply::Session(session)),
    });
    assert_eq!(app.shell.company_id(), Some(2), "by its key");
}

#[test]
fn what_does_not_come_does_not_hide_that_a_write_is_checked() {
    let mut app = app();
    let request = app.shell.write("add_note", json!({}), "ACME");
    let effects = press(&mut app, "g y");
    let _ = app.update(Msg::Written {
        request,
        outcome: Outcome::Unknown,
    });
    refuse(&mut app, &effects);
    assert!(toast(&app).contains("checking"), "{}", toast(&app));
    let _ = app.update(Msg::Written {
        request,
        outcome: Outcome::Saved { answer: json!({}) },
    });
    let effects = press(&mut app, "r");
    refuse(&mut app, &effects);
    assert!(!toast(&app).contains("checking"), "{}", toast(&app));
}

#[test]
fn a_write_under_way_when_the_link_breaks_is_checked() {
    let mut app = app();
    let _ = app.shell.write("add_note", json!({}), "ACME");
    let since = chrono::NaiveTime::MIN;
    let _ = app.update(Msg::Link(Link::Offline(since, Message::new("ui-empty"))));
    assert!(toast(&app).contains("checking"), "{}", toast(&app));
}
