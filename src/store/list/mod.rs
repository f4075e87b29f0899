//! Lists in any order under any filter: one statement, put together from what a list declares.
//!
//! # A list
//! 1. Its row in `domain`, and its columns: `impl Listed` in `domain::list::<name>`.
//! 2. `sql/list_<name>.sql`: the rows nobody has narrowed, with $1 company, $2 day, $3 known at, $4 customer
//!    (the last three NULL unless asked for). Its columns are called like the keys of the fields; beside
//!    them `id`, `customer_id`, `portfolio_id` and `currency` (NULL where there is none).
//! 3. `impl Stored` below its `FromRow` in `store::<name>`: the statement, and what a column's name does not
//!    tell of it. A test prepares every column, direction and condition against the server.

mod conditions;
mod order;
mod seek;

use rust_decimal::Decimal;
use sqlx::Row;
use sqlx::postgres::PgRow;

use super::assembled::{Arg, Statement};
use super::pool::Pool;
use super::{Result, company, decode, keyset};
use crate::domain::filter::{AsOf, Filter};
use crate::domain::list::{Ask, Kind, Listed, Total};
use crate::domain::page::{Cursor, Fetch, Page};
use order::Order;

pub use seek::seek;

/// Where the rows of a list come from.
pub struct Source {
    /// Every row of a company.
    pub(super) select: &'static str,
    /// Fields that every row has a value in: pages of their order need no look at what is not known.
    pub(super) known: &'static [&'static str],
    /// What stands for a field in filter and sort, where its column `l.<key>` does not.
    pub(super) expressions: &'static [(&'static str, &'static str)],
    /// The date from which a field of days counts: compared and sorted by in its place.
    pub(super) days: &'static [(&'static str, &'static str)],
    /// Who `me` is, and how somebody is named: the text before and after the pattern.
    pub(super) persons: &'static [(&'static str, &'static str, [&'static str; 2])],
    /// What alone can be late: days of the others are not compared.
    pub(super) owed: Option<&'static str>,
    /// The date that a range of days means.
    pub(super) dated: &'static str,
    /// The list is of some day, and its statement must be told which.
    pub(super) of_a_day: bool,
    /// A row has to do with a currency: the text before and after it.
    pub(super) in_currency: [&'static str; 2],
    /// What tells rows of one id apart, as the lines of a customer in several currencies: the last keys of any order.
    pub(super) apart: &'static [&'static str],
    /// A longer list that nothing narrows is not summed: that would take longer than reading its page, and the
    /// more the longer it is.
    pub(super) summed_up_to: Option<i32>,
}

impl Source {
    /// Rows with none of the peculiarities.
    pub(super) const fn of(select: &'static str) -> Source {
        Source {
            select,
            known: &[],
            expressions: &[],
            days: &[],
            owed: None,
            persons: &[COLLECTOR],
            dated: "",
            of_a_day: false,
            in_currency: ["l.currency = ", ""],
            apart: &[],
            summed_up_to: None,
        }
    }
}

/// The people who have the customer's portfolio today.
pub(super) const COLLECTOR: (&str, &str, [&str; 2]) = (
    "collector",
    "l.portfolio_id = ANY ((SELECT app.narrow_portfolios(NULL, app.me()))::int[])",
    [
        "l.portfolio_id IN (SELECT a.portfolio_id FROM app.portfolio_person a JOIN app.person p ON p.id = a.person_id \
         WHERE app.today($1) BETWEEN a.from_on AND coalesce(a.to_on, 'infinity') AND p.display_name ILIKE ANY (",
        "))",
    ],
);

/// Who asked for it.
pub(super) const REQUESTED_BY: (&str, &str, [&str; 2]) = (
    "requested_by",
    "l.person_id = (SELECT app.me())",
    ["l.requested_by ILIKE ANY (", ")"],
);

/// Who did it.
pub(super) const PERSON: (&str, &str, [&str; 2]) = (
    "person",
    "l.person_id = (SELECT app.me())",
    ["l.person ILIKE ANY (", ")"],
);

/// A row that a statement of the store gives.
pub trait Stored: Listed {
    /// Where the rows come from.
    fn source(ask: &Ask) -> &'static Source;

    /// From the columns of the statement to the row.
    ///
    /// # Errors
    /// A word that the schema does not allow.
    fn read(row: &PgRow) -> Result<Self>;

    /// A page by a way of its own, where the list has one for what is asked: an index keeps its own order, which
    /// the planner would not find behind the rights. Always or never for the same question, since each way
    /// has its own places.
    ///
    /// # Errors
    /// As [`page`].
    fn straight(
        _pool: &Pool,
        _ask: &Ask,
        _fetch: &Fetch,
        _limit: u32,
    ) -> impl Future<Output = Result<Option<Page<Self>>>> + Send {
        async { Ok(None) }
    }

    /// Sums by a way of its own, where the rows themselves are sums.
    ///
    /// # Errors
    /// As [`totals`].
    fn summed(_pool: &Pool, _ask: &Ask) -> impl Future<Output = Result<Option<Vec<Total>>>> + Send {
        async { Ok(None) }
    }
}

/// A page of a list.
///
/// # Errors
/// The server's; refusal `cursor-unreadable`.
pub async fn page<R: Stored>(pool: &Pool, ask: &Ask, fetch: &Fetch, limit: u32) -> Result<Page<R>> {
    if let Some(page) = R::straight(pool, ask, fetch, limit).await? {
        return Ok(page);
    }
    let source = R::source(ask);
    let order = Order::new(R::LIST, source, ask.order);
    let backward = matches!(fetch, Fetch::Last | Fetch::Before(_));
    let mut statement = begin(pool, source, ask).await?;
    statement.push("SELECT l.*, ");
    order.place(&mut statement);
    from::<R>(&mut statement, source, ask);
    if let Fetch::After(cursor) | Fetch::Before(cursor) | Fetch::From(cursor) = fetch {
        let inclusive = matches!(fetch, Fetch::From(_));
        statement.push("\n AND ");
        order.beyond(&mut statement, cursor, backward, inclusive)?;
    }
    order.sort(&mut statement, backward);
    statement.push("\n LIMIT ");
    statement.bind(Arg::Int(keyset::asked(limit)));
    let rows = statement.fetch(pool).await?;
    let rows = rows.iter().map(placed::<R>).collect::<Result<Vec<_>>>()?;
    let page = keyset::page(fetch, limit, rows, |(_, place)| place.clone());
    keyset::read_rows(page, |(row, _)| Ok(row))
}

/// All rows of a list; none when they are more than `most`.
///
/// # Errors
/// As [`page`].
pub async fn every<R: Stored>(pool: &Pool, ask: &Ask, most: u32) -> Result<Option<Page<R>>> {
    let page = page(pool, ask, &Fetch::First, most).await?;
    Ok(page.after.is_none().then_some(page))
}

fn placed<R: Stored>(row: &PgRow) -> Result<(R, Cursor)> {
    let place: Vec<Option<String>> = row.try_get("place")?;
    Ok((R::read(row)?, order::cursor(&place)))
}

/// Rows and sums of the whole list, one line per currency; none of a list that is too long to be summed.
///
/// # Errors
/// The server's.
pub async fn totals<R: Stored>(pool: &Pool, ask: &Ask) -> Result<Vec<Total>> {
    if let Some(totals) = R::summed(pool, ask).await? {
        return Ok(totals);
    }
    let source = R::source(ask);
    let summed: Vec<_> = R::LIST.fields().filter(|f| f.summed).collect();
    let most = source.summed_up_to.filter(|_| ask.conditions.is_empty());
    let mut statement = begin(pool, source, ask).await?;
    statement.push("SELECT l.currency, count(*) AS rows, ARRAY[");
    for (n, field) in summed.iter().enumerate() {
        statement.push(if n > 0 { ", " } else { "" });
        statement.push("coalesce(sum(");
        match most {
            // The rows that are summed have columns alone.
            Some(_) => statement.push("l.").push(field.key),
            None => {
                expression(&mut statement, source, field.key);
                &mut statement
            }
        };
        statement.push("), 0)");
    }
    statement.push("]::numeric[] AS sums");
    match most {
        None => from::<R>(&mut statement, source, ask),
        Some(most) => {
            statement.push("\nFROM (SELECT l.currency");
            for field in &summed {
                statement.push(", l.").push(field.key);
            }
            from::<R>(&mut statement, source, ask);
            statement.push("\n LIMIT ");
            statement.bind(Arg::Int(most.saturating_add(1))).push(") l");
        }
    }
    statement.push("\n GROUP BY l.currency ORDER BY l.currency");
    let rows = statement.fetch(pool).await?;
    let totals: Vec<Total> = rows.iter().map(total).collect::<Result<_>>()?;
    let rows: i64 = totals.iter().map(|total| total.rows).sum();
    match most {
        Some(most) if rows > i64::from(most) => Ok(Vec::new()),
        _ => Ok(totals),
    }
}

fn total(row: &PgRow) -> Result<Total> {
    let code: Option<String> = row.try_get("currency")?;
    let currency = code.as_deref().map(decode::currency).transpose()?;
    let sums: Vec<Decimal> = row.try_get("sums")?;
    let shown = |sum| currency.map_or(sum, |currency| decode::amount(sum, currency));
    Ok(Total {
        currency,
        rows: row.try_get("rows")?,
        sums: sums.into_iter().map(shown).collect(),
    })
}

/// Notes down that the person has so many rows of a list in a file.
///
/// # Errors
/// The server's.
pub async fn note_export(pool: &Pool, company: i32, list: &str, rows: u64) -> Result<()> {
    sqlx::query(include_str!("../sql/list_export.sql"))
        .bind(company)
        .bind(list)
        .bind(i32::try_from(rows).unwrap_or(i32::MAX))
        .execute(pool)
        .await?;
    Ok(())
}

/// The parameters that every list's statement knows.
///
/// The day is asked for apart: as a sub-select in the statement it would keep the planner from seeing
/// through `app.open_as_of`, and one customer's items would cost the whole ledger.
pub(super) async fn begin(pool: &Pool, source: &Source, ask: &Ask) -> Result<Statement> {
    let as_of = match ask.as_of {
        None if source.of_a_day => Some(AsOf::day(company::today(pool, ask.company).await?)),
        as_of => as_of,
    };
    Ok(Statement::with(vec![
        Arg::Int(ask.company),
        Arg::Date(as_of.map(|at| at.day)),
        Arg::Time(as_of.and_then(|at| at.known_at)),
        Arg::Uuid(ask.scope.customer),
    ]))
}

/// `FROM` and `WHERE`: the rows that meet what is asked.
pub(super) fn from<R: Stored>(statement: &mut Statement, source: &'static Source, ask: &Ask) {
    statement.push("\nFROM (");
    statement.push(source.select);
    statement.push(") l\nWHERE true");
    scope(statement, source, &ask.scope);
    for condition in &ask.conditions {
        statement.push("\n AND ");
        conditions::condition(statement, R::LIST, source, condition);
    }
}

fn scope(statement: &mut Statement, source: &'static Source, scope: &Filter) {
    if scope.portfolio.is_some() || scope.collector.is_some() {
        statement.push("\n AND l.portfolio_id = ANY ((SELECT app.narrow_portfolios(");
        for (n, id) in [scope.portfolio, scope.collector].into_iter().enumerate() {
            statement.push(if n > 0 { ", " } else { "" });
            match id {
                Some(id) => statement.bind(Arg::Int(id)),
                None => statement.push("NULL"),
            };
        }
        statement.push("))::int[])");
    }
    if scope.customer.is_some() {
        statement.push("\n AND l.customer_id = $4");
    }
    if let Some(currency) = scope.currency {
        let [before, after] = source.in_currency;
        statement.push("\n AND ").push(before);
        statement.bind(Arg::Text(currency.code().to_owned()));
        statement.push(after);
    }
    if let (Some(day), false) = (scope.from, source.dated.is_empty()) {
        statement.push("\n AND ").push(source.dated).push(" >= ");
        statement.bind(Arg::Date(Some(day)));
    }
    if let (Some(day), false) = (scope.to, source.dated.is_empty()) {
        statement.push("\n AND ").push(source.dated).push(" <= ");
        statement.bind(Arg::Date(Some(day)));
    }
}

/// What stands for a field: an expression of the source, else its column.
fn expression(statement: &mut Statement, source: &Source, key: &'static str) {
    // Searched as text; places and ties take the id itself.
    if key == "id" {
        statement.push("l.id::text");
        return;
    }
    match source.expressions.iter().find(|(field, _)| *field == key) {
        Some((_, expression)) => statement.push(expression),
        None => statement.push("l.").push(key),
    };
}

/// The date that stands for a field of days.
fn day_of(source: &Source, key: &str, kind: Kind) -> Option<&'static str> {
    let found = source.days.iter().find(|(field, _)| *field == key);
    found.filter(|_| kind == Kind::Days).map(|(_, date)| *date)
}
