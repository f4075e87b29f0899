//! `encours invoices`: open items of any day, the earliest due date first.

use super::context::Context;
use super::failure::Outcome;
use super::list::{Reading, Scope};
use super::listed::{self, Narrowing};
use super::scoped::{Range, Scoped};
use crate::domain::invoice::Item;

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
    /// Which rows and columns, in which order.
    #[command(flatten)]
    pub narrowing: Narrowing,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let scoped = Scoped::new(context, &args.scope).await?.between(args.range);
    listed::print::<Item>(context, &scoped, args.reading, "", &args.narrowing).await
}
