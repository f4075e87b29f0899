//! `encours company`: what letters and mail say of the company.

use super::context::Context;
use super::failure::{Failure, Outcome};
use super::write::{Write, Writing};

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The address that mail comes from; without it nothing can be sent.
    #[arg(long, value_name = "ADDRESS")]
    pub mail_from: Option<String>,
    /// Where answers go to agents without an address of their own.
    #[arg(long, value_name = "ADDRESS")]
    pub reply_to: Option<String>,
    /// The postal address, as letters say it.
    #[arg(long, value_name = "TEXT")]
    pub address: Option<String>,
    /// Where to pay, as letters say it: bank, IBAN, BIC.
    #[arg(long, value_name = "TEXT")]
    pub payment_details: Option<String>,
    /// Seconds that approved mail waits in the outbox, where it can be recalled; at least 120.
    #[arg(long, value_name = "N")]
    pub delay_seconds: Option<i32>,
    /// What every write takes.
    #[command(flatten)]
    pub write: Write,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let mut writing = Writing::begin(context, &args.write).await?;
    writing.company().await?;
    let texts = [
        ("mail_from", args.mail_from),
        ("reply_to", args.reply_to),
        ("address", args.address),
        ("payment_details", args.payment_details),
    ];
    let nothing = texts.iter().all(|(_, text)| text.is_none()) && args.delay_seconds.is_none();
    if nothing {
        return Err(Failure::usage("company-nothing-to-set"));
    }
    for (key, text) in texts {
        writing.maybe(key, text);
    }
    writing.maybe("delay_seconds", args.delay_seconds);
    writing.send("set_company").await
}
