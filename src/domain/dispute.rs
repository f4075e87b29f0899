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
    /// The customer's reference.
    pub customer_reference: Raw,
    /// The customer's name.
    pub customer_name: Raw,
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
    /// What was behind it, once resolved.
    pub root_cause: Option<Raw>,
    /// Version, for writes.
    pub rev: i32,
}

/// The reasons a customer can have, as the ledger calls them.
pub const REASONS: [&str; 10] = [
    "price",
    "quantity",
    "quality",
    "delivery",
    "duplicate",
    "not_ordered",
    "missing_po",
    "not_received",
    "terms",
    "other",
];

/// A part of the list of disputes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DisputeTab {
    /// All that are not resolved.
    Unresolved,
    /// Nobody has them yet.
    Unassigned,
    /// Not resolved by the day they should have been.
    Late,
    /// The asking person's own.
    Mine,
    /// Resolved.
    Resolved,
}

impl DisputeTab {
    /// Every part, in the order of the screen.
    pub const ALL: [DisputeTab; 5] = [
        Self::Unresolved,
        Self::Unassigned,
        Self::Late,
        Self::Mine,
        Self::Resolved,
    ];

    /// The word of scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unresolved => "unresolved",
            Self::Unassigned => "unassigned",
            Self::Late => "late",
            Self::Mine => "mine",
            Self::Resolved => "resolved",
        }
    }
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
