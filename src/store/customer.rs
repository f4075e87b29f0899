//! A customer's file in one round trip; its items and its story are pages of their own.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use rust_decimal::Decimal;
use serde::Deserialize;
use sqlx::FromRow;
use sqlx::types::Json;
use uuid::Uuid;

use super::pool::Pool;
use super::worklist::{MoneyJson, ReasonJson};
use super::{Result, StoreError, alert, credit, decode, dispute, promise};
use crate::domain::aging::Aged;
use crate::domain::customer::{
    CallingHours, Contact, Customer, CustomerFile, Hold, PaidMonth, Reach,
};
use crate::domain::reminder::{Reminder, ReminderState};
use crate::domain::worklist::LastContact;

#[derive(FromRow)]
struct Row {
    id: Uuid,
    company_id: i32,
    #[sqlx(rename = "ref")]
    reference: String,
    name: String,
    parent_id: Option<Uuid>,
    parent_name: Option<String>,
    kind: String,
    siren: Option<String>,
    siret: Option<String>,
    vat_number: Option<String>,
    country: String,
    language: String,
    time_zone: String,
    address: Option<String>,
    payment_method: String,
    terms: Option<String>,
    risk_class: Option<String>,
    insolvent_on: Option<NaiveDate>,
    portfolio_id: i32,
    portfolio_name: String,
    rev: i32,
    collectors: Vec<String>,
    today: NaiveDate,
    #[sqlx(flatten)]
    money: credit::Money,
    last_attempt_at: Option<DateTime<Utc>>,
    last_attempt_on: Option<NaiveDate>,
    last_outcome: Option<String>,
    last_person: Option<String>,
    last_right_party_on: Option<NaiveDate>,
    last_reminder_on: Option<NaiveDate>,
    revisit_on: Option<NaiveDate>,
    attempts: i32,
    right_party: i32,
    broken_promises: i32,
    reasons: Json<Vec<ReasonJson>>,
    contacts: Json<Vec<ContactJson>>,
    positions: Json<Vec<PositionJson>>,
    promises: Json<Vec<promise::Row>>,
    reminders: Json<Vec<ReminderJson>>,
    disputes: Json<Vec<dispute::Row>>,
    alerts: Json<Vec<alert::Row>>,
    holds: Json<Vec<HoldJson>>,
    present: Vec<String>,
    call_from: NaiveTime,
    call_to: NaiveTime,
    own_hours: bool,
    read_at: DateTime<Utc>,
    rhythm: Json<Vec<PaidJson>>,
}

#[derive(Deserialize)]
struct PaidJson {
    month: NaiveDate,
    days: Option<i32>,
}

#[derive(Deserialize)]
struct ContactJson {
    id: Uuid,
    name: String,
    role: String,
    phone: Option<String>,
    mobile: Option<String>,
    email: Option<String>,
    email_changed_at: Option<DateTime<Utc>>,
    language: Option<String>,
    is_primary: bool,
    bounced: bool,
    do_not_call: bool,
    rev: i32,
}

#[derive(Deserialize)]
struct PositionJson {
    currency: String,
    items: i64,
    not_due: Decimal,
    buckets: Vec<Decimal>,
    gross: Decimal,
    unapplied: Decimal,
    overdue: Decimal,
    disputed: Decimal,
    orders: Decimal,
}

#[derive(Deserialize)]
struct ReminderJson {
    id: Uuid,
    customer_id: Uuid,
    #[serde(rename = "ref")]
    reference: String,
    name: String,
    proposed_on: NaiveDate,
    language: String,
    channel: String,
    tone: String,
    step: i16,
    state: String,
    suppressed_by: Option<String>,
    suppressed_until: Option<NaiveDate>,
    sent_on: Option<NaiveDate>,
    approved_by: Option<String>,
    rev: i32,
    items: i64,
    oldest_days: i32,
    amounts: Vec<MoneyJson>,
}

#[derive(Deserialize)]
struct HoldJson {
    id: Uuid,
    scope: String,
    scope_id: Option<Uuid>,
    what: String,
    state: String,
    reason: String,
    from_on: NaiveDate,
    until_on: Option<NaiveDate>,
    requested_by: Option<String>,
    rev: i32,
}

/// A customer's file. Who reads the contacts is logged.
///
/// # Errors
/// The server's; refusal `customer-unknown`, the same for an absent customer and for a colleague's.
pub async fn file(pool: &Pool, company: i32, customer: Uuid) -> Result<CustomerFile> {
    let row: Option<Row> = sqlx::query_as(include_str!("sql/customer_file.sql"))
        .bind(company)
        .bind(customer)
        .fetch_optional(pool)
        .await?;
    row.ok_or_else(|| StoreError::refused("customer-unknown", None))?
        .read()
}

impl Row {
    fn read(self) -> Result<CustomerFile> {
        let today = self.today;
        let orders = self
            .positions
            .0
            .iter()
            .map(|p| Ok(decode::amount(p.orders, decode::currency(&p.currency)?)))
            .collect::<Result<_>>()?;
        Ok(CustomerFile {
            customer: Customer {
                id: self.id,
                company: self.company_id,
                reference: self.reference.into(),
                name: self.name.into(),
                parent: self.parent_id.zip(self.parent_name.map(Into::into)),
                kind: self.kind,
                siren: self.siren.map(Into::into),
                siret: self.siret.map(Into::into),
                vat_number: self.vat_number.map(Into::into),
                country: self.country,
                language: self.language,
                time_zone: self.time_zone,
                address: self.address.map(Into::into),
                payment_method: self.payment_method,
                terms: self.terms.map(Into::into),
                risk_class: self.risk_class,
                insolvent_on: self.insolvent_on,
                portfolio: (self.portfolio_id, self.portfolio_name.into()),
                collectors: self.collectors.into_iter().map(Into::into).collect(),
                rev: self.rev,
            },
            exposure: self.money.read()?,
            orders,
            positions: read_all(self.positions, PositionJson::read)?,
            reach: Reach {
                last: self.last_attempt_at.map(|at| LastContact {
                    at,
                    person: self.last_person.map(Into::into),
                    outcome: self.last_outcome,
                    today: self.last_attempt_on == Some(today),
                }),
                last_right_party_on: self.last_right_party_on,
                last_reminder_on: self.last_reminder_on,
                revisit_on: self.revisit_on,
                attempts: self.attempts,
                right_party: self.right_party,
                broken_promises: self.broken_promises,
            },
            reasons: self.reasons.0.into_iter().map(|r| r.read(today)).collect(),
            contacts: read_all(self.contacts, ContactJson::read)?,
            promises: read_all(self.promises, promise::Row::read)?,
            reminders: read_all(self.reminders, ReminderJson::read)?,
            disputes: read_all(self.disputes, dispute::Row::read)?,
            alerts: read_all(self.alerts, alert::Row::read)?,
            holds: read_all(self.holds, HoldJson::read)?,
            present: self.present.into_iter().map(Into::into).collect(),
            calling: CallingHours {
                from: self.call_from,
                to: self.call_to,
                own: self.own_hours,
                read_at: self.read_at,
            },
            rhythm: self
                .rhythm
                .0
                .into_iter()
                .map(|PaidJson { month, days }| PaidMonth { month, days })
                .collect(),
        })
    }
}

fn read_all<J, T>(rows: Json<Vec<J>>, read: impl Fn(J) -> Result<T>) -> Result<Vec<T>> {
    rows.0.into_iter().map(read).collect()
}

impl ContactJson {
    fn read(self) -> Result<Contact> {
        Ok(Contact {
            id: self.id,
            name: self.name.into(),
            role: self.role,
            phone: self.phone.map(Into::into),
            mobile: self.mobile.map(Into::into),
            email: self.email.map(Into::into),
            email_changed_at: self.email_changed_at,
            language: self.language,
            is_primary: self.is_primary,
            bounced: self.bounced,
            do_not_call: self.do_not_call,
            rev: self.rev,
        })
    }
}

impl PositionJson {
    fn read(self) -> Result<Aged> {
        let currency = decode::currency(&self.currency)?;
        let amount = |value| decode::amount(value, currency);
        Ok(Aged {
            currency,
            items: self.items,
            customers: i64::from(self.items > 0),
            not_due: amount(self.not_due),
            buckets: self.buckets.into_iter().map(amount).collect(),
            gross: amount(self.gross),
            unapplied: amount(self.unapplied),
            net: amount(self.gross + self.unapplied),
            overdue: amount(self.overdue),
            disputed: amount(self.disputed),
        })
    }
}

impl ReminderJson {
    fn read(self) -> Result<Reminder> {
        Ok(Reminder {
            id: self.id,
            customer: self.customer_id,
            customer_reference: self.reference.into(),
            customer_name: self.name.into(),
            proposed_on: self.proposed_on,
            language: self.language,
            channel: self.channel,
            tone: self.tone,
            step: self.step,
            state: decode::word(ReminderState::ALL, ReminderState::word, &self.state)?,
            suppressed: self.suppressed_by.map(|by| (by, self.suppressed_until)),
            items: self.items,
            amounts: self
                .amounts
                .into_iter()
                .map(MoneyJson::read)
                .collect::<Result<_>>()?,
            oldest_days: self.oldest_days,
            sent_on: self.sent_on,
            approved_by: self.approved_by.map(Into::into),
            rev: self.rev,
        })
    }
}

impl HoldJson {
    fn read(self) -> Result<Hold> {
        Ok(Hold {
            id: self.id,
            scope: self.scope,
            scope_id: self.scope_id,
            what: self.what,
            state: self.state,
            reason: self.reason.into(),
            from_on: self.from_on,
            until_on: self.until_on,
            requested_by: self.requested_by.map(Into::into),
            rev: self.rev,
        })
    }
}
