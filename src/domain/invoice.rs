//! Due items: what of a document is due, and when.

use chrono::NaiveDate;
use uuid::Uuid;

use super::money::Money;
use super::raw::Raw;

/// An open item of a customer on some day.
///
/// A document is due in one or more items (instalments, retentions), each aged on its own date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The due item.
    pub id: Uuid,
    /// Its document; of a receipt not applied, the receipt itself.
    pub document: Uuid,
    /// The customer.
    pub customer: Uuid,
    /// The customer's reference.
    pub customer_reference: Raw,
    /// The customer's name.
    pub customer_name: Raw,
    /// What kind of document.
    pub kind: ItemKind,
    /// The document's number; of a receipt, its reference.
    pub number: Raw,
    /// Place among the document's items, from 1, and how many there are.
    pub instalment: (i16, i64),
    /// The customer's order number, as printed on the invoice.
    pub po_number: Option<Raw>,
    /// Date of issue; of a receipt, its value date.
    pub issued_on: NaiveDate,
    /// When it is due; of a credit, its own date.
    pub due_on: NaiveDate,
    /// The due date was derived, the source gave none.
    pub due_assumed: bool,
    /// Days late on the day of the list; 0 or negative when not due.
    pub days_late: i64,
    /// The amount as issued, negative for credits.
    pub amount: Money,
    /// What is open of it on the day.
    pub open: Money,
    /// Its disputed part.
    pub disputed: Money,
    /// Its part covered by open promises.
    pub promised: Money,
    /// Normal, before court, or factored.
    pub state: ItemState,
    /// Reminder steps already sent for it.
    pub reminded: i16,
}

impl Item {
    /// Whether it lowers what is owed: a credit note, a credit on account, a payment.
    pub fn is_credit(&self) -> bool {
        self.open.amount().is_sign_negative()
    }

    /// Whether it is a payment not applied, behind which no document stands.
    pub fn is_payment(&self) -> bool {
        self.kind == ItemKind::Receipt
    }
}

/// What an open item comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKind {
    /// An invoice.
    Invoice,
    /// A credit note.
    CreditNote,
    /// A credit on account.
    OnAccount,
    /// An opening balance.
    Opening,
    /// A payment not applied to an item.
    Receipt,
}

impl ItemKind {
    /// Every kind.
    pub const ALL: [ItemKind; 5] = [
        Self::Invoice,
        Self::CreditNote,
        Self::OnAccount,
        Self::Opening,
        Self::Receipt,
    ];

    /// The word of the ledger and of scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::CreditNote => "credit_note",
            Self::OnAccount => "on_account",
            Self::Opening => "opening",
            Self::Receipt => "receipt",
        }
    }
}

/// Where an item stands towards a court or a factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ItemState {
    /// Chased in the normal way.
    #[default]
    Normal,
    /// Before court.
    PreLitigation,
    /// Before the court.
    Litigation,
    /// Sold to a factor.
    Factored,
}

impl ItemState {
    /// Every state.
    pub const ALL: [ItemState; 4] = [
        Self::Normal,
        Self::PreLitigation,
        Self::Litigation,
        Self::Factored,
    ];

    /// The word of the ledger and of scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::PreLitigation => "pre_litigation",
            Self::Litigation => "litigation",
            Self::Factored => "factored",
        }
    }
}

/// A part of the list of open items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemTab {
    /// Past their due date.
    Overdue,
    /// Fell due since the day before yesterday.
    NewlyOverdue,
    /// Not due yet.
    NotDue,
    /// Credit notes, payments on account and what was paid too much: never overdue.
    Credits,
    /// All of them.
    All,
}

impl ItemTab {
    /// Every part, in the order of the screen.
    pub const ALL: [ItemTab; 5] = [
        Self::Overdue,
        Self::NewlyOverdue,
        Self::NotDue,
        Self::Credits,
        Self::All,
    ];
}
