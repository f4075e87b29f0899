//! What is asked for when something is contested.

use serde_json::{Map, Value, json};

use super::on_each;
use crate::app::bulk::Target;
use crate::app::form::{Calendar, Choice, Field, Form};
use crate::domain::company::Person;
use crate::domain::dispute::{Dispute, REASONS};
use crate::domain::invoice::Item;
use crate::domain::raw::Raw;
use crate::i18n::{Catalogue, Message, Toward};

/// Letters of the reasons, in the order of [`REASONS`]: the same in both languages.
const LETTERS: [char; 10] = ['p', 'q', 'l', 'd', 'u', 'o', 'm', 'r', 't', 'z'];

/// A new dispute of one of a customer's items, the most overdue first.
pub fn open_any(company: i32, items: &[&Item]) -> Option<Form> {
    let first = items.first()?;
    if items.len() == 1 {
        return Some(open(company, first));
    }
    let mut form = open(company, first);
    form.subject = first.customer_name.as_str().to_owned();
    form.key = format!("dispute:{}", first.customer);
    form.fixed.shift_remove("item");
    let choices = items.iter().enumerate().map(|(n, item)| Choice {
        value: item.id.to_string(),
        label: Message::new("disp-item")
            .with("number", item.number.as_str())
            .with("due", item.due_on)
            .with(
                "amount",
                crate::i18n::Arg::Amount(item.open.amount(), item.open.currency()),
            ),
        letter: u32::try_from(n + 1)
            .ok()
            .and_then(|n| char::from_digit(n, 10)),
    });
    let choice = Field::choice("item", choices.collect()).with_chosen(0);
    form.fields.insert(0, choice);
    if let Some(amount) = form.get_mut("amount") {
        amount.hint = Some(Message::new("disp-whole"));
    }
    form.focus = 1;
    Some(form)
}

/// A new dispute of an item; without an amount, of all that is open of it.
pub fn open(company: i32, item: &Item) -> Form {
    let reasons = REASONS.iter().zip(LETTERS).map(|(code, letter)| Choice {
        value: (*code).to_owned(),
        label: Message::new(format!("cust-reason-{}", code.replace('_', "-"))),
        letter: Some(letter),
    });
    let mut form = Form::new(
        "dispute",
        "open_dispute",
        &about(&item.number, &item.customer_name),
        item.id,
    )
    .fixed("company", company)
    .fixed("item", item.id.to_string())
    .field(Field::choice("reason", reasons.collect()).required())
    .field(Field::amount("amount", None, item.open.currency()).hint(
        Message::new("disp-all-of-it").with(
            "amount",
            crate::i18n::Arg::Amount(
                item.open.amount() - item.disputed.amount(),
                item.open.currency(),
            ),
        ),
    ))
    .field(Field::date("due_on", Toward::Future))
    .field(Field::note("note"));
    form.customer = Some(item.customer);
    form
}

/// The document and the customer, as titles and toasts name them.
pub fn about(number: &Raw, customer: &Raw) -> String {
    format!("{} · {}", number.as_str(), customer.as_str())
}

fn on(id: &'static str, verb: &'static str, company: i32, dispute: &Dispute) -> Form {
    let about = about(&dispute.number, &dispute.customer_name);
    Form::new(id, verb, &about, dispute.id)
        .fixed("company", company)
        .fixed("dispute", dispute.id.to_string())
        .fixed("rev", dispute.rev)
}

fn on_all(
    id: &'static str,
    verb: &'static str,
    company: i32,
    disputes: &[Dispute],
    words: &Catalogue,
) -> Form {
    let target = |one: &Dispute| {
        let own = json!({ "dispute": one.id.to_string(), "rev": one.rev });
        Target::new(one.id, &about(&one.number, &one.customer_name), own)
    };
    match disputes {
        [one] => on(id, verb, company, one),
        many => {
            let targets = many.iter().map(target).collect();
            on_each(id, verb, company, "disp-many", targets, words)
        }
    }
}

/// To whom they are given.
pub fn assign(
    company: i32,
    disputes: &[Dispute],
    colleagues: &[Person],
    words: &Catalogue,
) -> Form {
    let mut form = on_all("assign-dispute", "assign_dispute", company, disputes, words)
        .field(Field::choice("owner", people(colleagues)).required())
        .field(Field::date("due_on", Toward::Future))
        .field(Field::note("note"));
    form.build = by_number;
    form
}

/// Colleagues to choose from, each with the first letter of the name that is free.
pub fn people(colleagues: &[Person]) -> Vec<Choice> {
    let mut taken = Vec::new();
    let choices = colleagues.iter().map(|person| {
        let name = person.name.as_str();
        let mut letters = name.chars().flat_map(char::to_lowercase).chain('a'..='z');
        let letter = letters.find(|c| c.is_ascii_lowercase() && !taken.contains(c));
        taken.extend(letter);
        Choice {
            value: person.id.to_string(),
            label: Message::new("disp-colleague").with("name", name),
            letter,
        }
    });
    choices.collect()
}

/// The ledger knows people by number.
pub fn by_number(form: &Form, calendar: &Calendar<'_>) -> Map<String, Value> {
    let mut body = form.values(calendar);
    for key in ["owner", "person", "instead_of"] {
        let number = body.get(key).and_then(Value::as_str);
        if let Some(number) = number.and_then(|id| id.parse::<i32>().ok()) {
            body.insert(key.to_owned(), number.into());
        }
    }
    body
}

/// A word on it.
pub fn comment(company: i32, dispute: &Dispute) -> Form {
    on("comment-dispute", "comment_dispute", company, dispute).field(Field::note("note").required())
}

/// Another day to settle them by.
pub fn reschedule(company: i32, disputes: &[Dispute], words: &Catalogue) -> Form {
    on_all(
        "reschedule-dispute",
        "comment_dispute",
        company,
        disputes,
        words,
    )
    .field(Field::date("due_on", Toward::Future).required())
    .field(Field::note("note"))
}

/// How it ended. What is found payable is asked for again.
pub fn resolve(company: i32, dispute: &Dispute) -> Form {
    let ends = [("credit_note", 'c'), ("payable", 'p'), ("written_off", 'w')];
    let ends = ends.map(|(status, letter)| Choice {
        value: status.to_owned(),
        label: Message::new(format!("disp-end-{}", status.replace('_', "-"))),
        letter: Some(letter),
    });
    on("resolve-dispute", "resolve_dispute", company, dispute)
        .field(Field::choice("status", ends.to_vec()).required())
        .field(Field::text("root_cause"))
        .field(Field::note("note"))
}
