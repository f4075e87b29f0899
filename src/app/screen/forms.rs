//! What is asked for when somebody works on a customer.

pub mod credit;
pub mod dispute;
pub mod mail;

use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::app::form::{Calendar, Choice, Field, Form, Item as Marked};
use crate::app::shell::Shell;
use crate::domain::activity::Outcome;
use crate::domain::alert::Alert;
use crate::domain::invoice::{Item, ItemKind};
use crate::domain::money::Money;
use crate::domain::promise::Promise;
use crate::i18n::{Arg, Lang, Message, Toward};

/// Days ahead from which the database wants a promised date confirmed; the form has asked by then.
const FAR_DAYS: i64 = 45;

/// Whom a form is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// Key of the company.
    pub company: i32,
    /// The customer.
    pub customer: Uuid,
    /// Its name, from outside.
    pub name: String,
    /// What is overdue, one amount per currency.
    pub overdue: Vec<Money>,
}

impl Subject {
    fn form(&self, id: &'static str, verb: &'static str) -> Form {
        Form::new(id, verb, &self.name, self.customer)
            .fixed("company", self.company)
            .fixed("customer", self.customer.to_string())
    }

    /// The amounts overdue, the largest first.
    fn owed(&self) -> Vec<Money> {
        let mut owed: Vec<Money> = self
            .overdue
            .iter()
            .filter(|m| !m.is_zero())
            .copied()
            .collect();
        owed.sort_by_key(|m| std::cmp::Reverse(m.amount()));
        owed
    }
}

/// A call with its outcome; what the outcome asks for comes next.
pub fn call(subject: &Subject, shell: &Shell) -> Form {
    let outcomes = &shell.outcomes;
    let wanting = |what: &str| -> Vec<String> {
        outcomes
            .iter()
            .filter(|o| o.wants.as_deref() == Some(what))
            .map(|o| o.code.clone())
            .collect()
    };
    let lang = shell.words.lang();
    let choices = outcomes.iter().map(|o| outcome(o, lang)).collect();
    let mut form = subject
        .form("call", "log_call")
        .field(Field::choice("outcome", choices).required());
    let owed = subject.owed();
    if let Some(first) = owed.first() {
        let promising = wanting("promise");
        form = form
            .field(
                Field::date("promised_on", Toward::Future)
                    .required()
                    .when("outcome", promising.clone()),
            )
            .field(
                Field::amount("amount", None, first.currency())
                    .hint(all_overdue(&owed))
                    .when("outcome", promising),
            );
    }
    form = form
        .field(
            Field::date("revisit_on", Toward::Future)
                .hint(Message::new("call-revisit-hint"))
                .when("outcome", wanting("date")),
        )
        .field(Field::note("note"));
    form.build = call_body;
    with_currency(form, &owed)
}

/// The letter is the outcome's own in both languages, the label the person's.
fn outcome(outcome: &Outcome, lang: Lang) -> Choice {
    let label = match lang {
        Lang::En => &outcome.label.0,
        Lang::Fr => &outcome.label.1,
    };
    Choice {
        value: outcome.code.clone(),
        label: Message::new("call-outcome").with("label", label.as_str()),
        letter: outcome.key.chars().next(),
    }
}

fn all_overdue(owed: &[Money]) -> Message {
    match owed.first() {
        Some(first) => Message::new("prom-all-overdue")
            .with("amount", Arg::Amount(first.amount(), first.currency())),
        None => Message::new("prom-nothing-overdue"),
    }
}

/// Where something is overdue in more than one currency, the one with the larger amount is meant.
fn with_currency(form: Form, owed: &[Money]) -> Form {
    match owed {
        [first, _, ..] => form.fixed("currency", first.currency().code()),
        _ => form,
    }
}

/// The promise goes inside the call, to be written in one transaction with it.
fn call_body(form: &Form, calendar: &Calendar<'_>) -> Map<String, Value> {
    let mut body = form.values(calendar);
    let mut promise = Map::new();
    for name in ["promised_on", "amount", "currency"] {
        if let Some(value) = body.shift_remove(name) {
            promise.insert(name.to_owned(), value);
        }
    }
    if promise.contains_key("promised_on") {
        confirm_far(&mut promise, calendar);
        body.insert("promise".to_owned(), promise.into());
    }
    body
}

fn confirm_far(body: &mut Map<String, Value>, calendar: &Calendar<'_>) {
    let date = body
        .get("promised_on")
        .and_then(Value::as_str)
        .and_then(|d| d.parse::<chrono::NaiveDate>().ok());
    if date.is_some_and(|d| (d - calendar.today).num_days() > FAR_DAYS) {
        body.insert("confirm".to_owned(), true.into());
    }
}

/// A note.
pub fn note(subject: &Subject) -> Form {
    subject
        .form("note", "add_note")
        .field(Field::note("note").required())
}

/// The day to come back to the customer.
pub fn revisit(subject: &Subject) -> Form {
    subject
        .form("revisit", "set_revisit")
        .field(Field::date("revisit_on", Toward::Future).required())
        .field(Field::note("note"))
}

/// A promise: on the marked items, or for all that is overdue.
pub fn promise(subject: &Subject, items: &[Item], marked: &[Uuid], shell: &Shell) -> Form {
    let owed = subject.owed();
    let debits: Vec<&Item> = items
        .iter()
        .filter(|i| !i.open.amount().is_sign_negative() && i.kind != ItemKind::Receipt)
        .collect();
    let currency = debits
        .iter()
        .find(|i| marked.contains(&i.id))
        .or(debits.first())
        .map(|i| i.open.currency())
        .or(owed.first().map(Money::currency));
    let choices = debits
        .iter()
        .map(|item| Marked {
            id: item.id.to_string(),
            label: format!(
                "{} · {}",
                item.number.as_str(),
                shell.words.short_date(item.due_on)
            ),
            amount: item.open.amount(),
            currency: item.open.currency(),
            marked: marked.contains(&item.id),
        })
        .collect();
    let mut form = subject
        .form("promise", "record_promise")
        .field(Field::items("items", choices).hint(all_overdue(&owed)))
        .field(Field::date("promised_on", Toward::Future).required());
    if let Some(currency) = currency {
        form = form
            .field(Field::amount("amount", None, currency).hint(Message::new("prom-amount-hint")));
    }
    form = form.field(Field::note("note"));
    form.build = promise_body;
    // What is marked already says which: the date is next.
    form.focus = usize::from(!marked.is_empty());
    with_currency(form, &owed)
}

/// Another day for a promise; refused when somebody has changed it since it was read.
pub fn move_promise(subject: &Subject, promise: &Promise) -> Form {
    let mut form = Form::new("move-promise", "move_promise", &subject.name, promise.id)
        .fixed("company", subject.company)
        .fixed("promise", promise.id.to_string())
        .fixed("rev", promise.rev)
        .field(Field::date("promised_on", Toward::Future).required())
        .field(Field::note("note"));
    form.build = |form, calendar| {
        let mut body = form.values(calendar);
        confirm_far(&mut body, calendar);
        body
    };
    form
}

/// Taking a promise back.
pub fn withdraw_promise(subject: &Subject, promise: &Promise) -> Form {
    Form::new(
        "withdraw-promise",
        "withdraw_promise",
        &subject.name,
        promise.id,
    )
    .fixed("company", subject.company)
    .fixed("promise", promise.id.to_string())
    .fixed("rev", promise.rev)
    .field(Field::note("note").required())
}

fn promise_body(form: &Form, calendar: &Calendar<'_>) -> Map<String, Value> {
    let mut body = form.values(calendar);
    if body.contains_key("items") {
        // Marked items name their currency themselves.
        body.shift_remove("currency");
    }
    confirm_far(&mut body, calendar);
    body
}

/// Until when an alert is not shown.
pub fn snooze(company: i32, alert: &Alert) -> Form {
    Form::new(
        "snooze",
        "snooze_alert",
        alert.customer_name.as_str(),
        alert.id,
    )
    .fixed("company", company)
    .fixed("alert", alert.id.to_string())
    .fixed("rev", alert.rev)
    .field(Field::date("until_on", Toward::Future).required())
    .field(Field::text("reason"))
}

/// Taking note of an alert.
pub fn acknowledge(company: i32, alert: &Alert) -> Value {
    json!({ "company": company, "alert": alert.id.to_string(), "rev": alert.rev })
}
