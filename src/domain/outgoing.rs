//! Reminders and other mail on their way out, as one list: from the proposal to what became of it.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::money::Money;
use super::raw::Raw;

/// A reminder, or a mail that is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The reminder; of other mail, the mail itself.
    pub id: Uuid,
    /// The customer.
    pub customer: Uuid,
    /// The customer's reference.
    pub customer_reference: Raw,
    /// The customer's name.
    pub customer_name: Raw,
    /// `reminder`, `message`, `invoice_copy` or `statement`.
    pub kind: String,
    /// The word of where it stands: a reminder's state, else the mail's.
    pub state: String,
    /// `email`, `letter`, `registered_letter` or `call`.
    pub channel: String,
    /// Of a reminder, its tone: `courtesy`, `friendly`, `firm` or `formal_notice`.
    pub tone: Option<String>,
    /// The highest step among its items; 0 of other mail.
    pub step: i16,
    /// Items it lists.
    pub items: i64,
    /// What it asks for, one amount per currency.
    pub amounts: Vec<Money>,
    /// The oldest item's days late when it was proposed.
    pub oldest_days: i32,
    /// Why it is held back, and until when if that is known.
    pub suppressed: Option<(String, Option<NaiveDate>)>,
    /// The day it was proposed or written; once it went out, that day.
    pub on: NaiveDate,
    /// Who approved or wrote it.
    pub person: Option<Raw>,
    /// Its mail, once there is one.
    pub mail: Option<Mail>,
    /// Version of the reminder; of other mail, of the mail.
    pub rev: i32,
}

/// Where a mail stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its id.
    pub id: Uuid,
    /// To which address.
    pub to: Raw,
    /// `queued`, `sending`, `sent`, `uncertain`, `failed` or `stale`.
    pub state: String,
    /// It does not leave before.
    pub not_before: DateTime<Utc>,
    /// How often it was tried.
    pub attempts: i32,
    /// What the mail server said last.
    pub error: Option<Raw>,
    /// Version, for writes.
    pub rev: i32,
}

/// A part of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutgoingTab {
    /// Reminders ready to be approved.
    Proposed,
    /// Reminders that somebody must read first, and that are approved one by one.
    ToReview,
    /// Approved, and not gone yet: it can be recalled.
    Outbox,
    /// Gone.
    Sent,
    /// Nobody knows whether it went out.
    Uncertain,
    /// Could not be sent.
    Failed,
    /// Not to be sent, each with its reason.
    HeldBack,
}

impl OutgoingTab {
    /// Every part, in the order of the screen.
    pub const ALL: [OutgoingTab; 7] = [
        Self::Proposed,
        Self::ToReview,
        Self::Outbox,
        Self::Sent,
        Self::Uncertain,
        Self::Failed,
        Self::HeldBack,
    ];

    /// The part that a line belongs to.
    pub fn of(line: &Outgoing) -> Option<OutgoingTab> {
        let state = line.state.as_str();
        let reminder = line.kind == "reminder";
        Self::ALL.into_iter().find(|part| match reminder {
            true => part.reminders().contains(&state),
            false => part.mails().contains(&state),
        })
    }

    /// The word of scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::ToReview => "to_review",
            Self::Outbox => "outbox",
            Self::Sent => "sent",
            Self::Uncertain => "uncertain",
            Self::Failed => "failed",
            Self::HeldBack => "held_back",
        }
    }

    /// The states of reminders in it.
    pub fn reminders(self) -> &'static [&'static str] {
        match self {
            Self::Proposed => &["proposed"],
            Self::ToReview => &["to_review"],
            Self::Outbox => &["approved", "sending"],
            Self::Sent => &["sent"],
            Self::Uncertain => &["uncertain"],
            Self::Failed => &["failed"],
            Self::HeldBack => &["suppressed"],
        }
    }

    /// The states of other mail in it. A reminder whose mail went stale is proposed anew, other mail is not.
    pub fn mails(self) -> &'static [&'static str] {
        match self {
            Self::Proposed | Self::ToReview | Self::HeldBack => &[],
            Self::Outbox => &["queued", "sending"],
            Self::Sent => &["sent"],
            Self::Uncertain => &["uncertain"],
            Self::Failed => &["failed", "stale"],
        }
    }
}

/// A mail as it was approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailText {
    /// Subject line.
    pub subject: Raw,
    /// The plain text.
    pub text: Raw,
}
