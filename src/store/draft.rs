//! Typed text of the person, kept between sessions and computers.

use serde_json::Value;

use super::{Pool, Result, StoreError};

/// A kept text.
#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub struct Draft {
    /// The form and what it is about.
    pub key: String,
    /// Of two versions the higher wins.
    pub rev: i64,
    /// Whatever the form needs to come back.
    pub body: Value,
}

/// Keeps a text, unless a later version is there.
///
/// # Errors
/// The link's.
pub async fn save(pool: &Pool, key: &str, rev: i64, body: &Value) -> Result<()> {
    sqlx::query(include_str!("sql/draft_save.sql"))
        .bind(key)
        .bind(rev)
        .bind(body)
        .execute(pool)
        .await
        .map_err(StoreError::from)?;
    Ok(())
}

/// Forgets a text.
///
/// # Errors
/// The link's.
pub async fn forget(pool: &Pool, key: &str) -> Result<()> {
    sqlx::query(include_str!("sql/draft_forget.sql"))
        .bind(key)
        .execute(pool)
        .await
        .map_err(StoreError::from)?;
    Ok(())
}

/// The person's texts, oldest first.
///
/// # Errors
/// The link's.
pub async fn list(pool: &Pool) -> Result<Vec<Draft>> {
    sqlx::query_as(include_str!("sql/draft_list.sql"))
        .fetch_all(pool)
        .await
        .map_err(StoreError::from)
}
