//! Where people are, so that nobody calls whom a colleague is calling.

use std::time::Duration;

use uuid::Uuid;

use super::{Pool, Result, StoreError};

/// How often to say it again: who is silent for twice as long is gone.
pub const EVERY: Duration = Duration::from_secs(60);

/// Says at which company's customer the person is in this session, or at none. No action: nothing is audited.
///
/// # Errors
/// The link's.
pub async fn be_at(pool: &Pool, session: Uuid, at: Option<(i32, Uuid)>) -> Result<()> {
    sqlx::query(include_str!("sql/presence.sql"))
        .bind(session)
        .bind(at.map(|(company, _)| company))
        .bind(at.map(|(_, customer)| customer))
        .execute(pool)
        .await
        .map_err(StoreError::from)?;
    Ok(())
}
