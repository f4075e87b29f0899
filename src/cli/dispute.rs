//! `encours dispute`: open or resolve a dispute.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::context::Context;
use super::failure::{Failure, Outcome};
use super::write::{Write, Writing};

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The customer's reference, for a new dispute.
    #[arg(required_unless_present = "resolve", conflicts_with = "resolve", requires_all = ["invoice", "reason"])]
    pub customer: Option<String>,
    /// The invoice disputed.
    #[arg(long, value_name = "NUMBER")]
    pub invoice: Option<String>,
    /// Why: price, quantity, quality, delivery, duplicate, not_ordered, missing_po, not_received, terms or other.
    #[arg(long, value_name = "CODE")]
    pub reason: Option<String>,
    /// The amount disputed; by default all that is open.
    #[arg(long)]
    pub amount: Option<Decimal>,
    /// By when it should be settled.
    #[arg(long, value_name = "DATE")]
    pub due: Option<NaiveDate>,
    /// The dispute to resolve.
    #[arg(long, value_name = "DISPUTE", requires = "status")]
    pub resolve: Option<Uuid>,
    /// How: credit_note, payable or written_off.
    #[arg(long, value_name = "CODE")]
    pub status: Option<String>,
    /// What was at its root.
    #[arg(long, value_name = "TEXT", requires = "resolve")]
    pub root_cause: Option<String>,
    /// What was said.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// What every write takes.
    #[command(flatten)]
    pub write: Write,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let mut writing = Writing::begin(context, &args.write).await?;
    writing.maybe("note", args.note);
    if let Some(dispute) = args.resolve {
        writing.entity("dispute", dispute).await?;
        writing.maybe("status", args.status);
        writing.maybe("root_cause", args.root_cause);
        return writing.send("resolve_dispute").await;
    }
    let customer = writing
        .customer(args.customer.as_deref().unwrap_or_default())
        .await?;
    let number = args.invoice.unwrap_or_default();
    let items = writing
        .items(&customer, std::slice::from_ref(&number))
        .await?;
    let [item] = items.as_slice() else {
        return Err(Failure::refused("act-invoice-instalments").with("number", number));
    };
    // The item says whose it is.
    writing.drop_word("customer");
    writing.put("item", item.to_string());
    writing.maybe("reason", args.reason);
    writing.maybe("amount", args.amount.map(|amount| amount.to_string()));
    writing.maybe("due_on", args.due.map(|day| day.to_string()));
    writing.send("open_dispute").await
}
