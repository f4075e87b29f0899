//! Preparing a database: once, again, as two at a time, behind a lock, and told when it differs.

use encours::store::{ErrorKind, Pace, migrate};

use crate::support::db::TestDb;

#[tokio::test]
async fn a_fresh_database_is_brought_to_the_programs_version_and_stays_there() {
    let db = TestDb::unprepared().await;
    let mut connection = db
        .location("postgres")
        .connect_one(Pace::Unbounded)
        .await
        .unwrap();
    let before = migrate::status(&mut connection).await.unwrap();
    assert_eq!(before.database, None);
    let refused = before.require_current().unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::NotPrepared);

    let first = migrate::run(&mut connection).await.unwrap();
    assert_eq!((first.from, first.to), (None, migrate::latest()));
    migrate::status(&mut connection)
        .await
        .unwrap()
        .require_current()
        .unwrap();

    let again = migrate::run(&mut connection).await.unwrap();
    assert!(!again.code_applied);
    assert_eq!(again.from, Some(migrate::latest()));
}

#[tokio::test]
async fn changed_functions_are_applied_again_and_a_newer_database_is_refused() {
    let db = TestDb::new().await;
    let pool = db.admin().await;
    let mut connection = pool.acquire().await.unwrap();
    sqlx::query("UPDATE encours_meta.release SET code_digest = 'another'")
        .execute(&mut *connection)
        .await
        .unwrap();
    let status = migrate::status(&mut connection).await.unwrap();
    assert_eq!(
        status.require_current().unwrap_err().kind(),
        ErrorKind::Version
    );
    assert!(migrate::run(&mut connection).await.unwrap().code_applied);

    sqlx::query("UPDATE encours_meta.release SET migration = 9999")
        .execute(&mut *connection)
        .await
        .unwrap();
    let status = migrate::status(&mut connection).await.unwrap();
    let error = status.require_current().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Version);
    assert_eq!(error.params()["database"], "9999");
}

#[tokio::test]
async fn two_migrators_at_once_leave_one_prepared_database() {
    let db = TestDb::unprepared().await;
    let location = db.location("postgres");
    let one = async {
        let mut connection = location.connect_one(Pace::Unbounded).await.unwrap();
        migrate::run(&mut connection).await
    };
    let other = async {
        let mut connection = location.connect_one(Pace::Unbounded).await.unwrap();
        migrate::run(&mut connection).await
    };
    let (one, other) = tokio::join!(one, other);
    for outcome in [one, other] {
        if let Err(error) = outcome {
            assert_eq!(error.kind(), ErrorKind::Locked, "{:?}", error.params());
        }
    }
    let mut connection = location.connect_one(Pace::Unbounded).await.unwrap();
    migrate::status(&mut connection)
        .await
        .unwrap()
        .require_current()
        .unwrap();
}

#[tokio::test]
async fn no_database_no_role_and_no_server_are_told_apart() {
    let db = TestDb::new().await;
    let missing = db.location("postgres").with_database("nowhere");
    let error = missing.connect(Pace::Interactive).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NoDatabase);
    assert_eq!(error.params()["database"], "nowhere");

    let error = db
        .location("nobody_here")
        .connect(Pace::Interactive)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NoRole);

    let empty = tempfile::tempdir().unwrap();
    let nowhere = encours::store::Location::socket(empty.path(), 5432, "x", "y");
    let error = nowhere.connect(Pace::Interactive).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unreachable);
}

#[tokio::test]
async fn a_history_that_differs_is_refused_and_left_alone() {
    let db = TestDb::new().await;
    let mut connection = db
        .location("postgres")
        .connect_one(Pace::Unbounded)
        .await
        .unwrap();
    for statement in [
        "UPDATE encours_meta.migration SET checksum = 'another' WHERE version = 2",
        "UPDATE encours_meta.release SET migration = 1",
    ] {
        sqlx::raw_sql(statement)
            .execute(&mut connection)
            .await
            .unwrap();
    }
    let error = migrate::run(&mut connection).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Diverged);
    assert_eq!(error.params()["step"], "2");
}
