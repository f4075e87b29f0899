//! `encours undo`: take back what one has recorded today.

use uuid::Uuid;

use super::context::Context;
use super::failure::Outcome;
use super::write::{Write, Writing};

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The call, note, next action date or promise.
    pub what: Uuid,
    /// What every write takes.
    #[command(flatten)]
    pub write: Write,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let mut writing = Writing::begin(context, &args.write).await?;
    writing.entity("undo", args.what).await?;
    writing.send("undo").await
}
