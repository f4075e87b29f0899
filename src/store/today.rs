//! What the day starts with.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::Deserialize;
use sqlx::FromRow;
use sqlx::types::Json;

use super::pool::Pool;
use super::{Result, alert, decode};
use crate::domain::alert::AlertKind;
use crate::domain::filter::Filter;
use crate::domain::payment::{Payment, Payments};
use crate::domain::today::{Measures, Owed, Since, Today};

#[derive(Deserialize)]
struct AlertCount {
    kind: String,
    count: i64,
}

#[derive(Deserialize)]
struct OwedJson {
    currency: String,
    gross: Decimal,
    overdue: Decimal,
    customers: i64,
}

#[derive(FromRow)]
struct Row {
    first: i64,
    by_points: i64,
    called: i64,
    revisits: i64,
    promises_due: i64,
    promises_awaiting: i64,
    promises_broken: i64,
    alerts: Json<Vec<AlertCount>>,
    reminders_proposed: i64,
    reminders_to_review: i64,
    mail_uncertain: i64,
    mail_failed: i64,
    disputes_open: i64,
    breaches: i64,
    orders_blocked: i64,
    owed: Json<Vec<OwedJson>>,
    payments: i64,
    invoices: i64,
    newly_overdue: i64,
    activities: i64,
    alerts_raised: Json<Vec<AlertCount>>,
    promises_made: i64,
    last_import: Option<DateTime<Utc>>,
    receipts_cover_until: Option<NaiveDate>,
}

/// The day of a company, for the portfolios the filter leaves; one round trip.
///
/// # Errors
/// The server's.
pub async fn of(pool: &Pool, company: i32, filter: &Filter) -> Result<Today> {
    let row: Row = sqlx::query_as(include_str!("sql/today.sql"))
        .bind(company)
        .bind(filter.portfolio)
        .bind(filter.collector)
        .fetch_one(pool)
        .await?;
    let alerts = by_kind(&row.alerts.0)?;
    let owed = row
        .owed
        .0
        .into_iter()
        .map(|of| {
            Ok(Owed {
                gross: decode::money(of.gross, &of.currency)?,
                overdue: decode::money(of.overdue, &of.currency)?,
                customers: of.customers,
            })
        })
        .collect::<Result<_>>()?;
    Ok(Today {
        first: row.first,
        by_points: row.by_points,
        called: row.called,
        revisits: row.revisits,
        promises_due: row.promises_due,
        promises_awaiting: row.promises_awaiting,
        promises_broken: row.promises_broken,
        alerts,
        reminders_proposed: row.reminders_proposed,
        reminders_to_review: row.reminders_to_review,
        mail_uncertain: row.mail_uncertain,
        mail_failed: row.mail_failed,
        disputes_open: row.disputes_open,
        breaches: row.breaches,
        orders_blocked: row.orders_blocked,
        owed,
        since_yesterday: Since {
            payments: row.payments,
            invoices: row.invoices,
            newly_overdue: row.newly_overdue,
            activities: row.activities,
            alerts: by_kind(&row.alerts_raised.0)?,
            promises: row.promises_made,
        },
        last_import: row.last_import,
        receipts_cover_until: row.receipts_cover_until,
    })
}

/// In the order in which people look at them.
fn by_kind(counts: &[AlertCount]) -> Result<Vec<(AlertKind, i64)>> {
    let mut alerts = counts
        .iter()
        .map(|of| Ok((alert::kind(&of.kind)?, of.count)))
        .collect::<Result<Vec<_>>>()?;
    alerts.sort_by_key(|(kind, _)| AlertKind::ALL.iter().position(|one| one == kind));
    Ok(alerts)
}

/// What a credit manager's day starts with, for the person's portfolios. Looks at the sales of a quarter, and
/// so is not asked for at every change.
///
/// # Errors
/// The server's.
pub async fn measures(pool: &Pool, company: i32) -> Result<Measures> {
    let (currency, exposure, gross, sales): (String, Decimal, Decimal, Decimal) =
        sqlx::query_as(include_str!("sql/today_measures.sql"))
            .bind(company)
            .fetch_one(pool)
            .await?;
    Ok(Measures {
        exposure: decode::money(exposure, &currency)?,
        gross: decode::money(gross, &currency)?,
        sales: decode::money(sales, &currency)?,
    })
}

/// Payments read at a time: more nobody reads through.
const MOST_PAYMENTS: i64 = 500;

#[derive(FromRow)]
struct PaymentRow {
    effective_on: NaiveDate,
    name: String,
    amount: Decimal,
    currency: String,
    reference: Option<String>,
    total: i64,
}

/// The payments that [`Since::payments`] counts, the latest and largest first.
///
/// # Errors
/// The server's.
pub async fn payments(pool: &Pool, company: i32) -> Result<Payments> {
    let rows: Vec<PaymentRow> = sqlx::query_as(include_str!("sql/today_payments.sql"))
        .bind(company)
        .bind(MOST_PAYMENTS)
        .fetch_all(pool)
        .await?;
    let total = rows.first().map_or(0, |row| row.total);
    let first = rows.into_iter().map(|row| {
        Ok(Payment {
            effective_on: row.effective_on,
            customer_name: row.name.into(),
            amount: decode::money(row.amount, &row.currency)?,
            reference: row.reference.map(Into::into),
        })
    });
    Ok(Payments {
        total,
        first: first.collect::<Result<_>>()?,
    })
}
