//! Alerts, newest first.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::Deserialize;
use sqlx::FromRow;
use uuid::Uuid;

use super::keyset::{self, Bounds};
use super::pool::Pool;
use super::{Result, decode};
use crate::domain::alert::{Alert, AlertKind, AlertState};
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
    kind: String,
    subject_id: Uuid,
    state: String,
    amount: Option<Decimal>,
    currency: Option<String>,
    raised_on: NaiveDate,
    raised_at: DateTime<Utc>,
    snoozed_until: Option<NaiveDate>,
    assigned: Option<String>,
    handled_by: Option<String>,
    reason: Option<String>,
    rev: i32,
}

impl Row {
    pub(super) fn read(self) -> Result<Alert> {
        Ok(Alert {
            id: self.id,
            customer: self.customer_id,
            customer_reference: self.reference.into(),
            customer_name: self.name.into(),
            kind: kind(&self.kind)?,
            subject: self.subject_id,
            state: decode::word(AlertState::ALL, AlertState::word, &self.state)?,
            amount: decode::maybe_money(self.amount, self.currency.as_deref())?,
            raised_on: self.raised_on,
            raised_at: self.raised_at,
            snoozed_until: self.snoozed_until,
            assigned: self.assigned.map(Into::into),
            handled_by: self.handled_by.map(Into::into),
            reason: self.reason.map(Into::into),
            rev: self.rev,
        })
    }
}

pub(super) fn kind(word: &str) -> Result<AlertKind> {
    decode::word(AlertKind::ALL, AlertKind::word, word)
}

/// A page of the alerts in these states.
///
/// # Errors
/// The server's; refusal `cursor-unreadable`.
pub async fn page(
    pool: &Pool,
    company: i32,
    filter: &Filter,
    states: &[AlertState],
    fetch: &Fetch,
    limit: u32,
) -> Result<Page<Alert>> {
    let bounds = Bounds::new(fetch)?;
    let states: Vec<&str> = states.iter().map(|state| state.word()).collect();
    let rows: Vec<Row> = sqlx::query_as(include_str!("sql/alert_page.sql"))
        .bind(company)
        .bind(filter.portfolio)
        .bind(filter.collector)
        .bind(filter.customer)
        .bind(states)
        .bind(bounds.time(0)?)
        .bind(bounds.field::<Uuid>(1)?.unwrap_or_default())
        .bind(bounds.backward)
        .bind(keyset::asked(limit))
        .fetch_all(pool)
        .await?;
    let rows = rows.into_iter().map(Row::read).collect::<Result<_>>()?;
    Ok(keyset::page(fetch, limit, rows, |alert: &Alert| {
        keyset::cursor(&[&keyset::micros(alert.raised_at), &alert.id])
    }))
}
