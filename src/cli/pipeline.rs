//! `encours pipeline`: orders and invoices in a part of the way from order to cash.

use super::context::Context;
use super::disputes::part;
use super::failure::Outcome;
use super::list::{Around, Reading, Scope};
use super::output::{Cell, Column, Rows};
use super::scoped::{Paging, Scoped};
use crate::domain::money::Money;
use crate::domain::pipeline::PipelineTab;
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
    /// How many.
    #[command(flatten)]
    pub paging: Paging,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let tab = part(args.part.as_deref(), &PipelineTab::ALL, PipelineTab::word)?;
    let scoped = Scoped::new(context, &args.scope).await?;
    let (rows, next) = match tab {
        None => (counts(&scoped).await?, None),
        Some(tab) if tab.of_orders() => orders(&scoped, tab, &args.paging).await?,
        Some(tab) => documents(&scoped, tab, &args.paging).await?,
    };
    let around = Around {
        as_of: scoped.day(Reading::default()),
        next,
        ..Around::default()
    };
    context.list(&rows, &around)
}

async fn counts(scoped: &Scoped) -> Result<Rows, super::Failure> {
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

type Listed = Result<(Rows, Option<String>), super::Failure>;

async fn orders(scoped: &Scoped, tab: PipelineTab, paging: &Paging) -> Listed {
    let (pool, filter) = (&scoped.session.pool, &scoped.filter);
    let (found, next) = scoped
        .rows(paging, |company, fetch, limit| async move {
            pipeline::orders(pool, company.id, filter, tab, &fetch, limit).await
        })
        .await?;
    let mut rows = Rows::new([
        Column::text("id"),
        Column::text("company"),
        Column::text("customer"),
        Column::text("name"),
        Column::text("number"),
        Column::text("status"),
        Column::text("urgent"),
        Column::text("hold"),
        Column::text("currency"),
        Column::figures("amount"),
        Column::figures("delivered"),
        Column::figures("invoiced"),
        Column::text("ordered_on"),
        Column::text("requested_on"),
        Column::text("shipped_on"),
    ]);
    for (company, order) in found {
        rows.push([
            order.id.to_string().into(),
            company.code.as_str().into(),
            order.customer_reference.as_str().into(),
            order.customer_name.as_str().into(),
            order.number.as_str().into(),
            Cell::word(|word| format!("pipe-order-{word}"), &order.status),
            Cell::Bool(order.urgent),
            order.hold.as_ref().map_or(Cell::None, |hold| {
                Cell::word(|word| format!("cred-hold-{word}"), &hold.state)
            }),
            order.amount.currency().code().into(),
            money(order.amount),
            money(order.delivered),
            money(order.invoiced),
            Cell::Date(order.ordered_on),
            order.requested_on.map_or(Cell::None, Cell::Date),
            order.shipped_on.map_or(Cell::None, Cell::Date),
        ]);
    }
    Ok((rows, next))
}

async fn documents(scoped: &Scoped, tab: PipelineTab, paging: &Paging) -> Listed {
    let (pool, filter) = (&scoped.session.pool, &scoped.filter);
    let (found, next) = scoped
        .rows(paging, |company, fetch, limit| async move {
            pipeline::documents(pool, company.id, filter, tab, &fetch, limit).await
        })
        .await?;
    let mut rows = Rows::new([
        Column::text("id"),
        Column::text("company"),
        Column::text("customer"),
        Column::text("name"),
        Column::text("number"),
        Column::text("status"),
        Column::figures("code"),
        Column::text("error_cause"),
        Column::text("currency"),
        Column::figures("amount"),
        Column::figures("open"),
        Column::text("issued_on"),
        Column::text("due_on"),
    ]);
    for (company, document) in found {
        rows.push([
            document.id.to_string().into(),
            company.code.as_str().into(),
            document.customer_reference.as_str().into(),
            document.customer_name.as_str().into(),
            document.number.as_str().into(),
            Cell::word(|word| format!("pipe-invoice-{word}"), &document.status),
            document
                .code
                .map_or(Cell::None, |code| Cell::Int(code.into())),
            Cell::maybe(document.error_cause.as_ref().map(|why| why.as_str())),
            document.amount.currency().code().into(),
            money(document.amount),
            money(document.open),
            Cell::Date(document.issued_on),
            document.due_on.map_or(Cell::None, Cell::Date),
        ]);
    }
    Ok((rows, next))
}

fn money(money: Money) -> Cell {
    Cell::Amount(money.amount(), money.currency())
}
