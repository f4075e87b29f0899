//! Calling the database functions that write.

use serde_json::Value;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

use super::error::{StoreError, retrying};
use super::{Pool, Result};

/// Those that write many rows at once, and may take as long as a report.
const MANY: [&str; 2] = ["approve_reminders", "propose_reminders"];

/// Calls `app.<verb>(request, body)`: `{"id", "recorded", "entity", "rev"}`, `recorded` being false when this
/// request was done before. A deadlock or a lock timeout is tried again; nothing else is, since a link that
/// broke may have broken after the commit: call again with the same request to know.
///
/// # Errors
/// Refusals of the ledger's rules; the link's.
pub async fn call(pool: &Pool, verb: &str, request: Uuid, body: &Value) -> Result<Value> {
    // The one statement that is put together from data: only a function's plain name gets into it.
    if verb.is_empty() || !verb.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') {
        return Err(StoreError::internal(format!("no action {verb:?}")));
    }
    let statement = format!("SELECT app.{verb}($1, $2)");
    retrying(|| async {
        let call = sqlx::query_scalar(AssertSqlSafe(statement.clone()))
            .bind(request)
            .bind(body);
        if !MANY.contains(&verb) {
            return call.fetch_one(pool).await.map_err(StoreError::from);
        }
        let mut longer = pool.begin().await?;
        sqlx::query(include_str!("sql/write_many.sql"))
            .execute(&mut *longer)
            .await?;
        let told = call.fetch_one(&mut *longer).await?;
        longer.commit().await?;
        Ok(told)
    })
    .await
}
