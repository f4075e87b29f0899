//! Drawing the disputes.

use super::columns::near_date;
use crate::app::screen::disputes::Disputes;
use crate::app::shell::Painted;
use crate::domain::dispute::Dispute;
use crate::ui::widget::{Cell, Dress, listing, tabs};
use crate::ui::{Pen, Role, View};

pub(super) fn draw(state: &Disputes, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    tabs(view, pen, state.tabs(), Some(state.list()));
    let dress = Dress {
        empty: "disp-list-empty",
        ..Dress::default()
    };
    let height = pen.height().saturating_sub(1);
    let mut body = pen.rows(1, height);
    listing(
        view,
        &mut body,
        state.list(),
        &dress,
        &|field, row| dressed(view, field.key, row),
        painted,
    );
}

fn dressed(view: View<'_>, key: &str, dispute: &Dispute) -> Option<Cell> {
    Some(match key {
        "reason" => {
            let key = format!("cust-reason-{}", dispute.reason.replace('_', "-"));
            view.words.tr(&key).into()
        }
        "due_on" => due(view, dispute),
        "status" => status(view, dispute),
        "opened_on" => Cell::new(near_date(view, dispute.opened_on), Role::Dim),
        "root_cause" => {
            let cause = dispute.root_cause.as_ref().map_or("", |c| c.as_str());
            Cell::new(cause.replace('_', " "), Role::Dim)
        }
        _ => return None,
    })
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
