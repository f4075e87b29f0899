//! The database is the boundary: what each role may do, generated from the catalogue.
//!
//! Nothing here lists tables or functions by hand except the policy itself: which tables people read, and which
//! roles may call which function (the snapshot `execute`, compared as a whole). A new table or function that
//! grants more than that fails.

mod functions;
mod matrix;
mod privileges;

use std::collections::BTreeMap;

use sqlx::{AssertSqlSafe, PgPool, Row};

use crate::support::db::TestDb;

/// Who may call what: the whole matrix beside the one that was reviewed.
#[tokio::test]
async fn execute_is_granted_as_reviewed() {
    let db = TestDb::new().await;
    let admin = db.admin().await;
    let mut lines = Vec::new();
    for role in ROLES {
        let group = format!("encours_{role}");
        let callable = strings(
            &admin,
            format!(
                "select p.oid::regprocedure::text from pg_proc p
                  where p.pronamespace in ('app'::regnamespace, 'staging'::regnamespace)
                    and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
                    and has_function_privilege('{group}', p.oid, 'execute') order by 1"
            ),
        )
        .await;
        lines.extend(
            callable
                .into_iter()
                .map(|f| format!("{role} {}", f.replace("app.", ""))),
        );
    }
    insta::assert_snapshot!("execute", shared_by_roles(&lines));
}

/// What PUBLIC and people have lost on the server itself.
#[tokio::test]
async fn shared_resources_are_protected() {
    let db = TestDb::new().await;
    let role = db
        .login("p_curious", &["encours_collector", "encours_manager"])
        .await;
    let pool = db.pool_as(&role).await;
    for statement in [
        "create temp table t (a int)",
        "create schema mine",
        "create table staging.t (a int)",
        "create table public.t (a int)",
        "create table app.t (a int)",
        "select pg_advisory_lock(1)",
        "select pg_try_advisory_xact_lock(1)",
        "set role encours_owner",
        "set role encours_definer",
        "alter role encours_collector superuser",
        "set session authorization encours_definer",
        "select * from pg_authid",
        "copy app.customer to program 'true'",
        "insert into app.instance (kind) values ('shared')",
    ] {
        let result = sqlx::raw_sql(AssertSqlSafe(statement)).execute(&pool).await;
        let code = result.err().and_then(|e| {
            e.as_database_error()
                .and_then(|d| d.code().map(|c| c.into_owned()))
        });
        assert_eq!(code.as_deref(), Some("42501"), "{statement}");
    }
}

/// A member can SET ROLE to the group: who they are stays who logged in.
#[tokio::test]
async fn identity_is_the_session_user() {
    let db = TestDb::new().await;
    let role = db.login("p_self", &["encours_collector"]).await;
    let admin = db.admin().await;
    sqlx::query("insert into app.person (role_name, display_name) values ($1, 'Self')")
        .bind(&role)
        .execute(&admin)
        .await
        .unwrap();
    let pool = db.pool_as(&role).await;
    let mut one = pool.acquire().await.unwrap();
    let before: Option<i32> = sqlx::query_scalar("select app.me()")
        .fetch_one(&mut *one)
        .await
        .unwrap();
    assert!(before.is_some());
    sqlx::raw_sql("set role encours_collector")
        .execute(&mut *one)
        .await
        .unwrap();
    let after: Option<i32> = sqlx::query_scalar("select app.me()")
        .fetch_one(&mut *one)
        .await
        .unwrap();
    assert_eq!(before, after);
}

/// Group roles, in the order of the matrix.
const ROLES: &[&str] = &[
    "collector",
    "manager",
    "supervisor",
    "auditor",
    "importer",
    "admin",
    "dispatcher",
];

/// `role function` lines turned into one line per function with its roles.
fn shared_by_roles(lines: &[String]) -> String {
    let mut by_function: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in lines {
        let (role, function) = line.split_once(' ').expect("role and function");
        by_function.entry(function).or_default().push(role);
    }
    by_function
        .iter()
        .map(|(function, roles)| format!("{function}: {}\n", roles.join(" ")))
        .collect()
}

async fn strings(pool: &PgPool, statement: impl Into<String>) -> Vec<String> {
    sqlx::query(AssertSqlSafe(statement.into()))
        .fetch_all(pool)
        .await
        .expect("a query of the catalogue")
        .iter()
        .map(|row| row.get(0))
        .collect()
}
