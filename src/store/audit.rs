//! The audit: whether anybody has changed it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::keyset::{self, Bounds};
use super::{Pool, Result, StoreError};
use crate::domain::filter::Filter;
use crate::domain::page::{Fetch, Page};
use crate::domain::raw::Raw;

/// What somebody did, without a word of what was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// Its number.
    pub seq: i64,
    /// When, by the server's clock.
    pub recorded_at: DateTime<Utc>,
    /// The login role.
    pub actor: String,
    /// The person's name.
    pub person: Option<Raw>,
    /// What was done, such as `log_call`.
    pub verb: String,
    /// To what kind of thing.
    pub entity: String,
    /// To which.
    pub entity_id: Option<Uuid>,
    /// The customer's reference and name.
    pub customer: Option<(String, Raw)>,
}

#[derive(sqlx::FromRow)]
struct Row {
    seq: i64,
    recorded_at: DateTime<Utc>,
    actor: String,
    person: Option<String>,
    verb: String,
    entity: String,
    entity_id: Option<Uuid>,
    customer: Option<String>,
    name: Option<String>,
}

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

/// A page of what was done on the rows the person may see, newest first. The filter's dates are business
/// dates of the company.
///
/// # Errors
/// The link's; refusal `cursor-unreadable`.
pub async fn list(
    pool: &Pool,
    company: i32,
    filter: &Filter,
    fetch: &Fetch,
    limit: u32,
) -> Result<Page<Deed>> {
    let bounds = Bounds::new(fetch)?;
    let rows: Vec<Row> = sqlx::query_as(include_str!("sql/audit_list.sql"))
        .bind(company)
        .bind(filter.customer)
        .bind(filter.from.unwrap_or(keyset::FIRST_DAY))
        .bind(filter.to.unwrap_or(keyset::LAST_DAY))
        .bind(bounds.field::<i64>(0)?.unwrap_or(i64::MAX))
        .bind(keyset::asked(limit))
        .fetch_all(pool)
        .await?;
    let deeds = rows.into_iter().map(|row| Deed {
        seq: row.seq,
        recorded_at: row.recorded_at,
        actor: row.actor,
        person: row.person.map(Into::into),
        verb: row.verb,
        entity: row.entity,
        entity_id: row.entity_id,
        customer: row.customer.zip(row.name.map(Into::into)),
    });
    let place = |deed: &Deed| keyset::cursor(&[&deed.seq]);
    Ok(keyset::page(fetch, limit, deeds.collect(), place))
}
