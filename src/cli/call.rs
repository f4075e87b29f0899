//! `encours call`: log a call, with its promise.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::context::Context;
use super::failure::Outcome;
use super::write::{Write, Writing, list};

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The customer's reference.
    pub customer: String,
    /// What came of it, such as voicemail or promise.
    #[arg(long, value_name = "CODE")]
    pub outcome: String,
    /// What was said.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// The next action date; by default the outcome's own delay.
    #[arg(long, value_name = "DATE")]
    pub revisit: Option<NaiveDate>,
    /// The date promised, for all that is overdue unless an amount or invoices are given.
    #[arg(long, value_name = "DATE")]
    pub promised_on: Option<NaiveDate>,
    /// The amount promised.
    #[arg(long, requires = "promised_on")]
    pub amount: Option<Decimal>,
    /// The currency promised, where items are overdue in several.
    #[arg(long, value_name = "CODE", requires = "promised_on")]
    pub currency: Option<String>,
    /// Invoices the call was about, and that are promised.
    #[arg(long = "invoice", value_name = "NUMBER", value_delimiter = ',')]
    pub invoices: Vec<String>,
    /// Accept a date more than 45 days ahead.
    #[arg(long, requires = "promised_on")]
    pub confirm: bool,
    /// What every write takes.
    #[command(flatten)]
    pub write: Write,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let mut writing = Writing::begin(context, &args.write).await?;
    let customer = writing.customer(&args.customer).await?;
    let items = writing.items(&customer, &args.invoices).await?;
    writing.put("outcome", args.outcome);
    writing.maybe("note", args.note);
    writing.maybe("revisit_on", args.revisit.map(|day| day.to_string()));
    if !items.is_empty() {
        writing.put("items", list(&items));
    }
    if let Some(day) = args.promised_on {
        let mut promise = Map::new();
        promise.insert("promised_on".to_owned(), day.to_string().into());
        if let Some(amount) = args.amount {
            promise.insert("amount".to_owned(), amount.to_string().into());
        }
        if let Some(currency) = args.currency {
            promise.insert("currency".to_owned(), currency.into());
        }
        if !items.is_empty() {
            promise.insert("items".to_owned(), list(&items));
        }
        if args.confirm {
            promise.insert("confirm".to_owned(), true.into());
        }
        writing.put("promise", Value::Object(promise));
    }
    writing.send("log_call").await
}
