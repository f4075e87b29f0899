//! `encours db …`: preparing, updating and checking the database.

use clap::Subcommand;
use serde_json::json;

use crate::private_pg::account;
use crate::runtime::open::Session;
use crate::store::prepare::{self, DatabaseKind};
use crate::store::{Location, Pace, status as store_status};

use super::backup;
use super::context::Context;
use super::failure::{Failure, Outcome};
use super::output::{Cell, Column, Rows};
use super::status;

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to do with the database.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do with the database.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Create the database if it is missing and lay its schema, as the server's administrator.
    Init,
    /// Bring the schema to this program's version, as the server's administrator.
    Migrate,
    /// Lay functions, policies and rights anew, as the server's administrator.
    Grant,
    /// Recompute the positions and every invariant of the ledger.
    Check,
    /// Where the database is, its kind and its schema.
    Status,
    /// Save the whole database into a file, as the server's administrator.
    Backup(backup::Backup),
    /// Bring a saved database back under a new name, as the server's administrator.
    Restore(backup::Restore),
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    match args.command {
        Command::Init => {
            let (location, _session) = administrator(context).await?;
            let server = location.clone().with_database("postgres");
            let created = prepare::create_database(&server, location.database()).await?;
            lay(context, &location, created).await
        }
        Command::Migrate => {
            let (location, _session) = administrator(context).await?;
            lay(context, &location, false).await
        }
        Command::Grant => {
            let (location, _session) = administrator(context).await?;
            prepare::grant(&location).await?;
            done(
                context,
                "cli-db-granted",
                &location,
                json!({"granted": true}),
            )
        }
        Command::Check => check(context).await,
        Command::Backup(args) => backup::backup(context, args).await,
        Command::Restore(args) => backup::restore(context, args).await,
        Command::Status => {
            let session = context.connect(Pace::Report).await?;
            status::print(context, &session)
        }
    }
}

/// The database as the server's administrator: on a shared server whoever the address names, on the
/// private one its superuser. The session keeps the private server running.
pub async fn administrator(context: &Context) -> Result<(Location, Option<Session>), Failure> {
    if let Some(url) = context.config.database_url() {
        return Ok((Location::from_url(url, &account::own_name())?, None));
    }
    let session = context.connect(Pace::Unbounded).await?;
    let location = session
        .administrator()
        .unwrap_or_else(|| session.location.clone());
    Ok((location, Some(session)))
}

async fn lay(context: &Context, location: &Location, created: bool) -> Outcome {
    let migrated = prepare::schema(location, DatabaseKind::Shared).await?;
    let changed = created || migrated.code_applied || migrated.from != Some(migrated.to);
    let key = if changed {
        "cli-db-prepared"
    } else {
        "cli-db-current"
    };
    let told = json!({
        "database": location.database(),
        "created": created,
        "from": migrated.from,
        "to": migrated.to,
        "changed": changed,
    });
    done(context, key, location, told)
}

/// Says what was done to a database, in the chosen format.
pub fn done(context: &Context, key: &str, location: &Location, told: serde_json::Value) -> Outcome {
    let texts = [
        ("database", location.database()),
        ("place", &location.place()),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    context.say(&context.catalogue.tr_texts(key, &texts.into()))?;
    match context.format {
        super::Format::Json => context.json(&told),
        _ => Ok(()),
    }
}

async fn check(context: &Context) -> Outcome {
    let session = context.connect(Pace::Unbounded).await?;
    let Some(checks) = store_status::check(&session.pool).await? else {
        return Err(Failure::usage("cli-db-no-check"));
    };
    let failed = checks.iter().filter(|check| !check.ok).count();
    let mut rows = Rows::new([
        Column::text("check"),
        Column::text("ok"),
        Column::text("detail"),
    ]);
    for check in checks {
        rows.push([check.name.into(), Cell::Bool(check.ok), check.detail.into()]);
    }
    context.rows(&rows, |rows| json!({"ok": failed == 0, "rows": rows}))?;
    if failed > 0 {
        return Err(Failure::refused("cli-db-check-failed").with("count", failed.to_string()));
    }
    Ok(())
}
