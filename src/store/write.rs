//! Calling the database functions that write.

use serde_json::Value;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

use super::error::{StoreError, retrying};
use super::{Pool, Result};

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
        sqlx::query_scalar(AssertSqlSafe(statement.clone()))
            .bind(request)
            .bind(body)
            .fetch_one(pool)
            .await
            .map_err(StoreError::from)
    })
    .await
}
