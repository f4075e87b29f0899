//! The aged balance: of the business date from positions, of any other day from documents.

use rust_decimal::Decimal;
use sqlx::FromRow;
use uuid::Uuid;

use super::keyset::{self, Bounds};
use super::pool::Pool;
use super::{Result, company, decode};
use crate::domain::aging::{Aged, AgedCustomer, AgedPortfolio, AgedTotal};
use crate::domain::filter::{AsOf, Filter};
use crate::domain::page::{Cursor, Fetch, Page};

/// Beyond every currency code, in any collation.
const AFTER_CURRENCIES: &str = "ZZZZ";

#[derive(FromRow)]
struct Figures {
    currency: String,
    items: i64,
    not_due: Decimal,
    buckets: Vec<Decimal>,
    gross: Decimal,
    unapplied: Decimal,
    overdue: Decimal,
    disputed: Decimal,
}

impl Figures {
    fn aged(self, customers: i64) -> Result<Aged> {
        let currency = decode::currency(&self.currency)?;
        let amount = |value| decode::amount(value, currency);
        Ok(Aged {
            currency,
            items: self.items,
            customers,
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

#[derive(FromRow)]
struct CustomerRow {
    customer_id: Uuid,
    #[sqlx(rename = "ref")]
    reference: String,
    name: String,
    portfolio_id: i32,
    #[sqlx(flatten)]
    figures: Figures,
}

impl CustomerRow {
    fn read(self) -> Result<AgedCustomer> {
        let customers = i64::from(self.figures.items > 0);
        Ok(AgedCustomer {
            customer: self.customer_id,
            reference: self.reference.into(),
            name: self.name.into(),
            portfolio: self.portfolio_id,
            aged: self.figures.aged(customers)?,
        })
    }
}

#[derive(FromRow)]
struct TotalRow {
    portfolio_id: Option<i32>,
    customers: i64,
    #[sqlx(flatten)]
    figures: Figures,
}

/// A page of customers, by currency, the most overdue first. `as_of` `None` is the company's business
/// date: one page of positions is read, at the same cost whatever the size of the ledger. Another day is
/// computed from documents as a whole for each page.
///
/// # Errors
/// The server's; refusal `cursor-unreadable`.
pub async fn customers(
    pool: &Pool,
    company: i32,
    filter: &Filter,
    as_of: Option<AsOf>,
    fetch: &Fetch,
    limit: u32,
) -> Result<Page<AgedCustomer>> {
    if as_of.is_some() || filter.customer.is_some() {
        let as_of = match as_of {
            Some(as_of) => as_of,
            None => AsOf::day(company::today(pool, company).await?),
        };
        let all = rows_as_of(pool, company, filter, as_of).await?;
        return keyset::read_rows(slice(all, fetch, limit)?, CustomerRow::read);
    }
    let bounds = Bounds::new(fetch)?;
    let end = if bounds.backward {
        AFTER_CURRENCIES
    } else {
        ""
    };
    let rows: Vec<CustomerRow> = sqlx::query_as(include_str!("sql/aging_customers.sql"))
        .bind(company)
        .bind(filter.portfolio)
        .bind(filter.collector)
        .bind(bounds.field::<String>(0)?.unwrap_or_else(|| end.to_owned()))
        .bind(bounds.field::<Decimal>(1)?.unwrap_or_default())
        .bind(bounds.field::<Uuid>(2)?.unwrap_or_default())
        .bind(bounds.backward)
        .bind(filter.currency.map(|currency| currency.code().to_owned()))
        .bind(keyset::asked(limit))
        .fetch_all(pool)
        .await?;
    keyset::read_rows(keyset::page(fetch, limit, rows, place), CustomerRow::read)
}

/// Every customer's line of a day, in the order of [`customers`].
///
/// # Errors
/// The server's.
pub async fn customers_as_of(
    pool: &Pool,
    company: i32,
    filter: &Filter,
    as_of: AsOf,
) -> Result<Vec<AgedCustomer>> {
    let rows = rows_as_of(pool, company, filter, as_of).await?;
    rows.into_iter().map(CustomerRow::read).collect()
}

async fn rows_as_of(
    pool: &Pool,
    company: i32,
    filter: &Filter,
    as_of: AsOf,
) -> Result<Vec<CustomerRow>> {
    let rows = sqlx::query_as(include_str!("sql/aging_customers_as_of.sql"))
        .bind(company)
        .bind(as_of.day)
        .bind(as_of.known_at)
        .bind(filter.portfolio)
        .bind(filter.collector)
        .bind(filter.currency.map(|currency| currency.code().to_owned()))
        .bind(filter.customer)
        .fetch_all(pool)
        .await?;
    Ok(rows)
}

/// How totals are split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split {
    /// One line per currency.
    Currency,
    /// One line per currency and portfolio.
    Portfolio,
}

/// The totals of the balance; `as_of` `None` is the company's business date.
///
/// # Errors
/// The server's.
pub async fn totals(
    pool: &Pool,
    company: i32,
    filter: &Filter,
    as_of: Option<AsOf>,
    split: Split,
) -> Result<Vec<AgedTotal>> {
    let currency = filter.currency.map(|currency| currency.code().to_owned());
    let by_portfolio = split == Split::Portfolio;
    let as_of = match as_of {
        None if filter.customer.is_some() => Some(AsOf::day(company::today(pool, company).await?)),
        as_of => as_of,
    };
    let rows: Vec<TotalRow> = match as_of {
        None => {
            sqlx::query_as(include_str!("sql/aging_totals.sql"))
                .bind(company)
                .bind(filter.portfolio)
                .bind(filter.collector)
                .bind(currency)
                .bind(by_portfolio)
                .fetch_all(pool)
                .await?
        }
        Some(as_of) => {
            sqlx::query_as(include_str!("sql/aging_totals_as_of.sql"))
                .bind(company)
                .bind(as_of.day)
                .bind(as_of.known_at)
                .bind(filter.portfolio)
                .bind(filter.collector)
                .bind(currency)
                .bind(filter.customer)
                .bind(by_portfolio)
                .fetch_all(pool)
                .await?
        }
    };
    let portfolios = if by_portfolio {
        company::portfolios(pool, company).await?
    } else {
        Vec::new()
    };
    rows.into_iter()
        .map(|row| {
            let portfolio = row.portfolio_id.map(|id| {
                let known = portfolios.iter().find(|portfolio| portfolio.id == id);
                AgedPortfolio {
                    id,
                    name: known.map(|p| p.name.clone()).unwrap_or_default(),
                    collectors: known.map(|p| p.collectors.clone()).unwrap_or_default(),
                }
            });
            Ok(AgedTotal {
                portfolio,
                aged: row.figures.aged(row.customers)?,
            })
        })
        .collect()
}

/// The amount as it is kept, with more decimals than are shown.
fn place(row: &CustomerRow) -> Cursor {
    keyset::cursor(&[
        &row.figures.currency,
        &row.figures.overdue,
        &row.customer_id,
    ])
}

/// A page of a list that is whole in memory, in its order.
fn slice(all: Vec<CustomerRow>, fetch: &Fetch, limit: u32) -> Result<Page<CustomerRow>> {
    let bounds = Bounds::new(fetch)?;
    let total = all.len() as u64;
    let key = (
        bounds.field::<String>(0)?,
        bounds.field::<Decimal>(1)?,
        bounds.field::<Uuid>(2)?,
    );
    let beyond = |row: &CustomerRow| match &key {
        (Some(currency), Some(overdue), Some(customer)) => {
            let figures = &row.figures;
            let order = figures
                .currency
                .cmp(currency)
                .then(overdue.cmp(&figures.overdue))
                .then(customer.cmp(&row.customer_id));
            if bounds.backward {
                order.is_lt()
            } else {
                order.is_gt()
            }
        }
        _ => true,
    };
    let wanted = all.into_iter().filter(beyond);
    let rows: Vec<CustomerRow> = if bounds.backward {
        let mut rows: Vec<_> = wanted.collect();
        rows.reverse();
        rows.truncate(limit as usize + 1);
        rows
    } else {
        wanted.take(limit as usize + 1).collect()
    };
    let mut page = keyset::page(fetch, limit, rows, place);
    page.total = Some(total);
    Ok(page)
}
