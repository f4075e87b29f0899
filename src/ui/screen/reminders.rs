//! Drawing the reminders and other mail.

use super::columns::{amount, moment, near_date};
use crate::app::screen::reminders::Reminders;
use crate::app::shell::Painted;
use crate::domain::outgoing::{Outgoing, OutgoingTab};
use crate::i18n::Message;
use crate::ui::widget::{Cell, Dress, listing, tabs};
use crate::ui::{Pen, Role, View};

pub(super) fn draw(state: &Reminders, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    tabs(view, pen, state.tabs(), Some(state.list()));
    let dress = Dress {
        empty: "out-list-empty",
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

fn dressed(view: View<'_>, key: &str, line: &Outgoing) -> Option<Cell> {
    Some(match key {
        "kind" => what(view, line),
        "amount" => sums(view, line).into(),
        "days_late" => late(view, line),
        "channel" => channel(view, line),
        "held_by" => why(view, line),
        "on" => when(view, line),
        "state" => standing(view, line),
        "to" => {
            let to = line.mail.as_ref().map_or("", |m| m.to.as_str());
            Cell::new(to, Role::Dim)
        }
        _ => return None,
    })
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
fn when(view: View<'_>, line: &Outgoing) -> Cell {
    match &line.mail {
        Some(mail) if OutgoingTab::of(line) == Some(OutgoingTab::Outbox) => {
            moment(view, mail.not_before).into()
        }
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
