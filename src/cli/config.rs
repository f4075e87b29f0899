//! `encours config show`: the settings in force and where each came from.

use clap::Subcommand;
use serde_json::json;

use crate::config::{Origin, SETTINGS, load};

use super::context::Context;
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
    /// Every setting in force.
    Show {
        /// Tell also where each value came from.
        #[arg(long)]
        origin: bool,
    },
}

/// Runs the command.
pub fn run(context: &Context, args: Args) -> Outcome {
    let Command::Show { origin } = args.command;
    let mut columns = vec![Column::text("key"), Column::text("value")];
    if origin {
        columns.push(Column::text("origin"));
    }
    let mut rows = Rows::new(columns);
    for spec in SETTINGS {
        let found = context.config.get(spec.key);
        let value = found.map(|(value, _)| without_password(&value.to_string()));
        let mut row = vec![spec.key.into(), Cell::maybe(value)];
        if origin {
            row.push(found.map_or(Cell::None, |(_, origin)| words(context, origin).into()));
        }
        rows.push(row);
    }
    context.rows(&rows, |rows| json!({ "rows": rows }))?;
    match (origin, load::own_file()) {
        (true, Some(path)) => {
            let texts = [("path".to_owned(), path.display().to_string())].into();
            context.say(&context.catalogue.tr_texts("cli-config-own-file", &texts))
        }
        _ => Ok(()),
    }
}

fn words(context: &Context, origin: &Origin) -> String {
    let said = |word: &str| match context.format {
        Format::Table => context.catalogue.tr(&format!("cli-origin-{word}")),
        Format::Csv | Format::Json => word.to_owned(),
    };
    match origin {
        Origin::Default => said("default"),
        Origin::File(path, line) => format!("{}:{line}", path.display()),
        Origin::Environment(name) => (*name).to_owned(),
        Origin::Flag => said("flag"),
    }
}

/// An address may carry a password, which is not shown.
fn without_password(value: &str) -> String {
    let Some((scheme, rest)) = value.split_once("://") else {
        return value.to_owned();
    };
    let authority = rest.find(['/', '?']).unwrap_or(rest.len());
    let Some(at) = rest[..authority].rfind('@') else {
        return value.to_owned();
    };
    match rest[..at].split_once(':') {
        Some((user, _)) => format!("{scheme}://{user}:…{}", &rest[at..]),
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_not_shown() {
        let shown = without_password("postgres://ada:s@cret@db.example/encours");
        assert_eq!(shown, "postgres://ada:…@db.example/encours");
        for plain in [
            "postgres://ada@db/x",
            "postgres://db/x?user=a@b",
            "dark",
            "/a:b@c",
        ] {
            assert_eq!(without_password(plain), plain);
        }
    }
}
