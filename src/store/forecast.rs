//! What is expected to come in, what was, and what a month is to bring.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use sqlx::FromRow;

use super::pool::Pool;
use super::{Result, decode};
use crate::domain::currency::Currency;
use crate::domain::filter::{AsOf, Filter};
use crate::domain::forecast::{By, Column, Forecast, Kept, Sum, Target};

#[derive(FromRow)]
struct LineRow {
    currency: String,
    part: String,
    period: Option<NaiveDate>,
    amount: Decimal,
    items: i64,
    customers: i64,
    promised: Decimal,
    disputed: Decimal,
}

impl LineRow {
    fn sum(&self, currency: Currency) -> Sum {
        Sum {
            amount: decode::amount(self.amount, currency),
            items: self.items,
            customers: self.customers,
            promised: decode::amount(self.promised, currency),
            disputed: decode::amount(self.disputed, currency),
        }
    }
}

/// The forecast of a day, one per currency in which something is open, in so many periods from the day's own. Two
/// round trips.
///
/// # Errors
/// The server's.
pub async fn of(
    pool: &Pool,
    company: i32,
    filter: &Filter,
    as_of: AsOf,
    by: By,
    periods: u32,
) -> Result<Vec<Forecast>> {
    let only = filter.currency.map(|currency| currency.code().to_owned());
    let start = by.start(as_of.day);
    let beyond = by.after(start, periods);
    let lines: Vec<LineRow> = sqlx::query_as(include_str!("sql/forecast_lines.sql"))
        .bind(company)
        .bind(as_of.day)
        .bind(as_of.known_at)
        .bind(filter.portfolio)
        .bind(filter.collector)
        .bind(&only)
        .bind(filter.customer)
        .bind(by.word())
        .bind(beyond)
        .fetch_all(pool)
        .await?;
    let received: Vec<(String, NaiveDate, Decimal)> =
        sqlx::query_as(include_str!("sql/forecast_received.sql"))
            .bind(company)
            .bind(start)
            .bind(as_of.day)
            .bind(as_of.known_at)
            .bind(filter.portfolio)
            .bind(filter.collector)
            .bind(&only)
            .bind(filter.customer)
            .bind(by.word())
            .fetch_all(pool)
            .await?;
    let mut forecasts: Vec<Forecast> = Vec::new();
    for line in &lines {
        let currency = decode::currency(&line.currency)?;
        let sum = line.sum(currency);
        let at = match forecasts.iter().position(|f| f.currency == currency) {
            Some(at) => at,
            None => {
                let came = received.iter().find(|(of, ..)| *of == line.currency);
                let came = came.map_or(Decimal::ZERO, |(_, _, amount)| *amount);
                let came = decode::amount(came, currency);
                forecasts.push(empty(currency, by, start, periods, came));
                forecasts.len() - 1
            }
        };
        let forecast = &mut forecasts[at];
        match (line.part.as_str(), line.period) {
            ("period", Some(from)) => {
                let column = forecast.columns.iter_mut().find(|c| c.from == from);
                if let Some(column) = column {
                    column.expected = sum;
                }
            }
            ("off", _) => forecast.off = sum,
            ("later", _) => forecast.later = sum,
            ("litigation", _) => forecast.litigation = sum,
            ("insolvency", _) => forecast.insolvency = sum,
            _ => forecast.unapplied = sum,
        }
    }
    Ok(forecasts)
}

fn empty(
    currency: Currency,
    by: By,
    start: NaiveDate,
    periods: u32,
    received: Decimal,
) -> Forecast {
    let zero = decode::amount(Decimal::ZERO, currency);
    let nothing = Sum {
        amount: zero,
        promised: zero,
        disputed: zero,
        ..Sum::default()
    };
    let columns = (0..periods).map(|n| Column {
        from: by.after(start, n),
        to: by.after(start, n + 1) - Days::new(1),
        expected: nothing,
        received: if n == 0 { received } else { zero },
    });
    Forecast {
        currency,
        columns: columns.collect(),
        later: nothing,
        off: nothing,
        litigation: nothing,
        insolvency: nothing,
        unapplied: nothing,
    }
}

#[derive(FromRow)]
struct KeptRow {
    currency: String,
    week: NaiveDate,
    taken_on: NaiveDate,
    forecast: Decimal,
    received: Decimal,
}

/// The last weeks up to the one of a day, as they were expected and as they came, the earliest first.
///
/// # Errors
/// The server's.
pub async fn kept(
    pool: &Pool,
    company: i32,
    filter: &Filter,
    day: NaiveDate,
    weeks: u32,
) -> Result<Vec<Kept>> {
    let this = By::Week.start(day);
    let back = Days::new(7 * u64::from(weeks.saturating_sub(1)));
    let rows: Vec<KeptRow> = sqlx::query_as(include_str!("sql/forecast_kept.sql"))
        .bind(company)
        .bind(this.checked_sub_days(back).unwrap_or(this))
        .bind(day)
        .bind(filter.portfolio)
        .bind(filter.collector)
        .bind(filter.currency.map(|currency| currency.code().to_owned()))
        .fetch_all(pool)
        .await?;
    rows.into_iter()
        .map(|row| {
            let currency = decode::currency(&row.currency)?;
            Ok(Kept {
                currency,
                week: row.week,
                taken_on: row.taken_on,
                forecast: decode::amount(row.forecast, currency),
                received: decode::amount(row.received, currency),
            })
        })
        .collect()
}

/// The target of the month in which a day lies, and what has come of it by then.
///
/// # Errors
/// The server's.
pub async fn target(pool: &Pool, company: i32, day: NaiveDate) -> Result<Target> {
    let month = By::Month.start(day);
    let (currency, amount, rev, received): (String, Option<Decimal>, i32, Decimal) =
        sqlx::query_as(include_str!("sql/forecast_target.sql"))
            .bind(company)
            .bind(month)
            .bind(day)
            .fetch_one(pool)
            .await?;
    Ok(Target {
        month,
        amount: decode::maybe_money(amount, Some(&currency))?,
        rev,
        received: decode::money(received, &currency)?,
    })
}
