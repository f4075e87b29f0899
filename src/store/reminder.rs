//! Reminders: what they say, which are open, and what a company starts with.
//!
//! The verbs go through [`write::call`](super::write::call): `propose_reminders`, `approve_reminder`,
//! `approve_reminders`, `reject_reminder`, `record_letter`.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Value, json};
use sqlx::PgExecutor;
use uuid::Uuid;

use super::Result;
use super::error::{ErrorKind, StoreError};
use crate::domain::letter::Letter;
use crate::domain::raw::Raw;

/// What a reminder says, as the ledger stands now.
///
/// # Errors
/// Refusal `reminder-unknown`.
pub async fn letter<'e>(
    executor: impl PgExecutor<'e>,
    company: i32,
    reminder: Uuid,
) -> Result<Letter> {
    let value: Value = sqlx::query_scalar(include_str!("sql/reminder_preview.sql"))
        .bind(company)
        .bind(reminder)
        .fetch_one(executor)
        .await?;
    Letter::deserialize(value).map_err(|error| StoreError::internal(error.to_string()))
}

/// What a message about items is begun with, in the shape of a reminder; without a contact, to the customer itself. Reading it is logged.
///
/// # Errors
/// Refusals `customer-unknown`, `contact-unknown`.
pub async fn message<'e>(
    executor: impl PgExecutor<'e>,
    company: i32,
    customer: Uuid,
    contact: Option<Uuid>,
    template: &str,
    items: &[Uuid],
) -> Result<Letter> {
    let value: Value = sqlx::query_scalar(include_str!("sql/message_preview.sql"))
        .bind(company)
        .bind(customer)
        .bind(contact)
        .bind(template)
        .bind(items)
        .fetch_one(executor)
        .await?;
    Letter::deserialize(value).map_err(|error| StoreError::internal(error.to_string()))
}

/// The reminder that a customer would get now, if one was proposed or held back.
///
/// # Errors
/// Those of the connection.
pub async fn current<'e>(
    executor: impl PgExecutor<'e>,
    company: i32,
    customer: Uuid,
) -> Result<Option<Uuid>> {
    let found = sqlx::query_scalar(include_str!("sql/reminder_current.sql"))
        .bind(company)
        .bind(customer)
        .fetch_optional(executor)
        .await?;
    Ok(found)
}

/// Where a reminder is.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Place {
    /// The company.
    pub company_id: i32,
    /// Its code.
    pub code: String,
    /// The reminder's revision.
    pub rev: i32,
    /// The word of its state.
    pub state: String,
}

/// Finds a reminder by its id alone.
///
/// # Errors
/// Those of the connection.
pub async fn find<'e>(executor: impl PgExecutor<'e>, reminder: Uuid) -> Result<Option<Place>> {
    let found = sqlx::query_as(include_str!("sql/reminder_find.sql"))
        .bind(reminder)
        .fetch_optional(executor)
        .await?;
    Ok(found)
}

/// A reminder as the command line lists it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Line {
    /// The company's code.
    pub company: String,
    /// The reminder.
    pub id: Uuid,
    /// Its revision.
    pub rev: i32,
    /// The word of its state.
    pub state: String,
    /// The customer's reference.
    #[sqlx(try_from = "String")]
    pub customer: Raw,
    /// The customer's name.
    #[sqlx(try_from = "String")]
    pub name: Raw,
    /// The day of its run.
    pub proposed_on: NaiveDate,
    /// `courtesy`, `friendly`, `firm` or `formal_notice`.
    pub tone: String,
    /// `email`, `letter`, `registered_letter` or `call`.
    pub channel: String,
    /// Why it does not go out, if so.
    pub suppressed_by: Option<String>,
    /// Until when, if known.
    pub suppressed_until: Option<NaiveDate>,
    /// Items it lists.
    pub items: i64,
    /// The oldest item's days late when it was proposed.
    pub days_late: i32,
    /// What it asks for, per currency: `EUR 1200.00, USD 10.00`.
    pub amounts: String,
}

/// The reminders of these states, oldest debt first, at most `most`.
///
/// # Errors
/// Those of the connection.
pub async fn list<'e>(
    executor: impl PgExecutor<'e>,
    states: &[&str],
    company: Option<&str>,
    most: i64,
) -> Result<Vec<Line>> {
    let states: Vec<String> = states.iter().map(|state| (*state).to_owned()).collect();
    let lines = sqlx::query_as(include_str!("sql/reminder_open.sql"))
        .bind(states)
        .bind(company)
        .bind(most)
        .fetch_all(executor)
        .await?;
    Ok(lines)
}

const POLICY: &str = include_str!("../../config/policies/standard.toml");

macro_rules! template {
    ($lang:literal, $code:literal) => {
        (
            $lang,
            $code,
            include_str!(concat!(
                "../../config/templates/",
                $lang,
                "/",
                $code,
                ".txt"
            )),
            include_str!(concat!(
                "../../config/templates/",
                $lang,
                "/",
                $code,
                ".html"
            )),
        )
    };
}

/// One that a person goes on writing: text alone.
macro_rules! begun {
    ($lang:literal, $code:literal) => {
        (
            $lang,
            $code,
            include_str!(concat!(
                "../../config/templates/",
                $lang,
                "/",
                $code,
                ".txt"
            )),
            "",
        )
    };
}

/// Language, code, text (its first line the subject), HTML.
const TEMPLATES: [(&str, &str, &str, &str); 18] = [
    template!("en", "friendly"),
    template!("en", "firm"),
    template!("en", "formal_notice"),
    template!("fr", "friendly"),
    template!("fr", "firm"),
    template!("fr", "formal_notice"),
    begun!("en", "message"),
    begun!("en", "invoice_copy"),
    begun!("en", "statement"),
    begun!("en", "remittance"),
    begun!("en", "ask_sales"),
    begun!("en", "ask_logistics"),
    begun!("fr", "message"),
    begun!("fr", "invoice_copy"),
    begun!("fr", "statement"),
    begun!("fr", "remittance"),
    begun!("fr", "ask_sales"),
    begun!("fr", "ask_logistics"),
];

/// The templates that the program carries: code, language, subject, text, HTML.
pub fn default_templates() -> impl Iterator<Item = [&'static str; 5]> {
    TEMPLATES.into_iter().map(|(lang, code, text, html)| {
        let (first, body) = text.split_once("\n\n").unwrap_or((text, ""));
        let subject = first.strip_prefix("Subject: ").unwrap_or(first);
        [code, lang, subject, body, html]
    })
}

/// Gives a company the policy and templates that the program carries; what it has already stays.
/// For an administrator.
///
/// # Errors
/// Refusal `role-missing`.
pub async fn seed_defaults<'e>(executor: impl PgExecutor<'e>, company: i32) -> Result<()> {
    let policy: Value = toml::from_str(POLICY).map_err(|_| {
        StoreError::new(ErrorKind::Internal).with("detail", "policies/standard.toml")
    })?;
    let templates: Vec<Value> = default_templates()
        .map(|[code, language, subject, text, html]| {
            json!({"code": code, "language": language, "subject": subject, "text": text, "html": html})
        })
        .collect();
    sqlx::query(include_str!("sql/reminder_seed.sql"))
        .bind(company)
        .bind(json!({"policies": [policy], "templates": templates}))
        .execute(executor)
        .await?;
    Ok(())
}
