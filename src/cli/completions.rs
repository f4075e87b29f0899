//! `encours completions` and `encours man`, from the same declaration as the parser.

use std::path::PathBuf;

use super::context::Context;
use super::failure::{Failure, Outcome};
use super::{output, wording};

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
pub fn run(context: &Context, args: Args) -> Outcome {
    let mut script = Vec::new();
    let mut command = wording::command(context.catalogue.lang());
    clap_complete::generate(args.shell, &mut command, "encours", &mut script);
    output::write_out(&String::from_utf8_lossy(&script))
}

/// Prints the manual page, or writes all of them.
pub fn manual(context: &Context, args: ManArgs) -> Outcome {
    let command = wording::command(context.catalogue.lang());
    let Some(directory) = args.pages else {
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page)?;
        return output::write_out(&String::from_utf8_lossy(&page));
    };
    clap_mangen::generate_to(command, &directory).map_err(|error| {
        Failure::usage("cli-error-file")
            .with("path", directory.display().to_string())
            .with("reason", error.kind().to_string())
    })
}
