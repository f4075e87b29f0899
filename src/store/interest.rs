//! What lateness costs, item by item.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;
use sqlx::FromRow;
use sqlx::types::Json;
use uuid::Uuid;

use super::pool::Pool;
use super::{Result, decode};
use crate::domain::filter::{AsOf, Filter};
use crate::domain::interest::{Claim, Flag, Part};

#[derive(FromRow)]
struct Row {
    customer_id: Uuid,
    #[sqlx(rename = "ref")]
    reference: String,
    name: String,
    item_id: Uuid,
    number: String,
    currency: String,
    due_on: NaiveDate,
    days: i32,
    principal: Decimal,
    interest: Option<Decimal>,
    indemnity: Decimal,
    indemnity_currency: String,
    parts: Json<Vec<PartJson>>,
    flags: Vec<String>,
}

#[derive(Deserialize)]
struct PartJson {
    from: NaiveDate,
    to: NaiveDate,
    days: i32,
    amount: Decimal,
    percent: Option<Decimal>,
    interest: Option<Decimal>,
}

impl Row {
    fn read(self) -> Result<Claim> {
        let money = |amount| decode::money(amount, &self.currency);
        let part = |part: PartJson| {
            Ok(Part {
                from: part.from,
                to: part.to,
                days: part.days,
                amount: money(part.amount)?,
                percent: part.percent.map(|percent| percent.normalize()),
                interest: part.interest.map(money).transpose()?,
            })
        };
        let flag = |word: &String| decode::word(Flag::ALL, Flag::word, word);
        let flags: Vec<Flag> = self.flags.iter().map(flag).collect::<Result<_>>()?;
        let indemnity = match flags.contains(&Flag::RuleUnknown) {
            true => None,
            false => Some(decode::money(self.indemnity, &self.indemnity_currency)?),
        };
        Ok(Claim {
            customer: self.customer_id,
            customer_reference: self.reference.into(),
            customer_name: self.name.into(),
            item: self.item_id,
            number: self.number.into(),
            due_on: self.due_on,
            days: self.days,
            principal: money(self.principal)?,
            interest: self.interest.map(money).transpose()?,
            indemnity,
            parts: self
                .parts
                .0
                .into_iter()
                .map(part)
                .collect::<Result<Vec<Part>>>()?,
            flags,
        })
    }
}

/// The claims of a company's customers on a day, by customer and due date: of one customer where the filter names one.
///
/// # Errors
/// The server's.
pub async fn claims(pool: &Pool, company: i32, filter: &Filter, as_of: AsOf) -> Result<Vec<Claim>> {
    let rows: Vec<Row> = sqlx::query_as(include_str!("sql/interest_claims.sql"))
        .bind(company)
        .bind(as_of.day)
        .bind(as_of.known_at)
        .bind(filter.customer)
        .bind(filter.portfolio)
        .bind(filter.collector)
        .bind(filter.currency.map(|currency| currency.code().to_owned()))
        .fetch_all(pool)
        .await?;
    rows.into_iter().map(Row::read).collect()
}
