//! `encours breaches`: customers above their limit, the largest excess first.

use super::context::Context;
use super::failure::Outcome;
use super::list::{Reading, Scope};
use super::listed::{self, Narrowing};
use super::scoped::Scoped;
use crate::domain::credit::Breach;

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which company or customer.
    #[command(flatten)]
    pub scope: Scope,
    /// Those near their limit too.
    #[arg(long)]
    pub near: bool,
    /// Which rows and columns, in which order.
    #[command(flatten)]
    pub narrowing: Narrowing,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let scoped = Scoped::new(context, &args.scope).await?;
    let within = if args.near { "" } else { "standing:breach" };
    let reading = Reading::default();
    listed::print::<Breach>(context, &scoped, reading, within, &args.narrowing).await
}
