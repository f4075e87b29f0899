//! Drawing the alerts.

use super::columns::{amount, near_date};
use crate::app::screen::alerts::Alerts;
use crate::app::shell::Painted;
use crate::domain::alert::{Alert, AlertKind, AlertState};
use crate::i18n::Message;
use crate::ui::widget::{Cell, Column, Dress, Width, list_in};
use crate::ui::{Pen, Role, View};

pub(super) fn draw(state: &Alerts, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    let words = view.words;
    let columns = [
        Column::text(
            words.tr("scr-alert-kind"),
            Width::Fixed(22),
            move |a: &Alert| {
                let role = match a.kind {
                    AlertKind::ReturnedPayment | AlertKind::Breach | AlertKind::BrokenPromise => {
                        Role::Bad
                    }
                    _ => Role::Warn,
                };
                Cell::new(view.words.tr(kind(a.kind)), role)
            },
        ),
        Column::text(
            words.tr("scr-alert-customer"),
            Width::Share(18),
            |a: &Alert| Cell::new(a.customer_name.as_str(), Role::Strong),
        ),
        Column::figures(words.tr("scr-alert-amount"), 16, move |a: &Alert| {
            a.amount.map_or(String::new(), |m| amount(view, m)).into()
        }),
        Column::text(
            words.tr("scr-alert-since"),
            Width::Fixed(8),
            move |a: &Alert| Cell::new(near_date(view, a.raised_on), Role::Dim),
        ),
        Column::text(
            words.tr("scr-alert-state"),
            Width::Share(12),
            move |a: &Alert| handled(view, a),
        ),
    ];
    let faded = |a: &Alert| a.state != AlertState::Open;
    let dress = Dress {
        faded: Some(&faded),
        empty: "scr-alerts-empty",
        ..Dress::default()
    };
    list_in(view, pen, state.table(), &columns, &dress, painted);
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
    let message = match (alert.state, alert.snoozed_until) {
        (AlertState::Open, _) => Message::new("scr-alert-open"),
        (AlertState::Snoozed, Some(until)) => {
            Message::new("scr-alert-snoozed").with("date", near_date(view, until))
        }
        _ => Message::new("scr-alert-seen").with("who", who),
    };
    Cell::new(view.words.say(&message), Role::Dim)
}
