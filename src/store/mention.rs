//! Notes that name the person, and whom the person may name.

use chrono::{DateTime, Utc};
use sqlx::FromRow;
use uuid::Uuid;

use super::Result;
use super::pool::Pool;
use crate::domain::company::Person;
use crate::domain::mention::Mention;

#[derive(FromRow)]
struct Row {
    id: Uuid,
    company_id: i32,
    activity_id: Uuid,
    customer_id: Uuid,
    name: String,
    by: String,
    recorded_at: DateTime<Utc>,
}

/// The notes that name whoever asks, at customers they have not opened since, the latest first; in every company.
///
/// # Errors
/// The server's.
pub async fn mine(pool: &Pool) -> Result<Vec<Mention>> {
    let rows: Vec<Row> = sqlx::query_as(include_str!("sql/mention_list.sql"))
        .fetch_all(pool)
        .await?;
    let read = |row: Row| Mention {
        id: row.id,
        company: row.company_id,
        activity: row.activity_id,
        customer: row.customer_id,
        name: row.name.into(),
        by: row.by.into(),
        recorded_at: row.recorded_at,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// The colleagues who see a customer, by name: those whom a note on it may name.
///
/// # Errors
/// The server's; refusal `customer-unknown`.
pub async fn colleagues(pool: &Pool, company: i32, customer: Uuid) -> Result<Vec<Person>> {
    let rows: Vec<(i32, String)> = sqlx::query_as(include_str!("sql/mention_colleagues.sql"))
        .bind(company)
        .bind(customer)
        .fetch_all(pool)
        .await?;
    let read = |(id, name): (i32, String)| Person {
        id,
        name: name.into(),
    };
    Ok(rows.into_iter().map(read).collect())
}
