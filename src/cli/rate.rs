//! `encours penalty-rate` and `encours interest-rate`: what contracts and the law say of late payment.

use chrono::NaiveDate;
use clap::ValueEnum;
use rust_decimal::Decimal;

use super::context::Context;
use super::failure::Outcome;
use super::write::{Write, Writing};

/// The arguments of `penalty-rate`.
#[derive(Debug, clap::Args)]
pub struct Penalty {
    /// Percent a year, as 12 or 12.5; ecb+12 to follow the central bank; law for what the law says.
    pub rate: String,
    /// Of this customer's contract, by the company's own reference; without it, of the general terms of sale.
    #[arg(long, value_name = "REF")]
    pub customer: Option<String>,
    /// For invoices issued from this day on; by default from today.
    #[arg(long, value_name = "DATE", requires = "customer")]
    pub from: Option<NaiveDate>,
    /// What every write takes.
    #[command(flatten)]
    pub write: Write,
}

/// Runs `penalty-rate`.
pub async fn penalty(context: &Context, args: Penalty) -> Outcome {
    let mut writing = Writing::begin(context, &args.write).await?;
    match &args.customer {
        Some(reference) => {
            writing.customer(reference).await?;
        }
        None => writing.company().await?,
    }
    if args.rate != "law" {
        writing.put("rate", args.rate);
    }
    writing.maybe("from_on", args.from.map(|day| day.to_string()));
    writing.send("set_penalty_rate").await
}

/// Whose rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// The European Central Bank's for main refinancing operations.
    #[value(name = "ecb_mro")]
    EcbMro,
    /// The legal rate of professional creditors.
    #[value(name = "legal_professional")]
    LegalProfessional,
    /// The legal rate of individual creditors.
    #[value(name = "legal_individual")]
    LegalIndividual,
}

/// The arguments of `interest-rate`.
#[derive(Debug, clap::Args)]
pub struct Interest {
    /// Whose rate.
    #[arg(value_enum)]
    pub kind: Kind,
    /// The half-year's first day, as YYYY-01-01 or YYYY-07-01.
    pub from_on: NaiveDate,
    /// Percent a year in force on that day, as 2.15.
    #[arg(allow_negative_numbers = true)]
    pub percent: Decimal,
    /// Where it was published.
    #[arg(long, value_name = "TEXT")]
    pub source: Option<String>,
    /// What every write takes.
    #[command(flatten)]
    pub write: Write,
}

/// Runs `interest-rate`.
pub async fn interest(context: &Context, args: Interest) -> Outcome {
    let mut writing = Writing::begin(context, &args.write).await?;
    writing.company().await?;
    let kind = match args.kind {
        Kind::EcbMro => "ecb_mro",
        Kind::LegalProfessional => "legal_professional",
        Kind::LegalIndividual => "legal_individual",
    };
    writing.put("kind", kind);
    writing.put("from_on", args.from_on.to_string());
    writing.put("percent", args.percent.to_string());
    writing.maybe("source", args.source);
    writing.send("set_interest_rate").await
}
