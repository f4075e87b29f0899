//! Open items: of the business date from what is open now, of another day from documents.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sqlx::FromRow;
use sqlx::postgres::PgRow;
use uuid::Uuid;

use super::list::{self, Source, Stored};
use super::pool::Pool;
use super::{Result, decode};
use crate::domain::filter::{AsOf, Filter};
use crate::domain::invoice::{Item, ItemKind, ItemState};
use crate::domain::list::Ask;
use crate::domain::page::{Fetch, Page};
use crate::domain::payment::{Allocation, AllocationKind};

#[derive(FromRow)]
struct Row {
    id: Uuid,
    document_id: Uuid,
    customer_id: Uuid,
    #[sqlx(rename = "customer")]
    reference: String,
    name: String,
    kind: String,
    number: String,
    #[sqlx(rename = "instalment")]
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

const TODAY: Source = Source {
    known: &["due_on", "days_late", "open", "amount", "issued_on"],
    expressions: &[OVERDUE, ("credit", "(l.open < 0)")],
    days: &[("days_late", "l.due_on")],
    owed: Some("l.open > 0"),
    dated: "l.due_on",
    ..Source::of(include_str!("sql/list_items.sql"))
};

const OF_A_DAY: Source = Source {
    select: include_str!("sql/list_items_as_of.sql"),
    of_a_day: true,
    ..TODAY
};

/// What is late is overdue, and only debits are.
const OVERDUE: (&str, &str) = (
    "overdue",
    "(CASE WHEN l.open > 0 AND l.days_late > 0 THEN l.open ELSE 0 END)",
);

/// Of one customer, or of another day than the business date, receipts not applied are in the list too; the
/// whole list of a company's business date has items alone.
impl Stored for Item {
    fn source(ask: &Ask) -> &'static Source {
        if ask.as_of.is_none() && ask.scope.customer.is_none() {
            &TODAY
        } else {
            &OF_A_DAY
        }
    }

    fn read(row: &PgRow) -> Result<Item> {
        Row::from_row(row)?.read()
    }
}

/// A page of open items, the earliest due date first; the filter's dates are due dates.
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
    let ask = Ask {
        company,
        scope: filter.clone(),
        as_of,
        ..Ask::default()
    };
    list::page(pool, &ask, fetch, limit).await
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
