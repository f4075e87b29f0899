//! The key figures of random ledgers against a model in plain Rust, which reads the ledger forward and divides
//! whole numbers. `ENCOURS_SEED` repeats a run, `ENCOURS_CASES` lengthens it.

use std::collections::BTreeSet;

use chrono::Datelike;
use encours::domain::filter::Filter;
use encours::domain::kpi::{self, Balance, CeiSales, Kpi, Period};
use encours::store;
use rust_decimal::Decimal;

use crate::support::model::{self, BASE, CURRENCIES, Ledger, Reading, Source};
use crate::support::property::{cases, seed};
use crate::support::stand::{Mistake, Stand, all_are_found, over_ledgers};

/// What is asked: a currency, and the days of the period that ends on the reading's day.
#[derive(Debug, Clone, Copy)]
struct Question {
    currency: usize,
    from: i32,
    reading: Reading,
}

/// A fraction as a figure with two decimals, half away from zero; `None` without a denominator.
fn figure(part: i128, whole: i128) -> Option<String> {
    if whole == 0 {
        return None;
    }
    let (part, whole) = if whole < 0 {
        (-part, -whole)
    } else {
        (part, whole)
    };
    let hundredths = (part.abs() * 200 + whole) / (2 * whole);
    let sign = if part < 0 && hundredths > 0 { "-" } else { "" };
    Some(format!(
        "{sign}{}.{:02}",
        hundredths / 100,
        hundredths % 100
    ))
}

/// Gross, not due, more than 90 days late, unapplied, in minor units.
fn balance(ledger: &Ledger, currency: usize, reading: Reading) -> [i128; 4] {
    let mut sums = [0; 4];
    for (at, item) in ledger.items.iter().enumerate() {
        let open = i128::from(ledger.open(at, reading));
        if item.currency != currency {
            continue;
        }
        if open < 0 {
            sums[3] += open;
            continue;
        }
        let late = reading.day - ledger.due(at, reading);
        sums[0] += open;
        sums[1] += if late <= 0 { open } else { 0 };
        sums[2] += if late > 90 { open } else { 0 };
    }
    for (at, receipt) in ledger.receipts.iter().enumerate() {
        if receipt.currency == currency {
            sums[3] -= i128::from(ledger.unallocated(at, reading));
        }
    }
    sums
}

struct Model<'a> {
    ledger: &'a Ledger,
    asked: Question,
}

impl Model<'_> {
    fn knows(&self, recorded: i32) -> bool {
        self.asked
            .reading
            .known
            .is_none_or(|known| recorded <= known)
    }

    fn to(&self) -> i32 {
        self.asked.reading.day
    }

    fn in_period(&self, day: i32) -> bool {
        (self.asked.from..=self.to()).contains(&day)
    }

    fn issued(&self, kinds: &[&str], days: impl Fn(i32) -> bool) -> i128 {
        let items = self.ledger.items.iter().filter(|item| {
            item.currency == self.asked.currency
                && kinds.contains(&item.kind)
                && days(item.issued)
                && item.issued <= self.to()
                && self.knows(item.recorded)
        });
        items.map(|item| i128::from(item.amount)).sum()
    }

    /// Invoices as they stood: neither reversals nor what was known to be reversed.
    fn invoices(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.ledger.items.len()).filter(|at| {
            let item = &self.ledger.items[*at];
            let reversed = self
                .ledger
                .items
                .iter()
                .any(|other| other.reverses == Some(*at) && self.knows(other.recorded));
            item.currency == self.asked.currency
                && item.kind == "invoice"
                && item.reverses.is_none()
                && !reversed
                && item.issued <= self.to()
                && self.knows(item.recorded)
        })
    }

    /// What moved an item up to a day: amount, what of it was paid, and when.
    fn moves(&self, at: usize, until: i32) -> Vec<(i64, i64, i32)> {
        let mut moves = Vec::new();
        for of in &self.ledger.allocations {
            if of.applied > until || !self.knows(of.recorded) {
                continue;
            }
            if of.item == at {
                let paid = if of.kind == "payment" { of.amount } else { 0 };
                moves.push((of.amount, paid, of.applied));
            }
            if of.source == Source::Item(at) {
                moves.push((-of.source_amount, 0, of.applied));
            }
        }
        moves
    }

    /// Paid, paid × days late, paid × days since the invoice, of what was settled in the period.
    fn settled(&self) -> [i128; 3] {
        let mut sums = [0; 3];
        for at in self.invoices() {
            let item = &self.ledger.items[at];
            let moves = self.moves(at, self.to());
            let whole: i64 = moves.iter().map(|(amount, ..)| amount).sum();
            let paid: i64 = moves.iter().map(|(_, paid, _)| paid).sum();
            let last = moves.iter().map(|(.., on)| *on).max();
            if let Some(last) = last
                && whole == item.amount
                && paid > 0
                && moves.iter().any(|(.., on)| self.in_period(*on))
            {
                let due = self.ledger.due(at, self.asked.reading);
                sums[0] += i128::from(paid);
                sums[1] += i128::from(paid) * i128::from((last - due).max(0));
                sums[2] += i128::from(paid) * i128::from((last - item.issued).max(0));
            }
        }
        sums
    }

    /// Fallen due thirty days ago: count and amount, then those not fully paid by then; documents issued.
    fn unpaid(&self) -> ([i128; 4], i128) {
        let mut sums = [0; 4];
        let mut documents = BTreeSet::new();
        for at in self.invoices() {
            let item = &self.ledger.items[at];
            if !self.in_period(item.issued) {
                continue;
            }
            documents.insert(item.document);
            let until = self.ledger.due(at, self.asked.reading) + 30;
            if until > self.to() {
                continue;
            }
            let moved: i64 = self
                .moves(at, until)
                .iter()
                .map(|(amount, ..)| amount)
                .sum();
            let left = usize::from(moved < item.amount);
            sums[0] += 1;
            sums[1] += i128::from(item.amount);
            sums[2] += left as i128;
            sums[3] += left as i128 * i128::from(item.amount);
        }
        (sums, documents.len() as i128)
    }

    /// Disputed amount opened, disputes resolved, and their days.
    fn disputes(&self) -> [i128; 3] {
        let mut sums = [0; 3];
        for dispute in &self.ledger.disputes {
            let of = self.ledger.items[dispute.item].currency;
            if of != self.asked.currency || !self.knows(dispute.recorded) {
                continue;
            }
            if self.in_period(dispute.opened) {
                sums[0] += i128::from(dispute.amount);
            }
            if let Some((day, at)) = dispute.resolved
                && self.in_period(day)
                && self.knows(at)
            {
                sums[1] += 1;
                sums[2] += i128::from(day - dispute.opened);
            }
        }
        sums
    }

    /// The days that what is owed exhausts, walked month by month, and whether the ledger is too short.
    fn count_back(&self, owed: i128) -> (Option<String>, bool) {
        let month = |day: i32| {
            let date = model::date(day);
            date.year() * 12 + i32::from(date.month0() as u16)
        };
        let first = self.ledger.items.iter().filter(|item| {
            item.currency == self.asked.currency
                && item.issued <= self.to()
                && self.knows(item.recorded)
        });
        let Some(first) = first.map(|item| month(item.issued)).min() else {
            return ((owed == 0).then(|| "0.00".into()), false);
        };
        let (mut days, mut left) = (0, owed);
        for at in (first..=month(self.to())).rev() {
            if left <= 0 {
                return (figure(days, 1), false);
            }
            let length = (-400..=self.to()).filter(|day| month(*day) == at).count() as i128;
            let sales = self.issued(&["invoice", "credit_note"], |day| month(day) == at);
            if sales > left {
                return (figure(days * sales + left * length, sales), false);
            }
            left -= sales.max(0);
            days += length;
        }
        (figure(days, 1), left > 0)
    }

    fn figures(&self) -> Vec<(Kpi, Option<String>)> {
        let Question {
            currency,
            from,
            reading,
        } = self.asked;
        let [gross, not_due, over90, unapplied] = balance(self.ledger, currency, reading);
        let before = Reading {
            day: from - 1,
            ..reading
        };
        let [begin, ..] = balance(self.ledger, currency, before);
        let sales = self.issued(&["invoice", "credit_note"], |day| self.in_period(day));
        let invoiced = self.issued(&["invoice"], |day| self.in_period(day));
        let days = i128::from(self.to() - from + 1);
        let [paid, paid_late, paid_days] = self.settled();
        let ([fallen, _, unpaid, _], _) = self.unpaid();
        let [opened, resolved, resolved_days] = self.disputes();
        vec![
            (Kpi::Dso, figure(gross * days, sales)),
            (Kpi::DsoNet, figure((gross + unapplied) * days, sales)),
            (Kpi::DsoCountback, self.count_back(gross).0),
            (Kpi::Bpdso, figure(not_due * days, sales)),
            (Kpi::Add, figure((gross - not_due) * days, sales)),
            (
                Kpi::Cei,
                figure((begin + sales - gross) * 100, begin + sales - not_due),
            ),
            (Kpi::OverduePct, figure((gross - not_due) * 100, gross)),
            (Kpi::Over90Pct, figure(over90 * 100, gross)),
            (Kpi::Wadl, figure(paid_late, paid)),
            (Kpi::Wadp, figure(paid_days, paid)),
            (Kpi::UnpaidRate, figure(unpaid * 100, fallen)),
            (Kpi::DisputeRate, figure(opened * 100, invoiced)),
            (Kpi::DisputeDays, figure(resolved_days, resolved)),
        ]
    }
}

/// Records the ledger in a company of its own and compares every figure of every reading; how many had a value.
async fn compare(stand: &Stand, ledger: &Ledger, readings: &[Reading]) -> Result<usize, String> {
    let (company, _) = stand.record(ledger).await;
    let mut valued = 0;
    for (n, reading) in readings.iter().enumerate() {
        let question = Question {
            currency: n % CURRENCIES.len(),
            from: reading.day - [90, 30, 0][n % 3],
            reading: *reading,
        };
        valued += one(stand, ledger, company, question).await?;
    }
    Ok(valued)
}

async fn one(
    stand: &Stand,
    ledger: &Ledger,
    company: i32,
    asked: Question,
) -> Result<usize, String> {
    let (code, digits) = CURRENCIES[asked.currency];
    let filter = Filter {
        currency: Some(code.parse().map_err(|_| "a currency")?),
        ..Filter::default()
    };
    let day = model::date(asked.reading.day);
    let period = Period::new(model::date(asked.from), day).ok_or("a period")?;
    let known = asked.reading.known.map(model::moment);
    let periods = [(period, day)];
    let read = store::kpi::facts(
        &stand.reader,
        company,
        &filter,
        known,
        &periods,
        CeiSales::Period,
    );
    let read = read
        .await
        .map_err(|error| format!("{error} {:?}", error.params()))?;
    let facts = &read.first().ok_or("facts")?.facts;
    let model = Model { ledger, asked };

    let minor = |value: Decimal| value * Decimal::from(10_i64.pow(digits));
    let whole = |of: &Balance| [of.gross, of.not_due, of.over90, of.unapplied].map(minor);
    let expected = balance(ledger, asked.currency, asked.reading).map(Decimal::from);
    if whole(&facts.now) != expected {
        return Err(format!(
            "{asked:?}: {:?}, the model {expected:?}",
            facts.now
        ));
    }
    let mut valued = 0;
    for (kpi, expected) in model.figures() {
        let found = kpi::compute(kpi, facts);
        let value = found.value.map(|value| value.to_string());
        if value != expected {
            return Err(format!(
                "{asked:?}: {kpi:?} is {value:?}, the model says {expected:?}"
            ));
        }
        valued += usize::from(value.is_some());
        if kpi == Kpi::DsoCountback
            && found.more != model.count_back(expected_gross(ledger, asked)).1
        {
            return Err(format!("{asked:?}: beyond the ledger? {}", found.more));
        }
    }
    let ([_, fallen, _, unpaid], documents) = model.unpaid();
    let amounts = [facts.flows.fallen_amount, facts.flows.unpaid_amount].map(minor);
    if amounts != [fallen, unpaid].map(Decimal::from) || i128::from(facts.flows.issued) != documents
    {
        return Err(format!(
            "{asked:?}: unpaid {amounts:?}, {} invoices",
            facts.flows.issued
        ));
    }
    Ok(valued)
}

fn expected_gross(ledger: &Ledger, asked: Question) -> i128 {
    balance(ledger, asked.currency, asked.reading)[0]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn figures_are_what_the_model_says_on_any_day_in_both_readings() {
    assert_eq!(BASE, model::date(0));
    let seed = seed();
    println!("ENCOURS_SEED={seed}");
    let told = over_ledgers(Stand::new().await, (seed, cases(60), 200), compare).await;
    let valued = told.unwrap_or_else(|found| panic!("{found}"));
    let sum: usize = valued.iter().sum();
    println!("{sum} figures with a value");
    assert!(sum > valued.len() * 10, "seed {seed}: only {sum}");
}

const MISTAKES: &[Mistake] = &[
    Mistake {
        what: "ninety days late count as more",
        function: "app.kpi_balance(int, date, timestamptz, int[], text, uuid, date)",
        right: "l.late > 90",
        wrong: "l.late >= 90",
    },
    Mistake {
        what: "credit notes are forgotten in sales",
        function: "app.kpi_sales(int, date, date, date, timestamptz, int[], text, uuid, date)",
        right: "d.kind in ('invoice', 'credit_note')",
        wrong: "d.kind in ('invoice')",
    },
    Mistake {
        what: "an early payment counts as negative",
        function: "app.kpi_settled(int, date, date, timestamptz, int[], text, uuid, date)",
        right: "greatest(s.settled_on - s.due_on, 0)",
        wrong: "(s.settled_on - s.due_on)",
    },
    Mistake {
        what: "what was reversed counts",
        function: "app.sold(int, date, date, timestamptz, int[], uuid)",
        right: "d.reversed_by is null or",
        wrong: "true or",
    },
    Mistake {
        what: "the thirtieth day is too early",
        function: "app.kpi_invoices(int, date, date, date, timestamptz, int[], text, uuid, date)",
        right: "+ 30 as until",
        wrong: "+ 29 as until",
    },
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn seeded_mistakes_are_found() {
    all_are_found(seed(), MISTAKES, Stand::new, compare).await;
}
