//! `encours holds acknowledge`: what the ERP has done.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};
use uuid::Uuid;

use super::context::Context;
use super::failure::{Failure, Outcome};
use super::import;
use super::write::Write;
use crate::intake::csv::{Record, Records};
use crate::intake::refusal::Refusal;
use crate::intake::source::Source;
use crate::store::{Pace, feed, lookup, write};

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Acknowledge {
    /// Ids of holds, or CSV files that have them in a column id, and in a column action which was done: hold or release.
    #[arg(value_name = "ID_OR_FILE", required = true)]
    pub holds: Vec<String>,
    /// What every write takes.
    #[command(flatten)]
    pub write: Write,
}

/// Holds that one action names at most, as many as the ledger takes.
const AT_ONCE: usize = 1000;

/// What the ERP has done.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Done {
    hold: Uuid,
    action: Option<String>,
}

/// Runs the command.
pub async fn run(context: &Context, args: Acknowledge) -> Outcome {
    let mut done = Vec::new();
    for word in &args.holds {
        match word.parse() {
            Ok(hold) => done.push(Done { hold, action: None }),
            Err(_) => done.extend(
                read(Path::new(word))
                    .map_err(|refusal| import::failure(refusal.with("file", word)))?,
            ),
        }
    }
    let session = context.connect(Pace::Interactive).await?;
    let ids: Vec<Uuid> = done.iter().map(|done| done.hold).collect();
    let companies: BTreeMap<Uuid, String> = lookup::holds(&session.pool, &ids)
        .await?
        .into_iter()
        .collect();
    // all of them are looked for before the first is recorded
    let mut of_company: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for done in &done {
        let company = companies.get(&done.hold).ok_or_else(|| {
            Failure::refused("act-hold-unknown").with("id", done.hold.to_string())
        })?;
        let mut entry = json!({ "hold": done.hold });
        if let Some(action) = &done.action {
            entry["action"] = action.as_str().into();
        }
        of_company.entry(company).or_default().push(entry);
    }
    let mut request = args.write.id.unwrap_or_else(Uuid::now_v7);
    let first = request;
    let (mut acknowledged, mut unchanged, mut recorded) = (0, 0, false);
    for (company, holds) in &of_company {
        if args
            .write
            .company
            .as_deref()
            .is_some_and(|asked| asked != *company)
        {
            return Err(Failure::refused("act-hold-other-company").with("company", *company));
        }
        for holds in holds.chunks(AT_ONCE) {
            let body = json!({ "company": company, "holds": holds });
            let told = write::call(&session.pool, "acknowledge_holds", request, &body).await?;
            acknowledged += told["acknowledged"].as_u64().unwrap_or_default();
            unchanged += told["unchanged"].as_u64().unwrap_or_default();
            recorded |= told["recorded"] == true;
            request = Uuid::now_v7();
        }
    }
    let _ = feed::hint(&session.pool).await;
    let told = json!({
        "id": first, "recorded": recorded, "entity": "hold", "rev": 1,
        "acknowledged": acknowledged, "unchanged": unchanged,
    });
    let texts = [("done", acknowledged), ("unchanged", unchanged)];
    let texts = texts.map(|(name, count)| (name.to_owned(), count.to_string()));
    let sentence = context
        .catalogue
        .tr_texts("act-holds-acknowledged", &texts.into());
    context.written(&told, &sentence)
}

/// The holds that a file names.
fn read(path: &Path) -> Result<Vec<Done>, Refusal> {
    let mut records = Records::new(Source::open(path, None)?, None)?;
    let mut record = Record::default();
    if !records.next(&mut record)? {
        return Err(Refusal::new("import-empty"));
    }
    let header: Vec<String> = record.iter().map(|name| name.trim().to_owned()).collect();
    let column = |name: &str| header.iter().position(|known| known == name);
    let id = column("id").ok_or_else(|| {
        Refusal::new("import-column-missing")
            .with("column", "id")
            .with("header", header.join(", "))
    })?;
    let action = column("action");
    let mut done = Vec::new();
    while records.next(&mut record)? {
        let cell = |index: usize| record.get(index).unwrap_or_default().trim();
        let wrong = |code, value: &str| {
            Refusal::new(code)
                .with("line", record.line)
                .with("value", value)
        };
        let hold = cell(id)
            .parse()
            .map_err(|_| wrong("acknowledge-no-id", cell(id)))?;
        let action = match action.map(cell) {
            None | Some("") => None,
            Some(word @ ("hold" | "release")) => Some(word.to_owned()),
            Some(other) => return Err(wrong("acknowledge-no-action", other)),
        };
        done.push(Done { hold, action });
    }
    Ok(done)
}
