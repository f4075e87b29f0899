//! Entering the database: the configured shared one, else the private one, prepared if need be.

use std::path::PathBuf;
use std::pin::pin;
use std::time::Duration;

use tokio::time::timeout;

use crate::config::Config;
use crate::private_pg::{self, Attached, Place, PrivateError, SUPERUSER, account, place};
use crate::store::demo;
use crate::store::people::{self, GROUPS, NewPerson};
use crate::store::prepare::{self, DatabaseKind};
use crate::store::{ErrorKind, Location, Pace, Pool, StoreError, status};

/// A server that has let us in and says nothing for so long is gone.
const GLANCE: Duration = Duration::from_secs(8);

/// Which database is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Database {
    /// The configured shared one, else the person's private one.
    Configured,
    /// The private one of the fictitious company.
    Demo,
    /// The same, as one of its people: a login role of the demo.
    DemoAs(&'static str),
}

impl Database {
    /// The name on the private server, and the kind it is marked as.
    fn private(self) -> (&'static str, DatabaseKind) {
        match self {
            Self::Configured => ("encours", DatabaseKind::Private),
            Self::Demo | Self::DemoAs(_) => (demo::DATABASE, DatabaseKind::Demo),
        }
    }
}

/// What the database is entered for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// A command, that opens a few connections as it needs them.
    Command(Pace),
    /// A cockpit: one connection, kept; it makes further ones itself and gives them back.
    Cockpit,
}

impl Reach {
    async fn connect(self, location: &Location) -> crate::store::Result<Pool> {
        match self {
            Self::Command(pace) => location.connect(pace).await,
            Self::Cockpit => location.connect_single(Pace::Interactive).await,
        }
    }
}

/// Why no database could be entered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The database's reason.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The private server's reason.
    #[error(transparent)]
    Private(#[from] PrivateError),
}

/// Where the files are that the cockpit reads and writes.
#[derive(Debug, Clone, Default)]
pub struct Folders {
    /// Copies of documents.
    pub documents: Option<PathBuf>,
    /// Lists that were written to a file.
    pub exports: Option<PathBuf>,
}

impl Folders {
    /// As configured.
    pub fn of(config: &Config) -> Folders {
        Folders {
            documents: config.documents_folder(),
            exports: config.export_folder(),
        }
    }
}

/// An entered database. The private server, if it is that, runs as long as this value lives.
#[derive(Debug)]
pub struct Session {
    /// Connections as the person.
    pub pool: Pool,
    /// Where it is, for further connections.
    pub location: Location,
    /// What it says of itself; its schema is this program's.
    pub glance: status::Glance,
    /// Where files are.
    pub folders: Folders,
    server: Option<Attached>,
}

impl Session {
    /// Whether the database is on the private server.
    pub fn is_private(&self) -> bool {
        self.server.is_some()
    }

    /// The same database as its administrator: on the private server only.
    pub fn administrator(&self) -> Option<Location> {
        self.server
            .as_ref()
            .map(|_| self.location.clone().with_role(SUPERUSER))
    }
}

/// Enters the database; call it again to come back after the connection, or the server, was lost.
///
/// # Errors
/// No server, no database, no such role, another version of the schema.
pub async fn open(config: &Config, database: Database, reach: Reach) -> Result<Session, OpenError> {
    if let (Some(url), Database::Configured) = (config.database_url(), database) {
        let location = Location::from_url(url, &account::own_name())?;
        let (pool, glance) = enter(&location, reach).await?;
        return Ok(Session {
            pool,
            location,
            glance,
            folders: Folders::of(config),
            server: None,
        });
    }
    let server = attach(config).await?;
    let (name, kind) = database.private();
    let role = match database {
        Database::DemoAs(role) => role.to_owned(),
        Database::Configured | Database::Demo => own_role(),
    };
    let location = Location::socket(&server.socket(), place::PORT, &role, name);
    let (pool, glance) = match enter(&location, reach).await {
        // Whoever has worked in the other private database may enter this one, and is nobody in it.
        Ok((pool, glance)) if !glance.person && role == own_role() => {
            pool.close().await;
            prepare_private(&server, &location, kind, config).await?;
            enter(&location, reach).await?
        }
        Err(error) if needs_preparing(error.kind()) => {
            prepare_private(&server, &location, kind, config).await?;
            enter(&location, reach).await?
        }
        entered => entered?,
    };
    Ok(Session {
        pool,
        location,
        glance,
        folders: Folders::of(config),
        server: Some(server),
    })
}

/// Joins the private server, started if need be.
///
/// # Errors
/// The private server's.
pub async fn attach(config: &Config) -> Result<Attached, OpenError> {
    let place = Place::resolve(config.data_dir().as_deref())?;
    let program = this_program();
    let joined = tokio::task::spawn_blocking(move || private_pg::attach(&place, &program)).await;
    match joined {
        Ok(attached) => Ok(attached?),
        Err(_) => Err(StoreError::internal("the private server's thread ended").into()),
    }
}

async fn enter(location: &Location, reach: Reach) -> crate::store::Result<(Pool, status::Glance)> {
    let pool = reach.connect(location).await?;
    let asked = pool.clone();
    let mut glance = pin!(status::glance(&asked));
    let Ok(glance) = timeout(GLANCE, &mut glance).await else {
        // Before the question is dropped: an open pool would wait for the answer of a dead link.
        drop(pool.close());
        return Err(StoreError::new(ErrorKind::Lost));
    };
    let glance = glance?;
    glance.schema.require_current()?;
    Ok((pool, glance))
}

fn needs_preparing(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::NoDatabase
            | ErrorKind::NoRole
            | ErrorKind::Denied
            | ErrorKind::NotPrepared
            | ErrorKind::Version
    )
}

/// Only the private database migrates itself. One client at a time; the others find it done.
async fn prepare_private(
    server: &Attached,
    location: &Location,
    kind: DatabaseKind,
    config: &Config,
) -> Result<(), OpenError> {
    let _alone = server.alone(|| {})?;
    let administrator = location.clone().with_role(SUPERUSER);
    prepare::create_database(
        &administrator.clone().with_database("postgres"),
        location.database(),
    )
    .await?;
    prepare::schema(&administrator, kind).await?;
    let pool = administrator.connect(Pace::Unbounded).await?;
    // People of the fictitious company come with it; only the person at work is let in here.
    if location.role() == own_role() && !people::exists(&pool, location.role()).await? {
        let person = NewPerson {
            role: location.role().to_owned(),
            name: match kind {
                DatabaseKind::Demo => crate::demo::VISITOR.to_owned(),
                _ => account::own_name(),
            },
            language: config.language().unwrap_or("en").to_owned(),
            email: None,
            groups: GROUPS.iter().map(|group| (*group).to_owned()).collect(),
            portfolios: Vec::new(),
        };
        people::add(&pool, &person).await?;
    }
    pool.close().await;
    Ok(())
}

/// The login role on the private server: the account's name, unless it is the server's own.
fn own_role() -> String {
    let name = account::own_name();
    let taken = name == SUPERUSER || name.starts_with("pg_") || name.starts_with("encours_");
    if taken { format!("me_{name}") } else { name }
}

/// This program's file, also when it was replaced while running.
fn this_program() -> PathBuf {
    std::env::current_exe()
        .ok()
        .filter(|path| path.exists())
        .unwrap_or_else(|| PathBuf::from("/proc/self/exe"))
}
