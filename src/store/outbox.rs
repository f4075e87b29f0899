//! The outbox, as the worker that sends sees it: claims and what became of them.
//!
//! The worker's role has these functions and nothing else. People's verbs go through
//! [`write::call`](super::write::call): `recall_mail`, `resolve_uncertain`, `retry_mail`, `stop_mail`,
//! `override_receipts`.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgExecutor;
use uuid::Uuid;

use super::Result;

/// A mail that this worker alone may send, once. Its texts are untrusted.
#[derive(Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Claim {
    /// The company.
    pub company_id: i32,
    /// The mail.
    pub id: Uuid,
    /// `reminder`, or what a person has written: `message`, `invoice_copy`, `statement`.
    pub kind: String,
    /// The company's name.
    pub from_name: String,
    /// The company's address.
    pub from_address: Option<String>,
    /// The recipient's address, frozen at approval.
    pub to_address: String,
    /// The recipient's name.
    pub to_name: String,
    /// Where answers go.
    pub reply_to: Option<String>,
    /// `<uuid@domain>`, made at approval.
    pub message_id: String,
    /// One line.
    pub subject: String,
    /// The plain text.
    pub body_text: String,
    /// The HTML body; may be empty.
    pub body_html: String,
    /// How often it was claimed, this time included.
    pub attempts: i32,
}

impl std::fmt::Debug for Claim {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Claim({})", self.id)
    }
}

/// Claims at most `most` mails whose time has come, leaving out these domains. They are marked
/// `sending` and committed before this returns.
///
/// # Errors
/// Those of the connection; [`ErrorKind::Denied`](super::ErrorKind::Denied) for a role that may not.
pub async fn claim<'e>(
    executor: impl PgExecutor<'e>,
    worker: &str,
    most: i32,
    skip: &[String],
) -> Result<Vec<Claim>> {
    let claims = sqlx::query_as(include_str!("sql/outbox_claim.sql"))
        .bind(worker)
        .bind(most)
        .bind(skip)
        .fetch_all(executor)
        .await?;
    Ok(claims)
}

/// Something attached to a claimed mail.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Attached {
    /// Its name: letters, digits and `._-` only.
    pub file_name: String,
    /// Its media type.
    pub media_type: String,
    /// Its bytes; `None` for the file of that name in the folder of documents.
    pub content: Option<Vec<u8>>,
}

/// What is attached to a claim, in order.
///
/// # Errors
/// Those of the connection.
pub async fn attachments<'e>(
    executor: impl PgExecutor<'e>,
    worker: &str,
    claim: &Claim,
) -> Result<Vec<Attached>> {
    let attached = sqlx::query_as(include_str!("sql/outbox_attachments.sql"))
        .bind(worker)
        .bind(claim.company_id)
        .bind(claim.id)
        .fetch_all(executor)
        .await?;
    Ok(attached)
}

/// The server took it. False when the mail is no longer this worker's.
///
/// # Errors
/// Those of the connection.
pub async fn sent<'e>(
    executor: impl PgExecutor<'e>,
    worker: &str,
    claim: &Claim,
    answer: &str,
) -> Result<bool> {
    let done = sqlx::query_scalar(include_str!("sql/outbox_sent.sql"))
        .bind(worker)
        .bind(claim.company_id)
        .bind(claim.id)
        .bind(answer)
        .fetch_one(executor)
        .await?;
    Ok(done)
}

/// It was not taken: `transient`, `permanent`, `address` or `unknown`. The state it is in now, or
/// `None` when the mail is no longer this worker's.
///
/// # Errors
/// Those of the connection.
pub async fn failed<'e>(
    executor: impl PgExecutor<'e>,
    worker: &str,
    claim: &Claim,
    kind: &str,
    detail: &str,
) -> Result<Option<String>> {
    let state = sqlx::query_scalar(include_str!("sql/outbox_failed.sql"))
        .bind(worker)
        .bind(claim.company_id)
        .bind(claim.id)
        .bind(kind)
        .bind(detail)
        .fetch_one(executor)
        .await?;
    Ok(state)
}

/// Marks as uncertain what a worker claimed more than a minute ago and never reported; how many.
///
/// # Errors
/// Those of the connection.
pub async fn expire<'e>(executor: impl PgExecutor<'e>) -> Result<i32> {
    let expired = sqlx::query_scalar(include_str!("sql/outbox_expire.sql"))
        .fetch_one(executor)
        .await?;
    Ok(expired)
}

/// How a company's outbox stands.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Standing {
    /// The company's code.
    pub company: String,
    /// Why nothing goes out: `stopped` or `old_receipts`.
    pub blocked: Option<String>,
    /// The last business date that imported receipts cover.
    pub receipts_cover_until: Option<NaiveDate>,
    /// The company's business date.
    pub today: NaiveDate,
    /// Mails whose time has come.
    pub due: i32,
    /// Of them, those that may go out now.
    pub free: i32,
    /// Mails that wait for theirs.
    pub waiting: i32,
    /// Mails a worker has.
    pub sending: i32,
    /// Mails of which nobody knows whether they went out.
    pub uncertain: i32,
    /// Mails that could not be sent.
    pub failed: i32,
    /// When the next waiting one is due.
    pub next_at: Option<DateTime<Utc>>,
}

/// Whether the companies are fictitious, and their mail with them.
///
/// # Errors
/// The server's.
pub async fn fictitious<'e>(executor: impl PgExecutor<'e>) -> Result<bool> {
    let statement = include_str!("sql/outbox_fictitious.sql");
    Ok(sqlx::query_scalar(statement).fetch_one(executor).await?)
}

/// Every company's outbox.
///
/// # Errors
/// Those of the connection.
pub async fn standing<'e>(executor: impl PgExecutor<'e>) -> Result<Vec<Standing>> {
    let standing = sqlx::query_as(include_str!("sql/outbox_status.sql"))
        .fetch_all(executor)
        .await?;
    Ok(standing)
}

/// Where a mail is: the company's code, its revision and its state.
///
/// # Errors
/// Those of the connection.
pub async fn find<'e>(
    executor: impl PgExecutor<'e>,
    mail: Uuid,
) -> Result<Option<(String, i32, String)>> {
    let found = sqlx::query_as(include_str!("sql/outbox_find.sql"))
        .bind(mail)
        .fetch_optional(executor)
        .await?;
    Ok(found)
}
