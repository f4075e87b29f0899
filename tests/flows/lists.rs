//! What every list does.

use encours::app::Effect;
use encours::app::export::Export;
use encours::app::listing::Found;
use encours::app::overlay::Overlay;
use encours::app::request::Query;
use encours::app::screen::Screen;
use encours::domain::list::ListName;
use encours::domain::page::Fetch;

use super::desk::Desk;
use super::selected;

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
    desk.press("V K text:mine enter");
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

fn looked_for(desk: &Desk) -> Option<(String, Found)> {
    let listing = desk.app.screen().behaviour().listing()?;
    let seeking = listing.seeking()?;
    Some((seeking.text.clone(), seeking.found))
}

#[test]
fn what_is_looked_for_is_found_at_once_where_it_is_loaded() {
    let mut desk = Desk::new();
    desk.clear();
    desk.press("F text:mer space text:3");
    assert_eq!(selected(&desk), "Customer 3");
    assert!(desk.queries().is_empty(), "nothing is asked for");
    desk.press("enter ,");
    assert_eq!(selected(&desk), "Customer 3", "no other has it");
    desk.press("F esc g g F text:cust enter ; ;");
    assert_eq!(selected(&desk), "Customer 3");
    desk.press(",");
    assert_eq!(selected(&desk), "Customer 2");
    // Letters in their order do where no row has the word.
    desk.press("F text:cr2 enter");
    assert_eq!(selected(&desk), "Customer 2");
    desk.press("F text:nobody");
    assert_eq!(
        looked_for(&desk).map(|(_, found)| found),
        Some(Found::Nowhere)
    );
    assert!(desk.queries().is_empty(), "all of it is loaded");
}

#[test]
fn what_is_not_loaded_is_looked_for_in_the_whole_list() {
    let mut desk = Desk::new();
    desk.more = true;
    desk.press("r");
    desk.clear();
    desk.press("F text:cust space text:52");
    assert_eq!(looked_for(&desk), Some(("cust 52".into(), Found::Looking)));
    let sought = |desk: &Desk| {
        let asked = desk.queries().into_iter();
        let found = asked.filter_map(|query| match query {
            Query::Seek {
                text, ask, from, ..
            } => Some((text, ask.general, from)),
            _ => None,
        });
        found.collect::<Vec<_>>()
    };
    assert!(sought(&desk).is_empty(), "typing goes on");
    desk.press("enter");
    assert_eq!(sought(&desk), [("cust 52".into(), true, Fetch::First)]);
    assert_eq!(selected(&desk), "Customer 52");
    // The rows before it come as one goes up, from the place where it was found.
    desk.clear();
    desk.press("k");
    let asked = desk.queries();
    assert!(
        matches!(&asked[..], [Query::List { ask, fetch: Fetch::Before(_), .. }] if ask.general),
        "{asked:?}"
    );
    desk.press("F text:nobody enter");
    assert_eq!(
        looked_for(&desk).map(|(_, found)| found),
        Some(Found::Nowhere)
    );
    // Another filter begins anew, in the straight way.
    desk.clear();
    desk.press("f text:late>3 enter");
    let general = desk
        .queries()
        .iter()
        .any(|q| matches!(q, Query::List { ask, .. } if ask.general));
    assert!(!general);
}

#[test]
fn all_that_the_list_counts_is_marked_loaded_or_not() {
    let mut desk = Desk::new();
    let marks = |desk: &Desk| match desk.app.screen() {
        Screen::Worklist(worklist) => worklist.table().marks().len(),
        _ => panic!("the worklist"),
    };
    let loaded = desk.rows.len();
    desk.press("*");
    assert_eq!(marks(&desk), loaded);
    desk.press("*");
    assert_eq!(marks(&desk), 0);
    desk.more = true;
    desk.press("r *");
    assert_eq!(marks(&desk), loaded + 3);
    desk.press("*");
    assert_eq!(marks(&desk), 0, "all were marked");
}

#[test]
fn what_is_done_to_one_row_is_not_done_while_others_are_marked() {
    for (list, keys) in [("g w", "c h"), ("g l", "h l"), ("g d", "R"), ("g o", "h l")] {
        for key in keys.split(' ') {
            let mut desk = Desk::new();
            desk.press(list);
            desk.press("*");
            let listing = desk.app.screen().behaviour().listing();
            if listing.is_none_or(|listing| listing.marked_otherwise() == 0) {
                // The only row is both marked and under the cursor.
                continue;
            }
            desk.clear();
            desk.press(key);
            assert!(desk.app.overlay().is_none(), "{list} {key}");
            assert!(desk.sent().is_empty(), "{list} {key}");
            assert_eq!(desk.said(), "ui-of-one-row", "{list} {key}");
        }
    }
    // The one row that is marked is the one under the cursor.
    let mut desk = Desk::new();
    desk.press("space k c");
    assert!(matches!(desk.app.overlay(), Some(Overlay::Form(_))));
}

#[test]
fn one_form_is_filled_in_for_all_that_are_marked() {
    for (list, keys, rows) in [("g w", "n z", 3), ("g l", "z x A", 5)] {
        for key in keys.split(' ') {
            let mut desk = Desk::new();
            desk.press(list);
            desk.press("*");
            desk.press(key);
            let Some(Overlay::Form(form)) = desk.app.overlay() else {
                panic!("{list} {key}: {:?}", desk.app.overlay());
            };
            assert_eq!(form.targets.len(), rows, "{list} {key}");
            let counted = form.subject.starts_with(&format!("{rows} "));
            assert!(counted, "{}", form.subject);
        }
    }
}

#[test]
fn the_marked_alerts_are_acknowledged_at_once_and_each_loses_its_mark_when_it_is_saved() {
    let mut desk = Desk::new();
    desk.press("g l space space a");
    let marks = |desk: &Desk| match desk.app.screen() {
        Screen::Alerts(alerts) => alerts.table().marks().len(),
        _ => panic!("the alerts"),
    };
    let sent = desk.sent();
    assert_eq!(sent.len(), 2);
    assert!(sent.iter().all(|one| one.verb == "acknowledge_alert"));
    assert_eq!(marks(&desk), 2);
    desk.press("a");
    assert_eq!(desk.said(), "many-runs", "not twice");
    desk.saved(sent[0].request, serde_json::json!({}));
    assert_eq!(marks(&desk), 1);
    desk.saved(sent[1].request, serde_json::json!({}));
    assert_eq!(marks(&desk), 0);
    assert_eq!(desk.said(), "ui-saved-on-undo");
}

#[test]
fn a_view_is_named_renamed_and_removed_and_typing_its_name_does_nothing_else() {
    let mut desk = Desk::new();
    desk.press("g i S V K");
    let Some(Overlay::Form(form)) = desk.app.overlay() else {
        panic!("the name: {:?}", desk.app.overlay());
    };
    assert_eq!(form.id, "view-keep");
    desk.clear();
    desk.press("text:gwqcndX enter");
    assert!(desk.app.overlay().is_none());
    assert_eq!(desk.said(), "ui-view-kept");
    assert!(desk.sent().is_empty());
    assert_eq!(desk.app.shell.views[0].name, "gwqcndX");

    desk.press("V R a text:late enter");
    assert_eq!(desk.app.shell.views[0].name, "late");
    let renamed = desk.effects.iter().any(|e| {
        matches!(e, Effect::RenameView { list, from, to }
            if list == "items" && from == "gwqcndX" && to == "late")
    });
    assert!(renamed, "{:?}", desk.effects);

    // A second view may not have the name of the first.
    desk.press("C a esc V K text:late enter");
    let Some(Overlay::Form(form)) = desk.app.overlay() else {
        panic!("still the name: {:?}", desk.app.overlay());
    };
    assert!(form.error.is_some());
    desk.press("esc");
    assert_eq!(desk.app.shell.views.len(), 1);

    // Enter alone removes nothing.
    desk.press("V D a enter");
    assert_eq!(desk.app.shell.views.len(), 1);
    desk.press("text:supprimer ctrl-d");
    assert!(desk.app.shell.views.is_empty(), "{}", desk.said());
    let dropped = Effect::DropView("items".into(), "late".into());
    assert!(desk.effects.contains(&dropped));
}

#[test]
fn the_palette_shows_views_on_their_screens_and_what_was_done_by_it_first() {
    let mut desk = Desk::new();
    desk.press("g i S V K text:oldest enter V O g w");
    desk.press(": text:oldest enter");
    let listing = desk.app.screen().behaviour().listing().expect("a list");
    assert_eq!(listing.name(), "items");
    assert!(listing.view().order.is_some());
    // What was done by the palette comes first the next time.
    desk.press(": text:pipel enter");
    assert_eq!(desk.app.kind(), encours::app::screen::Kind::Pipeline);
    desk.press("g w : enter");
    assert_eq!(desk.app.kind(), encours::app::screen::Kind::Pipeline);
}

#[test]
fn another_filter_takes_the_marks_away_and_says_so() {
    let mut desk = Desk::new();
    let marked = |desk: &Desk| {
        let listing = desk.app.screen().behaviour().listing();
        listing.map_or(0, |listing| listing.marked_otherwise())
    };
    desk.press("space space s a");
    assert_eq!(marked(&desk), 2, "another order shows the same rows");
    desk.press("f text:customer enter");
    assert_eq!(marked(&desk), 0);
    assert_eq!(desk.said(), "ui-marks-dropped");
}

#[test]
fn the_parts_of_a_narrowed_list_are_not_counted_as_if_it_were_not() {
    let mut desk = Desk::new();
    desk.press("g p");
    let head = |desk: &Desk| {
        let screen = desk.app.screen().behaviour();
        let listing = screen.listing().expect("a list");
        listing.counted()
    };
    let all = head(&desk);
    assert!(all.is_some());
    desk.hold_answers = true;
    desk.press("f text:customer enter");
    assert_eq!(head(&desk), None, "not counted yet");
}
