//! Reminders as lists show them.

use chrono::NaiveDate;
use uuid::Uuid;

use super::money::Money;
use super::raw::Raw;

/// A reminder: one per customer, language and run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// Its id.
    pub id: Uuid,
    /// The customer.
    pub customer: Uuid,
    /// The customer's reference.
    pub customer_reference: Raw,
    /// The customer's name.
    pub customer_name: Raw,
    /// The day of its run.
    pub proposed_on: NaiveDate,
    /// Language it is written in.
    pub language: String,
    /// `email`, `letter`, `registered_letter` or `call`.
    pub channel: String,
    /// `courtesy`, `friendly`, `firm` or `formal_notice`: that of the highest step.
    pub tone: String,
    /// The highest step among its items.
    pub step: i16,
    /// Where it stands.
    pub state: ReminderState,
    /// Why it was not proposed, and until when.
    pub suppressed: Option<(String, Option<NaiveDate>)>,
    /// Items it lists.
    pub items: i64,
    /// What it claims, one amount per currency.
    pub amounts: Vec<Money>,
    /// The oldest item's days late.
    pub oldest_days: i32,
    /// When it went out.
    pub sent_on: Option<NaiveDate>,
    /// Who approved it.
    pub approved_by: Option<Raw>,
    /// Version, for writes.
    pub rev: i32,
}

/// Where a reminder stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReminderState {
    /// Ready to be approved.
    Proposed,
    /// Somebody must look first: a formal notice, a changed address.
    ToReview,
    /// Not to be sent, with its reason.
    Suppressed,
    /// In the outbox.
    Approved,
    /// A worker has it.
    Sending,
    /// The mail server took it.
    Sent,
    /// Whether it was taken is not known: a person decides.
    Uncertain,
    /// Could not be sent.
    Failed,
    /// Taken back in time.
    Recalled,
    /// Turned down.
    Rejected,
}

impl ReminderState {
    /// Every state.
    pub const ALL: [ReminderState; 10] = [
        Self::Proposed,
        Self::ToReview,
        Self::Suppressed,
        Self::Approved,
        Self::Sending,
        Self::Sent,
        Self::Uncertain,
        Self::Failed,
        Self::Recalled,
        Self::Rejected,
    ];

    /// The word of the ledger and of scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::ToReview => "to_review",
            Self::Suppressed => "suppressed",
            Self::Approved => "approved",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Uncertain => "uncertain",
            Self::Failed => "failed",
            Self::Recalled => "recalled",
            Self::Rejected => "rejected",
        }
    }
}
