//! Drawing the pipeline.

use super::columns::{amount, customer, near_date};
use crate::app::screen::pipeline::Pipeline;
use crate::app::shell::Painted;
use crate::domain::pipeline::{Document, Order, PipelineTab};
use crate::ui::widget::{Cell, Column, Dress, Width, list_in, tabs};
use crate::ui::{Pen, Role, View};

pub(super) fn draw(state: &Pipeline, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    tabs(view, pen, &state.tabs);
    let height = pen.height().saturating_sub(1);
    let mut body = pen.rows(1, height);
    let tab = state.tabs.shown();
    if tab.of_orders() {
        let dress = Dress {
            empty: "pipe-orders-empty",
            ..Dress::default()
        };
        let columns = orders(view, tab);
        list_in(view, &mut body, state.orders(), &columns, &dress, painted);
    } else {
        let dress = Dress {
            empty: "pipe-invoices-empty",
            ..Dress::default()
        };
        let columns = documents(view, tab);
        list_in(
            view,
            &mut body,
            state.documents(),
            &columns,
            &dress,
            painted,
        );
    }
}

fn orders(view: View<'_>, tab: PipelineTab) -> Vec<Column<'_, Order>> {
    let words = view.words;
    let mut columns = vec![
        customer(view, 18, |o: &Order| &o.customer_name),
        Column::text(words.tr("pipe-col-order"), Width::Share(12), |o: &Order| {
            o.number.as_str().into()
        }),
        Column::figures(words.tr("prom-col-amount"), 15, move |o: &Order| {
            amount(view, o.amount).into()
        }),
    ];
    if tab == PipelineTab::Shipped {
        columns.push(Column::text(
            words.tr("pipe-col-shipped"),
            Width::Fixed(9),
            move |o: &Order| {
                o.shipped_on
                    .map_or(String::new(), |d| near_date(view, d))
                    .into()
            },
        ));
        columns.push(
            Column::figures(words.tr("pipe-col-invoiced"), 15, move |o: &Order| {
                Cell::new(amount(view, o.invoiced), Role::Dim)
            })
            .drop(1),
        );
    } else {
        columns.push(Column::text(
            words.tr("pipe-col-wanted"),
            Width::Fixed(9),
            move |o: &Order| wanted(view, o),
        ));
    }
    columns.push(Column::text(
        words.tr("col-state"),
        Width::Share(16),
        move |o: &Order| standing(view, o),
    ));
    columns.push(
        Column::text(
            words.tr("pipe-col-ordered"),
            Width::Fixed(9),
            move |o: &Order| Cell::new(near_date(view, o.ordered_on), Role::Dim),
        )
        .drop(2),
    );
    columns
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

fn documents(view: View<'_>, tab: PipelineTab) -> Vec<Column<'_, Document>> {
    let words = view.words;
    let mut columns = vec![
        customer(view, 18, |d: &Document| &d.customer_name),
        Column::text(
            words.tr("cust-col-number"),
            Width::Share(10),
            |d: &Document| d.number.as_str().into(),
        ),
        Column::figures(words.tr("cust-col-open"), 15, move |d: &Document| {
            amount(view, d.open).into()
        }),
    ];
    if tab == PipelineTab::Late {
        columns.push(Column::figures(
            words.tr("cust-col-late"),
            6,
            move |d: &Document| late(view, d),
        ));
    } else {
        columns.push(Column::text(
            words.tr("pipe-col-issued"),
            Width::Fixed(9),
            move |d: &Document| near_date(view, d.issued_on).into(),
        ));
    }
    columns.push(Column::text(
        words.tr("pipe-col-cycle"),
        Width::Share(18),
        move |d: &Document| cycle(view, d),
    ));
    columns.push(
        Column::text(
            words.tr("cust-col-due"),
            Width::Fixed(9),
            move |d: &Document| {
                let due = d.due_on.map_or(String::new(), |day| near_date(view, day));
                Cell::new(due, Role::Dim)
            },
        )
        .drop(2),
    );
    columns.push(
        Column::figures(words.tr("cust-col-amount"), 15, move |d: &Document| {
            Cell::new(amount(view, d.amount), Role::Dim)
        })
        .drop(1),
    );
    columns
}

fn late(view: View<'_>, document: &Document) -> Cell {
    let Some((due, today)) = document.due_on.zip(view.app.shell.today()) else {
        return Cell::new("", Role::Dim);
    };
    let days = (today - due).num_days();
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
