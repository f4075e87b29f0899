//! The pipeline: orders by when they are wanted, invoices by when they were issued, late ones by when they
//! were due.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::FromRow;
use sqlx::postgres::PgRow;
use uuid::Uuid;

use super::keyset::{self, Bounds};
use super::list::{Source, Stored};
use super::pool::Pool;
use super::{Result, credit, decode};
use crate::domain::list::Ask;
use crate::domain::page::{Fetch, Page};
use crate::domain::pipeline::{Document, Order, PipelineTab};

#[derive(FromRow)]
struct OrderRow {
    id: Uuid,
    customer_id: Uuid,
    #[sqlx(rename = "customer")]
    reference: String,
    name: String,
    number: String,
    ordered_on: NaiveDate,
    requested_on: Option<NaiveDate>,
    shipped_on: Option<NaiveDate>,
    currency: String,
    amount: Decimal,
    delivered: Decimal,
    invoiced: Decimal,
    status: String,
    marked: bool,
    urgent: bool,
    on: NaiveDate,
    rev: i32,
    hold_id: Option<Uuid>,
    hold: Option<String>,
    hold_rev: Option<i32>,
}

impl OrderRow {
    fn read(self) -> Result<Order> {
        let money = |amount| decode::money(amount, &self.currency);
        Ok(Order {
            id: self.id,
            customer: self.customer_id,
            amount: money(self.amount)?,
            delivered: money(self.delivered)?,
            invoiced: money(self.invoiced)?,
            customer_reference: self.reference.into(),
            customer_name: self.name.into(),
            number: self.number.into(),
            ordered_on: self.ordered_on,
            requested_on: self.requested_on,
            shipped_on: self.shipped_on,
            status: self.status,
            marked: self.marked,
            urgent: self.urgent,
            hold: credit::held(self.hold_id, self.hold, self.hold_rev),
            on: self.on,
            rev: self.rev,
        })
    }
}

const ORDERS: Source = Source {
    known: &["on", "amount", "ordered_on", "number"],
    ..Source::of(include_str!("sql/list_orders.sql"))
};

impl Stored for Order {
    fn source(_: &Ask) -> &'static Source {
        &ORDERS
    }

    fn read(row: &PgRow) -> Result<Order> {
        OrderRow::from_row(row)?.read()
    }
}

#[derive(FromRow)]
struct DocumentRow {
    id: Uuid,
    customer_id: Uuid,
    #[sqlx(rename = "customer")]
    reference: String,
    name: String,
    number: String,
    issued_on: NaiveDate,
    due_on: Option<NaiveDate>,
    currency: String,
    amount: Decimal,
    open: Decimal,
    status: String,
    code: Option<i16>,
    error_cause: Option<String>,
    days_late: Option<i64>,
    part: String,
    on: NaiveDate,
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
            code: self.code,
            error_cause: self.error_cause.map(Into::into),
            days_late: self.days_late,
            part: self.part,
            on: self.on,
        })
    }
}

const DOCUMENTS: Source = Source {
    known: &["on", "open", "amount", "issued_on", "number"],
    days: &[("days_late", "l.due_on")],
    ..Source::of(include_str!("sql/list_documents.sql"))
};

impl Stored for Document {
    fn source(_: &Ask) -> &'static Source {
        &DOCUMENTS
    }

    fn read(row: &PgRow) -> Result<Document> {
        DocumentRow::from_row(row)?.read()
    }

    /// The late ones are most of a ledger.
    async fn straight(
        pool: &Pool,
        ask: &Ask,
        fetch: &Fetch,
        limit: u32,
    ) -> Result<Option<Page<Document>>> {
        let late = |part: &[String]| part == [PipelineTab::Late.word()];
        if !ask.part("part").is_some_and(late) || ask.scope.currency.is_some() {
            return Ok(None);
        }
        let bounds = Bounds::ascending(fetch)?;
        let rows: Vec<DocumentRow> = sqlx::query_as(include_str!("sql/pipeline_late.sql"))
            .bind(ask.company)
            .bind(ask.scope.portfolio)
            .bind(ask.scope.collector)
            .bind(ask.scope.customer)
            .bind(bounds.day(0, false)?)
            .bind(bounds.field::<Uuid>(1)?.unwrap_or_default())
            .bind(bounds.backward)
            .bind(keyset::asked(limit))
            .fetch_all(pool)
            .await?;
        let rows = rows.into_iter().map(DocumentRow::read);
        let rows = rows.collect::<Result<_>>()?;
        let place = |document: &Document| keyset::cursor(&[&document.on, &document.id]);
        Ok(Some(keyset::page(fetch, limit, rows, place)))
    }
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
