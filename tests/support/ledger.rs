//! The golden ledger and the people around it: a company whose figures are known by heart.
//!
//! Rows are laid by the superuser, as an import would have left them; whatever a test does afterwards it does as a
//! person, through the actions.

use chrono::NaiveDate;
use encours::store::{StoreError, write};
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;

use super::db::TestDb;

/// The business date of the golden ledger.
pub const TODAY: &str = "2026-06-30";

/// Number, customer, kind, issued on, due on, amount.
pub const DOCUMENTS: &[(&str, &str, &str, &str, &str, i64)] = &[
    ("F1", "A", "invoice", "2026-05-31", "2026-06-30", 1000),
    ("F2", "A", "invoice", "2026-05-30", "2026-06-29", 500),
    ("F3", "B", "invoice", "2026-05-01", "2026-05-31", 2000),
    ("F4", "B", "invoice", "2026-04-30", "2026-05-30", 300),
    ("F5", "C", "invoice", "2026-04-01", "2026-05-01", 700),
    ("F6", "C", "invoice", "2026-03-31", "2026-04-30", 400),
    ("F7", "C", "invoice", "2026-03-02", "2026-04-01", 250),
    ("F8", "C", "invoice", "2026-03-01", "2026-03-31", 150),
    ("F9", "A", "credit_note", "2026-06-01", "2026-06-01", -200),
    ("F10", "A", "on_account", "2026-06-15", "2026-06-15", -100),
    ("F11", "D", "invoice", "2026-06-15", "2026-07-15", 900),
    ("F12", "B", "invoice", "2026-04-20", "2026-05-20", 600),
];

/// Item, effective on, amount: each receipt settles its item on its day.
pub const PAYMENTS: &[(&str, &str, i64)] = &[("F3", "2026-06-10", 800), ("F12", "2026-07-02", 600)];

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Collector of the portfolio NORTH: customers A and B.
    Claire,
    /// Collector of the portfolio SOUTH: customers C and D.
    Paul,
    /// Credit manager.
    Marc,
    /// Another credit manager.
    Sophie,
    /// The importer.
    Ines,
    /// The auditor, who reads.
    Aude,
}

const PEOPLE: &[(Who, &str, &str, bool)] = &[
    (Who::Claire, "claire", "encours_collector", false),
    (Who::Paul, "paul", "encours_collector", false),
    (Who::Marc, "marc", "encours_manager", true),
    (Who::Sophie, "sophie", "encours_manager", true),
    (Who::Ines, "ines", "encours_importer", true),
    (Who::Aude, "aude", "encours_auditor", true),
];

/// The golden ledger in a database of its own.
pub struct World {
    /// The database.
    pub db: TestDb,
    /// Connections as the superuser, to lay and to look; behaviour is tested as a person.
    pub admin: PgPool,
    people: Vec<(Who, PgPool)>,
}

/// The id of a customer, by its letter.
pub fn customer(reference: &str) -> Uuid {
    id(1, reference)
}

/// The id of a document's one item, by the document's number.
pub fn item(number: &str) -> Uuid {
    id(2, number)
}

fn id(kind: u128, name: &str) -> Uuid {
    let name = name
        .bytes()
        .fold(0_u128, |sum, byte| (sum << 8) | u128::from(byte));
    Uuid::from_u128((kind << 96) | name)
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

impl World {
    /// Lays the golden ledger, as of 2026-06-30.
    pub async fn golden() -> Self {
        Self::golden_in(TestDb::new().await).await
    }

    /// The same in this database.
    pub async fn golden_in(db: TestDb) -> Self {
        let admin = db.admin().await;
        run(&admin, "insert into app.company (code, name, country, currency) values ('ACME', 'Acme', 'FR', 'EUR')").await;
        run(&admin, "insert into app.portfolio (company_id, code, name) values (1, 'NORTH', 'North'), (1, 'SOUTH', 'South')").await;
        let mut people = Vec::new();
        for (who, name, group, everywhere) in PEOPLE {
            let role = db.login(name, &[group]).await;
            sqlx::query("insert into app.person (role_name, display_name, all_portfolios) values ($1, $2, $3)")
                .bind(&role)
                .bind(name)
                .bind(everywhere)
                .execute(&admin)
                .await
                .expect("a person");
            people.push((*who, db.pool_as(&role).await));
        }
        run(&admin, "insert into app.portfolio_person (portfolio_id, person_id, from_on) values (1, 1, '2020-01-01'), (2, 2, '2020-01-01')").await;
        let world = Self { db, admin, people };
        world.set_today(TODAY).await;
        for (reference, portfolio) in [("A", 1), ("B", 1), ("C", 2), ("D", 2)] {
            world.lay_customer(reference, portfolio).await;
        }
        for (number, of, kind, issued, due, amount) in DOCUMENTS {
            world
                .lay_document(number, of, kind, "EUR", issued, due, *amount)
                .await;
        }
        for (settles, on, amount) in PAYMENTS {
            world.lay_payment(settles, on, *amount).await;
        }
        world.refresh().await;
        world
    }

    /// Sets the business date, at ten in the morning.
    pub async fn set_today(&self, day: &str) {
        sqlx::query("update app.instance set simulated_at = ($1::date + time '10:00') at time zone 'Europe/Paris'")
            .bind(date(day))
            .execute(&self.admin)
            .await
            .expect("a simulated time");
    }

    /// A customer as an import leaves it.
    pub async fn lay_customer(&self, reference: &str, portfolio: i32) {
        sqlx::query("insert into app.customer (company_id, id, portfolio_id, ref, name) values (1, $1, $2, $3, 'Customer ' || $3)")
            .bind(customer(reference))
            .bind(portfolio)
            .bind(reference)
            .execute(&self.admin)
            .await
            .expect("a customer");
    }

    /// A document with one item, as an import leaves it.
    #[allow(clippy::too_many_arguments, reason = "a row")]
    pub async fn lay_document(
        &self,
        number: &str,
        of: &str,
        kind: &str,
        currency: &str,
        issued: &str,
        due: &str,
        amount: i64,
    ) {
        sqlx::query(
            "with d as (insert into app.document (company_id, id, customer_id, portfolio_id, kind, number, external_id, issued_on, currency, amount)
               select 1, $1, c.id, c.portfolio_id, $4, $3, $3, $6, $5, $8 from app.customer c where c.id = $2 returning *)
             insert into app.due_item (company_id, id, document_id, customer_id, portfolio_id, issued_on, due_on, currency, amount, open_amount)
             select 1, $9, d.id, d.customer_id, d.portfolio_id, d.issued_on, $7, d.currency, d.amount, d.amount from d",
        )
        .bind(id(3, number))
        .bind(customer(of))
        .bind(number)
        .bind(kind)
        .bind(currency)
        .bind(date(issued))
        .bind(date(due))
        .bind(rust_decimal::Decimal::from(amount))
        .bind(item(number))
        .execute(&self.admin)
        .await
        .expect("a document");
    }

    /// A receipt that settles an item on its day.
    pub async fn lay_payment(&self, settles: &str, on: &str, amount: i64) {
        sqlx::query(
            "with r as (insert into app.receipt (company_id, id, customer_id, portfolio_id, effective_on, currency, amount, unallocated)
               select 1, app.uuid7(), customer_id, portfolio_id, $2, currency, $3, $3 from app.due_item where id = $1 returning *)
             insert into app.allocation (company_id, id, customer_id, portfolio_id, kind, item_id, receipt_id, amount, source_amount, applied_on)
             select 1, app.uuid7(), r.customer_id, r.portfolio_id, 'payment', $1, r.id, $3, $3, $2 from r",
        )
        .bind(item(settles))
        .bind(date(on))
        .bind(rust_decimal::Decimal::from(amount))
        .execute(&self.admin)
        .await
        .expect("a payment");
    }

    /// Brings everything derived up to date after rows were laid by hand.
    pub async fn refresh(&self) {
        run(&self.admin, "select app.roll_day(1)").await;
        run(
            &self.admin,
            "select app.refresh_customers(1, array(select id from app.customer))",
        )
        .await;
    }

    /// The login role of that person.
    pub fn role(&self, who: Who) -> String {
        let found = PEOPLE.iter().find(|(person, ..)| *person == who);
        format!("{}_{}", found.expect("everyone is listed").1, self.db.name)
    }

    /// Connections as that person.
    pub fn pool(&self, who: Who) -> &PgPool {
        let found = self.people.iter().find(|(person, _)| *person == who);
        &found.expect("everyone has a pool").1
    }

    /// The person's key.
    pub fn person(&self, who: Who) -> i32 {
        let at = PEOPLE.iter().position(|(person, ..)| *person == who);
        i32::try_from(at.expect("everyone is listed")).expect("few people") + 1
    }

    /// Does it as that person; the company is put in.
    ///
    /// # Errors
    /// What the ledger refuses.
    pub async fn try_as(
        &self,
        who: Who,
        request: Uuid,
        verb: &str,
        body: Value,
    ) -> Result<Value, StoreError> {
        let mut body = body;
        if body.get("company").is_none() {
            body["company"] = json!("ACME");
        }
        write::call(self.pool(who), verb, request, &body).await
    }

    /// Does it as that person, who may; the id of what was written.
    pub async fn act(&self, who: Who, verb: &str, body: Value) -> Uuid {
        let told = self.try_as(who, Uuid::now_v7(), verb, body.clone()).await;
        let told = told.unwrap_or_else(|e| panic!("{verb} {body}: {} {:?}", e.code(), e.params()));
        assert_eq!(told["recorded"], true, "{verb}");
        told["id"]
            .as_str()
            .and_then(|id| id.parse().ok())
            .unwrap_or_default()
    }

    /// It is refused with this code.
    pub async fn refuses(&self, who: Who, verb: &str, body: Value, code: &str) {
        assert_eq!(
            self.refused(who, verb, body.clone()).await,
            code,
            "{verb} {body}"
        );
    }

    /// The code with which it is refused.
    pub async fn refused(&self, who: Who, verb: &str, body: Value) -> String {
        match self.try_as(who, Uuid::now_v7(), verb, body.clone()).await {
            Ok(told) => panic!("{verb} {body} was not refused: {told}"),
            Err(error) => error.code().to_owned(),
        }
    }

    /// One value, looked up by the superuser, as text.
    pub async fn look(&self, query: &'static str) -> String {
        let value: Option<String> = sqlx::query_scalar(query)
            .fetch_one(&self.admin)
            .await
            .unwrap_or_else(|e| panic!("{query}: {e}"));
        value.unwrap_or_default()
    }

    /// Everything derived equals its recomputation.
    pub async fn assert_sound(&self, when: &str) {
        let rows: Vec<(String, bool, String)> =
            sqlx::query_as("select \"check\", ok, detail from app.check()")
                .fetch_all(&self.admin)
                .await
                .unwrap_or_else(|e| panic!("{when}: {e}"));
        let bad: Vec<_> = rows.iter().filter(|(_, ok, _)| !ok).collect();
        assert!(bad.is_empty(), "{when}: {bad:?}");
        assert!(rows.len() >= 12, "checks ran: {rows:?}");
    }
}

async fn run(pool: &PgPool, statement: &'static str) {
    sqlx::query(statement)
        .execute(pool)
        .await
        .unwrap_or_else(|e| panic!("{statement}: {e}"));
}
