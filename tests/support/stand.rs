//! A database in which random ledgers are recorded one after the other, each as a company of its own, to be held
//! against a model; and the same with mistakes planted in its functions, each of which must be found.

use std::sync::atomic::{AtomicI32, Ordering};

use proptest::test_runner::{TestCaseError, TestError};
use sqlx::{AssertSqlSafe, PgPool};

use super::db::TestDb;
use super::load;
use super::model::{Ledger, Reading};
use super::property::runner;
use super::random_ledger;

/// The database, and somebody who sees all of it.
pub struct Stand {
    pub admin: PgPool,
    pub reader: PgPool,
    next: AtomicI32,
    // the database goes with it
    _db: TestDb,
}

impl Stand {
    pub async fn new() -> Stand {
        let db = TestDb::new().await;
        let admin = db.admin().await;
        load::set_today(&admin).await;
        let role = db.login("p_model", &["encours_manager"]).await;
        sqlx::query("insert into app.person (role_name, display_name, all_portfolios) values ($1, 'Model', true)")
            .bind(&role)
            .execute(&admin)
            .await
            .expect("a person");
        let reader = db.pool_as(&role).await;
        Stand {
            admin,
            reader,
            next: AtomicI32::new(1),
            _db: db,
        }
    }

    /// Records the ledger in a company of its own: its key, and its portfolio's.
    pub async fn record(&self, ledger: &Ledger) -> (i32, i32) {
        let code = format!("M{}", self.next.fetch_add(1, Ordering::Relaxed));
        let (company, portfolio) =
            load::company(&self.admin, &code, ledger.customers, &ledger.bounds).await;
        load::ledger(&self.admin, company, portfolio, ledger).await;
        (company, portfolio)
    }

    async fn plant(&self, mistake: &Mistake) {
        let Mistake {
            what,
            function,
            right,
            wrong,
        } = mistake;
        let source: String = sqlx::query_scalar("select pg_get_functiondef($1::regprocedure)")
            .bind(function)
            .fetch_one(&self.admin)
            .await
            .expect("the function");
        assert!(
            source.contains(right),
            "{function} no longer says {right:?}"
        );
        sqlx::raw_sql(AssertSqlSafe(source.replace(right, wrong)))
            .execute(&self.admin)
            .await
            .unwrap_or_else(|error| panic!("{what}: {error}"));
    }
}

/// Draws random ledgers and compares each; what the comparisons returned, or what was found, in words.
pub async fn over_ledgers<T: Send + 'static>(
    stand: Stand,
    (seed, cases, shrink): (u64, u32, u32),
    compare: impl AsyncFn(&Stand, &Ledger, &[Reading]) -> Result<T, String> + Send + 'static,
) -> Result<Vec<T>, String> {
    let handle = tokio::runtime::Handle::current();
    tokio::task::spawn_blocking(move || {
        let told = std::cell::RefCell::new(Vec::new());
        let outcome =
            runner(seed, cases, shrink).run(&random_ledger::cases(), |(ledger, readings)| {
                let compared = handle.block_on(compare(&stand, &ledger, &readings));
                told.borrow_mut()
                    .push(compared.map_err(TestCaseError::fail)?);
                Ok(())
            });
        match outcome {
            Ok(()) => Ok(told.into_inner()),
            Err(TestError::Fail(reason, (ledger, _))) => {
                Err(format!("seed {seed}: {reason}\n{ledger:#?}"))
            }
            Err(TestError::Abort(reason)) => panic!("seed {seed}: {reason}"),
        }
    })
    .await
    .expect("the property's thread")
}

/// A mistake put into a function's source.
pub struct Mistake {
    pub what: &'static str,
    /// The function with the types of its arguments.
    pub function: &'static str,
    /// What is replaced there.
    pub right: &'static str,
    /// By what.
    pub wrong: &'static str,
}

/// Plants each mistake in a database of its own and panics about one that the comparison does not find.
pub async fn all_are_found<T: Send + 'static>(
    seed: u64,
    mistakes: &[Mistake],
    stand: impl AsyncFn() -> Stand,
    compare: impl AsyncFn(&Stand, &Ledger, &[Reading]) -> Result<T, String> + Copy + Send + 'static,
) {
    println!("ENCOURS_SEED={seed}");
    for mistake in mistakes {
        let stand = stand().await;
        stand.plant(mistake).await;
        let found = over_ledgers(stand, (seed, 400, 0), compare).await;
        assert!(found.is_err(), "not found (seed {seed}): {}", mistake.what);
        println!("found: {}", mistake.what);
    }
}
