//! Customers above their limit, or near it.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::FromRow;
use uuid::Uuid;

use super::pool::Pool;
use super::{Result, decode};
use crate::domain::credit::{Breach, Exposure, Standing};
use crate::domain::filter::Filter;

/// The columns of a customer's money.
#[derive(FromRow)]
pub(super) struct Money {
    currency: String,
    near_percent: i32,
    exposure: Decimal,
    gross: Decimal,
    overdue: Decimal,
    disputed: Decimal,
    promised: Decimal,
    credit_limit: Option<Decimal>,
    limit_until: Option<NaiveDate>,
    unknown_rate: bool,
}

impl Money {
    pub(super) fn read(self) -> Result<Exposure> {
        let currency = decode::currency(&self.currency)?;
        let amount = |value| decode::amount(value, currency);
        let near = u32::try_from(self.near_percent).unwrap_or(100);
        Ok(Exposure {
            currency,
            exposure: amount(self.exposure),
            gross: amount(self.gross),
            overdue: amount(self.overdue),
            disputed: amount(self.disputed),
            promised: amount(self.promised),
            limit: self.credit_limit.map(amount),
            limit_until: self.limit_until,
            standing: Standing::of(self.exposure, self.credit_limit, near),
            unknown_rate: self.unknown_rate,
        })
    }
}

#[derive(FromRow)]
struct Row {
    customer_id: Uuid,
    #[sqlx(rename = "ref")]
    reference: String,
    name: String,
    hold: Option<String>,
    #[sqlx(flatten)]
    money: Money,
}

/// Customers in breach, the largest excess first; with those near their limit if asked.
///
/// # Errors
/// The server's.
pub async fn breaches(
    pool: &Pool,
    company: i32,
    filter: &Filter,
    with_near: bool,
) -> Result<Vec<Breach>> {
    let rows: Vec<Row> = sqlx::query_as(include_str!("sql/credit_breaches.sql"))
        .bind(company)
        .bind(filter.portfolio)
        .bind(filter.collector)
        .bind(filter.customer)
        .bind(with_near)
        .fetch_all(pool)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Breach {
                customer: row.customer_id,
                reference: row.reference.into(),
                name: row.name.into(),
                exposure: row.money.read()?,
                hold: row.hold,
            })
        })
        .collect()
}
