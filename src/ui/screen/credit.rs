//! Drawing who is over the limit, what is held, and which limits are asked for.

use rust_decimal::Decimal;

use super::columns::{customer, near_date};
use crate::app::screen::credit::Credit;
use crate::app::shell::Painted;
use crate::domain::credit::{Breach, CreditTab, HoldLine, LimitRequest};
use crate::i18n::Message;
use crate::ui::widget::{Cell, Column, Dress, Width, list_in, tabs};
use crate::ui::{Pen, Role, View};

pub(super) fn draw(state: &Credit, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    tabs(view, pen, &state.tabs);
    let height = pen.height().saturating_sub(1);
    let mut body = pen.rows(1, height);
    match state.tabs.shown() {
        CreditTab::Breaches | CreditTab::Near => {
            let dress = Dress {
                empty: "cred-breaches-empty",
                ..Dress::default()
            };
            let columns = breaches(view);
            list_in(view, &mut body, state.breaches(), &columns, &dress, painted);
        }
        CreditTab::Holds => {
            let dress = Dress {
                empty: "cred-holds-empty",
                ..Dress::default()
            };
            list_in(
                view,
                &mut body,
                state.holds(),
                &holds(view),
                &dress,
                painted,
            );
        }
        CreditTab::Requests => {
            let dress = Dress {
                empty: "cred-requests-empty",
                ..Dress::default()
            };
            let columns = requests(view);
            list_in(view, &mut body, state.requests(), &columns, &dress, painted);
        }
    }
}

/// The company's currency, which limits and exposures are in.
fn currency<'a>(view: View<'a>) -> &'a str {
    let workplace = view.app.shell.workplace();
    workplace.map_or("", |w| w.company.currency.code())
}

fn breaches(view: View<'_>) -> Vec<Column<'_, Breach>> {
    let words = view.words;
    let exposure = words.tr_args("cred-col-exposure", &[("currency", currency(view).into())]);
    vec![
        customer(view, 18, |b: &Breach| &b.name),
        Column::figures(exposure, 14, move |b: &Breach| {
            view.words
                .figures(b.exposure.exposure, b.exposure.currency)
                .into()
        }),
        Column::figures(words.tr("cred-col-limit"), 13, move |b: &Breach| {
            limit(view, b)
        }),
        Column::figures(words.tr("cred-col-excess"), 13, move |b: &Breach| {
            excess(view, b)
        }),
        Column::text(
            words.tr("cred-col-hold"),
            Width::Share(9),
            move |b: &Breach| {
                let state = b.hold.as_ref().map(|h| h.state.as_str());
                state.map_or(Cell::new("", Role::Dim), |state| hold_state(view, state))
            },
        ),
        Column::figures(words.tr("cred-col-overdue"), 13, move |b: &Breach| {
            let figures = view.words.figures(b.exposure.overdue, b.exposure.currency);
            Cell::new(figures, Role::Dim)
        })
        .drop(1),
        Column::figures(words.tr("cred-col-used"), 7, move |b: &Breach| {
            used(view, b)
        })
        .drop(2),
        Column::text(
            words.tr("cred-col-until"),
            Width::Fixed(9),
            move |b: &Breach| {
                let until = b.exposure.limit_until;
                Cell::new(
                    until.map_or(String::new(), |d| near_date(view, d)),
                    Role::Dim,
                )
            },
        )
        .drop(3),
    ]
}

fn limit(view: View<'_>, breach: &Breach) -> Cell {
    let figures = |limit| view.words.figures(limit, breach.exposure.currency);
    Cell::new(
        breach.exposure.limit.map_or(String::new(), figures),
        Role::Dim,
    )
}

/// What is above the limit; below it, what is left, in brackets.
fn excess(view: View<'_>, breach: &Breach) -> Cell {
    let Some(limit) = breach.exposure.limit else {
        return Cell::new("", Role::Dim);
    };
    let over = breach.exposure.exposure - limit;
    let figures = view.words.figures(over.abs(), breach.exposure.currency);
    if over > Decimal::ZERO {
        Cell::new(figures, Role::Bad)
    } else {
        Cell::new(format!("({figures})"), Role::Dim)
    }
}

fn used(view: View<'_>, breach: &Breach) -> Cell {
    match breach.exposure.limit {
        Some(limit) if limit > Decimal::ZERO => {
            let share = breach.exposure.exposure * Decimal::ONE_HUNDRED / limit;
            Cell::new(format!("{} %", view.words.decimal(share, 0)), Role::Dim)
        }
        _ => Cell::new("", Role::Dim),
    }
}

fn hold_state(view: View<'_>, state: &str) -> Cell {
    let role = match state {
        "in_force" => Role::Warn,
        "released" => Role::Dim,
        _ => Role::Base,
    };
    Cell::new(
        view.words
            .tr(&format!("cred-hold-{}", state.replace('_', "-"))),
        role,
    )
}

fn holds(view: View<'_>) -> Vec<Column<'_, HoldLine>> {
    let words = view.words;
    vec![
        customer(view, 18, |h: &HoldLine| &h.customer_name),
        Column::text(
            words.tr("cred-col-what"),
            Width::Share(14),
            move |h: &HoldLine| what(view, h),
        ),
        Column::text(
            words.tr("cred-col-hold"),
            Width::Share(12),
            move |h: &HoldLine| hold_state(view, &h.hold.state),
        ),
        Column::text(
            words.tr("cred-col-reason"),
            Width::Share(14),
            |h: &HoldLine| h.hold.reason.as_str().into(),
        ),
        Column::text(
            words.tr("cred-col-since"),
            Width::Fixed(8),
            move |h: &HoldLine| Cell::new(near_date(view, h.hold.from_on), Role::Dim),
        )
        .drop(1),
        Column::text(
            words.tr("cred-col-until"),
            Width::Fixed(9),
            move |h: &HoldLine| {
                let until = h.hold.until_on;
                Cell::new(
                    until.map_or(String::new(), |d| near_date(view, d)),
                    Role::Dim,
                )
            },
        )
        .drop(2),
        Column::text(
            words.tr("prom-col-who"),
            Width::Fixed(14),
            |h: &HoldLine| {
                let who = h.hold.requested_by.as_ref();
                Cell::new(who.map_or("", |w| w.as_str()), Role::Dim)
            },
        )
        .drop(2),
    ]
}

/// The customer's credit, or the order or the document that is held.
fn what(view: View<'_>, line: &HoldLine) -> Cell {
    let key = format!("cred-held-{}-{}", line.hold.scope, line.hold.what);
    let number = line.number.as_ref().map_or("", |n| n.as_str());
    let message = Message::new(key).with("number", number);
    view.words.say(&message).into()
}

fn requests(view: View<'_>) -> Vec<Column<'_, LimitRequest>> {
    let words = view.words;
    let asked = words.tr_args("cred-col-asked", &[("currency", currency(view).into())]);
    vec![
        customer(view, 18, |r: &LimitRequest| &r.customer_name),
        Column::figures(asked, 14, move |r: &LimitRequest| match r.amount {
            Some(amount) => view.words.figures(amount, r.currency).into(),
            None => view.words.tr("cred-no-limit").into(),
        }),
        Column::figures(words.tr("cred-col-limit"), 13, move |r: &LimitRequest| {
            let figures = |limit| view.words.figures(limit, r.currency);
            Cell::new(r.limit.map_or(String::new(), figures), Role::Dim)
        }),
        Column::text(
            words.tr("cred-col-reason"),
            Width::Share(14),
            |r: &LimitRequest| r.reason.as_str().into(),
        ),
        Column::text(
            words.tr("cred-col-asker"),
            Width::Fixed(14),
            move |r: &LimitRequest| {
                let role = if r.mine { Role::Dim } else { Role::Base };
                Cell::new(r.requested_by.as_str(), role)
            },
        ),
        Column::figures(words.tr("cred-col-now"), 14, move |r: &LimitRequest| {
            Cell::new(view.words.figures(r.exposure, r.currency), Role::Dim)
        })
        .drop(1),
        Column::text(
            words.tr("cred-col-since"),
            Width::Fixed(8),
            move |r: &LimitRequest| Cell::new(near_date(view, r.requested_on), Role::Dim),
        )
        .drop(2),
        Column::text(
            words.tr("cred-col-kind"),
            Width::Share(9),
            move |r: &LimitRequest| {
                Cell::new(view.words.tr(&format!("cred-kind-{}", r.kind)), Role::Dim)
            },
        )
        .drop(3),
    ]
}
