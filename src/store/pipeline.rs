//! The pipeline: orders by when they are wanted, invoices by when they were issued, late ones by when they
//! were due.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::FromRow;
use uuid::Uuid;

use super::keyset::{self, Bounds};
use super::pool::Pool;
use super::{Result, credit, decode};
use crate::domain::filter::Filter;
use crate::domain::page::{Fetch, Page};
use crate::domain::pipeline::{Document, Order, PipelineTab};

/// Code 208 of the life cycle: a document of ours is missing.
const SUSPENDED: i16 = 208;

#[derive(FromRow)]
struct OrderRow {
    id: Uuid,
    customer_id: Uuid,
    #[sqlx(rename = "ref")]
    reference: String,
    name: String,
    number: String,
    ordered_on: NaiveDate,
    requested_on: Option<NaiveDate>,
    shipped_on: Option<NaiveDate>,
    currency: String,
    amount: Decimal,
    delivered_amount: Decimal,
    invoiced_amount: Decimal,
    status: String,
    marked: bool,
    urgent: bool,
    on_day: NaiveDate,
    rev: i32,
    hold_id: Option<Uuid>,
    hold_state: Option<String>,
    hold_rev: Option<i32>,
}

impl OrderRow {
    fn read(self) -> Result<Order> {
        let money = |amount| decode::money(amount, &self.currency);
        Ok(Order {
            id: self.id,
            customer: self.customer_id,
            amount: money(self.amount)?,
            delivered: money(self.delivered_amount)?,
            invoiced: money(self.invoiced_amount)?,
            customer_reference: self.reference.into(),
            customer_name: self.name.into(),
            number: self.number.into(),
            ordered_on: self.ordered_on,
            requested_on: self.requested_on,
            shipped_on: self.shipped_on,
            status: self.status,
            marked: self.marked,
            urgent: self.urgent,
            hold: credit::held(self.hold_id, self.hold_state, self.hold_rev),
            on: self.on_day,
            rev: self.rev,
        })
    }
}

/// A page of the orders in a part of the pipeline.
///
/// # Errors
/// The server's; refusal `cursor-unreadable`.
pub async fn orders(
    pool: &Pool,
    company: i32,
    filter: &Filter,
    tab: PipelineTab,
    fetch: &Fetch,
    limit: u32,
) -> Result<Page<Order>> {
    let bounds = Bounds::new(fetch)?;
    let rows: Vec<OrderRow> = sqlx::query_as(include_str!("sql/pipeline_orders.sql"))
        .bind(company)
        .bind(filter.portfolio)
        .bind(filter.collector)
        .bind(filter.customer)
        .bind(tab.word())
        .bind(bounds.day(0, false)?)
        .bind(bounds.field::<Uuid>(1)?.unwrap_or_default())
        .bind(bounds.backward)
        .bind(keyset::asked(limit))
        .fetch_all(pool)
        .await?;
    let rows = rows
        .into_iter()
        .map(OrderRow::read)
        .collect::<Result<_>>()?;
    Ok(keyset::page(fetch, limit, rows, |order: &Order| {
        keyset::cursor(&[&order.on, &order.id])
    }))
}

#[derive(FromRow)]
struct DocumentRow {
    id: Uuid,
    customer_id: Uuid,
    #[sqlx(rename = "ref")]
    reference: String,
    name: String,
    number: String,
    issued_on: NaiveDate,
    due_on: Option<NaiveDate>,
    currency: String,
    amount: Decimal,
    open: Decimal,
    status: String,
    einvoice_code: Option<i16>,
    error_cause: Option<String>,
    on_day: NaiveDate,
}

impl DocumentRow {
    fn read(self) -> Result<Document> {
        Ok(Document {
            id: self.id,
            customer: self.customer_id,
            customer_reference: self.reference.into(),
            customer_name: self.name.into(),
            number: self.number.into(),
            issued_on: self.issued_on,
            due_on: self.due_on,
            amount: decode::money(self.amount, &self.currency)?,
            open: decode::money(self.open, &self.currency)?,
            status: self.status,
            code: self.einvoice_code,
            error_cause: self.error_cause.map(Into::into),
            on: self.on_day,
        })
    }
}

/// A page of the invoices in a part of the pipeline.
///
/// # Errors
/// The server's; refusal `cursor-unreadable`.
pub async fn documents(
    pool: &Pool,
    company: i32,
    filter: &Filter,
    tab: PipelineTab,
    fetch: &Fetch,
    limit: u32,
) -> Result<Page<Document>> {
    let bounds = Bounds::new(fetch)?;
    let day = bounds.day(0, false)?;
    let id = bounds.field::<Uuid>(1)?.unwrap_or_default();
    let rows: Vec<DocumentRow> = if tab == PipelineTab::Late {
        sqlx::query_as(include_str!("sql/pipeline_late.sql"))
            .bind(company)
            .bind(filter.portfolio)
            .bind(filter.collector)
            .bind(filter.customer)
            .bind(day)
            .bind(id)
            .bind(bounds.backward)
            .bind(keyset::asked(limit))
            .fetch_all(pool)
            .await?
    } else {
        let code = (tab == PipelineTab::Suspended).then_some(SUSPENDED);
        sqlx::query_as(include_str!("sql/pipeline_documents.sql"))
            .bind(company)
            .bind(filter.portfolio)
            .bind(filter.collector)
            .bind(filter.customer)
            .bind(tab.documents())
            .bind(code)
            .bind(day)
            .bind(id)
            .bind(bounds.backward)
            .bind(keyset::asked(limit))
            .fetch_all(pool)
            .await?
    };
    let rows = rows
        .into_iter()
        .map(DocumentRow::read)
        .collect::<Result<_>>()?;
    Ok(keyset::page(fetch, limit, rows, |document: &Document| {
        keyset::cursor(&[&document.on, &document.id])
    }))
}

/// How many there are in each part of the pipeline, in the order of [`PipelineTab::ALL`].
///
/// # Errors
/// The server's.
pub async fn counts(pool: &Pool, company: i32) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar(include_str!("sql/pipeline_counts.sql"))
        .bind(company)
        .fetch_one(pool)
        .await?)
}
