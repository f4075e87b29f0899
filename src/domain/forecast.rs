//! What will come in, when: open items in the weeks or months in which they are expected.
//!
//! Each part of an item is expected on the day it is promised for; a direct debit or a bill on its due date; else
//! on its due date plus how late the customer usually pays (six months, weighted; without history its segment,
//! else not late at all); a disputed part later by the days that disputes of its reason take. What is in
//! litigation or insolvency is not expected, what should have come before the day is off the forecast, and open
//! credits are told apart.

use chrono::{Datelike, Days, Months, NaiveDate};
use rust_decimal::Decimal;

use super::currency::Currency;
use super::money::Money;

/// Weeks of which the forecast is held against what came.
pub const KEPT: u32 = 13;

/// How time is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// Weeks, from Monday.
    #[default]
    Week,
    /// Calendar months.
    Month,
}

impl By {
    /// As scripts know it.
    pub fn word(self) -> &'static str {
        match self {
            By::Week => "week",
            By::Month => "month",
        }
    }

    /// How many of them are shown.
    pub fn shown(self) -> u32 {
        match self {
            By::Week => 13,
            By::Month => 6,
        }
    }

    /// The first day of the period in which a day lies.
    pub fn start(self, day: NaiveDate) -> NaiveDate {
        let into = match self {
            By::Week => day.weekday().num_days_from_monday(),
            By::Month => day.day0(),
        };
        day.checked_sub_days(Days::new(into.into())).unwrap_or(day)
    }

    /// The first day of the period so many after the one that begins on a day.
    pub fn after(self, start: NaiveDate, periods: u32) -> NaiveDate {
        let found = match self {
            By::Week => start.checked_add_days(Days::new(7 * u64::from(periods))),
            By::Month => start.checked_add_months(Months::new(periods)),
        };
        found.unwrap_or(NaiveDate::MAX)
    }

    /// The name of the period that begins on a day: `2026-W27`, `2026-07`.
    pub fn label(self, start: NaiveDate) -> String {
        match self {
            By::Week => start.format("%G-W%V").to_string(),
            By::Month => start.format("%Y-%m").to_string(),
        }
    }
}

/// An amount of open items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    /// The amount.
    pub amount: Decimal,
    /// Items with a part in it.
    pub items: i64,
    /// Their customers.
    pub customers: i64,
    /// Of the amount, what is promised.
    pub promised: Decimal,
    /// Of the amount, what is disputed.
    pub disputed: Decimal,
}

/// A week or a month to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// What is expected in it from the day on.
    pub expected: Sum,
    /// What came in up to the day, returned payments taken off.
    pub received: Decimal,
}

/// The forecast in one currency. The columns, what is later, off and excluded are together what is owed gross.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// The currency of every amount here.
    pub currency: Currency,
    /// The period of the day, and those after it.
    pub columns: Vec<Column>,
    /// Expected after the last column.
    pub later: Sum,
    /// Should have come before the day.
    pub off: Sum,
    /// In litigation, or on the way there.
    pub litigation: Sum,
    /// Born before the customer's insolvency.
    pub insolvency: Sum,
    /// Open credits, negative.
    pub unapplied: Sum,
}

impl Forecast {
    /// What the columns add up to.
    pub fn expected(&self) -> Decimal {
        self.columns.iter().map(|c| c.expected.amount).sum()
    }

    /// All open debit items.
    pub fn gross(&self) -> Decimal {
        let apart = [&self.later, &self.off, &self.litigation, &self.insolvency];
        self.expected() + apart.iter().map(|sum| sum.amount).sum::<Decimal>()
    }
}

/// A week as it was expected when it began, and as it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// The currency.
    pub currency: Currency,
    /// Its Monday.
    pub week: NaiveDate,
    /// When the forecast was kept.
    pub taken_on: NaiveDate,
    /// What was expected from then on.
    pub forecast: Decimal,
    /// What came from then on, up to the end of the week, returned payments taken off.
    pub received: Decimal,
}

/// What a month is to bring, and what it has brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// The first day of the month.
    pub month: NaiveDate,
    /// To be received, in company currency; `None` when nobody has set it.
    pub amount: Option<Money>,
    /// Its version; 0 without one.
    pub rev: i32,
    /// Received so far in all currencies that have a rate, in company currency.
    pub received: Money,
}

impl Target {
    /// How much of it has come, in percent; `None` without a target or when it is nothing.
    pub fn progress(&self) -> Option<Decimal> {
        let target = self.amount?.amount();
        (self.received.amount() * Decimal::ONE_HUNDRED).checked_div(target)
    }
}

/// The weeks kept and the month's target, as a screen shows them beside the forecast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The last weeks, by currency, the earliest first.
    pub kept: Vec<Kept>,
    /// The target of the month.
    pub target: Target,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn weeks_begin_on_monday_and_have_their_year() {
        assert_eq!(By::Week.start(day("2026-07-05")), day("2026-06-29"));
        assert_eq!(By::Week.label(day("2025-12-29")), "2026-W01");
        assert_eq!(By::Week.after(day("2026-06-29"), 2), day("2026-07-13"));
        assert_eq!(By::Month.start(day("2026-07-31")), day("2026-07-01"));
        assert_eq!(By::Month.after(day("2026-11-01"), 3), day("2027-02-01"));
        assert_eq!(By::Month.label(day("2026-07-01")), "2026-07");
    }
}
