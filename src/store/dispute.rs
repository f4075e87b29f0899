//! Disputes, latest opened first.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;
use sqlx::FromRow;
use uuid::Uuid;

use super::keyset::{self, Bounds};
use super::pool::Pool;
use super::{Result, decode};
use crate::domain::dispute::{Dispute, DisputeStatus, DisputeTab};
use crate::domain::filter::Filter;
use crate::domain::page::{Fetch, Page};

#[derive(FromRow, Deserialize)]
pub(super) struct Row {
    id: Uuid,
    customer_id: Uuid,
    #[sqlx(rename = "ref")]
    #[serde(rename = "ref")]
    reference: String,
    name: String,
    item_id: Uuid,
    number: String,
    reason: String,
    amount: Decimal,
    currency: String,
    owner: Option<String>,
    due_on: Option<NaiveDate>,
    status: String,
    opened_on: NaiveDate,
    resolved_on: Option<NaiveDate>,
    root_cause: Option<String>,
    rev: i32,
}

impl Row {
    pub(super) fn read(self) -> Result<Dispute> {
        Ok(Dispute {
            id: self.id,
            customer: self.customer_id,
            customer_reference: self.reference.into(),
            customer_name: self.name.into(),
            item: self.item_id,
            number: self.number.into(),
            reason: self.reason,
            amount: decode::money(self.amount, &self.currency)?,
            owner: self.owner.map(Into::into),
            due_on: self.due_on,
            status: decode::word(DisputeStatus::ALL, DisputeStatus::word, &self.status)?,
            opened_on: self.opened_on,
            resolved_on: self.resolved_on,
            root_cause: self.root_cause.map(Into::into),
            rev: self.rev,
        })
    }
}

/// A page of the disputes, of one part of the list or of all; the filter's dates are opening dates.
///
/// # Errors
/// The server's; refusal `cursor-unreadable`.
pub async fn page(
    pool: &Pool,
    company: i32,
    filter: &Filter,
    tab: Option<DisputeTab>,
    fetch: &Fetch,
    limit: u32,
) -> Result<Page<Dispute>> {
    let bounds = Bounds::new(fetch)?;
    let rows: Vec<Row> = sqlx::query_as(include_str!("sql/dispute_page.sql"))
        .bind(company)
        .bind(filter.portfolio)
        .bind(filter.collector)
        .bind(filter.customer)
        .bind(filter.currency.map(|currency| currency.code().to_owned()))
        .bind(tab.map(DisputeTab::word))
        .bind(filter.from.unwrap_or(keyset::FIRST_DAY))
        .bind(filter.to.unwrap_or(keyset::LAST_DAY))
        .bind(bounds.day(0, true)?)
        .bind(bounds.field::<Uuid>(1)?.unwrap_or_default())
        .bind(bounds.backward)
        .bind(keyset::asked(limit))
        .fetch_all(pool)
        .await?;
    let rows = rows.into_iter().map(Row::read).collect::<Result<_>>()?;
    Ok(keyset::page(fetch, limit, rows, |dispute: &Dispute| {
        keyset::cursor(&[&dispute.opened_on, &dispute.id])
    }))
}

/// How many there are in each part of the list, in the order of [`DisputeTab::ALL`].
///
/// # Errors
/// The server's.
pub async fn counts(pool: &Pool, company: i32) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar(include_str!("sql/dispute_counts.sql"))
        .bind(company)
        .fetch_one(pool)
        .await?)
}
