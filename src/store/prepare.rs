//! Making a database ready: created, its schema laid, its kind told. As the server's administrator.

use sqlx::{AssertSqlSafe, Connection, PgConnection};

use super::error::{ErrorKind, StoreError};
use super::migrate::{self, Migrated};
use super::pool::{Location, Pace};

/// What a database is for; a simulated business date is only accepted in the last two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatabaseKind {
    /// Several people's, on a server of its own.
    Shared,
    /// One person's, on the private server.
    Private,
    /// The fictitious company's.
    Demo,
    /// A test's.
    Test,
}

impl DatabaseKind {
    /// The word the database keeps.
    pub fn word(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::Private => "private",
            Self::Demo => "demo",
            Self::Test => "test",
        }
    }
}

/// Creates the database if the server has none of this name; true when it was created. `server` is
/// any database of the server, usually `postgres`.
///
/// # Errors
/// The server's.
pub async fn create_database(server: &Location, name: &str) -> super::Result<bool> {
    run_written(
        server,
        include_str!("sql/prepare_create_database.sql"),
        name,
    )
    .await
}

/// Drops a database if the server has it, ending its sessions; true when it was dropped.
///
/// # Errors
/// The server's.
pub async fn drop_database(server: &Location, name: &str) -> super::Result<bool> {
    run_written(server, include_str!("sql/prepare_drop_database.sql"), name).await
}

/// Runs the statement that `writer` writes for that name, if it writes one. CREATE and DROP DATABASE
/// take no parameters: the server quotes the name itself.
async fn run_written(server: &Location, writer: &'static str, name: &str) -> super::Result<bool> {
    let mut connection = server.connect_one(Pace::Unbounded).await?;
    let statement: Option<String> = sqlx::query_scalar(writer)
        .bind(name)
        .fetch_optional(&mut connection)
        .await?;
    let Some(statement) = statement else {
        return Ok(false);
    };
    let outcome = sqlx::raw_sql(AssertSqlSafe(statement))
        .execute(&mut connection)
        .await;
    let _ = connection.close().await;
    outcome?;
    Ok(true)
}

/// Takes the database's own privileges from PUBLIC: they come with no copy and no restored dump.
///
/// # Errors
/// [`ErrorKind::NotAdministrator`] unless the role is a superuser.
pub async fn close(location: &Location) -> super::Result<()> {
    let mut connection = as_superuser(location).await?;
    migrate::close_database(&mut connection).await?;
    let _ = connection.close().await;
    Ok(())
}

/// Lays or updates the schema, and tells what kind of database it is when it is fresh.
///
/// # Errors
/// [`ErrorKind::NotAdministrator`] unless the role is a superuser; those of [`migrate::run`].
pub async fn schema(location: &Location, kind: DatabaseKind) -> super::Result<Migrated> {
    let mut connection = as_superuser(location).await?;
    let migrated = migrate::run(&mut connection).await?;
    sqlx::query(include_str!("sql/prepare_instance.sql"))
        .bind(kind.word())
        .execute(&mut connection)
        .await?;
    let _ = connection.close().await;
    Ok(migrated)
}

/// Lays functions, views, policies and rights anew, whether or not they differ.
///
/// # Errors
/// [`ErrorKind::NotAdministrator`] unless the role is a superuser; [`ErrorKind::Version`] when the tables are
/// not at this program's version.
pub async fn grant(location: &Location) -> super::Result<()> {
    let mut connection = as_superuser(location).await?;
    migrate::reapply(&mut connection).await?;
    migrate::close_database(&mut connection).await?;
    let _ = connection.close().await;
    Ok(())
}

async fn as_superuser(location: &Location) -> super::Result<PgConnection> {
    let mut connection = location.connect_one(Pace::Unbounded).await?;
    let superuser: Option<bool> = sqlx::query_scalar(include_str!("sql/prepare_superuser.sql"))
        .fetch_optional(&mut connection)
        .await?;
    if superuser != Some(true) {
        return Err(StoreError::new(ErrorKind::NotAdministrator).with("role", location.role()));
    }
    Ok(connection)
}
