//! Drawing who is over the limit, what is held, and which limits are asked for.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::columns::near_date;
use crate::app::screen::Behaviour;
use crate::app::screen::credit::Credit;
use crate::app::shell::Painted;
use crate::domain::credit::{Breach, CreditTab, HoldLine, LimitRequest};
use crate::domain::list::Field;
use crate::i18n::Message;
use crate::ui::widget::{Cell, Dress, listing, tabs};
use crate::ui::{Pen, Role, View};

pub(super) fn draw(state: &Credit, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    tabs(view, pen, &state.tabs, state.listing());
    let height = pen.height().saturating_sub(1);
    let mut body = pen.rows(1, height);
    match state.tabs.shown() {
        CreditTab::Breaches | CreditTab::Near => {
            let dress = Dress {
                empty: "cred-breaches-empty",
                ..Dress::default()
            };
            let dressing = |field: &'static Field, row: &Breach| breach(view, field.key, row);
            let list = &state.breaches;
            listing(view, &mut body, list, &dress, &dressing, painted);
        }
        CreditTab::Holds => {
            let dress = Dress {
                empty: "cred-holds-empty",
                ..Dress::default()
            };
            let dressing = |field: &'static Field, row: &HoldLine| hold(view, field.key, row);
            let list = &state.holds;
            listing(view, &mut body, list, &dress, &dressing, painted);
        }
        CreditTab::Requests => {
            let dress = Dress {
                empty: "cred-requests-empty",
                ..Dress::default()
            };
            let dressing =
                |field: &'static Field, row: &LimitRequest| request(view, field.key, row);
            let list = &state.requests;
            listing(view, &mut body, list, &dress, &dressing, painted);
        }
    }
}

fn breach(view: View<'_>, key: &str, breach: &Breach) -> Option<Cell> {
    let figures = |amount| view.words.figures(amount, breach.exposure.currency);
    Some(match key {
        "standing" => view
            .words
            .tr(&format!(
                "list-standing-{}",
                breach.exposure.standing.word()
            ))
            .into(),
        "limit" => Cell::new(
            breach.exposure.limit.map_or(String::new(), figures),
            Role::Dim,
        ),
        "excess" => excess(view, breach),
        "hold" => match &breach.hold {
            Some(held) => hold_state(view, &held.state),
            None => Cell::new("", Role::Dim),
        },
        "overdue" => Cell::new(figures(breach.exposure.overdue), Role::Dim),
        "used" => {
            let share = breach.used().map(|share| view.words.whole(share));
            Cell::new(share.map_or(String::new(), |n| format!("{n} %")), Role::Dim)
        }
        "limit_until" => date(view, breach.exposure.limit_until),
        _ => return None,
    })
}

fn date(view: View<'_>, day: Option<NaiveDate>) -> Cell {
    Cell::new(day.map_or(String::new(), |d| near_date(view, d)), Role::Dim)
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

fn hold(view: View<'_>, key: &str, line: &HoldLine) -> Option<Cell> {
    Some(match key {
        "what" => what(view, line),
        "state" => hold_state(view, &line.hold.state),
        "reason" => line.hold.reason.as_str().into(),
        "from_on" => date(view, Some(line.hold.from_on)),
        "until_on" => date(view, line.hold.until_on),
        "requested_by" => {
            let who = line.hold.requested_by.as_ref();
            Cell::new(who.map_or("", |w| w.as_str()), Role::Dim)
        }
        _ => return None,
    })
}

/// The customer's credit, or the order or the document that is held.
fn what(view: View<'_>, line: &HoldLine) -> Cell {
    let key = format!("cred-held-{}-{}", line.hold.scope, line.hold.what);
    let number = line.number.as_ref().map_or("", |n| n.as_str());
    let message = Message::new(key).with("number", number);
    view.words.say(&message).into()
}

fn request(view: View<'_>, key: &str, request: &LimitRequest) -> Option<Cell> {
    let figures = |amount| view.words.figures(amount, request.currency);
    Some(match key {
        "asked" => match request.amount {
            Some(amount) => figures(amount).into(),
            None => view.words.tr("cred-no-limit").into(),
        },
        "limit" => Cell::new(request.limit.map_or(String::new(), figures), Role::Dim),
        "reason" => request.reason.as_str().into(),
        "requested_by" => {
            let role = if request.mine { Role::Dim } else { Role::Base };
            Cell::new(request.requested_by.as_str(), role)
        }
        "exposure" => Cell::new(figures(request.exposure), Role::Dim),
        "asked_on" => date(view, Some(request.requested_on)),
        "kind" => {
            let kind = view.words.tr(&format!("cred-kind-{}", request.kind));
            Cell::new(kind, Role::Dim)
        }
        _ => return None,
    })
}
