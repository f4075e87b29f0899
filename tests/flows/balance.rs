//! The aged balance, by its groupings and down to the document.

use encours::app::overlay::Overlay;
use encours::app::request::Query;
use encours::app::screen::Kind;
use encours::app::screen::Screen;
use encours::domain::filter::AsOf;
use uuid::Uuid;

use super::day;
use super::desk::Desk;
use super::samples::total;

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
    // Another look at the form: the days that are shown stand in it, and typing takes their place.
    desk.press("d");
    assert_eq!(standing(&desk), ["30/06/2026", "15/07/2026"]);
    desk.press("text:2026-06-29");
    assert_eq!(standing(&desk), ["2026-06-29", "15/07/2026"]);
    desk.press("esc d");
    assert_eq!(standing(&desk), ["30/06/2026", "15/07/2026"], "no draft");
    desk.press("esc enter");
    assert_eq!(desk.app.kind(), Kind::Items);
    let asked = desk.queries().iter().rev().find_map(|q| match q {
        Query::List { ask, .. } => Some((ask.as_of, ask.scope.customer)),
        _ => None,
    });
    assert_eq!(asked, Some((as_of, Some(Uuid::from_u128(1)))));
    desk.press("enter");
    assert!(matches!(desk.app.overlay(), Some(Overlay::Text(_))));
}

fn standing(desk: &Desk) -> Vec<String> {
    let Some(Overlay::Form(form)) = desk.app.overlay() else {
        panic!("a form is open");
    };
    let texts = form.fields.iter().filter_map(|f| f.value_text());
    texts.map(str::to_owned).collect()
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
