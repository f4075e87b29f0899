//! `encours completions` and `encours man`, from the same declaration as the parser.

use std::path::PathBuf;

use clap::CommandFactory;

use super::args::Cli;
use super::context::Context;
use super::failure::{Failure, Outcome};
use super::output;

/// The arguments of `completions`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The shell.
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// The arguments of `man`.
#[derive(Debug, clap::Args)]
pub struct ManArgs {
    /// Write one page per command into this directory instead.
    #[arg(long, value_name = "DIR")]
    pub pages: Option<PathBuf>,
}

/// Prints completions.
pub fn run(_context: &Context, args: Args) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "encours", &mut script);
    output::write_out(&String::from_utf8_lossy(&script))
}

/// Prints the manual page, or writes all of them.
pub fn manual(_context: &Context, args: ManArgs) -> Outcome {
    let Some(directory) = args.pages else {
        let mut page = Vec::new();
        clap_mangen::Man::new(Cli::command()).render(&mut page)?;
        return output::write_out(&String::from_utf8_lossy(&page));
    };
    clap_mangen::generate_to(Cli::command(), &directory).map_err(|error| {
        Failure::usage("cli-error-file")
            .with("path", directory.display().to_string())
            .with("reason", error.kind().to_string())
    })
}
