//! Alerts: what must be looked at now.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::money::Money;
use super::raw::Raw;

/// An alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// Its id.
    pub id: Uuid,
    /// The customer.
    pub customer: Uuid,
    /// The customer's reference.
    pub customer_reference: Raw,
    /// The customer's name.
    pub customer_name: Raw,
    /// What happened.
    pub kind: AlertKind,
    /// What it is about: a payment, a promise, an order, or the customer.
    pub subject: Uuid,
    /// Where it stands.
    pub state: AlertState,
    /// By how much: of a breach what exceeds the limit, of a broken promise what was promised.
    pub amount: Option<Money>,
    /// Business date on which it was raised.
    pub raised_on: NaiveDate,
    /// When it was raised.
    pub raised_at: DateTime<Utc>,
    /// Not shown before this day.
    pub snoozed_until: Option<NaiveDate>,
    /// Who has it.
    pub assigned: Option<Raw>,
    /// Who acknowledged, snoozed or resolved it.
    pub handled_by: Option<Raw>,
    /// The reason given.
    pub reason: Option<Raw>,
    /// Version, for writes.
    pub rev: i32,
    /// Number of the document it is about.
    pub number: Option<Raw>,
    /// The day it is about: on which a limit or a deadline ends, something was promised, due or returned.
    pub falls_on: Option<NaiveDate>,
    /// Which deadline it is, as in `declare_claim`.
    pub deadline: Option<Raw>,
}

/// What an alert is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AlertKind {
    /// A payment came back.
    ReturnedPayment,
    /// Exposure above the limit.
    Breach,
    /// Exposure near the limit.
    Near,
    /// A promise was not kept.
    BrokenPromise,
    /// An order waits because of credit.
    BlockedOrder,
    /// A large amount has become overdue.
    LargeOverdue,
    /// A limit is about to run out.
    LimitExpiring,
    /// A currency has no rate: the exposure is not known.
    ExposureUnknown,
    /// A legal or insurance deadline comes near.
    Deadline,
}

impl AlertKind {
    /// Every kind, in the order in which people look at them.
    pub const ALL: [AlertKind; 9] = [
        Self::ReturnedPayment,
        Self::Breach,
        Self::BrokenPromise,
        Self::BlockedOrder,
        Self::LargeOverdue,
        Self::Near,
        Self::LimitExpiring,
        Self::Deadline,
        Self::ExposureUnknown,
    ];

    /// The word of the ledger and of scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::ReturnedPayment => "returned_payment",
            Self::Breach => "breach",
            Self::Near => "near",
            Self::BrokenPromise => "broken_promise",
            Self::BlockedOrder => "blocked_order",
            Self::LargeOverdue => "large_overdue",
            Self::LimitExpiring => "limit_expiring",
            Self::ExposureUnknown => "exposure_unknown",
            Self::Deadline => "deadline",
        }
    }
}

/// Where an alert stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AlertState {
    /// Nobody has looked at it.
    Open,
    /// Somebody has.
    Acknowledged,
    /// Put off to a day.
    Snoozed,
    /// Settled with a reason.
    Resolved,
    /// Its cause is gone.
    Closed,
}

impl AlertState {
    /// Every state.
    pub const ALL: [AlertState; 5] = [
        Self::Open,
        Self::Acknowledged,
        Self::Snoozed,
        Self::Resolved,
        Self::Closed,
    ];

    /// The word of the ledger and of scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Acknowledged => "acknowledged",
            Self::Snoozed => "snoozed",
            Self::Resolved => "resolved",
            Self::Closed => "closed",
        }
    }
}
