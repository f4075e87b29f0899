//! What went wrong in the database, in words that a person can act on.
//!
//! The driver's own `Display` ends in the server's source line and is never shown: a failure becomes
//! a [`StoreError`] whose [`key`](StoreError::key) and [`hint_key`](StoreError::hint_key) are looked
//! up in the catalogue with its [`params`](StoreError::params).

use std::collections::BTreeMap;
use std::time::Duration;

use rand::RngExt;
use sqlx::postgres::PgDatabaseError;

/// SQLSTATE that `app.refuse(code, params)` raises: the message is the code, the detail its
/// parameters as a JSON object.
const REFUSED: &str = "EN001";
/// Attempts of one unit of work that met a deadlock, a serialisation failure or a lock timeout.
const ATTEMPTS: u32 = 3;

/// What kind of failure, and so what can be done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// A rule of the ledger refused; the code says which.
    Refused,
    /// Two people met: deadlock or serialisation failure. Worth another try.
    Busy,
    /// Somebody holds a lock longer than we wait. Worth another try.
    Locked,
    /// Cancelled by the person, or longer than its bound.
    Cancelled,
    /// The server ends the session: restart, failover, or `pg_terminate_backend`.
    Terminated,
    /// The server is starting or recovering.
    Starting,
    /// The server has no connection left.
    TooMany,
    /// The role has as many connections as it may have.
    RoleFull,
    /// A read-only standby.
    ReadOnly,
    /// No space left on the server's disk.
    DiskFull,
    /// The link broke while a statement ran: whether it was done is not known.
    Lost,
    /// No server answers at that place.
    Unreachable,
    /// TLS could not be agreed upon or the certificate is not the server's.
    Tls,
    /// The server does not let this role in.
    Password,
    /// The server has no such database.
    NoDatabase,
    /// The server has no such role.
    NoRole,
    /// The role may not do this.
    Denied,
    /// Only the server's administrator may do this.
    NotAdministrator,
    /// A constraint of the schema, which a function should have refused first.
    Constraint,
    /// The database has not been prepared.
    NotPrepared,
    /// The database is older or newer than this program.
    Version,
    /// A migration already applied is not the one this program carries.
    Diverged,
    /// The address of the database cannot be read.
    Address,
    /// Anything else: a mistake of ours.
    Internal,
}

impl ErrorKind {
    /// The stable word for scripts (`error.code` in JSON) and, after `db-error-`, in the catalogue.
    pub fn word(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Busy => "busy",
            Self::Locked => "locked",
            Self::Cancelled => "cancelled",
            Self::Terminated => "terminated",
            Self::Starting => "starting",
            Self::TooMany => "too-many",
            Self::RoleFull => "role-full",
            Self::ReadOnly => "read-only",
            Self::DiskFull => "disk-full",
            Self::Lost => "lost",
            Self::Unreachable => "unreachable",
            Self::Tls => "tls",
            Self::Password => "password",
            Self::NoDatabase => "no-database",
            Self::NoRole => "no-role",
            Self::Denied => "denied",
            Self::NotAdministrator => "not-administrator",
            Self::Constraint => "constraint",
            Self::NotPrepared => "not-prepared",
            Self::Version => "version",
            Self::Diverged => "diverged",
            Self::Address => "address",
            Self::Internal => "internal",
        }
    }

    /// Whether the connection is gone and has to be made anew.
    pub fn is_disconnect(self) -> bool {
        matches!(
            self,
            Self::Terminated | Self::Starting | Self::Lost | Self::Unreachable
        )
    }

    /// Whether the same work may be tried again at once: nothing of it was done.
    pub fn is_transient(self) -> bool {
        matches!(self, Self::Busy | Self::Locked)
    }

    fn of_sqlstate(code: &str) -> Self {
        match code {
            REFUSED => Self::Refused,
            "40001" | "40P01" => Self::Busy,
            "55P03" => Self::Locked,
            "57014" | "25P03" => Self::Cancelled,
            "57P01" | "57P02" | "57P05" => Self::Terminated,
            "57P03" => Self::Starting,
            "53300" => Self::TooMany,
            "25006" => Self::ReadOnly,
            "53100" => Self::DiskFull,
            "28P01" => Self::Password,
            "28000" => Self::NoRole,
            "3D000" => Self::NoDatabase,
            "42501" => Self::Denied,
            _ if code.starts_with("23") => Self::Constraint,
            _ if code.starts_with("08") => Self::Lost,
            _ => Self::Internal,
        }
    }
}

/// A failure of the store. `Display` gives its code for logs; people are shown the catalogue's
/// sentence for [`key`](Self::key).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}")]
pub struct StoreError {
    kind: ErrorKind,
    code: String,
    params: BTreeMap<String, String>,
}

impl StoreError {
    /// A failure of this kind, without parameters.
    pub fn new(kind: ErrorKind) -> Self {
        Self {
            kind,
            code: kind.word().to_owned(),
            params: BTreeMap::new(),
        }
    }

    /// Adds a parameter of the catalogue's sentence.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }

    /// A rule refused: `code` as given to `app.refuse`, `detail` its JSON parameters.
    pub fn refused(code: &str, detail: Option<&str>) -> Self {
        let params = detail
            .and_then(|text| serde_json::from_str::<serde_json::Value>(text).ok())
            .and_then(|value| value.as_object().cloned())
            .unwrap_or_default()
            .into_iter()
            .map(|(name, value)| {
                let text = match value {
                    serde_json::Value::String(text) => text,
                    other => other.to_string(),
                };
                (name, text)
            })
            .collect();
        Self {
            kind: ErrorKind::Refused,
            code: code.to_owned(),
            params,
        }
    }

    /// What kind of failure.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The stable code for scripts: the refusal's, else the kind's word.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The catalogue key of the sentence.
    pub fn key(&self) -> String {
        match self.kind {
            ErrorKind::Refused => format!("refused-{}", self.code),
            // the same version, and yet not this program's
            ErrorKind::Version if self.params.get("database") == self.params.get("program") => {
                "db-error-functions".to_owned()
            }
            kind => format!("db-error-{}", kind.word()),
        }
    }

    /// The catalogue key of the hint that says how to go on (refusals: the sentence says it).
    pub fn hint_key(&self) -> Option<String> {
        (self.kind != ErrorKind::Refused).then(|| format!("db-error-{}-hint", self.kind.word()))
    }

    /// The parameters of the sentence and of the hint. Untrusted: clean before showing.
    pub fn params(&self) -> &BTreeMap<String, String> {
        &self.params
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(database) => of_database(database.as_ref()),
            sqlx::Error::Io(error) => match error.kind() {
                std::io::ErrorKind::NotFound
                | std::io::ErrorKind::ConnectionRefused
                | std::io::ErrorKind::HostUnreachable
                | std::io::ErrorKind::NetworkUnreachable
                | std::io::ErrorKind::TimedOut
                | std::io::ErrorKind::PermissionDenied => Self::new(ErrorKind::Unreachable),
                // The resolver's failures have no kind of their own.
                _ if error.to_string().contains("lookup address") => {
                    Self::new(ErrorKind::Unreachable)
                }
                // A handshake that fails: a certificate of another authority, or for another name.
                std::io::ErrorKind::InvalidData => {
                    Self::new(ErrorKind::Tls).with("detail", error.to_string())
                }
                _ => Self::new(ErrorKind::Lost),
            },
            sqlx::Error::Tls(error) => Self::new(ErrorKind::Tls).with("detail", error.to_string()),
            sqlx::Error::Configuration(_) => Self::new(ErrorKind::Address),
            sqlx::Error::PoolTimedOut => Self::new(ErrorKind::TooMany),
            sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => Self::new(ErrorKind::Lost),
            sqlx::Error::RowNotFound => Self::internal("a row that must exist is missing"),
            sqlx::Error::ColumnDecode { index, source } => {
                Self::internal(format!("column {index}: {source}"))
            }
            sqlx::Error::Migrate(error) => Self::from(*error),
            other => Self::internal(other.to_string()),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        use sqlx::migrate::MigrateError as Migrate;
        match error {
            Migrate::Execute(error) => error.into(),
            Migrate::ExecuteMigration(error, version) => {
                Self::from(error).with("migration", version.to_string())
            }
            Migrate::VersionMissing(version) => Self::new(ErrorKind::Version)
                .with("database", version.to_string())
                .with("program", super::migrate::latest().to_string()),
            Migrate::VersionMismatch(version) => {
                Self::new(ErrorKind::Diverged).with("step", version.to_string())
            }
            other => Self::internal(other.to_string()),
        }
    }
}

impl StoreError {
    /// A mistake of ours; `detail` says where to look.
    pub fn internal(detail: impl Into<String>) -> Self {
        Self::new(ErrorKind::Internal).with("detail", detail)
    }
}

fn of_database(error: &dyn sqlx::error::DatabaseError) -> StoreError {
    let code = error.code().unwrap_or_default();
    let pg = error.try_downcast_ref::<PgDatabaseError>();
    let detail = pg.and_then(PgDatabaseError::detail);
    let routine = pg.and_then(PgDatabaseError::routine);
    let kind = match ErrorKind::of_sqlstate(&code) {
        ErrorKind::Refused => return StoreError::refused(error.message(), detail),
        // Where the role's limit is checked, whatever language the server speaks.
        ErrorKind::TooMany if routine == Some("InitializeSessionUserId") => ErrorKind::RoleFull,
        // 28000 also stands for "no pg_hba.conf entry" and failed peer authentication.
        ErrorKind::NoRole if !error.message().contains("does not exist") => ErrorKind::Password,
        kind => kind,
    };
    let message = error.message().to_owned();
    let mut failure = StoreError::new(kind).with("detail", message);
    if let Some(constraint) = error.constraint() {
        failure = failure.with("constraint", constraint);
    }
    failure
}

/// Runs `work`, again if it met a deadlock, a serialisation failure or a lock timeout: at most
/// three times, with a growing random pause. `work` must be one transaction, or safe to repeat.
pub async fn retrying<T, F>(mut work: impl FnMut() -> F) -> super::Result<T>
where
    F: Future<Output = super::Result<T>>,
{
    let mut attempt = 1;
    loop {
        match work().await {
            Err(error) if error.kind.is_transient() && attempt < ATTEMPTS => {
                let most = 40 * u64::from(attempt);
                let pause = rand::rng().random_range(5..=most);
                tokio::time::sleep(Duration::from_millis(pause)).await;
                attempt += 1;
            }
            other => return other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_carries_its_code_and_its_parameters() {
        let error = StoreError::refused("promise-past", Some(r#"{"date":"2026-01-02","days":3}"#));
        assert_eq!(error.key(), "refused-promise-past");
        assert_eq!(error.params()["date"], "2026-01-02");
        assert_eq!(error.params()["days"], "3");
        assert_eq!(error.hint_key(), None);
    }

    #[test]
    fn a_refusal_with_unreadable_parameters_is_still_a_refusal() {
        assert_eq!(StoreError::refused("x", Some("not json")).code(), "x");
    }

    #[test]
    fn states_of_the_server_have_their_kinds() {
        for (code, kind) in [
            ("40P01", ErrorKind::Busy),
            ("55P03", ErrorKind::Locked),
            ("57014", ErrorKind::Cancelled),
            ("57P01", ErrorKind::Terminated),
            ("57P03", ErrorKind::Starting),
            ("53300", ErrorKind::TooMany),
            ("25006", ErrorKind::ReadOnly),
            ("53100", ErrorKind::DiskFull),
            ("23514", ErrorKind::Constraint),
            ("XX000", ErrorKind::Internal),
        ] {
            assert_eq!(ErrorKind::of_sqlstate(code), kind, "{code}");
        }
    }

    #[tokio::test]
    async fn transient_failures_are_tried_three_times() {
        let mut attempts = 0;
        let outcome: super::super::Result<()> = retrying(|| {
            attempts += 1;
            async { Err(StoreError::new(ErrorKind::Busy)) }
        })
        .await;
        assert_eq!(outcome.unwrap_err().kind(), ErrorKind::Busy);
        assert_eq!(attempts, 3);
    }
}
