//! Reminders and other mail on their way out, latest first.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;
use sqlx::postgres::PgRow;
use sqlx::types::Json;
use uuid::Uuid;

use super::Result;
use super::list::{COLLECTOR, PERSON, Source, Stored};
use super::pool::Pool;
use super::worklist::MoneyJson;
use crate::domain::list::Ask;
use crate::domain::outgoing::{Mail, MailText, Outgoing};

#[derive(FromRow)]
struct Row {
    id: Uuid,
    customer_id: Uuid,
    #[sqlx(rename = "customer")]
    reference: String,
    name: String,
    kind: String,
    state: String,
    channel: String,
    tone: Option<String>,
    step: i16,
    items: i64,
    #[sqlx(rename = "days_late")]
    oldest_days: i32,
    amounts: Json<Vec<MoneyJson>>,
    #[sqlx(rename = "held_by")]
    suppressed_by: Option<String>,
    #[sqlx(rename = "held_until")]
    suppressed_until: Option<NaiveDate>,
    on: NaiveDate,
    person: Option<String>,
    rev: i32,
    #[sqlx(flatten)]
    mail: MailRow,
}

#[derive(FromRow)]
struct MailRow {
    #[sqlx(rename = "mail")]
    id: Option<Uuid>,
    to: Option<String>,
    mail_state: Option<String>,
    not_before: Option<DateTime<Utc>>,
    attempts: Option<i32>,
    error: Option<String>,
    mail_rev: Option<i32>,
}

impl MailRow {
    fn read(self) -> Option<Mail> {
        Some(Mail {
            id: self.id?,
            to: self.to?.into(),
            state: self.mail_state?,
            not_before: self.not_before?,
            attempts: self.attempts?,
            error: self.error.map(Into::into),
            rev: self.mail_rev?,
        })
    }
}

impl Row {
    fn read(self) -> Result<Outgoing> {
        let amounts = self.amounts.0.into_iter().map(MoneyJson::read);
        Ok(Outgoing {
            id: self.id,
            customer: self.customer_id,
            customer_reference: self.reference.into(),
            customer_name: self.name.into(),
            kind: self.kind,
            state: self.state,
            channel: self.channel,
            tone: self.tone,
            step: self.step,
            items: self.items,
            amounts: amounts.collect::<Result<_>>()?,
            oldest_days: self.oldest_days,
            suppressed: self.suppressed_by.map(|by| (by, self.suppressed_until)),
            on: self.on,
            person: self.person.map(Into::into),
            mail: self.mail.read(),
            rev: self.rev,
        })
    }
}

const SOURCE: Source = Source {
    known: &["on"],
    persons: &[COLLECTOR, PERSON],
    expressions: &[("amounts", "l.amounts::text"), ("mail", "l.mail::text")],
    dated: "l.on",
    ..Source::of(include_str!("sql/list_outgoing.sql"))
};

impl Stored for Outgoing {
    fn source(_: &Ask) -> &'static Source {
        &SOURCE
    }

    fn read(row: &PgRow) -> Result<Outgoing> {
        Row::from_row(row)?.read()
    }
}

/// How many there are in each part of the list, in the order of `OutgoingTab::ALL`.
///
/// # Errors
/// The server's.
pub async fn counts(pool: &Pool, company: i32) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar(include_str!("sql/outgoing_counts.sql"))
        .bind(company)
        .fetch_one(pool)
        .await?)
}

/// The text of a mail, or of a reminder by its id, as it was approved; `None` once it has been erased.
///
/// # Errors
/// The server's; refusal `mail-unknown`.
pub async fn text(pool: &Pool, company: i32, mail: Uuid) -> Result<Option<MailText>> {
    let found: Option<(String, String)> = sqlx::query_as(include_str!("sql/outgoing_text.sql"))
        .bind(company)
        .bind(mail)
        .fetch_optional(pool)
        .await?;
    Ok(found.map(|(subject, text)| MailText {
        subject: subject.into(),
        text: text.into(),
    }))
}
