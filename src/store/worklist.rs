//! The worklist, ranked.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::Deserialize;
use sqlx::FromRow;
use sqlx::postgres::PgRow;
use sqlx::types::Json;
use uuid::Uuid;

use super::keyset::{self, Bounds};
use super::list::{COLLECTOR, Source, Stored};
use super::pool::Pool;
use super::{Result, StoreError, alert, decode};
use crate::domain::filter::Filter;
use crate::domain::list::Ask;
use crate::domain::money::Money;
use crate::domain::page::{Cursor, Fetch, Page};
use crate::domain::worklist::{LastContact, Reason, Section, WorklistRow};

/// A rule that matched, as the database keeps it: dates and amounts, never a count of days.
#[derive(Deserialize)]
pub(super) struct ReasonJson {
    rule: String,
    points: i32,
    value: Option<String>,
    #[serde(default)]
    currency: Option<String>,
}

impl ReasonJson {
    /// A date becomes the days that have passed since.
    pub(super) fn read(self, today: NaiveDate) -> Reason {
        let value = self.value.and_then(|text| {
            let days = |date: NaiveDate| Decimal::from((today - date).num_days());
            text.parse().ok().or_else(|| text.parse().ok().map(days))
        });
        Reason {
            code: self.rule,
            points: self.points,
            value,
            currency: self.currency.and_then(|code| code.parse().ok()),
        }
    }
}

/// An amount in JSON, as text so that no reader rounds it.
#[derive(Deserialize)]
pub(super) struct MoneyJson {
    currency: String,
    amount: Decimal,
}

impl MoneyJson {
    pub(super) fn read(self) -> Result<Money> {
        decode::money(self.amount, &self.currency)
    }
}

#[derive(FromRow)]
struct Row {
    customer_id: Uuid,
    #[sqlx(rename = "customer")]
    reference: String,
    name: String,
    portfolio_id: i32,
    section: i16,
    points: i32,
    reasons: Json<Vec<ReasonJson>>,
    overdue: Decimal,
    to_chase: Decimal,
    oldest_due_on: Option<NaiveDate>,
    currency: String,
    today: NaiveDate,
    by_currency: Json<Vec<MoneyJson>>,
    promised_on: Option<NaiveDate>,
    promised: Option<Decimal>,
    promised_currency: Option<String>,
    last_attempt_at: Option<DateTime<Utc>>,
    last_outcome: Option<String>,
    last_person: Option<String>,
    revisit_on: Option<NaiveDate>,
    last_attempt_on: Option<NaiveDate>,
    alerts: Vec<String>,
    present: Vec<String>,
}

impl Row {
    fn read(self) -> Result<WorklistRow> {
        let currency = decode::currency(&self.currency)?;
        let today = self.today;
        let by_currency: Vec<Money> = self
            .by_currency
            .0
            .into_iter()
            .map(MoneyJson::read)
            .collect::<Result<_>>()?;
        let foreign = by_currency.iter().any(|m| m.currency() != currency);
        let promised = decode::maybe_money(self.promised, self.promised_currency.as_deref())?;
        Ok(WorklistRow {
            customer: self.customer_id,
            reference: self.reference.into(),
            name: self.name.into(),
            portfolio: self.portfolio_id,
            section: match self.section {
                1 => Section::First,
                // 0 has left the list; only `rows` gives it.
                0 | 2 => Section::Points,
                other => return Err(StoreError::internal(format!("section {other}"))),
            },
            points: self.points,
            reasons: self.reasons.0.into_iter().map(|r| r.read(today)).collect(),
            overdue: decode::money(self.overdue, &self.currency)?,
            to_chase: decode::money(self.to_chase, &self.currency)?,
            by_currency: if foreign { by_currency } else { Vec::new() },
            oldest_days: days_since(today, self.oldest_due_on),
            next_promise: self.promised_on.zip(promised),
            last_contact: self.last_attempt_at.map(|at| LastContact {
                at,
                person: self.last_person.map(Into::into),
                outcome: self.last_outcome,
                today: self.last_attempt_on == Some(today),
            }),
            revisit_on: self.revisit_on,
            alerts: self
                .alerts
                .iter()
                .map(|kind| alert::kind(kind))
                .collect::<Result<_>>()?,
            present: self.present.into_iter().map(Into::into).collect(),
        })
    }
}

fn days_since(today: NaiveDate, day: Option<NaiveDate>) -> i32 {
    let days = day.map_or(0, |day| (today - day).num_days());
    i32::try_from(days).unwrap_or(i32::MAX)
}

/// A page of the worklist: the first section, then by points, ties by overdue amount.
///
/// # Errors
/// The server's; refusal `cursor-unreadable`.
pub async fn page(
    pool: &Pool,
    company: i32,
    filter: &Filter,
    fetch: &Fetch,
    limit: u32,
) -> Result<Page<WorklistRow>> {
    let bounds = Bounds::new(fetch)?;
    let end = if bounds.backward { i32::MAX } else { 0 };
    let rows: Vec<Row> = sqlx::query_as(include_str!("sql/worklist_rows.sql"))
        .bind(company)
        .bind(filter.portfolio)
        .bind(filter.collector)
        .bind(bounds.field::<i32>(0)?.unwrap_or(end))
        .bind(bounds.field::<i32>(1)?.unwrap_or_default())
        .bind(bounds.field::<Decimal>(2)?.unwrap_or_default())
        .bind(bounds.field::<Uuid>(3)?.unwrap_or_default())
        .bind(bounds.backward)
        .bind(filter.currency.map(|currency| currency.code().to_owned()))
        .bind(keyset::asked(limit))
        .bind(None::<Vec<Uuid>>)
        .fetch_all(pool)
        .await?;
    // The place has the amount as it is kept, with more decimals than are shown.
    keyset::read_rows(keyset::page(fetch, limit, rows, place), Row::read)
}

/// These customers' lines as they are now, in this order, also of those who have left the list since: called,
/// promised or paid.
///
/// # Errors
/// The server's.
pub async fn rows(pool: &Pool, company: i32, customers: &[Uuid]) -> Result<Vec<WorklistRow>> {
    let rows: Vec<Row> = sqlx::query_as(include_str!("sql/worklist_rows.sql"))
        .bind(company)
        .bind(None::<i32>)
        .bind(None::<i32>)
        .bind(0)
        .bind(0)
        .bind(Decimal::ZERO)
        .bind(Uuid::nil())
        .bind(false)
        .bind(None::<String>)
        .bind(0)
        .bind(customers)
        .fetch_all(pool)
        .await?;
    rows.into_iter().map(Row::read).collect()
}

fn place(row: &Row) -> Cursor {
    keyset::cursor(&[&row.section, &row.points, &row.overdue, &row.customer_id])
}

const SOURCE: Source = Source {
    known: &["points", "overdue", "oldest_days", "section"],
    expressions: &[
        (
            "section",
            "(CASE l.section WHEN 1 THEN 'first' ELSE 'points' END)",
        ),
        ("amount", "l.overdue"),
        (
            "disputed",
            "(SELECT m.disputed FROM app.customer_money m WHERE m.company_id = $1 AND m.customer_id = l.id)",
        ),
        ("last_contact", "l.last_attempt_at"),
        ("last_by", "l.last_person"),
        ("next_on", "coalesce(l.promised_on, l.revisit_on)"),
        ("alerts", "array_to_string(l.alerts, ' ')"),
        (
            "reasons",
            "(SELECT string_agg((r ->> 'rule') || ':' || (r ->> 'points'), ' ') FROM jsonb_array_elements(l.reasons) r)",
        ),
    ],
    days: &[("oldest_days", "l.oldest_due_on")],
    persons: &[
        COLLECTOR,
        (
            "last_by",
            "l.last_attempt_by = (SELECT app.me())",
            ["l.last_person ILIKE ANY (", ")"],
        ),
    ],
    in_currency: [
        "EXISTS (SELECT FROM app.position p WHERE p.company_id = $1 AND p.customer_id = l.id AND p.overdue > 0 AND p.currency = ",
        ")",
    ],
    summed_up_to: Some(1_000),
    ..Source::of(include_str!("sql/list_worklist.sql"))
};

impl Stored for WorklistRow {
    fn source(_: &Ask) -> &'static Source {
        &SOURCE
    }

    fn read(row: &PgRow) -> Result<WorklistRow> {
        Row::from_row(row)?.read()
    }

    async fn straight(
        pool: &Pool,
        ask: &Ask,
        fetch: &Fetch,
        limit: u32,
    ) -> Result<Option<Page<WorklistRow>>> {
        if !ask.is_plain() || ask.scope.customer.is_some() {
            return Ok(None);
        }
        page(pool, ask.company, &ask.scope, fetch, limit)
            .await
            .map(Some)
    }
}
