//! Columns and phrases that several screens share.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::activity::Activity;
use crate::domain::invoice::{Item, ItemKind, ItemState};
use crate::domain::money::Money;
use crate::i18n::Message;
use crate::text;
use crate::ui::widget::{Cell, Column, Width};
use crate::ui::{Role, View};

/// An amount with the digits of its currency and without its sign, for a column that names the currency
/// in its head.
pub fn figures(view: View<'_>, money: Money) -> String {
    view.words.figures(money.amount(), money.currency())
}

/// An amount with its currency, for where several may meet.
pub fn amount(view: View<'_>, money: Money) -> String {
    view.words.amount(money.amount(), money.currency())
}

/// A moment of today as its time, else its date and time.
pub fn moment(view: View<'_>, at: DateTime<Utc>) -> String {
    let local = view.app.shell.local(at);
    let time = view.words.time(local.time());
    if view.app.shell.today() == Some(local.date()) {
        time
    } else {
        format!("{} {time}", view.words.short_date(local.date()))
    }
}

/// A date near today without its year.
pub fn near_date(view: View<'_>, date: NaiveDate) -> String {
    let today = view.app.shell.today().unwrap_or(date);
    if (date - today).num_days().abs() < 300 {
        view.words.short_date(date).trim_start().to_owned()
    } else {
        view.words.date(date)
    }
}

/// How an outcome is called in the person's language.
pub fn outcome(view: View<'_>, code: &str) -> String {
    text::clean(view.app.shell.outcome(code)).into_string()
}

/// What was done, in a few words.
pub fn deed(view: View<'_>, activity: &Activity) -> String {
    let words = view.words;
    let mut told = words.tr(&format!("feed-kind-{}", activity.kind.replace('_', "-")));
    if let Some(code) = &activity.outcome {
        told = view.pair(&told, &outcome(view, code));
    }
    if let Some(money) = activity.amount {
        told = format!("{told} {} {}", view.look.glyphs.dot, amount(view, money));
    }
    if let Some(date) = activity.revisit_on {
        let message = Message::new("feed-revisit").with("date", near_date(view, date));
        told = format!("{told} {} {}", view.look.glyphs.dot, words.say(&message));
    }
    if activity.corrected {
        told = format!(
            "{told} {} {}",
            view.look.glyphs.dot,
            words.tr("feed-corrected")
        );
    }
    told
}

/// The columns of items that are more than their value.
pub fn dressed(view: View<'_>, key: &str, item: &Item) -> Option<Cell> {
    Some(match key {
        "due_on" => {
            let assumed = if item.due_assumed { "~" } else { "" };
            format!("{assumed}{}", view.words.date(item.due_on)).into()
        }
        "days_late" => late(view, item),
        "state" => state(view, item),
        _ => return None,
    })
}

/// The columns of a list of items.
pub fn items(view: View<'_>, currencies: bool) -> Vec<Column<'_, Item>> {
    let words = view.words;
    vec![
        Column::text(words.tr("cust-col-number"), Width::Share(13), |i: &Item| {
            Cell::new(i.number.as_str(), Role::Strong)
        }),
        Column::text(
            words.tr("cust-col-due"),
            Width::Fixed(11),
            move |i: &Item| {
                let assumed = if i.due_assumed { "~" } else { "" };
                format!("{assumed}{}", view.words.date(i.due_on)).into()
            },
        ),
        Column::figures(words.tr("cust-col-late"), 5, move |i: &Item| late(view, i)),
        Column::figures(words.tr("cust-col-open"), 14, move |i: &Item| {
            if currencies {
                amount(view, i.open).into()
            } else {
                figures(view, i.open).into()
            }
        }),
        Column::text(
            words.tr("cust-col-state"),
            Width::Share(14),
            move |i: &Item| state(view, i),
        ),
        Column::figures(words.tr("cust-col-amount"), 14, move |i: &Item| {
            Cell::new(figures(view, i.amount), Role::Dim)
        })
        .drop(3),
        Column::text(words.tr("cust-col-order"), Width::Share(8), |i: &Item| {
            Cell::new(i.po_number.as_ref().map_or("", |p| p.as_str()), Role::Dim)
        })
        .drop(2),
    ]
}

fn late(view: View<'_>, item: &Item) -> Cell {
    if item.is_credit() || item.days_late <= 0 {
        return Cell::new("", Role::Dim);
    }
    let buckets = view.app.shell.workplace().map(|w| &w.company.buckets);
    let bucket = buckets.and_then(|b| b.of(item.days_late));
    let role = bucket.map_or(Role::Base, |b| Role::bucket(b + 1));
    Cell::new(view.words.whole(item.days_late), role)
}

/// What distinguishes an item: dispute, promise, court, reminders, and its kind when it is no invoice.
fn state(view: View<'_>, item: &Item) -> Cell {
    let words = view.words;
    let mut marks = Vec::new();
    if !item.disputed.is_zero() {
        marks.push(words.tr("cust-mark-disputed"));
    }
    if !item.promised.is_zero() {
        marks.push(words.tr("cust-mark-promised"));
    }
    if item.state != ItemState::Normal {
        marks.push(words.tr(&format!(
            "cust-state-{}",
            item.state.word().replace('_', "-")
        )));
    }
    if item.reminded > 0 {
        let message = Message::new("cust-mark-reminded").with("n", i64::from(item.reminded));
        marks.push(words.say(&message));
    }
    // What it is comes last: what was agreed on it must not be cut.
    if item.kind != ItemKind::Invoice {
        marks.push(words.tr(&format!("cust-kind-{}", item.kind.word().replace('_', "-"))));
    }
    let role = if !item.disputed.is_zero() || item.state != ItemState::Normal {
        Role::Warn
    } else {
        Role::Dim
    };
    Cell::new(marks.join(", "), role)
}
