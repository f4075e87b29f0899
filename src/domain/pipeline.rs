//! From order to cash: orders on their way to an invoice, and invoices on their way to the buyer.

use chrono::NaiveDate;
use uuid::Uuid;

use super::credit::Held;
use super::money::Money;
use super::raw::Raw;

/// An order that is not invoiced yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Its id.
    pub id: Uuid,
    /// The customer.
    pub customer: Uuid,
    /// The customer's reference.
    pub customer_reference: Raw,
    /// The customer's name.
    pub customer_name: Raw,
    /// Its number.
    pub number: Raw,
    /// When it was placed.
    pub ordered_on: NaiveDate,
    /// When the customer wants it.
    pub requested_on: Option<NaiveDate>,
    /// When it left.
    pub shipped_on: Option<NaiveDate>,
    /// Its amount, VAT included.
    pub amount: Money,
    /// What of it is delivered.
    pub delivered: Money,
    /// What of it is invoiced.
    pub invoiced: Money,
    /// `to_process`, `pending`, `blocked` or `shipped`.
    pub status: String,
    /// A person has marked it urgent.
    pub marked: bool,
    /// It is urgent: marked, or its requested date is near or past.
    pub urgent: bool,
    /// A hold on it that is not released.
    pub hold: Option<Held>,
    /// Its place in its part of the list.
    pub on: NaiveDate,
    /// Version, for writes.
    pub rev: i32,
}

/// An invoice that is not simply issued, or not paid in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The document; of one that is late, its due item.
    pub id: Uuid,
    /// The customer.
    pub customer: Uuid,
    /// The customer's reference.
    pub customer_reference: Raw,
    /// The customer's name.
    pub customer_name: Raw,
    /// Its number.
    pub number: Raw,
    /// When it was issued.
    pub issued_on: NaiveDate,
    /// When it is due first.
    pub due_on: Option<NaiveDate>,
    /// Its amount, VAT included.
    pub amount: Money,
    /// What is open of it.
    pub open: Money,
    /// `to_validate`, `in_error`, `refused`, `waiting` or `issued`.
    pub status: String,
    /// Code of the national life cycle of electronic invoices, 200 to 225.
    pub code: Option<i16>,
    /// What was wrong with it.
    pub error_cause: Option<Raw>,
    /// Days late; negative before it is due.
    pub days_late: Option<i64>,
    /// The part of the pipeline it is in, by its word.
    pub part: String,
    /// Its place in its part of the list.
    pub on: NaiveDate,
}

/// A part of the pipeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PipelineTab {
    /// Orders nobody works on yet.
    ToProcess,
    /// Orders being worked on.
    Pending,
    /// Orders whose requested date is near or past, or that are marked.
    Urgent,
    /// Orders that wait because of credit.
    Blocked,
    /// Orders that left and are not invoiced.
    Shipped,
    /// Invoices to be validated.
    ToValidate,
    /// Invoices refused (210) or rejected (213): cancelled and issued again, never reminded.
    InError,
    /// Invoices whose buyer waits for a document of ours (208).
    Suspended,
    /// Invoices on their way to approval (201 to 204).
    Waiting,
    /// Invoices past their due date.
    Late,
}

impl PipelineTab {
    /// Every part, in the order of the screen.
    pub const ALL: [PipelineTab; 10] = [
        Self::ToProcess,
        Self::Pending,
        Self::Urgent,
        Self::Blocked,
        Self::Shipped,
        Self::ToValidate,
        Self::InError,
        Self::Suspended,
        Self::Waiting,
        Self::Late,
    ];

    /// The word of scripts; of orders, also that of the ledger.
    pub fn word(self) -> &'static str {
        match self {
            Self::ToProcess => "to_process",
            Self::Pending => "pending",
            Self::Urgent => "urgent",
            Self::Blocked => "blocked",
            Self::Shipped => "shipped",
            Self::ToValidate => "to_validate",
            Self::InError => "in_error",
            Self::Suspended => "suspended",
            Self::Waiting => "waiting",
            Self::Late => "late",
        }
    }

    /// Whether orders are in it, rather than invoices.
    pub fn of_orders(self) -> bool {
        matches!(
            self,
            Self::ToProcess | Self::Pending | Self::Urgent | Self::Blocked | Self::Shipped
        )
    }
}
