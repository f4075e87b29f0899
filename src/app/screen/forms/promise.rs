//! Promises: made, in instalments, moved, taken back.

use chrono::{Days, Months, NaiveDate};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::Subject;
use crate::app::form::{Calendar, Choice, Field, Form, Item as Marked, Kind, Part};
use crate::app::shell::Shell;
use crate::domain::invoice::Item;
use crate::domain::promise::{Promise, PromiseState};
use crate::i18n::{Arg, Message, Toward};

/// Days ahead from which the database wants a promised date confirmed; the form has asked by then.
const FAR_DAYS: i64 = 45;

/// Under which the form keeps what each item leaves to be promised.
const FREE: &str = "free";

/// Instalments that a plan can have.
const INSTALMENTS: std::ops::RangeInclusive<i64> = 2..=60;

/// A promise: on the marked items, or for all that is overdue.
pub fn promise(subject: &Subject, items: &[Item], marked: &[Uuid], shell: &Shell) -> Form {
    let form = subject.form("promise", "record_promise");
    let form = covering(form, subject, items, marked, shell)
        .field(Field::date("promised_on", Toward::Future).required());
    finished(form, subject, items, marked)
}

/// A plan: the marked items, or all that is overdue, in equal instalments.
pub fn plan(subject: &Subject, items: &[Item], marked: &[Uuid], shell: &Shell) -> Form {
    let every = [("week", 'w'), ("fortnight", 'f'), ("month", 'm')].map(|(value, letter)| Choice {
        value: value.to_owned(),
        label: Message::new(format!("plan-every-{value}")),
        letter: Some(letter),
    });
    let form = subject.form("plan", "record_plan");
    let form = covering(form, subject, items, marked, shell)
        .field(Field::count("count", INSTALMENTS).required())
        .field(Field::choice("every", every.to_vec()).required())
        .field(Field::date("first_on", Toward::Future).required());
    let mut form = finished(form, subject, items, marked).fixed(FREE, free(items));
    form.parts = instalments;
    form
}

/// What of each open item is not promised yet, and whether it is overdue.
fn free(items: &[Item]) -> Vec<Value> {
    let told = |item: &Item| {
        let rest = (item.open.amount() - item.promised.amount()).max(Decimal::ZERO);
        json!([
            item.id.to_string(),
            item.open.amount().to_string(),
            rest.to_string(),
            item.days_late > 0
        ])
    };
    debits(items).map(told).collect()
}

/// What is to be paid in all: what was typed, else what the marked items leave, else all that is overdue.
fn total(form: &Form, body: &Map<String, Value>) -> Option<Decimal> {
    let number = |value: &Value| value.as_str().and_then(|text| text.parse::<Decimal>().ok());
    if let Some(typed) = body.get("amount").and_then(number) {
        return Some(typed);
    }
    let replaces = body.get("replace") == Some(&Value::Bool(true));
    let marked = body.get("items").and_then(Value::as_array);
    let meant = |item: &&Value| match marked {
        Some(marked) => marked.contains(&item[0]),
        None => item[3] == true,
    };
    let items = form.fixed.get(FREE)?.as_array()?;
    let sum = items.iter().filter(meant);
    Some(
        sum.filter_map(|item| number(&item[if replaces { 1 } else { 2 }]))
            .sum(),
    )
}

/// The instalments as the ledger makes them: equal to the currency's digits, the last with what is left over.
fn instalments(form: &Form, calendar: &Calendar<'_>) -> Vec<Part> {
    let body = form.values(calendar);
    let parts = || -> Option<Vec<Part>> {
        let count = u32::try_from(body.get("count")?.as_i64()?).ok()?;
        let first: NaiveDate = body.get("first_on")?.as_str()?.parse().ok()?;
        let every = body.get("every")?.as_str()?;
        let Kind::Amount(_, currency) = form.get("amount")?.kind else {
            return None;
        };
        let total = total(form, &body).filter(|total| *total > Decimal::ZERO)?;
        let each = (total / Decimal::from(count)).trunc_with_scale(currency.digits());
        let day = |n: u32| match every {
            "week" => first.checked_add_days(Days::new(u64::from(n) * 7)),
            "fortnight" => first.checked_add_days(Days::new(u64::from(n) * 14)),
            _ => first.checked_add_months(Months::new(n)),
        };
        let part = |n: u32| {
            let last = total - each * Decimal::from(count - 1);
            let amount = if n + 1 == count { last } else { each };
            Some(Part {
                on: day(n)?,
                amount,
                currency,
            })
        };
        (0..count).map(part).collect()
    };
    parts().unwrap_or_default()
}

/// The open items to mark, where there are any, and what is promised on them already.
fn covering(form: Form, subject: &Subject, items: &[Item], marked: &[Uuid], shell: &Shell) -> Form {
    let choices = debits(items)
        .map(|item| {
            let due = shell.words.short_date(item.due_on);
            let mut label = format!("{} · {due}", item.number.as_str());
            if !item.promised.is_zero() {
                label = format!("{label} · {}", shell.words.tr("cust-mark-promised"));
            }
            Marked {
                id: item.id.to_string(),
                label,
                amount: item.open.amount(),
                currency: item.open.currency(),
                marked: marked.contains(&item.id),
            }
        })
        .collect();
    let mut form =
        form.field(Field::items("items", choices).hint(super::all_overdue(&subject.owed())));
    form.notices = said_of(subject);
    form
}

fn debits(items: &[Item]) -> impl Iterator<Item = &Item> {
    items.iter().filter(|i| !i.is_credit() && !i.is_payment())
}

fn finished(mut form: Form, subject: &Subject, items: &[Item], marked: &[Uuid]) -> Form {
    let owed = subject.owed();
    let currency = debits(items)
        .find(|i| marked.contains(&i.id))
        .or(debits(items).next())
        .map(|i| i.open.currency())
        .or(owed.first().map(|m| m.currency()));
    if let Some(currency) = currency {
        form = form
            .field(Field::amount("amount", None, currency).hint(Message::new("prom-amount-hint")))
            .field(Field::check("on_account", false).hint(Message::new("prom-on-account-hint")));
    }
    if let Some(field) = overlap(subject) {
        form = form.field(field);
    }
    form = form.field(Field::note("note"));
    form.build = body;
    // What is marked already says which: the date is next.
    form.focus = usize::from(!marked.is_empty());
    super::with_currency(form, &owed)
}

/// Promises that stand.
fn standing(subject: &Subject) -> impl Iterator<Item = &Promise> {
    let live = |p: &&Promise| matches!(p.state, PromiseState::Open | PromiseState::Due);
    subject.promises.iter().filter(live)
}

/// What is promised already, one line per promise: the same debt is promised once.
pub fn said_of(subject: &Subject) -> Vec<Message> {
    standing(subject)
        .take(3)
        .map(|promise| {
            let state = match promise.state {
                PromiseState::Due => "prom-due",
                _ => "prom-open",
            };
            Message::new("prom-already")
                .with(
                    "amount",
                    Arg::Amount(promise.amount.amount(), promise.amount.currency()),
                )
                .with("date", Arg::Day(promise.promised_on))
                .with("state", Message::new(state))
        })
        .collect()
}

/// Whether a new promise takes the place of those that stand; without it, it covers what they leave.
pub fn overlap(subject: &Subject) -> Option<Field> {
    standing(subject).next()?;
    Some(Field::check("replace", false).hint(Message::new("prom-replace-hint")))
}

/// Another day for a promise; refused when somebody has changed it since it was read.
pub fn move_to(subject: &Subject, promise: &Promise) -> Form {
    let mut form = on("move-promise", "move_promise", subject, promise)
        .field(Field::date("promised_on", Toward::Future).required())
        .field(Field::note("note"));
    form.build = |form, calendar| {
        let mut body = form.values(calendar);
        confirm_far(&mut body, calendar);
        body
    };
    form
}

/// Taking a promise back, with why.
pub fn withdraw(subject: &Subject, promise: &Promise) -> Form {
    on("withdraw-promise", "withdraw_promise", subject, promise)
        .field(Field::note("note").required())
}

fn on(id: &'static str, verb: &'static str, subject: &Subject, promise: &Promise) -> Form {
    let mut form = Form::new(id, verb, &subject.name, promise.id)
        .fixed("company", subject.company)
        .fixed("promise", promise.id.to_string())
        .fixed("rev", promise.rev);
    form.customer = Some(subject.customer);
    form.notices = vec![
        Message::new("prom-this")
            .with(
                "amount",
                Arg::Amount(promise.amount.amount(), promise.amount.currency()),
            )
            .with("date", Arg::Day(promise.promised_on)),
    ];
    form
}

fn body(form: &Form, calendar: &Calendar<'_>) -> Map<String, Value> {
    let mut body = form.values(calendar);
    body.shift_remove(FREE);
    if body.contains_key("items") {
        // Marked items name their currency themselves.
        body.shift_remove("currency");
    }
    confirm_far(&mut body, calendar);
    body
}

/// Tells the database that a date far ahead is meant: the form has asked.
pub fn confirm_far(body: &mut Map<String, Value>, calendar: &Calendar<'_>) {
    let date = ["promised_on", "first_on"]
        .iter()
        .find_map(|name| body.get(*name))
        .and_then(Value::as_str)
        .and_then(|d| d.parse::<chrono::NaiveDate>().ok());
    if date.is_some_and(|d| (d - calendar.today).num_days() > FAR_DAYS) {
        body.insert("confirm".to_owned(), true.into());
    }
}
