//! The cockpit driven by keys and answers: no terminal, no database, no clock.

mod answers;
mod desk;
mod mentions;
mod pictures;
mod samples;
mod team;
mod tips;

use chrono::NaiveDate;
use encours::app::export::Export;
use encours::app::msg::Outcome;
use encours::app::overlay::Overlay;
use encours::app::request::{Facts, Query, Reply};
use encours::app::screen::today::Count;
use encours::app::screen::{Kind, Screen};
use encours::app::write::Submission;
use encours::app::{Effect, Msg};
use encours::domain::change::Change;
use encours::domain::currency::Currency;
use encours::domain::customer::Hold;
use encours::domain::filter::AsOf;
use encours::domain::invoice::ItemKind;
use encours::domain::list::ListName;
use encours::domain::money::Money;
use encours::domain::page::Page;
use encours::domain::today::Today as Figures;
use encours::i18n::Message;
use uuid::Uuid;

use desk::Desk;
use samples::{item, letter, row, total};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// The name under the worklist's cursor.
fn selected(desk: &Desk) -> String {
    let Screen::Worklist(worklist) = desk.app.screen() else {
        panic!("not the worklist: {:?}", desk.app.kind());
    };
    let row = worklist.table().selected().expect("a row");
    row.name.as_str().to_owned()
}

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
fn words_of_a_write_that_an_earlier_session_sent_come_back_when_it_is_refused() {
    let mut earlier = Desk::new();
    earlier.press("n text:ring_on_monday ctrl-d");
    let sent = earlier.sent();
    let kept = serde_json::to_string(&sent[0]).expect("goes into the journal");

    let mut desk = Desk::new();
    let submission: Submission = serde_json::from_str(&kept).expect("comes out of it");
    let request = submission.request;
    let drafts = Vec::new();
    desk.update(Msg::Recovered {
        submissions: vec![submission],
        drafts,
    });
    desk.clear();
    desk.update(Msg::Written {
        request,
        outcome: Outcome::Refused(Message::new("refused-conflict")),
    });
    assert_eq!(desk.said(), "ui-refused-kept-on");
    let saved = |e: &Effect| matches!(e, Effect::SaveDraft(_));
    let settled = |e: &Effect| *e == Effect::Settle(request);
    let place = |what: &dyn Fn(&Effect) -> bool| desk.effects.iter().position(what);
    let (saved, settled) = (place(&saved).expect("kept"), place(&settled).expect("over"));
    assert!(saved < settled, "a crash in between loses nothing");
    desk.paint();
    desk.press("n");
    let Some(Overlay::Form(form)) = desk.app.overlay() else {
        panic!("the note's form");
    };
    assert_eq!(form.words().body["note"], "ring_on_monday");
}

#[test]
fn refused_words_wait_in_the_journal_while_others_are_kept_for_the_same_form() {
    let mut earlier = Desk::new();
    earlier.press("n text:first ctrl-d");
    let submission = earlier.sent().remove(0);
    let request = submission.request;
    let mut desk = Desk::new();
    desk.press("n text:second esc");
    desk.update(Msg::Recovered {
        submissions: vec![submission],
        drafts: Vec::new(),
    });
    desk.clear();
    desk.update(Msg::Written {
        request,
        outcome: Outcome::Refused(Message::new("refused-conflict")),
    });
    assert!(!desk.effects.contains(&Effect::Settle(request)));
    desk.press("n");
    let Some(Overlay::Form(form)) = desk.app.overlay() else {
        panic!("the note's form");
    };
    assert_eq!(form.words().body["note"], "second");
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
fn an_approval_counts_only_after_the_letter_was_painted_to_its_end() {
    let mut desk = Desk::new();
    desk.press_unpainted("m a");
    assert_eq!(desk.app.kind(), Kind::Letter);
    assert!(desk.sent().is_empty(), "not painted");
    desk.paint();
    desk.press("a");
    assert!(desk.sent().is_empty(), "painted, but not to its end");
    desk.paint_letter();
    desk.press("a");
    let sent = desk.sent();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].verb, "approve_reminder");
    assert_eq!(sent[0].body["hash"], "cafe");
    assert_eq!(sent[0].body["company"], 1);
    assert_eq!(desk.app.kind(), Kind::Worklist);
}

#[test]
fn a_letter_that_changed_must_be_seen_again() {
    let mut desk = Desk::new();
    desk.press("m");
    desk.paint_letter();
    desk.letter.approval["hash"] = "beef".into();
    desk.changed(Some(Uuid::from_u128(1)), "reminder");
    desk.press("a");
    assert!(desk.sent().is_empty());
}

#[test]
fn an_approved_mail_is_taken_back_with_undo() {
    let mut desk = Desk::new();
    desk.press("m");
    desk.paint_letter();
    desk.press("a");
    let request = desk.sent()[0].request;
    desk.saved(
        request,
        serde_json::json!({ "id": "r", "mail": "the-mail" }),
    );
    desk.paint();
    desk.press("u");
    let sent = desk.sent();
    assert_eq!(sent[1].verb, "recall_mail");
    assert_eq!(sent[1].body["mail"], "the-mail");
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
        desk.press_unpainted("h text:moving_house enter");
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
    desk.press("r text:moving_house enter");
    let sent = desk.sent();
    assert_eq!(sent[0].body["what"], "reminders");

    let desk = held_already(Vec::new());
    assert_eq!(desk.sent()[0].body["what"], "credit");
}

#[test]
fn todays_broken_promises_open_as_many_as_they_count() {
    let mut desk = Desk::new();
    desk.hold_answers = true;
    desk.press("g t");
    desk.answer_with(Reply::Today(Box::new(Figures {
        promises_broken: 2,
        ..Figures::default()
    })));
    desk.paint();
    let selected = |desk: &Desk| match desk.app.screen() {
        Screen::Today(today) => today.lines.selected().map(|line| line.count),
        _ => panic!("not today: {:?}", desk.app.kind()),
    };
    for _ in 0..40 {
        if selected(&desk) == Some(Count::PromisesBroken) {
            break;
        }
        desk.press("j");
    }
    desk.clear();
    desk.press("enter");
    assert_eq!(desk.app.kind(), Kind::Promises);
    let listing = desk.app.screen().behaviour().listing().expect("a list");
    assert_eq!(listing.view().filter, "jugee>=hier");
    let asked = desk.effects.iter().find_map(|effect| match effect {
        Effect::Load {
            query: Query::List { ask, .. },
            ..
        } => Some(ask.conditions.len()),
        _ => None,
    });
    assert!(asked > Some(1), "the part and the day: {asked:?}");
}

#[test]
fn a_changed_row_is_patched_where_it_stands() {
    let mut desk = Desk::new();
    desk.rows[1].points = 99;
    desk.changed(Some(Uuid::from_u128(2)), "activity");
    let Screen::Worklist(worklist) = desk.app.screen() else {
        panic!("the worklist");
    };
    let points: Vec<i32> = worklist.table().rows().iter().map(|r| r.points).collect();
    assert_eq!(points, [10, 99, 10], "patched, not reordered");
    assert_eq!(selected(&desk), "Customer 1");
}

#[test]
fn newer_lines_of_the_feed_are_told_of_and_one_key_away() {
    let mut desk = Desk::new();
    let newer = |desk: &Desk| match desk.app.screen() {
        Screen::Activity(feed) => feed.newer(),
        _ => panic!("the feed"),
    };
    let first_pages = |desk: &Desk| {
        let first = |q: &&Query| matches!(q, Query::List { fetch, .. } if *fetch == encours::domain::page::Fetch::First);
        desk.queries().iter().filter(first).count()
    };
    desk.press("g y");
    desk.paint();
    desk.clear();
    desk.changed(None, "activity");
    assert_eq!(newer(&desk), 0);
    assert_eq!(first_pages(&desk), 1, "at the top the feed runs by itself");
    desk.press("j");
    desk.clear();
    desk.changed(None, "activity");
    desk.changed(None, "activity");
    assert_eq!(newer(&desk), 2);
    assert_eq!(first_pages(&desk), 0, "the reader's place is kept");
    desk.press("g g");
    assert_eq!(first_pages(&desk), 1);
    assert_eq!(newer(&desk), 0);
}

#[test]
fn columns_are_chosen_and_a_view_is_kept_and_shown_again() {
    let mut desk = Desk::new();
    let view = |desk: &Desk| {
        let listing = desk.app.screen().behaviour().listing();
        listing.expect("a list").view().clone()
    };
    desk.press("g i C");
    let shown = |desk: &Desk| match desk.app.overlay() {
        Some(Overlay::Choose(choose)) => choose
            .options
            .iter()
            .filter(|(_, label, _)| label.key == "ui-column-shown")
            .map(|(_, _, key)| key.clone())
            .collect::<Vec<_>>(),
        _ => panic!("the columns"),
    };
    let own = shown(&desk);
    // The first column there is, and off again.
    desk.press("a");
    assert!(
        shown(&desk).contains(&"customer".to_owned()),
        "it stays open"
    );
    desk.press("a");
    assert_eq!(shown(&desk), own);
    desk.press("a esc S");
    let kept = view(&desk);
    assert!(kept.columns.is_some() && kept.order.is_some());
    desk.press("V K");
    let written = desk.effects.iter().find_map(|e| match e {
        Effect::KeepView(view) => Some(view.clone()),
        _ => None,
    });
    let written = written.expect("it is written");
    assert_eq!(
        (written.list.as_str(), written.sort.as_str()),
        ("items", "due_on:desc")
    );
    desk.clear();
    desk.press("V O");
    assert_eq!(view(&desk), Default::default());
    desk.press("V a");
    assert_eq!(view(&desk), kept);
    // Kept twice is kept once.
    desk.press("V K");
    assert!(
        !desk
            .effects
            .iter()
            .any(|e| matches!(e, Effect::KeepView(_)))
    );
    // The views of one list are not those of another.
    desk.press("g p V");
    let Some(Overlay::Choose(choose)) = desk.app.overlay() else {
        panic!("the views");
    };
    assert_eq!(choose.options.len(), 2);
    desk.press("esc");
    // A filter that no longer reads shows nothing else than before.
    desk.app.shell.views[0].filter = "nonsense>3".into();
    desk.press("g i V O V a");
    assert_eq!(view(&desk), Default::default());
    assert!(desk.said().starts_with("filter-"), "{}", desk.said());
}

#[test]
fn a_customer_is_found_from_anywhere_and_opened() {
    let mut desk = Desk::new();
    desk.press("g a / text:customer enter");
    assert_eq!(desk.app.kind(), Kind::Aged, "the answer is still to come");
    desk.ring_search();
    assert_eq!(
        desk.app.kind(),
        Kind::Customer,
        "the only one found is opened"
    );
    assert!(desk.app.overlay().is_none());
}

#[test]
fn the_balance_is_opened_down_to_the_document_on_the_chosen_day() {
    let mut desk = Desk::new();
    desk.press("g a d text:30/06/2026 tab text:2026-07-15 enter");
    let as_of = desk.queries().iter().rev().find_map(|q| match q {
        Query::Aged { as_of, .. } => *as_of,
        _ => None,
    });
    let AsOf { day: on, known_at } = as_of.expect("a day");
    assert_eq!(on, day("2026-06-30"));
    let known_at = known_at.expect("as known then");
    assert_eq!(
        known_at.to_rfc3339(),
        "2026-07-15T21:59:59.999999+00:00",
        "to the day's end in Paris"
    );
    desk.press("enter");
    assert_eq!(desk.app.kind(), Kind::Items);
    let asked = desk.queries().iter().rev().find_map(|q| match q {
        Query::List { ask, .. } => Some((ask.as_of, ask.scope.customer)),
        _ => None,
    });
    assert_eq!(asked, Some((as_of, Some(Uuid::from_u128(1)))));
    desk.press("enter");
    assert!(matches!(desk.app.overlay(), Some(Overlay::Text(_))));
}

#[test]
fn the_balance_is_split_by_currency_and_by_collector() {
    let mut desk = Desk::new();
    desk.press("g a b");
    let Screen::Aged(aged) = desk.app.screen() else {
        panic!("the balance");
    };
    assert_eq!(aged.table().rows().len(), 1);
    assert_eq!(aged.totals, [total(None)]);
    desk.press("b");
    let Screen::Aged(aged) = desk.app.screen() else {
        panic!("the balance");
    };
    assert_eq!(aged.table().rows()[0].name, "North");
}

#[test]
fn an_edge_that_is_near_asks_once_however_long_the_key_is_held() {
    let mut desk = Desk::new();
    desk.more = true;
    desk.press("r");
    desk.hold_answers = true;
    desk.clear();
    for _ in 0..20 {
        desk.press("j");
    }
    let asked = desk.queries().len();
    assert_eq!(asked, 1, "{:?}", desk.queries());
    let cancelled = desk.effects.iter().any(|e| matches!(e, Effect::Cancel(_)));
    assert!(!cancelled);
}

/// What is asked for to be written to a file, in the order it was asked.
fn exports(desk: &Desk) -> Vec<Export> {
    let asked = desk.queries().into_iter();
    asked
        .filter_map(|query| match query {
            Query::Export(export) => Some(*export),
            _ => None,
        })
        .collect()
}

#[test]
fn a_list_is_written_as_it_is_shown_all_of_it_and_one_is_told_where() {
    let mut desk = Desk::new();
    desk.press("g i f l a t e > 3 0 enter");
    desk.clear();
    desk.press("X");
    let asked = exports(&desk);
    assert_eq!(asked.len(), 2, "a part, then the rest");
    assert_eq!(asked[0].which, ListName::Items);
    let conditions = &asked[0].ask.conditions;
    let terms: Vec<String> = conditions.iter().map(ToString::to_string).collect();
    assert_eq!(terms, ["overdue", "late>30"], "the part and the filter");
    assert!(asked[0].columns.contains(&"open"));
    assert!(
        asked[0].columns.contains(&"currency"),
        "amounts never without theirs: {:?}",
        asked[0].columns
    );
    assert_eq!((asked[0].rows, asked[1].rows), (0, 5_000));
    assert!(asked[0].after.is_none() && asked[1].after.is_some());
    assert_eq!(asked[0].id, asked[1].id);
    let toast = desk.app.shell.toast.as_ref().expect("a word");
    let said = desk.app.shell.words.say(&toast.message);
    let today = desk.app.shell.today().expect("a day");
    let path = format!("/exports/items-{today}.csv");
    assert!(said.contains(&path), "{said}");
}

#[test]
fn a_list_that_is_being_written_can_be_given_up() {
    let mut desk = Desk::new();
    desk.hold_answers = true;
    desk.press("X X");
    assert_eq!(exports(&desk).len(), 1, "one at a time");
    let id = exports(&desk)[0].id;
    desk.clear();
    desk.press("esc");
    let dropped = |e: &Effect| *e == Effect::DropExport(id);
    assert!(desk.effects.iter().any(dropped), "{:?}", desk.effects);
    let cancelled = |e: &Effect| matches!(e, Effect::Cancel(slot) if slot.part == "rows");
    assert!(desk.effects.iter().any(cancelled), "{:?}", desk.effects);
}

#[test]
fn every_answer_fits_its_question() {
    // What the desk answers is what the runtime answers: a mismatch would leave a screen empty for good.
    let mut desk = Desk::new();
    for keys in ["g t", "g w", "g a", "g y", "g l", "g w enter", "tab", "tab"] {
        desk.press(keys);
        assert!(!desk.app.shell.loading_any(), "{keys}");
    }
    let page: Page<_> = Page::whole(vec![row(1)]);
    assert_eq!(page.total, Some(1));
    assert!(letter().held.is_none());
    assert!(matches!(Reply::Worklist(page), Reply::Worklist(_)));
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
fn where_colleagues_are_is_asked_only_where_it_is_shown() {
    for (list, by, asks) in [
        ("g w", "marc", true),
        ("g w", "camille", false),
        ("g w enter", "marc", true),
        ("g i", "marc", false),
        ("g l", "marc", false),
    ] {
        let mut desk = Desk::new();
        desk.press(list);
        desk.clear();
        desk.update(Msg::Changed(vec![Change {
            seq: 1,
            company: 1,
            entity: "presence".into(),
            id: None,
            customer: Some(row(1).customer),
            by: Some(by.into()),
        }]));
        assert_eq!(!desk.queries().is_empty(), asks, "{list}, by {by}");
    }
}
