//! Key figures and the forecast: what opens from them, and the target of the month.

use encours::app::screen::Kind;
use encours::domain::forecast::By;
use serde_json::json;

use super::desk::Desk;
use super::samples::session;

#[test]
fn a_figure_opens_what_it_is_made_of_or_says_why_not() {
    for (down, kind) in [
        (0, Kind::Aged),
        (6, Kind::Invoices),
        (10, Kind::Promises),
        (12, Kind::Activity),
        (14, Kind::Disputes),
        (16, Kind::Pipeline),
        // Nothing lists what was settled.
        (8, Kind::Kpis),
        (17, Kind::Kpis),
    ] {
        let mut desk = Desk::new();
        desk.press("g k");
        for _ in 0..down {
            desk.press("j");
        }
        desk.press("enter");
        assert_eq!(desk.app.kind(), kind, "{down} down");
    }
}

#[test]
fn the_trend_is_asked_for_once_the_figures_are_there() {
    let mut desk = Desk::new();
    desk.press("g k");
    let kpis = match desk.app.screen() {
        encours::app::screen::Screen::Kpis(kpis) => kpis,
        other => panic!("{other:?}"),
    };
    assert!(kpis.board.is_some());
    let asked = kpis.trend.iter().map(|board| board.day).collect::<Vec<_>>();
    assert_eq!(asked.len(), 13);
    assert_eq!(asked.last(), kpis.board.as_ref().map(|board| &board.day));
}

#[test]
fn a_leader_sets_the_target_of_the_month_and_nobody_else() {
    let mut desk = Desk::new();
    desk.press("g f T");
    assert!(desk.app.overlay().is_none(), "a collector has no form");
    let mut session = session();
    session.leads = true;
    desk.app.shell.session = Some(session);
    desk.clear();
    desk.press("g w g f T ctrl-u text:300000 ctrl-d");
    let sent = desk.sent();
    assert_eq!(sent[0].verb, "set_target");
    let month = By::Month.label(By::Month.start(desk.app.shell.today().expect("a day")));
    assert_eq!(
        sent[0].body,
        json!({"company": 1, "month": month, "rev": 1, "amount": "300000"})
    );
}

#[test]
fn tab_asks_by_month_and_drops_the_weeks() {
    let mut desk = Desk::new();
    desk.press("g f tab");
    let forecast = match desk.app.screen() {
        encours::app::screen::Screen::Forecast(forecast) => forecast,
        other => panic!("{other:?}"),
    };
    assert_eq!(forecast.tabs.shown(), By::Month);
    let months = forecast
        .lines
        .rows()
        .iter()
        .filter(|line| line.column.is_some());
    assert_eq!(months.count(), 2 * 6);
}
