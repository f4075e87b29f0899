//! What colleagues change under one's eyes.

use encours::app::Msg;
use encours::app::request::Query;
use encours::app::screen::Screen;
use encours::domain::change::Change;
use encours::domain::page::Fetch;
use uuid::Uuid;

use super::desk::Desk;
use super::samples::row;
use super::selected;

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
        let first = |q: &&Query| matches!(q, Query::List { fetch, .. } if *fetch == Fetch::First);
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
