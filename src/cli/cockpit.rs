//! `encours` without a command: the cockpit, where there is a terminal for it.

use std::io::IsTerminal;

use crate::runtime::open::Database;
use crate::runtime::{self, RunError, RunOptions};

use super::context::Context;
use super::failure::{Failure, Outcome};
use super::output;

/// Opens the cockpit. It owns its threads, so it is called outside any asynchronous runtime.
pub fn run(context: &Context, database: Database) -> Outcome {
    require_terminal()?;
    let options = RunOptions {
        config: context.config.clone(),
        lang: context.catalogue.lang(),
        date_order: context.catalogue.date_order(),
        database,
    };
    let ended = runtime::run(options).map_err(|RunError(why)| {
        let sentences: Vec<String> = why.iter().map(|m| context.catalogue.say(m)).collect();
        Failure::usage("cli-cockpit-failed").with("why", sentences.join(" "))
    })?;
    if let Some(farewell) = ended {
        output::complain(&context.catalogue.say(&farewell));
    }
    Ok(())
}

/// Refuses, before a byte is written to it, what is no terminal that can be drawn on.
///
/// # Errors
/// Exit status 2: a pipe, a file, or a terminal that takes no cursor movement.
pub fn require_terminal() -> Result<(), Failure> {
    if !(std::io::stdin().is_terminal() && std::io::stdout().is_terminal()) {
        return Err(Failure::usage("cli-no-terminal").hint("cli-usage-hint"));
    }
    match std::env::var("TERM").as_deref() {
        Err(_) | Ok("" | "dumb") => Err(Failure::usage("cli-dumb-terminal")),
        Ok(_) => Ok(()),
    }
}
