//! A ledger in plain Rust, written against the rules and not against the SQL: what the database must say.
//!
//! It reads forward, from what was issued to what settled it, with one pass per item; the database tells the
//! same story backwards from what is open now. Days count from [`BASE`], moments are hours since its midnight,
//! amounts are minor units.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};

/// Day 0.
pub const BASE: NaiveDate = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date");
/// The business date on which ledgers of the tests stand.
pub const TODAY: i32 = 100;
/// Currencies and their digits.
pub const CURRENCIES: [(&str, u32); 3] = [("EUR", 2), ("JPY", 0), ("KWD", 3)];

pub fn date(day: i32) -> NaiveDate {
    let days = Days::new(u64::from(day.unsigned_abs()));
    let date = if day < 0 {
        BASE.checked_sub_days(days)
    } else {
        BASE.checked_add_days(days)
    };
    date.expect("a date near the base")
}

pub fn moment(hour: i32) -> DateTime<Utc> {
    let midnight = BASE.and_hms_opt(0, 0, 0).expect("midnight").and_utc();
    midnight + TimeDelta::hours(i64::from(hour))
}

#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// First day late of each overdue bucket.
    pub bounds: Vec<i32>,
    pub customers: usize,
    pub items: Vec<Item>,
    pub receipts: Vec<Receipt>,
    pub allocations: Vec<Allocation>,
    pub due_changes: Vec<DueChange>,
    pub disputes: Vec<Dispute>,
}

#[derive(Debug, Clone)]
pub struct Item {
    pub customer: usize,
    /// Items with the same number are instalments of one document.
    pub document: usize,
    pub kind: &'static str,
    pub currency: usize,
    pub amount: i64,
    pub issued: i32,
    pub recorded: i32,
    /// The due date as first recorded.
    pub due: i32,
    pub assumed: bool,
    pub reverses: Option<usize>,
}

#[derive(Debug, Clone)]
pub struct Receipt {
    pub customer: usize,
    pub currency: usize,
    pub amount: i64,
    pub effective: i32,
    pub recorded: i32,
    pub reverses: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    Receipt(usize),
    Item(usize),
    Nothing,
}

#[derive(Debug, Clone)]
pub struct Allocation {
    pub kind: &'static str,
    pub item: usize,
    pub source: Source,
    pub amount: i64,
    pub source_amount: i64,
    pub applied: i32,
    pub recorded: i32,
    pub reverses: Option<usize>,
}

#[derive(Debug, Clone)]
pub struct DueChange {
    pub item: usize,
    pub due: i32,
    pub effective: i32,
    pub recorded: i32,
}

#[derive(Debug, Clone)]
pub struct Dispute {
    pub item: usize,
    pub amount: i64,
    pub opened: i32,
    pub recorded: i32,
    /// Day and moment of its resolution.
    pub resolved: Option<(i32, i32)>,
}

/// A line of the aged balance: of one customer in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    pub items: i64,
    pub not_due: i64,
    pub buckets: Vec<i64>,
    pub unapplied: i64,
    pub disputed: i64,
}

impl Line {
    pub fn gross(&self) -> i64 {
        self.not_due + self.buckets.iter().sum::<i64>()
    }
}

/// What is asked: a day, and the last moment whose recordings count; `None` is all of them.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    pub day: i32,
    pub known: Option<i32>,
}

impl Reading {
    fn knows(self, recorded: i32) -> bool {
        self.known.is_none_or(|known| recorded <= known)
    }
}

impl Ledger {
    /// What is open of an item.
    pub fn open(&self, item: usize, reading: Reading) -> i64 {
        let Item {
            amount,
            issued,
            recorded,
            ..
        } = self.items[item];
        if issued > reading.day || !reading.knows(recorded) {
            return 0;
        }
        let mut open = amount;
        for allocation in self.counted(reading) {
            if allocation.item == item {
                open -= allocation.amount;
            }
            if allocation.source == Source::Item(item) {
                open += allocation.source_amount;
            }
        }
        open
    }

    /// What is left of a receipt.
    pub fn unallocated(&self, receipt: usize, reading: Reading) -> i64 {
        let found = &self.receipts[receipt];
        if found.effective > reading.day || !reading.knows(found.recorded) {
            return 0;
        }
        let used: i64 = self
            .counted(reading)
            .filter(|allocation| allocation.source == Source::Receipt(receipt))
            .map(|allocation| allocation.source_amount)
            .sum();
        found.amount - used
    }

    fn counted(&self, reading: Reading) -> impl Iterator<Item = &Allocation> {
        self.allocations
            .iter()
            .filter(move |a| a.applied <= reading.day && reading.knows(a.recorded))
    }

    /// The due date in force.
    pub fn due(&self, item: usize, reading: Reading) -> i32 {
        let mut due = self.items[item].due;
        let mut since = None;
        for (order, change) in self.due_changes.iter().enumerate() {
            let place = (change.effective, change.recorded, order);
            let counts = change.effective <= reading.day && reading.knows(change.recorded);
            if change.item == item && counts && since.is_none_or(|since| since < place) {
                since = Some(place);
                due = change.due;
            }
        }
        due
    }

    /// The disputed part of an item, never more than is open.
    fn disputed(&self, item: usize, open: i64, reading: Reading) -> i64 {
        let contested: i64 = self
            .disputes
            .iter()
            .filter(|dispute| {
                let settled = dispute
                    .resolved
                    .is_some_and(|(day, at)| day <= reading.day && reading.knows(at));
                dispute.item == item
                    && dispute.opened <= reading.day
                    && reading.knows(dispute.recorded)
                    && !settled
            })
            .map(|dispute| dispute.amount)
            .sum();
        contested.min(open)
    }

    /// The aged balance: lines by customer and currency, those with nothing open left out.
    pub fn aging(&self, reading: Reading) -> BTreeMap<(usize, usize), Line> {
        let mut lines: BTreeMap<(usize, usize), Line> = BTreeMap::new();
        let mut line = |customer: usize, currency: usize, change: &mut dyn FnMut(&mut Line)| {
            let line = lines.entry((customer, currency)).or_insert_with(|| Line {
                buckets: vec![0; self.bounds.len()],
                ..Line::default()
            });
            change(line);
        };
        for (at, item) in self.items.iter().enumerate() {
            let open = self.open(at, reading);
            if open == 0 {
                continue;
            }
            let late = reading.day - self.due(at, reading);
            let disputed = self.disputed(at, open, reading);
            line(item.customer, item.currency, &mut |line| {
                if open < 0 {
                    line.unapplied += open;
                    return;
                }
                line.items += 1;
                line.disputed += disputed;
                if late <= 0 {
                    line.not_due += open;
                    return;
                }
                let mut bucket = 0;
                while bucket + 1 < self.bounds.len() && late >= self.bounds[bucket + 1] {
                    bucket += 1;
                }
                line.buckets[bucket] += open;
            });
        }
        for (at, receipt) in self.receipts.iter().enumerate() {
            let left = self.unallocated(at, reading);
            if left != 0 {
                line(receipt.customer, receipt.currency, &mut |line| {
                    line.unapplied -= left;
                });
            }
        }
        lines
    }
}
