//! `encours promises`: promises to pay, the latest promised date first.

use super::context::Context;
use super::disputes::part;
use super::failure::Outcome;
use super::list::{Reading, Scope};
use super::listed::{self, Narrowing};
use super::scoped::{Range, Scoped};
use crate::domain::promise::{Promise, PromiseState};

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which company, customer or currency.
    #[command(flatten)]
    pub scope: Scope,
    /// Only in these states: open, due, kept, partly_kept, broken or withdrawn.
    #[arg(long, value_name = "STATE", value_delimiter = ',')]
    pub state: Vec<String>,
    /// Between which promised dates.
    #[command(flatten)]
    pub range: Range,
    /// Which rows and columns, in which order.
    #[command(flatten)]
    pub narrowing: Narrowing,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let mut states = Vec::new();
    for word in &args.state {
        states.extend(part(Some(word), &PromiseState::ALL, PromiseState::word)?);
    }
    let words: Vec<&str> = states.into_iter().map(PromiseState::word).collect();
    let within = match words.as_slice() {
        [] => String::new(),
        words => format!("state:{}", words.join(",")),
    };
    let scoped = Scoped::new(context, &args.scope).await?.between(args.range);
    let reading = Reading::default();
    listed::print::<Promise>(context, &scoped, reading, &within, &args.narrowing).await
}
