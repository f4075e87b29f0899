//! Disputes: a part of an item that the customer contests. The rest is still chased.

use chrono::NaiveDate;
use uuid::Uuid;

use super::money::Money;
use super::raw::Raw;

/// A dispute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// Its id.
    pub id: Uuid,
    /// The customer.
    pub customer: Uuid,
    /// The item it is about.
    pub item: Uuid,
    /// The number of the item's document.
    pub number: Raw,
    /// Reason code, such as `price`.
    pub reason: String,
    /// The disputed amount.
    pub amount: Money,
    /// Who is to resolve it.
    pub owner: Option<Raw>,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// Where it stands.
    pub status: DisputeStatus,
    /// Opened on.
    pub opened_on: NaiveDate,
    /// Resolved on.
    pub resolved_on: Option<NaiveDate>,
    /// Version, for writes.
    pub rev: i32,
}

/// Where a dispute stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DisputeStatus {
    /// Nobody has it yet.
    Open,
    /// Its owner works on it.
    WithOwner,
    /// Resolved by a credit note.
    CreditNote,
    /// Resolved: to be paid.
    Payable,
    /// Resolved: given up.
    WrittenOff,
}

impl DisputeStatus {
    /// Every status.
    pub const ALL: [DisputeStatus; 5] = [
        Self::Open,
        Self::WithOwner,
        Self::CreditNote,
        Self::Payable,
        Self::WrittenOff,
    ];

    /// The word of the ledger and of scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::WithOwner => "with_owner",
            Self::CreditNote => "credit_note",
            Self::Payable => "payable",
            Self::WrittenOff => "written_off",
        }
    }
}
