//! `encours promises`: promises to pay, the latest promised date first.

use super::context::Context;
use super::failure::{Failure, Outcome};
use super::list::{Around, Reading, Scope};
use super::output::{Cell, Column, Rows};
use super::scoped::{Paging, Range, Scoped};
use crate::domain::promise::PromiseState;
use crate::store::promise;

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
    /// How many.
    #[command(flatten)]
    pub paging: Paging,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let mut states = Vec::new();
    for word in &args.state {
        let state = PromiseState::ALL
            .into_iter()
            .find(|state| state.word() == word);
        states.push(state.ok_or_else(|| {
            let known = PromiseState::ALL.map(PromiseState::word);
            Failure::usage("list-state-unknown")
                .with("state", word.as_str())
                .with("known", known.join(", "))
        })?);
    }
    if states.is_empty() {
        states.extend(PromiseState::ALL);
    }
    let scoped = Scoped::new(context, &args.scope).await?.between(args.range);
    let (pool, filter, states) = (&scoped.session.pool, &scoped.filter, &states);
    let (found, next) = scoped
        .rows(&args.paging, |company, fetch, limit| async move {
            promise::page(pool, company.id, filter, states, &fetch, limit).await
        })
        .await?;
    let mut rows = Rows::new([
        Column::text("id"),
        Column::text("company"),
        Column::text("customer"),
        Column::text("name"),
        Column::text("state"),
        Column::text("currency"),
        Column::figures("amount"),
        Column::figures("received"),
        Column::text("made_on"),
        Column::text("promised_on"),
        Column::text("judge_on"),
        Column::text("judged_on"),
        Column::text("on_account"),
        Column::figures("items"),
        Column::text("person"),
    ]);
    for (company, promise) in found {
        let currency = promise.amount.currency();
        rows.push([
            promise.id.to_string().into(),
            company.code.as_str().into(),
            promise.customer_reference.as_str().into(),
            promise.customer_name.as_str().into(),
            promise.state.word().into(),
            currency.code().into(),
            Cell::Amount(promise.amount.amount(), currency),
            Cell::Amount(promise.received.amount(), currency),
            Cell::Date(promise.made_on),
            Cell::Date(promise.promised_on),
            Cell::Date(promise.judge_on),
            promise.judged_on.map_or(Cell::None, Cell::Date),
            Cell::Bool(promise.on_account),
            Cell::Int(promise.items),
            Cell::maybe(promise.person.as_ref().map(|who| who.as_str())),
        ]);
    }
    let around = Around {
        as_of: scoped.day(Reading::default()),
        next,
        ..Around::default()
    };
    context.list(&rows, &around)
}
