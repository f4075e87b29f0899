//! The lists of a customer.

use crate::app::screen::customer::{Customer, Pane};
use crate::app::shell::Painted;
use crate::app::table::{Row, Table};
use crate::domain::activity::Activity;
use crate::domain::customer::Contact;
use crate::domain::dispute::Dispute;
use crate::domain::promise::Promise;
use crate::domain::reminder::{Reminder, ReminderState};
use crate::i18n::Message;
use crate::ui::screen::columns::{amount, deed, items, moment, near_date};
use crate::ui::screen::{disputes, promises};
use crate::ui::widget::{Cell, Column, Dress, Width, list_in};
use crate::ui::{Pen, Role, View};

/// A list's name with the number of its rows.
pub(super) fn title(state: &Customer, view: View<'_>, pane: Pane) -> String {
    let name = view.words.tr(pane.title());
    let (rows, more) = match pane {
        Pane::Items => count(state.items()),
        Pane::Timeline => count(state.timeline()),
        Pane::Promises => count(&state.promises),
        Pane::Reminders => count(&state.reminders),
        Pane::Disputes => count(&state.disputes),
        Pane::Contacts => count(&state.contacts),
    };
    match rows {
        0 => name,
        n => format!(
            "{name} {}{}",
            view.words.whole(n),
            if more { "+" } else { "" }
        ),
    }
}

/// Rows of the list, else those loaded and that there may be more.
fn count<R: Row>(table: &Table<R>) -> (i64, bool) {
    let loaded = table.rows().len();
    let total = table.total().map_or(loaded, |t| t as usize);
    let more = table.total().is_none() && loaded >= crate::app::table::PAGE_ROWS as usize;
    (i64::try_from(total).unwrap_or(i64::MAX), more)
}

/// A list under its name and a line.
pub(super) fn framed(
    state: &Customer,
    view: View<'_>,
    pen: &mut Pen<'_>,
    pane: Pane,
    painted: &mut Painted,
) {
    frame(view, pen, &title(state, view, pane), pane == state.pane);
    let height = pen.height().saturating_sub(1);
    list(state, view, &mut pen.rows(1, height), pane, painted);
}

/// The line above a part of the screen, with its name.
pub(super) fn frame(view: View<'_>, pen: &mut Pen<'_>, title: &str, focused: bool) {
    let rule: String =
        std::iter::repeat_n(view.look.glyphs.horizontal, pen.width().into()).collect();
    pen.text(0, 0, &rule, view.style(Role::Border));
    let (mark, role) = match focused {
        true => (view.look.glyphs.selected, Role::Title),
        false => (' ', Role::Dim),
    };
    pen.text(1, 0, &format!("{mark}{title} "), view.style(role));
}

/// A list.
pub(super) fn list(
    state: &Customer,
    view: View<'_>,
    pen: &mut Pen<'_>,
    pane: Pane,
    painted: &mut Painted,
) {
    let focused = pane == state.pane;
    let mut shown = Shown {
        view,
        pen,
        focused,
        painted,
    };
    match pane {
        Pane::Items => {
            let currencies = state.file.as_ref().is_some_and(|f| f.positions.len() > 1);
            shown.list(state.items(), &items(view, currencies), "cust-no-items");
            marked(state, view, pen);
        }
        Pane::Timeline => shown.list(state.timeline(), &timeline(state, view), "cust-no-story"),
        Pane::Promises => shown.list(&state.promises, &promises(view), "cust-no-promises"),
        Pane::Reminders => shown.list(&state.reminders, &reminders(view), "cust-no-reminders"),
        Pane::Disputes => shown.list(&state.disputes, &disputes(view), "cust-no-disputes"),
        Pane::Contacts => shown.list(&state.contacts, &contacts(view), "cust-no-contacts"),
    }
}

/// Where a list is shown, and whether it has the keys.
struct Shown<'a, 'p, 'b> {
    view: View<'a>,
    pen: &'a mut Pen<'b>,
    focused: bool,
    painted: &'p mut Painted,
}

impl Shown<'_, '_, '_> {
    fn list<R: Row>(&mut self, table: &Table<R>, columns: &[Column<'_, R>], empty: &'static str) {
        let dress = Dress {
            focused: self.focused,
            empty,
            ..Dress::default()
        };
        list_in(self.view, self.pen, table, columns, &dress, self.painted);
    }
}

/// The sum of what is marked, on the list's last line.
fn marked(state: &Customer, view: View<'_>, pen: &mut Pen<'_>) {
    let sums = state.marked();
    if sums.is_empty() {
        return;
    }
    let sums: Vec<String> = sums.into_iter().map(|m| amount(view, m)).collect();
    let message = Message::new("cust-marked").with("sum", sums.join(" + "));
    let y = pen.height().saturating_sub(1);
    pen.text(3, y, &view.words.say(&message), view.style(Role::Marked));
}

/// What was done; of a reminder also its step, and what has become of it.
fn told(state: &Customer, view: View<'_>, activity: &Activity) -> String {
    let about = match &activity.entity {
        Some((entity, id)) if entity == "reminder" => {
            state.reminders.rows().iter().find(|r| r.id == *id)
        }
        _ => None,
    };
    let Some(reminder) = about else {
        return deed(view, activity);
    };
    let tone = format!("scr-tone-{}", reminder.tone.replace('_', "-"));
    let told = Message::new("feed-reminder")
        .with("step", i64::from(reminder.step))
        .with("tone", view.words.tr(&tone))
        .with("state", state_of(view, reminder));
    let mut told = view.words.say(&told);
    if let Some(money) = activity.amount {
        told = format!("{told} {} {}", view.look.glyphs.dot, amount(view, money));
    }
    told
}

fn timeline<'a>(state: &'a Customer, view: View<'a>) -> Vec<Column<'a, Activity>> {
    let words = view.words;
    vec![
        Column::figures(words.tr("feed-col-when"), 12, move |a: &Activity| {
            Cell::new(moment(view, a.recorded_at), Role::Dim)
        }),
        Column::text(
            words.tr("feed-col-what"),
            Width::Share(24),
            move |a: &Activity| {
                let text = a.text.as_ref().map_or("", |t| t.as_str());
                let told = told(state, view, a);
                if text.is_empty() {
                    told.into()
                } else {
                    let text = text.replace('\n', " ");
                    format!("{told} {} {text}", view.look.glyphs.dot).into()
                }
            },
        ),
        Column::text(
            words.tr("feed-col-who"),
            Width::Fixed(14),
            |a: &Activity| Cell::new(a.person.as_ref().map_or("", |p| p.as_str()), Role::Dim),
        )
        .drop(1),
    ]
}

fn promises(view: View<'_>) -> Vec<Column<'_, Promise>> {
    let words = view.words;
    vec![
        Column::text(
            words.tr("prom-col-date"),
            Width::Fixed(11),
            move |p: &Promise| view.words.date(p.promised_on).into(),
        ),
        Column::figures(words.tr("prom-col-amount"), 15, move |p: &Promise| {
            Cell::new(amount(view, p.amount), Role::Strong)
        }),
        Column::text(
            words.tr("prom-col-state"),
            Width::Share(12),
            move |p: &Promise| promises::state(view, p),
        ),
        Column::text(
            words.tr("prom-col-made"),
            Width::Fixed(11),
            move |p: &Promise| Cell::new(view.words.date(p.made_on), Role::Dim),
        )
        .drop(2),
        Column::text(words.tr("prom-col-who"), Width::Fixed(14), |p: &Promise| {
            Cell::new(p.person.as_ref().map_or("", |p| p.as_str()), Role::Dim)
        })
        .drop(1),
    ]
}

fn reminders(view: View<'_>) -> Vec<Column<'_, Reminder>> {
    let words = view.words;
    vec![
        Column::text(
            words.tr("scr-rem-date"),
            Width::Fixed(11),
            move |r: &Reminder| view.words.date(r.sent_on.unwrap_or(r.proposed_on)).into(),
        ),
        Column::text(
            words.tr("scr-rem-step"),
            Width::Share(14),
            move |r: &Reminder| {
                let tone = view
                    .words
                    .tr(&format!("scr-tone-{}", r.tone.replace('_', "-")));
                format!("{} {tone}", r.step).into()
            },
        ),
        Column::text(
            words.tr("scr-rem-state"),
            Width::Share(12),
            move |r: &Reminder| reminder_state(view, r),
        ),
        Column::figures(words.tr("scr-rem-amount"), 15, move |r: &Reminder| {
            let sums: Vec<String> = r.amounts.iter().map(|m| amount(view, *m)).collect();
            sums.join(" + ").into()
        }),
    ]
}

fn state_of(view: View<'_>, reminder: &Reminder) -> String {
    let state = reminder.state.word().replace('_', "-");
    view.words.tr(&format!("scr-rem-{state}"))
}

fn reminder_state(view: View<'_>, reminder: &Reminder) -> Cell {
    let state = state_of(view, reminder);
    let role = match reminder.state {
        ReminderState::Sent => Role::Good,
        ReminderState::Failed | ReminderState::Uncertain => Role::Bad,
        ReminderState::Proposed | ReminderState::ToReview => Role::Warn,
        _ => Role::Dim,
    };
    Cell::new(state, role)
}

fn disputes(view: View<'_>) -> Vec<Column<'_, Dispute>> {
    let words = view.words;
    vec![
        Column::text(
            words.tr("cust-col-number"),
            Width::Share(10),
            |d: &Dispute| Cell::new(d.number.as_str(), Role::Strong),
        ),
        Column::figures(words.tr("cust-disputed"), 15, move |d: &Dispute| {
            amount(view, d.amount).into()
        }),
        Column::text(
            words.tr("cust-dispute-reason"),
            Width::Share(10),
            move |d: &Dispute| {
                view.words
                    .tr(&format!("cust-reason-{}", d.reason.replace('_', "-")))
                    .into()
            },
        ),
        Column::text(
            words.tr("cust-dispute-status"),
            Width::Share(10),
            move |d: &Dispute| disputes::status(view, d),
        ),
        Column::text(
            words.tr("cust-dispute-opened"),
            Width::Fixed(8),
            move |d: &Dispute| Cell::new(near_date(view, d.opened_on), Role::Dim),
        )
        .drop(1),
    ]
}

fn contacts(view: View<'_>) -> Vec<Column<'_, Contact>> {
    let words = view.words;
    vec![
        Column::text(
            words.tr("cust-col-name"),
            Width::Share(14),
            |c: &Contact| {
                let role = if c.is_primary {
                    Role::Strong
                } else {
                    Role::Base
                };
                Cell::new(c.name.as_str(), role)
            },
        ),
        Column::text(
            words.tr("cust-col-phone"),
            Width::Fixed(18),
            move |c: &Contact| {
                if c.do_not_call {
                    return Cell::new(view.words.tr("cust-do-not-call"), Role::Bad);
                }
                let number = c.phone.as_ref().or(c.mobile.as_ref());
                number.map_or("", |p| p.as_str()).into()
            },
        ),
        Column::text(
            words.tr("cust-col-email"),
            Width::Share(16),
            move |c: &Contact| {
                let address = c.email.as_ref().map_or("", |e| e.as_str());
                if c.bounced {
                    let told = format!("{address} ({})", view.words.tr("cust-bounced"));
                    return Cell::new(told, Role::Bad);
                }
                // Whoever gave a new address may not be who he said: it shows, for good.
                match c.email_changed_at {
                    Some(when) => {
                        let day = near_date(view, view.app.shell.local(when).date());
                        let message = Message::new("cust-email-changed").with("when", day);
                        format!("{address} ({})", view.words.say(&message)).into()
                    }
                    None => address.into(),
                }
            },
        ),
        Column::text(
            words.tr("cust-col-role"),
            Width::Fixed(12),
            move |c: &Contact| {
                let role = view
                    .words
                    .tr(&format!("cust-role-{}", c.role.replace('_', "-")));
                Cell::new(role, Role::Dim)
            },
        )
        .drop(1),
    ]
}
