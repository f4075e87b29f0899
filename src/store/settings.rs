//! What a company works by, in one round trip.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;
use sqlx::FromRow;
use sqlx::types::Json;

use super::pool::Pool;
use super::{Result, company};
use crate::domain::settings::{Assignment, Rate, Settings, Step, Template};

#[derive(FromRow)]
struct Row {
    steps: Json<Vec<StepJson>>,
    templates: Json<Vec<TemplateJson>>,
    rates: Json<Vec<RateJson>>,
    assignments: Json<Vec<AssignmentJson>>,
}

#[derive(Deserialize)]
struct StepJson {
    policy: String,
    is_default: bool,
    step: i16,
    offset_days: i32,
    channel: String,
    tone: String,
    template: String,
    fee: bool,
    interest: bool,
    min_gap_days: i32,
}

#[derive(Deserialize)]
struct TemplateJson {
    code: String,
    language: String,
    subject: String,
    text: String,
    updated_on: NaiveDate,
}

#[derive(Deserialize)]
struct RateJson {
    kind: String,
    of: String,
    from_on: NaiveDate,
    value: Decimal,
    source: String,
}

#[derive(Deserialize)]
struct AssignmentJson {
    code: String,
    portfolio: String,
    customers: i64,
    person: Option<String>,
    substitute: bool,
    from_on: Option<NaiveDate>,
    to_on: Option<NaiveDate>,
}

/// The company's settings, as far as the person may see them.
///
/// # Errors
/// The server's.
pub async fn of(pool: &Pool, company: i32) -> Result<Settings> {
    let row: Row = sqlx::query_as(include_str!("sql/settings.sql"))
        .bind(company)
        .fetch_one(pool)
        .await?;
    Ok(Settings {
        outcomes: company::outcomes(pool).await?,
        steps: row.steps.0.into_iter().map(Into::into).collect(),
        templates: row.templates.0.into_iter().map(Into::into).collect(),
        rates: row.rates.0.into_iter().map(Into::into).collect(),
        assignments: row.assignments.0.into_iter().map(Into::into).collect(),
    })
}

impl From<StepJson> for Step {
    fn from(row: StepJson) -> Step {
        Step {
            policy: row.policy.into(),
            is_default: row.is_default,
            step: row.step,
            offset_days: row.offset_days,
            channel: row.channel,
            tone: row.tone,
            template: row.template.into(),
            fee: row.fee,
            interest: row.interest,
            min_gap_days: row.min_gap_days,
        }
    }
}

impl From<TemplateJson> for Template {
    fn from(row: TemplateJson) -> Template {
        Template {
            code: row.code.into(),
            language: row.language,
            subject: row.subject.into(),
            text: row.text.into(),
            updated_on: row.updated_on,
        }
    }
}

impl From<RateJson> for Rate {
    fn from(row: RateJson) -> Rate {
        Rate {
            kind: row.kind,
            of: row.of,
            from_on: row.from_on,
            value: row.value.normalize(),
            source: row.source.into(),
        }
    }
}

impl From<AssignmentJson> for Assignment {
    fn from(row: AssignmentJson) -> Assignment {
        Assignment {
            code: row.code.into(),
            portfolio: row.portfolio.into(),
            customers: row.customers,
            person: row.person.map(Into::into),
            substitute: row.substitute,
            from_on: row.from_on,
            to_on: row.to_on,
        }
    }
}
