//! The aged balance against a model in plain Rust, on random ledgers: positions, full recomputation and the
//! model agree, and so does any past day in both readings. Then the same with mistakes put into the SQL on
//! purpose, each of which must be found.
//!
//! `ENCOURS_SEED` repeats a run, `ENCOURS_CASES` lengthens it.

use std::collections::BTreeMap;

use encours::domain::aging::AgedCustomer;
use encours::domain::filter::{AsOf, Filter};
use encours::domain::page::Fetch;
use encours::store::aging;
use rust_decimal::Decimal;

use crate::support::load::{self, Kind};
use crate::support::model::{self, CURRENCIES, Ledger, Line, Reading, Source, TODAY};
use crate::support::property::{cases, seed};
use crate::support::stand::{Mistake, Stand, all_are_found, over_ledgers};

const TODAY_NOW: Reading = Reading {
    day: TODAY,
    known: None,
};

/// Compares positions, their recomputation and every reading; what came up in the ledger.
async fn compare(stand: &Stand, ledger: &Ledger, readings: &[Reading]) -> Result<Facts, String> {
    let (company, _) = stand.record(ledger).await;
    let customers: Vec<_> = (0..ledger.customers)
        .map(|n| load::id(company, Kind::Customer, n))
        .collect();
    sqlx::query("select app.refresh_money($1, $2)")
        .bind(company)
        .bind(&customers)
        .execute(&stand.admin)
        .await
        .map_err(|error| error.to_string())?;
    compare_positions(stand, company).await?;

    let filter = Filter::default();
    let page = aging::customers(&stand.reader, company, &filter, None, &Fetch::First, 100)
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
        let page = aging::customers(&stand.reader, company, &filter, day, &first, 10_000)
            .await
            .map_err(|error| format!("{error} {:?}", error.params()))?;
        let what = format!("{reading:?}");
        same(&what, company, &page.rows, &ledger.aging(*reading))?;
    }
    Ok(facts(ledger))
}

/// Positions equal their full recomputation, column by column.
async fn compare_positions(stand: &Stand, company: i32) -> Result<(), String> {
    let differing: i64 = sqlx::query_scalar(
            "with kept as (select * from app.position where company_id = $1),
                  anew as (select * from app.compute_position($1, array(select id from app.customer where company_id = $1)))
             select count(*) from ((table kept except table anew) union all (table anew except table kept)) d",
        )
        .bind(company)
        .fetch_one(&stand.admin)
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

/// What came up in a ledger.
type Facts = Vec<(&'static str, bool)>;

fn facts(ledger: &Ledger) -> Facts {
    let paid = |at: usize| {
        ledger
            .allocations
            .iter()
            .any(|a| a.item == at && a.kind == "payment")
    };
    let currencies = |of: &dyn Fn(usize) -> bool| (0..3).filter(|c| of(*c)).count();
    vec![
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
        ]
}

/// Prints in how many of the ledgers each thing came up; none may in less than a twentieth.
fn check_coverage(ledgers: &[Facts]) {
    let mut with: BTreeMap<&str, usize> = BTreeMap::new();
    for (fact, holds) in ledgers.iter().flatten() {
        *with.entry(fact).or_default() += usize::from(*holds);
    }
    let cases = ledgers.len();
    println!("{cases} cases");
    for (fact, count) in &with {
        println!("{:>5.1} %  {fact}", 100.0 * *count as f64 / cases as f64);
    }
    for (fact, count) in with {
        assert!(count * 20 >= cases, "{fact}: only {count} of {cases} cases");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn positions_and_any_past_day_are_what_the_model_says() {
    let seed = seed();
    println!("ENCOURS_SEED={seed}");
    let told = over_ledgers(Stand::new().await, (seed, cases(120), 400), compare).await;
    check_coverage(&told.unwrap_or_else(|found| panic!("{found}")));
}

const MISTAKES: &[Mistake] = &[
    Mistake {
        what: "a day late is not late yet",
        function: "app.aging_as_of(int, date, timestamptz, uuid)",
        right: "p_day - o.due_on > 0",
        wrong: "p_day - o.due_on > 1",
    },
    Mistake {
        what: "the last day of a bucket falls into the next",
        function: "app.aging_as_of(int, date, timestamptz, uuid)",
        right: "width_bucket(p_day - o.due_on, c.bucket_from)",
        wrong: "width_bucket(p_day - o.due_on + 1, c.bucket_from)",
    },
    Mistake {
        what: "what was recorded later counts",
        function: "app.open_as_of(int, date, timestamptz, uuid)",
        right: "a.applied_on > p_day or a.recorded_at > p_known",
        wrong: "a.applied_on > p_day",
    },
    Mistake {
        what: "later allocations are forgotten",
        function: "app.open_as_of(int, date, timestamptz, uuid)",
        right: "a.applied_on > p_day or a.recorded_at > p_known",
        wrong: "a.recorded_at > p_known",
    },
    Mistake {
        what: "a credit has the wrong sign",
        function: "app.open_as_of(int, date, timestamptz, uuid)",
        right: "-l.source_amount",
        wrong: "l.source_amount",
    },
    Mistake {
        what: "an assumed due date drops the item",
        function: "app.open_as_of(int, date, timestamptz, uuid)",
        right: "and i.issued_on <= p_day",
        wrong: "and not i.due_assumed and i.issued_on <= p_day",
    },
    Mistake {
        what: "a changed due date counts before its day",
        function: "app.open_as_of(int, date, timestamptz, uuid)",
        right: "c.effective_on <= p_day and",
        wrong: "",
    },
    Mistake {
        what: "a resolved dispute was never open",
        function: "app.open_as_of(int, date, timestamptz, uuid)",
        right: "d.resolved_on > p_day or",
        wrong: "",
    },
    Mistake {
        what: "a day late is not late yet, in positions",
        function: "app.compute_position(int, uuid[])",
        right: "(select today from t) - i.due_on",
        wrong: "(select today from t) - 1 - i.due_on",
    },
    Mistake {
        what: "later allocations are forgotten, in positions",
        function: "app.compute_position(int, uuid[])",
        right: "where a.applied_on > t.today",
        wrong: "where false",
    },
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn seeded_mistakes_are_found() {
    all_are_found(seed(), MISTAKES, Stand::new, compare).await;
}
