//! `encours undo`: take back what one has recorded today.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::context::Context;
use super::failure::{Failure, Outcome};
use super::output::{self, Format};
use super::write::{Write, Writing};
use crate::i18n::Message;
use crate::store::{Pace, lookup};

/// What is listed to choose from.
const MOST: i32 = 10;

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The call, note, next action date, promise or its move, alert handled or contact corrected; without it,
    /// the last that could be taken back are listed.
    pub what: Option<Uuid>,
    /// What every write takes.
    #[command(flatten)]
    pub write: Write,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let Some(what) = args.what else {
        return Err(choice(context).await?);
    };
    let mut writing = Writing::begin(context, &args.write).await?;
    writing.entity("undo", what).await?;
    writing.send("undo").await
}

/// That something must be named, after a list of what could be.
async fn choice(context: &Context) -> Result<Failure, Failure> {
    let session = context.connect(Pace::Interactive).await?;
    let found = lookup::undoable(&session.pool, MOST).await?;
    let words = &context.catalogue;
    if context.format == Format::Json {
        let failure = Failure::usage("undo-name-one");
        let choices: Vec<serde_json::Value> = found
            .iter()
            .map(|f| {
                serde_json::json!({
                    "id": f.id, "company": f.company, "kind": f.kind, "customer": f.customer,
                    "name": f.name, "recorded_at": f.recorded_at.to_rfc3339(),
                })
            })
            .collect();
        context
            .json(&serde_json::json!({ "error": failure.object(words), "undoable": choices }))?;
        return Ok(failure.already_printed());
    }
    for one in &found {
        let kind = Message::new(format!("undo-what-{}", one.kind.replace('_', "-")));
        let texts = BTreeMap::from([
            ("what".to_owned(), words.say(&kind)),
            (
                "subject".to_owned(),
                format!("{} {}", one.customer, one.name),
            ),
        ]);
        let named = words.tr_texts("ui-undo-named", &texts);
        output::complain(&format!("{}  {named}", one.id));
    }
    Ok(Failure::usage(match found.is_empty() {
        true => "undo-name-one-none",
        false => "undo-name-one",
    }))
}
