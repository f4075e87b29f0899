//! Companies and portfolios that the person may see, calendars, call outcomes.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::FromRow;
use uuid::Uuid;

use super::pool::Pool;
use super::{ErrorKind, Result, StoreError, decode};
use crate::domain::activity::Outcome;
use crate::domain::aging::Buckets;
use crate::domain::calendar::Calendar;
use crate::domain::company::{Company, Person, Portfolio};

#[derive(FromRow)]
struct CompanyRow {
    id: i32,
    code: String,
    name: String,
    country: String,
    currency: String,
    time_zone: String,
    today: NaiveDate,
    bucket_from: Vec<i32>,
    grace_business_days: i32,
    min_chase_amount: Decimal,
    limit_ceiling: Decimal,
    rolled_on: Option<NaiveDate>,
    receipts_cover_until: Option<NaiveDate>,
}

/// The companies in which the person has a portfolio today, by code.
///
/// # Errors
/// The server's.
pub async fn list(pool: &Pool) -> Result<Vec<Company>> {
    let rows: Vec<CompanyRow> = sqlx::query_as(include_str!("sql/company_list.sql"))
        .fetch_all(pool)
        .await?;
    rows.into_iter()
        .map(|row| {
            let currency = decode::currency(&row.currency)?;
            Ok(Company {
                id: row.id,
                code: row.code,
                name: row.name.into(),
                country: row.country,
                currency,
                time_zone: row.time_zone,
                today: row.today,
                buckets: Buckets::new(row.bucket_from).unwrap_or_default(),
                grace_business_days: u32::try_from(row.grace_business_days).unwrap_or(0),
                min_chase_amount: decode::amount(row.min_chase_amount, currency),
                limit_ceiling: decode::amount(row.limit_ceiling, currency),
                rolled_on: row.rolled_on,
                receipts_cover_until: row.receipts_cover_until,
            })
        })
        .collect()
}

/// The company's business date: its time zone and the server's clock.
///
/// # Errors
/// The server's.
pub async fn today(pool: &Pool, company: i32) -> Result<NaiveDate> {
    let today = sqlx::query_scalar(include_str!("sql/company_today.sql"))
        .bind(company)
        .fetch_one(pool)
        .await?;
    Ok(today)
}

/// Does the company's change of day if nobody has yet: positions and the worklist are those of its
/// business date. On a standby, which cannot, they stay those of the last day rolled.
///
/// # Errors
/// The server's.
pub async fn roll<'e>(link: impl sqlx::PgExecutor<'e>, company: &Company) -> Result<()> {
    if company.rolled_on >= Some(company.today) {
        return Ok(());
    }
    match sqlx::query(include_str!("sql/company_roll.sql"))
        .bind(company.id)
        .execute(link)
        .await
        .map_err(StoreError::from)
    {
        Err(error) if error.kind() != ErrorKind::ReadOnly => Err(error),
        _ => Ok(()),
    }
}

/// The person who asks; `None` when the login role is no person.
///
/// # Errors
/// The server's.
pub async fn me(pool: &Pool) -> Result<Option<Person>> {
    let row: Option<(i32, String)> = sqlx::query_as(include_str!("sql/company_me.sql"))
        .fetch_optional(pool)
        .await?;
    Ok(row.map(|(id, name)| Person {
        id,
        name: name.into(),
    }))
}

/// Everybody who works on customers, by name.
///
/// # Errors
/// The server's.
pub async fn colleagues(pool: &Pool) -> Result<Vec<Person>> {
    let rows: Vec<(i32, String)> = sqlx::query_as(include_str!("sql/company_colleagues.sql"))
        .fetch_all(pool)
        .await?;
    Ok(people(rows))
}

fn people(rows: Vec<(i32, String)>) -> Vec<Person> {
    let read = |(id, name): (i32, String)| Person {
        id,
        name: name.into(),
    };
    rows.into_iter().map(read).collect()
}

/// Those to whom something of a customer can be given: they work on customers and see this one. Whoever asks comes first.
///
/// # Errors
/// The server's; refusal `customer-unknown`.
pub async fn handlers(pool: &Pool, company: i32, customer: Uuid) -> Result<Vec<Person>> {
    let rows: Vec<(i32, String)> = sqlx::query_as(include_str!("sql/customer_handlers.sql"))
        .bind(company)
        .bind(customer)
        .fetch_all(pool)
        .await?;
    Ok(people(rows))
}

/// The person's portfolios in a company, with the people who have them today.
///
/// # Errors
/// The server's.
pub async fn portfolios(pool: &Pool, company: i32) -> Result<Vec<Portfolio>> {
    let rows: Vec<(i32, String, String, Vec<String>)> =
        sqlx::query_as(include_str!("sql/company_portfolios.sql"))
            .bind(company)
            .fetch_all(pool)
            .await?;
    Ok(rows
        .into_iter()
        .map(|(id, code, name, collectors)| Portfolio {
            id,
            company,
            code: code.into(),
            name: name.into(),
            collectors: collectors.into_iter().map(Into::into).collect(),
        })
        .collect())
}

/// The holidays of a country from a year before to two years after a day.
///
/// # Errors
/// The server's.
pub async fn calendar(pool: &Pool, country: &str, around: NaiveDate) -> Result<Calendar> {
    let days: Vec<NaiveDate> = sqlx::query_scalar(include_str!("sql/company_holidays.sql"))
        .bind(country)
        .bind(around)
        .fetch_all(pool)
        .await?;
    Ok(Calendar::new(days))
}

#[derive(FromRow)]
struct OutcomeRow {
    code: String,
    key: String,
    right_party: bool,
    revisit_days: Option<i32>,
    wants: Option<String>,
    label_en: String,
    label_fr: String,
}

/// The outcomes a call can have, in their order.
///
/// # Errors
/// The server's.
pub async fn outcomes(pool: &Pool) -> Result<Vec<Outcome>> {
    let rows: Vec<OutcomeRow> = sqlx::query_as(include_str!("sql/company_outcomes.sql"))
        .fetch_all(pool)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Outcome {
            code: row.code,
            key: row.key,
            right_party: row.right_party,
            revisit_days: row.revisit_days,
            wants: row.wants,
            label: (row.label_en.into(), row.label_fr.into()),
        })
        .collect())
}
