//! Puts a model ledger into a database, each one as a company of its own.

use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;

use super::model::{self, CURRENCIES, Ledger, Reading, Source, TODAY};

/// What a row is, in its id.
#[derive(Clone, Copy)]
pub enum Kind {
    Customer = 1,
    Document,
    Item,
    Receipt,
    Allocation,
    DueChange,
    Dispute,
}

/// The id of the nth row of a kind; ids ascend with n.
pub fn id(company: i32, kind: Kind, n: usize) -> Uuid {
    let company = u128::try_from(company).expect("a key");
    Uuid::from_u128((company << 64) | ((kind as u128) << 32) | n as u128)
}

/// An amount of minor units as the ledger writes it.
pub fn amount(minor: i64, currency: usize) -> String {
    let digits = CURRENCIES[currency].1;
    rust_decimal::Decimal::new(minor, digits).to_string()
}

/// Sets the business date of the database to [`TODAY`].
pub async fn set_today(admin: &PgPool) {
    sqlx::query(
        "update app.instance set kind = 'test', simulated_at = $1::date + interval '12 hours'",
    )
    .bind(model::date(TODAY))
    .execute(admin)
    .await
    .expect("a simulated time");
}

/// A company with one portfolio and so many customers; its key and its portfolio's.
pub async fn company(admin: &PgPool, code: &str, customers: usize, bounds: &[i32]) -> (i32, i32) {
    let (company, portfolio): (i32, i32) = sqlx::query_as(
        "with c as (insert into app.company (code, name, country, currency, time_zone, bucket_from)
                    values ($1, $1, 'FR', 'EUR', 'UTC', $2) returning id)
         insert into app.portfolio (company_id, code, name) select id, 'P', 'P' from c returning company_id, id",
    )
    .bind(code)
    .bind(bounds)
    .fetch_one(admin)
    .await
    .expect("a company");
    for n in 0..customers {
        sqlx::query("insert into app.customer (company_id, id, portfolio_id, ref, name) values ($1, $2, $3, $4, $4)")
            .bind(company)
            .bind(id(company, Kind::Customer, n))
            .bind(portfolio)
            .bind(format!("C{n}"))
            .execute(admin)
            .await
            .expect("a customer");
    }
    (company, portfolio)
}

/// Records the whole ledger, every row with the dates and moments of the model.
pub async fn ledger(admin: &PgPool, company: i32, portfolio: i32, ledger: &Ledger) {
    let rows = rows(company, ledger);
    sqlx::query(include_str!("load.sql"))
        .bind(company)
        .bind(portfolio)
        .bind(rows)
        .execute(admin)
        .await
        .expect("the ledger's documents and receipts");
    sqlx::query(include_str!("load_allocations.sql"))
        .bind(company)
        .bind(portfolio)
        .bind(allocations(company, ledger))
        .execute(admin)
        .await
        .expect("the ledger's allocations");
}

fn rows(company: i32, ledger: &Ledger) -> Value {
    let now = Reading {
        day: TODAY,
        known: None,
    };
    let items: Vec<Value> = ledger
        .items
        .iter()
        .enumerate()
        .map(|(n, item)| {
            let seq = ledger.items[..n]
                .iter()
                .filter(|other| other.document == item.document)
                .count();
            json!({
                "id": id(company, Kind::Item, n),
                "document_id": id(company, Kind::Document, item.document),
                "customer_id": id(company, Kind::Customer, item.customer),
                "number": format!("D{}", item.document),
                "kind": item.kind,
                "seq": seq + 1,
                "currency": CURRENCIES[item.currency].0,
                "amount": amount(item.amount, item.currency),
                "issued_on": model::date(item.issued),
                "due_on": model::date(ledger.due(n, now)),
                "due_assumed": item.assumed,
                "recorded_at": model::moment(item.recorded),
                "reverses": item.reverses.map(|of| id(company, Kind::Document, ledger.items[of].document)),
            })
        })
        .collect();
    let receipts: Vec<Value> = ledger
        .receipts
        .iter()
        .enumerate()
        .map(|(n, receipt)| {
            json!({
                "id": id(company, Kind::Receipt, n),
                "customer_id": id(company, Kind::Customer, receipt.customer),
                "currency": CURRENCIES[receipt.currency].0,
                "amount": amount(receipt.amount, receipt.currency),
                "effective_on": model::date(receipt.effective),
                "recorded_at": model::moment(receipt.recorded),
                "reverses": receipt.reverses.map(|of| id(company, Kind::Receipt, of)),
            })
        })
        .collect();
    let due_changes: Vec<Value> = ledger
        .due_changes
        .iter()
        .enumerate()
        .map(|(n, change)| {
            json!({
                "id": id(company, Kind::DueChange, n),
                "item_id": id(company, Kind::Item, change.item),
                "customer_id": id(company, Kind::Customer, ledger.items[change.item].customer),
                "due_on": model::date(change.due),
                "previous_due_on": model::date(previous_due(ledger, n)),
                "effective_on": model::date(change.effective),
                "recorded_at": model::moment(change.recorded),
            })
        })
        .collect();
    let disputes: Vec<Value> = ledger
        .disputes
        .iter()
        .enumerate()
        .map(|(n, dispute)| {
            let item = &ledger.items[dispute.item];
            json!({
                "id": id(company, Kind::Dispute, n),
                "item_id": id(company, Kind::Item, dispute.item),
                "customer_id": id(company, Kind::Customer, item.customer),
                "amount": amount(dispute.amount, item.currency),
                "opened_on": model::date(dispute.opened),
                "recorded_at": model::moment(dispute.recorded),
                "status": if dispute.resolved.is_some() { "payable" } else { "open" },
                "resolved_on": dispute.resolved.map(|(day, _)| model::date(day)),
                "resolved_recorded_at": dispute.resolved.map(|(_, at)| model::moment(at)),
            })
        })
        .collect();
    json!({ "items": items, "receipts": receipts, "due_changes": due_changes, "disputes": disputes })
}

/// The due date that a change found: of the first one recorded, the date as first recorded.
fn previous_due(ledger: &Ledger, at: usize) -> i32 {
    let change = &ledger.due_changes[at];
    let earlier = ledger.due_changes.iter().enumerate().filter(|(n, other)| {
        other.item == change.item && (other.recorded, *n) < (change.recorded, at)
    });
    earlier
        .max_by_key(|(n, other)| (other.recorded, *n))
        .map_or(ledger.items[change.item].due, |(_, other)| other.due)
}

fn allocations(company: i32, ledger: &Ledger) -> Value {
    ledger
        .allocations
        .iter()
        .enumerate()
        .map(|(n, allocation)| {
            let item = &ledger.items[allocation.item];
            let (receipt, source, currency) = match allocation.source {
                Source::Receipt(at) => (
                    Some(id(company, Kind::Receipt, at)),
                    None,
                    ledger.receipts[at].currency,
                ),
                Source::Item(at) => (None, Some(id(company, Kind::Item, at)), item.currency),
                Source::Nothing => (None, None, item.currency),
            };
            json!({
                "id": id(company, Kind::Allocation, n),
                "customer_id": id(company, Kind::Customer, item.customer),
                "kind": allocation.kind,
                "item_id": id(company, Kind::Item, allocation.item),
                "receipt_id": receipt,
                "source_item_id": source,
                "amount": amount(allocation.amount, item.currency),
                "source_amount": amount(allocation.source_amount, currency),
                "applied_on": model::date(allocation.applied),
                "recorded_at": model::moment(allocation.recorded),
                "reverses": allocation.reverses.map(|of| id(company, Kind::Allocation, of)),
            })
        })
        .collect()
}
