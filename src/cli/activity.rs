//! `encours activity`: what was done, newest first; what was written stands there for one customer only.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::context::Context;
use super::failure::{Failure, Outcome};
use super::list::{Reading, Scope};
use super::listed::{self, Narrowing, Own};
use super::output::{Cell, Format};
use super::scoped::{Range, Scoped};
use crate::domain::activity::Activity;
use crate::domain::page::Fetch;
use crate::domain::raw::Raw;
use crate::store::{Pool, activity};
use crate::text;

/// Rows of a customer's story read at once.
const PAGE: u32 = 500;
/// Cells of a text in a table.
const SHOWN: usize = 100;

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which company or customer; what was written is told of one customer, and that it was read is logged.
    #[command(flatten)]
    pub scope: Scope,
    /// Between which business dates.
    #[command(flatten)]
    pub range: Range,
    /// Which rows and columns, in which order.
    #[command(flatten)]
    pub narrowing: Narrowing,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let scoped = Scoped::new(context, &args.scope).await?.between(args.range);
    let (reading, narrowing) = (Reading::default(), &args.narrowing);
    let (Some(customer), [company]) = (scoped.filter.customer, scoped.companies.as_slice()) else {
        return listed::print::<Activity>(context, &scoped, reading, "", narrowing).await;
    };
    let texts = texts(&scoped.session.pool, company.id, customer).await?;
    let text = |activity: &Activity| match texts.get(&activity.id) {
        Some(text) => written(context, text),
        None => Cell::None,
    };
    let own = Own {
        more: Some(("text", &text)),
        ..Own::default()
    };
    listed::print_with(context, &scoped, reading, "", narrowing, &own).await
}

/// What was written in a customer's story. Who reads it is logged.
async fn texts(pool: &Pool, company: i32, customer: Uuid) -> Result<BTreeMap<Uuid, Raw>, Failure> {
    let mut texts = BTreeMap::new();
    let mut fetch = Fetch::First;
    loop {
        let page = activity::timeline(pool, company, customer, &fetch, PAGE).await?;
        texts.extend(
            page.rows
                .into_iter()
                .filter_map(|row| Some((row.id, row.text?))),
        );
        match page.after {
            Some(cursor) => fetch = Fetch::After(cursor),
            None => return Ok(texts),
        }
    }
}

/// What somebody wrote: for people one line of it.
pub fn written(context: &Context, text: &Raw) -> Cell {
    let text = text.as_str();
    match context.format {
        Format::Table => {
            let words: Vec<&str> = text.split_whitespace().collect();
            let line = text::clean(&words.join(" ")).into_string();
            match text::cut(&line, SHOWN) {
                all if all.len() == line.len() => line.into(),
                cut => format!("{cut}…").into(),
            }
        }
        Format::Csv | Format::Json => text.into(),
    }
}
