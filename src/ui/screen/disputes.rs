//! Drawing the disputes.

use super::columns::{amount, customer, near_date};
use crate::app::screen::disputes::Disputes;
use crate::app::shell::Painted;
use crate::domain::dispute::Dispute;
use crate::ui::widget::{Cell, Column, Dress, Width, list_in, tabs};
use crate::ui::{Pen, Role, View};

pub(super) fn draw(state: &Disputes, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    tabs(view, pen, state.tabs());
    let words = view.words;
    let columns = [
        customer(view, 16, |d: &Dispute| &d.customer_name),
        Column::text(
            words.tr("cust-col-number"),
            Width::Share(8),
            |d: &Dispute| d.number.as_str().into(),
        ),
        Column::figures(words.tr("cust-disputed"), 14, move |d: &Dispute| {
            amount(view, d.amount).into()
        }),
        Column::text(
            words.tr("cust-dispute-reason"),
            Width::Share(9),
            move |d: &Dispute| {
                let key = format!("cust-reason-{}", d.reason.replace('_', "-"));
                view.words.tr(&key).into()
            },
        ),
        Column::text(
            words.tr("disp-col-due"),
            Width::Fixed(8),
            move |d: &Dispute| due(view, d),
        ),
        Column::text(
            words.tr("cust-dispute-status"),
            Width::Share(10),
            move |d: &Dispute| status(view, d),
        ),
        Column::text(
            words.tr("disp-col-owner"),
            Width::Fixed(16),
            |d: &Dispute| Cell::new(d.owner.as_ref().map_or("", |o| o.as_str()), Role::Base),
        )
        .drop(1),
        Column::text(
            words.tr("cust-dispute-opened"),
            Width::Fixed(8),
            move |d: &Dispute| Cell::new(near_date(view, d.opened_on), Role::Dim),
        )
        .drop(2),
        Column::text(
            words.tr("disp-col-cause"),
            Width::Share(10),
            |d: &Dispute| {
                let cause = d.root_cause.as_ref().map_or("", |c| c.as_str());
                Cell::new(cause.replace('_', " "), Role::Dim)
            },
        )
        .drop(3),
    ];
    let dress = Dress {
        empty: "disp-list-empty",
        ..Dress::default()
    };
    let height = pen.height().saturating_sub(1);
    let mut body = pen.rows(1, height);
    list_in(view, &mut body, state.table(), &columns, &dress, painted);
}

/// Until when; past, while it is not resolved, it stands out with a mark.
fn due(view: View<'_>, dispute: &Dispute) -> Cell {
    let Some(day) = dispute.due_on else {
        return Cell::new("", Role::Dim);
    };
    let date = near_date(view, day);
    match dispute.resolved_on {
        Some(_) => Cell::new(date, Role::Dim),
        None if view.app.shell.today().is_some_and(|today| day < today) => {
            Cell::new(format!("{date}!"), Role::Bad)
        }
        None => date.into(),
    }
}

/// Where a dispute stands.
pub(super) fn status(view: View<'_>, dispute: &Dispute) -> Cell {
    let key = format!("cust-dispute-{}", dispute.status.word().replace('_', "-"));
    let role = if dispute.resolved_on.is_some() {
        Role::Dim
    } else {
        Role::Warn
    };
    Cell::new(view.words.tr(&key), role)
}
