//! A customer, as one screen tells it.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Utc, Weekday};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::aging::Aged;
use super::alert::Alert;
use super::credit::Exposure;
use super::dispute::Dispute;
use super::promise::Promise;
use super::raw::Raw;
use super::reminder::Reminder;
use super::worklist::{LastContact, Reason};

/// Who a customer is, whom to call there, and where things stand: all that fits no list of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerFile {
    /// Identity.
    pub customer: Customer,
    /// People there; reading them is logged.
    pub contacts: Vec<Contact>,
    /// Exposure against the limit.
    pub exposure: Exposure,
    /// What is owed on the business date, by age, one line per currency.
    pub positions: Vec<Aged>,
    /// Orders not yet invoiced, in each currency of `positions`.
    pub orders: Vec<Decimal>,
    /// How reachable the customer has been.
    pub reach: Reach,
    /// Points on the worklist and why; empty when not on the list.
    pub reasons: Vec<Reason>,
    /// Promises, open ones first, then the latest.
    pub promises: Vec<Promise>,
    /// Reminders, latest first.
    pub reminders: Vec<Reminder>,
    /// Disputes, open ones first.
    pub disputes: Vec<Dispute>,
    /// Alerts not settled.
    pub alerts: Vec<Alert>,
    /// Holds not released.
    pub holds: Vec<Hold>,
    /// Colleagues who have this customer on their screen.
    pub present: Vec<Raw>,
    /// When the customer may be called.
    pub calling: CallingHours,
    /// How late it paid, month by month, the last twelve, oldest first.
    pub rhythm: Vec<PaidMonth>,
}

/// When a customer may be called: on working days, in its own time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CallingHours {
    /// From this time.
    pub from: NaiveTime,
    /// Until this time.
    pub to: NaiveTime,
    /// The customer's own rather than the company's.
    pub own: bool,
    /// The server's clock when the file was read.
    pub read_at: DateTime<Utc>,
}

impl CallingHours {
    /// What the clock showed at the customer's when the file was read; `None` in an unknown time zone.
    pub fn there(&self, time_zone: &str) -> Option<NaiveDateTime> {
        let zone: chrono_tz::Tz = time_zone.parse().ok()?;
        Some(self.read_at.with_timezone(&zone).naive_local())
    }

    /// Whether one may call at a moment of the customer's own time.
    pub fn open_at(&self, there: NaiveDateTime) -> bool {
        let weekend = matches!(there.weekday(), Weekday::Sat | Weekday::Sun);
        !weekend && self.from <= there.time() && there.time() < self.to
    }
}

/// What a customer paid in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaidMonth {
    /// The month's first day.
    pub month: NaiveDate,
    /// Days late, weighted by amount, negative when early; `None` when nothing was paid.
    pub days: Option<i32>,
}

/// Identity and terms of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// Its id.
    pub id: Uuid,
    /// The creditor company's key.
    pub company: i32,
    /// Its reference in the company's books, unique there.
    pub reference: Raw,
    /// Name.
    pub name: Raw,
    /// The customer it belongs to: id and name.
    pub parent: Option<(Uuid, Raw)>,
    /// `company`, `public` or `consumer`.
    pub kind: String,
    /// SIREN number.
    pub siren: Option<Raw>,
    /// SIRET number.
    pub siret: Option<Raw>,
    /// VAT number.
    pub vat_number: Option<Raw>,
    /// ISO 3166 code.
    pub country: String,
    /// Language it is written to in.
    pub language: String,
    /// IANA time zone: when it may be called.
    pub time_zone: String,
    /// Postal address.
    pub address: Option<Raw>,
    /// `transfer`, `card`, `check`, `direct_debit`, `bill` or `cash`.
    pub payment_method: String,
    /// Payment terms as written in the books.
    pub terms: Option<Raw>,
    /// A (good) to E.
    pub risk_class: Option<String>,
    /// Date of the judgment that opened insolvency.
    pub insolvent_on: Option<NaiveDate>,
    /// Portfolio: key and name.
    pub portfolio: (i32, Raw),
    /// The people who have the portfolio today.
    pub collectors: Vec<Raw>,
    /// Version, for writes.
    pub rev: i32,
}

/// A person at the customer's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Its id.
    pub id: Uuid,
    /// Name.
    pub name: Raw,
    /// `payables`, `manager`, `buyer`, …
    pub role: String,
    /// Telephone.
    pub phone: Option<Raw>,
    /// Mobile telephone.
    pub mobile: Option<Raw>,
    /// E-mail address.
    pub email: Option<Raw>,
    /// When the address was last changed: reminders wait a day after that.
    pub email_changed_at: Option<DateTime<Utc>>,
    /// Language to write in, where it is not the customer's.
    pub language: Option<String>,
    /// The one to try first.
    pub is_primary: bool,
    /// Mail to the address came back.
    pub bounced: bool,
    /// Wants no calls.
    pub do_not_call: bool,
    /// Version, for writes.
    pub rev: i32,
}

/// How reachable a customer has been.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reach {
    /// The last attempt.
    pub last: Option<LastContact>,
    /// The last day somebody who decides was reached.
    pub last_right_party_on: Option<NaiveDate>,
    /// The last day a reminder went out.
    pub last_reminder_on: Option<NaiveDate>,
    /// When to come back.
    pub revisit_on: Option<NaiveDate>,
    /// Attempts in all.
    pub attempts: i32,
    /// Of them, those that reached somebody who decides.
    pub right_party: i32,
    /// Promises broken in all.
    pub broken_promises: i32,
}

/// A hold on a customer, an order or an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// Its id.
    pub id: Uuid,
    /// `customer`, `order` or `item`.
    pub scope: String,
    /// The order or the item.
    pub scope_id: Option<Uuid>,
    /// `credit` or `reminders`.
    pub what: String,
    /// `requested`, `in_force` or `release_requested`.
    pub state: String,
    /// The reason given.
    pub reason: Raw,
    /// From this day.
    pub from_on: NaiveDate,
    /// Until this day.
    pub until_on: Option<NaiveDate>,
    /// Who asked for it.
    pub requested_by: Option<Raw>,
    /// Version, for writes.
    pub rev: i32,
}

impl Hold {
    /// Whether it stands, released by nobody, on this: a customer's `credit` or `reminders`, or on one of its
    /// orders or items.
    pub fn stands_on(&self, what: &str, order_or_item: Option<Uuid>) -> bool {
        self.what == what && self.scope_id == order_or_item && self.state != "release_requested"
    }
}

/// A customer found by a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The company's key.
    pub company: i32,
    /// The customer.
    pub customer: Uuid,
    /// Its reference.
    pub reference: Raw,
    /// Its name.
    pub name: Raw,
    /// What matched: `name`, `reference`, `siren`, `phone`, `email`, `document` or `amount`.
    pub matched: String,
    /// The text that matched.
    pub text: Raw,
    /// Overdue in company currency.
    pub overdue: super::money::Money,
    /// When somebody last tried to reach the customer.
    pub last_attempt_at: Option<DateTime<Utc>>,
}
