//! What a real server says, as kinds and parameters that the catalogue has sentences for.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use encours::i18n::{Catalogue, Lang};
use encours::store::error::retrying;
use encours::store::{ErrorKind, Pace, Pool, StoreError, migrate};

use crate::support::db::TestDb;
use crate::support::pty::PATIENCE;

async fn fails(pool: &Pool, statement: &'static str) -> StoreError {
    let outcome = sqlx::raw_sql(statement).execute(pool).await;
    StoreError::from(outcome.expect_err(statement))
}

/// Every sentence exists in both languages and holds none of the server's codes.
fn has_words(error: &StoreError) {
    for lang in Lang::ALL {
        let catalogue = Catalogue::new(lang);
        for key in std::iter::once(error.key()).chain(error.hint_key()) {
            assert!(catalogue.has(&key), "{key} in {lang}");
            let sentence = catalogue.tr_texts(&key, error.params());
            assert!(
                !sentence.contains("SQLSTATE") && !sentence.contains(".c:"),
                "{sentence}"
            );
        }
    }
}

#[tokio::test]
async fn a_refusal_keeps_its_code_and_parameters() {
    let db = TestDb::new().await;
    let pool = db.admin().await;
    let error = fails(
        &pool,
        r#"SELECT app.refuse('agent-unknown', '{"name": "zoe"}')"#,
    )
    .await;
    assert_eq!(error.kind(), ErrorKind::Refused);
    assert_eq!(error.key(), "refused-agent-unknown");
    assert_eq!(error.params()["name"], "zoe");
    has_words(&error);
}

#[tokio::test]
async fn bounds_and_rights_have_their_kinds() {
    let db = TestDb::new().await;
    let pool = db
        .location("postgres")
        .connect(Pace::Interactive)
        .await
        .unwrap();
    for (statement, kind) in [
        (
            "SET statement_timeout = '20ms'; SELECT pg_sleep(5)",
            ErrorKind::Cancelled,
        ),
        (
            "SET transaction_read_only = on; CREATE TABLE x (y int)",
            ErrorKind::ReadOnly,
        ),
        (
            "DO $$ BEGIN RAISE EXCEPTION USING errcode = '53100'; END $$",
            ErrorKind::DiskFull,
        ),
        ("SELECT * FROM nothing_here", ErrorKind::Internal),
        (
            "INSERT INTO app.instance (kind) VALUES ('elsewhere')",
            ErrorKind::Constraint,
        ),
    ] {
        let error = fails(&pool, statement).await;
        assert_eq!(error.kind(), kind, "{statement} {:?}", error.params());
        has_words(&error);
    }
    let role = db.login("reader", &["encours_collector"]).await;
    let error = fails(&db.pool_as(&role).await, "DELETE FROM app.customer").await;
    assert_eq!(error.kind(), ErrorKind::Denied);
    has_words(&error);
}

#[tokio::test]
async fn an_interactive_statement_is_bounded_to_five_seconds_and_a_report_to_thirty() {
    let db = TestDb::new().await;
    for (pace, bound) in [
        (Pace::Interactive, "5s"),
        (Pace::Report, "30s"),
        (Pace::Unbounded, "0"),
    ] {
        let mut connection = db.location("postgres").connect_one(pace).await.unwrap();
        for (setting, expected) in [
            ("statement_timeout", bound),
            ("lock_timeout", "2s"),
            ("idle_in_transaction_session_timeout", "15s"),
            ("application_name", "encours"),
        ] {
            let value: String = sqlx::query_scalar("SELECT current_setting($1)")
                .bind(setting)
                .fetch_one(&mut connection)
                .await
                .unwrap();
            assert_eq!(value, expected, "{setting} of {pace:?}");
        }
    }
}

#[tokio::test]
async fn an_ended_session_and_a_full_role_are_told() {
    let db = TestDb::new().await;
    let admin = db.admin().await;
    let role = db.login("ended", &["encours_collector"]).await;
    let pool = db.pool_as(&role).await;
    // held, so that the pool cannot notice first and open another
    let mut held = pool.acquire().await.unwrap();
    sqlx::query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1")
        .bind(&role)
        .execute(&admin)
        .await
        .unwrap();
    let left = "SELECT count(*) FROM pg_stat_activity WHERE usename = $1";
    while sqlx::query_scalar::<_, i64>(left)
        .bind(&role)
        .fetch_one(&admin)
        .await
        .unwrap()
        > 0
    {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let ended = sqlx::raw_sql("SELECT 1").execute(&mut *held).await;
    let error = StoreError::from(ended.expect_err("a session that was ended"));
    assert!(error.kind().is_disconnect(), "{error:?}");
    has_words(&error);
    drop(held.detach());
    // The pool throws broken connections away, one a statement, until one works.
    let mut works = false;
    for _ in 0..4 {
        works = works || sqlx::query("SELECT 1").execute(&pool).await.is_ok();
    }
    assert!(works);

    sqlx::raw_sql(sqlx::AssertSqlSafe(format!(
        "ALTER ROLE {role} CONNECTION LIMIT 1"
    )))
    .execute(&admin)
    .await
    .unwrap();
    let error = db
        .location(&role)
        .connect(Pace::Interactive)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RoleFull);
    has_words(&error);
}

#[tokio::test]
async fn a_deadlock_is_tried_again_and_nobody_sees_it() {
    let db = TestDb::new().await;
    let pool = db.location("postgres").connect(Pace::Report).await.unwrap();
    sqlx::raw_sql(
        "CREATE TABLE t (id int PRIMARY KEY, n int); INSERT INTO t VALUES (1, 0), (2, 0)",
    )
    .execute(&pool)
    .await
    .unwrap();
    let attempts = AtomicU32::new(0);
    let both = tokio::sync::Barrier::new(2);
    let add = |first: i32, second: i32| {
        let (pool, attempts, both) = (&pool, &attempts, &both);
        retrying(move || async move {
            let first_attempts = attempts.fetch_add(1, Ordering::Relaxed) < 2;
            let mut work = pool.begin().await?;
            sqlx::raw_sql("SET LOCAL deadlock_timeout = '20ms'")
                .execute(&mut *work)
                .await?;
            for id in [first, second] {
                sqlx::query("UPDATE t SET n = n + 1 WHERE id = $1")
                    .bind(id)
                    .execute(&mut *work)
                    .await?;
                // Each has what the other wants.
                if first_attempts && id == first {
                    both.wait().await;
                }
            }
            work.commit().await?;
            Ok(())
        })
    };
    let (one, other) = tokio::join!(add(1, 2), add(2, 1));
    one.unwrap();
    other.unwrap();
    let sum: i64 = sqlx::query_scalar("SELECT sum(n) FROM t")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(sum, 4);
    assert!(attempts.load(Ordering::Relaxed) > 2, "no deadlock was met");
}

#[tokio::test]
async fn a_migration_gives_way_to_who_works_and_changes_nothing() {
    let db = TestDb::new().await;
    let admin = db.admin().await;
    sqlx::query("UPDATE encours_meta.release SET code_digest = 'another'")
        .execute(&admin)
        .await
        .unwrap();
    let mut works = admin.begin().await.unwrap();
    sqlx::query("SELECT count(*) FROM app.customer")
        .execute(&mut *works)
        .await
        .unwrap();

    let mut connection = db
        .location("postgres")
        .connect_one(Pace::Unbounded)
        .await
        .unwrap();
    let began = Instant::now();
    let error = migrate::run(&mut connection).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Locked, "{:?}", error.params());
    assert!(began.elapsed() < PATIENCE);
    has_words(&error);
    let status = migrate::status(&mut connection).await.unwrap();
    assert!(!status.code_matches);
    works.rollback().await.unwrap();
    assert!(migrate::run(&mut connection).await.unwrap().code_applied);
}
