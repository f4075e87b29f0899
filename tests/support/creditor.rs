//! A company that asks to be paid: customers, invoices and a collector, made as an import would.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;

use encours::outreach::letter::{Rendered, compose};
use encours::store::{StoreError, reminder, write};

use super::db::TestDb;

/// The business date the tests begin on: a Wednesday.
pub const TODAY: &str = "2026-07-01";

/// The company, its collector's connections and the administrator's.
pub struct Creditor {
    pub db: TestDb,
    pub company: i32,
    pub collector: String,
    pub admin: PgPool,
    pub agent: PgPool,
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

impl Creditor {
    /// A company with the default policy and templates, receipts up to yesterday, no delay in the outbox.
    pub async fn new() -> Self {
        let db = TestDb::new().await;
        let admin = db.admin().await;
        let collector = db
            .login("ada", &["encours_collector", "encours_manager"])
            .await;
        let company: i32 = sqlx::query_scalar(
            "with c as (insert into app.company (code, name, country, currency, mail_from, receipts_cover_until, mail_delay_seconds, payment_details)
               values ('ACME', 'Acme SA', 'FR', 'EUR', 'accounts@acme.example', '2026-06-30', 0, 'IBAN FR76 3000 6000 0112 3456 7890 189') returning id),
             p as (insert into app.portfolio (company_id, code, name) select id, 'P', 'P' from c returning company_id, id),
             a as (insert into app.person (role_name, display_name, email) values ($1, 'Ada Lovelace', 'ada@acme.example') returning id)
             insert into app.portfolio_person (portfolio_id, person_id, from_on) select p.id, a.id, '2020-01-01' from p, a
             returning (select id from c)",
        )
        .bind(&collector)
        .fetch_one(&admin)
        .await
        .expect("a company");
        reminder::seed_defaults(&admin, company)
            .await
            .expect("defaults");
        let agent = db.pool_as(&collector).await;
        let creditor = Self {
            db,
            company,
            collector,
            admin,
            agent,
        };
        creditor.set_today(TODAY).await;
        creditor
    }

    pub async fn set_today(&self, date: &str) {
        self.run(&format!(
            "update app.instance set kind = 'test', simulated_at = '{date} 10:00+02'; \
             update app.company set receipts_cover_until = '{date}'::date - 1"
        ))
        .await;
    }

    /// Runs statements as the administrator.
    pub async fn run(&self, statements: &str) {
        sqlx::raw_sql(sqlx::AssertSqlSafe(statements.to_owned()))
            .execute(&self.admin)
            .await
            .unwrap_or_else(|error| panic!("{statements}: {error}"));
    }

    pub async fn customer(&self, reference: &str, language: &str, email: Option<&str>) -> Uuid {
        let id: Uuid = sqlx::query_scalar(
            "with k as (insert into app.customer (company_id, id, portfolio_id, ref, name, language, address)
               select $1, app.uuid7(), p.id, $2, 'Customer ' || $2, $3, '1 rue de la Paix' from app.portfolio p where p.company_id = $1 returning *),
             x as (insert into app.contact (company_id, id, customer_id, portfolio_id, name, email)
               select company_id, app.uuid7(), id, portfolio_id, 'Élise Martin', $4 from k where $4 is not null)
             select id from k",
        )
        .bind(self.company)
        .bind(reference)
        .bind(language)
        .bind(email)
        .fetch_one(&self.admin)
        .await
        .expect("a customer");
        id
    }

    /// An invoice of one item; the item's id.
    pub async fn invoice(&self, customer: Uuid, number: &str, due: &str, amount: &str) -> Uuid {
        self.invoice_in(customer, number, due, amount, "EUR").await
    }

    pub async fn invoice_in(
        &self,
        customer: Uuid,
        number: &str,
        due: &str,
        amount: &str,
        currency: &str,
    ) -> Uuid {
        let amount: Decimal = amount.parse().expect("an amount");
        let item = sqlx::query_scalar(
            "with d as (insert into app.document (company_id, id, customer_id, portfolio_id, kind, number, issued_on, currency, amount)
               select $1, app.uuid7(), $2, portfolio_id, case when $5 < 0 then 'credit_note' else 'invoice' end, $3, $4::date - 30, $6, $5
                 from app.customer where company_id = $1 and id = $2 returning *)
             insert into app.due_item (company_id, id, document_id, customer_id, portfolio_id, issued_on, due_on, currency, amount, open_amount)
             select company_id, app.uuid7(), id, customer_id, portfolio_id, issued_on, $4, currency, amount, amount from d returning id",
        )
        .bind(self.company)
        .bind(customer)
        .bind(number)
        .bind(day(due))
        .bind(amount)
        .bind(currency)
        .fetch_one(&self.admin)
        .await
        .expect("an invoice");
        self.refresh(customer).await;
        item
    }

    pub async fn refresh(&self, customer: Uuid) {
        sqlx::query("select app.refresh_money($1, array[$2])")
            .bind(self.company)
            .bind(customer)
            .execute(&self.admin)
            .await
            .expect("positions");
    }

    /// Pays so much of an item, today.
    pub async fn pay(&self, item: Uuid, amount: &str) {
        let amount: Decimal = amount.parse().expect("an amount");
        let customer: Uuid = sqlx::query_scalar(
            "with i as (select * from app.due_item where company_id = $1 and id = $2),
             r as (insert into app.receipt (company_id, id, customer_id, portfolio_id, effective_on, currency, amount, unallocated)
               select company_id, app.uuid7(), customer_id, portfolio_id, app.today($1), currency, $3, $3 from i returning *)
             insert into app.allocation (company_id, id, customer_id, portfolio_id, kind, item_id, receipt_id, amount, source_amount, applied_on)
             select r.company_id, app.uuid7(), r.customer_id, r.portfolio_id, 'payment', $2, r.id, $3, $3, r.effective_on from r returning customer_id",
        )
        .bind(self.company)
        .bind(item)
        .bind(amount)
        .fetch_one(&self.admin)
        .await
        .expect("a payment");
        self.refresh(customer).await;
    }

    pub async fn call(&self, verb: &str, mut body: Value) -> Result<Value, StoreError> {
        body["company"] = json!(self.company);
        write::call(&self.agent, verb, Uuid::now_v7(), &body).await
    }

    pub async fn propose_all(&self) -> Value {
        self.call("propose_reminders", json!({"all": true}))
            .await
            .expect("a run")
    }

    /// The current reminder of a customer: id and state with the reason.
    pub async fn current(&self, customer: Uuid) -> Option<(Uuid, String, Option<String>)> {
        sqlx::query_as(
            "select id, state, suppressed_by from app.reminder where company_id = $1 and customer_id = $2
              and state in ('proposed', 'to_review', 'suppressed')",
        )
        .bind(self.company)
        .bind(customer)
        .fetch_optional(&self.admin)
        .await
        .expect("reminders")
    }

    /// Why nothing is proposed to the customer.
    pub async fn reason(&self, customer: Uuid) -> String {
        match self.current(customer).await {
            Some((_, _, Some(reason))) => reason,
            other => panic!("not suppressed: {other:?}"),
        }
    }

    /// The body of an approval, as the cockpit sends it after showing the preview.
    pub async fn approval(&self, id: Uuid) -> (Value, Rendered) {
        let letter = reminder::letter(&self.agent, self.company, id)
            .await
            .expect("a letter");
        let rendered = compose(&letter).expect("a text");
        let mut body = json!({
            "reminder": id, "rev": letter.reminder.rev, "hash": rendered.hash(),
            "subject": rendered.subject, "text": rendered.text, "html": rendered.html,
        });
        if letter.reminder.channel == "email" {
            body["to"] = json!(letter.contact.email);
            body["message_id"] = json!(format!("<{}@acme.example>", Uuid::now_v7()));
        }
        (body, rendered)
    }

    pub async fn approve(&self, id: Uuid) -> Result<Value, StoreError> {
        let (body, _) = self.approval(id).await;
        self.call("approve_reminder", body).await
    }

    /// Marks approved reminders as sent today, as the worker would.
    pub async fn send_all(&self) {
        self.run(
            "with s as (update app.reminder set state = 'sent', sent_on = app.today(company_id) where state = 'approved' returning *)
             insert into app.contact_fact (company_id, customer_id, portfolio_id, last_reminder_on)
             select distinct company_id, customer_id, portfolio_id, sent_on from s
             on conflict (company_id, customer_id) do update set last_reminder_on = excluded.last_reminder_on;
             update app.outbox set state = 'sent', sent_at = now() where state = 'queued'",
        )
        .await;
    }

    pub async fn text(&self, query: &'static str) -> String {
        sqlx::query_scalar(query)
            .fetch_one(&self.admin)
            .await
            .unwrap_or_else(|error| panic!("{query}: {error}"))
    }

    pub async fn count(&self, query: &'static str) -> i64 {
        sqlx::query_scalar(query)
            .fetch_one(&self.admin)
            .await
            .unwrap_or_else(|error| panic!("{query}: {error}"))
    }
}
