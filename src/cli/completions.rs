//! `encours completions` and `encours man`, from the same declaration as the parser.

use std::fmt::Write as _;
use std::path::PathBuf;

use crate::app::keymap::Keymap;
use crate::app::keytable;
use crate::i18n::Catalogue;

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
        page.extend_from_slice(keys(&context.catalogue).as_bytes());
        return output::write_out(&String::from_utf8_lossy(&page));
    };
    clap_mangen::generate_to(command, &directory).map_err(|error| {
        Failure::usage("cli-error-file")
            .with("path", directory.display().to_string())
            .with("reason", crate::config::io_reason(&error))
    })
}

/// The keys of the cockpit as a section of the manual page: those of the program, whatever the person's own are.
fn keys(words: &Catalogue) -> String {
    let mut out = format!(".SH {}\n", roff(&words.tr("keys-title").to_uppercase()));
    let mut group = None;
    for line in keytable::lines(&Keymap::default(), words) {
        if group != Some(line.group) {
            group = Some(line.group);
            let _ = writeln!(out, ".SS {}", roff(&words.tr(line.group.title())));
        }
        let keys: Vec<String> = line.keys.iter().map(|keys| roff(keys)).collect();
        let keys = match keys.is_empty() {
            true => roff(&format!(": {}", line.label)),
            false => keys.join("\\fR, \\fB"),
        };
        let _ = write!(out, ".TP\n\\fB{keys}\\fR\n{}", roff(&line.help));
        if !line.places.is_empty() {
            let _ = write!(out, " ({})", roff(&line.places.join(", ")));
        }
        out.push('\n');
    }
    out
}

/// Text that no formatter takes for its own commands.
fn roff(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    match text.starts_with(['.', '\'']) {
        true => format!("\\&{text}"),
        false => text,
    }
}
