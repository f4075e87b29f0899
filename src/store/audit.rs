//! The audit: whether anybody has changed it.

use super::{Pool, Result, StoreError};

/// What walking the chain of seals has found.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Verdict {
    /// Whether it holds.
    pub ok: bool,
    /// Rows under a seal that holds.
    pub sealed: i64,
    /// Rows that no seal covers yet.
    pub unsealed: i64,
    /// Hash of the last seal, hexadecimal: written down elsewhere it binds the administrator too.
    pub head: Option<String>,
    /// Number of the first row that was changed, removed or slipped in.
    pub bad_seq: Option<i64>,
    /// Number of the first seal that does not hold.
    pub bad_seal: Option<i64>,
}

/// Recomputes every digest and the chain over them.
///
/// # Errors
/// The link's; who is neither auditor, manager, supervisor nor administrator is refused.
pub async fn verify(pool: &Pool) -> Result<Verdict> {
    sqlx::query_as(include_str!("sql/audit_verify.sql"))
        .fetch_one(pool)
        .await
        .map_err(StoreError::from)
}
