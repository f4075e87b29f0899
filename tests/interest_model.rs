//! Interest against a model in plain Rust that goes from day to day, on random ledgers. Then the same with mistakes put
//! into the SQL on purpose, each of which must be found.
//!
//! `ENCOURS_SEED` repeats a run, `ENCOURS_CASES` lengthens it.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI32, Ordering};

use chrono::{Datelike as _, NaiveDate};
use encours::domain::filter::{AsOf, Filter};
use encours::store::interest;
use proptest::test_runner::{TestCaseError, TestError};
use rust_decimal::Decimal;
use sqlx::{AssertSqlSafe, PgPool};
use uuid::Uuid;

use crate::support::db::TestDb;
use crate::support::load::{self, Kind};
use crate::support::model::{self, Allocation, Ledger, Reading, Source};
use crate::support::property::{cases, runner, seed};
use crate::support::random_ledger;

/// Minor units unpaid, interest and euros of indemnity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Late {
    principal: i64,
    interest: i64,
    indemnity: i64,
}

/// What is late of each item, told forward, a day at a time.
fn late(ledger: &Ledger, reading: Reading) -> BTreeMap<usize, Late> {
    let mut all = BTreeMap::new();
    for (at, item) in ledger.items.iter().enumerate() {
        let known = reading.known.is_none_or(|known| item.recorded <= known);
        let due = ledger.due(at, reading);
        let counts = item.kind == "invoice" && item.amount > 0;
        if !counts || !known || item.issued > reading.day || due >= reading.day {
            continue;
        }
        let mut owed = item.amount;
        let mut paid: Vec<(i32, i64)> = Vec::new();
        for allocation in ledger.allocations.iter().filter(|a| {
            a.item == at
                && a.applied <= reading.day
                && reading.known.is_none_or(|known| a.recorded <= known)
        }) {
            match day_of_money(ledger, allocation, reading) {
                Some(day) => paid.push((day, allocation.amount)),
                None => owed -= allocation.amount,
            }
        }
        let unpaid = |before: i32| {
            let there = paid.iter().filter(|(day, _)| *day < before);
            owed - there.map(|(_, amount)| amount).sum::<i64>()
        };
        if unpaid(due + 1) <= 0 {
            continue;
        }
        // hundredths of a percent × minor units × days
        let mut sum = 0_i128;
        for day in due + 1..=reading.day {
            sum += i128::from(unpaid(day).max(0)) * i128::from(rate(model::date(day)));
        }
        let whole = 36_500 * 100;
        all.insert(
            at,
            Late {
                principal: unpaid(reading.day + 1).max(0),
                interest: i64::try_from((2 * sum + whole) / (2 * whole)).expect("an amount"),
                indemnity: 40,
            },
        );
    }
    all
}

/// When the money of an allocation was there; none for what is no money.
fn day_of_money(ledger: &Ledger, of: &Allocation, reading: Reading) -> Option<i32> {
    let Source::Receipt(receipt) = of.source else {
        return None;
    };
    let mut day = ledger.receipts[receipt].effective;
    if of.reverses.is_some() {
        // taken back because it was returned: from then on
        for back in ledger
            .receipts
            .iter()
            .filter(|r| r.reverses == Some(receipt))
        {
            let known = reading.known.is_none_or(|known| back.recorded <= known);
            if known && back.effective <= of.applied && back.effective <= reading.day {
                day = back.effective;
            }
        }
    }
    Some(day)
}

/// Hundredths of a percent a year: the central bank's on the first day of the half-year, and ten points.
fn rate(day: NaiveDate) -> i64 {
    match (day.year(), day.month() < 7) {
        (2025, true) => 1315,
        (2025, false) => 1215,
        // put in by the stand, for the half-years to differ
        (2026, true) => 1305,
        other => panic!("{other:?} is not in these ledgers"),
    }
}

struct Stand {
    admin: PgPool,
    reader: PgPool,
    next: AtomicI32,
    // the database goes with it
    _db: TestDb,
}

impl Stand {
    async fn new() -> Stand {
        let db = TestDb::new().await;
        let admin = db.admin().await;
        load::set_today(&admin).await;
        let role = db.login("p_interest", &["encours_auditor"]).await;
        sqlx::query("insert into app.person (role_name, display_name, all_portfolios) values ($1, 'Model', true)")
            .bind(&role)
            .execute(&admin)
            .await
            .expect("a person");
        sqlx::query("update app.interest_rate set percent = 3.05 where kind = 'ecb_mro' and from_on = '2026-01-01'")
            .execute(&admin)
            .await
            .expect("a rate");
        let reader = db.pool_as(&role).await;
        Stand {
            admin,
            reader,
            next: AtomicI32::new(1),
            _db: db,
        }
    }

    async fn compare(&self, ledger: &Ledger, readings: &[Reading]) -> Result<Seen, String> {
        let code = format!("I{}", self.next.fetch_add(1, Ordering::Relaxed));
        let (company, portfolio) =
            load::company(&self.admin, &code, ledger.customers, &ledger.bounds).await;
        load::ledger(&self.admin, company, portfolio, ledger).await;
        sqlx::query("update app.receipt r set reversed_by = x.id from app.receipt x where r.company_id = $1 and x.company_id = $1 and x.reverses = r.id")
            .bind(company)
            .execute(&self.admin)
            .await
            .map_err(|error| error.to_string())?;
        let mut seen = Seen::default();
        for reading in readings {
            let as_of = AsOf {
                day: model::date(reading.day),
                known_at: reading.known.map(model::moment),
            };
            let claims = interest::claims(&self.reader, company, &Filter::default(), as_of)
                .await
                .map_err(|error| format!("{error} {:?}", error.params()))?;
            let mut found = BTreeMap::new();
            for claim in &claims {
                let currency = claim.principal.currency();
                let minor = |amount: Decimal| {
                    let scaled = amount * Decimal::from(10_i64.pow(currency.digits()));
                    i64::try_from(scaled.normalize()).map_err(|_| format!("{amount} is no amount"))
                };
                let parts: Decimal = claim
                    .parts
                    .iter()
                    .filter_map(|part| part.interest.map(|i| i.amount()))
                    .sum();
                let interest = claim.interest.ok_or("a known rate")?.amount();
                if parts != interest {
                    return Err(format!("{reading:?}: the parts {parts} are not {interest}"));
                }
                seen.split |= claim.parts.windows(2).any(|w| w[0].percent != w[1].percent);
                seen.tranches |= claim.parts.windows(2).any(|w| w[0].amount != w[1].amount);
                seen.paid |= claim.principal.is_zero();
                let at = position(ledger, company, claim.item).ok_or("an item")?;
                let late = Late {
                    principal: minor(claim.principal.amount())?,
                    interest: minor(interest)?,
                    indemnity: i64::try_from(claim.indemnity.amount().normalize())
                        .map_err(|_| "an indemnity")?,
                };
                found.insert(at, late);
            }
            let model = late(ledger, *reading);
            if found != model {
                return Err(format!(
                    "{reading:?}:\n  database {found:?}\n  model    {model:?}"
                ));
            }
        }
        Ok(seen)
    }
}

fn position(ledger: &Ledger, company: i32, item: Uuid) -> Option<usize> {
    (0..ledger.items.len()).find(|n| load::id(company, Kind::Item, *n) == item)
}

/// What came up in a ledger's readings.
#[derive(Debug, Default, Clone, Copy)]
struct Seen {
    split: bool,
    tranches: bool,
    paid: bool,
}

async fn property(stand: Stand, seed: u64, cases: u32, shrink: u32) -> Result<[usize; 3], String> {
    let handle = tokio::runtime::Handle::current();
    tokio::task::spawn_blocking(move || {
        let counts = std::cell::Cell::new([0; 3]);
        let outcome =
            runner(seed, cases, shrink).run(&random_ledger::cases(), |(ledger, readings)| {
                let seen = handle
                    .block_on(stand.compare(&ledger, &readings))
                    .map_err(TestCaseError::fail)?;
                let mut sum = counts.get();
                for (at, fact) in [seen.split, seen.tranches, seen.paid]
                    .into_iter()
                    .enumerate()
                {
                    sum[at] += usize::from(fact);
                }
                counts.set(sum);
                Ok(())
            });
        match outcome {
            Ok(()) => Ok(counts.get()),
            Err(TestError::Fail(reason, (ledger, _))) => {
                Err(format!("seed {seed}: {reason}\n{ledger:#?}"))
            }
            Err(TestError::Abort(reason)) => panic!("seed {seed}: {reason}"),
        }
    })
    .await
    .expect("the property's thread")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn interest_is_what_the_model_sums_day_by_day() {
    let seed = seed();
    let cases = cases(80);
    println!("ENCOURS_SEED={seed}");
    match property(Stand::new().await, seed, cases, 400).await {
        Ok(counts) => {
            println!("of {cases}: split, in tranches, paid since: {counts:?}");
            let twentieth = usize::try_from(cases).expect("few") / 20;
            assert!(counts.iter().all(|n| *n >= twentieth), "{counts:?}");
        }
        Err(found) => panic!("{found}"),
    }
}

/// What is replaced in the function, and by what.
const MISTAKES: &[(&str, &str, &str)] = &[
    (
        "the due date bears interest",
        "greatest(l.after + 1, h::date)",
        "greatest(l.after, h::date)",
    ),
    (
        "the day of the money does not",
        "greatest(b.begins_after, e.paid_on) as after",
        "greatest(b.begins_after, e.paid_on - 1) as after",
    ),
    (
        "the half-year's rate comes a month late",
        "and q.from_on = p.half)",
        "and q.from_on = app.half_year(p.from_on - 31))",
    ),
    (
        "what was given up bears interest",
        "filter (where s.paid_on is null) as never",
        "filter (where false) as never",
    ),
    (
        "money counts when it was matched",
        "coalesce(back.effective_on, r.effective_on)",
        "a.applied_on + 1",
    ),
    ("a year has 360 days", "* days) / 36500", "* days) / 36000"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mistakes_in_the_interest_are_found() {
    let seed = seed();
    println!("ENCOURS_SEED={seed}");
    for (mistake, right, wrong) in MISTAKES {
        let stand = Stand::new().await;
        let source: String = sqlx::query_scalar(
            "select pg_get_functiondef('app.claims_as_of(int, date, timestamptz, uuid)'::regprocedure)",
        )
        .fetch_one(&stand.admin)
        .await
        .expect("the function");
        assert!(source.contains(right), "it no longer says {right:?}");
        sqlx::raw_sql(AssertSqlSafe(source.replace(right, wrong)))
            .execute(&stand.admin)
            .await
            .unwrap_or_else(|error| panic!("{mistake}: {error}"));
        let found = property(stand, seed, 200, 0).await;
        assert!(found.is_err(), "not found (seed {seed}): {mistake}");
        println!("found: {mistake}");
    }
}
