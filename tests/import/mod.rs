//! Imports: what a file may hold, what the ledger makes of it, and that nothing is ever half done.

mod crash;
mod customers;
mod files;
mod first_load;
mod golive;
mod ledger;
mod refusals;
mod undo;
mod work;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use sqlx::{AssertSqlSafe, PgPool};

use crate::support::db::TestDb;

/// A database with an importer who may also open companies.
struct Desk {
    db: TestDb,
    admin: PgPool,
    role: String,
    files: tempfile::TempDir,
}

impl Desk {
    async fn new() -> Desk {
        let db = TestDb::new().await;
        let admin = db.admin().await;
        let role = db
            .login("importer", &["encours_importer", "encours_admin"])
            .await;
        sqlx::query(
            "insert into app.person (role_name, display_name, all_portfolios) values ($1, 'Importer', true)",
        )
        .bind(&role)
        .execute(&admin)
        .await
        .unwrap();
        Desk {
            db,
            admin,
            role,
            files: tempfile::tempdir().unwrap(),
        }
    }

    /// The same with a company MAIN in euro.
    async fn with_company() -> Desk {
        let desk = Desk::new().await;
        desk.execute(
            "with c as (insert into app.company (code, name, country, currency)
                        values ('MAIN', 'Main', 'FR', 'EUR') returning id)
             insert into app.portfolio (company_id, code, name) select id, 'A', 'A' from c",
        )
        .await;
        desk
    }

    async fn execute(&self, statement: &str) {
        sqlx::raw_sql(AssertSqlSafe(statement.to_owned()))
            .execute(&self.admin)
            .await
            .unwrap();
    }

    /// One text out of the database, as its superuser.
    async fn text(&self, query: &str) -> String {
        let query = format!("select coalesce(({query})::text, 'null')");
        sqlx::query_scalar(AssertSqlSafe(query))
            .fetch_one(&self.admin)
            .await
            .unwrap()
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.files.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_encours"));
        command
            .args(["--format", "json", "import"])
            .args(words)
            .env("ENCOURS_DATABASE_URL", self.db.url(&self.role))
            .env("HOME", self.files.path())
            .env_remove("XDG_CONFIG_HOME")
            .env("LANG", "C.UTF-8")
            .stdin(Stdio::null());
        command
    }

    /// Runs `encours import …`; exit status, JSON and the sentence on standard error.
    async fn import(&self, words: &[&str]) -> Said {
        let mut command = self.command(words);
        // The runtime of the test must go on meanwhile.
        let said = tokio::task::spawn_blocking(move || command.output())
            .await
            .unwrap()
            .unwrap();
        let json = serde_json::from_slice(&said.stdout).unwrap_or_else(|error| {
            panic!("{error}: {said:?}");
        });
        let status = said.status.code();
        Said {
            status,
            json,
            sentence: String::from_utf8(said.stderr).unwrap(),
        }
    }

    async fn import_file(&self, kind: &str, path: &Path, more: &[&str]) -> Said {
        let words: Vec<&str> = [kind, path.to_str().unwrap()]
            .into_iter()
            .chain(more.iter().copied())
            .collect();
        self.import(&words).await
    }

    /// Fails if a derived figure differs from its recomputation.
    async fn assert_adds_up(&self) {
        let drifted = self
            .text(
                "select string_agg(x::text, ' ') from (
                   select p.* from app.position p
                   except select x.* from app.company c, app.compute_position(c.id,
                     array(select id from app.customer where company_id = c.id)) x) x",
            )
            .await;
        assert_eq!(drifted, "null", "positions drifted");
        let open = self
            .text(
                "select count(*) from app.due_item i where open_amount <> i.amount
                   - coalesce((select sum(a.amount) from app.allocation a where a.company_id = i.company_id and a.item_id = i.id), 0)
                   + coalesce((select sum(a.source_amount) from app.allocation a where a.company_id = i.company_id and a.source_item_id = i.id), 0)",
            )
            .await;
        assert_eq!(open, "0", "open amounts drifted");
    }
}

struct Said {
    status: Option<i32>,
    json: Value,
    sentence: String,
}

impl Said {
    /// Read, added, changed, unchanged and rejected of the first file.
    #[track_caller]
    fn counts(&self) -> [u64; 5] {
        ["read", "added", "changed", "unchanged", "rejected"].map(|key| {
            self.json["files"][0][key]
                .as_u64()
                .unwrap_or_else(|| panic!("{key}: {} {}", self.json, self.sentence))
        })
    }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/import")
        .join(name)
}

fn mapping(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("config/mappings")
        .join(name);
    path.to_str().unwrap().to_owned()
}
