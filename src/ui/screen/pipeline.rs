//! Drawing the pipeline.

use chrono::NaiveDate;

use super::columns::near_date;
use crate::app::screen::Behaviour;
use crate::app::screen::pipeline::Pipeline;
use crate::app::shell::Painted;
use crate::domain::list::Field;
use crate::domain::pipeline::{Document, Order};
use crate::ui::widget::{Cell, Dress, listing, tabs};
use crate::ui::{Pen, Role, View};

pub(super) fn draw(state: &Pipeline, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    tabs(view, pen, &state.tabs, state.listing());
    let height = pen.height().saturating_sub(1);
    let mut body = pen.rows(1, height);
    if state.tabs.shown().of_orders() {
        let dress = Dress {
            empty: "pipe-orders-empty",
            ..Dress::default()
        };
        let dressing = |field: &'static Field, row: &Order| order(view, field.key, row);
        let list = &state.orders;
        listing(view, &mut body, list, &dress, &dressing, painted);
    } else {
        let dress = Dress {
            empty: "pipe-invoices-empty",
            ..Dress::default()
        };
        let dressing = |field: &'static Field, row: &Document| document(view, field.key, row);
        let list = &state.documents;
        listing(view, &mut body, list, &dress, &dressing, painted);
    }
}

fn date(view: View<'_>, day: Option<NaiveDate>, role: Role) -> Cell {
    Cell::new(day.map_or(String::new(), |d| near_date(view, d)), role)
}

fn order(view: View<'_>, key: &str, order: &Order) -> Option<Cell> {
    Some(match key {
        "number" => order.number.as_str().into(),
        "requested_on" => wanted(view, order),
        "shipped_on" => date(view, order.shipped_on, Role::Base),
        "status" => standing(view, order),
        "ordered_on" => date(view, Some(order.ordered_on), Role::Dim),
        "hold" => {
            let state = order.hold.as_ref()?.state.replace('_', "-");
            view.words.tr(&format!("cred-hold-{state}")).into()
        }
        _ => return None,
    })
}

/// When it is wanted; near or past, it stands out with a mark.
fn wanted(view: View<'_>, order: &Order) -> Cell {
    let date = order
        .requested_on
        .map_or(String::new(), |d| near_date(view, d));
    if order.urgent {
        Cell::new(format!("{date}!"), Role::Warn)
    } else {
        date.into()
    }
}

fn standing(view: View<'_>, order: &Order) -> Cell {
    let words = view.words;
    let mut told = vec![words.tr(&format!("pipe-order-{}", order.status.replace('_', "-")))];
    if let Some(hold) = &order.hold {
        told.push(words.tr(&format!("cred-hold-{}", hold.state.replace('_', "-"))));
    }
    if order.marked {
        told.push(words.tr("pipe-marked"));
    }
    let role = match order.status.as_str() {
        "blocked" => Role::Bad,
        _ if order.hold.is_some() => Role::Warn,
        _ => Role::Base,
    };
    Cell::new(told.join(", "), role)
}

fn document(view: View<'_>, key: &str, document: &Document) -> Option<Cell> {
    Some(match key {
        "number" => document.number.as_str().into(),
        "days_late" => late(view, document),
        "issued_on" => date(view, Some(document.issued_on), Role::Base),
        "status" => cycle(view, document),
        "due_on" => date(view, document.due_on, Role::Dim),
        _ => return None,
    })
}

fn late(view: View<'_>, document: &Document) -> Cell {
    let Some(days) = document.days_late else {
        return Cell::new("", Role::Dim);
    };
    let buckets = view.app.shell.workplace().map(|w| &w.company.buckets);
    let bucket = buckets.and_then(|b| b.of(days));
    let role = bucket.map_or(Role::Dim, |b| Role::bucket(b + 1));
    Cell::new(view.words.whole(days), role)
}

/// The code of the national life cycle with its meaning, and what was wrong.
fn cycle(view: View<'_>, document: &Document) -> Cell {
    let words = view.words;
    let told = match document.code {
        Some(code) => format!("{code} {}", words.tr(&format!("pipe-code-{code}"))),
        None => words.tr(&format!(
            "pipe-invoice-{}",
            document.status.replace('_', "-")
        )),
    };
    match &document.error_cause {
        Some(cause) => {
            let cause = cause.as_str().replace('_', " ");
            Cell::new(
                format!("{told} {} {cause}", view.look.glyphs.dot),
                Role::Bad,
            )
        }
        None if document.code == Some(208) => Cell::new(told, Role::Warn),
        None => told.into(),
    }
}
