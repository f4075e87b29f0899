//! `encours alert`: handle an alert.

use chrono::NaiveDate;
use clap::Subcommand;
use uuid::Uuid;

use super::context::Context;
use super::failure::Outcome;
use super::write::{Write, Writing};

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What every write takes.
    #[command(flatten)]
    pub write: Write,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Somebody has seen it.
    Acknowledge {
        /// The alert.
        alert: Uuid,
    },
    /// Not before that day.
    Snooze {
        /// The alert.
        alert: Uuid,
        /// The day it comes back.
        #[arg(long, value_name = "DATE")]
        until: NaiveDate,
        /// Why.
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// It is settled.
    Resolve {
        /// The alert.
        alert: Uuid,
        /// How.
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// A colleague takes it.
    Assign {
        /// The alert.
        alert: Uuid,
        /// The colleague's login, name or e-mail address.
        #[arg(long, value_name = "AGENT")]
        person: String,
    },
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let mut writing = Writing::begin(context, &args.write).await?;
    let (alert, verb) = match args.command {
        Command::Acknowledge { alert } => (alert, "acknowledge_alert"),
        Command::Snooze {
            alert,
            until,
            reason,
        } => {
            writing.put("until_on", until.to_string());
            writing.maybe("reason", reason);
            (alert, "snooze_alert")
        }
        Command::Resolve { alert, reason } => {
            writing.put("reason", reason);
            (alert, "resolve_alert")
        }
        Command::Assign { alert, person } => {
            writing.put("person", person);
            (alert, "assign_alert")
        }
    };
    writing.entity("alert", alert).await?;
    writing.send(verb).await
}
