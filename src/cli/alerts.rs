//! `encours alerts`: what must be looked at, newest first.

use super::context::Context;
use super::failure::Outcome;
use super::list::{Around, Reading, Scope};
use super::output::{Cell, Column, Rows};
use super::scoped::{Paging, Scoped};
use crate::domain::alert::AlertState;
use crate::store::alert;

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which company or customer.
    #[command(flatten)]
    pub scope: Scope,
    /// Those settled too.
    #[arg(long)]
    pub all: bool,
    /// How many.
    #[command(flatten)]
    pub paging: Paging,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let scoped = Scoped::new(context, &args.scope).await?;
    let (pool, filter) = (&scoped.session.pool, &scoped.filter);
    let live = [
        AlertState::Open,
        AlertState::Acknowledged,
        AlertState::Snoozed,
    ];
    let states: &[AlertState] = if args.all { &AlertState::ALL } else { &live };
    let (found, next) = scoped
        .rows(&args.paging, |company, fetch, limit| async move {
            alert::page(pool, company.id, filter, states, &fetch, limit).await
        })
        .await?;
    let mut rows = Rows::new([
        Column::text("id"),
        Column::text("company"),
        Column::text("customer"),
        Column::text("name"),
        Column::text("kind"),
        Column::text("state"),
        Column::text("currency"),
        Column::figures("amount"),
        Column::text("raised_on"),
        Column::text("snoozed_until"),
        Column::text("assigned"),
        Column::text("reason"),
    ]);
    for (company, alert) in found {
        rows.push([
            alert.id.to_string().into(),
            company.code.as_str().into(),
            alert.customer_reference.as_str().into(),
            alert.customer_name.as_str().into(),
            alert.kind.word().into(),
            alert.state.word().into(),
            Cell::maybe(alert.amount.map(|m| m.currency().code().to_owned())),
            alert
                .amount
                .map_or(Cell::None, |m| Cell::Amount(m.amount(), m.currency())),
            Cell::Date(alert.raised_on),
            alert.snoozed_until.map_or(Cell::None, Cell::Date),
            Cell::maybe(alert.assigned.as_ref().map(|who| who.as_str())),
            Cell::maybe(alert.reason.as_ref().map(|why| why.as_str())),
        ]);
    }
    let around = Around {
        as_of: scoped.day(Reading::default()),
        next,
        ..Around::default()
    };
    context.list(&rows, &around)
}
