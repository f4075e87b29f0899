//! What the day starts with.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;

use super::alert::AlertKind;
use super::money::Money;

/// The day at a glance, for one company and the portfolios of whoever asks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Today {
    /// Customers in the first section of the worklist.
    pub first: i64,
    /// Customers ranked by points.
    pub by_points: i64,
    /// Calls logged today, the undone ones left out.
    pub called: i64,
    /// Customers on the worklist whose revisit date has come.
    pub revisits: i64,
    /// Promises that fall due today.
    pub promises_due: i64,
    /// Promises whose day has passed and that await the bank.
    pub promises_awaiting: i64,
    /// Promises found broken since yesterday.
    pub promises_broken: i64,
    /// Alerts nobody has settled, by kind; kinds without any are left out.
    pub alerts: Vec<(AlertKind, i64)>,
    /// Reminders to approve.
    pub reminders_proposed: i64,
    /// Reminders somebody must look at first.
    pub reminders_to_review: i64,
    /// Mail of which nobody knows whether it went out.
    pub mail_uncertain: i64,
    /// Mail that could not be sent.
    pub mail_failed: i64,
    /// Disputes that are open.
    pub disputes_open: i64,
    /// Customers above their limit.
    pub breaches: i64,
    /// Orders that wait because of credit.
    pub orders_blocked: i64,
    /// Gross and overdue, one line per currency.
    pub owed: Vec<Owed>,
    /// What has changed since the start of yesterday.
    pub since_yesterday: Since,
    /// The last import and the day its receipts reach.
    pub last_import: Option<DateTime<Utc>>,
    /// The last business date that imported receipts cover.
    pub receipts_cover_until: Option<NaiveDate>,
}

/// What is owed in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// Open debit items.
    pub gross: Money,
    /// Of them overdue.
    pub overdue: Money,
    /// Customers who owe something overdue.
    pub customers: i64,
}

/// What has changed since the start of yesterday, the business date before today's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Since {
    /// Payments received.
    pub payments: i64,
    /// Items of invoices issued, as far as they are open: an invoice in instalments has several.
    pub invoices: i64,
    /// Items that fell overdue.
    pub newly_overdue: i64,
    /// Calls and notes logged.
    pub activities: i64,
    /// Alerts raised, by kind; kinds without any are left out.
    pub alerts: Vec<(AlertKind, i64)>,
    /// Promises made for a day to come.
    pub promises: i64,
}

/// Days of sales that [`Measures::dso`] looks back on.
pub const DSO_DAYS: i64 = 91;

/// What a credit manager's day starts with, in company currency; a currency without a rate is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measures {
    /// What customers owe and may owe: open items, credits and orders not yet invoiced.
    pub exposure: Money,
    /// Open debit items.
    pub gross: Money,
    /// Sales of the last [`DSO_DAYS`] days, VAT included.
    pub sales: Money,
}

impl Measures {
    /// Days of sales outstanding, gross: what is open × days ÷ sales of these days; `None` without sales.
    pub fn dso(&self) -> Option<Decimal> {
        let days = Decimal::from(DSO_DAYS);
        (self.gross.amount() * days).checked_div(self.sales.amount())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::currency::Currency;

    fn euro(amount: i64) -> Money {
        Money::rounded(Decimal::from(amount), Currency::EUR).expect("an amount")
    }

    #[test]
    fn the_golden_ledger_is_62_76_days_and_no_sales_are_no_days() {
        let measures = |sales| Measures {
            exposure: euro(6_000),
            gross: euro(6_000),
            sales: euro(sales),
        };
        let dso = measures(8_700).dso().expect("sales");
        assert_eq!(dso.round_dp(2).to_string(), "62.76");
        assert_eq!(measures(0).dso(), None);
    }
}
