//! The aged balance, by its groupings and down to the document.

use encours::app::overlay::Overlay;
use encours::app::request::Query;
use encours::app::screen::Kind;
use encours::app::screen::Screen;
use encours::app::screen::aged::Line;
use encours::domain::aging::Split;
use encours::domain::filter::AsOf;
use encours::domain::list::{Key, ListName};
use uuid::Uuid;

use super::day;
use super::desk::Desk;

#[test]
fn the_balance_is_opened_down_to_the_document_on_the_chosen_day() {
    let mut desk = Desk::new();
    desk.press("g a d text:30/06/2026 tab text:2026-07-15 enter");
    let as_of = desk.queries().iter().rev().find_map(|q| match q {
        Query::List {
            which: ListName::Aging,
            ask,
            ..
        } => ask.as_of,
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
    let lines = |desk: &Desk| {
        let Screen::Aged(aged) = desk.app.screen() else {
            panic!("the balance: {:?}", desk.app.kind());
        };
        let rows = aged.totals().table().rows();
        let sums = aged.totals().totals().len();
        (rows.iter().map(Line::name).collect::<Vec<_>>(), sums)
    };
    assert_eq!(lines(&desk), (vec!["EUR".to_owned()], 1));
    desk.press("b");
    assert_eq!(lines(&desk), (vec!["North (Camille)".to_owned()], 1));
}

#[test]
fn a_filter_an_order_and_columns_stay_when_the_balance_is_split_otherwise() {
    let mut desk = Desk::new();
    desk.press("g a f text:risk:C space text:late>90 enter");
    let asked = |desk: &Desk| {
        let found = desk.queries().into_iter().rev().find_map(|q| match q {
            Query::List { which, ask, .. } => Some((which, ask)),
            _ => None,
        });
        let (which, ask) = found.expect("asked for");
        let terms: Vec<String> = ask.conditions.iter().map(ToString::to_string).collect();
        (which, ask.split, terms.join(" "), ask.order)
    };
    let risky = "risk=\"C\" late>90".to_owned();
    assert_eq!(
        asked(&desk),
        (ListName::Aging, Split::Currency, risky.clone(), None)
    );
    desk.press("S");
    let order = Some(Key::up("overdue"));
    desk.press("b b");
    assert_eq!(
        asked(&desk),
        (
            ListName::AgingTotals,
            Split::Portfolio,
            risky.clone(),
            order
        )
    );
    // One level down: the customers of that portfolio under the same filter.
    desk.paint();
    desk.press("enter");
    let (which, _, terms, _) = asked(&desk);
    assert_eq!((which, terms), (ListName::Aging, risky));
}

#[test]
fn a_bucket_is_called_by_its_days_and_only_those_there_are_can_be_chosen() {
    let mut desk = Desk::new();
    desk.press("g a s");
    let Some(Overlay::Choose(choose)) = desk.app.overlay() else {
        panic!("the orders");
    };
    let words = &desk.app.shell.words;
    let said: Vec<String> = choose
        .options
        .iter()
        .map(|(_, label, _)| words.say(label))
        .collect();
    assert!(said.contains(&"31–60 jours".to_owned()), "{said:?}");
    let buckets = choose
        .options
        .iter()
        .filter(|(.., key)| key.starts_with("bucket"));
    assert_eq!(buckets.count(), 5);
    desk.press("esc X");
    let export = desk.queries().into_iter().find_map(|q| match q {
        Query::Export(export) => Some(*export),
        _ => None,
    });
    let export = export.expect("a file");
    assert_eq!(export.columns.len(), export.heads.len());
    assert!(
        export.heads.contains(&">120".to_owned()),
        "{:?}",
        export.heads
    );
}
