//! What is asked for when somebody works on a customer.

pub mod call;
pub mod contact;
pub mod credit;
pub mod dispute;
pub mod mail;
pub mod message;
pub mod promise;
pub mod team;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::app::form::{Field, Form};
use crate::domain::alert::Alert;
use crate::domain::customer::{Contact, CustomerFile};
use crate::domain::money::Money;
use crate::domain::promise::Promise;
use crate::domain::raw::Raw;
use crate::domain::worklist::LastContact;
use crate::i18n::{Arg, Message, Toward};

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

/// A note.
pub fn note(subject: &Subject) -> Form {
    subject
        .form("note", "add_note")
        .field(Field::note("note").required().naming())
}

/// The day to come back to the customer.
pub fn revisit(subject: &Subject) -> Form {
    subject
        .form("revisit", "set_revisit")
        .field(Field::date("revisit_on", Toward::Future).required())
        .field(Field::note("note"))
}

fn on_alert(id: &'static str, verb: &'static str, company: i32, alert: &Alert) -> Form {
    Form::new(id, verb, alert.customer_name.as_str(), alert.id)
        .fixed("company", company)
        .fixed("alert", alert.id.to_string())
        .fixed("rev", alert.rev)
}

/// Until when an alert is not shown.
pub fn snooze(company: i32, alert: &Alert) -> Form {
    on_alert("snooze", "snooze_alert", company, alert)
        .field(Field::date("until_on", Toward::Future).required())
        .field(Field::text("reason"))
}

/// Why an alert is settled.
pub fn resolve_alert(company: i32, alert: &Alert) -> Form {
    on_alert("resolve-alert", "resolve_alert", company, alert)
        .field(Field::text("reason").required())
}

/// Taking note of an alert.
pub fn acknowledge(company: i32, alert: &Alert) -> Value {
    json!({ "company": company, "alert": alert.id.to_string(), "rev": alert.rev })
}
