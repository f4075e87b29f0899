//! What is asked for when somebody works on a customer.

pub mod call;
pub mod contact;
pub mod credit;
pub mod dispute;
pub mod mail;
pub mod message;
pub mod promise;
pub mod team;

use serde_json::json;
use uuid::Uuid;

use crate::app::bulk::Target;
use crate::app::form::{Field, Form};
use crate::domain::alert::Alert;
use crate::domain::company::Person;
use crate::domain::customer::{Contact, CustomerFile};
use crate::domain::money::Money;
use crate::domain::promise::Promise;
use crate::domain::raw::Raw;
use crate::domain::worklist::LastContact;
use crate::i18n::{Arg, Catalogue, Message, Toward};

/// Whom a form is about, and what of it a form may need.
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
    /// People there.
    pub contacts: Vec<Contact>,
    /// Its promises.
    pub promises: Vec<Promise>,
    /// The last attempt to reach it.
    pub reached: Option<LastContact>,
    /// Colleagues who are at it now.
    pub present: Vec<Raw>,
}

impl Subject {
    /// Of which nothing more is known than its name.
    pub fn named(company: i32, customer: Uuid, name: &str) -> Subject {
        Subject {
            company,
            customer,
            name: name.to_owned(),
            overdue: Vec::new(),
            contacts: Vec::new(),
            promises: Vec::new(),
            reached: None,
            present: Vec::new(),
        }
    }

    /// By its file.
    pub fn of(company: i32, file: &CustomerFile) -> Subject {
        let overdue = file.positions.iter();
        let overdue = overdue.filter_map(|p| Money::rounded(p.overdue, p.currency).ok());
        Subject {
            overdue: overdue.collect(),
            contacts: file.contacts.clone(),
            promises: file.promises.clone(),
            reached: file.reach.last.clone(),
            present: file.present.clone(),
            ..Subject::named(company, file.customer.id, file.customer.name.as_str())
        }
    }

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

/// A note; the same on each customer where they are several.
pub fn note(subjects: &[Subject], words: &Catalogue) -> Form {
    let form = on_customers("note", "add_note", subjects, words);
    let field = Field::note("note").required();
    form.field(match subjects {
        [_] => field.naming(),
        // Who may be named differs from one customer to the next.
        _ => field,
    })
}

/// The day to come back to the customer, or to each of several.
pub fn revisit(subjects: &[Subject], words: &Catalogue) -> Form {
    on_customers("revisit", "set_revisit", subjects, words)
        .field(Field::date("revisit_on", Toward::Future).required())
        .field(Field::note("note"))
}

fn on_customers(
    id: &'static str,
    verb: &'static str,
    subjects: &[Subject],
    words: &Catalogue,
) -> Form {
    let target = |one: &Subject| {
        let own = json!({ "customer": one.customer.to_string() });
        Target::new(one.customer, &one.name, own)
    };
    match subjects {
        [one] => one.form(id, verb),
        many => {
            let company = many.first().map_or(0, |one| one.company);
            let targets = many.iter().map(target).collect();
            on_each(id, verb, company, "team-many", targets, words)
        }
    }
}

/// A form about several rows, called by the sentence of this key.
pub fn on_each(
    id: &'static str,
    verb: &'static str,
    company: i32,
    called: &str,
    targets: Vec<Target>,
    words: &Catalogue,
) -> Form {
    let called = Message::new(called).with("n", targets.len());
    Form::new(id, verb, &words.say(&called), "marked")
        .fixed("company", company)
        .for_each(targets)
}

fn on_alerts(
    id: &'static str,
    verb: &'static str,
    company: i32,
    alerts: &[Alert],
    words: &Catalogue,
) -> Form {
    let own = |alert: &Alert| json!({ "alert": alert.id.to_string(), "rev": alert.rev });
    let target = |alert: &Alert| Target::new(alert.id, alert.customer_name.as_str(), own(alert));
    match alerts {
        [alert] => Form::new(id, verb, alert.customer_name.as_str(), alert.id)
            .fixed("company", company)
            .fixed("alert", alert.id.to_string())
            .fixed("rev", alert.rev),
        many => {
            let targets = many.iter().map(target).collect();
            on_each(id, verb, company, "scr-alerts-many", targets, words)
        }
    }
}

/// Until when alerts are not shown.
pub fn snooze(company: i32, alerts: &[Alert], words: &Catalogue) -> Form {
    on_alerts("snooze", "snooze_alert", company, alerts, words)
        .field(Field::date("until_on", Toward::Future).required())
        .field(Field::text("reason"))
}

/// Why alerts are settled.
pub fn resolve_alert(company: i32, alerts: &[Alert], words: &Catalogue) -> Form {
    on_alerts("resolve-alert", "resolve_alert", company, alerts, words)
        .field(Field::text("reason").required())
}

/// Who is to look after alerts.
pub fn assign_alert(
    company: i32,
    alerts: &[Alert],
    colleagues: &[Person],
    words: &Catalogue,
) -> Form {
    let mut form = on_alerts("assign-alert", "assign_alert", company, alerts, words)
        .field(Field::choice("person", dispute::people(colleagues)).required())
        .field(Field::text("reason"));
    form.build = dispute::by_number;
    form
}

/// Taking note of alerts; nothing is asked.
pub fn acknowledge(company: i32, alerts: &[Alert], words: &Catalogue) -> Form {
    on_alerts("acknowledge", "acknowledge_alert", company, alerts, words)
}
