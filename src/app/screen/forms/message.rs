//! Mail that a person writes, and mail that came.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::Subject;
use super::call::contacts;
use crate::app::desk::Template;
use crate::app::form::{Calendar, Choice, Field, Form};
use crate::app::request::Written;
use crate::domain::customer::Contact;
use crate::i18n::Message;

/// Whom a message goes to unless another is chosen: of those it suits, the first whose address works.
pub fn recipient(template: Template, contacts: &[Contact]) -> Option<&Contact> {
    let works = |c: &&Contact| c.email.is_some() && !c.bounced && template.suits(c);
    contacts.iter().find(works)
}

/// A message as the template begins it. Enter never sends it.
pub fn message(subject: &Subject, template: Template, items: &[Uuid], written: &Written) -> Form {
    let suited = |c: &&Contact| c.email.is_some() && !c.bounced && template.suits(c);
    let reachable: Vec<&Contact> = subject.contacts.iter().filter(suited).collect();
    let choices = reachable.iter().enumerate().map(|(n, contact)| Choice {
        value: contact.id.to_string(),
        label: Message::new("msg-contact")
            .with("name", contact.name.as_str())
            .with("address", contact.email.as_ref().map_or("", |e| e.as_str())),
        letter: u32::try_from(n + 1)
            .ok()
            .and_then(|n| char::from_digit(n, 10)),
    });
    let chosen = reachable.iter().position(|c| c.id == written.contact);
    let ids: Vec<String> = items.iter().map(Uuid::to_string).collect();
    let addresses: Map<String, Value> = reachable
        .iter()
        .map(|c| {
            (
                c.id.to_string(),
                c.email.as_ref().map_or("", |e| e.as_str()).into(),
            )
        })
        .collect();
    let copies: Vec<String> = written.copies.iter().map(Uuid::to_string).collect();
    let mut form = Form::new(
        "message",
        "send_message",
        &subject.name,
        format!("{}:{}", subject.customer, template.code()),
    )
    .fixed("company", subject.company)
    .fixed("customer", subject.customer.to_string())
    .fixed("kind", template.kind())
    .fixed("message_id", written.message_id.as_str())
    .fixed("addresses", addresses)
    .fixed("items", ids)
    .fixed("files", copies)
    .field(Field::choice("contact", choices.collect()).with_chosen(chosen.unwrap_or(0)))
    .field(
        Field::text("subject")
            .with_text(&written.subject)
            .required(),
    )
    .field(
        Field::note("text")
            .with_text(&written.text)
            .required()
            .whole(),
    );
    if !written.copies.is_empty() {
        form = form.field(
            Field::check("copies", template == Template::Copy)
                .hint(Message::new("msg-copies").with("n", written.copies.len())),
        );
    }
    if let Some(statement) = &written.statement {
        form = form.fixed("page", json!(statement)).field(
            Field::check("statement", template == Template::Statement)
                .hint(Message::new("msg-statement").with("name", statement.name.as_str())),
        );
    }
    form.focus = 2;
    form.sends = true;
    // Whoever sends no copies need not know that there are none.
    let of_copies = |said: &&Message| matches!(said.key.as_str(), "msg-no-folder" | "msg-no-copy");
    let missing = written.missing.iter();
    form.notices = missing
        .filter(|said| template == Template::Copy || !of_copies(said))
        .cloned()
        .collect();
    form.build = body;
    form
}

/// Greets somebody else: where the template had begun it (subject and text `was`) and nobody has written into it, the
/// whole is as the template begins it for them; else the lines of it that differ and still stand there.
pub fn greet(form: &mut Form, was: (&str, &str), written: &Written) {
    let now = (written.subject.as_str(), written.text.as_str());
    for (name, was, now) in [("subject", was.0, now.0), ("text", was.1, now.1)] {
        let Some(edit) = form.get_mut(name).and_then(Field::edit) else {
            continue;
        };
        let mut text = edit.text().to_owned();
        if text.trim_end() == was.trim_end() {
            edit.set(now);
            continue;
        }
        for (was, now) in was.lines().zip(now.lines()).filter(|(was, now)| was != now) {
            text = text.replacen(was, now, usize::from(!was.trim().is_empty()));
        }
        if text != edit.text() {
            edit.set(&text);
        }
    }
    form.mark_dirty();
}

/// What came by mail, pasted.
pub fn log_mail(subject: &Subject, items: &[Uuid]) -> Form {
    let all: Vec<&Contact> = subject.contacts.iter().collect();
    let mut form = subject.form("log-mail", "log_mail");
    if !items.is_empty() {
        let ids: Vec<String> = items.iter().map(Uuid::to_string).collect();
        form = form.fixed("items", ids);
    }
    if !all.is_empty() {
        let choices = contacts(&all, |c| c.email.as_ref(), "call-no-address");
        form = form.field(Field::choice("contact", choices).with_chosen(0));
    }
    form.focus = form.fields.len();
    form.field(Field::note("text").required())
}

/// The address that belongs to the chosen contact, and of the attachments those that were asked for.
fn body(form: &Form, calendar: &Calendar<'_>) -> Map<String, Value> {
    let mut body = form.values(calendar);
    let addresses = body.shift_remove("addresses");
    let contact = body.get("contact").and_then(Value::as_str);
    let to = contact.and_then(|id| addresses.as_ref()?.get(id)).cloned();
    body.insert("to".to_owned(), to.unwrap_or_default());
    for (asked, held) in [("copies", "files"), ("statement", "page")] {
        let held = body.shift_remove(held);
        let wanted = body.shift_remove(asked) == Some(Value::Bool(true));
        if let (true, Some(held)) = (wanted, held) {
            body.insert(asked.to_owned(), held);
        }
    }
    body
}
