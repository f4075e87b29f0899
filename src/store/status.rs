//! What the server and the database say of themselves, and whether the ledger adds up.

use super::Result;
use super::migrate::{self, Status};
use super::pool::Pool;

/// A database at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glance {
    /// The server's version, as it says it.
    pub server: String,
    /// The database's name.
    pub database: String,
    /// The login role.
    pub role: String,
    /// Its size in bytes.
    pub bytes: i64,
    /// `shared`, `private`, `demo` or `test`; `None` when the role may not ask or none was told.
    pub kind: Option<String>,
    /// Whether the role is a person of the ledger; an administrator of the server is none.
    pub person: bool,
    /// Where its schema stands.
    pub schema: Status,
}

/// Asks the database about itself.
///
/// # Errors
/// The server's.
pub async fn glance(pool: &Pool) -> Result<Glance> {
    let mut connection = pool.acquire().await?;
    let schema = migrate::status(&mut connection).await?;
    let (server, database, role, bytes): (String, String, String, i64) =
        sqlx::query_as(include_str!("sql/status_server.sql"))
            .fetch_one(&mut *connection)
            .await?;
    // A role without any right on the schema may not even ask.
    let (kind, person) = match schema.database {
        None => (None, false),
        Some(_) => sqlx::query_as(include_str!("sql/status_kind.sql"))
            .fetch_one(&mut *connection)
            .await
            .unwrap_or((None, false)),
    };
    Ok(Glance {
        server,
        database,
        role,
        bytes,
        kind,
        person,
        schema,
    })
}

/// One invariant of the ledger, recomputed.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Check {
    /// What was recomputed.
    #[sqlx(rename = "check")]
    pub name: String,
    /// Whether it holds.
    pub ok: bool,
    /// What differs, or how much was compared.
    pub detail: String,
}

/// Recomputes the positions and every invariant; `None` when the schema offers no check.
///
/// # Errors
/// The server's.
pub async fn check(pool: &Pool) -> Result<Option<Vec<Check>>> {
    let offered: bool = sqlx::query_scalar(include_str!("sql/check_exists.sql"))
        .fetch_one(pool)
        .await?;
    if !offered {
        return Ok(None);
    }
    let checks = sqlx::query_as(include_str!("sql/check_run.sql"))
        .fetch_all(pool)
        .await?;
    Ok(Some(checks))
}
