//! From one screen to another.

use encours::app::Effect;
use encours::app::request::Query;
use encours::app::request::Reply;
use encours::app::screen::Kind;
use encours::app::screen::Screen;
use encours::app::screen::today::Count;
use encours::domain::page::Page;
use encours::domain::today::Today as Figures;

use super::desk::Desk;
use super::samples::{letter, row};

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
