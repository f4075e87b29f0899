//! The aged balance against a model in plain Rust, on random ledgers: positions, full recomputation and the
//! model agree, and so does any past day in both readings. Then the same with mistakes put into the SQL on
//! purpose, each of which must be found.
//!
//! `ENCOURS_SEED` repeats a run, `ENCOURS_CASES` lengthens it.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI32, Ordering};

use encours::domain::aging::AgedCustomer;
use encours::domain::filter::{AsOf, Filter};
use encours::domain::page::Fetch;
use encours::store::aging;
use proptest::test_runner::{TestCaseError, TestError};
use rust_decimal::Decimal;
use sqlx::{AssertSqlSafe, PgPool};

use crate::support::db::TestDb;
use crate::support::load::{self, Kind};
use crate::support::model::{self, CURRENCIES, Ledger, Line, Reading, Source, TODAY};
use crate::support::property::{cases, runner, seed};
use crate::support::random_ledger;

const TODAY_NOW: Reading = Reading {
    day: TODAY,
    known: None,
};

/// A database with a person who sees everything.
struct Stand {
    admin: PgPool,
    manager: PgPool,
    next: AtomicI32,
    // the database goes with it
    _db: TestDb,
}

impl Stand {
    async fn new() -> Stand {
        let db = TestDb::new().await;
        let admin = db.admin().await;
        load::set_today(&admin).await;
        let role = db.login("p_model", &["encours_manager"]).await;
        sqlx::query("insert into app.person (role_name, display_name, all_portfolios) values ($1, 'Model', true)")
            .bind(&role)
            .execute(&admin)
            .await
            .expect("a person");
        let manager = db.pool_as(&role).await;
        Stand {
            admin,
            manager,
            next: AtomicI32::new(1),
            _db: db,
        }
    }

    /// Records the ledger in a company of its own and compares everything.
    async fn compare(&self, ledger: &Ledger, readings: &[Reading]) -> Result<(), String> {
        let code = format!("M{}", self.next.fetch_add(1, Ordering::Relaxed));
        let (company, portfolio) =
            load::company(&self.admin, &code, ledger.customers, &ledger.bounds).await;
        load::ledger(&self.admin, company, portfolio, ledger).await;
        let customers: Vec<_> = (0..ledger.customers)
            .map(|n| load::id(company, Kind::Customer, n))
            .collect();
        sqlx::query("select app.refresh_money($1, $2)")
            .bind(company)
            .bind(&customers)
            .execute(&self.admin)
            .await
            .map_err(|error| error.to_string())?;
        self.compare_positions(company).await?;

        let filter = Filter::default();
        let page = aging::customers(&self.manager, company, &filter, None, &Fetch::First, 100)
            .await
            .map_err(|error| format!("{error} {:?}", error.params()))?;
        let model = ledger.aging(TODAY_NOW);
        same("today, from positions", company, &page.rows, &model)?;

        for reading in readings.iter().chain([&TODAY_NOW]) {
            let as_of = AsOf {
                day: model::date(reading.day),
                known_at: reading.known.map(model::moment),
            };
            let (day, first) = (Some(as_of), Fetch::First);
            let page = aging::customers(&self.manager, company, &filter, day, &first, 10_000)
                .await
                .map_err(|error| format!("{error} {:?}", error.params()))?;
            let what = format!("{reading:?}");
            same(&what, company, &page.rows, &ledger.aging(*reading))?;
        }
        Ok(())
    }

    /// Positions equal their full recomputation, column by column.
    async fn compare_positions(&self, company: i32) -> Result<(), String> {
        let differing: i64 = sqlx::query_scalar(
            "with kept as (select * from app.position where company_id = $1),
                  anew as (select * from app.compute_position($1, array(select id from app.customer where company_id = $1)))
             select count(*) from ((table kept except table anew) union all (table anew except table kept)) d",
        )
        .bind(company)
        .fetch_one(&self.admin)
        .await
        .map_err(|error| error.to_string())?;
        if differing == 0 {
            Ok(())
        } else {
            Err(format!(
                "{differing} positions differ from their recomputation"
            ))
        }
    }
}

/// Holds the database's lines against the model's.
fn same(
    what: &str,
    company: i32,
    rows: &[AgedCustomer],
    model: &BTreeMap<(usize, usize), Line>,
) -> Result<(), String> {
    let mut found = BTreeMap::new();
    for row in rows {
        let currency = CURRENCIES
            .iter()
            .position(|(code, _)| *code == row.aged.currency.code())
            .ok_or("a currency")?;
        let customer = (0..1000)
            .find(|n| load::id(company, Kind::Customer, *n) == row.customer)
            .ok_or("a customer")?;
        let minor = |amount: Decimal| -> Result<i64, String> {
            let scaled = amount * Decimal::from(10_i64.pow(CURRENCIES[currency].1));
            scaled.to_string().parse().or_else(|_| {
                i64::try_from(scaled.normalize()).map_err(|_| format!("{amount} is no amount"))
            })
        };
        let line = Line {
            items: row.aged.items,
            not_due: minor(row.aged.not_due)?,
            buckets: row
                .aged
                .buckets
                .iter()
                .map(|amount| minor(*amount))
                .collect::<Result<_, _>>()?,
            unapplied: minor(row.aged.unapplied)?,
            disputed: minor(row.aged.disputed)?,
        };
        let sums = (
            minor(row.aged.gross)?,
            minor(row.aged.overdue)?,
            minor(row.aged.net)?,
        );
        let overdue = line.buckets.iter().sum::<i64>();
        if sums != (line.gross(), overdue, line.gross() + line.unapplied) {
            return Err(format!("{what}: {line:?} does not add up to {sums:?}"));
        }
        found.insert((customer, currency), line);
    }
    // A line whose credits and debits are all settled may stand or not: it says nothing.
    found.retain(|_, line| line.gross() != 0 || line.unapplied != 0);
    let mut model = model.clone();
    model.retain(|_, line| line.gross() != 0 || line.unapplied != 0);
    if found == model {
        Ok(())
    } else {
        Err(format!(
            "{what}:\n  database {found:?}\n  model    {model:?}"
        ))
    }
}

/// Runs the property; what it found, in words.
async fn property(stand: Stand, seed: u64, cases: u32, shrink: u32) -> Result<Coverage, String> {
    let handle = tokio::runtime::Handle::current();
    tokio::task::spawn_blocking(move || {
        let mut coverage = std::cell::RefCell::new(Coverage::default());
        let outcome =
            runner(seed, cases, shrink).run(&random_ledger::cases(), |(ledger, readings)| {
                coverage.borrow_mut().note(&ledger);
                handle
                    .block_on(stand.compare(&ledger, &readings))
                    .map_err(TestCaseError::fail)
            });
        match outcome {
            Ok(()) => Ok(std::mem::take(coverage.get_mut())),
            Err(TestError::Fail(reason, (ledger, _))) => {
                Err(format!("seed {seed}: {reason}\n{ledger:#?}"))
            }
            Err(TestError::Abort(reason)) => panic!("seed {seed}: {reason}"),
        }
    })
    .await
    .expect("the property's thread")
}

/// How many cases held what.
#[derive(Debug, Default)]
struct Coverage {
    cases: usize,
    with: BTreeMap<&'static str, usize>,
}

impl Coverage {
    fn note(&mut self, ledger: &Ledger) {
        self.cases += 1;
        let paid = |at: usize| {
            ledger
                .allocations
                .iter()
                .any(|a| a.item == at && a.kind == "payment")
        };
        let currencies = |of: &dyn Fn(usize) -> bool| (0..3).filter(|c| of(*c)).count();
        let facts = [
            (
                "part payment",
                (0..ledger.items.len()).any(|at| paid(at) && ledger.open(at, TODAY_NOW) > 0),
            ),
            (
                "withdrawn allocation",
                ledger
                    .allocations
                    .iter()
                    .any(|a| a.reverses.is_some() && a.kind == "payment"),
            ),
            (
                "returned payment",
                ledger.receipts.iter().any(|r| r.reverses.is_some()),
            ),
            (
                "reversed document",
                ledger.items.iter().any(|i| i.reverses.is_some()),
            ),
            (
                "credit note",
                ledger.items.iter().any(|i| i.kind == "credit_note"),
            ),
            (
                "credit note matched",
                ledger.allocations.iter().any(|a| a.kind == "credit"),
            ),
            (
                "write-off",
                ledger.allocations.iter().any(|a| a.kind == "write_off"),
            ),
            (
                "instalments",
                ledger.items.windows(2).any(|p| p[0].document == p[1].document),
            ),
            (
                "three currencies",
                currencies(&|c| ledger.items.iter().any(|i| i.currency == c)) == 3,
            ),
            (
                "paid in another currency",
                ledger.allocations.iter().any(|a| {
                    matches!(a.source, Source::Receipt(at) if ledger.receipts[at].currency != ledger.items[a.item].currency)
                }),
            ),
            (
                "overpaid invoice",
                ledger.allocations.iter().any(|a| {
                    matches!(a.source, Source::Receipt(at) if a.reverses.is_none() && a.source_amount < ledger.receipts[at].amount)
                }),
            ),
            (
                "back-dated row",
                ledger.allocations.iter().any(|a| a.recorded >= (a.applied + 1) * 24)
                    || ledger.items.iter().any(|i| i.recorded >= (i.issued + 1) * 24),
            ),
            ("due date change", !ledger.due_changes.is_empty()),
            ("due date assumed", ledger.items.iter().any(|i| i.assumed)),
            ("dispute", !ledger.disputes.is_empty()),
            (
                "dispute resolved",
                ledger.disputes.iter().any(|d| d.resolved.is_some()),
            ),
            (
                "dated after today",
                ledger.items.iter().any(|i| i.issued > TODAY)
                    || ledger.allocations.iter().any(|a| a.applied > TODAY),
            ),
        ];
        for (fact, holds) in facts {
            *self.with.entry(fact).or_default() += usize::from(holds);
        }
    }

    fn print_and_check(&self) {
        println!("{} cases", self.cases);
        for (fact, count) in &self.with {
            println!(
                "{:>5.1} %  {fact}",
                100.0 * *count as f64 / self.cases as f64
            );
        }
        for (fact, count) in &self.with {
            assert!(
                count * 20 >= self.cases,
                "{fact}: only {count} of {} cases",
                self.cases
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn positions_and_any_past_day_are_what_the_model_says() {
    let seed = seed();
    println!("ENCOURS_SEED={seed}");
    match property(Stand::new().await, seed, cases(120), 400).await {
        Ok(coverage) => coverage.print_and_check(),
        Err(found) => panic!("{found}"),
    }
}

/// A mistake put into a function's source: the function, what is replaced, and by what.
const MISTAKES: &[(&str, &str, &str, &str)] = &[
    (
        "a day late is not late yet",
        "app.aging_as_of(int, date, timestamptz, uuid)",
        "p_day - o.due_on > 0",
        "p_day - o.due_on > 1",
    ),
    (
        "the last day of a bucket falls into the next",
        "app.aging_as_of(int, date, timestamptz, uuid)",
        "width_bucket(p_day - o.due_on, c.bucket_from)",
        "width_bucket(p_day - o.due_on + 1, c.bucket_from)",
    ),
    (
        "what was recorded later counts",
        "app.open_as_of(int, date, timestamptz, uuid)",
        "a.applied_on > p_day or a.recorded_at > p_known",
        "a.applied_on > p_day",
    ),
    (
        "later allocations are forgotten",
        "app.open_as_of(int, date, timestamptz, uuid)",
        "a.applied_on > p_day or a.recorded_at > p_known",
        "a.recorded_at > p_known",
    ),
    (
        "a credit has the wrong sign",
        "app.open_as_of(int, date, timestamptz, uuid)",
        "-l.source_amount",
        "l.source_amount",
    ),
    (
        "an assumed due date drops the item",
        "app.open_as_of(int, date, timestamptz, uuid)",
        "and i.issued_on <= p_day",
        "and not i.due_assumed and i.issued_on <= p_day",
    ),
    (
        "a changed due date counts before its day",
        "app.open_as_of(int, date, timestamptz, uuid)",
        "c.effective_on <= p_day and",
        "",
    ),
    (
        "a resolved dispute was never open",
        "app.open_as_of(int, date, timestamptz, uuid)",
        "d.resolved_on > p_day or",
        "",
    ),
    (
        "a day late is not late yet, in positions",
        "app.compute_position(int, uuid[])",
        "(select today from t) - i.due_on",
        "(select today from t) - 1 - i.due_on",
    ),
    (
        "later allocations are forgotten, in positions",
        "app.compute_position(int, uuid[])",
        "where a.applied_on > t.today",
        "where false",
    ),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn seeded_mistakes_are_found() {
    let seed = seed();
    println!("ENCOURS_SEED={seed}");
    for (mistake, function, right, wrong) in MISTAKES {
        let stand = Stand::new().await;
        let source: String = sqlx::query_scalar("select pg_get_functiondef($1::regprocedure)")
            .bind(function)
            .fetch_one(&stand.admin)
            .await
            .expect("the function");
        assert!(
            source.contains(right),
            "{function} no longer says {right:?}"
        );
        sqlx::raw_sql(AssertSqlSafe(source.replace(right, wrong)))
            .execute(&stand.admin)
            .await
            .unwrap_or_else(|error| panic!("{mistake}: {error}"));
        let found = property(stand, seed, 400, 0).await;
        assert!(found.is_err(), "not found (seed {seed}): {mistake}");
        println!("found: {mistake}");
    }
}
