//! One connection, on which one thing is done at a time, and that can be cancelled.
//!
//! Dropping a query's future does not end it on the server: it runs on and blocks the connection's next
//! user. The backend of a lane is known, so that another connection can cancel what runs there.

use sqlx::PgExecutor;

use super::pool::{Location, Pace, Pool};
use super::{Result, StoreError};

/// A connected lane.
#[derive(Debug, Clone)]
pub struct Lane {
    /// Its one connection.
    pub pool: Pool,
    backend: i32,
}

impl Lane {
    /// Makes a connection.
    ///
    /// # Errors
    /// The server's, or that it has no connection left for this role.
    pub async fn open(location: &Location, pace: Pace) -> Result<Lane> {
        Lane::of(location.connect_single(pace).await?).await
    }

    /// The connection of a pool that has one and keeps it.
    ///
    /// # Errors
    /// The link's.
    pub async fn of(pool: Pool) -> Result<Lane> {
        let backend = sqlx::query_scalar(include_str!("sql/lane_pid.sql"))
            .fetch_one(&pool)
            .await
            .map_err(StoreError::from)?;
        Ok(Lane { pool, backend })
    }

    /// The process on the server that does what is asked for on this lane.
    pub fn backend(&self) -> i32 {
        self.backend
    }
}

/// Ends what runs in another process of this role on the server; it then fails as cancelled.
///
/// # Errors
/// The link's.
pub async fn cancel<'e>(link: impl PgExecutor<'e>, backend: i32) -> Result<()> {
    sqlx::query(include_str!("sql/lane_cancel.sql"))
        .bind(backend)
        .execute(link)
        .await
        .map_err(StoreError::from)?;
    Ok(())
}
