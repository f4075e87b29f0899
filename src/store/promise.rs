//! Promises to pay, latest promised date first.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;
use sqlx::FromRow;
use sqlx::postgres::PgRow;
use uuid::Uuid;

use super::list::{COLLECTOR, PERSON, Source, Stored};
use super::pool::Pool;
use super::{Result, decode};
use crate::domain::list::Ask;
use crate::domain::promise::{Promise, PromiseState};

#[derive(FromRow, Deserialize)]
pub(super) struct Row {
    id: Uuid,
    customer_id: Uuid,
    #[sqlx(rename = "customer")]
    #[serde(rename = "ref")]
    reference: String,
    name: String,
    plan_id: Option<Uuid>,
    seq: i16,
    amount: Decimal,
    received: Decimal,
    currency: String,
    made_on: NaiveDate,
    promised_on: NaiveDate,
    judge_on: NaiveDate,
    on_account: bool,
    state: String,
    judged_on: Option<NaiveDate>,
    person: Option<String>,
    rev: i32,
    items: i64,
}

impl Row {
    pub(super) fn read(self) -> Result<Promise> {
        Ok(Promise {
            id: self.id,
            customer: self.customer_id,
            customer_reference: self.reference.into(),
            customer_name: self.name.into(),
            plan: self.plan_id,
            seq: self.seq,
            amount: decode::money(self.amount, &self.currency)?,
            received: decode::money(self.received, &self.currency)?,
            made_on: self.made_on,
            promised_on: self.promised_on,
            judge_on: self.judge_on,
            on_account: self.on_account,
            items: self.items,
            state: decode::word(PromiseState::ALL, PromiseState::word, &self.state)?,
            judged_on: self.judged_on,
            person: self.person.map(Into::into),
            rev: self.rev,
        })
    }
}

const SOURCE: Source = Source {
    known: &["promised_on", "made_on", "judge_on"],
    persons: &[COLLECTOR, PERSON],
    dated: "l.promised_on",
    ..Source::of(include_str!("sql/list_promises.sql"))
};

impl Stored for Promise {
    fn source(_: &Ask) -> &'static Source {
        &SOURCE
    }

    fn read(row: &PgRow) -> Result<Promise> {
        Row::from_row(row)?.read()
    }
}

/// How many there are in each part of the list, in the order of `PromiseTab::ALL`.
///
/// # Errors
/// The server's.
pub async fn counts(pool: &Pool, company: i32) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar(include_str!("sql/promise_counts.sql"))
        .bind(company)
        .fetch_one(pool)
        .await?)
}
