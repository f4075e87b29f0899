//! Drawing the reminders and other mail.

use super::columns::{amount, customer, moment, near_date};
use crate::app::screen::reminders::Reminders;
use crate::app::shell::Painted;
use crate::domain::outgoing::{Outgoing, OutgoingTab};
use crate::i18n::Message;
use crate::ui::widget::{Cell, Column, Dress, Width, list_in, tabs};
use crate::ui::{Pen, Role, View};

pub(super) fn draw(state: &Reminders, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    tabs(view, pen, state.tabs());
    let tab = state.tab();
    let words = view.words;
    let mut columns = vec![
        customer(view, 16, |o: &Outgoing| &o.customer_name),
        Column::text(
            words.tr("out-col-what"),
            Width::Fixed(16),
            move |o: &Outgoing| what(view, o),
        ),
        Column::figures(words.tr("scr-rem-amount"), 15, move |o: &Outgoing| {
            sums(view, o).into()
        }),
    ];
    match tab {
        OutgoingTab::Proposed | OutgoingTab::ToReview => columns.extend([
            Column::figures(words.tr("out-col-items"), 6, move |o: &Outgoing| {
                Cell::new(view.words.whole(o.items), Role::Dim)
            }),
            Column::figures(words.tr("out-col-late"), 6, move |o: &Outgoing| {
                late(view, o)
            }),
            Column::text(
                words.tr("out-col-channel"),
                Width::Share(10),
                move |o: &Outgoing| channel(view, o),
            )
            .drop(1),
            Column::text(
                words.tr("out-col-proposed"),
                Width::Fixed(9),
                move |o: &Outgoing| Cell::new(near_date(view, o.on), Role::Dim),
            )
            .drop(2),
        ]),
        OutgoingTab::HeldBack => columns.extend([
            Column::text(
                words.tr("out-col-why"),
                Width::Share(16),
                move |o: &Outgoing| why(view, o),
            ),
            Column::figures(words.tr("out-col-late"), 6, move |o: &Outgoing| {
                late(view, o)
            }),
        ]),
        _ => columns.extend([
            Column::text(
                words.tr("out-col-when"),
                Width::Fixed(13),
                move |o: &Outgoing| when(view, tab, o),
            ),
            Column::text(
                words.tr("out-col-state"),
                Width::Share(12),
                move |o: &Outgoing| standing(view, o),
            ),
            Column::text(words.tr("out-col-to"), Width::Share(14), |o: &Outgoing| {
                let to = o.mail.as_ref().map_or("", |m| m.to.as_str());
                Cell::new(to, Role::Dim)
            })
            .drop(2),
            Column::text(
                words.tr("prom-col-who"),
                Width::Fixed(14),
                |o: &Outgoing| Cell::new(o.person.as_ref().map_or("", |p| p.as_str()), Role::Dim),
            )
            .drop(1),
        ]),
    }
    let dress = Dress {
        empty: "out-list-empty",
        ..Dress::default()
    };
    let height = pen.height().saturating_sub(1);
    let mut body = pen.rows(1, height);
    list_in(view, &mut body, state.table(), &columns, &dress, painted);
}

/// A reminder's step and tone; of other mail, what it is.
fn what(view: View<'_>, line: &Outgoing) -> Cell {
    let words = view.words;
    match &line.tone {
        Some(tone) => {
            let role = if tone == "formal_notice" {
                Role::Warn
            } else {
                Role::Base
            };
            let tone = words.tr(&format!("scr-tone-{}", tone.replace('_', "-")));
            Cell::new(format!("{} {tone}", line.step), role)
        }
        None => words
            .tr(&format!("out-kind-{}", line.kind.replace('_', "-")))
            .into(),
    }
}

fn sums(view: View<'_>, line: &Outgoing) -> String {
    let sums: Vec<String> = line.amounts.iter().map(|m| amount(view, *m)).collect();
    sums.join(" + ")
}

fn late(view: View<'_>, line: &Outgoing) -> Cell {
    let buckets = view.app.shell.workplace().map(|w| &w.company.buckets);
    let bucket = buckets.and_then(|b| b.of(line.oldest_days.into()));
    let role = bucket.map_or(Role::Dim, |b| Role::bucket(b + 1));
    Cell::new(view.words.whole(line.oldest_days.into()), role)
}

fn channel(view: View<'_>, line: &Outgoing) -> Cell {
    let key = format!("scr-channel-{}", line.channel.replace('_', "-"));
    Cell::new(view.words.tr(&key), Role::Dim)
}

fn why(view: View<'_>, line: &Outgoing) -> Cell {
    let words = view.words;
    let Some((code, until)) = &line.suppressed else {
        return Cell::new("", Role::Dim);
    };
    let told = words.tr(&format!("suppressed-{}", code.replace('_', "-")));
    match until {
        Some(day) => {
            let until = Message::new("out-until").with("date", near_date(view, *day));
            format!("{told} {} {}", view.look.glyphs.dot, words.say(&until)).into()
        }
        None => told.into(),
    }
}

/// In the outbox the moment from which it may leave, else the day.
fn when(view: View<'_>, tab: OutgoingTab, line: &Outgoing) -> Cell {
    match &line.mail {
        Some(mail) if tab == OutgoingTab::Outbox => moment(view, mail.not_before).into(),
        _ => near_date(view, line.on).into(),
    }
}

/// Where it stands, and what the mail server said of it.
fn standing(view: View<'_>, line: &Outgoing) -> Cell {
    let words = view.words;
    let state = match &line.mail {
        Some(mail) => words.tr(&format!("out-mail-{}", mail.state)),
        None if line.channel != "email" && line.state == "approved" => words.tr("out-to-post"),
        None => words.tr(&format!("scr-rem-{}", line.state.replace('_', "-"))),
    };
    let role = match line.state.as_str() {
        "uncertain" | "failed" | "stale" => Role::Bad,
        "sent" => Role::Good,
        _ => Role::Base,
    };
    let error = line.mail.as_ref().and_then(|m| m.error.as_ref());
    match error.filter(|_| role == Role::Bad) {
        Some(error) => {
            let error = error.as_str();
            Cell::new(format!("{state} {} {error}", view.look.glyphs.dot), role)
        }
        None => Cell::new(state, role),
    }
}
