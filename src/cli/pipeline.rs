//! `encours pipeline`: orders and invoices in a part of the way from order to cash.

use super::context::Context;
use super::disputes::part;
use super::failure::{Failure, Outcome};
use super::list::{Around, Reading, Scope};
use super::listed::{self, Narrowing};
use super::output::{Cell, Column, Rows};
use super::scoped::Scoped;
use crate::app::screen::tabs::Tab;
use crate::domain::pipeline::{Document, Order, PipelineTab};
use crate::store::pipeline;

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which: to_process, pending, urgent, blocked or shipped orders; to_validate, in_error, suspended, waiting
    /// or late invoices. Without one, how many there are in each.
    pub part: Option<String>,
    /// Which company or customer.
    #[command(flatten)]
    pub scope: Scope,
    /// Which rows and columns of a part, in which order.
    #[command(flatten)]
    pub narrowing: Narrowing,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let tab = part(args.part.as_deref(), &PipelineTab::ALL, PipelineTab::word)?;
    let scoped = Scoped::new(context, &args.scope).await?;
    let (reading, narrowing) = (Reading::default(), &args.narrowing);
    match tab {
        None if !narrowing.only_limits() => Err(Failure::usage("list-part-needed")
            .with("known", PipelineTab::ALL.map(PipelineTab::word).join(", "))),
        None => {
            let mut counts = counts(&scoped).await?;
            counts.rows.truncate(narrowing.paging.most());
            let around = Around {
                as_of: scoped.day(reading),
                ..Around::default()
            };
            context.list(&counts, &around)
        }
        Some(tab) if tab.of_orders() => {
            listed::print::<Order>(context, &scoped, reading, tab.filter(), narrowing).await
        }
        Some(tab) => {
            listed::print::<Document>(context, &scoped, reading, tab.filter(), narrowing).await
        }
    }
}

async fn counts(scoped: &Scoped) -> Result<Rows, Failure> {
    let mut rows = Rows::new([
        Column::text("company"),
        Column::text("part"),
        Column::figures("count"),
    ]);
    for company in &scoped.companies {
        let counts = pipeline::counts(&scoped.session.pool, company.id).await?;
        for (tab, count) in PipelineTab::ALL.iter().zip(counts) {
            rows.push([
                company.code.as_str().into(),
                Cell::word(|word| format!("tab-pipeline-{word}"), tab.word()),
                Cell::Int(count),
            ]);
        }
    }
    Ok(rows)
}
