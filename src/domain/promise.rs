//! Promises to pay.

use chrono::NaiveDate;
use uuid::Uuid;

use super::money::Money;
use super::raw::Raw;

/// A promise to pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// Its id.
    pub id: Uuid,
    /// The customer.
    pub customer: Uuid,
    /// The customer's reference.
    pub customer_reference: Raw,
    /// The customer's name.
    pub customer_name: Raw,
    /// The plan of instalments it belongs to.
    pub plan: Option<Uuid>,
    /// Its place in the plan, from 1.
    pub seq: i16,
    /// What was promised.
    pub amount: Money,
    /// What has been received for it.
    pub received: Money,
    /// When it was made.
    pub made_on: NaiveDate,
    /// The promised date.
    pub promised_on: NaiveDate,
    /// The end of grace: judged once receipts cover this day.
    pub judge_on: NaiveDate,
    /// Names no items.
    pub on_account: bool,
    /// Items it names.
    pub items: i64,
    /// Where it stands.
    pub state: PromiseState,
    /// When it was judged.
    pub judged_on: Option<NaiveDate>,
    /// Who recorded it.
    pub person: Option<Raw>,
    /// Version, for writes.
    pub rev: i32,
}

/// Where a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PromiseState {
    /// Its day has not come.
    Open,
    /// Its day has passed; the bank's statements do not cover the grace yet.
    Due,
    /// Paid in full, within the tolerance.
    Kept,
    /// Something came.
    PartlyKept,
    /// Nothing came.
    Broken,
    /// Taken back, or nothing left of what was promised.
    Withdrawn,
}

impl PromiseState {
    /// Every state.
    pub const ALL: [PromiseState; 6] = [
        Self::Open,
        Self::Due,
        Self::Kept,
        Self::PartlyKept,
        Self::Broken,
        Self::Withdrawn,
    ];

    /// The word of the ledger and of scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Due => "due",
            Self::Kept => "kept",
            Self::PartlyKept => "partly_kept",
            Self::Broken => "broken",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// A part of the list of promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PromiseTab {
    /// Their day is today.
    Today,
    /// Their day has passed; the bank's statements do not cover the grace yet.
    Awaiting,
    /// Their day is still to come.
    Ahead,
    /// Not kept, or only in part.
    Broken,
    /// Kept.
    Kept,
    /// Taken back.
    Withdrawn,
}

impl PromiseTab {
    /// Every part, in the order of the screen.
    pub const ALL: [PromiseTab; 6] = [
        Self::Today,
        Self::Awaiting,
        Self::Ahead,
        Self::Broken,
        Self::Kept,
        Self::Withdrawn,
    ];

    /// The states in it.
    pub fn states(self) -> &'static [PromiseState] {
        match self {
            Self::Today | Self::Awaiting | Self::Ahead => &[PromiseState::Open, PromiseState::Due],
            Self::Broken => &[PromiseState::PartlyKept, PromiseState::Broken],
            Self::Kept => &[PromiseState::Kept],
            Self::Withdrawn => &[PromiseState::Withdrawn],
        }
    }

    /// The promised dates in it, both inclusive, on a business date.
    pub fn days(self, today: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
        match self {
            Self::Today => (Some(today), Some(today)),
            Self::Awaiting => (None, today.pred_opt()),
            Self::Ahead => (today.succ_opt(), None),
            Self::Broken | Self::Kept | Self::Withdrawn => (None, None),
        }
    }
}
