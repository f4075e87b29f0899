//! Open items: of the business date from what is open now, of another day from documents.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sqlx::FromRow;
use uuid::Uuid;

use super::keyset::{self, Bounds, IdOrder};
use super::pool::Pool;
use super::{Result, company, decode};
use crate::domain::filter::{AsOf, Filter};
use crate::domain::invoice::{Item, ItemKind, ItemState, ItemTotal};
use crate::domain::page::{Fetch, Page};
use crate::domain::payment::{Allocation, AllocationKind};

#[derive(FromRow)]
struct Row {
    id: Uuid,
    document_id: Uuid,
    customer_id: Uuid,
    #[sqlx(rename = "ref")]
    reference: String,
    name: String,
    kind: String,
    number: String,
    seq: i16,
    parts: i64,
    po_number: Option<String>,
    issued_on: NaiveDate,
    due_on: NaiveDate,
    due_assumed: bool,
    days_late: i64,
    currency: String,
    amount: Decimal,
    open: Decimal,
    disputed: Decimal,
    promised: Decimal,
    state: String,
    reminded: i16,
}

impl Row {
    fn read(self) -> Result<Item> {
        let money = |amount| decode::money(amount, &self.currency);
        Ok(Item {
            id: self.id,
            document: self.document_id,
            customer: self.customer_id,
            amount: money(self.amount)?,
            open: money(self.open)?,
            disputed: money(self.disputed)?,
            promised: money(self.promised)?,
            customer_reference: self.reference.into(),
            customer_name: self.name.into(),
            kind: decode::word(ItemKind::ALL, ItemKind::word, &self.kind)?,
            number: self.number.into(),
            instalment: (self.seq, self.parts),
            po_number: self.po_number.map(Into::into),
            issued_on: self.issued_on,
            due_on: self.due_on,
            due_assumed: self.due_assumed,
            days_late: self.days_late,
            state: decode::word(ItemState::ALL, ItemState::word, &self.state)?,
            reminded: self.reminded,
        })
    }
}

/// A page of open items, the earliest due date first; the filter's dates are due dates. Of one customer,
/// or of another day than the business date, receipts not applied are in it too; the whole list of a
/// company's business date has items alone.
///
/// # Errors
/// The server's; refusal `cursor-unreadable`.
pub async fn page(
    pool: &Pool,
    company: i32,
    filter: &Filter,
    as_of: Option<AsOf>,
    fetch: &Fetch,
    limit: u32,
) -> Result<Page<Item>> {
    let bounds = Bounds::new(fetch, IdOrder::Ascending)?;
    let currency = filter.currency.map(|currency| currency.code().to_owned());
    let from = filter.from.unwrap_or(keyset::FIRST_DAY);
    let to = filter.to.unwrap_or(keyset::LAST_DAY);
    let day = bounds.day(0, false)?;
    let id = bounds.field::<Uuid>(1)?.unwrap_or_default();
    let rows: Vec<Row> = if as_of.is_none() && filter.customer.is_none() {
        sqlx::query_as(include_str!("sql/item_page.sql"))
            .bind(company)
            .bind(filter.portfolio)
            .bind(filter.collector)
            .bind(currency)
            .bind(from)
            .bind(to)
            .bind(day)
            .bind(id)
            .bind(bounds.backward)
            .bind(keyset::asked(limit))
            .fetch_all(pool)
            .await?
    } else {
        let as_of = self::as_of(pool, company, as_of).await?;
        sqlx::query_as(include_str!("sql/item_page_as_of.sql"))
            .bind(company)
            .bind(as_of.day)
            .bind(as_of.known_at)
            .bind(filter.customer)
            .bind(filter.portfolio)
            .bind(filter.collector)
            .bind(currency)
            .bind(from)
            .bind(to)
            .bind(day)
            .bind(id)
            .bind(bounds.backward)
            .bind(keyset::asked(limit))
            .fetch_all(pool)
            .await?
    };
    let rows = rows.into_iter().map(Row::read).collect::<Result<_>>()?;
    Ok(keyset::page(fetch, limit, rows, |item: &Item| {
        keyset::cursor(&[&item.due_on, &item.id])
    }))
}

/// The day is asked for apart: as a sub-select in the statement it would keep the planner from seeing
/// through `app.open_as_of`, and one customer's items would cost the whole ledger.
async fn as_of(pool: &Pool, company: i32, as_of: Option<AsOf>) -> Result<AsOf> {
    match as_of {
        Some(as_of) => Ok(as_of),
        None => company::today(pool, company).await.map(AsOf::day),
    }
}

#[derive(FromRow)]
struct TotalRow {
    currency: String,
    items: i64,
    open: Decimal,
    disputed: Decimal,
}

/// What is open in all, receipts not applied included, one line per currency.
///
/// # Errors
/// The server's.
pub async fn totals(
    pool: &Pool,
    company: i32,
    filter: &Filter,
    as_of: Option<AsOf>,
) -> Result<Vec<ItemTotal>> {
    let as_of = self::as_of(pool, company, as_of).await?;
    let rows: Vec<TotalRow> = sqlx::query_as(include_str!("sql/item_totals.sql"))
        .bind(company)
        .bind(as_of.day)
        .bind(as_of.known_at)
        .bind(filter.customer)
        .bind(filter.portfolio)
        .bind(filter.collector)
        .bind(filter.currency.map(|currency| currency.code().to_owned()))
        .bind(filter.from.unwrap_or(keyset::FIRST_DAY))
        .bind(filter.to.unwrap_or(keyset::LAST_DAY))
        .fetch_all(pool)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(ItemTotal {
                items: row.items,
                open: decode::money(row.open, &row.currency)?,
                disputed: decode::money(row.disputed, &row.currency)?,
            })
        })
        .collect()
}

/// How many are open in each part of the list, in the order of `ItemTab::ALL`.
///
/// # Errors
/// The server's.
pub async fn counts(pool: &Pool, company: i32) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar(include_str!("sql/item_counts.sql"))
        .bind(company)
        .fetch_one(pool)
        .await?)
}

#[derive(FromRow)]
struct AllocationRow {
    id: Uuid,
    kind: String,
    amount: Decimal,
    currency: String,
    applied_on: NaiveDate,
    recorded_at: DateTime<Utc>,
    withdraws: bool,
    source: Option<String>,
}

/// What settled an item, in time order.
///
/// # Errors
/// The server's.
pub async fn allocations(pool: &Pool, company: i32, item: Uuid) -> Result<Vec<Allocation>> {
    let rows: Vec<AllocationRow> = sqlx::query_as(include_str!("sql/item_allocations.sql"))
        .bind(company)
        .bind(item)
        .fetch_all(pool)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Allocation {
                id: row.id,
                kind: decode::word(AllocationKind::ALL, AllocationKind::word, &row.kind)?,
                amount: decode::money(row.amount, &row.currency)?,
                applied_on: row.applied_on,
                recorded_at: row.recorded_at,
                source: row.source.map(Into::into),
                withdraws: row.withdraws,
            })
        })
        .collect()
}
