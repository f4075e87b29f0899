//! One load at a time, that can be cancelled.
//!
//! Dropping a query's future does not end it on the server: it runs on and blocks the slot's next user. A
//! lane has one connection at most, opened on demand and given back when idle, whose backend is known, so
//! that a second connection can cancel what runs there.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::time::Duration;

use sqlx::postgres::PgPoolOptions;

use super::pool::{Location, Pace, Pool};
use super::{Result, StoreError};

/// A lane of loads.
#[derive(Debug, Clone)]
pub struct Lane {
    /// Its one connection.
    pub pool: Pool,
    location: Location,
    pid: Arc<AtomicI32>,
}

impl Lane {
    /// A lane that is not connected yet.
    pub fn new(location: &Location, pace: Pace) -> Lane {
        let pid = Arc::new(AtomicI32::new(0));
        let known = Arc::clone(&pid);
        let pool = PgPoolOptions::new()
            .max_connections(1)
            .idle_timeout(Duration::from_secs(10))
            .acquire_timeout(Duration::from_secs(5))
            .test_before_acquire(false)
            .after_connect(move |connection, _| {
                let known = Arc::clone(&known);
                Box::pin(async move {
                    let pid = sqlx::query_scalar(include_str!("sql/lane_pid.sql"))
                        .fetch_one(connection)
                        .await?;
                    known.store(pid, Ordering::Relaxed);
                    Ok(())
                })
            })
            .connect_lazy_with(location.options(pace));
        Lane {
            pool,
            location: location.clone(),
            pid,
        }
    }

    /// Ends what runs on this lane, on the server; the load then fails as cancelled.
    ///
    /// # Errors
    /// The server cannot be entered a second time.
    pub async fn cancel(&self) -> Result<()> {
        let pid = self.pid.load(Ordering::Relaxed);
        if pid == 0 {
            return Ok(());
        }
        let mut second = self.location.connect_one(Pace::Interactive).await?;
        sqlx::query(include_str!("sql/lane_cancel.sql"))
            .bind(pid)
            .execute(&mut second)
            .await
            .map_err(StoreError::from)?;
        Ok(())
    }
}
