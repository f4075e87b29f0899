//! Finding who is calling.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::FromRow;
use uuid::Uuid;

use super::pool::Pool;
use super::{Result, decode};
use crate::domain::customer::Found;

#[derive(FromRow)]
struct Row {
    company_id: i32,
    customer_id: Uuid,
    #[sqlx(rename = "ref")]
    reference: String,
    name: String,
    matched: String,
    shown: String,
    currency: String,
    overdue: Decimal,
    last_attempt_at: Option<DateTime<Utc>>,
}

/// Customers whose name, reference, SIREN, SIRET or VAT number, telephone, e-mail address, document
/// number or open amount matches; in every company the person sees. Fewer than two characters find
/// nothing.
///
/// # Errors
/// The server's.
pub async fn customers(pool: &Pool, text: &str, limit: u32) -> Result<Vec<Found>> {
    let rows: Vec<Row> = sqlx::query_as(include_str!("sql/search_customers.sql"))
        .bind(text)
        .bind(i32::try_from(limit).unwrap_or(i32::MAX))
        .fetch_all(pool)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Found {
                company: row.company_id,
                customer: row.customer_id,
                reference: row.reference.into(),
                name: row.name.into(),
                matched: row.matched,
                text: row.shown.into(),
                overdue: decode::money(row.overdue, &row.currency)?,
                last_attempt_at: row.last_attempt_at,
            })
        })
        .collect()
}
