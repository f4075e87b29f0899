//! What the key figures are made of.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use serde::Deserialize;
use sqlx::FromRow;
use sqlx::types::Json;

use super::pool::Pool;
use super::{Result, StoreError};
use crate::domain::filter::{AsOf, Filter};
use crate::domain::kpi::{
    self, Balance, Board, CeiSales, Facts, Flows, Lead, Month, Period, TREND,
};

/// The facts of a period, and which currencies had no rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The facts.
    pub facts: Facts,
    /// Currencies in which something is owed and that have no rate on the day: left out.
    pub unconverted: Vec<String>,
}

#[derive(FromRow)]
struct BalanceRow {
    day: NaiveDate,
    gross: Decimal,
    not_due: Decimal,
    over90: Decimal,
    unapplied: Decimal,
    unconverted: Vec<String>,
}

#[derive(Deserialize)]
struct MonthJson {
    month: NaiveDate,
    sales: Decimal,
}

#[derive(FromRow)]
struct FlowRow {
    sales: Decimal,
    invoiced: Decimal,
    months: Json<Vec<MonthJson>>,
    paid: Decimal,
    paid_late: Decimal,
    paid_days: Decimal,
    judged: i64,
    kept: i64,
    promised: Decimal,
    received: Decimal,
    attempts: i64,
    right_party: i64,
    fallen: i64,
    unpaid: i64,
    fallen_amount: Decimal,
    unpaid_amount: Decimal,
    issued: i64,
    in_error: i64,
    opened: Decimal,
    resolved: i64,
    days: i64,
    whole: Option<Decimal>,
    ninth: Option<Decimal>,
    shipping: Option<Decimal>,
    invoicing: Option<Decimal>,
    cashing: Option<Decimal>,
}

impl FlowRow {
    fn read(self, day: NaiveDate) -> Flows {
        let months = self.months.0.into_iter().rev();
        Flows {
            sales: self.sales,
            invoiced: self.invoiced,
            months: months
                .map(|of| Month::of(of.month, day, of.sales))
                .collect(),
            paid: self.paid,
            paid_late: self.paid_late,
            paid_days: self.paid_days,
            judged: self.judged,
            kept: self.kept,
            promised: self.promised,
            received: self.received,
            attempts: self.attempts,
            right_party: self.right_party,
            fallen: self.fallen,
            unpaid: self.unpaid,
            fallen_amount: self.fallen_amount,
            unpaid_amount: self.unpaid_amount,
            issued: self.issued,
            in_error: self.in_error,
            disputed: self.opened,
            resolved: self.resolved,
            resolved_days: self.days,
            lead: Lead {
                whole: self.whole,
                ninth: self.ninth,
                shipping: self.shipping,
                invoicing: self.invoicing,
                cashing: self.cashing,
            },
        }
    }
}

/// The facts of each period, as of its day, in their order; all at the rates of the latest day. Two round trips.
/// Without a currency in the filter amounts are in the company's; days and moments count as `known_at` says.
///
/// # Errors
/// The server's.
pub async fn facts(
    pool: &Pool,
    company: i32,
    filter: &Filter,
    known_at: Option<chrono::DateTime<chrono::Utc>>,
    periods: &[(Period, NaiveDate)],
    cei: CeiSales,
) -> Result<Vec<Read>> {
    let Some(rates) = periods.iter().map(|(_, day)| *day).max() else {
        return Ok(Vec::new());
    };
    let currency = filter.currency.map(|currency| currency.code().to_owned());
    let before = |period: &Period| period.from.checked_sub_days(Days::new(1));
    let mut days: Vec<NaiveDate> = periods
        .iter()
        .flat_map(|(period, day)| [before(period), Some(period.to), Some(*day)])
        .flatten()
        .collect();
    days.sort_unstable();
    days.dedup();
    let balances: Vec<BalanceRow> = sqlx::query_as(include_str!("sql/kpi_balances.sql"))
        .bind(company)
        .bind(&days)
        .bind(known_at)
        .bind(filter.portfolio)
        .bind(filter.collector)
        .bind(&currency)
        .bind(filter.customer)
        .bind(rates)
        .fetch_all(pool)
        .await?;
    let column = |of: fn(&(Period, NaiveDate)) -> NaiveDate| periods.iter().map(of).collect();
    let (first, last, on): (Vec<NaiveDate>, Vec<NaiveDate>, Vec<NaiveDate>) = (
        column(|(period, _)| period.from),
        column(|(period, _)| period.to),
        column(|(_, day)| *day),
    );
    let flows: Vec<FlowRow> = sqlx::query_as(include_str!("sql/kpi_flows.sql"))
        .bind(company)
        .bind(first)
        .bind(last)
        .bind(on)
        .bind(known_at)
        .bind(filter.portfolio)
        .bind(filter.collector)
        .bind(&currency)
        .bind(filter.customer)
        .bind(rates)
        .fetch_all(pool)
        .await?;
    let on = |day: NaiveDate| {
        let found = balances.iter().find(|row| row.day == day);
        found.ok_or_else(|| StoreError::internal(format!("no balance of {day}")))
    };
    periods
        .iter()
        .zip(flows)
        .map(|((period, day), flows)| {
            let now = on(*day)?;
            let begin = match before(period) {
                Some(day) => on(day)?.balance(),
                None => Balance::default(),
            };
            Ok(Read {
                facts: Facts {
                    period: *period,
                    begin,
                    end: on(period.to)?.balance(),
                    now: now.balance(),
                    flows: flows.read(*day),
                    cei,
                },
                unconverted: now.unconverted.clone(),
            })
        })
        .collect()
}

impl BalanceRow {
    fn balance(&self) -> Balance {
        Balance {
            gross: self.gross,
            not_due: self.not_due,
            over90: self.over90,
            unapplied: self.unapplied,
        }
    }
}

/// The facts of one period.
///
/// # Errors
/// The server's.
pub async fn of(
    pool: &Pool,
    company: i32,
    filter: &Filter,
    as_of: AsOf,
    period: Period,
    cei: CeiSales,
) -> Result<Read> {
    let periods = [(period, as_of.day)];
    let read = facts(pool, company, filter, as_of.known_at, &periods, cei).await?;
    let one = read.into_iter().next();
    one.ok_or_else(|| StoreError::internal("no period"))
}

/// The figures of a day over the thirteen weeks up to it, for the person's portfolios. Two round trips.
///
/// # Errors
/// The server's.
pub async fn board(pool: &Pool, company: i32, day: NaiveDate) -> Result<Board> {
    let (all, as_of) = (Filter::default(), AsOf::day(day));
    let period = Period::until(day);
    let read = of(pool, company, &all, as_of, period, CeiSales::default()).await?;
    Ok(board_of(day, read))
}

/// The same week by week up to the day, the earliest first: each as the day is known today. As many times the work.
///
/// # Errors
/// The server's.
pub async fn trend(pool: &Pool, company: i32, day: NaiveDate) -> Result<Vec<Board>> {
    let back = |weeks: u64| day.checked_sub_days(Days::new(7 * weeks));
    let days = (0..TREND).rev().filter_map(back);
    let periods: Vec<_> = days.map(|day| (Period::until(day), day)).collect();
    let all = Filter::default();
    let read = facts(pool, company, &all, None, &periods, CeiSales::default()).await?;
    let days = periods.iter().map(|(_, day)| *day);
    Ok(days
        .zip(read)
        .map(|(day, read)| board_of(day, read))
        .collect())
}

fn board_of(day: NaiveDate, read: Read) -> Board {
    Board {
        day,
        period: read.facts.period,
        figures: kpi::figures(&read.facts),
        unconverted: read.unconverted,
    }
}
