//! Finding what a command names: by reference, number or id, within the person's portfolios.

use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgExecutor};
use uuid::Uuid;

use super::Result;

/// The customers of a reference, with their companies' codes: one per company.
///
/// # Errors
/// Those of the connection.
pub async fn customers<'e>(
    executor: impl PgExecutor<'e>,
    reference: &str,
    company: Option<&str>,
) -> Result<Vec<(String, Uuid)>> {
    let found = sqlx::query_as(include_str!("sql/lookup_customer.sql"))
        .bind(reference)
        .bind(company)
        .fetch_all(executor)
        .await?;
    Ok(found)
}

/// The company's code and the present revision of a promise, dispute, hold or alert; for `undo`, of
/// an activity or a promise.
///
/// # Errors
/// Those of the connection.
pub async fn revision<'e>(
    executor: impl PgExecutor<'e>,
    entity: &str,
    id: Uuid,
) -> Result<Option<(String, i32)>> {
    let found = sqlx::query_as(include_str!("sql/lookup_revision.sql"))
        .bind(entity)
        .bind(id)
        .fetch_optional(executor)
        .await?;
    Ok(found)
}

/// The codes of the companies whose holds these are, of those within the person's portfolios.
///
/// # Errors
/// Those of the connection.
pub async fn holds<'e>(executor: impl PgExecutor<'e>, ids: &[Uuid]) -> Result<Vec<(Uuid, String)>> {
    let found = sqlx::query_as(include_str!("sql/lookup_holds.sql"))
        .bind(ids)
        .fetch_all(executor)
        .await?;
    Ok(found)
}

/// The open items of a customer's document.
///
/// # Errors
/// Those of the connection.
pub async fn items<'e>(
    executor: impl PgExecutor<'e>,
    company: &str,
    customer: Uuid,
    number: &str,
) -> Result<Vec<Uuid>> {
    let found = sqlx::query_scalar(include_str!("sql/lookup_items.sql"))
        .bind(company)
        .bind(customer)
        .bind(number)
        .fetch_all(executor)
        .await?;
    Ok(found)
}

/// A customer's order by its number.
///
/// # Errors
/// Those of the connection.
pub async fn order<'e>(
    executor: impl PgExecutor<'e>,
    company: &str,
    customer: Uuid,
    number: &str,
) -> Result<Option<Uuid>> {
    let found = sqlx::query_scalar(include_str!("sql/lookup_order.sql"))
        .bind(company)
        .bind(customer)
        .bind(number)
        .fetch_optional(executor)
        .await?;
    Ok(found)
}

/// Something that the person has recorded today and could take back.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Undoable {
    /// The company's code.
    pub company: String,
    /// Its id.
    pub id: Uuid,
    /// `call`, `note`, `revisit`, `promise`, `move`, `alert`, `mail_in` or `contact`.
    pub kind: String,
    /// The customer's reference.
    pub customer: String,
    /// The customer's name, from outside.
    pub name: String,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
}

/// What the person could take back, the latest first, at most so many.
///
/// # Errors
/// Those of the connection.
pub async fn undoable<'e>(executor: impl PgExecutor<'e>, most: i32) -> Result<Vec<Undoable>> {
    let found = sqlx::query_as(include_str!("sql/lookup_undoable.sql"))
        .bind(most)
        .fetch_all(executor)
        .await?;
    Ok(found)
}
