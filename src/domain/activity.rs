//! What was done for a customer, by whom and when. Append-only: a correction is a line of its own.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::money::Money;
use super::raw::Raw;

/// A line of the activity feed or of a customer's timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Its id.
    pub id: Uuid,
    /// The customer.
    pub customer: Uuid,
    /// The customer's reference.
    pub customer_reference: Raw,
    /// The customer's name.
    pub customer_name: Raw,
    /// `call`, `note`, `promise`, `dispute`, `reminder`, …
    pub kind: String,
    /// Of a call: the outcome's code.
    pub outcome: Option<String>,
    /// Of a call: whether the person reached can decide.
    pub right_party: Option<bool>,
    /// The contact spoken to or written to; in a timeline only.
    pub contact: Option<Raw>,
    /// What it is about, such as `promise`, and its id.
    pub entity: Option<(String, Uuid)>,
    /// The amount in question.
    pub amount: Option<Money>,
    /// The business date.
    pub effective_on: NaiveDate,
    /// When to come back to the customer.
    pub revisit_on: Option<NaiveDate>,
    /// Who did it; `None` for the program itself.
    pub person: Option<Raw>,
    /// It was corrected by a later line.
    pub corrected: bool,
    /// The line it corrects.
    pub corrects: Option<Uuid>,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// What was written; in a timeline only, reading it is logged.
    pub text: Option<Raw>,
}

/// A result that a call can have, as configured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Its code, such as `voicemail`.
    pub code: String,
    /// The letter that chooses it.
    pub key: String,
    /// Whether it means that the right person was reached.
    pub right_party: bool,
    /// Days after which to come back, when it says so.
    pub revisit_days: Option<i32>,
    /// What the form asks next: `promise`, `dispute`, `contact`, `copy` or `date`.
    pub wants: Option<String>,
    /// Its name in English and in French.
    pub label: (Raw, Raw),
}
