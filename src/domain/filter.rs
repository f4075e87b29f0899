//! Which rows of a list are asked for, and as of when: what a screen is about ([`Filter`], [`AsOf`]), and
//! what a person narrows it to by typing ([`parse`], [`Condition`]).

mod condition;
mod parse;

pub use condition::{Comparison, Condition, Literal, Test};
pub use parse::{Refusal, Why, parse};

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::currency::Currency;

/// Narrows a list. Everything that is set must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Customers of this portfolio.
    pub portfolio: Option<i32>,
    /// Customers of the portfolios this person has today.
    pub collector: Option<i32>,
    /// Amounts in this currency; of a list of customers, those who owe in it.
    pub currency: Option<Currency>,
    /// One customer.
    pub customer: Option<Uuid>,
    /// From this day on, inclusive.
    pub from: Option<NaiveDate>,
    /// Up to this day, inclusive.
    pub to: Option<NaiveDate>,
}

/// A day, and how much of what was recorded about it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    /// The business date: facts effective up to and including it.
    pub day: NaiveDate,
    /// Only what was recorded up to this moment; `None` reads the day as it is known today.
    pub known_at: Option<DateTime<Utc>>,
}

impl AsOf {
    /// The day as it is known today.
    pub fn day(day: NaiveDate) -> AsOf {
        AsOf {
            day,
            known_at: None,
        }
    }
}
