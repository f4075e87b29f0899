//! The aged balance: of the business date from positions, of any other day from documents.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use sqlx::FromRow;
use sqlx::postgres::PgRow;
use uuid::Uuid;

use super::keyset::{self, Bounds};
use super::list::{self, Source, Stored};
use super::pool::Pool;
use super::{Result, company, decode};
use crate::domain::aging::{Aged, AgedCustomer, AgedPortfolio, AgedTotal, Split};
use crate::domain::filter::{AsOf, Filter};
use crate::domain::list::{Ask, BUCKETS, Key, Listed, Total, Value};
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
    #[sqlx(rename = "customer")]
    reference: String,
    name: String,
    portfolio_id: i32,
    oldest_days: Option<i64>,
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
            oldest_days: self.oldest_days,
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
    list::page(pool, &whole(company, filter, as_of), fetch, limit).await
}

/// The balance as nobody has narrowed it.
fn whole(company: i32, filter: &Filter, as_of: Option<AsOf>) -> Ask {
    Ask {
        company,
        scope: filter.clone(),
        as_of,
        ..Ask::default()
    }
}

/// A page of positions in the order of their index.
async fn positions(
    pool: &Pool,
    company: i32,
    filter: &Filter,
    fetch: &Fetch,
    limit: u32,
) -> Result<Page<AgedCustomer>> {
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

/// The amount as it is kept, with more decimals than are shown.
fn place(row: &CustomerRow) -> Cursor {
    keyset::cursor(&[
        &row.figures.currency,
        &row.figures.overdue,
        &row.customer_id,
    ])
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
    let ask = Ask {
        split,
        ..whole(company, filter, as_of)
    };
    summed_up(pool, &ask).await
}

/// The lines of the customers that meet what is asked, summed up; by currency, then by portfolio.
async fn summed_up(pool: &Pool, ask: &Ask) -> Result<Vec<AgedTotal>> {
    let by_portfolio = ask.split == Split::Portfolio;
    let mut statement = list::begin(pool, AgedCustomer::source(ask), ask).await?;
    statement.push(match by_portfolio {
        true => "SELECT l.portfolio_id",
        false => "SELECT NULL::int AS portfolio_id",
    });
    statement.push(
        ", l.currency, sum(l.items)::bigint AS items, sum(l.customers)::bigint AS customers, sum(l.not_due) AS not_due, \
         (ARRAY[sum(l.buckets[1]), sum(l.buckets[2]), sum(l.buckets[3]), sum(l.buckets[4]), sum(l.buckets[5]), \
         sum(l.buckets[6]), sum(l.buckets[7]), sum(l.buckets[8])])[1:max(cardinality(l.buckets))] AS buckets, \
         sum(l.gross) AS gross, sum(l.unapplied) AS unapplied, sum(l.overdue) AS overdue, sum(l.disputed) AS disputed",
    );
    list::from::<AgedCustomer>(&mut statement, AgedCustomer::source(ask), ask);
    statement.push("\n GROUP BY 1, 2 ORDER BY 2, 1");
    let rows = statement.fetch(pool).await?;
    let portfolios = match by_portfolio {
        true => company::portfolios(pool, ask.company).await?,
        false => Vec::new(),
    };
    rows.iter()
        .map(|row| {
            let row = TotalRow::from_row(row)?;
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

const NOW: Source = Source {
    known: &[
        "customer",
        "name",
        "currency",
        "items",
        "not_due",
        "gross",
        "unapplied",
        "net",
        "overdue",
        "disputed",
    ],
    expressions: &[
        (BUCKETS[0], "l.buckets[1]"),
        (BUCKETS[1], "l.buckets[2]"),
        (BUCKETS[2], "l.buckets[3]"),
        (BUCKETS[3], "l.buckets[4]"),
        (BUCKETS[4], "l.buckets[5]"),
        (BUCKETS[5], "l.buckets[6]"),
        (BUCKETS[6], "l.buckets[7]"),
        (BUCKETS[7], "l.buckets[8]"),
        ("amount", "l.gross"),
        (
            "portfolio",
            "(SELECT f.name FROM app.portfolio f WHERE f.id = l.portfolio_id)",
        ),
        (
            "collectors",
            "(SELECT string_agg(p.display_name, ', ') FROM app.portfolio_person a JOIN app.person p ON p.id = a.person_id \
             WHERE a.portfolio_id = l.portfolio_id AND app.today($1) BETWEEN a.from_on AND coalesce(a.to_on, 'infinity'))",
        ),
    ],
    days: &[("oldest_days", "l.oldest_due_on")],
    apart: &["currency"],
    ..Source::of(include_str!("sql/list_aging.sql"))
};

const AS_OF: Source = Source {
    select: include_str!("sql/list_aging_as_of.sql"),
    of_a_day: true,
    ..NOW
};

impl Stored for AgedCustomer {
    fn source(ask: &Ask) -> &'static Source {
        match ask.as_of {
            None => &NOW,
            Some(_) => &AS_OF,
        }
    }

    fn read(row: &PgRow) -> Result<AgedCustomer> {
        CustomerRow::from_row(row)?.read()
    }

    async fn straight(
        pool: &Pool,
        ask: &Ask,
        fetch: &Fetch,
        limit: u32,
    ) -> Result<Option<Page<AgedCustomer>>> {
        if !ask.is_plain() || ask.as_of.is_some() || ask.scope.customer.is_some() {
            return Ok(None);
        }
        positions(pool, ask.company, &ask.scope, fetch, limit)
            .await
            .map(Some)
    }
}

impl Stored for AgedTotal {
    fn source(ask: &Ask) -> &'static Source {
        AgedCustomer::source(ask)
    }

    /// Its rows are sums: see [`Stored::straight`].
    fn read(_: &PgRow) -> Result<AgedTotal> {
        Err(super::StoreError::internal("a line of sums is no row"))
    }

    /// All of it, since there are as many lines as portfolios and currencies.
    async fn straight(
        pool: &Pool,
        ask: &Ask,
        _: &Fetch,
        _: u32,
    ) -> Result<Option<Page<AgedTotal>>> {
        let mut lines = summed_up(pool, ask).await?;
        if let Some(key) = ask.order {
            sort(&mut lines, key);
        }
        Ok(Some(Page::whole(lines)))
    }

    async fn summed(pool: &Pool, ask: &Ask) -> Result<Option<Vec<Total>>> {
        let lines = summed_up(pool, ask).await?;
        Ok(Some(crate::domain::list::totals(lines.iter())))
    }
}

/// Amounts are only compared within a currency.
fn sort(lines: &mut [AgedTotal], key: Key) {
    let Some(column) = AgedTotal::LIST.column(key.field) else {
        return;
    };
    let order = |a: &AgedTotal, b: &AgedTotal| {
        let order = match ((column.value)(a), (column.value)(b)) {
            (Value::Money(a), Value::Money(b)) if a.currency() == b.currency() => {
                a.amount().cmp(&b.amount())
            }
            (Value::Number(a), Value::Number(b)) => a.cmp(&b),
            (Value::Text(a), Value::Text(b)) => a.as_str().cmp(b.as_str()),
            _ => return Ordering::Equal,
        };
        match key.descending {
            true => order.reverse(),
            false => order,
        }
    };
    let money = matches!(column.field.kind, crate::domain::list::Kind::Money);
    lines.sort_by(|a, b| {
        let currencies = a.aged.currency.code().cmp(b.aged.currency.code());
        match money {
            true => currencies.then_with(|| order(a, b)),
            false => order(a, b).then(currencies),
        }
    });
}
