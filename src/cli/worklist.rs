//! `encours worklist`: whom to call today, ranked, with the reasons.

use chrono::NaiveDate;
use serde_json::json;

use super::context::Context;
use super::failure::{Failure, Outcome};
use super::list::{Reading, Scope};
use super::listed::{self, Narrowing, Own};
use super::output::Cell;
use super::scoped::Scoped;
use crate::app::screen::why;
use crate::domain::list::Field;
use crate::domain::worklist::WorklistRow;
use crate::i18n::Message;

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which company, customer or currency.
    #[command(flatten)]
    pub scope: Scope,
    /// The day, as YYYY-MM-DD: today's alone is kept.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<NaiveDate>,
    /// Which rows and columns, in which order.
    #[command(flatten)]
    pub narrowing: Narrowing,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let scoped = Scoped::new(context, &args.scope).await?;
    if let Some(day) = args.as_of
        && let Some(company) = scoped.companies.iter().find(|c| c.today != day)
    {
        return Err(Failure::refused("list-worklist-today")
            .with("date", context.catalogue.day(day))
            .with("today", context.catalogue.day(company.today)));
    }
    let (reading, narrowing) = (Reading::default(), &args.narrowing);
    let own = Own {
        writing: &written,
        more: None,
    };
    listed::print_with(context, &scoped, reading, "", narrowing, &own).await
}

/// Reasons and alerts are lists to programs, not texts.
fn written(field: &'static Field, row: &WorklistRow) -> Option<Cell> {
    match field.key {
        "reasons" => {
            let currency = row.overdue.currency();
            let told = row.reasons.iter().map(|reason| {
                let word = format!("{}:{}", reason.code, reason.points);
                (word, why::sentence(reason, currency))
            });
            let values = row.reasons.iter().map(|reason| {
                json!({
                    "rule": reason.code,
                    "points": reason.points,
                    "value": reason.value.map(|value| value.to_string()),
                })
            });
            Some(Cell::Told(values.collect(), told.collect()))
        }
        "alerts" => {
            let told = row.alerts.iter().map(|kind| {
                let key = format!("scr-alert-{}", kind.word().replace('_', "-"));
                (kind.word().to_owned(), Message::new(key))
            });
            let values = row.alerts.iter().map(|kind| kind.word()).collect();
            Some(Cell::Told(values, told.collect()))
        }
        _ => None,
    }
}
