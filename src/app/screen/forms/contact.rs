//! Contacts, and when a customer may be called.

use serde_json::{Map, Value};

use super::Subject;
use crate::app::form::{Calendar, Choice, Field, Form};
use crate::domain::customer::{Contact, CustomerFile};
use crate::i18n::Message;

/// What a contact does, as the ledger calls it, with its letter.
const ROLES: [(&str, char); 7] = [
    ("payables", 'p'),
    ("manager", 'm'),
    ("buyer", 'b'),
    ("legal", 'l'),
    ("sales_owner", 's'),
    ("logistics_owner", 'g'),
    ("other", 'o'),
];

const LANGUAGES: [(&str, char); 2] = [("en", 'e'), ("fr", 'f')];

/// Correcting a contact, the number first: what is emptied is emptied in the ledger.
pub fn edit(subject: &Subject, contact: &Contact) -> Form {
    let text = |value: &Option<crate::domain::raw::Raw>| {
        value
            .as_ref()
            .map_or(String::new(), |v| v.as_str().to_owned())
    };
    let mut form = Form::new("contact", "correct_contact", &subject.name, contact.id)
        .fixed("company", subject.company)
        .fixed("contact", contact.id.to_string())
        .fixed("rev", contact.rev)
        .field(Field::text("phone").with_text(&text(&contact.phone)))
        .field(Field::text("mobile").with_text(&text(&contact.mobile)))
        .field(Field::text("email").with_text(&text(&contact.email)))
        .field(Field::text("name").with_text(contact.name.as_str()))
        .field(roles(&contact.role))
        .field(languages(contact.language.as_deref()))
        .field(Field::check("bounced", contact.bounced))
        .field(Field::check("do_not_call", contact.do_not_call))
        .field(Field::check("primary", contact.is_primary))
        .field(Field::check("active", true));
    form.customer = Some(subject.customer);
    form.notices = vec![Message::new("contact-who").with("name", contact.name.as_str())];
    form.build = with_empty;
    form.corrects = true;
    form
}

/// A new contact.
pub fn add(subject: &Subject) -> Form {
    subject
        .form("add-contact", "add_contact")
        .field(Field::text("name").required())
        .field(Field::text("phone"))
        .field(Field::text("mobile"))
        .field(Field::text("email"))
        .field(roles("payables"))
        .field(languages(None))
        .field(Field::check("primary", subject.contacts.is_empty()))
}

/// When the customer may be called, in its own time; both empty for the company's usual hours.
pub fn calling_hours(subject: &Subject, file: &CustomerFile) -> Form {
    let shown = |time: chrono::NaiveTime| match file.calling.own {
        true => time.format("%H:%M").to_string(),
        false => String::new(),
    };
    let usual = |time: chrono::NaiveTime| {
        Message::new("contact-usual").with("time", time.format("%H:%M").to_string())
    };
    let hours = &file.calling;
    let mut form = subject
        .form("calling-hours", "set_calling_hours")
        .fixed("rev", file.customer.rev)
        .field(
            Field::text("from")
                .with_text(&shown(hours.from))
                .hint(usual(hours.from)),
        )
        .field(
            Field::text("to")
                .with_text(&shown(hours.to))
                .hint(usual(hours.to)),
        );
    form.build = with_empty;
    form.corrects = true;
    form
}

fn roles(chosen: &str) -> Field {
    let choices = ROLES.map(|(value, letter)| Choice {
        value: value.to_owned(),
        label: Message::new(format!("cust-role-{}", value.replace('_', "-"))),
        letter: Some(letter),
    });
    let at = ROLES.iter().position(|(value, _)| *value == chosen);
    Field::choice("role", choices.to_vec()).with_chosen(at.unwrap_or(0))
}

fn languages(chosen: Option<&str>) -> Field {
    let choices = LANGUAGES.map(|(value, letter)| Choice {
        value: value.to_owned(),
        label: Message::new(format!("contact-language-{value}")),
        letter: Some(letter),
    });
    let field = Field::choice("language", choices.to_vec());
    match LANGUAGES
        .iter()
        .position(|(value, _)| Some(*value) == chosen)
    {
        Some(at) => field.with_chosen(at),
        None => field.hint(Message::new("contact-language-own")),
    }
}

/// A text that was emptied is sent as nothing, so that the ledger empties it too.
fn with_empty(form: &Form, calendar: &Calendar<'_>) -> Map<String, Value> {
    let mut body = form.values(calendar);
    for field in &form.fields {
        if field.value_text().is_some_and(|t| t.trim().is_empty()) {
            body.insert(field.name.to_owned(), Value::Null);
        }
    }
    body
}
