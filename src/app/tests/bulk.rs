//! The same done to many rows.

use super::super::bulk::Target;
use super::*;

fn targets(n: usize) -> Vec<Target> {
    let target = |n: usize| {
        let row = Uuid::from_u128(0xA000 + n as u128);
        let own = json!({ "alert": row.to_string(), "rev": n });
        Target::new(row, &format!("Customer {n}"), own)
    };
    (1..=n).map(target).collect()
}

fn snooze(n: usize) -> Form {
    Form::new("snooze", "snooze_alert", "all of them", "marked")
        .fixed("company", 1)
        .for_each(targets(n))
        .field(Field::date("until_on", Toward::Future).required())
        .field(Field::text("reason"))
}

/// Types the form, and gives what was planned and what was sent at once.
fn start(app: &mut App, n: usize) -> (Vec<write::Submission>, Vec<write::Submission>) {
    app.shell.open_form(snooze(n));
    let number = if n > 20 {
        format!("tab text:{n}")
    } else {
        String::new()
    };
    let effects = press(app, &format!("text:+10 tab text:busy {number} ctrl-d"));
    let planned = effects.iter().find_map(|e| match e {
        Effect::Plan(all) => Some(all.clone()),
        _ => None,
    });
    let sent = writes(&effects).into_iter().cloned().collect();
    (planned.expect("a plan"), sent)
}

fn answer(app: &mut App, submission: &write::Submission, outcome: Outcome) -> Vec<Effect> {
    let request = submission.request;
    app.update(Msg::Written { request, outcome })
}

fn saved() -> Outcome {
    Outcome::Saved {
        answer: json!({ "recorded": true }),
    }
}

fn refused(key: &str) -> Outcome {
    Outcome::Refused(Message::new(key))
}

/// Answers what was sent, and what is sent for that, until nothing is.
fn answer_all(
    app: &mut App,
    mut sent: Vec<write::Submission>,
    outcome: impl Fn(&write::Submission) -> Outcome,
) -> Vec<write::Submission> {
    let mut all = Vec::new();
    while !sent.is_empty() {
        let mut next = Vec::new();
        for submission in sent {
            let effects = answer(app, &submission, outcome(&submission));
            next.extend(writes(&effects).into_iter().cloned());
            all.push(submission);
        }
        sent = next;
    }
    all
}

fn text(app: &App) -> &overlay::TextView {
    match app.overlay() {
        Some(Overlay::Text(text)) => text,
        other => panic!("no text but {other:?}"),
    }
}

#[test]
fn each_row_is_a_write_of_its_own_and_all_are_kept_before_the_first_is_sent() {
    let mut app = app();
    let (planned, sent) = start(&mut app, 9);
    assert_eq!(planned.len(), 9);
    assert!(sent.len() < 9, "a few at a time");
    assert_eq!(sent, planned[..sent.len()]);
    for (n, one) in planned.iter().enumerate() {
        assert_eq!(one.verb, "snooze_alert");
        assert_eq!(one.body["rev"], n + 1);
        assert_eq!(one.body["until_on"], "2026-12-07");
        assert_eq!(one.body["reason"], "busy");
        assert_eq!(one.subject, format!("Customer {}", n + 1));
    }
    let all = answer_all(&mut app, sent, |_| saved());
    assert_eq!(all, planned);
    let said = toast(&app);
    assert!(said.starts_with("saved on all of them"), "{said}");
    assert!(app.overlay().is_none());
}

#[test]
fn one_undo_takes_back_all_that_was_saved() {
    let mut app = app();
    let (planned, sent) = start(&mut app, 6);
    answer_all(&mut app, sent, |one| match one.body["rev"] == 3 {
        true => refused("refused-alert-unknown"),
        false => saved(),
    });
    press(&mut app, "esc");
    let effects = press(&mut app, "u");
    let undone: Vec<_> = writes(&effects).into_iter().cloned().collect();
    let undone = answer_all(&mut app, undone, |_| saved());
    let done = planned.iter().filter(|one| one.body["rev"] != 3);
    let done: Vec<String> = done.map(|one| one.request.to_string()).collect();
    let targets: Vec<&str> = undone
        .iter()
        .filter_map(|u| u.body["target"].as_str())
        .collect();
    assert_eq!(targets, done);
    assert!(undone.iter().all(|u| u.verb == "undo"));
    let said = toast(&app);
    assert!(said.contains("taken back on all of them"), "{said}");
}

#[test]
fn what_was_refused_is_listed_with_its_reason_and_the_rest_stands() {
    let mut app = app();
    let (_, sent) = start(&mut app, 6);
    answer_all(&mut app, sent, |one| match one.body["rev"].as_i64() {
        Some(2) => refused("refused-alert-unknown"),
        Some(5) => refused("refused-date-past"),
        _ => saved(),
    });
    let listed = text(&app);
    let lines: Vec<&str> = listed.body.lines().collect();
    assert_eq!(lines.len(), 2, "{}", listed.body);
    assert!(lines[0].starts_with("Customer 2: "), "{}", lines[0]);
    assert!(lines[1].starts_with("Customer 5: "), "{}", lines[1]);
    let said = toast(&app);
    assert!(said.contains("4 of 6"), "{said}");
    press(&mut app, "esc");
    app.shell.open_form(snooze(2));
    let words = form(&app).get("reason").and_then(|f| f.value_text());
    assert_eq!(words, Some("busy"), "for those that are left");
}

#[test]
fn where_every_row_is_refused_for_one_reason_the_form_comes_back() {
    let mut app = app();
    let (_, sent) = start(&mut app, 3);
    answer_all(&mut app, sent, |_| refused("refused-date-past"));
    let back = form(&app);
    assert!(back.error.is_some());
    assert_eq!(back.targets.len(), 3);
    let again = press(&mut app, "ctrl-d");
    assert_eq!(writes(&again).len(), 3);
}

#[test]
fn escape_gives_up_the_rows_that_wait_and_says_what_was_done() {
    let mut app = app();
    let (planned, sent) = start(&mut app, 50);
    let effects = press(&mut app, "esc");
    let forgotten = effects.iter().find_map(|e| match e {
        Effect::Forget(requests) => Some(requests.clone()),
        _ => None,
    });
    let waited = planned[sent.len()..].iter().map(|one| one.request);
    assert_eq!(forgotten, Some(waited.collect()));
    let under_way = sent.len();
    let all = answer_all(&mut app, sent, |_| saved());
    assert_eq!(all.len(), under_way);
    let said = toast(&app);
    assert!(said.contains(&format!("{under_way} of 50")), "{said}");
}

#[test]
fn what_a_broken_link_left_in_doubt_is_sent_again_under_its_own_request() {
    let mut app = app();
    let (planned, sent) = start(&mut app, 6);
    let away = Link::Offline(chrono::NaiveTime::MIN, Message::new("ui-read-only"));
    let _ = app.update(Msg::Link(away));
    let effects = app.update(Msg::Link(Link::Live));
    let again: Vec<_> = writes(&effects).into_iter().cloned().collect();
    assert_eq!(again, sent);
    let all = answer_all(&mut app, again, |_| saved());
    assert_eq!(all, planned, "and the rest after it");
}

#[test]
fn what_a_killed_cockpit_left_is_told_of_as_one() {
    let mut first = app();
    let (planned, _) = start(&mut first, 5);
    let mut heir = app();
    let effects = heir.update(Msg::Recovered {
        submissions: planned[2..].to_vec(),
        drafts: Vec::new(),
    });
    let sent: Vec<_> = writes(&effects).into_iter().cloned().collect();
    assert_eq!(sent, planned[2..]);
    answer_all(&mut heir, sent, |_| saved());
    let said = toast(&heir);
    assert!(said.contains("3 rows"), "{said}");
    assert!(heir.shell.undo().is_some_and(|saved| saved.can_go()));
}

#[test]
fn for_more_rows_than_a_screen_shows_their_number_is_typed() {
    let mut app = app();
    app.shell.open_form(snooze(21));
    let effects = press(&mut app, "text:+10 tab text:x ctrl-d");
    assert!(writes(&effects).is_empty());
    let typed = form(&app).fields.iter().position(|f| f.name == "word");
    assert_eq!(typed, Some(2), "it is asked for");
    app.shell.overlays.clear();
    app.shell.open_form(snooze(20));
    assert!(form(&app).get("word").is_none());
}
