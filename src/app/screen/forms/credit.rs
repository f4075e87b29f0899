//! What is asked for when something is held or released, or a limit is set.

use rust_decimal::Decimal;
use uuid::Uuid;

use crate::app::form::{Choice, Field, Form, Kind};
use crate::domain::company::Company;
use crate::domain::credit::{Held, LimitRequest};
use crate::domain::customer::Hold;
use crate::domain::invoice::Item;
use crate::domain::pipeline::Order;
use crate::i18n::{Arg, Message, Toward};

/// What can be held of a customer, with the letter that chooses it.
const WHAT: [(&str, char); 2] = [("credit", 'c'), ("reminders", 'r')];

/// A hold of what these holds leave free: nothing when all is held.
pub fn hold_rest(company: i32, customer: Uuid, name: &str, holds: &[Hold]) -> Option<Form> {
    let stands = |what: &str| holds.iter().any(|h| h.stands_on(what, None));
    let mut form = hold(company, customer, name);
    let Some(Field {
        kind: Kind::Choice {
            options,
            cursor,
            chosen,
        },
        ..
    }) = form.get_mut("what")
    else {
        return Some(form);
    };
    options.retain(|o| !stands(&o.value));
    if options.len() == WHAT.len() {
        return Some(form);
    }
    let rest = options.first()?.label.clone();
    // What is left was not meant by itself: it is chosen on purpose.
    (*cursor, *chosen) = (0, None);
    form.focus = 0;
    let held = WHAT.iter().find(|(what, _)| stands(what))?.0;
    form.notices.push(
        Message::new("hold-part-held")
            .with("held", Message::new(format!("hold-what-{held}")))
            .with("rest", rest),
    );
    Some(form)
}

/// A hold of a customer's credit, so that no order is delivered, or of its reminders alone. One of credit is
/// requested until the ERP has acknowledged it.
pub fn hold(company: i32, customer: Uuid, name: &str) -> Form {
    let what = WHAT.map(|(value, letter)| Choice {
        value: value.to_owned(),
        label: Message::new(format!("hold-what-{value}")),
        letter: Some(letter),
    });
    let mut form = Form::new("hold", "hold", name, customer)
        .fixed("company", company)
        .fixed("customer", customer.to_string())
        .fixed("scope", "customer")
        .field(
            Field::choice("what", what.to_vec())
                .with_chosen(0)
                .required(),
        )
        .field(Field::text("reason").required())
        .field(
            Field::date("until_on", Toward::Future)
                .hint(Message::new("hold-until-hint"))
                .asking(),
        );
    form.focus = 1;
    form
}

/// A hold of an item: it is left out of reminders.
pub fn hold_item(company: i32, item: &Item) -> Form {
    let about = super::dispute::about(&item.number, &item.customer_name);
    Form::new("hold-item", "hold", &about, item.id)
        .fixed("company", company)
        .fixed("customer", item.customer.to_string())
        .fixed("scope", "item")
        .fixed("scope_id", item.id.to_string())
        .fixed("what", "reminders")
        .field(Field::text("reason").required())
        .field(
            Field::date("until_on", Toward::Future)
                .hint(Message::new("hold-until-hint"))
                .asking(),
        )
}

/// The end of a hold, with its reason. Enter never releases.
pub fn release(company: i32, about: &str, held: &Held) -> Form {
    let mut form = Form::new("release", "release", about, held.id)
        .fixed("company", company)
        .fixed("hold", held.id.to_string())
        .fixed("rev", held.rev)
        .field(Field::text("reason").required());
    form.sends = true;
    form
}

/// Another limit. Above the company's ceiling it waits for a second person.
pub fn limit(company: &Company, customer: Uuid, name: &str) -> Form {
    let kinds = [("internal", 'i'), ("temporary", 't'), ("insured", 'a')];
    let kinds = kinds.map(|(kind, letter)| Choice {
        value: kind.to_owned(),
        label: Message::new(format!("cred-kind-{kind}")),
        letter: Some(letter),
    });
    let ceiling = Arg::Amount(company.limit_ceiling, company.currency);
    Form::new("limit", "set_limit", name, customer)
        .fixed("company", company.id)
        .fixed("customer", customer.to_string())
        .field(
            Field::amount("amount", None, company.currency)
                .hint(Message::new("limit-ceiling-hint").with("ceiling", ceiling))
                .required(),
        )
        .field(Field::text("reason").required())
        .field(
            Field::choice("kind", kinds.to_vec())
                .with_chosen(0)
                .asking(),
        )
        .field(
            Field::date("until_on", Toward::Future)
                .required()
                .when("kind", ["temporary"]),
        )
}

fn decide(id: &'static str, verb: &'static str, company: i32, request: &LimitRequest) -> Form {
    let mut form = Form::new(id, verb, request.customer_name.as_str(), request.id)
        .fixed("company", company)
        .fixed("limit_request", request.id.to_string())
        .fixed("rev", request.rev);
    form.notices = asked(request);
    form
}

/// What is asked for, by whom and why, with what is in force and what is owed now.
fn asked(request: &LimitRequest) -> Vec<Message> {
    let amount = |value: Option<Decimal>| match value {
        Some(value) => Arg::Amount(value, request.currency),
        None => Message::new("limit-none").into(),
    };
    vec![
        Message::new("limit-asked-for")
            .with("amount", amount(request.amount))
            .with("limit", amount(request.limit))
            .with("exposure", amount(Some(request.exposure))),
        Message::new("limit-asked-by")
            .with("person", request.requested_by.as_str())
            .with("date", Arg::Day(request.requested_on))
            .with("reason", request.reason.as_str()),
    ]
}

/// The second person agrees.
pub fn approve_limit(company: i32, request: &LimitRequest) -> Form {
    decide("approve-limit", "approve_limit", company, request).field(Field::text("reason"))
}

/// The second person does not.
pub fn reject_limit(company: i32, request: &LimitRequest) -> Form {
    decide("reject-limit", "reject_limit", company, request).field(Field::text("reason").required())
}

/// A hold of an order: it is not delivered.
pub fn hold_order(company: i32, order: &Order) -> Form {
    let about = super::dispute::about(&order.number, &order.customer_name);
    Form::new("hold-order", "hold", &about, order.id)
        .fixed("company", company)
        .fixed("customer", order.customer.to_string())
        .fixed("scope", "order")
        .fixed("scope_id", order.id.to_string())
        .field(Field::text("reason").required())
        .field(
            Field::date("until_on", Toward::Future)
                .hint(Message::new("hold-until-hint"))
                .asking(),
        )
}

/// A blocked order may go. The ERP is asked; until it has answered the release is requested.
pub fn release_order(company: i32, order: &Order) -> Form {
    let about = super::dispute::about(&order.number, &order.customer_name);
    let mut form = Form::new("release-order", "release_order", &about, order.id)
        .fixed("company", company)
        .fixed("order", order.id.to_string())
        .fixed("rev", order.rev)
        .field(Field::text("reason").required());
    form.sends = true;
    form
}
