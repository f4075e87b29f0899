//! `encours activity`: what was done, newest first, without what was written.

use super::context::Context;
use super::failure::Outcome;
use super::list::{Around, Reading, Scope};
use super::output::{Cell, Column, Rows};
use super::scoped::{Paging, Range, Scoped};
use crate::store::activity;

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which company or customer.
    #[command(flatten)]
    pub scope: Scope,
    /// Between which business dates.
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
        .rows(&args.paging, |company, fetch, limit| async move {
            activity::feed(pool, company.id, filter, &fetch, limit).await
        })
        .await?;
    let mut rows = Rows::new([
        Column::text("id"),
        Column::text("recorded_at"),
        Column::text("effective_on"),
        Column::text("company"),
        Column::text("customer"),
        Column::text("name"),
        Column::text("kind"),
        Column::text("outcome"),
        Column::text("currency"),
        Column::figures("amount"),
        Column::text("revisit_on"),
        Column::text("person"),
        Column::text("corrected"),
    ]);
    for (company, line) in found {
        rows.push([
            line.id.to_string().into(),
            line.recorded_at.to_rfc3339().into(),
            Cell::Date(line.effective_on),
            company.code.as_str().into(),
            line.customer_reference.as_str().into(),
            line.customer_name.as_str().into(),
            line.kind.into(),
            Cell::maybe(line.outcome),
            Cell::maybe(line.amount.map(|m| m.currency().code().to_owned())),
            line.amount
                .map_or(Cell::None, |m| Cell::Amount(m.amount(), m.currency())),
            line.revisit_on.map_or(Cell::None, Cell::Date),
            Cell::maybe(line.person.as_ref().map(|who| who.as_str())),
            Cell::Bool(line.corrected),
        ]);
    }
    let around = Around {
        as_of: scoped.day(Reading::default()),
        next,
        ..Around::default()
    };
    context.list(&rows, &around)
}
