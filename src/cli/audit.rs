//! `encours audit verify`: whether anybody has changed the audit.

use std::collections::BTreeMap;

use clap::Subcommand;
use serde_json::json;

use crate::store::Pace;
use crate::store::audit::{self, Verdict};

use super::context::Context;
use super::failure::{Failure, Outcome};
use super::output::{Cell, Column, Format, Rows};

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to do with the audit.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do with the audit.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Recompute the chain of its seals; a row that was changed, removed or slipped in is named.
    Verify,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    match args.command {
        Command::Verify => {
            let session = context.connect(Pace::Unbounded).await?;
            report(context, &audit::verify(&session.pool).await?)
        }
    }
}

fn report(context: &Context, verdict: &Verdict) -> Outcome {
    let failure = failure(verdict);
    match context.format {
        Format::Json => context.json(&json!({
            "ok": verdict.ok,
            "sealed": verdict.sealed,
            "unsealed": verdict.unsealed,
            "head": verdict.head,
            "bad_seq": verdict.bad_seq,
            "bad_seal": verdict.bad_seal,
            "error": failure.as_ref().map(|f| f.object(&context.catalogue)),
        }))?,
        Format::Csv => context.rows(&rows(verdict), |rows| rows)?,
        Format::Table if failure.is_none() => {
            let texts = BTreeMap::from([
                ("sealed".to_owned(), context.catalogue.whole(verdict.sealed)),
                (
                    "unsealed".to_owned(),
                    context.catalogue.whole(verdict.unsealed),
                ),
                ("head".to_owned(), verdict.head.clone().unwrap_or_default()),
            ]);
            let key = match verdict.head {
                Some(_) => "cli-audit-holds",
                None => "cli-audit-unsealed",
            };
            context.say(&context.catalogue.tr_texts(key, &texts))?;
        }
        Format::Table => {}
    }
    failure.map_or(Ok(()), |failure| Err(failure.already_printed()))
}

/// Why it does not hold, the row first: it says more than the seal over it.
fn failure(verdict: &Verdict) -> Option<Failure> {
    if verdict.ok {
        return None;
    }
    let number = |n: i64| n.to_string();
    Some(
        match (verdict.bad_seq, verdict.bad_seal) {
            (Some(row), _) => Failure::refused("cli-audit-broken-row").with("row", number(row)),
            (None, seal) => Failure::refused("cli-audit-broken-seal")
                .with("seal", seal.map(number).unwrap_or_default()),
        }
        .hint("cli-audit-broken-hint"),
    )
}

fn rows(verdict: &Verdict) -> Rows {
    let number = |n: Option<i64>| n.map_or(Cell::None, Cell::Int);
    let mut rows = Rows::new([
        Column::text("ok"),
        Column::figures("sealed"),
        Column::figures("unsealed"),
        Column::text("head"),
        Column::figures("bad_seq"),
        Column::figures("bad_seal"),
    ]);
    rows.push([
        Cell::Bool(verdict.ok),
        Cell::Int(verdict.sealed),
        Cell::Int(verdict.unsealed),
        Cell::maybe(verdict.head.as_deref()),
        number(verdict.bad_seq),
        number(verdict.bad_seal),
    ]);
    rows
}
