//! `encours move` and `encours assign`: who works on which customers.

use chrono::NaiveDate;

use super::context::Context;
use super::failure::Outcome;
use super::write::{Write, Writing};

/// The arguments of `move`.
#[derive(Debug, clap::Args)]
pub struct Move {
    /// The customer's reference.
    pub customer: String,
    /// The portfolio's code.
    pub portfolio: String,
    /// What every write takes.
    #[command(flatten)]
    pub write: Write,
}

/// Runs `move`: the customer goes to another portfolio with its whole history.
pub async fn move_customer(context: &Context, args: Move) -> Outcome {
    let mut writing = Writing::begin(context, &args.write).await?;
    writing.customer(&args.customer).await?;
    writing.put("portfolio", args.portfolio);
    writing.send("move_customer").await
}

/// The arguments of `assign`.
#[derive(Debug, clap::Args)]
pub struct Assign {
    /// The colleague's login, name or e-mail address.
    pub agent: String,
    /// The portfolio's code.
    pub portfolio: String,
    /// The first day; today by default.
    #[arg(long, value_name = "DATE")]
    pub from: Option<NaiveDate>,
    /// The last day; without it, without end.
    #[arg(long, value_name = "DATE")]
    pub until: Option<NaiveDate>,
    /// In the place of somebody away, who comes back.
    #[arg(long, conflicts_with = "instead_of")]
    pub substitute: bool,
    /// Whose time on the portfolio ends the day before: a hand-over.
    #[arg(long, value_name = "AGENT")]
    pub instead_of: Option<String>,
    /// What every write takes.
    #[command(flatten)]
    pub write: Write,
}

/// Runs `assign`.
pub async fn assign(context: &Context, args: Assign) -> Outcome {
    let mut writing = Writing::begin(context, &args.write).await?;
    writing.company().await?;
    writing.put("person", args.agent);
    writing.put("portfolio", args.portfolio);
    writing.maybe("from_on", args.from.map(|day| day.to_string()));
    writing.maybe("to_on", args.until.map(|day| day.to_string()));
    writing.maybe("instead_of", args.instead_of);
    if args.substitute {
        writing.put("substitute", true);
    }
    writing.send("assign_agent").await
}
