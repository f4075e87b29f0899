//! Creditor companies, their portfolios and the people who work for them.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::aging::Buckets;
use super::currency::Currency;
use super::raw::Raw;

/// A creditor company the person may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// Its key.
    pub id: i32,
    /// Short code, as the command line takes it.
    pub code: String,
    /// Name.
    pub name: Raw,
    /// ISO 3166 code of its country, whose holidays it keeps.
    pub country: String,
    /// The currency of its limits and of totals over currencies.
    pub currency: Currency,
    /// IANA name of the time zone its business date follows.
    pub time_zone: String,
    /// Its business date.
    pub today: NaiveDate,
    /// How overdue amounts are split by age.
    pub buckets: Buckets,
    /// Business days after a promised date before the promise is judged.
    pub grace_business_days: u32,
    /// Below this amount (company currency) nobody is chased.
    pub min_chase_amount: Decimal,
    /// Above this limit (company currency) a second person agrees.
    pub limit_ceiling: Decimal,
    /// The day up to which the change of day has been worked through.
    pub rolled_on: Option<NaiveDate>,
    /// The last business date that imported receipts cover.
    pub receipts_cover_until: Option<NaiveDate>,
}

/// A portfolio of customers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portfolio {
    /// Its key.
    pub id: i32,
    /// The company's key.
    pub company: i32,
    /// Short code.
    pub code: Raw,
    /// Name.
    pub name: Raw,
    /// People who have it today, substitutes last.
    pub collectors: Vec<Raw>,
}

/// A person who works here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Key.
    pub id: i32,
    /// Name as colleagues see it.
    pub name: Raw,
}
