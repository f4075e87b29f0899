//! What was done: everybody's feed, and one customer's story with its texts.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sqlx::FromRow;
use sqlx::postgres::PgRow;
use uuid::Uuid;

use super::keyset::{self, Bounds};
use super::list::{COLLECTOR, PERSON, Source, Stored};
use super::pool::Pool;
use super::{Result, decode};
use crate::domain::activity::Activity;
use crate::domain::list::Ask;
use crate::domain::page::{Cursor, Fetch, Page};

#[derive(FromRow)]
struct Row {
    id: Uuid,
    customer_id: Uuid,
    #[sqlx(rename = "customer")]
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

const SOURCE: Source = Source {
    known: &["recorded_at", "effective_on"],
    persons: &[COLLECTOR, PERSON],
    dated: "l.effective_on",
    ..Source::of(include_str!("sql/list_activity.sql"))
};

impl Stored for Activity {
    fn source(_: &Ask) -> &'static Source {
        &SOURCE
    }

    fn read(row: &PgRow) -> Result<Activity> {
        Row::from_row(row)?.read()
    }
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
