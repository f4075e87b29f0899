//! Disputes, latest opened first.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;
use sqlx::FromRow;
use sqlx::postgres::PgRow;
use uuid::Uuid;

use super::list::{COLLECTOR, Source, Stored};
use super::pool::Pool;
use super::{Result, decode};
use crate::domain::dispute::{Dispute, DisputeStatus};
use crate::domain::list::Ask;

#[derive(FromRow, Deserialize)]
pub(super) struct Row {
    id: Uuid,
    customer_id: Uuid,
    #[sqlx(rename = "customer")]
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

const SOURCE: Source = Source {
    known: &["opened_on", "amount"],
    persons: &[
        COLLECTOR,
        (
            "owner",
            "l.owner_id = (SELECT app.me())",
            ["l.owner ILIKE ANY (", ")"],
        ),
    ],
    dated: "l.opened_on",
    ..Source::of(include_str!("sql/list_disputes.sql"))
};

impl Stored for Dispute {
    fn source(_: &Ask) -> &'static Source {
        &SOURCE
    }

    fn read(row: &PgRow) -> Result<Dispute> {
        Row::from_row(row)?.read()
    }
}

/// How many there are in each part of the list, in the order of `DisputeTab::ALL`.
///
/// # Errors
/// The server's.
pub async fn counts(pool: &Pool, company: i32) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar(include_str!("sql/dispute_counts.sql"))
        .bind(company)
        .fetch_one(pool)
        .await?)
}
