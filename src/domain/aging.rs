//! The aged balance: which bucket an item is in, and the rows of the balance.
//!
//! `days_late = as_of - due_date`; up to 0 is not due: an invoice due today is not late (Directive
//! 2011/7/EU art. 3, C. com. L441-10). Every open debit item is in exactly one bucket; every open credit is
//! in *unapplied*, as a negative amount; `net = gross + unapplied`. The disputed part is shown beside the
//! buckets, not instead of them.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::currency::Currency;
use super::raw::Raw;

/// Days from the due date to the day of the balance; negative before it is due.
pub fn days_late(as_of: NaiveDate, due_on: NaiveDate) -> i64 {
    (as_of - due_on).num_days()
}

/// Overdue buckets that a balance has at most.
pub const MOST_BUCKETS: usize = 8;

/// How the balance is summed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Split {
    /// One line per currency.
    #[default]
    Currency,
    /// One line per currency and portfolio.
    Portfolio,
}

/// The bounds of the overdue buckets: the first day late of each, ascending, the first being 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buckets {
    from: Vec<i32>,
}

impl Default for Buckets {
    /// 1–30, 31–60, 61–90, 91–120, >120.
    fn default() -> Buckets {
        Buckets {
            from: vec![1, 31, 61, 91, 121],
        }
    }
}

impl Buckets {
    /// Bounds as configured; `None` unless they begin with 1 and ascend.
    pub fn new(from: Vec<i32>) -> Option<Buckets> {
        let ascending = from.windows(2).all(|pair| pair[0] < pair[1]);
        (from.first() == Some(&1) && ascending).then_some(Buckets { from })
    }

    /// The first day late of each overdue bucket.
    pub fn from(&self) -> &[i32] {
        &self.from
    }

    /// Number of overdue buckets.
    pub fn len(&self) -> usize {
        self.from.len()
    }

    /// Never: there is always one.
    pub fn is_empty(&self) -> bool {
        self.from.is_empty()
    }

    /// The overdue bucket, from 0, of an item so many days late; `None` is not due.
    pub fn of(&self, days_late: i64) -> Option<usize> {
        self.from
            .iter()
            .rposition(|first| days_late >= i64::from(*first))
    }

    /// The names of the overdue buckets as scripts know them: `1-30`, …, `>120`.
    pub fn labels(&self) -> Vec<String> {
        let ends = self.from.iter().skip(1).map(|next| next - 1);
        let mut labels: Vec<String> = self
            .from
            .iter()
            .zip(ends)
            .map(|(first, last)| format!("{first}-{last}"))
            .collect();
        if let Some(last) = self.from.last() {
            labels.push(format!(">{}", last - 1));
        }
        labels
    }
}

/// The figures of a line of the aged balance, in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aged {
    /// The currency of every amount here.
    pub currency: Currency,
    /// Open debit items.
    pub items: i64,
    /// Customers with open debit items.
    pub customers: i64,
    /// Not due.
    pub not_due: Decimal,
    /// Overdue, one amount for each of [`Buckets`].
    pub buckets: Vec<Decimal>,
    /// All open debit items: not due and overdue.
    pub gross: Decimal,
    /// Open credits, negative.
    pub unapplied: Decimal,
    /// `gross + unapplied`.
    pub net: Decimal,
    /// The sum of the overdue buckets.
    pub overdue: Decimal,
    /// Disputed part of the open debit items.
    pub disputed: Decimal,
}

/// A customer's line in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgedCustomer {
    /// The customer.
    pub customer: Uuid,
    /// Its reference in the company's books.
    pub reference: Raw,
    /// Its name.
    pub name: Raw,
    /// Its portfolio, as it is today.
    pub portfolio: i32,
    /// Days since its oldest open debit item fell due, negative before; none without such an item.
    pub oldest_days: Option<i64>,
    /// The figures.
    pub aged: Aged,
}

/// A line of the whole balance: one currency, or one portfolio in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgedTotal {
    /// The portfolio and who has it, of a balance by portfolio.
    pub portfolio: Option<AgedPortfolio>,
    /// The figures.
    pub aged: Aged,
}

/// A portfolio in the aged balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgedPortfolio {
    /// Its key.
    pub id: i32,
    /// Its name.
    pub name: Raw,
    /// The people who have it today.
    pub collectors: Vec<Raw>,
}

impl AgedPortfolio {
    /// The people who have it today, side by side.
    pub fn people(&self) -> String {
        let people: Vec<&str> = self.collectors.iter().map(|c| c.as_str()).collect();
        people.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_inclusive_and_today_is_not_late() {
        let buckets = Buckets::default();
        for (days, bucket) in [
            (-15, None),
            (0, None),
            (1, Some(0)),
            (30, Some(0)),
            (31, Some(1)),
            (60, Some(1)),
            (61, Some(2)),
            (90, Some(2)),
            (91, Some(3)),
            (120, Some(3)),
            (121, Some(4)),
            (4000, Some(4)),
        ] {
            assert_eq!(buckets.of(days), bucket, "{days} days");
        }
    }

    #[test]
    fn labels_name_the_bounds() {
        let labels = Buckets::default().labels();
        assert_eq!(labels, ["1-30", "31-60", "61-90", "91-120", ">120"]);
        assert_eq!(Buckets::new(vec![1]).unwrap().labels(), [">0"]);
    }

    #[test]
    fn bounds_that_do_not_ascend_from_one_are_refused() {
        for from in [vec![], vec![0, 30], vec![1, 1], vec![1, 31, 30]] {
            assert_eq!(Buckets::new(from.clone()), None, "{from:?}");
        }
    }
}
