//! `encours hold` and `encours release`.

use chrono::NaiveDate;
use clap::ValueEnum;
use uuid::Uuid;

use super::context::Context;
use super::failure::{Failure, Outcome};
use super::write::{Write, Writing};

/// What is held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum What {
    /// Deliveries and orders, until the ERP has acknowledged it.
    #[default]
    Credit,
    /// Reminders.
    Reminders,
}

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The customer's reference.
    pub customer: String,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// What is held back.
    #[arg(long, value_enum, default_value_t = What::Credit)]
    pub what: What,
    /// One order only.
    #[arg(long, value_name = "NUMBER", conflicts_with = "invoice")]
    pub order: Option<String>,
    /// One invoice only.
    #[arg(long, value_name = "NUMBER")]
    pub invoice: Option<String>,
    /// Until when.
    #[arg(long, value_name = "DATE")]
    pub until: Option<NaiveDate>,
    /// What every write takes.
    #[command(flatten)]
    pub write: Write,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let mut writing = Writing::begin(context, &args.write).await?;
    let customer = writing.customer(&args.customer).await?;
    let mut scope = "customer";
    if let Some(number) = &args.order {
        scope = "order";
        let order = writing.order(&customer, number).await?;
        writing.put("scope_id", order.to_string());
    } else if let Some(number) = &args.invoice {
        scope = "item";
        let items = writing
            .items(&customer, std::slice::from_ref(number))
            .await?;
        let [item] = items.as_slice() else {
            return Err(Failure::refused("act-invoice-instalments").with("number", number));
        };
        writing.put("scope_id", item.to_string());
    }
    writing.put("scope", scope);
    let what = match args.what {
        What::Credit => "credit",
        What::Reminders => "reminders",
    };
    writing.put("what", what);
    writing.put("reason", args.reason);
    writing.maybe("until_on", args.until.map(|day| day.to_string()));
    writing.send("hold").await
}

/// The arguments of `release`.
#[derive(Debug, clap::Args)]
pub struct Release {
    /// The hold.
    pub hold: Uuid,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// What every write takes.
    #[command(flatten)]
    pub write: Write,
}

/// Runs `release`.
pub async fn release(context: &Context, args: Release) -> Outcome {
    let mut writing = Writing::begin(context, &args.write).await?;
    writing.entity("hold", args.hold).await?;
    writing.put("reason", args.reason);
    writing.send("release").await
}
