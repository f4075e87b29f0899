//! `encours status`: the database at a glance.

use serde_json::json;

use crate::runtime::open::Session;
use crate::store::Pace;

use super::context::Context;
use super::failure::Outcome;
use super::output::{Cell, Column, Format, Rows};

/// Runs the command.
pub async fn run(context: &Context) -> Outcome {
    let session = context.connect(Pace::Report).await?;
    print(context, &session)?;
    // what there is was told; a company configured that is none of it would make every other command fail
    context
        .home(&session.pool)
        .await
        .map(|_| ())
        .map_err(|failure| match context.format {
            Format::Json => failure.already_printed(),
            Format::Table | Format::Csv => failure,
        })
}

/// Prints what the database says of itself.
pub fn print(context: &Context, session: &Session) -> Outcome {
    let glance = &session.glance;
    let mut rows = Rows::new([Column::text("item"), Column::text("value")]);
    let mut line = |key: &str, value: Cell| {
        let name = match context.format {
            Format::Table => context.catalogue.tr(&format!("cli-status-{key}")),
            Format::Csv | Format::Json => key.to_owned(),
        };
        rows.push([name.as_str().into(), value]);
    };
    line("server", glance.server.as_str().into());
    line("place", session.location.place().into());
    line("database", glance.database.as_str().into());
    line("role", glance.role.as_str().into());
    line("kind", Cell::maybe(glance.kind.as_deref()));
    line(
        "schema",
        glance.schema.database.map_or(Cell::None, Cell::Int),
    );
    line("program", Cell::Int(glance.schema.program));
    line("bytes", Cell::Int(glance.bytes));
    context.rows(&rows, |_| {
        json!({
            "server": glance.server,
            "place": session.location.place(),
            "database": glance.database,
            "role": glance.role,
            "kind": glance.kind,
            "person": glance.person,
            "private": session.is_private(),
            "schema": glance.schema.database,
            "program": glance.schema.program,
            "current": glance.schema.is_current(),
            "bytes": glance.bytes,
        })
    })
}
