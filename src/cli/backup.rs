//! `encours db backup|restore`, by PostgreSQL's own programs as the server's administrator: a dump
//! under row-level security is refused to anybody else.

use std::fs::{File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::json;

use crate::private_pg::find;
use crate::store::prepare::{self, DatabaseKind};
use crate::store::{Location, Pace, status};

use super::context::Context;
use super::db::{administrator, done};
use super::failure::{Failure, Outcome};

/// What to save where.
#[derive(Debug, clap::Args)]
pub struct Backup {
    /// The file to write; one that exists is not overwritten.
    pub file: PathBuf,
}

/// What to bring back.
#[derive(Debug, clap::Args)]
pub struct Restore {
    /// A file written by `encours db backup`.
    pub file: PathBuf,
    /// The new database's name; one that exists is not touched.
    #[arg(long, value_name = "NAME")]
    pub into: String,
}

/// Writes the whole database into a file, readable by its owner alone.
pub async fn backup(context: &Context, args: Backup) -> Outcome {
    let (location, _session) = administrator(context).await?;
    let unfinished = args.file.with_added_extension("part");
    if args.file.exists() {
        let path = args.file.display().to_string();
        return Err(Failure::usage("cli-db-file-exists").with("path", path));
    }
    let out = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&unfinished)
        .map_err(|error| file_failure(&unfinished, &error))?;
    let mut dump = program("pg_dump", &location)?;
    dump.args(["--format=custom", "--no-password"]).stdout(out);
    let written = finished("pg_dump", dump).and_then(|()| {
        File::open(&unfinished)
            .and_then(|file| file.sync_all())
            .and_then(|()| std::fs::rename(&unfinished, &args.file))
            .map_err(|error| file_failure(&args.file, &error))
    });
    if written.is_err() {
        let _ = std::fs::remove_file(&unfinished);
    }
    written?;
    let told = json!({"database": location.database(), "file": args.file.display().to_string()});
    done(context, "cli-db-saved", &location, told)
}

/// Brings a saved database back under a new name, whole or not at all.
pub async fn restore(context: &Context, args: Restore) -> Outcome {
    let (here, _session) = administrator(context).await?;
    let file = File::open(&args.file).map_err(|error| file_failure(&args.file, &error))?;
    let server = here.clone().with_database("postgres");
    let location = here.with_database(&args.into);
    if !prepare::create_database(&server, &args.into).await? {
        return Err(Failure::refused("cli-db-exists").with("database", args.into));
    }
    let restored = fill(&server, &location, file).await;
    if restored.is_err() {
        prepare::drop_database(&server, &args.into).await?;
    }
    restored?;
    let told = json!({"database": args.into, "file": args.file.display().to_string()});
    done(context, "cli-db-restored", &location, told)
}

async fn fill(server: &Location, location: &Location, file: File) -> Outcome {
    // Roles belong to the server, not to the dump: laying the schema once makes them.
    prepare::schema(location, DatabaseKind::Shared).await?;
    prepare::drop_database(server, location.database()).await?;
    prepare::create_database(server, location.database()).await?;
    let mut restore = program("pg_restore", location)?;
    restore
        .args(["--exit-on-error", "--single-transaction", "--no-password"])
        .args(["--dbname", location.database()])
        .stdin(file);
    finished("pg_restore", restore)?;
    prepare::close(location).await?;
    let pool = location.connect(Pace::Unbounded).await?;
    status::glance(&pool).await?.schema.require_current()?;
    Ok(())
}

/// One of PostgreSQL's own programs for that database. A password comes from PGPASSFILE.
fn program(name: &str, location: &Location) -> Result<Command, Failure> {
    let programs = find::choose(None)?;
    let mut command = Command::new(programs.path(name));
    command.envs(location.environment()).stdin(Stdio::null());
    Ok(command)
}

fn finished(name: &str, mut command: Command) -> Outcome {
    let said = command
        .stderr(Stdio::piped())
        .spawn()
        .and_then(std::process::Child::wait_with_output)
        .map_err(|error| file_failure(Path::new(name), &error))?;
    if said.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&said.stderr);
    let reason = text
        .lines()
        .find(|line| line.contains("error:"))
        .unwrap_or_default();
    Err(Failure::usage("cli-db-program-failed")
        .with("program", name)
        .with("reason", reason))
}

fn file_failure(path: &Path, error: &std::io::Error) -> Failure {
    Failure::usage("cli-error-file")
        .with("path", path.display().to_string())
        .with("reason", crate::config::io_reason(error))
}
