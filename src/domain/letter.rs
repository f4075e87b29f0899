//! What a reminder says: the data its template is filled with.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;
use uuid::Uuid;

/// Everything a reminder's text is made of, as the ledger stands when it is read.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Letter {
    /// The reminder itself.
    pub reminder: About,
    /// The company's business date: amounts are as of this day.
    pub as_of: NaiveDate,
    /// The last business date that imported receipts cover.
    pub receipts_cover_until: Option<NaiveDate>,
    /// The company's template of this tone and language; `None` when it has none.
    pub template: Option<TemplateText>,
    /// The creditor.
    pub company: Creditor,
    /// The debtor.
    pub customer: Debtor,
    /// To whom it is addressed.
    pub contact: Recipient,
    /// Who sends it, and gets the answer.
    pub agent: Agent,
    /// Every open item, those left out with their reason.
    pub items: Vec<LetterItem>,
    /// Per currency, never added across.
    pub totals: Vec<LetterTotal>,
    /// What lateness has cost, where the step claims it; claims of their own, never part of the totals.
    #[serde(default)]
    pub claims: Vec<LetterClaim>,
}

/// Which reminder, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct About {
    /// Its id.
    pub id: Uuid,
    /// Its revision, for the approval.
    pub rev: i32,
    /// The word of its state.
    pub state: String,
    /// `en` or `fr`.
    pub language: String,
    /// `email`, `letter`, `registered_letter` or `call`.
    pub channel: String,
    /// `courtesy`, `friendly`, `firm` or `formal_notice`.
    pub tone: String,
    /// The highest step among its items.
    pub step: i16,
    /// Why it does not go out, if so.
    pub suppressed_by: Option<String>,
    /// Until when, if known.
    pub suppressed_until: Option<NaiveDate>,
    /// The day of its run.
    pub proposed_on: NaiveDate,
}

/// A template as the company keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct TemplateText {
    /// Its code, such as `firm`.
    pub code: String,
    /// The subject line.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML body; empty when mail goes as text alone.
    pub html: String,
}

/// The company that asks. Texts are empty when unknown.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Creditor {
    /// Its name.
    pub name: String,
    /// Postal address, several lines.
    pub address: String,
    /// French company number.
    pub siren: String,
    /// VAT number.
    pub vat_number: String,
    /// The address mail comes from.
    pub mail_from: String,
    /// Bank, IBAN, BIC: several lines.
    pub payment_details: String,
    /// ISO 3166 code.
    pub country: String,
}

/// The customer that owes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Debtor {
    /// Its id.
    pub id: Uuid,
    /// The company's own reference of it.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Its name.
    pub name: String,
    /// Postal address, several lines.
    pub address: String,
}

/// The person it is addressed to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Recipient {
    /// The contact's id.
    pub id: Option<Uuid>,
    /// Name; empty when unknown.
    pub name: String,
    /// Address; empty when there is none.
    pub email: String,
}

/// The person who sends it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Agent {
    /// Name as colleagues see it.
    pub name: String,
    /// Where answers go.
    pub email: String,
}

/// One open item.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct LetterItem {
    /// Its id.
    pub item: Uuid,
    /// The document's number.
    pub number: String,
    /// Date of issue.
    pub issued_on: NaiveDate,
    /// Date due.
    pub due_on: NaiveDate,
    /// ISO 4217.
    pub currency: String,
    /// What the item was, VAT included.
    pub total: Decimal,
    /// What is asked for: open, less what is disputed or promised.
    pub amount: Decimal,
    /// Days past due on the business date.
    pub days_late: i32,
    /// The item's own step.
    pub step: i16,
    /// Why it is left out, if so.
    pub suppressed_by: Option<String>,
}

/// What one currency adds up to.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct LetterTotal {
    /// ISO 4217.
    pub currency: String,
    /// Sum of the listed items.
    pub overdue: Decimal,
    /// Credits not yet applied, positive.
    pub credits: Decimal,
    /// Overdue less credits.
    pub net: Decimal,
}

/// A claim beside the invoices, as of the letter's day.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct LetterClaim {
    /// Interest for late payment, or the fixed indemnity for recovery costs (C. com. L441-10).
    pub kind: LetterClaimKind,
    /// ISO 4217.
    pub currency: String,
    /// Its sum over the listed items.
    pub amount: Decimal,
}

/// What is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterClaimKind {
    /// For each day of lateness.
    Interest,
    /// Once for each invoice paid late.
    Indemnity,
}
