//! `encours alerts`: what must be looked at, newest first.

use super::context::Context;
use super::failure::Outcome;
use super::list::{Reading, Scope};
use super::listed::{self, Narrowing};
use super::scoped::Scoped;
use crate::domain::alert::Alert;

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which company or customer.
    #[command(flatten)]
    pub scope: Scope,
    /// Those settled too.
    #[arg(long)]
    pub all: bool,
    /// Which rows and columns, in which order.
    #[command(flatten)]
    pub narrowing: Narrowing,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let within = match args.all {
        true => "",
        false => "state:open,acknowledged,snoozed",
    };
    let scoped = Scoped::new(context, &args.scope).await?;
    let reading = Reading::default();
    listed::print::<Alert>(context, &scoped, reading, within, &args.narrowing).await
}
