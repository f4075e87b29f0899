//! A real PostgreSQL for every test: one private cluster per run, one database per test.
//!
//! The cluster (fsync off, Unix socket only) starts with the first test that asks. Each database is a
//! copy of a template to which all migrations were applied once. Roles belong to the cluster, so a
//! test that needs a person of its own takes [`TestDb::login`].

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use encours::private_pg::SUPERUSER;
use encours::store::prepare::{self, DatabaseKind};
use encours::store::{Location, Pace, migrate};
use sqlx::postgres::PgPoolOptions;
use sqlx::{AssertSqlSafe, PgConnection, PgPool};

use super::cluster::{Cluster, PORT};
use super::pty::PATIENCE;

const TEMPLATE: &str = "encours_template";

static CLUSTER: LazyLock<Arc<Cluster>> = LazyLock::new(|| {
    // A runtime and a thread of its own: the asking test already runs inside a runtime.
    std::thread::spawn(|| start("test", &["shared_buffers=128MB"]))
        .join()
        .expect("the test cluster starts")
});
static NEXT: AtomicU32 = AtomicU32::new(1);
static DURABLE: AtomicBool = AtomicBool::new(false);

/// What a server has by itself, and the tests do without.
const OF_A_REAL_ONE: [&str; 6] = [
    "fsync=on",
    "synchronous_commit=on",
    "full_page_writes=on",
    "autovacuum=on",
    "wal_level=replica",
    "max_wal_senders=10",
];

/// The cluster, if nothing has asked for it yet, will write to its disk like a real one: for measurements.
pub fn durable() {
    DURABLE.store(true, Ordering::Relaxed);
}

fn start(name: &str, settings: &[&str]) -> Arc<Cluster> {
    let mut all = vec!["listen_addresses=", "max_connections=200"];
    all.extend(settings);
    let mut initdb = vec!["--auth=trust"];
    if DURABLE.load(Ordering::Relaxed) {
        initdb.push("--data-checksums");
        all.extend(OF_A_REAL_ONE);
    }
    let cluster = Cluster::start(name, &initdb, &all, |_, _| ());
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("runtime")
        .block_on(cluster.make_template());
    Arc::new(cluster)
}

impl Cluster {
    async fn make_template(&self) {
        let mut server = self.connect("postgres").await;
        let create = format!("CREATE DATABASE {TEMPLATE}");
        execute(&mut server, create).await;
        let location = self.location(SUPERUSER, TEMPLATE);
        if let Err(error) = prepare::schema(&location, DatabaseKind::Test).await {
            panic!("migrations: {} {:?}", error.code(), error.params());
        }
    }

    async fn connect(&self, database: &str) -> PgConnection {
        let location = self.location(SUPERUSER, database);
        let deadline = Instant::now() + PATIENCE;
        loop {
            match location.connect_one(Pace::Unbounded).await {
                Ok(connection) => return connection,
                Err(error) if Instant::now() > deadline => {
                    panic!("test cluster: {} {:?}", error.code(), error.params())
                }
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        }
    }
}

async fn execute(connection: &mut PgConnection, statement: String) {
    sqlx::raw_sql(AssertSqlSafe(statement.clone()))
        .execute(connection)
        .await
        .unwrap_or_else(|error| panic!("{statement}: {error}"));
}

/// A database of its own, prepared and empty. It goes with the cluster.
pub struct TestDb {
    /// The database's name, unique in the run.
    pub name: String,
    /// Its server.
    pub cluster: Arc<Cluster>,
}

impl TestDb {
    /// Copies the template.
    pub async fn new() -> Self {
        Self::create(TEMPLATE).await
    }

    /// A database without the schema, for tests of preparation itself.
    pub async fn unprepared() -> Self {
        Self::create("template0").await
    }

    /// A database on a server of its own, to be crashed: what it has acknowledged is in its log.
    pub async fn alone(name: &'static str) -> Self {
        let start = move || start(name, &["shared_buffers=16MB", "synchronous_commit=on"]);
        Self::create_on(start, TEMPLATE).await
    }

    async fn create(template: &str) -> Self {
        Self::create_on(|| Arc::clone(&CLUSTER), template).await
    }

    async fn create_on(
        cluster: impl FnOnce() -> Arc<Cluster> + Send + 'static,
        template: &str,
    ) -> Self {
        let name = format!("t{}", NEXT.fetch_add(1, Ordering::Relaxed));
        // Not in an async context of this test: the first call blocks for seconds.
        let cluster = std::thread::spawn(cluster);
        let cluster = tokio::task::spawn_blocking(|| cluster.join())
            .await
            .expect("no cancelling")
            .expect("the test cluster starts");
        let mut server = cluster.connect("postgres").await;
        execute(
            &mut server,
            format!("CREATE DATABASE {name} TEMPLATE {template}"),
        )
        .await;
        if template == TEMPLATE {
            let mut copy = cluster.connect(&name).await;
            migrate::close_database(&mut copy)
                .await
                .unwrap_or_else(|error| panic!("{}", error.code()));
        }
        Self { name, cluster }
    }

    /// Where it is, for this role (every role may enter: the test cluster trusts).
    pub fn location(&self, role: &str) -> Location {
        self.cluster.location(role, &self.name)
    }

    /// Its address for the command line.
    pub fn url(&self, role: &str) -> String {
        let host = self
            .cluster
            .directory
            .display()
            .to_string()
            .replace('/', "%2F");
        format!("postgres://{role}@{host}:{PORT}/{}", self.name)
    }

    /// Connections as the superuser.
    pub async fn admin(&self) -> PgPool {
        self.pool_as(SUPERUSER).await
    }

    /// Connections as that role. They wait for a lock, a statement, each other and whoever holds a transaction open as
    /// long as that takes on a machine that is busy: how long a cockpit would is told elsewhere.
    pub async fn pool_as(&self, role: &str) -> PgPool {
        let patient = self.location(role).options(Pace::Unbounded).options([
            ("lock_timeout", "120s"),
            ("idle_in_transaction_session_timeout", "0"),
        ]);
        PgPoolOptions::new()
            .acquire_timeout(PATIENCE)
            .max_connections(4)
            .connect_with(patient)
            .await
            .unwrap_or_else(|error| panic!("{role}: {error}"))
    }

    /// A login role of this test alone (`hint` ends in the database's name), member of `groups`.
    pub async fn login(&self, hint: &str, groups: &[&str]) -> String {
        let role = format!("{hint}_{}", self.name);
        let mut server = self.cluster.connect(&self.name).await;
        execute(&mut server, format!("CREATE ROLE {role} LOGIN")).await;
        execute(
            &mut server,
            format!("GRANT CONNECT ON DATABASE {} TO {role}", self.name),
        )
        .await;
        for group in groups {
            execute(&mut server, format!("GRANT {group} TO {role}")).await;
        }
        role
    }
}
