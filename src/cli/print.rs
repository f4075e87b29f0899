//! `encours print …`: letters and statements of account as PDF files.

use std::path::PathBuf;

use uuid::Uuid;

use super::context::Context;
use super::failure::{Failure, Outcome};
use super::list::Scope;
use super::output::{Column, Format, Rows};
use super::scoped::Scoped;
use crate::runtime::printing::{self, Print};
use crate::store::{Pace, reminder};

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to print.
    #[command(subcommand)]
    pub what: What,
    /// The folder for the files.
    #[arg(long, global = true, value_name = "FOLDER", default_value = ".")]
    pub into: PathBuf,
}

/// What to print.
#[derive(Debug, clap::Subcommand)]
pub enum What {
    /// Approved letters that wait to be posted; all of them when none is named.
    Letters {
        /// The reminders.
        reminders: Vec<Uuid>,
        /// Only this company, by its code.
        #[arg(long, value_name = "CODE")]
        company: Option<String>,
    },
    /// A customer's statement of account.
    Statement {
        /// Which company and which customer.
        #[command(flatten)]
        scope: Scope,
    },
}

/// Letters printed by one command.
const MOST: i64 = 10_000;

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let mut rows = Rows::new([Column::text("file")]);
    let mut keep = |print: Print| -> Outcome {
        let path = print.keep(&args.into).map_err(|error| {
            Failure::usage("print-folder")
                .with("folder", args.into.display().to_string())
                .with("why", error.kind().to_string())
        })?;
        rows.push([path.display().to_string().into()]);
        Ok(())
    };
    match args.what {
        What::Letters { reminders, company } => {
            let session = context.connect(Pace::Report).await?;
            let pool = &session.pool;
            let wanted = if reminders.is_empty() {
                let home = match company {
                    None => context.home(pool).await?,
                    asked => asked,
                };
                let waiting = reminder::list(pool, &["approved"], home.as_deref(), MOST).await?;
                let letters = waiting.iter().filter(|line| line.channel != "email");
                letters.map(|line| line.id).collect()
            } else {
                reminders
            };
            for id in &wanted {
                let place = reminder::find(pool, *id)
                    .await?
                    .ok_or_else(|| Failure::refused("refused-reminder-unknown"))?;
                keep(printing::letter(pool, place.company_id, *id).await?)?;
            }
            if wanted.is_empty() && context.format == Format::Table {
                return context.say(&context.catalogue.tr("print-none"));
            }
        }
        What::Statement { scope } => {
            let scoped = Scoped::new(context, &scope).await?;
            let (Some(customer), [company]) = (scoped.filter.customer, scoped.companies.as_slice())
            else {
                return Err(Failure::usage("print-whose"));
            };
            keep(printing::statement(&scoped.session.pool, company.id, customer).await?)?;
        }
    }
    context.rows(&rows, |rows| rows)
}
