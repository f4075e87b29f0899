//! One connection, on which one thing is done at a time, and that can be cancelled.
//!
//! Dropping a query's future does not end it on the server: it runs on and blocks the connection's next
//! user. Each lane bears a name of its own on the server, so that another connection can cancel what runs
//! there: a process number would be another's after the pool has silently made its connection anew.

use sqlx::PgExecutor;

use super::pool::{Location, Pace, Pool};
use super::{Result, StoreError};

/// A connected lane.
#[derive(Debug, Clone)]
pub struct Lane {
    /// Its one connection.
    pub pool: Pool,
    name: String,
}

impl Lane {
    /// Makes a connection.
    ///
    /// # Errors
    /// The server's, or that it has no connection left for this role.
    pub async fn open(location: &Location, pace: Pace) -> Result<Lane> {
        Ok(Lane::of(location.connect_single(pace).await?))
    }

    /// The one connection of a pool of [`Location::connect_single`].
    pub fn of(pool: Pool) -> Lane {
        let options = pool.connect_options();
        let name = options.get_application_name().unwrap_or_default();
        Lane {
            name: name.to_owned(),
            pool,
        }
    }

    /// What its connection is called on the server, made anew or not.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// Ends what runs on the lane of this name, of the same role; it then fails as cancelled. Nothing happens
/// when there is none, or no longer.
///
/// # Errors
/// The link's.
pub async fn cancel<'e>(link: impl PgExecutor<'e>, lane: &str) -> Result<()> {
    sqlx::query(include_str!("sql/lane_cancel.sql"))
        .bind(lane)
        .execute(link)
        .await
        .map_err(StoreError::from)?;
    Ok(())
}
