//! `encours holds` and `encours limits`: what is held, and the limits that wait for a second person.

use super::context::Context;
use super::failure::Outcome;
use super::list::{Reading, Scope};
use super::listed::{self, Narrowing};
use super::scoped::Scoped;
use crate::domain::credit::{HoldLine, LimitRequest};
use crate::store::list::Stored;

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which company or customer.
    #[command(flatten)]
    pub scope: Scope,
    /// Which rows and columns, in which order.
    #[command(flatten)]
    pub narrowing: Narrowing,
}

/// Lists the holds that are not released.
pub async fn holds(context: &Context, args: Args) -> Outcome {
    print::<HoldLine>(context, &args).await
}

/// Lists the limits asked for that nobody has decided on.
pub async fn limits(context: &Context, args: Args) -> Outcome {
    print::<LimitRequest>(context, &args).await
}

async fn print<R: Stored>(context: &Context, args: &Args) -> Outcome {
    let scoped = Scoped::new(context, &args.scope).await?;
    listed::print::<R>(context, &scoped, Reading::default(), "", &args.narrowing).await
}
