//! What an import did, in the three formats.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use uuid::Uuid;

use super::control::{self, Totals};
use super::feed::Told;
use crate::cli::context::Context;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::output::{Cell, Column, Format, Rows};
use crate::i18n::Message;
use crate::intake::kind::Kind;
use crate::store::import::{Merged, Undone};

/// Rejects shown to people; programs get all that are listed.
const SHOWN: usize = 20;

/// One file's part.
pub struct FileReport {
    /// Id of the import, by which it is undone.
    pub id: Uuid,
    /// The file as named on the command line.
    pub file: String,
    /// The kind's word.
    pub kind: &'static str,
    /// What reading told.
    pub told: Told,
    /// What the ledger did.
    pub merged: Merged,
    /// Whether the file was refused for its rejects.
    pub refused: bool,
}

/// All files.
pub struct Report {
    /// Whether nothing was recorded on purpose.
    pub dry_run: bool,
    /// The files in the order of the command line.
    pub files: Vec<FileReport>,
}

impl FileReport {
    fn rejected(&self) -> u64 {
        self.told.rejected + self.merged.rejected
    }

    /// Line and reason of each listed reject, in the order of the file.
    fn rejects(&self, context: &Context) -> Vec<(u64, String, String)> {
        let catalogue = &context.catalogue;
        let read = self.told.rejects.iter().map(|reject| {
            let args = reject.reason.args.iter();
            let texts = args
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect();
            let code = reject.reason.code;
            (
                reject.line,
                code.to_owned(),
                catalogue.tr_texts(code, &texts),
            )
        });
        let merged = self.merged.rejects.iter().map(|reject| {
            let reason = &reject.reason;
            let sentence = catalogue.tr_texts(&reason.key(), reason.params());
            (reject.line, reason.code().to_owned(), sentence)
        });
        let mut all: Vec<_> = read.chain(merged).collect();
        all.sort_by_key(|(line, ..)| *line);
        all
    }
}

impl Report {
    /// Prints everything and fails if a file was refused or `outcome` says so.
    pub fn print(self, context: &Context, outcome: Outcome) -> Outcome {
        let refused: Vec<&FileReport> = self.files.iter().filter(|file| file.refused).collect();
        let outcome = match (outcome, refused.first()) {
            (Ok(()), Some(first)) => Err(Failure::refused("import-refused")
                .with("file", first.file.clone())
                .with("count", first.rejected().to_string())),
            (outcome, _) => outcome,
        };
        if context.format == Format::Json {
            return self.json(context, outcome);
        }
        if !self.files.is_empty() {
            context.rows(&self.files_rows(), |rows| rows)?;
        }
        if context.format == Format::Table {
            self.details(context)?;
        }
        outcome
    }

    /// One object: the error, if any, stands in it.
    fn json(&self, context: &Context, outcome: Outcome) -> Outcome {
        let file = |file: &FileReport| {
            let rejects: Vec<Value> = file
                .rejects(context)
                .into_iter()
                .map(|(line, code, reason)| json!({"line": line, "reason": reason, "code": code}))
                .collect();
            json!({
                "file": file.file,
                "kind": file.kind,
                "id": if file.refused || self.dry_run { Value::Null } else { json!(file.id) },
                "read": file.told.read,
                "added": file.merged.added,
                "changed": file.merged.changed,
                "unchanged": file.merged.unchanged,
                "rejected": file.rejected(),
                "rejects": rejects,
                "encoding": file.told.encoding,
                "delimiter": file.told.delimiter,
            })
        };
        let mut told = json!({
            "dry_run": self.dry_run,
            "files": self.files.iter().map(file).collect::<Vec<_>>(),
            "control": control::json(&self.control()),
            "control_left_out": self.left_out(),
        });
        let outcome = outcome.map_err(|failure| {
            told["error"] = failure.object(&context.catalogue);
            failure.already_printed()
        });
        context.json(&told)?;
        outcome
    }

    fn files_rows(&self) -> Rows {
        let counts = ["read", "added", "changed", "unchanged", "rejected"].map(Column::figures);
        let names = ["file", "kind"].map(Column::text);
        let mut rows = Rows::new(
            names
                .into_iter()
                .chain(counts)
                .chain([Column::text("import")]),
        );
        for file in &self.files {
            let merged = &file.merged;
            let counts = [
                file.told.read,
                merged.added,
                merged.changed,
                merged.unchanged,
                file.rejected(),
            ];
            let id = match file.refused || self.dry_run {
                true => Cell::None,
                false => file.id.to_string().into(),
            };
            let counts = counts.map(|count| Cell::Int(i64::try_from(count).unwrap_or(i64::MAX)));
            let names = [file.file.as_str().into(), file.kind.into()];
            rows.push(names.into_iter().chain(counts).chain([id]));
        }
        rows
    }

    /// Rejects, control totals and what they mean, for people.
    fn details(&self, context: &Context) -> Outcome {
        let mut rows = Rows::new([
            Column::text("file"),
            Column::figures("line"),
            Column::text("reason"),
        ]);
        let mut more = 0;
        for file in &self.files {
            let rejects = file.rejects(context);
            more += file.rejected() - rejects.len().min(SHOWN) as u64;
            for (line, _, reason) in rejects.into_iter().take(SHOWN) {
                let line = Cell::Int(i64::try_from(line).unwrap_or(i64::MAX));
                rows.push([file.file.as_str().into(), line, reason.into()]);
            }
        }
        if !rows.rows.is_empty() {
            context.say("")?;
            context.rows(&rows, |rows| rows)?;
        }
        if more > 0 {
            let count = BTreeMap::from([("count".to_owned(), more.to_string())]);
            context.say(
                &context
                    .catalogue
                    .say(&Message::of_texts("import-more-rejects", &count)),
            )?;
        }
        self.control_table(context)?;
        if self.dry_run {
            context.say(&context.catalogue.tr("import-dry-run"))?;
        }
        Ok(())
    }

    fn control_table(&self, context: &Context) -> Outcome {
        let control = self.control();
        let recorded = self.files.iter().any(|file| !file.refused);
        if !control.is_empty() {
            let heading = match (recorded, self.dry_run) {
                (false, _) => "import-control-refused",
                (true, true) => "import-control-dry",
                (true, false) => "import-control",
            };
            context.say("")?;
            context.say(&context.catalogue.tr(heading))?;
            context.rows(&control::rows(&control, recorded), |rows| rows)?;
        }
        match self.left_out() {
            0 => Ok(()),
            count => {
                let count = BTreeMap::from([("count".to_owned(), count.to_string())]);
                let message = Message::of_texts("import-control-left-out", &count);
                context.say(&context.catalogue.say(&message))
            }
        }
    }

    /// Rejected lines in none of the sums, of kinds that have sums.
    fn left_out(&self) -> u64 {
        let summed = |file: &&FileReport| {
            let kind = Kind::named(file.kind);
            kind.is_some_and(|kind| kind.index("amount").is_some())
        };
        let rejected = self.files.iter().filter(summed).map(FileReport::rejected);
        control::left_out(&self.control(), rejected.sum())
    }

    fn control(&self) -> BTreeMap<String, Totals> {
        let mut all = BTreeMap::new();
        for file in &self.files {
            control::count(&mut all, &file.told, &file.merged, file.refused);
        }
        all
    }
}

/// Prints what an undo did.
pub fn undone(context: &Context, undone: &Undone) -> Outcome {
    let texts = [
        ("id", undone.id.to_string()),
        ("count", undone.rows.to_string()),
    ];
    let texts = texts.map(|(name, value)| (name.to_owned(), value)).into();
    context.say(
        &context
            .catalogue
            .say(&Message::of_texts("import-undone", &texts)),
    )?;
    match context.format {
        Format::Json => context.json(&json!({
            "id": undone.id,
            "recorded": undone.recorded,
            "entity": "import",
            "rev": 2,
            "undone": undone.rows,
        })),
        Format::Table | Format::Csv => Ok(()),
    }
}
