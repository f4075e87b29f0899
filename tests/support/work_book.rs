//! A lived-in book of any size: ten open invoices for each customer, and the work a team has done on them.

use sqlx::AssertSqlSafe;

use super::db::TestDb;

const SEED: &str = include_str!("work_book.sql");

/// Fills a database.
pub async fn seed(db: &TestDb, customers: u32) {
    let mut connection = db.admin().await.acquire().await.expect("a connection");
    let seed = SEED.replace("{customers}", &customers.to_string());
    // One at a time: VACUUM runs in no transaction, not even that of two statements sent together.
    for statement in std::iter::once("set statement_timeout = 0").chain(seed.split("\n--\n")) {
        sqlx::raw_sql(AssertSqlSafe(statement.to_owned()))
            .execute(&mut *connection)
            .await
            .unwrap_or_else(|error| panic!("{statement}: {error}"));
    }
}

/// Someone who sees every portfolio.
pub async fn manager(db: &TestDb) -> String {
    let role = db.login("b_manager", &["encours_manager"]).await;
    sqlx::query("insert into app.person (role_name, display_name, all_portfolios) values ($1, 'Bench', true)")
        .bind(&role)
        .execute(&db.admin().await)
        .await
        .expect("a person");
    role
}
