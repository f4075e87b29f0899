//! What was done: everybody's feed, and one customer's story with its texts.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sqlx::FromRow;
use uuid::Uuid;

use super::keyset::{self, Bounds};
use super::pool::Pool;
use super::{Result, decode};
use crate::domain::activity::Activity;
use crate::domain::filter::Filter;
use crate::domain::page::{Cursor, Fetch, Page};

#[derive(FromRow)]
struct Row {
    id: Uuid,
    customer_id: Uuid,
    #[sqlx(rename = "ref")]
    reference: String,
    name: String,
    kind: String,
    outcome: Option<String>,
    right_party: Option<bool>,
    contact: Option<String>,
    entity: Option<String>,
    entity_id: Option<Uuid>,
    amount: Option<Decimal>,
    currency: Option<String>,
    effective_on: NaiveDate,
    revisit_on: Option<NaiveDate>,
    person: Option<String>,
    corrects: Option<Uuid>,
    corrected: bool,
    recorded_at: DateTime<Utc>,
    body: Option<String>,
}

impl Row {
    fn read(self) -> Result<Activity> {
        Ok(Activity {
            id: self.id,
            customer: self.customer_id,
            customer_reference: self.reference.into(),
            customer_name: self.name.into(),
            kind: self.kind,
            outcome: self.outcome,
            right_party: self.right_party,
            contact: self.contact.map(Into::into),
            entity: self.entity.zip(self.entity_id),
            amount: decode::maybe_money(self.amount, self.currency.as_deref())?,
            effective_on: self.effective_on,
            revisit_on: self.revisit_on,
            person: self.person.map(Into::into),
            corrected: self.corrected,
            corrects: self.corrects,
            recorded_at: self.recorded_at,
            text: self.body.map(Into::into),
        })
    }
}

/// A page of everybody's work, newest first, without what was written. The filter's dates are business
/// dates.
///
/// # Errors
/// The server's; refusal `cursor-unreadable`.
pub async fn feed(
    pool: &Pool,
    company: i32,
    filter: &Filter,
    fetch: &Fetch,
    limit: u32,
) -> Result<Page<Activity>> {
    let bounds = Bounds::new(fetch)?;
    let rows: Vec<Row> = sqlx::query_as(include_str!("sql/activity_feed.sql"))
        .bind(company)
        .bind(filter.portfolio)
        .bind(filter.collector)
        .bind(filter.customer)
        .bind(filter.from.unwrap_or(keyset::FIRST_DAY))
        .bind(filter.to.unwrap_or(keyset::LAST_DAY))
        .bind(bounds.time(0)?)
        .bind(bounds.field::<Uuid>(1)?.unwrap_or_default())
        .bind(bounds.backward)
        .bind(keyset::asked(limit))
        .fetch_all(pool)
        .await?;
    read(fetch, limit, rows)
}

/// A page of one customer's story, newest first, with what was written. Who reads it is logged.
///
/// # Errors
/// The server's; refusals `customer-unknown`, `cursor-unreadable`.
pub async fn timeline(
    pool: &Pool,
    company: i32,
    customer: Uuid,
    fetch: &Fetch,
    limit: u32,
) -> Result<Page<Activity>> {
    let bounds = Bounds::new(fetch)?;
    let rows: Vec<Row> = sqlx::query_as(include_str!("sql/activity_timeline.sql"))
        .bind(company)
        .bind(customer)
        .bind(bounds.time(0)?)
        .bind(bounds.field::<Uuid>(1)?.unwrap_or_default())
        .bind(bounds.backward)
        .bind(keyset::asked(limit))
        .fetch_all(pool)
        .await?;
    read(fetch, limit, rows)
}

fn read(fetch: &Fetch, limit: u32, rows: Vec<Row>) -> Result<Page<Activity>> {
    let rows = rows.into_iter().map(Row::read).collect::<Result<_>>()?;
    Ok(keyset::page(fetch, limit, rows, place))
}

fn place(activity: &Activity) -> Cursor {
    keyset::cursor(&[&keyset::micros(activity.recorded_at), &activity.id])
}
