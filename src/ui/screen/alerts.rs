//! Drawing the alerts.

use super::columns::near_date;
use crate::app::screen::alerts::Alerts;
use crate::app::shell::Painted;
use crate::domain::alert::{Alert, AlertKind, AlertState};
use crate::i18n::Message;
use crate::ui::widget::{Cell, Dress, listing};
use crate::ui::{Pen, Role, View};

pub(super) fn draw(state: &Alerts, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    let faded = |a: &Alert| a.state != AlertState::Open;
    let dress = Dress {
        faded: Some(&faded),
        empty: "scr-alerts-empty",
        ..Dress::default()
    };
    listing(
        view,
        pen,
        state.list(),
        &dress,
        &|field, row| dressed(view, field.key, row),
        painted,
    );
}

fn dressed(view: View<'_>, key: &str, alert: &Alert) -> Option<Cell> {
    Some(match key {
        "kind" => {
            let role = match alert.kind {
                AlertKind::ReturnedPayment | AlertKind::Breach | AlertKind::BrokenPromise => {
                    Role::Bad
                }
                _ => Role::Warn,
            };
            Cell::new(about(view, alert), role)
        }
        "raised_on" => Cell::new(near_date(view, alert.raised_on), Role::Dim),
        "state" => handled(view, alert),
        _ => return None,
    })
}

/// What happened, with the document or the day by which it is known.
fn about(view: View<'_>, alert: &Alert) -> String {
    let day = alert.falls_on.map(|day| near_date(view, day));
    let which = match (alert.kind, alert.deadline.as_ref()) {
        (AlertKind::Deadline, Some(what)) if view.words.has(&deadline(what.as_str())) => {
            let told = Message::new(deadline(what.as_str()));
            return view.words.say(&told.with("date", day.unwrap_or_default()));
        }
        _ => alert
            .number
            .as_ref()
            .map(|number| number.as_str().to_owned())
            .or(day),
    };
    let kind = view.words.tr(kind(alert.kind));
    match which {
        Some(which) => format!("{kind} {} {which}", view.look.glyphs.dot),
        None => kind,
    }
}

/// Catalogue key of a deadline.
fn deadline(what: &str) -> String {
    format!("scr-deadline-{}", what.replace('_', "-"))
}

/// Catalogue key of a kind of alert.
fn kind(kind: AlertKind) -> &'static str {
    match kind {
        AlertKind::ReturnedPayment => "scr-alert-returned-payment",
        AlertKind::Breach => "scr-alert-breach",
        AlertKind::Near => "scr-alert-near",
        AlertKind::BrokenPromise => "scr-alert-broken-promise",
        AlertKind::BlockedOrder => "scr-alert-blocked-order",
        AlertKind::LargeOverdue => "scr-alert-large-overdue",
        AlertKind::LimitExpiring => "scr-alert-limit-expiring",
        AlertKind::ExposureUnknown => "scr-alert-exposure-unknown",
        AlertKind::Deadline => "scr-alert-deadline",
    }
}

fn handled(view: View<'_>, alert: &Alert) -> Cell {
    let who = alert.handled_by.as_ref().map_or("", |p| p.as_str());
    let waits = matches!(alert.state, AlertState::Open | AlertState::Acknowledged);
    let given = alert.assigned.as_ref().filter(|_| waits);
    let message = match (alert.state, alert.snoozed_until) {
        _ if given.is_some() => {
            Message::new("scr-alert-given").with("who", given.map_or("", |person| person.as_str()))
        }
        (AlertState::Open, _) => Message::new("scr-alert-open"),
        (AlertState::Snoozed, Some(until)) => {
            Message::new("scr-alert-snoozed").with("date", near_date(view, until))
        }
        _ => Message::new("scr-alert-seen").with("who", who),
    };
    Cell::new(view.words.say(&message), Role::Dim)
}
