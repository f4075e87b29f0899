//! `encours mail …`: what people do about mail in the outbox.

use serde_json::json;
use uuid::Uuid;

use super::context::Context;
use super::failure::{Failure, Outcome};
use crate::store::{Pace, company, feed, outbox, write};

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// The action's own id, for safe repeats.
    #[arg(long, global = true, value_name = "UUID")]
    pub id: Option<Uuid>,
}

/// What to do.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Take a mail back while it waits; what it asked for is proposed again.
    Recall {
        /// The mail.
        mail: Uuid,
    },
    /// Queue a failed mail again.
    Retry {
        /// The mail.
        mail: Uuid,
    },
    /// Say what became of an uncertain mail.
    Resolve {
        /// The mail.
        mail: Uuid,
        /// sent, or not-sent: then it is proposed again.
        #[arg(value_parser = ["sent", "not-sent"])]
        outcome: String,
    },
    /// Stop all mail of a company at once.
    Stop {
        /// The company's code.
        #[arg(long, value_name = "CODE")]
        company: Option<String>,
        /// Why.
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// Let mail of a company go out again.
    Start {
        /// The company's code.
        #[arg(long, value_name = "CODE")]
        company: Option<String>,
    },
    /// Let mail go out today although the imported receipts are old.
    Override {
        /// The company's code.
        #[arg(long, value_name = "CODE")]
        company: Option<String>,
        /// Why.
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let session = context.connect(Pace::Interactive).await?;
    let pool = &session.pool;
    let (verb, body, key) = match args.command {
        Command::Recall { mail } => ("recall_mail", of_mail(pool, mail).await?, "mail-recalled"),
        Command::Retry { mail } => ("retry_mail", of_mail(pool, mail).await?, "mail-retried"),
        Command::Resolve { mail, outcome } => {
            let mut body = of_mail(pool, mail).await?;
            body["outcome"] = json!(outcome.replace('-', "_"));
            ("resolve_uncertain", body, "mail-resolved")
        }
        Command::Stop { company, reason } => {
            let company = of_company(context, pool, company).await?;
            let body = json!({"company": company, "stopped": true, "reason": reason});
            ("stop_mail", body, "mail-stopped")
        }
        Command::Start { company } => {
            let company = of_company(context, pool, company).await?;
            (
                "stop_mail",
                json!({"company": company, "stopped": false}),
                "mail-started",
            )
        }
        Command::Override { company, reason } => {
            let company = of_company(context, pool, company).await?;
            let body = json!({"company": company, "reason": reason});
            ("override_receipts", body, "mail-overridden")
        }
    };
    let id = args.id.unwrap_or_else(Uuid::now_v7);
    let told = write::call(pool, verb, id, &body).await?;
    // The row is written; a hint that is lost costs the others a second.
    let _ = feed::hint(pool).await;
    context.written(&told, &context.catalogue.tr(key))
}

async fn of_mail(pool: &crate::store::Pool, mail: Uuid) -> Result<serde_json::Value, Failure> {
    let (company, rev, _) = outbox::find(pool, mail)
        .await?
        .ok_or_else(|| Failure::refused("refused-mail-unknown"))?;
    Ok(json!({"company": company, "mail": mail, "rev": rev}))
}

pub(super) async fn of_company(
    context: &Context,
    pool: &crate::store::Pool,
    asked: Option<String>,
) -> Result<String, Failure> {
    let home = match asked {
        None => context.home(pool).await?,
        asked => asked,
    };
    if let Some(code) = home {
        return Ok(code);
    }
    let all = company::list(pool).await?;
    match all.as_slice() {
        [only] => Ok(only.code.clone()),
        [] => Err(Failure::refused("refused-company-none")),
        several => {
            let known: Vec<&str> = several
                .iter()
                .map(|company| company.code.as_str())
                .collect();
            Err(Failure::refused("refused-company-ambiguous").with("known", known.join(", ")))
        }
    }
}
