//! Payments and what they settled.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::money::Money;
use super::raw::Raw;

/// Money that came from a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// Its value date.
    pub effective_on: NaiveDate,
    /// Who paid.
    pub customer_name: Raw,
    /// How much.
    pub amount: Money,
    /// What the bank says it is for.
    pub reference: Option<Raw>,
}

/// The payments of a time, the first of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Payments {
    /// How many there are.
    pub total: i64,
    /// The first, as many as can be read through.
    pub first: Vec<Payment>,
}

/// One line of an item's history: what settled it, or undid that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allocation {
    /// Its id.
    pub id: Uuid,
    /// Payment, credit, discount, write-off, bank charge, exchange or reversal.
    pub kind: AllocationKind,
    /// What it takes off the item; negative for credits and withdrawals.
    pub amount: Money,
    /// Effective date.
    pub applied_on: NaiveDate,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// The payment's reference or the credit note's number.
    pub source: Option<Raw>,
    /// It withdraws an earlier line.
    pub withdraws: bool,
}

/// What kind of source settled an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AllocationKind {
    /// Money received.
    Payment,
    /// A credit note matched.
    Credit,
    /// A discount granted.
    Discount,
    /// Given up.
    WriteOff,
    /// A bank's charge.
    BankCharge,
    /// An exchange difference.
    Exchange,
    /// A wrong document and its reversal, matched.
    Reversal,
}

impl AllocationKind {
    /// Every kind.
    pub const ALL: [AllocationKind; 7] = [
        Self::Payment,
        Self::Credit,
        Self::Discount,
        Self::WriteOff,
        Self::BankCharge,
        Self::Exchange,
        Self::Reversal,
    ];

    /// The word of the ledger and of scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::Credit => "credit",
            Self::Discount => "discount",
            Self::WriteOff => "write_off",
            Self::BankCharge => "bank_charge",
            Self::Exchange => "exchange",
            Self::Reversal => "reversal",
        }
    }
}
