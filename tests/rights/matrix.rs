//! Every role × every table and view × every verb × own and foreign rows.
//!
//! The rows are made from the catalogue, one of the person's own portfolio and one of another in every table that has
//! portfolios, with foreign keys, triggers and checks out of the way: what is tested is who sees and changes rows, not
//! what rows may say. A table added later is in the matrix the day it is added.

use std::fmt::Write as _;

use sqlx::{AssertSqlSafe, PgPool, Row};

use super::{ROLES, strings};
use crate::support::db::TestDb;

/// Tables everyone reads whole: nothing personal, nothing of one customer.
const REFERENCE: &[&str] = &[
    "call_outcome",
    "company",
    "currency",
    "fx_rate",
    "holiday",
    "instance",
    "interest_rate",
    "month_target",
    "late_payment_rule",
    // colleagues by name; the other columns are closed
    "person",
    "portfolio",
    "reminder_policy",
    "reminder_step",
    "template",
    "worklist_rule",
];

/// Tables with a portfolio that are read through logging or guarded functions only.
const CLOSED: &[&str] = &[
    "activity_text",
    "contact",
    "outbox_attachment",
    "outbox_body",
    "read_log",
    "reminder_text",
    "team_change",
];

/// Roles whose people have every portfolio.
pub const EVERYWHERE: &[&str] = &["manager", "supervisor", "auditor"];

/// What one attempt gave.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum Answer {
    /// Rows seen, of the own portfolio and of the other.
    Rows { own: i64, foreign: i64 },
    /// Refused by privilege or policy.
    Denied,
    /// Anything else.
    Other(&'static str),
}

#[tokio::test]
async fn nobody_sees_or_changes_more_than_their_own() {
    let db = TestDb::new().await;
    let admin = db.admin().await;
    let tables = tables(&admin, "app").await;
    seed(&admin, &tables).await;
    let mut deviations = String::new();
    let mut cells = 0;
    for role in ROLES.iter().chain(&["stranger"]) {
        let everywhere = EVERYWHERE.contains(role);
        let assigned = *role == "collector";
        let login = person(&db, &admin, role).await;
        let pool = db.pool_as(&login).await;
        for table in &tables {
            let person = !matches!(*role, "dispatcher" | "stranger");
            let expected = match () {
                () if !person || (CLOSED.contains(&table.name.as_str())) => Answer::Denied,
                () if REFERENCE.contains(&table.name.as_str()) => {
                    Answer::Rows { own: 1, foreign: 1 }
                }
                () if !table.has_portfolio && table.name != "import" => Answer::Denied,
                () if table.name == "import" => {
                    let may = matches!(*role, "importer" | "manager" | "auditor" | "admin");
                    Answer::Rows {
                        own: may.into(),
                        foreign: may.into(),
                    }
                }
                () => Answer::Rows {
                    own: (everywhere || assigned).into(),
                    foreign: everywhere.into(),
                },
            };
            cells += 1;
            let got = select(&pool, table).await;
            if !fits(table, got, expected) {
                let _ = writeln!(
                    deviations,
                    "{role}: select {}: {got:?}, expected {expected:?}",
                    table.name
                );
            }
            for (verb, statement) in table.writes() {
                cells += 1;
                let got = attempt(&pool, &statement).await;
                if got != Answer::Denied {
                    let _ = writeln!(
                        deviations,
                        "{role}: {verb} {}: {got:?}, expected Denied",
                        table.name
                    );
                }
            }
        }
        pool.close().await;
    }
    println!("{cells} cells");
    assert!(
        cells > 1_500,
        "only {cells} cells: the catalogue was not read"
    );
    assert!(deviations.is_empty(), "\n{deviations}");
}

/// A person of that role: managers, supervisors and auditors have every portfolio, a collector has the first.
pub async fn person(db: &TestDb, admin: &PgPool, role: &str) -> String {
    let group = format!("encours_{role}");
    let groups: &[&str] = if role == "stranger" { &[] } else { &[&group] };
    let login = db.login(&format!("m_{role}"), groups).await;
    let (everywhere, assigned) = (EVERYWHERE.contains(&role), role == "collector");
    sqlx::query(AssertSqlSafe(format!(
        "with p as (insert into app.person (role_name, display_name, all_portfolios) values ('{login}', '{role}', {everywhere}) returning id)
         insert into app.portfolio_person (portfolio_id, person_id, from_on) select 1, id, '2000-01-01' from p where {assigned}"
    )))
    .execute(admin)
    .await
    .expect("a person");
    login
}

/// Tables without portfolios may hold any number of rows; there only seen or not seen counts.
fn fits(table: &Table, got: Answer, expected: Answer) -> bool {
    match (got, expected) {
        (Answer::Rows { own, .. }, Answer::Rows { own: wanted, .. })
            if !table.has_portfolio || table.name == "portfolio" =>
        {
            (own > 0) == (wanted > 0)
        }
        _ => got == expected,
    }
}

pub struct Table {
    name: String,
    has_portfolio: bool,
    /// name, type, and a value for it
    columns: Vec<(String, String)>,
}

impl Table {
    fn writes(&self) -> Vec<(&'static str, String)> {
        let first = &self.columns[0].0;
        vec![
            (
                "insert",
                format!(
                    "insert into app.{} ({}) values ({})",
                    self.name,
                    self.names(),
                    self.values(1)
                ),
            ),
            (
                "update",
                format!("update app.{} set {first} = {first}", self.name),
            ),
            ("delete", format!("delete from app.{}", self.name)),
            ("truncate", format!("truncate app.{} cascade", self.name)),
            (
                "lock",
                format!(
                    "do $$ begin lock table app.{} in exclusive mode; end $$",
                    self.name
                ),
            ),
            (
                "for update",
                format!("select 1 from app.{} for update", self.name),
            ),
        ]
    }

    fn names(&self) -> String {
        self.columns
            .iter()
            .map(|(name, _)| format!("\"{name}\""))
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn values(&self, portfolio: i32) -> String {
        self.columns
            .iter()
            .map(|(name, kind)| match (name.as_str(), kind.as_str()) {
                ("portfolio_id", _) => portfolio.to_string(),
                ("company_id", _) => "1".to_owned(),
                (_, "boolean") => "true".to_owned(),
                (_, "uuid") => "gen_random_uuid()".to_owned(),
                (_, "jsonb") => "'{}'".to_owned(),
                (_, "bytea") => "'\\x00'".to_owned(),
                (_, "date") => "'2026-01-01'".to_owned(),
                (_, "xid8") => "pg_current_xact_id()".to_owned(),
                (_, kind) if kind.starts_with("timestamp") => "now()".to_owned(),
                (_, kind) if kind.starts_with("time") => "'09:00'".to_owned(),
                (_, kind) if kind.ends_with("[]") => "'{}'".to_owned(),
                (_, kind) if kind.starts_with("text") => format!("'x{portfolio}'"),
                _ => portfolio.to_string(),
            })
            .collect::<Vec<_>>()
            .join(", ")
    }
}

pub async fn tables(admin: &PgPool, schema: &str) -> Vec<Table> {
    let names = strings(
        admin,
        format!("select relname from pg_class where relnamespace = '{schema}'::regnamespace and relkind in ('r', 'v', 'm', 'p') order by 1"),
    )
    .await;
    let mut tables = Vec::new();
    for name in names {
        let columns: Vec<(String, String)> = sqlx::query(AssertSqlSafe(format!(
            "select attname, format_type(atttypid, atttypmod) from pg_attribute
              where attrelid = 'app.{name}'::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum"
        )))
        .fetch_all(admin)
        .await
        .expect("columns")
        .iter()
        .map(|row| (row.get(0), row.get(1)))
        .collect();
        let has_portfolio = columns.iter().any(|(column, _)| column == "portfolio_id");
        tables.push(Table {
            name,
            has_portfolio,
            columns,
        });
    }
    tables
}

pub async fn seed(admin: &PgPool, tables: &[Table]) {
    let mut connection = admin.acquire().await.expect("a connection");
    let checks = strings(
        admin,
        "select format('alter table %s drop constraint %I', conrelid::regclass, conname) from pg_constraint
          where contype in ('c') and connamespace = 'app'::regnamespace",
    )
    .await;
    let uniques = strings(
        admin,
        "select format('alter table %s alter column %I drop identity if exists', a.attrelid::regclass, a.attname)
           from pg_attribute a join pg_class c on c.oid = a.attrelid
          where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and a.attidentity <> ''",
    )
    .await;
    for statement in ["set session_replication_role = replica".to_owned()]
        .into_iter()
        .chain(checks)
        .chain(uniques)
    {
        sqlx::raw_sql(AssertSqlSafe(statement))
            .execute(&mut *connection)
            .await
            .expect("a constraint out of the way");
    }
    for table in tables
        .iter()
        .filter(|t| t.name != "person" && t.name != "portfolio_person")
    {
        for portfolio in [1, 2] {
            let insert = format!(
                "insert into app.{} ({}) values ({}) on conflict do nothing",
                table.name,
                table.names(),
                table.values(portfolio)
            );
            // a view is filled through its tables
            if let Err(error) = sqlx::raw_sql(AssertSqlSafe(insert.clone()))
                .execute(&mut *connection)
                .await
            {
                let view: bool = sqlx::query_scalar(AssertSqlSafe(format!(
                    "select relkind <> 'r' from pg_class where oid = 'app.{}'::regclass",
                    table.name
                )))
                .fetch_one(&mut *connection)
                .await
                .expect("the kind of relation");
                assert!(view, "{insert}: {error}");
            }
        }
    }
    // persons are numbered from 100 on, so that none is the 1 or 2 of the rows above
    sqlx::raw_sql(
        "create sequence app.matrix_person start 100; alter table app.person alter column id set default nextval('app.matrix_person');
         create sequence app.matrix_assignment start 100; alter table app.portfolio_person alter column id set default nextval('app.matrix_assignment');
         update app.company set code = 'C' || id, time_zone = 'UTC', bucket_from = '{1,31}', rolled_on = current_date; update app.instance set simulated_at = null;
         insert into app.person (id, role_name, display_name) values (1, 'x1', 'x'), (2, 'x2', 'x');
         insert into app.portfolio_person (portfolio_id, person_id, from_on) values (1, 1, '2000-01-01'), (2, 2, '2000-01-01');
         set session_replication_role = origin",
    )
    .execute(&mut *connection)
    .await
    .expect("persons");
}

async fn select(pool: &PgPool, table: &Table) -> Answer {
    let statement = if table.has_portfolio && table.name != "portfolio" {
        // assignments of the persons of this test are not rows of the matrix
        let only = if table.name == "portfolio_person" {
            " where person_id < 100"
        } else {
            ""
        };
        format!(
            "select count(*) filter (where portfolio_id = 1), count(*) filter (where portfolio_id = 2) from app.{}{only}",
            table.name
        )
    } else {
        format!("select count(*), count(*) from app.{}", table.name)
    };
    match sqlx::query(AssertSqlSafe(statement)).fetch_one(pool).await {
        Ok(row) => Answer::Rows {
            own: row.get(0),
            foreign: row.get(1),
        },
        Err(error) => denied(&error),
    }
}

async fn attempt(pool: &PgPool, statement: &str) -> Answer {
    match sqlx::raw_sql(AssertSqlSafe(statement.to_owned()))
        .execute(pool)
        .await
    {
        Ok(_) => Answer::Other("done"),
        Err(error) => denied(&error),
    }
}

fn denied(error: &sqlx::Error) -> Answer {
    match error.as_database_error().and_then(|e| e.code()) {
        Some(code) if code == "42501" => Answer::Denied,
        _ => Answer::Other(error.to_string().leak()),
    }
}
