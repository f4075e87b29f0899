//! Interest against a model in plain Rust that goes from day to day, on random ledgers. Then the same with mistakes put
//! into the SQL on purpose, each of which must be found.
//!
//! `ENCOURS_SEED` repeats a run, `ENCOURS_CASES` lengthens it.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use encours::domain::filter::{AsOf, Filter};
use encours::store::interest;
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::support::load::{self, Kind};
use crate::support::model::{self, Allocation, Ledger, Reading, Source};
use crate::support::property::{cases, seed};
use crate::support::stand::{Mistake, Stand, all_are_found, over_ledgers};

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

async fn stand() -> Stand {
    let stand = Stand::new().await;
    sqlx::query("update app.interest_rate set percent = 3.05 where kind = 'ecb_mro' and from_on = '2026-01-01'")
        .execute(&stand.admin)
        .await
        .expect("a rate");
    stand
}

async fn compare(stand: &Stand, ledger: &Ledger, readings: &[Reading]) -> Result<Seen, String> {
    let (company, _) = stand.record(ledger).await;
    sqlx::query("update app.receipt r set reversed_by = x.id from app.receipt x where r.company_id = $1 and x.company_id = $1 and x.reverses = r.id")
        .bind(company)
        .execute(&stand.admin)
        .await
        .map_err(|error| error.to_string())?;
    let mut seen = Seen::default();
    for reading in readings {
        let as_of = AsOf {
            day: model::date(reading.day),
            known_at: reading.known.map(model::moment),
        };
        let claims = interest::claims(&stand.reader, company, &Filter::default(), as_of)
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
                indemnity: i64::try_from(
                    claim
                        .indemnity
                        .map_or(Decimal::ZERO, |i| i.amount())
                        .normalize(),
                )
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn interest_is_what_the_model_sums_day_by_day() {
    let seed = seed();
    println!("ENCOURS_SEED={seed}");
    let told = over_ledgers(stand().await, (seed, cases(80), 400), compare).await;
    let seen = told.unwrap_or_else(|found| panic!("{found}"));
    let with = |fact: fn(&Seen) -> bool| seen.iter().filter(|ledger| fact(ledger)).count();
    let counts = [with(|s| s.split), with(|s| s.tranches), with(|s| s.paid)];
    println!(
        "of {}: split, in tranches, paid since: {counts:?}",
        seen.len()
    );
    assert!(counts.iter().all(|n| n * 20 >= seen.len()), "{counts:?}");
}

const MISTAKES: &[Mistake] = &[
    Mistake {
        what: "the due date bears interest",
        function: "app.claims_as_of(int, date, timestamptz, uuid)",
        right: "greatest(l.after + 1, h::date)",
        wrong: "greatest(l.after, h::date)",
    },
    Mistake {
        what: "the day of the money does not",
        function: "app.claims_as_of(int, date, timestamptz, uuid)",
        right: "greatest(b.begins_after, e.paid_on) as after",
        wrong: "greatest(b.begins_after, e.paid_on - 1) as after",
    },
    Mistake {
        what: "the half-year's rate comes a month late",
        function: "app.claims_as_of(int, date, timestamptz, uuid)",
        right: "and q.from_on = p.half)",
        wrong: "and q.from_on = app.half_year(p.from_on - 31))",
    },
    Mistake {
        what: "what was given up bears interest",
        function: "app.claims_as_of(int, date, timestamptz, uuid)",
        right: "filter (where s.paid_on is null) as never",
        wrong: "filter (where false) as never",
    },
    Mistake {
        what: "money counts when it was matched",
        function: "app.claims_as_of(int, date, timestamptz, uuid)",
        right: "coalesce(back.effective_on, r.effective_on)",
        wrong: "a.applied_on + 1",
    },
    Mistake {
        what: "a year has 360 days",
        function: "app.claims_as_of(int, date, timestamptz, uuid)",
        right: "* days) / 36500",
        wrong: "* days) / 36000",
    },
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mistakes_in_the_interest_are_found() {
    all_are_found(seed(), MISTAKES, stand, compare).await;
}
