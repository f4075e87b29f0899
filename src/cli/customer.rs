//! `encours customer`: find a customer by whatever is known of it, or show its file.

use serde_json::{Value, json};

use super::activity::written;
use super::context::Context;
use super::failure::{Failure, Outcome};
use super::list::{Around, Scope};
use super::output::{self, Cell, Column, Format, Rows};
use super::scoped::Scoped;
use crate::domain::activity::Activity;
use crate::domain::aging::Aged;
use crate::domain::customer::{CustomerFile, Found};
use crate::domain::page::Fetch;
use crate::store::{activity, customer, search};

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A name, reference, SIREN, telephone, e-mail address, document number or open amount to look for.
    #[arg(
        value_name = "TEXT",
        required_unless_present = "customer",
        conflicts_with = "customer"
    )]
    pub text: Option<String>,
    /// Which company, and which customer to show.
    #[command(flatten)]
    pub scope: Scope,
}

const MOST_FOUND: u32 = 50;
/// Lines of the story with the file, the latest; `encours activity` tells all of them.
const MOST_TOLD: u32 = 20;

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let scoped = Scoped::new(context, &args.scope).await?;
    if let Some(text) = &args.text {
        let found = search::customers(&scoped.session.pool, text, MOST_FOUND).await?;
        return print_found(context, &scoped, &found);
    }
    let (Some(id), [company]) = (scoped.filter.customer, scoped.companies.as_slice()) else {
        return Err(Failure::refused("refused-customer-unknown"));
    };
    let pool = &scoped.session.pool;
    let file = customer::file(pool, company.id, id).await?;
    let story = activity::timeline(pool, company.id, id, &Fetch::First, MOST_TOLD).await?;
    if context.format == Format::Json {
        return context.json(&document(&company.code, &file, &story.rows));
    }
    let mut rows = summary(&company.code, &file);
    for activity in &story.rows {
        rows.push(["activity".into(), told(context, &scoped, activity)]);
    }
    context.rows(&rows, |rows| rows)
}

/// A line of the story: when, what came of it, by whom, what was written.
fn told(context: &Context, scoped: &Scoped, activity: &Activity) -> Cell {
    let words = &context.catalogue;
    let day = match context.format {
        Format::Table => words.date(activity.effective_on),
        Format::Csv | Format::Json => activity.effective_on.to_string(),
    };
    let kind = format!("feed-kind-{}", activity.kind.replace('_', "-"));
    let kind = match context.format {
        Format::Table if words.has(&kind) => words.tr(&kind),
        _ => activity.kind.clone(),
    };
    let outcome = activity.outcome.as_ref();
    let outcome = outcome.map(|code| scoped.outcomes.get(code).unwrap_or(code).clone());
    let text = activity
        .text
        .as_ref()
        .map(|text| match written(context, text) {
            Cell::Text(text) => text,
            _ => String::new(),
        });
    let person = activity.person.as_ref().map(|who| who.as_str().to_owned());
    let parts = [Some(day), Some(kind), outcome, person, text];
    parts
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
        .into()
}

fn print_found(context: &Context, scoped: &Scoped, found: &[Found]) -> Outcome {
    let mut rows = Rows::new([
        Column::text("company"),
        Column::text("customer"),
        Column::text("name"),
        Column::text("matched"),
        Column::text("found"),
        Column::text("currency"),
        Column::figures("overdue"),
    ]);
    for one in found {
        let Some(company) = scoped.companies.iter().find(|c| c.id == one.company) else {
            continue;
        };
        rows.push([
            company.code.as_str().into(),
            one.reference.as_str().into(),
            one.name.as_str().into(),
            one.matched.as_str().into(),
            one.text.as_str().into(),
            one.overdue.currency().code().into(),
            Cell::Amount(one.overdue.amount(), one.overdue.currency()),
        ]);
    }
    context.list(&rows, &Around::default())
}

/// What the file says in words of its own: item, value.
fn summary(company: &str, file: &CustomerFile) -> Rows {
    let mut rows = Rows::new([Column::text("item"), Column::text("value")]);
    let mut line = |key: &str, value: Cell| rows.push([key.into(), value]);
    let of = &file.customer;
    let exposure = &file.exposure;
    let amount = |value| Cell::Amount(value, exposure.currency);
    let maybe =
        |text: &Option<crate::domain::raw::Raw>| Cell::maybe(text.as_ref().map(|t| t.as_str()));
    line("company", company.into());
    line("customer", of.reference.as_str().into());
    line("name", of.name.as_str().into());
    line("siren", maybe(&of.siren));
    line("country", of.country.as_str().into());
    line("portfolio", of.portfolio.1.as_str().into());
    line("risk_class", Cell::maybe(of.risk_class.as_deref()));
    line("terms", maybe(&of.terms));
    for contact in &file.contacts {
        let words = [
            Some(contact.name.as_str()),
            contact.phone.as_ref().map(|t| t.as_str()),
            contact.mobile.as_ref().map(|t| t.as_str()),
            contact.email.as_ref().map(|t| t.as_str()),
        ];
        let words: Vec<&str> = words
            .into_iter()
            .flatten()
            .filter(|w| !w.is_empty())
            .collect();
        line("contact", words.join(" · ").into());
    }
    line("currency", exposure.currency.code().into());
    line("exposure", amount(exposure.exposure));
    line("limit", exposure.limit.map_or(Cell::None, amount));
    line(
        "standing",
        Cell::word(
            |word| format!("list-standing-{word}"),
            exposure.standing.word(),
        ),
    );
    line("overdue", amount(exposure.overdue));
    line("disputed", amount(exposure.disputed));
    line("promised", amount(exposure.promised));
    line(
        "revisit_on",
        file.reach.revisit_on.map_or(Cell::None, Cell::Date),
    );
    rows
}

fn document(company: &str, file: &CustomerFile, story: &[Activity]) -> Value {
    let of = &file.customer;
    let exposure = &file.exposure;
    let amount = |value| output::json_cell(&Cell::Amount(value, exposure.currency));
    let text = |raw: &Option<crate::domain::raw::Raw>| raw.as_ref().map(|t| t.as_str().to_owned());
    let positions: Vec<Value> = file.positions.iter().map(position).collect();
    let contacts: Vec<Value> = file
        .contacts
        .iter()
        .map(|contact| {
            json!({
                "id": contact.id,
                "name": contact.name.as_str(),
                "role": contact.role,
                "phone": text(&contact.phone),
                "mobile": text(&contact.mobile),
                "email": text(&contact.email),
                "primary": contact.is_primary,
                "bounced": contact.bounced,
                "do_not_call": contact.do_not_call,
            })
        })
        .collect();
    let promises: Vec<Value> = file
        .promises
        .iter()
        .map(|promise| {
            json!({
                "id": promise.id,
                "state": promise.state.word(),
                "currency": promise.amount.currency().code(),
                "amount": promise.amount.to_string(),
                "received": promise.received.to_string(),
                "promised_on": promise.promised_on,
            })
        })
        .collect();
    let story: Vec<Value> = story
        .iter()
        .map(|activity| {
            json!({
                "id": activity.id,
                "recorded_at": activity.recorded_at,
                "effective_on": activity.effective_on,
                "kind": activity.kind,
                "outcome": activity.outcome,
                "person": text(&activity.person),
                "text": text(&activity.text),
            })
        })
        .collect();
    json!({
        "company": company,
        "customer": of.reference.as_str(),
        "id": of.id,
        "rev": of.rev,
        "name": of.name.as_str(),
        "kind": of.kind,
        "siren": text(&of.siren),
        "siret": text(&of.siret),
        "vat_number": text(&of.vat_number),
        "country": of.country,
        "language": of.language,
        "address": text(&of.address),
        "payment_method": of.payment_method,
        "terms": text(&of.terms),
        "risk_class": of.risk_class,
        "insolvent_on": of.insolvent_on,
        "portfolio": of.portfolio.1.as_str(),
        "collectors": of.collectors.iter().map(|who| who.as_str()).collect::<Vec<_>>(),
        "exposure": {
            "currency": exposure.currency.code(),
            "exposure": amount(exposure.exposure),
            "limit": exposure.limit.map(amount),
            "limit_until": exposure.limit_until,
            "standing": exposure.standing.word(),
            "overdue": amount(exposure.overdue),
            "disputed": amount(exposure.disputed),
            "promised": amount(exposure.promised),
        },
        "positions": positions,
        "contacts": contacts,
        "promises": promises,
        "alerts": file.alerts.iter().map(|alert| alert.kind.word()).collect::<Vec<_>>(),
        "activity": story,
    })
}

fn position(aged: &Aged) -> Value {
    let amount = |value| output::json_cell(&Cell::Amount(value, aged.currency));
    json!({
        "currency": aged.currency.code(),
        "items": aged.items,
        "not_due": amount(aged.not_due),
        "buckets": aged.buckets.iter().map(|value| amount(*value)).collect::<Vec<_>>(),
        "gross": amount(aged.gross),
        "unapplied": amount(aged.unapplied),
        "net": amount(aged.net),
        "overdue": amount(aged.overdue),
        "disputed": amount(aged.disputed),
    })
}
