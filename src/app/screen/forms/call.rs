//! A call with its outcome; what the outcome asks for comes in the form or right after it.

use serde_json::{Map, Value};

use super::Subject;
use super::promise::{confirm_far, overlap, said_of};
use crate::app::form::{Calendar, Choice, Field, Form};
use crate::app::shell::Shell;
use crate::domain::activity::Outcome;
use crate::domain::customer::Contact;
use crate::domain::raw::Raw;
use crate::i18n::{Lang, Message, Toward};

/// Business days after which one looks whether what was announced has come.
const LOOK_AFTER: &str = "+3b";

/// A call: to whom, with which outcome, and what that outcome asks for.
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
    let mut form = subject.form("call", "log_call");
    let called: Vec<&Contact> = subject.contacts.iter().filter(|c| !c.do_not_call).collect();
    if !called.is_empty() {
        let choices = contacts(&called, number, "call-no-number");
        form = form.field(Field::choice("contact", choices).with_chosen(reachable(&called)));
    }
    // The outcome comes first to hand; whom one reached is mostly the one to try first.
    form.focus = form.fields.len();
    form = form.field(Field::choice("outcome", choices).required());
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
                    .hint(super::all_overdue(&owed))
                    .when("outcome", promising.clone()),
            );
        if let Some(field) = overlap(subject) {
            form = form.field(field.when("outcome", promising));
        }
    }
    form = form
        .field(
            Field::date("revisit_on", Toward::Future)
                .hint(Message::new("call-revisit-hint").with("usual", usual(lang)))
                .when("outcome", wanting("date")),
        )
        .field(Field::note("note"));
    form.notices = colleagues(subject, shell);
    form.notices.extend(said_of(subject));
    form.build = body;
    super::with_currency(form, &owed)
}

/// The contacts by digit, each with the number or address it is reached by, else with the word for having none.
pub fn contacts(
    contacts: &[&Contact],
    by: fn(&Contact) -> Option<&Raw>,
    none: &'static str,
) -> Vec<Choice> {
    let choice = |(n, contact): (usize, &&Contact)| {
        let role = format!("cust-role-{}", contact.role.replace('_', "-"));
        let label = Message::new("call-contact")
            .with("name", contact.name.as_str())
            .with("role", Message::new(role));
        Choice {
            value: contact.id.to_string(),
            label: match by(contact) {
                Some(by) => label.with("by", by.as_str()),
                None => label.with("by", Message::new(none)),
            },
            letter: u32::try_from(n + 1)
                .ok()
                .and_then(|n| char::from_digit(n, 10)),
        }
    };
    contacts.iter().enumerate().map(choice).collect()
}

/// Whom to ring: the first who can be, whoever comes first in the file.
fn reachable(contacts: &[&Contact]) -> usize {
    let first = contacts.iter().position(|c| number(c).is_some());
    first.unwrap_or(0)
}

/// The number to dial.
fn number(contact: &Contact) -> Option<&Raw> {
    contact.phone.as_ref().or(contact.mobile.as_ref())
}

/// Who is at the customer now, and who has called today: nobody is to be called twice.
fn colleagues(subject: &Subject, shell: &Shell) -> Vec<Message> {
    let names: Vec<&str> = subject.present.iter().map(|p| p.as_str()).collect();
    let here =
        (!names.is_empty()).then(|| Message::new("call-present").with("names", names.join(", ")));
    let called = subject
        .reached
        .as_ref()
        .filter(|last| last.today)
        .map(|last| {
            let code = last.outcome.as_deref().unwrap_or_default();
            Message::new("call-already")
                .with("time", shell.words.time(shell.local(last.at).time()))
                .with("person", last.person.as_ref().map_or("", |p| p.as_str()))
                .with("outcome", shell.outcome(code))
        });
    here.into_iter().chain(called).collect()
}

/// What is typed for the usual day to look again, in the language of the form.
fn usual(lang: Lang) -> &'static str {
    match lang {
        Lang::En => LOOK_AFTER,
        Lang::Fr => "+3o",
    }
}

/// The letter is the outcome's own in both languages, the label the person's.
fn outcome(outcome: &Outcome, lang: Lang) -> Choice {
    let label = lang.of(&outcome.label);
    Choice {
        value: outcome.code.clone(),
        label: Message::new("call-outcome").with("label", label.as_str()),
        letter: outcome.key.chars().next(),
    }
}

/// The promise goes inside the call, to be written in one transaction with it.
fn body(form: &Form, calendar: &Calendar<'_>) -> Map<String, Value> {
    let mut body = form.values(calendar);
    let mut promise = Map::new();
    for name in ["promised_on", "amount", "currency", "replace"] {
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

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn contact(n: u128, phone: Option<&str>) -> Contact {
        Contact {
            id: Uuid::from_u128(n),
            name: "Someone".into(),
            role: "payables".into(),
            phone: phone.map(Raw::from),
            mobile: None,
            email: None,
            email_changed_at: None,
            language: None,
            is_primary: n == 1,
            bounced: false,
            do_not_call: false,
            rev: 1,
        }
    }

    #[test]
    fn whoever_has_a_number_is_rung_before_the_primary_contact_who_has_none() {
        let (silent, rung) = (contact(1, None), contact(2, Some("+33 1 23 45 67 89")));
        assert_eq!(reachable(&[&silent, &rung]), 1);
        assert_eq!(reachable(&[&rung, &silent]), 0);
        assert_eq!(reachable(&[&silent, &silent]), 0);
        let choices = contacts(&[&silent, &rung], number, "call-no-number");
        let none = Message::new("call-no-number");
        let label = Message::new("call-contact")
            .with("name", "Someone")
            .with("role", Message::new("cust-role-payables"));
        assert_eq!(choices[0].label, label.clone().with("by", none));
        assert_eq!(choices[1].label, label.with("by", "+33 1 23 45 67 89"));
    }
}
