//! `encours promise`: record, move or withdraw a promise.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::context::Context;
use super::failure::Outcome;
use super::write::{Write, Writing, list};

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The customer's reference, for a new promise.
    #[arg(required_unless_present_any = ["moved", "withdraw"], conflicts_with_all = ["moved", "withdraw"])]
    pub customer: Option<String>,
    /// The promise to move to another date.
    #[arg(
        long = "move",
        value_name = "PROMISE",
        conflicts_with = "withdraw",
        requires = "on"
    )]
    pub moved: Option<Uuid>,
    /// The promise to withdraw.
    #[arg(long, value_name = "PROMISE")]
    pub withdraw: Option<Uuid>,
    /// The date promised.
    #[arg(long, value_name = "DATE", required_unless_present = "withdraw")]
    pub on: Option<NaiveDate>,
    /// The amount; by default all that the invoices, or all overdue items, still owe.
    #[arg(long)]
    pub amount: Option<Decimal>,
    /// The currency, where items are overdue in several.
    #[arg(long, value_name = "CODE")]
    pub currency: Option<String>,
    /// The invoices promised; by default all that is overdue.
    #[arg(long = "invoice", value_name = "NUMBER", value_delimiter = ',')]
    pub invoices: Vec<String>,
    /// Promised as a sum, for no invoice in particular.
    #[arg(long, requires = "amount", conflicts_with = "invoices")]
    pub on_account: bool,
    /// What was said.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Accept a date more than 45 days ahead, or a promise said twice.
    #[arg(long)]
    pub confirm: bool,
    /// End the promises that cover the same debt.
    #[arg(long, conflicts_with_all = ["moved", "withdraw"])]
    pub replace: bool,
    /// What every write takes.
    #[command(flatten)]
    pub write: Write,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let mut writing = Writing::begin(context, &args.write).await?;
    writing.maybe("note", args.note);
    if let Some(promise) = args.withdraw {
        writing.entity("promise", promise).await?;
        return writing.send("withdraw_promise").await;
    }
    writing.maybe("promised_on", args.on.map(|day| day.to_string()));
    if args.confirm {
        writing.put("confirm", true);
    }
    if let Some(promise) = args.moved {
        writing.entity("promise", promise).await?;
        return writing.send("move_promise").await;
    }
    let customer = writing
        .customer(args.customer.as_deref().unwrap_or_default())
        .await?;
    let items = writing.items(&customer, &args.invoices).await?;
    writing.maybe("amount", args.amount.map(|amount| amount.to_string()));
    writing.maybe("currency", args.currency);
    if args.replace {
        writing.put("replace", true);
    }
    if args.on_account {
        writing.put("on_account", true);
    }
    if !items.is_empty() {
        writing.put("items", list(&items));
    }
    writing.send("record_promise").await
}
