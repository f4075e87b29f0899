//! A real PostgreSQL for every test: one private cluster per run, one database per test.
//!
//! The cluster (fsync off, Unix socket only) starts with the first test that asks and is stopped and
//! removed by a shell that waits on a pipe from this process: however the run ends, the pipe closes.
//! Each database is a copy of a template to which all migrations were applied once. Roles belong to
//! the cluster, so a test that needs a person of its own takes [`TestDb::login`].

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use encours::private_pg::account::Account;
use encours::private_pg::{SUPERUSER, find};
use encours::store::prepare::{self, DatabaseKind};
use encours::store::{Location, Pace, migrate};
use sqlx::{AssertSqlSafe, PgConnection, PgPool};

const PORT: u16 = 5432;
const TEMPLATE: &str = "encours_template";

static CLUSTER: LazyLock<Cluster> = LazyLock::new(|| {
    // A runtime and a thread of its own: the asking test already runs inside a runtime.
    std::thread::spawn(Cluster::start)
        .join()
        .expect("the test cluster starts")
});
static NEXT: AtomicU32 = AtomicU32::new(1);

struct Cluster {
    directory: PathBuf,
    /// Closing it tells the shell to stop the server and remove the directory.
    _life: ChildStdin,
}

impl Cluster {
    fn start() -> Self {
        let programs = find::choose(None).unwrap_or_else(|_| {
            panic!("PostgreSQL 15 or newer is needed: apt-get install -y postgresql")
        });
        let account = Account::for_server().expect("an account for the server");
        let name = format!("encours-test-{}", std::process::id());
        let directory = std::env::temp_dir().join(name);
        let _ = std::fs::remove_dir_all(&directory);
        account
            .own_directory(&directory)
            .expect("temporary directory");
        let life = watch(&programs.path("pg_ctl"), &account, &directory);

        let data = directory.join("data");
        run(account
            .command(&programs.path("initdb"))
            .args([
                "--auth=trust",
                "--no-sync",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
            ])
            .arg(format!("--username={SUPERUSER}"))
            .arg("-D")
            .arg(&data));
        let settings = format!(
            "-c listen_addresses='' -c unix_socket_directories='{}' -c fsync=off \
             -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 \
             -c autovacuum=off -c wal_level=minimal -c max_wal_senders=0 -c jit=off \
             -c shared_buffers=128MB -c log_min_messages=fatal",
            directory.display()
        );
        run(account
            .command(&programs.path("pg_ctl"))
            .arg("-D")
            .arg(&data)
            .arg("-l")
            .arg(directory.join("log"))
            .args(["-o", &settings, "-w", "start"])
            .stdin(Stdio::null()));

        let cluster = Self {
            directory,
            _life: life,
        };
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("runtime")
            .block_on(cluster.make_template());
        cluster
    }

    async fn make_template(&self) {
        let mut server = self.connect("postgres").await;
        let create = format!("CREATE DATABASE {TEMPLATE}");
        execute(&mut server, create).await;
        let location = self.location(SUPERUSER, TEMPLATE);
        if let Err(error) = prepare::schema(&location, DatabaseKind::Test).await {
            panic!("migrations: {} {:?}", error.code(), error.params());
        }
    }

    fn location(&self, role: &str, database: &str) -> Location {
        Location::socket(&self.directory, PORT, role, database)
    }

    async fn connect(&self, database: &str) -> PgConnection {
        let location = self.location(SUPERUSER, database);
        let deadline = Instant::now() + Duration::from_secs(20);
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

/// Starts the shell that outlives us just long enough to clean up.
fn watch(pg_ctl: &Path, account: &Account, directory: &Path) -> ChildStdin {
    let script =
        r#"cat >/dev/null; "$1" -D "$2/data" -m immediate -w stop >/dev/null 2>&1; rm -rf "$2""#;
    let mut shell = account.command(Path::new("/bin/sh"));
    let mut child = std::os::unix::process::CommandExt::process_group(&mut shell, 0)
        .args(["-c", script, "sh"])
        .arg(pg_ctl)
        .arg(directory)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell");
    let mut life = child.stdin.take().expect("its standard input");
    life.write_all(b"\n").expect("the pipe");
    life
}

fn run(command: &mut Command) {
    // Not `output()`: the server inherits the pipes and would hold them open.
    let status = command
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .status()
        .expect("PostgreSQL's programs run");
    assert!(status.success(), "{command:?} failed");
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

    async fn create(template: &str) -> Self {
        let name = format!("t{}", NEXT.fetch_add(1, Ordering::Relaxed));
        // Not in an async context of this test: the first call blocks for seconds.
        tokio::task::spawn_blocking(|| LazyLock::force(&CLUSTER))
            .await
            .expect("the test cluster starts");
        let mut server = CLUSTER.connect("postgres").await;
        execute(
            &mut server,
            format!("CREATE DATABASE {name} TEMPLATE {template}"),
        )
        .await;
        if template == TEMPLATE {
            let mut copy = CLUSTER.connect(&name).await;
            migrate::close_database(&mut copy)
                .await
                .unwrap_or_else(|error| panic!("{}", error.code()));
        }
        Self { name }
    }

    /// Where it is, for this role (every role may enter: the test cluster trusts).
    pub fn location(&self, role: &str) -> Location {
        CLUSTER.location(role, &self.name)
    }

    /// Its address for the command line.
    pub fn url(&self, role: &str) -> String {
        let host = CLUSTER.directory.display().to_string().replace('/', "%2F");
        format!("postgres://{role}@{host}:{PORT}/{}", self.name)
    }

    /// Connections as the superuser.
    pub async fn admin(&self) -> PgPool {
        self.pool_as(SUPERUSER).await
    }

    /// Connections as that role, with the bounds a cockpit has.
    pub async fn pool_as(&self, role: &str) -> PgPool {
        self.location(role)
            .connect(Pace::Interactive)
            .await
            .unwrap_or_else(|error| panic!("{role}: {} {:?}", error.code(), error.params()))
    }

    /// A login role of this test alone (`hint` ends in the database's name), member of `groups`.
    pub async fn login(&self, hint: &str, groups: &[&str]) -> String {
        let role = format!("{hint}_{}", self.name);
        let mut server = CLUSTER.connect(&self.name).await;
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
