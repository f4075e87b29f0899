//! Drawing the promises.

use super::columns::{amount, near_date};
use crate::app::screen::promises::Promises;
use crate::app::shell::Painted;
use crate::domain::promise::{Promise, PromiseState};
use crate::i18n::Message;
use crate::ui::widget::{Cell, Dress, listing, tabs};
use crate::ui::{Pen, Role, View};

pub(super) fn draw(state: &Promises, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    tabs(view, pen, state.tabs(), Some(state.list()));
    let dress = Dress {
        empty: "prom-list-empty",
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

fn dressed(view: View<'_>, key: &str, promise: &Promise) -> Option<Cell> {
    Some(match key {
        "state" => state(view, promise),
        "items" => Cell::new(covers(view, promise), Role::Dim),
        "judge_on" => Cell::new(near_date(view, promise.judge_on), Role::Dim),
        "made_on" => Cell::new(near_date(view, promise.made_on), Role::Dim),
        _ => return None,
    })
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
