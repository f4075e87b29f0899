//! Customers above their limit or near it, holds, and limits asked for.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::FromRow;
use sqlx::postgres::PgRow;
use uuid::Uuid;

use super::keyset::{self, Bounds};
use super::list::{COLLECTOR, REQUESTED_BY, Source, Stored};
use super::pool::Pool;
use super::{Result, decode};
use crate::domain::credit::{Breach, Exposure, Held, HoldLine, LimitRequest, Standing};
use crate::domain::customer::Hold;
use crate::domain::filter::Filter;
use crate::domain::list::Ask;
use crate::domain::page::{Cursor, Fetch, Page};

/// The columns of a customer's money.
#[derive(FromRow)]
pub(super) struct Money {
    currency: String,
    near_percent: i32,
    exposure: Decimal,
    gross: Decimal,
    overdue: Decimal,
    disputed: Decimal,
    promised: Decimal,
    credit_limit: Option<Decimal>,
    limit_until: Option<NaiveDate>,
    unknown_rate: bool,
}

impl Money {
    pub(super) fn read(self) -> Result<Exposure> {
        let currency = decode::currency(&self.currency)?;
        let amount = |value| decode::amount(value, currency);
        let near = u32::try_from(self.near_percent).unwrap_or(100);
        Ok(Exposure {
            currency,
            exposure: amount(self.exposure),
            gross: amount(self.gross),
            overdue: amount(self.overdue),
            disputed: amount(self.disputed),
            promised: amount(self.promised),
            limit: self.credit_limit.map(amount),
            limit_until: self.limit_until,
            standing: Standing::of(self.exposure, self.credit_limit, near),
            unknown_rate: self.unknown_rate,
        })
    }
}

#[derive(FromRow)]
struct Row {
    customer_id: Uuid,
    #[sqlx(rename = "customer")]
    reference: String,
    name: String,
    hold_id: Option<Uuid>,
    hold_state: Option<String>,
    hold_rev: Option<i32>,
    excess: Decimal,
    #[sqlx(flatten)]
    money: Money,
}

impl Row {
    fn read(self) -> Result<Breach> {
        Ok(Breach {
            customer: self.customer_id,
            reference: self.reference.into(),
            name: self.name.into(),
            exposure: self.money.read()?,
            hold: held(self.hold_id, self.hold_state, self.hold_rev),
        })
    }
}

/// Which customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Above their limit.
    Breaches,
    /// Near it.
    Near,
    /// Both.
    Both,
}

/// A page of the customers in breach or near their limit, the largest excess first; a nearness is an excess below
/// nothing.
///
/// # Errors
/// The server's; refusal `cursor-unreadable`.
pub async fn breaches(
    pool: &Pool,
    company: i32,
    filter: &Filter,
    which: Which,
    fetch: &Fetch,
    limit: u32,
) -> Result<Page<Breach>> {
    let bounds = Bounds::new(fetch)?;
    let rows: Vec<Row> = sqlx::query_as(include_str!("sql/credit_breaches.sql"))
        .bind(company)
        .bind(filter.portfolio)
        .bind(filter.collector)
        .bind(filter.customer)
        .bind(which != Which::Near)
        .bind(which != Which::Breaches)
        .bind(bounds.field::<Decimal>(0)?)
        .bind(bounds.field::<Uuid>(1)?)
        .bind(bounds.backward)
        .bind(keyset::asked(limit))
        .fetch_all(pool)
        .await?;
    keyset::read_rows(keyset::page(fetch, limit, rows, place), Row::read)
}

/// The excess as it is kept, with more decimals than are shown.
fn place(row: &Row) -> Cursor {
    keyset::cursor(&[&row.excess, &row.customer_id])
}

const BREACHES: Source = Source {
    known: &["excess"],
    expressions: &[
        ("limit", "l.credit_limit"),
        ("hold", "l.hold_state"),
        (
            "used",
            "(CASE WHEN l.credit_limit > 0 THEN round(l.exposure * 100 / l.credit_limit) END)::bigint",
        ),
        ("amount", "l.exposure"),
    ],
    ..Source::of(include_str!("sql/list_breaches.sql"))
};

impl Stored for Breach {
    fn source(_: &Ask) -> &'static Source {
        &BREACHES
    }

    fn read(row: &PgRow) -> Result<Breach> {
        Row::from_row(row)?.read()
    }

    async fn straight(
        pool: &Pool,
        ask: &Ask,
        fetch: &Fetch,
        limit: u32,
    ) -> Result<Option<Page<Breach>>> {
        let words = |part: &[String]| {
            part.iter()
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join(" ")
        };
        let which = match ask.part("standing").map(words).as_deref() {
            Some("breach") => Which::Breaches,
            Some("near") => Which::Near,
            None if ask.is_plain() => Which::Both,
            _ => return Ok(None),
        };
        if ask.scope.currency.is_some() {
            return Ok(None);
        }
        breaches(pool, ask.company, &ask.scope, which, fetch, limit)
            .await
            .map(Some)
    }
}

/// A hold from its columns.
pub(super) fn held(id: Option<Uuid>, state: Option<String>, rev: Option<i32>) -> Option<Held> {
    Some(Held {
        id: id?,
        state: state?,
        rev: rev?,
    })
}

#[derive(FromRow)]
struct HoldRow {
    id: Uuid,
    customer_id: Uuid,
    #[sqlx(rename = "customer")]
    reference: String,
    name: String,
    scope: String,
    scope_id: Option<Uuid>,
    what: String,
    state: String,
    reason: String,
    from_on: NaiveDate,
    until_on: Option<NaiveDate>,
    requested_by: Option<String>,
    number: Option<String>,
    rev: i32,
}

impl Stored for HoldLine {
    fn source(_: &Ask) -> &'static Source {
        &HOLDS
    }

    fn read(row: &PgRow) -> Result<HoldLine> {
        let row = HoldRow::from_row(row)?;
        Ok(HoldLine {
            hold: Hold {
                id: row.id,
                scope: row.scope,
                scope_id: row.scope_id,
                what: row.what,
                state: row.state,
                reason: row.reason.into(),
                from_on: row.from_on,
                until_on: row.until_on,
                requested_by: row.requested_by.map(Into::into),
                rev: row.rev,
            },
            customer: row.customer_id,
            customer_reference: row.reference.into(),
            customer_name: row.name.into(),
            number: row.number.map(Into::into),
        })
    }
}

const HOLDS: Source = Source {
    known: &["from_on"],
    persons: &[COLLECTOR, REQUESTED_BY],
    ..Source::of(include_str!("sql/list_holds.sql"))
};

#[derive(FromRow)]
struct RequestRow {
    id: Uuid,
    customer_id: Uuid,
    #[sqlx(rename = "customer")]
    reference: String,
    name: String,
    currency: String,
    asked: Option<Decimal>,
    credit_limit: Option<Decimal>,
    exposure: Decimal,
    kind: String,
    effective_on: NaiveDate,
    until_on: Option<NaiveDate>,
    reason: String,
    requested_by: String,
    mine: bool,
    asked_on: NaiveDate,
    rev: i32,
}

impl Stored for LimitRequest {
    fn source(_: &Ask) -> &'static Source {
        &REQUESTS
    }

    fn read(row: &PgRow) -> Result<LimitRequest> {
        let row = RequestRow::from_row(row)?;
        let currency = decode::currency(&row.currency)?;
        let amount = |amount| decode::amount(amount, currency);
        Ok(LimitRequest {
            id: row.id,
            customer: row.customer_id,
            customer_reference: row.reference.into(),
            customer_name: row.name.into(),
            currency,
            amount: row.asked.map(amount),
            limit: row.credit_limit.map(amount),
            exposure: amount(row.exposure),
            kind: row.kind,
            effective_on: row.effective_on,
            until_on: row.until_on,
            reason: row.reason.into(),
            requested_by: row.requested_by.into(),
            mine: row.mine,
            requested_on: row.asked_on,
            rev: row.rev,
        })
    }
}

const REQUESTS: Source = Source {
    known: &["asked_on"],
    expressions: &[("limit", "l.credit_limit"), ("amount", "l.asked")],
    persons: &[COLLECTOR, REQUESTED_BY],
    ..Source::of(include_str!("sql/list_limit_requests.sql"))
};

/// How many there are in each part of the screen, in the order of `CreditTab::ALL`.
///
/// # Errors
/// The server's.
pub async fn counts(pool: &Pool, company: i32) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar(include_str!("sql/credit_counts.sql"))
        .bind(company)
        .fetch_one(pool)
        .await?)
}
