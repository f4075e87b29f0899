//! `encours holds` and `encours limits`: what is held, and the limits that wait for a second person.
//!
//! `encours holds requested` is what the ERP still has to do, `encours holds acknowledge` says that it has done it.

use super::acknowledge::{self, Acknowledge};
use super::context::Context;
use super::failure::Outcome;
use super::list::{Reading, Scope};
use super::listed::{self, Narrowing, Own};
use super::output::Cell;
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

/// The arguments of `holds`.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Holds {
    /// What passes between the ledger and the ERP.
    #[command(subcommand)]
    pub command: Option<Erp>,
    /// Which, without a command.
    #[command(flatten)]
    pub list: Args,
}

/// What passes between the ledger and the ERP.
#[derive(Debug, clap::Subcommand)]
pub enum Erp {
    /// What the ERP still has to do: each hold and release requested of it, and which of the two.
    Requested(Args),
    /// The ERP has done what was requested of it; said twice, nothing is recorded twice.
    Acknowledge(Acknowledge),
}

/// Lists the holds that are not released, or passes them on.
pub async fn holds(context: &Context, args: Holds) -> Outcome {
    match args.command {
        None => print::<HoldLine>(context, &args.list).await,
        Some(Erp::Requested(args)) => requested(context, &args).await,
        Some(Erp::Acknowledge(args)) => acknowledge::run(context, args).await,
    }
}

async fn requested(context: &Context, args: &Args) -> Outcome {
    let scoped = Scoped::new(context, &args.scope).await?;
    let action = |line: &HoldLine| match line.hold.state.as_str() {
        "release_requested" => Cell::word(|word| format!("cred-erp-{word}"), "release"),
        _ => Cell::word(|word| format!("cred-erp-{word}"), "hold"),
    };
    let own = Own {
        writing: &|_, _| None,
        more: Some(("action", &action)),
    };
    let reading = Reading::default();
    let within = "hold:requested,release_requested";
    listed::print_with(context, &scoped, reading, within, &args.narrowing, &own).await
}

/// Lists the limits asked for that nobody has decided on.
pub async fn limits(context: &Context, args: Args) -> Outcome {
    print::<LimitRequest>(context, &args).await
}

async fn print<R: Stored>(context: &Context, args: &Args) -> Outcome {
    let scoped = Scoped::new(context, &args.scope).await?;
    listed::print::<R>(context, &scoped, Reading::default(), "", &args.narrowing).await
}
