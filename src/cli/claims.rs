//! `encours claims`: what lateness costs each customer, principal, interest and indemnity apart.

use serde_json::{Value, json};

use super::context::Context;
use super::failure::Outcome;
use super::list::{Around, Reading, Scope};
use super::output::{self, Cell, Column, Format, Rows};
use super::scoped::Scoped;
use crate::domain::filter::AsOf;
use crate::domain::interest::{self, Claim, Part};
use crate::store::interest as stored;

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which company, customer or currency.
    #[command(flatten)]
    pub scope: Scope,
    /// Which day, as known when.
    #[command(flatten)]
    pub reading: Reading,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let scoped = Scoped::new(context, &args.scope).await?;
    let told = context.format == Format::Json;
    let mut rows = Rows::new(columns(told));
    let mut totals = Rows::new([
        Column::text("company"),
        Column::text("currency"),
        Column::figures("principal"),
        Column::figures("interest"),
        Column::figures("indemnity"),
        Column::figures("unknown"),
    ]);
    for company in &scoped.companies {
        let as_of = args.reading.of(company).unwrap_or(AsOf::day(company.today));
        let claims =
            stored::claims(&scoped.session.pool, company.id, &scoped.filter, as_of).await?;
        for claim in &claims {
            rows.push(line(&company.code, claim, told));
        }
        for sum in interest::sums(&claims) {
            let amount = |value| Cell::Amount(value, sum.currency);
            totals.push([
                company.code.as_str().into(),
                sum.currency.code().into(),
                amount(sum.principal),
                amount(sum.interest),
                amount(sum.indemnity),
                Cell::Int(i64::try_from(sum.unknown).unwrap_or(i64::MAX)),
            ]);
        }
    }
    let projection = scoped.projects(context, args.reading);
    if context.format == Format::Table {
        let table = |rows| output::table(rows, &context.catalogue);
        return output::write_out(&format!("{}\n{}", table(&rows), table(&totals)));
    }
    let around = Around {
        as_of: scoped.day(args.reading),
        known_at: args.reading.known_at,
        projection,
        totals,
        ..Around::default()
    };
    context.list(&rows, &around)
}

fn columns(told: bool) -> Vec<Column> {
    let mut columns = vec![
        Column::text("company"),
        Column::text("customer"),
        Column::text("name"),
        Column::text("number"),
        Column::text("currency"),
        Column::text("due_on"),
        Column::figures("days"),
        Column::figures("principal"),
        Column::figures("interest"),
        Column::figures("indemnity"),
        Column::text("indemnity_currency"),
        Column::text("flags"),
    ];
    // how the interest came about: for programs, which read nested values
    if told {
        columns.push(Column::text("parts"));
    }
    columns
}

fn line(company: &str, claim: &Claim, told: bool) -> Vec<Cell> {
    let currency = claim.principal.currency();
    let flags: Vec<&str> = claim.flags.iter().map(|flag| flag.word()).collect();
    let said = flags.iter().map(|word| {
        let key = format!("claims-flag-{}", word.replace('_', "-"));
        ((*word).to_owned(), crate::i18n::Message::new(key))
    });
    let mut line = vec![
        company.into(),
        claim.customer_reference.as_str().into(),
        claim.customer_name.as_str().into(),
        claim.number.as_str().into(),
        currency.code().into(),
        Cell::Date(claim.due_on),
        Cell::Int(claim.days.into()),
        Cell::Amount(claim.principal.amount(), currency),
        claim.interest.map_or(Cell::None, |interest| {
            Cell::Amount(interest.amount(), currency)
        }),
        claim.indemnity.map_or(Cell::None, |indemnity| {
            Cell::Amount(indemnity.amount(), indemnity.currency())
        }),
        Cell::maybe(
            claim
                .indemnity
                .map(|indemnity| indemnity.currency().code().to_owned()),
        ),
        Cell::Told(json!(flags), said.collect()),
    ];
    if told {
        let parts: Vec<Value> = claim.parts.iter().map(part).collect();
        line.push(Cell::Told(Value::Array(parts), Vec::new()));
    }
    line
}

fn part(part: &Part) -> Value {
    let digits = part.amount.currency().digits();
    json!({
        "from": part.from,
        "to": part.to,
        "days": part.days,
        "amount": output::plain(part.amount.amount(), digits),
        "percent": part.percent.map(|percent| percent.to_string()),
        "interest": part.interest.map(|interest| output::plain(interest.amount(), digits)),
    })
}
