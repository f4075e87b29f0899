//! The change feed: what colleagues, imports and workers have changed.
//!
//! Polled, because a notification may be lost and anyone may send one: it is a hint to poll at once.
//! The feed is read from the oldest transaction that was still running at the last reading, so that a
//! change committed late is not missed; what comes twice is known by its number.

use std::collections::BTreeSet;

use sqlx::PgExecutor;
use uuid::Uuid;

use super::{Location, Pace, Pool, Result, StoreError};
use crate::domain::change::Change;

/// A connection of its own that hears the hints, and can read the feed between them.
pub use sqlx::postgres::PgListener as Listener;

/// The channel of the hints.
pub const CHANNEL: &str = "encours_change";

/// Changes that one reading gives at most; more means that everything should be read anew.
const MOST: usize = 5_000;

/// A reader of the feed.
#[derive(Debug, Clone)]
pub struct Feed {
    watermark: i64,
    seen: BTreeSet<i64>,
}

/// What one reading gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// These changes, perhaps none.
    Changes(Vec<Change>),
    /// Too many to list.
    Flood,
}

#[derive(sqlx::FromRow)]
struct Row {
    watermark: i64,
    seq: Option<i64>,
    company_id: Option<i32>,
    entity: Option<String>,
    entity_id: Option<Uuid>,
    customer_id: Option<Uuid>,
    person: Option<String>,
}

impl Feed {
    /// A reader of everything from now on. Begin before reading what the changes apply to.
    ///
    /// # Errors
    /// The link's.
    pub async fn begin(pool: &Pool) -> Result<Feed> {
        let watermark = sqlx::query_scalar(include_str!("sql/feed_begin.sql"))
            .fetch_one(pool)
            .await
            .map_err(StoreError::from)?;
        Ok(Feed {
            watermark,
            seen: BTreeSet::new(),
        })
    }

    /// What has changed since the last reading.
    ///
    /// # Errors
    /// The link's; the reader stays where it was.
    pub async fn read<'e>(&mut self, link: impl PgExecutor<'e>) -> Result<News> {
        let rows: Vec<Row> = sqlx::query_as(include_str!("sql/feed_read.sql"))
            .bind(self.watermark)
            .fetch_all(link)
            .await
            .map_err(StoreError::from)?;
        let flood = rows.len() >= MOST;
        let mut now = BTreeSet::new();
        let mut changes = Vec::new();
        for row in rows {
            self.watermark = row.watermark;
            let (Some(seq), Some(company), Some(entity)) = (row.seq, row.company_id, row.entity)
            else {
                continue;
            };
            now.insert(seq);
            if !self.seen.contains(&seq) {
                changes.push(Change {
                    seq,
                    company,
                    entity,
                    id: row.entity_id,
                    customer: row.customer_id,
                    by: row.person,
                });
            }
        }
        self.seen = now;
        Ok(if flood {
            News::Flood
        } else {
            News::Changes(changes)
        })
    }
}

/// Tells the others that there is something to read. In a transaction of its own, after the write: a
/// notification takes a lock that would serialise every commit.
///
/// # Errors
/// The link's.
pub async fn hint(pool: &Pool) -> Result<()> {
    sqlx::query(include_str!("sql/feed_hint.sql"))
        .execute(pool)
        .await
        .map_err(StoreError::from)?;
    Ok(())
}

/// Begins to listen.
///
/// # Errors
/// The link's; the feed is polled all the same.
pub async fn listener(location: &Location) -> Result<Listener> {
    let pool = location.single(Pace::Interactive, "encours listener");
    let mut listener = Listener::connect_with(&pool)
        .await
        .map_err(StoreError::from)?;
    // Made anew it might be refused, which whoever reads the feed must not wait for.
    listener.eager_reconnect(false);
    listener.listen(CHANNEL).await.map_err(StoreError::from)?;
    Ok(listener)
}
