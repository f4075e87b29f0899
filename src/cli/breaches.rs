//! `encours breaches`: customers above their limit, the largest excess first.

use super::context::Context;
use super::failure::Outcome;
use super::list::{Around, Reading, Scope};
use super::output::{Cell, Column, Rows};
use super::scoped::{Paging, Scoped};
use crate::store::credit::{self, Which};

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which company or customer.
    #[command(flatten)]
    pub scope: Scope,
    /// Those near their limit too.
    #[arg(long)]
    pub near: bool,
    /// How many.
    #[command(flatten)]
    pub paging: Paging,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let scoped = Scoped::new(context, &args.scope).await?;
    let which = if args.near {
        Which::Both
    } else {
        Which::Breaches
    };
    let (pool, filter) = (&scoped.session.pool, &scoped.filter);
    let (found, next) = scoped
        .rows(&args.paging, |company, fetch, limit| async move {
            credit::breaches(pool, company.id, filter, which, &fetch, limit).await
        })
        .await?;
    let mut rows = Rows::new([
        Column::text("company"),
        Column::text("customer"),
        Column::text("name"),
        Column::text("standing"),
        Column::text("currency"),
        Column::figures("exposure"),
        Column::figures("limit"),
        Column::figures("excess"),
        Column::text("limit_until"),
        Column::figures("overdue"),
        Column::text("hold"),
    ]);
    for (company, breach) in found {
        let exposure = &breach.exposure;
        let amount = |value| Cell::Amount(value, exposure.currency);
        let limit = exposure.limit;
        rows.push([
            company.code.as_str().into(),
            breach.reference.as_str().into(),
            breach.name.as_str().into(),
            Cell::word(
                |word| format!("list-standing-{word}"),
                exposure.standing.word(),
            ),
            exposure.currency.code().into(),
            amount(exposure.exposure),
            limit.map_or(Cell::None, amount),
            limit.map_or(Cell::None, |limit| amount(exposure.exposure - limit)),
            exposure.limit_until.map_or(Cell::None, Cell::Date),
            amount(exposure.overdue),
            breach.hold.as_ref().map_or(Cell::None, |hold| {
                Cell::word(|word| format!("cred-hold-{word}"), &hold.state)
            }),
        ]);
    }
    let around = Around {
        as_of: scoped.day(Reading::default()),
        next,
        ..Around::default()
    };
    context.list(&rows, &around)
}
