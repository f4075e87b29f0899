//! Promises to pay, latest promised date first.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;
use sqlx::FromRow;
use uuid::Uuid;

use super::keyset::{self, Bounds};
use super::pool::Pool;
use super::{Result, decode};
use crate::domain::filter::Filter;
use crate::domain::page::{Fetch, Page};
use crate::domain::promise::{Promise, PromiseState};

#[derive(FromRow, Deserialize)]
pub(super) struct Row {
    id: Uuid,
    customer_id: Uuid,
    #[sqlx(rename = "ref")]
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

/// A page of the promises in these states; the filter's dates are promised dates.
///
/// # Errors
/// The server's; refusal `cursor-unreadable`.
pub async fn page(
    pool: &Pool,
    company: i32,
    filter: &Filter,
    states: &[PromiseState],
    fetch: &Fetch,
    limit: u32,
) -> Result<Page<Promise>> {
    let bounds = Bounds::new(fetch)?;
    let states: Vec<&str> = states.iter().map(|state| state.word()).collect();
    let rows: Vec<Row> = sqlx::query_as(include_str!("sql/promise_page.sql"))
        .bind(company)
        .bind(filter.portfolio)
        .bind(filter.collector)
        .bind(filter.customer)
        .bind(filter.currency.map(|currency| currency.code().to_owned()))
        .bind(states)
        .bind(filter.from.unwrap_or(keyset::FIRST_DAY))
        .bind(filter.to.unwrap_or(keyset::LAST_DAY))
        .bind(bounds.day(0, true)?)
        .bind(bounds.field::<Uuid>(1)?.unwrap_or_default())
        .bind(bounds.backward)
        .bind(keyset::asked(limit))
        .fetch_all(pool)
        .await?;
    let rows = rows.into_iter().map(Row::read).collect::<Result<_>>()?;
    Ok(keyset::page(fetch, limit, rows, |promise: &Promise| {
        keyset::cursor(&[&promise.promised_on, &promise.id])
    }))
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
