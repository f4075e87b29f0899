//! The forecast of random ledgers against a model in plain Rust. `ENCOURS_SEED` repeats a run, `ENCOURS_CASES`
//! lengthens it.

use std::collections::BTreeMap;

use chrono::Months;
use rust_decimal::Decimal;

use crate::support::load::{self, Kind};
use crate::support::model::{self, CURRENCIES, Ledger, Reading, Source};
use crate::support::property::{cases, seed};
use crate::support::stand::{Mistake, Stand, all_are_found, over_ledgers};

/// A promise on an item, or on account where there is none.
#[derive(Debug, Clone)]
struct Promise {
    customer: usize,
    currency: usize,
    item: Option<usize>,
    amount: i64,
    made: i32,
    promised: i32,
}

/// Amounts by currency, reason and expected day.
type Lines = BTreeMap<(usize, String, Option<i32>), i64>;

/// Half of every third debit, and two sums on account of the first customer.
fn promises(ledger: &Ledger) -> Vec<Promise> {
    let debits = ledger
        .items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.amount > 1);
    let named = debits.step_by(3).map(|(at, item)| Promise {
        customer: item.customer,
        currency: item.currency,
        item: Some(at),
        amount: item.amount / 2,
        made: item.issued,
        promised: item.due + 10,
    });
    let account = [(40, 70_000), (55, 9_000)].map(|(made, amount)| Promise {
        customer: 0,
        currency: 0,
        item: None,
        amount,
        made,
        promised: 2 * made,
    });
    named.chain(account).collect()
}

/// Half away from zero.
fn rounded(part: i128, whole: i128) -> i32 {
    let sign = if part < 0 { -1 } else { 1 };
    let found = (part.abs() * 2 + whole) / (2 * whole);
    i32::try_from(found).expect("days") * sign
}

struct Model<'a> {
    ledger: &'a Ledger,
    reading: Reading,
}

impl Model<'_> {
    fn knows(&self, recorded: i32) -> bool {
        self.reading.known.is_none_or(|known| recorded <= known)
    }

    /// Customer, paid and days late of the euro invoices settled in the six months up to the day.
    fn settled(&self) -> Vec<(usize, i128, i128)> {
        let day = self.reading.day;
        let since = model::date(day)
            .checked_sub_months(Months::new(6))
            .expect("a date");
        let mut found = Vec::new();
        for (at, item) in self.ledger.items.iter().enumerate() {
            let reversed = self
                .ledger
                .items
                .iter()
                .any(|i| i.reverses == Some(at) && self.knows(i.recorded));
            let there = item.issued <= day && self.knows(item.recorded);
            if item.currency != 0
                || item.kind != "invoice"
                || item.reverses.is_some()
                || reversed
                || !there
            {
                continue;
            }
            let (mut whole, mut paid, mut last) = (0, 0, i32::MIN);
            for of in &self.ledger.allocations {
                if of.applied > day || !self.knows(of.recorded) {
                    continue;
                }
                if of.item == at {
                    whole += of.amount;
                    paid += if of.kind == "payment" { of.amount } else { 0 };
                    last = last.max(of.applied);
                }
                if of.source == Source::Item(at) {
                    whole -= of.source_amount;
                    last = last.max(of.applied);
                }
            }
            if whole == item.amount && paid > 0 && model::date(last) > since {
                let late = last - self.ledger.due(at, self.reading);
                found.push((item.customer, i128::from(paid), i128::from(late)));
            }
        }
        found
    }

    fn lines(&self, promises: &[Promise]) -> Lines {
        let (ledger, reading) = (self.ledger, self.reading);
        let day = reading.day;
        let settled = self.settled();
        let habit = |whose: &dyn Fn(usize) -> bool| {
            let of = || settled.iter().filter(|(customer, ..)| whose(*customer));
            let paid: i128 = of().map(|(_, paid, _)| paid).sum();
            let late: i128 = of().map(|(_, paid, late)| paid * late).sum();
            (paid > 0).then(|| rounded(late, paid))
        };
        let segment = habit(&|_| true);
        let resolved: Vec<i128> = ledger
            .disputes
            .iter()
            .filter_map(|d| d.resolved.map(|(on, at)| (d.opened, on, at)))
            .filter(|(_, on, at)| *on <= day && self.knows(*at))
            .map(|(opened, on, _)| i128::from(on - opened))
            .collect();
        let settling = match resolved.len() {
            0 => 0,
            n => rounded(resolved.iter().sum(), n as i128),
        };
        let stands = |p: &&Promise| p.made <= day && self.knows(p.made * 24);

        let mut lines = Lines::new();
        let mut add = |currency, why: &str, on, amount: i64| {
            if amount != 0 {
                *lines.entry((currency, why.to_owned(), on)).or_default() += amount;
            }
        };
        // What neither is contested nor promised by name, in the order in which promises on account cover it.
        let mut left: Vec<(i32, usize, i64, &str, i32)> = Vec::new();
        for (at, item) in ledger.items.iter().enumerate() {
            let mut open = ledger.open(at, reading);
            if open < 0 {
                add(item.currency, "unapplied", None, open);
            }
            if open <= 0 {
                continue;
            }
            let due = ledger.due(at, reading);
            let (why, delay) = match (habit(&|c| c == item.customer), segment) {
                (Some(own), _) => ("habit", own),
                (None, Some(all)) => ("segment", all),
                (None, None) => ("due", 0),
            };
            let mut contested: i64 = ledger
                .disputes
                .iter()
                .filter(|d| {
                    let over = d
                        .resolved
                        .is_some_and(|(on, at)| on <= day && self.knows(at));
                    d.item == at && d.opened <= day && self.knows(d.recorded) && !over
                })
                .map(|d| d.amount)
                .sum();
            contested = contested.min(open);
            add(
                item.currency,
                "disputed",
                Some(due + delay + settling),
                contested,
            );
            open -= contested;
            for promise in promises
                .iter()
                .filter(stands)
                .filter(|p| p.item == Some(at))
            {
                let covered = promise.amount.min(open);
                add(item.currency, "promised", Some(promise.promised), covered);
                open -= covered;
            }
            left.push((due, at, open, why, due + delay));
        }
        left.sort_unstable();
        let mut account: Vec<Promise> = promises
            .iter()
            .filter(stands)
            .filter(|p| p.item.is_none())
            .cloned()
            .collect();
        for (_, at, mut open, why, usual) in left {
            let item = &ledger.items[at];
            for promise in account
                .iter_mut()
                .filter(|p| (p.customer, p.currency) == (item.customer, item.currency))
            {
                let covered = promise.amount.min(open);
                add(item.currency, "promised", Some(promise.promised), covered);
                promise.amount -= covered;
                open -= covered;
            }
            add(item.currency, why, Some(usual), open);
        }
        for (at, receipt) in ledger.receipts.iter().enumerate() {
            add(
                receipt.currency,
                "unapplied",
                None,
                -ledger.unallocated(at, reading),
            );
        }
        lines.retain(|_, amount| *amount != 0);
        lines
    }
}

async fn lay(stand: &Stand, company: i32, portfolio: i32, promise: &Promise) {
    let amount: Decimal = load::amount(promise.amount, promise.currency)
        .parse()
        .expect("an amount");
    sqlx::query(
            "with p as (
               insert into app.promise (company_id, id, customer_id, portfolio_id, amount, currency, made_on, promised_on, judge_on, on_account, recorded_at)
               values ($1, app.uuid7(), $2, $3, $4, $5, $6, greatest($7, $6), $7, $8, $9) returning *),
             e as (insert into app.promise_event (company_id, id, promise_id, customer_id, portfolio_id, event, to_on, effective_on, recorded_at)
               select company_id, app.uuid7(), id, customer_id, portfolio_id, 'made', $7, made_on, recorded_at from p)
             insert into app.promise_item (company_id, promise_id, item_id, customer_id, portfolio_id, amount)
             select company_id, id, $10, customer_id, portfolio_id, amount from p where $10 is not null",
        )
        .bind(company)
        .bind(load::id(company, Kind::Customer, promise.customer))
        .bind(portfolio)
        .bind(amount)
        .bind(CURRENCIES[promise.currency].0)
        .bind(model::date(promise.made))
        .bind(model::date(promise.promised))
        .bind(promise.item.is_none())
        .bind(model::moment(promise.made * 24))
        .bind(promise.item.map(|at| load::id(company, Kind::Item, at)))
        .execute(&stand.admin)
        .await
        .expect("a promise");
}

async fn compare(stand: &Stand, ledger: &Ledger, readings: &[Reading]) -> Result<(), String> {
    let (company, portfolio) = stand.record(ledger).await;
    let promises = promises(ledger);
    for promise in &promises {
        lay(stand, company, portfolio, promise).await;
    }
    for reading in readings {
        let rows: Vec<(String, String, Option<chrono::NaiveDate>, Decimal)> = sqlx::query_as(
                "select currency, why, expected_on, sum(amount) from app.forecast($1, $2, $3, app.my_portfolios(), null)
                  group by 1, 2, 3 having sum(amount) <> 0",
            )
            .bind(company)
            .bind(model::date(reading.day))
            .bind(reading.known.map(model::moment))
            .fetch_all(&stand.reader)
            .await
            .map_err(|error| error.to_string())?;
        let mut found = Lines::new();
        for (code, why, on, amount) in rows {
            let currency = CURRENCIES
                .iter()
                .position(|(c, _)| *c == code)
                .ok_or("a currency")?;
            let minor = amount * Decimal::from(10_i64.pow(CURRENCIES[currency].1));
            let minor = i64::try_from(minor.normalize()).map_err(|_| "an amount")?;
            let on = on.map(|on| i32::try_from((on - model::BASE).num_days()).expect("a day"));
            found.insert((currency, why, on), minor);
        }
        let model = Model {
            ledger,
            reading: *reading,
        };
        let expected = model.lines(&promises);
        if found != expected {
            return Err(format!(
                "{reading:?}:\n  database {found:?}\n  model    {expected:?}"
            ));
        }
    }
    Ok(())
}
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_part_is_expected_when_the_model_says() {
    let seed = seed();
    println!("ENCOURS_SEED={seed}");
    let told = over_ledgers(Stand::new().await, (seed, cases(50), 200), compare).await;
    told.unwrap_or_else(|found| panic!("{found}"));
}

const MISTAKES: &[Mistake] = &[
    Mistake {
        what: "who pays early is taken to pay on time",
        function: "app.habits(int, date, timestamptz)",
        right: "s.settled_on - s.due_on as late",
        wrong: "greatest(s.settled_on - s.due_on, 0) as late",
    },
    Mistake {
        what: "each payment counts alike",
        function: "app.habits(int, date, timestamptz)",
        right: "sum(h.worth * h.late) / sum(h.worth)",
        wrong: "avg(h.late)",
    },
    Mistake {
        what: "a withdrawn dispute still delays",
        function: "app.expected(int, date, timestamptz, int[], uuid)",
        right: "d.resolved_on > p_day or",
        wrong: "true or",
    },
    Mistake {
        what: "a dispute takes more than is open",
        function: "app.expected(int, date, timestamptz, int[], uuid)",
        right: "least(i.open, d.upto) - least",
        wrong: "d.upto - least",
    },
    Mistake {
        what: "a promise covers what is disputed too",
        function: "app.expected(int, date, timestamptz, int[], uuid)",
        right: "i.open - coalesce(c.amount, 0) as left_open",
        wrong: "i.open as left_open",
    },
    Mistake {
        what: "promises on account cover the newest first",
        function: "app.expected(int, date, timestamptz, int[], uuid)",
        right: "order by f.due_on, f.item_id)",
        wrong: "order by f.due_on desc, f.item_id)",
    },
    Mistake {
        what: "a promise of tomorrow counts today",
        function: "app.standing_promises(int, date, timestamptz, uuid)",
        right: "and p.made_on <= p_day",
        wrong: "",
    },
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn seeded_mistakes_are_found() {
    all_are_found(seed(), MISTAKES, Stand::new, compare).await;
}
