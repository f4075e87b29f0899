//! Bringing a database to this program's schema, and telling whether it is there.
//!
//! Tables change by versioned files (`migrations/NNNN_name.sql`), each applied once in a transaction
//! of its own and never edited once released. Functions, views and policies (`code/*.sql`) are
//! applied together, in one transaction and in file-name order, whenever any of them differs from
//! what the database holds. Both wait at most two seconds for a lock, so that agents at work are
//! never queued behind a migration, and two migrators at once are harmless: one wins, the other is
//! told to try again.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};
use sqlx::migrate::Migrator;
use sqlx::{Connection, PgConnection};

use super::error::{ErrorKind, StoreError};

/// Functions, views and policies in file-name order.
static CODE: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/store_code.rs"));

/// The bookkeeping stands apart from the program's schema, readable by whoever may enter: a client
/// compares before it does anything else.
const BOOKKEEPING: &str = include_str!("sql/migrate_bookkeeping.sql");

fn migrator() -> Migrator {
    let mut migrator = sqlx::migrate!("src/store/migrations");
    migrator.create_schema("encours_meta");
    migrator.dangerous_set_table_name("encours_meta.migration");
    migrator
}

/// The version of the newest migration this program carries.
pub fn latest() -> i64 {
    let migrator = sqlx::migrate!("src/store/migrations");
    migrator.iter().map(|m| m.version).max().unwrap_or(0)
}

/// The fingerprint of the functions, views and policies this program carries.
pub fn code_digest() -> String {
    let mut hash = Sha256::new();
    for (name, text) in CODE {
        hash.update(name.as_bytes());
        hash.update([0]);
        hash.update(text.as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Where a database stands against this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// The newest migration applied; `None` when the database was never prepared.
    pub database: Option<i64>,
    /// The newest migration this program carries.
    pub program: i64,
    /// Whether functions, views and policies are those of this program.
    pub code_matches: bool,
}

impl Status {
    /// Whether this program can work on the database.
    pub fn is_current(&self) -> bool {
        self.database == Some(self.program) && self.code_matches
    }

    /// Refuses, in one sentence's worth, a database that is not at this program's version.
    ///
    /// # Errors
    /// [`ErrorKind::NotPrepared`] or [`ErrorKind::Version`].
    pub fn require_current(&self) -> super::Result<()> {
        match self.database {
            None => Err(StoreError::new(ErrorKind::NotPrepared)),
            Some(_) if self.is_current() => Ok(()),
            Some(database) => Err(StoreError::new(ErrorKind::Version)
                .with("database", database.to_string())
                .with("program", self.program.to_string())),
        }
    }
}

/// Reads where the database stands. Any role that may enter can ask.
///
/// # Errors
/// Only when the database cannot be asked.
pub async fn status(connection: &mut PgConnection) -> super::Result<Status> {
    let program = latest();
    let prepared: bool = sqlx::query_scalar(include_str!("sql/migrate_prepared.sql"))
        .fetch_one(&mut *connection)
        .await?;
    if !prepared {
        return Ok(Status {
            database: None,
            program,
            code_matches: false,
        });
    }
    let row: Option<(i64, String)> = sqlx::query_as(include_str!("sql/migrate_release.sql"))
        .fetch_optional(&mut *connection)
        .await?;
    Ok(match row {
        None => Status {
            database: None,
            program,
            code_matches: false,
        },
        Some((version, digest)) => Status {
            database: Some(version),
            program,
            code_matches: digest == code_digest(),
        },
    })
}

/// What a migration did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migrated {
    /// The version before; `None` for a fresh database.
    pub from: Option<i64>,
    /// The version now.
    pub to: i64,
    /// Whether functions, views and policies were applied anew.
    pub code_applied: bool,
}

/// Brings the database to this program's version. Needs a superuser's connection (roles are
/// created, functions are given to their owner).
///
/// # Errors
/// [`ErrorKind::Version`] when the database is newer than the program or its history differs,
/// [`ErrorKind::Locked`] when somebody holds a lock for more than two seconds; a migration that
/// fails leaves the database at the version before.
pub async fn run(connection: &mut PgConnection) -> super::Result<Migrated> {
    let before = status(&mut *connection).await?;
    if before.is_current() {
        return Ok(Migrated {
            from: before.database,
            to: before.program,
            code_applied: false,
        });
    }
    sqlx::raw_sql(include_str!("sql/migrate_session.sql"))
        .execute(&mut *connection)
        .await?;
    migrator().run(&mut *connection).await?;
    let code_applied = apply_code(&mut *connection, false).await?;
    close_database(connection).await?;
    Ok(Migrated {
        from: before.database,
        to: latest(),
        code_applied,
    })
}

/// Takes the database's own privileges (connecting, temporary objects) from PUBLIC. [`run`] does it;
/// a copy made with CREATE DATABASE … TEMPLATE needs it again, privileges are not copied.
///
/// # Errors
/// When the connection is not the database's owner.
pub async fn close_database(connection: &mut PgConnection) -> super::Result<()> {
    sqlx::raw_sql(include_str!("sql/close_database.sql"))
        .execute(connection)
        .await?;
    Ok(())
}

/// Applies functions, views and policies whether or not they differ.
///
/// # Errors
/// [`ErrorKind::Version`] or [`ErrorKind::NotPrepared`] when the tables are not at this program's
/// version.
pub async fn reapply(connection: &mut PgConnection) -> super::Result<()> {
    let mut now = status(&mut *connection).await?;
    now.code_matches = true;
    now.require_current()?;
    sqlx::raw_sql(include_str!("sql/migrate_session.sql"))
        .execute(&mut *connection)
        .await?;
    apply_code(connection, true).await?;
    Ok(())
}

async fn apply_code(connection: &mut PgConnection, always: bool) -> super::Result<bool> {
    let mut work = connection.begin().await?;
    sqlx::raw_sql(BOOKKEEPING).execute(&mut *work).await?;
    let digest = code_digest();
    let row: Option<(i64, String)> = sqlx::query_as(include_str!("sql/migrate_release.sql"))
        .fetch_optional(&mut *work)
        .await?;
    let differs = always || row.is_none_or(|(_, stored)| stored != digest);
    if differs {
        for (name, text) in CODE {
            sqlx::raw_sql(*text)
                .execute(&mut *work)
                .await
                .map_err(|error| StoreError::from(error).with("file", *name))?;
        }
    }
    sqlx::query(include_str!("sql/migrate_record.sql"))
        .bind(latest())
        .bind(digest)
        .bind(env!("CARGO_PKG_VERSION"))
        .execute(&mut *work)
        .await?;
    work.commit().await?;
    Ok(differs)
}
