//! `encours activity`: what was done, newest first, without what was written.

use super::context::Context;
use super::failure::Outcome;
use super::list::{Reading, Scope};
use super::listed::{self, Narrowing};
use super::scoped::{Range, Scoped};
use crate::domain::activity::Activity;

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which company or customer.
    #[command(flatten)]
    pub scope: Scope,
    /// Between which business dates.
    #[command(flatten)]
    pub range: Range,
    /// Which rows and columns, in which order.
    #[command(flatten)]
    pub narrowing: Narrowing,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let scoped = Scoped::new(context, &args.scope).await?.between(args.range);
    let reading = Reading::default();
    listed::print::<Activity>(context, &scoped, reading, "", &args.narrowing).await
}
