//! The demo company: loaded into a real database and held against the ledger's own rules.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use encours::cli::demo::fill;
use encours::demo::{self, Plan};
use encours::private_pg::SUPERUSER;
use encours::store::Pace;
use sqlx::PgConnection;

use crate::support::db::TestDb;

/// The smallest size at which no state of anything is missing.
const PLAN: Plan = Plan {
    seed: 1,
    invoices: 2_000,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn loaded(clock: Option<NaiveDate>) -> (TestDb, PgConnection) {
    let db = TestDb::new().await;
    let location = db.location(SUPERUSER);
    if let Err(error) = fill(&location, PLAN, clock, |_| {}).await {
        panic!("{} {:?}", error.code(), error.params());
    }
    let connection = location.connect_one(Pace::Unbounded).await.unwrap();
    (db, connection)
}

/// The values that CHECK constraints list for a column, so that a new state fails this test until the demo shows it.
const STATES: &str = "
    SELECT c.relname::text, a.attname::text, v[1]
      FROM pg_constraint k
      JOIN pg_class c ON c.oid = k.conrelid
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1],
           regexp_matches(pg_get_constraintdef(k.oid), '''([a-z_]+)''::text', 'g') v
     WHERE k.contype = 'c' AND cardinality(k.conkey) = 1 AND c.relnamespace = 'app'::regnamespace
       AND (c.relname::text, a.attname::text) IN (
           ('promise', 'state'), ('promise_event', 'event'), ('dispute', 'status'), ('reminder', 'state'), ('alert', 'state'),
           ('alert', 'kind'), ('sales_order', 'status'), ('document', 'status'), ('document', 'kind'), ('due_item', 'state'),
           ('due_item', 'kind'), ('outbox', 'state'), ('hold', 'state'), ('hold', 'scope'), ('allocation', 'kind'), ('activity', 'kind'))";

#[tokio::test]
async fn every_state_is_shown_at_least_five_times() {
    let (_db, mut connection) = loaded(None).await;
    let states: Vec<(String, String, String)> = sqlx::query_as(STATES)
        .fetch_all(&mut connection)
        .await
        .unwrap();
    assert!(
        states.len() > 80,
        "the catalogue lists {} states",
        states.len()
    );
    let mut missing = Vec::new();
    for (table, column, state) in states {
        let statement = format!("SELECT count(*) FROM app.{table} WHERE {column} = $1");
        let rows: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(statement))
            .bind(&state)
            .fetch_one(&mut connection)
            .await
            .unwrap();
        if rows < 5 {
            missing.push(format!("{table}.{column} {state}: {rows}"));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[tokio::test]
async fn the_ledger_adds_up_and_its_promises_are_judged_by_the_rule() {
    let (_db, mut connection) = loaded(Some(day("2026-06-30"))).await;
    let wrong: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM app.document d
          WHERE d.amount <> (SELECT sum(amount) FROM app.due_item i WHERE i.company_id = d.company_id AND i.document_id = d.id)",
    )
    .fetch_one(&mut connection)
    .await
    .unwrap();
    assert_eq!(wrong, 0, "documents whose items do not add up");
    let checks: Vec<(String, bool, String)> =
        sqlx::query_as("SELECT \"check\", ok, coalesce(detail, '') FROM app.check()")
            .fetch_all(&mut connection)
            .await
            .unwrap();
    let failed: Vec<_> = checks.iter().filter(|(_, ok, _)| !ok).collect();
    assert!(!checks.is_empty() && failed.is_empty(), "{failed:#?}");
    let judged_otherwise: i64 = sqlx::query_scalar(
        "SELECT coalesce(sum(cardinality(app.judge_promises(c.id, (SELECT array_agg(id) FROM app.customer WHERE company_id = c.id)))), 0)
           FROM app.company c",
    )
    .fetch_one(&mut connection)
    .await
    .unwrap();
    assert_eq!(
        judged_otherwise, 0,
        "promises that the rule judges otherwise"
    );
}

#[tokio::test]
async fn its_people_log_in_and_see_their_portfolios() {
    let (db, _connection) = loaded(None).await;
    let count = async |role: &str| -> i64 {
        let pool = db.pool_as(role).await;
        sqlx::query_scalar("SELECT count(*) FROM app.customer")
            .fetch_one(&pool)
            .await
            .unwrap()
    };
    let (claire, sophie) = (count("demo_claire").await, count("demo_sophie").await);
    assert!(0 < claire && claire < sophie, "{claire} of {sophie}");
}

#[test]
fn the_same_seed_tells_the_same_story() {
    let today = day("2026-06-30");
    let tell = |seed| -> Vec<u8> {
        let plan = Plan { seed, ..PLAN };
        demo::companies()
            .into_iter()
            .flat_map(|company| company.history(plan, today).flatten().collect::<Vec<_>>())
            .flat_map(|sheet| sheet.lines)
            .collect()
    };
    let first = tell(1);
    assert!(first == tell(1), "two tellings of seed 1 differ");
    assert!(first != tell(2), "seeds 1 and 2 tell the same");
}

#[test]
fn it_holds_as_many_invoices_as_asked() {
    let today = day("2026-06-30");
    for invoices in [100, 2_000, 5_001] {
        let plan = Plan { seed: 3, invoices };
        let told: usize = demo::companies()
            .into_iter()
            .flat_map(|company| company.history(plan, today).flatten().collect::<Vec<_>>())
            .filter(|sheet| sheet.table == "document")
            .map(|sheet| sheet.lines.iter().filter(|byte| **byte == b'\n').count())
            .sum();
        let least = invoices as usize;
        assert!(
            (least..least + least / 8 + 20).contains(&told),
            "{told} documents for {invoices}"
        );
    }
}

/// What a company's book says on the day, in its own currency.
#[derive(Default)]
struct Book {
    open: i64,
    overdue: i64,
    customers: BTreeSet<String>,
    late: BTreeSet<String>,
}

/// The books of the companies as they are told.
fn books(plan: Plan, today: NaiveDate) -> BTreeMap<String, Book> {
    let mut settled: BTreeMap<String, i64> = BTreeMap::new();
    let mut items = Vec::new();
    let mut books: BTreeMap<String, Book> = BTreeMap::new();
    let sheets = demo::companies()
        .into_iter()
        .flat_map(|company| company.history(plan, today).flatten().collect::<Vec<_>>());
    for sheet in sheets {
        let at = |column: &str| {
            sheet
                .columns
                .iter()
                .position(|c| *c == column)
                .expect("a column")
        };
        let text = String::from_utf8(sheet.lines.clone()).expect("text");
        let rows = text
            .lines()
            .map(|line| line.split('\t').collect::<Vec<_>>());
        match sheet.table {
            "customer" => {
                let (company, id) = (at("company_id"), at("id"));
                for row in rows {
                    let book = books.entry(row[company].to_owned()).or_default();
                    book.customers.insert(row[id].to_owned());
                }
            }
            "due_item" => {
                let columns = [
                    "company_id",
                    "id",
                    "customer_id",
                    "due_on",
                    "currency",
                    "amount",
                ];
                let columns = columns.map(at);
                items.extend(rows.map(|row| columns.map(|c| row[c].to_owned())));
            }
            "allocation" => {
                let (item, amount) = (at("item_id"), at("amount"));
                let (source, of_source) = (at("source_item_id"), at("source_amount"));
                for row in rows {
                    *settled.entry(row[item].to_owned()).or_default() += cents(row[amount]);
                    *settled.entry(row[source].to_owned()).or_default() -= cents(row[of_source]);
                }
            }
            _ => {}
        }
    }
    let today = today.to_string();
    for [company, id, customer, due_on, currency, amount] in items {
        let own = if company == "1" { "EUR" } else { "GBP" };
        let left = cents(&amount) - settled.get(&id).copied().unwrap_or(0);
        if currency == own && left > 0 {
            let book = books.entry(company).or_default();
            book.open += left;
            if due_on < today {
                book.overdue += left;
                book.late.insert(customer);
            }
        }
    }
    books
}

fn cents(amount: &str) -> i64 {
    let (whole, part) = amount.split_once('.').unwrap_or((amount, ""));
    format!("{whole}{part:0<2}").parse().expect("an amount")
}

#[test]
fn a_third_of_the_book_is_overdue_and_most_customers_are_not() {
    let days = [
        (1, "2026-06-30"),
        (1, "2026-11-22"),
        (2, "2026-11-18"),
        (7, "2027-02-08"),
    ];
    for (seed, today) in days {
        let plan = Plan {
            seed,
            ..Plan::DEFAULT
        };
        let (mut open, mut overdue, mut late, mut customers) = (0, 0, 0, 0);
        for (company, book) in books(plan, day(today)) {
            let share = 100 * book.overdue / book.open;
            println!("seed {seed}, {today}, company {company}: {share} % overdue");
            assert!((20..50).contains(&share), "company {company}: {share} %");
            // A pound is worth a little more than a euro: near enough for a share.
            let worth = if company == "1" { 100 } else { 115 };
            open += book.open * worth;
            overdue += book.overdue * worth;
            late += book.late.len();
            customers += book.customers.len();
        }
        let (share, late) = (100 * overdue / open, 100 * late / customers);
        let told = format!("seed {seed}, {today}: {share} % overdue, {late} % of customers late");
        println!("{told}");
        assert!((30..=40).contains(&share), "{told}");
        assert!((10..40).contains(&late), "{told}");
    }
}
