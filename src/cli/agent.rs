//! `encours agent …`: who may enter. Runs as the server's administrator.

use clap::Subcommand;
use serde_json::json;

use crate::store::Pace;
use crate::store::people::{self, NewPerson};

use super::context::Context;
use super::db::administrator;
use super::failure::Outcome;
use super::output::{Cell, Column, Format, Rows};

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Let a person enter, or set their groups anew.
    Add(Add),
    /// Take a person's rights back and end their sessions at once.
    Revoke {
        /// Their login role.
        role: String,
    },
    /// Who may enter, with groups and portfolios.
    List,
}

/// Whom to add.
#[derive(Debug, clap::Args)]
pub struct Add {
    /// Their login role: usually the name of their account, for peer authentication.
    pub role: String,
    /// Groups, by commas: collector, manager, supervisor, auditor, importer, dispatcher, admin.
    #[arg(
        long = "group",
        value_delimiter = ',',
        required = true,
        value_name = "GROUP"
    )]
    pub groups: Vec<String>,
    /// The name colleagues see; the role when left out.
    #[arg(long)]
    pub name: Option<String>,
    /// Their language: en or fr.
    #[arg(long = "speaks", value_name = "CODE", default_value = "en", value_parser = ["en", "fr"])]
    pub speaks: String,
    /// Their e-mail address.
    #[arg(long)]
    pub email: Option<String>,
    /// Portfolios from today on, as COMPANY/CODE or CODE.
    #[arg(long = "portfolio", value_delimiter = ',', value_name = "PORTFOLIO")]
    pub portfolios: Vec<String>,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let (location, _session) = administrator(context).await?;
    let pool = location.connect(Pace::Report).await?;
    match args.command {
        Command::Add(add) => {
            let person = NewPerson {
                name: add.name.unwrap_or_else(|| add.role.clone()),
                role: add.role,
                language: add.speaks,
                email: add.email,
                groups: add.groups,
                portfolios: add.portfolios,
            };
            let new = people::add(&pool, &person).await?;
            let key = if new {
                "cli-agent-added"
            } else {
                "cli-agent-changed"
            };
            let told = json!({"agent": person.role, "added": new, "groups": person.groups});
            done(context, key, &person.role, "", &told)
        }
        Command::Revoke { role } => {
            let ended = people::revoke(&pool, &role).await?;
            let told = json!({"agent": role, "revoked": true, "sessions_ended": ended});
            done(
                context,
                "cli-agent-revoked",
                &role,
                &ended.to_string(),
                &told,
            )
        }
        Command::List => {
            let mut rows = Rows::new(
                [
                    "agent",
                    "name",
                    "groups",
                    "portfolios",
                    "language",
                    "active",
                ]
                .map(Column::text),
            );
            for person in people::list(&pool).await? {
                rows.push([
                    person.role_name.into(),
                    person.display_name.into(),
                    person.groups.into(),
                    person.portfolios.into(),
                    person.language.into(),
                    Cell::Bool(person.active),
                ]);
            }
            context.rows(&rows, |rows| json!({ "rows": rows }))
        }
    }
}

fn done(
    context: &Context,
    key: &str,
    agent: &str,
    sessions: &str,
    told: &serde_json::Value,
) -> Outcome {
    let texts = [("agent", agent), ("sessions", sessions)]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    context.say(&context.catalogue.tr_texts(key, &texts.into()))?;
    match context.format {
        Format::Json => context.json(told),
        _ => Ok(()),
    }
}
