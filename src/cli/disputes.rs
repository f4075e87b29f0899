//! `encours disputes`: what customers contest, the latest opened first.

use super::context::Context;
use super::failure::{Failure, Outcome};
use super::list::{Around, Reading, Scope};
use super::output::{Cell, Column, Rows};
use super::scoped::{Paging, Range, Scoped};
use crate::domain::dispute::DisputeTab;
use crate::store::dispute;

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
    /// How many.
    #[command(flatten)]
    pub paging: Paging,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let tab = part(args.part.as_deref(), &DisputeTab::ALL, DisputeTab::word)?;
    let scoped = Scoped::new(context, &args.scope).await?.between(args.range);
    let (pool, filter) = (&scoped.session.pool, &scoped.filter);
    let (found, next) = scoped
        .rows(&args.paging, |company, fetch, limit| async move {
            dispute::page(pool, company.id, filter, tab, &fetch, limit).await
        })
        .await?;
    let mut rows = Rows::new([
        Column::text("id"),
        Column::text("company"),
        Column::text("customer"),
        Column::text("name"),
        Column::text("number"),
        Column::text("reason"),
        Column::text("status"),
        Column::text("currency"),
        Column::figures("amount"),
        Column::text("owner"),
        Column::text("due_on"),
        Column::text("opened_on"),
        Column::text("resolved_on"),
        Column::text("root_cause"),
    ]);
    for (company, dispute) in found {
        let currency = dispute.amount.currency();
        rows.push([
            dispute.id.to_string().into(),
            company.code.as_str().into(),
            dispute.customer_reference.as_str().into(),
            dispute.customer_name.as_str().into(),
            dispute.number.as_str().into(),
            dispute.reason.as_str().into(),
            dispute.status.word().into(),
            currency.code().into(),
            Cell::Amount(dispute.amount.amount(), currency),
            Cell::maybe(dispute.owner.as_ref().map(|who| who.as_str())),
            dispute.due_on.map_or(Cell::None, Cell::Date),
            Cell::Date(dispute.opened_on),
            dispute.resolved_on.map_or(Cell::None, Cell::Date),
            Cell::maybe(dispute.root_cause.as_ref().map(|why| why.as_str())),
        ]);
    }
    let around = Around {
        as_of: scoped.day(Reading::default()),
        next,
        ..Around::default()
    };
    context.list(&rows, &around)
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
