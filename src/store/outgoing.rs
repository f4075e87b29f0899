//! Reminders and other mail on their way out, latest first.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;
use sqlx::types::Json;
use uuid::Uuid;

use super::Result;
use super::keyset::{self, Bounds};
use super::pool::Pool;
use super::worklist::MoneyJson;
use crate::domain::filter::Filter;
use crate::domain::outgoing::{Mail, MailText, Outgoing, OutgoingTab};
use crate::domain::page::{Fetch, Page};

#[derive(FromRow)]
struct Row {
    id: Uuid,
    customer_id: Uuid,
    #[sqlx(rename = "ref")]
    reference: String,
    name: String,
    kind: String,
    state: String,
    channel: String,
    tone: Option<String>,
    step: i16,
    items: i64,
    oldest_days: i32,
    amounts: Json<Vec<MoneyJson>>,
    suppressed_by: Option<String>,
    suppressed_until: Option<NaiveDate>,
    on_day: NaiveDate,
    person: Option<String>,
    rev: i32,
    #[sqlx(flatten)]
    mail: MailRow,
}

#[derive(FromRow)]
struct MailRow {
    mail_id: Option<Uuid>,
    to_address: Option<String>,
    mail_state: Option<String>,
    not_before: Option<DateTime<Utc>>,
    attempts: Option<i32>,
    last_error: Option<String>,
    mail_rev: Option<i32>,
}

impl MailRow {
    fn read(self) -> Option<Mail> {
        Some(Mail {
            id: self.mail_id?,
            to: self.to_address?.into(),
            state: self.mail_state?,
            not_before: self.not_before?,
            attempts: self.attempts?,
            error: self.last_error.map(Into::into),
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
            on: self.on_day,
            person: self.person.map(Into::into),
            mail: self.mail.read(),
            rev: self.rev,
        })
    }
}

/// A page of one part of the list.
///
/// # Errors
/// The server's; refusal `cursor-unreadable`.
pub async fn page(
    pool: &Pool,
    company: i32,
    filter: &Filter,
    tab: OutgoingTab,
    fetch: &Fetch,
    limit: u32,
) -> Result<Page<Outgoing>> {
    let bounds = Bounds::new(fetch)?;
    let rows: Vec<Row> = sqlx::query_as(include_str!("sql/outgoing_page.sql"))
        .bind(company)
        .bind(filter.portfolio)
        .bind(filter.collector)
        .bind(filter.customer)
        .bind(tab.reminders())
        .bind(tab.mails())
        .bind(bounds.day(0, true)?)
        .bind(bounds.field::<Uuid>(1)?.unwrap_or_default())
        .bind(bounds.backward)
        .bind(keyset::asked(limit))
        .fetch_all(pool)
        .await?;
    let rows = rows.into_iter().map(Row::read).collect::<Result<_>>()?;
    Ok(keyset::page(fetch, limit, rows, |line: &Outgoing| {
        keyset::cursor(&[&line.on, &line.id])
    }))
}

/// How many there are in each part of the list, in the order of [`OutgoingTab::ALL`].
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
