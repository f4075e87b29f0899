//! `encours audit`: who did what and when; `encours audit verify`: whether anybody has changed that.

use std::collections::BTreeMap;

use clap::Subcommand;
use serde_json::json;

use crate::store::Pace;
use crate::store::audit::{self, Verdict};

use super::context::Context;
use super::failure::{Failure, Outcome};
use super::list::{Around, Reading, Scope};
use super::output::{Cell, Column, Format, Rows};
use super::scoped::{Paging, Range, Scoped};

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    /// What to do with the audit; nothing lists it.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Which company or customer.
    #[command(flatten)]
    pub scope: Scope,
    /// Between which business dates.
    #[command(flatten)]
    pub range: Range,
    /// How many.
    #[command(flatten)]
    pub paging: Paging,
}

/// What to do with the audit.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Recompute the chain of its seals; a row that was changed, removed or slipped in is named.
    Verify,
}

/// Columns that a table leaves out.
const FOR_PROGRAMS: [&str; 3] = ["actor", "entity", "entity_id"];

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    match args.command {
        None => list(context, args).await,
        Some(Command::Verify) => {
            let session = context.connect(Pace::Unbounded).await?;
            report(context, &audit::verify(&session.pool).await?)
        }
    }
}

async fn list(context: &Context, args: Args) -> Outcome {
    let scoped = Scoped::new(context, &args.scope).await?.between(args.range);
    let (pool, filter) = (&scoped.session.pool, &scoped.filter);
    let (found, next) = scoped
        .rows(&args.paging, |company, fetch, limit| async move {
            audit::list(pool, company.id, filter, &fetch, limit).await
        })
        .await?;
    // People read who did what to whom; the login role and the id of the row are for programs.
    let read = context.format == Format::Table;
    let mut rows = Rows::new(
        [
            Column::figures("seq"),
            Column::text("recorded_at"),
            Column::text("actor"),
            Column::text("person"),
            Column::text("verb"),
            Column::text("entity"),
            Column::text("entity_id"),
            Column::text("company"),
            Column::text("customer"),
            Column::text("name"),
        ]
        .into_iter()
        .filter(|column| !read || !FOR_PROGRAMS.contains(&column.key.as_str())),
    );
    for (company, deed) in found {
        let (reference, name) = deed.customer.unzip();
        let moment = Cell::moment(deed.recorded_at, company);
        let verb = Cell::word(|word| format!("audit-verb-{word}"), &deed.verb);
        let code = company.code.as_str().into();
        let reference = Cell::maybe(reference);
        let name = Cell::maybe(name.as_ref().map(|name| name.as_str()));
        let person = deed.person.as_ref().map(|who| who.as_str());
        if read {
            // Who is no person is an account: the program's or an administrator's.
            let person = person.unwrap_or(&deed.actor).into();
            rows.push([
                Cell::Int(deed.seq),
                moment,
                person,
                verb,
                code,
                reference,
                name,
            ]);
            continue;
        }
        rows.push([
            Cell::Int(deed.seq),
            moment,
            deed.actor.into(),
            Cell::maybe(person),
            verb,
            deed.entity.into(),
            Cell::maybe(deed.entity_id.map(|id| id.to_string())),
            code,
            reference,
            name,
        ]);
    }
    let around = Around {
        as_of: scoped.day(Reading::default()),
        next,
        ..Around::default()
    };
    context.list(&rows, &around)
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
