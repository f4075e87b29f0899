//! `encours invoices`: open items of any day, the earliest due date first.

use super::context::Context;
use super::failure::Outcome;
use super::list::{Around, Reading, Scope};
use super::output::{Cell, Column, Rows};
use super::scoped::{Paging, Range, Scoped};
use crate::domain::money::Money;
use crate::store::item;

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which company, customer or currency.
    #[command(flatten)]
    pub scope: Scope,
    /// Which day, as known when.
    #[command(flatten)]
    pub reading: Reading,
    /// Between which due dates.
    #[command(flatten)]
    pub range: Range,
    /// How many.
    #[command(flatten)]
    pub paging: Paging,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let scoped = Scoped::new(context, &args.scope).await?.between(args.range);
    let (pool, filter) = (&scoped.session.pool, &scoped.filter);
    let (found, next) = scoped
        .rows(&args.paging, |company, fetch, limit| {
            let as_of = args.reading.of(company);
            async move { item::page(pool, company.id, filter, as_of, &fetch, limit).await }
        })
        .await?;
    let mut rows = Rows::new([
        Column::text("company"),
        Column::text("customer"),
        Column::text("name"),
        Column::text("kind"),
        Column::text("number"),
        Column::figures("instalment"),
        Column::text("issued_on"),
        Column::text("due_on"),
        Column::text("due_assumed"),
        Column::figures("days_late"),
        Column::text("currency"),
        Column::figures("amount"),
        Column::figures("open"),
        Column::figures("disputed"),
        Column::figures("promised"),
        Column::text("state"),
    ]);
    for (company, item) in found {
        rows.push([
            company.code.as_str().into(),
            item.customer_reference.as_str().into(),
            item.customer_name.as_str().into(),
            item.kind.word().into(),
            item.number.as_str().into(),
            Cell::Int(item.instalment.0.into()),
            Cell::Date(item.issued_on),
            Cell::Date(item.due_on),
            Cell::Bool(item.due_assumed),
            Cell::Int(item.days_late),
            item.open.currency().code().into(),
            money(item.amount),
            money(item.open),
            money(item.disputed),
            money(item.promised),
            item.state.word().into(),
        ]);
    }
    let mut totals = Rows::new([
        Column::text("company"),
        Column::text("currency"),
        Column::figures("items"),
        Column::figures("open"),
        Column::figures("disputed"),
    ]);
    for company in &scoped.companies {
        for total in item::totals(pool, company.id, filter, args.reading.of(company)).await? {
            totals.push([
                company.code.as_str().into(),
                total.open.currency().code().into(),
                Cell::Int(total.items),
                money(total.open),
                money(total.disputed),
            ]);
        }
    }
    let around = Around {
        as_of: scoped.day(args.reading),
        known_at: args.reading.known_at,
        totals,
        next,
    };
    context.list(&rows, &around)
}

fn money(money: Money) -> Cell {
    Cell::Amount(money.amount(), money.currency())
}
