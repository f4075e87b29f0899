//! Drawing the promises.

use super::columns::{amount, customer, near_date};
use crate::app::screen::promises::Promises;
use crate::app::shell::Painted;
use crate::domain::promise::{Promise, PromiseState};
use crate::i18n::Message;
use crate::ui::widget::{Cell, Column, Dress, Width, list_in, tabs};
use crate::ui::{Pen, Role, View};

pub(super) fn draw(state: &Promises, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    tabs(view, pen, state.tabs());
    let words = view.words;
    let columns = [
        customer(view, 18, |p: &Promise| &p.customer_name),
        Column::text(
            words.tr("prom-col-date"),
            Width::Fixed(11),
            move |p: &Promise| view.words.date(p.promised_on).into(),
        ),
        Column::figures(words.tr("prom-col-amount"), 15, move |p: &Promise| {
            amount(view, p.amount).into()
        }),
        Column::text(
            words.tr("prom-col-state"),
            Width::Share(16),
            move |p: &Promise| self::state(view, p),
        ),
        Column::text(
            words.tr("prom-col-on"),
            Width::Fixed(11),
            move |p: &Promise| Cell::new(covers(view, p), Role::Dim),
        )
        .drop(3),
        Column::text(
            words.tr("prom-col-judge"),
            Width::Fixed(10),
            move |p: &Promise| Cell::new(near_date(view, p.judge_on), Role::Dim),
        )
        .drop(2),
        Column::text(
            words.tr("prom-col-made"),
            Width::Fixed(8),
            move |p: &Promise| Cell::new(near_date(view, p.made_on), Role::Dim),
        )
        .drop(1),
        Column::text(words.tr("prom-col-who"), Width::Fixed(14), |p: &Promise| {
            Cell::new(p.person.as_ref().map_or("", |p| p.as_str()), Role::Dim)
        })
        .drop(1),
    ];
    let dress = Dress {
        empty: "prom-list-empty",
        ..Dress::default()
    };
    let height = pen.height().saturating_sub(1);
    let mut body = pen.rows(1, height);
    list_in(view, &mut body, state.table(), &columns, &dress, painted);
}

/// Where a promise stands, in words and colour.
pub(super) fn state(view: View<'_>, promise: &Promise) -> Cell {
    let (key, role) = match promise.state {
        PromiseState::Open => ("prom-open", Role::Base),
        PromiseState::Due => ("prom-due", Role::Warn),
        PromiseState::Kept => ("prom-kept", Role::Good),
        PromiseState::PartlyKept => ("prom-partly-kept", Role::Warn),
        PromiseState::Broken => ("prom-broken", Role::Bad),
        PromiseState::Withdrawn => ("prom-withdrawn", Role::Dim),
    };
    let state = view.words.tr(key);
    if promise.state == PromiseState::PartlyKept {
        let message = Message::new("prom-received").with("amount", amount(view, promise.received));
        return Cell::new(format!("{state}, {}", view.words.say(&message)), role);
    }
    Cell::new(state, role)
}

/// What it names: items, on account, its place in a plan.
fn covers(view: View<'_>, promise: &Promise) -> String {
    if promise.plan.is_some() {
        let message = Message::new("prom-instalment").with("n", i64::from(promise.seq));
        return view.words.say(&message);
    }
    if promise.on_account {
        return view.words.tr("prom-on-account");
    }
    let message = Message::new("prom-items").with("n", promise.items);
    view.words.say(&message)
}
