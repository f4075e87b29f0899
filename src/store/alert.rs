//! Alerts, newest first.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::Deserialize;
use sqlx::FromRow;
use sqlx::postgres::PgRow;
use uuid::Uuid;

use super::list::{COLLECTOR, Source, Stored};
use super::{Result, decode};
use crate::domain::alert::{Alert, AlertKind, AlertState};
use crate::domain::list::Ask;

#[derive(FromRow, Deserialize)]
pub(super) struct Row {
    id: Uuid,
    customer_id: Uuid,
    #[sqlx(rename = "customer")]
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
    number: Option<String>,
    falls_on: Option<NaiveDate>,
    deadline: Option<String>,
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
            number: self.number.map(Into::into),
            falls_on: self.falls_on,
            deadline: self.deadline.map(Into::into),
        })
    }
}

pub(super) fn kind(word: &str) -> Result<AlertKind> {
    decode::word(AlertKind::ALL, AlertKind::word, word)
}

const SOURCE: Source = Source {
    known: &["raised_on", "raised_at"],
    persons: &[
        COLLECTOR,
        (
            "assigned",
            "l.assigned_to = (SELECT app.me())",
            ["l.assigned ILIKE ANY (", ")"],
        ),
        (
            "handled_by",
            "l.handled_id = (SELECT app.me())",
            ["l.handled_by ILIKE ANY (", ")"],
        ),
    ],
    dated: "l.raised_on",
    ..Source::of(include_str!("sql/list_alerts.sql"))
};

impl Stored for Alert {
    fn source(_: &Ask) -> &'static Source {
        &SOURCE
    }

    fn read(row: &PgRow) -> Result<Alert> {
        Row::from_row(row)?.read()
    }
}
