//! The worklist: whom to call today, and why in this order.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::alert::AlertKind;
use super::currency::Currency;
use super::money::Money;
use super::raw::Raw;

/// A customer on today's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorklistRow {
    /// The customer.
    pub customer: Uuid,
    /// Its reference.
    pub reference: Raw,
    /// Its name.
    pub name: Raw,
    /// Portfolio, as it is today.
    pub portfolio: i32,
    /// First the urgent ones, then by points.
    pub section: Section,
    /// Sum of the points of the rules that match.
    pub points: i32,
    /// The rules that match: always one key away.
    pub reasons: Vec<Reason>,
    /// Overdue, in company currency.
    pub overdue: Money,
    /// Overdue and covered neither by a promise nor by a dispute, in company currency.
    pub to_chase: Money,
    /// Overdue in each currency, where it is not only the company's.
    pub by_currency: Vec<Money>,
    /// Days late of the oldest item.
    pub oldest_days: i32,
    /// The next promise that is awaited.
    pub next_promise: Option<(NaiveDate, Money)>,
    /// The last attempt to reach the customer: when, by whom, with what outcome.
    pub last_contact: Option<LastContact>,
    /// When to come back to the customer, as somebody has put down.
    pub revisit_on: Option<NaiveDate>,
    /// Alerts not settled.
    pub alerts: Vec<AlertKind>,
    /// Colleagues who are at this customer now.
    pub present: Vec<Raw>,
}

/// An attempt to reach a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastContact {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub person: Option<Raw>,
    /// The outcome's code.
    pub outcome: Option<String>,
    /// It was on today's business date: nobody calls twice.
    pub today: bool,
}

/// A part of the worklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Returned payments, promises broken or due today, breaches.
    First,
    /// By points.
    Points,
}

impl Section {
    /// The word of scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Points => "points",
        }
    }
}

/// A rule that matched a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The rule's code, such as `overdue_amount`, or what put the customer first, such as `breach`.
    pub code: String,
    /// Its points; 0 in the first section.
    pub points: i32,
    /// What matched, where the rule tells: an amount in company currency, days or a count.
    pub value: Option<Decimal>,
    /// Currency of that amount, where it is not the company's.
    pub currency: Option<Currency>,
}
