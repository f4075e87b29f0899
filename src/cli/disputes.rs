//! `encours disputes`: what customers contest, the latest opened first.

use super::context::Context;
use super::failure::{Failure, Outcome};
use super::list::{Reading, Scope};
use super::listed::{self, Narrowing};
use super::scoped::{Range, Scoped};
use crate::app::screen::tabs::Tab;
use crate::domain::dispute::{Dispute, DisputeTab};

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which company, customer or currency.
    #[command(flatten)]
    pub scope: Scope,
    /// Only these: unresolved, unassigned, late, mine or resolved; by default all.
    #[arg(long, value_name = "PART")]
    pub part: Option<String>,
    /// Between which opening dates.
    #[command(flatten)]
    pub range: Range,
    /// Which rows and columns, in which order.
    #[command(flatten)]
    pub narrowing: Narrowing,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let tab = part(args.part.as_deref(), &DisputeTab::ALL, DisputeTab::word)?;
    let within = tab.map_or("", Tab::filter);
    let scoped = Scoped::new(context, &args.scope).await?.between(args.range);
    let reading = Reading::default();
    listed::print::<Dispute>(context, &scoped, reading, within, &args.narrowing).await
}

/// The part of a list that a word names.
///
/// # Errors
/// A word that names none; the sentence tells those there are.
pub fn part<T: Copy>(
    word: Option<&str>,
    all: &[T],
    of: fn(T) -> &'static str,
) -> Result<Option<T>, Failure> {
    let Some(word) = word else {
        return Ok(None);
    };
    let found = all.iter().copied().find(|tab| of(*tab) == word);
    match found {
        Some(tab) => Ok(Some(tab)),
        None => {
            let known: Vec<&str> = all.iter().map(|tab| of(*tab)).collect();
            Err(Failure::usage("list-state-unknown")
                .with("state", word)
                .with("known", known.join(", ")))
        }
    }
}
