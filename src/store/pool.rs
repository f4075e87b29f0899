//! Where the database is, and connections to it.
//!
//! A command opens one connection at once and up to three more on demand; what is idle for a minute is
//! given back. (A minimum would not hold connections: the driver closes what is idle and opens it again.)
//! A cockpit works on single connections, see [`lane`](super::lane). Statements are prepared once per
//! connection and never pinged first: a broken link is found by the statement that meets it. Every session bounds its statements, its
//! lock waits and its idle transactions. Behind PgBouncer use session mode with
//! `ignore_startup_parameters = options`: transaction mode breaks prepared statements and LISTEN.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions, PgSslMode};
use sqlx::{ConnectOptions, PgPool};
use uuid::Uuid;

use super::error::{ErrorKind, StoreError};

/// How long a connection attempt may take; the driver itself has no bound.
const CONNECT: Duration = Duration::from_secs(5);
/// How long the pool may take for its first connection before the reason is asked for.
const PATIENCE: Duration = Duration::from_millis(400);
const IDLE: Duration = Duration::from_secs(60);
const MOST_CONNECTIONS: u32 = 4;
const APPLICATION: &str = "encours";

/// Connections that a person's role may have at once: `app.add_person` says so to the server.
const PER_PERSON: u32 = 8;

/// The port of `pg_service`-less PostgreSQL, also part of the socket's file name.
pub const DEFAULT_PORT: u16 = 5432;

/// A pool of connections; cheap to clone.
pub type Pool = PgPool;

/// One connection, of a pool or of its own.
pub type Connection = sqlx::PgConnection;

/// How long a statement may run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pace {
    /// A person waits in front of a screen: 5 s.
    #[default]
    Interactive,
    /// A report or a command: 30 s.
    Report,
    /// An import, a migration or a check: as long as it takes.
    Unbounded,
}

impl Pace {
    fn statement_timeout(self) -> &'static str {
        match self {
            Self::Interactive => "5s",
            Self::Report => "30s",
            Self::Unbounded => "0",
        }
    }
}

/// Where a database is and as whom to enter.
#[derive(Debug, Clone)]
pub struct Location {
    options: PgConnectOptions,
}

impl Location {
    /// Reads a `postgres://` address. What it leaves out comes from the `PG*` environment, the
    /// password from `PGPASSFILE` (or `~/.pgpass`); a role that nothing names is `account`'s, the name of
    /// the account that asks. Over a network the server's certificate is verified in full unless the
    /// address (or `PGSSLMODE`) says otherwise.
    ///
    /// # Errors
    /// [`ErrorKind::Address`] when the text is no such address.
    pub fn from_url(url: &str, account: &str) -> super::Result<Self> {
        if !(url.starts_with("postgres://") || url.starts_with("postgresql://")) {
            return Err(StoreError::new(ErrorKind::Address));
        }
        let named = names_a_role(url) || std::env::var_os("PGUSER").is_some();
        let complete = if named {
            url.to_owned()
        } else {
            with_role(url, account)
        };
        let mut options = PgConnectOptions::from_str(&complete)
            .map_err(|_| StoreError::new(ErrorKind::Address))?;
        let said = url.contains("sslmode=")
            || url.contains("ssl-mode=")
            || std::env::var_os("PGSSLMODE").is_some();
        let host = options.get_host();
        let socket = options.get_socket().is_some() || host.starts_with('/');
        let near = matches!(host, "localhost" | "127.0.0.1" | "::1" | "[::1]");
        if socket {
            // PostgreSQL speaks no TLS on a Unix socket: do not spend a round trip asking.
            options = options.ssl_mode(PgSslMode::Disable);
        } else if !said && !near {
            options = options.ssl_mode(PgSslMode::VerifyFull);
        }
        Ok(Self { options })
    }

    /// A server on this machine, by the directory of its Unix socket.
    pub fn socket(directory: &Path, port: u16, role: &str, database: &str) -> Self {
        let options = PgConnectOptions::new_without_pgpass()
            .socket(directory)
            .ssl_mode(PgSslMode::Disable)
            .port(port)
            .username(role)
            .database(database);
        Self { options }
    }

    /// The same server and role, another database.
    #[must_use]
    pub fn with_database(mut self, database: &str) -> Self {
        self.options = self.options.database(database);
        self
    }

    /// The same server and database as another role.
    #[must_use]
    pub fn with_role(mut self, role: &str) -> Self {
        self.options = self.options.username(role);
        self
    }

    /// The database's name: the role's if none was given, as the server would take it.
    pub fn database(&self) -> &str {
        self.options
            .get_database()
            .unwrap_or_else(|| self.options.get_username())
    }

    /// The role that enters.
    pub fn role(&self) -> &str {
        self.options.get_username()
    }

    /// The host, or the socket's directory; for messages, never with a password.
    pub fn place(&self) -> String {
        match self.options.get_socket() {
            Some(directory) => directory.display().to_string(),
            None if self.options.get_host().starts_with('/') => self.options.get_host().to_owned(),
            None => format!("{}:{}", self.options.get_host(), self.options.get_port()),
        }
    }

    /// The same place for PostgreSQL's own programs, as their environment; without the password, for
    /// which they too read PGPASSFILE.
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        let host = match self.options.get_socket() {
            Some(directory) => directory.display().to_string(),
            None => self.options.get_host().to_owned(),
        };
        let mode = match self.options.get_ssl_mode() {
            PgSslMode::Disable => "disable",
            PgSslMode::Allow => "allow",
            PgSslMode::Prefer => "prefer",
            PgSslMode::Require => "require",
            PgSslMode::VerifyCa => "verify-ca",
            PgSslMode::VerifyFull => "verify-full",
        };
        vec![
            ("PGHOST", host),
            ("PGPORT", self.options.get_port().to_string()),
            ("PGUSER", self.role().to_owned()),
            ("PGDATABASE", self.database().to_owned()),
            ("PGSSLMODE", mode.to_owned()),
        ]
    }

    /// The driver's options for sessions of this pace.
    pub fn options(&self, pace: Pace) -> PgConnectOptions {
        self.options
            .clone()
            .application_name(APPLICATION)
            .options([
                ("statement_timeout", pace.statement_timeout()),
                ("lock_timeout", "2s"),
                ("idle_in_transaction_session_timeout", "15s"),
                ("client_connection_check_interval", "5s"),
            ])
            .disable_statement_logging()
    }

    /// Opens a pool with one connection made.
    ///
    /// # Errors
    /// Why the server could not be entered, with the parameters `place`, `database` and `role`.
    pub async fn connect(&self, pace: Pace) -> super::Result<Pool> {
        let pool = pool_options()
            .max_connections(MOST_CONNECTIONS)
            .idle_timeout(IDLE)
            .connect_lazy_with(self.options(pace));
        self.entered(pool, pace).await
    }

    /// Opens a pool of one connection, made and kept until the pool is closed. It bears a name of its own on
    /// the server, which it keeps when the link was lost and the pool makes it anew.
    ///
    /// # Errors
    /// As [`connect`](Self::connect).
    pub async fn connect_single(&self, pace: Pace) -> super::Result<Pool> {
        let name = format!("{APPLICATION} {}", Uuid::new_v4().simple());
        let pool = self.single(pace, &name);
        self.entered(pool, pace).await
    }

    /// A pool for one connection that bears this name on the server; made when it is first used.
    pub(super) fn single(&self, pace: Pace, application: &str) -> Pool {
        pool_options()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_lazy_with(self.options(pace).application_name(application))
    }

    async fn entered(&self, pool: Pool, pace: Pace) -> super::Result<Pool> {
        match self.first(&pool, pace).await {
            Ok(()) => Ok(pool),
            Err(error) => {
                pool.close().await;
                Err(error)
            }
        }
    }

    /// One connection of its own, outside any pool.
    ///
    /// # Errors
    /// As [`connect`](Self::connect).
    pub async fn connect_one(&self, pace: Pace) -> super::Result<sqlx::PgConnection> {
        let options = self.options(pace);
        match tokio::time::timeout(CONNECT, options.connect()).await {
            Ok(Ok(connection)) => Ok(connection),
            Ok(Err(error)) => Err(self.place_in(StoreError::from(error))),
            Err(_) => Err(self.place_in(StoreError::new(ErrorKind::Unreachable))),
        }
    }

    /// The pool tries a refused connection again until its bound and then says only that it was too
    /// long. So that the reason is told at once, a slow start is asked for it by a plain attempt.
    async fn first(&self, pool: &PgPool, pace: Pace) -> super::Result<()> {
        let held = match tokio::time::timeout(PATIENCE, pool.acquire()).await {
            Ok(held) => held,
            Err(_) => {
                drop(self.connect_one(pace).await?);
                pool.acquire().await
            }
        };
        match held {
            Ok(_) => Ok(()),
            Err(error) => Err(self.place_in(error.into())),
        }
    }

    fn place_in(&self, error: StoreError) -> StoreError {
        error
            .with("place", self.place())
            .with("database", self.database())
            .with("role", self.role())
            .with("limit", PER_PERSON.to_string())
    }
}

fn pool_options() -> PgPoolOptions {
    PgPoolOptions::new()
        .acquire_timeout(CONNECT)
        .test_before_acquire(false)
}

/// Whether an address says as whom to enter.
fn names_a_role(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let authority = place.split('/').next().unwrap_or_default();
    let before_host = authority.rsplit_once('@').map_or("", |(user, _)| user);
    let in_query = query.split('&').any(|pair| pair.starts_with("user="));
    !before_host.is_empty() && !before_host.starts_with(':') || in_query
}

/// The address with a role. The driver would take "anonymous", and look up the password of that.
fn with_role(url: &str, role: &str) -> String {
    let joint = if url.contains('?') { '&' } else { '?' };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    let encoded = role.bytes().map(|byte| match byte {
        byte if plain(byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    });
    format!("{url}{joint}user={}", encoded.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn location(url: &str) -> super::super::Result<Location> {
        Location::from_url(url, "grace h")
    }

    fn mode(url: &str) -> PgSslMode {
        location(url).unwrap().options.get_ssl_mode()
    }

    #[test]
    fn a_role_that_nothing_names_is_the_account() {
        for (url, role) in [
            ("postgres:///encours?host=/run/pg", "grace h"),
            ("postgres://db.example/encours", "grace h"),
            ("postgres://db.example", "grace h"),
            ("postgres://ada@db.example/encours", "ada"),
            ("postgres://db.example/encours?user=ada", "ada"),
            ("postgres://ada:p%40@%2Frun%2Fpg/encours", "ada"),
        ] {
            assert_eq!(location(url).unwrap().role(), role, "{url}");
        }
    }

    #[test]
    fn a_network_address_is_verified_in_full_unless_it_says_otherwise() {
        assert!(matches!(
            mode("postgres://db.example/encours"),
            PgSslMode::VerifyFull
        ));
        assert!(matches!(
            mode("postgres://db.example/encours?sslmode=require"),
            PgSslMode::Require
        ));
        assert!(matches!(
            mode("postgres://localhost/encours"),
            PgSslMode::Prefer
        ));
        assert!(matches!(
            mode("postgres:///encours?host=/run/pg"),
            PgSslMode::Disable
        ));
    }

    #[test]
    fn an_address_of_another_kind_is_refused() {
        for url in ["mysql://x/y", "encours", "postgres://[", ""] {
            let error = location(url).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Address, "{url}");
        }
    }

    #[test]
    fn the_place_shows_no_password() {
        let location = location("postgres://ada:secret@db.example:6543/encours").unwrap();
        assert_eq!(location.place(), "db.example:6543");
        assert_eq!(location.role(), "ada");
    }
}
