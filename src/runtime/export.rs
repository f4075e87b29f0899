//! Rows of a list in a file that spreadsheets read.
//!
//! See [`part`](super::part) for how it comes to be.

use std::path::Path;

use uuid::Uuid;

use super::part::Part;
use crate::app::export::{Export, Exported, Going};
use crate::app::request::Reply;
use crate::config::io_reason;
use crate::domain::activity::Activity;
use crate::domain::aging::{AgedCustomer, AgedTotal};
use crate::domain::alert::Alert;
use crate::domain::credit::{Breach, HoldLine, LimitRequest};
use crate::domain::dispute::Dispute;
use crate::domain::invoice::Item;
use crate::domain::list::{ListName, Value};
use crate::domain::outgoing::Outgoing;
use crate::domain::page::{Cursor, Fetch};
use crate::domain::pipeline::{Document, Order};
use crate::domain::promise::Promise;
use crate::domain::worklist::WorklistRow;
use crate::i18n::Message;
use crate::store::list::{self, Stored};
use crate::store::{Pool, Result};
use crate::text::disarmed;

/// Rows asked for at once.
const PAGE: u32 = 1_000;

/// Pages between two words about how far it is.
const PAGES: usize = 5;

/// Writes some rows more.
///
/// # Errors
/// The server's. What the folder refuses is an answer.
pub(super) async fn write(pool: &Pool, folder: Option<&Path>, export: Export) -> Result<Reply> {
    let Some(folder) = folder else {
        return Ok(Reply::NotExported(Message::new("ui-export-nowhere")));
    };
    let mut part = Part::of(folder, export.id);
    let (rows, text, next) = match export.which {
        ListName::Items => some::<Item>(pool, &export).await,
        ListName::Promises => some::<Promise>(pool, &export).await,
        ListName::Disputes => some::<Dispute>(pool, &export).await,
        ListName::Outgoing => some::<Outgoing>(pool, &export).await,
        ListName::Alerts => some::<Alert>(pool, &export).await,
        ListName::Activity => some::<Activity>(pool, &export).await,
        ListName::Aging => some::<AgedCustomer>(pool, &export).await,
        ListName::AgingTotals => some::<AgedTotal>(pool, &export).await,
        ListName::Worklist => some::<WorklistRow>(pool, &export).await,
        ListName::Breaches => some::<Breach>(pool, &export).await,
        ListName::Holds => some::<HoldLine>(pool, &export).await,
        ListName::LimitRequests => some::<LimitRequest>(pool, &export).await,
        ListName::Orders => some::<Order>(pool, &export).await,
        ListName::Documents => some::<Document>(pool, &export).await,
    }?;
    let written = export.rows + rows;
    let kept = match next {
        Some(place) => part
            .append(&text, export.after.is_none())
            .map(|()| Going::On(place)),
        None => part
            .append(&text, export.after.is_none())
            .and_then(|()| part.named(&export.name, "csv"))
            .map(|path| Going::Done(path.display().to_string())),
    };
    Ok(match kept {
        Ok(next) => {
            part.keep = true;
            Reply::Exported(Exported {
                rows: written,
                next,
            })
        }
        Err(error) => Reply::NotExported(
            Message::new("ui-export-refused")
                .with("path", folder.display().to_string())
                .with("why", Message::new(io_reason(&error))),
        ),
    })
}

/// Removes what is left of a file that was given up.
pub(super) fn drop_part(folder: &Path, id: Uuid) {
    drop(Part::of(folder, id));
}

/// Rows, their text, and the place of the last one when more come.
type Chunk = (u64, Vec<u8>, Option<Cursor>);

/// Some pages as lines of a file, and where the next one begins.
async fn some<R: Stored>(pool: &Pool, export: &Export) -> Result<Chunk> {
    let columns: Vec<_> = export
        .columns
        .iter()
        .filter_map(|key| R::LIST.column(key))
        .collect();
    let mut lines = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    if export.after.is_none() {
        // Writing to memory does not fail.
        let _ = lines.write_record(&export.heads);
    }
    let (mut after, mut rows) = (export.after.clone(), 0);
    for _ in 0..PAGES {
        let fetch = after.take().map_or(Fetch::First, Fetch::After);
        let page = list::page::<R>(pool, &export.ask, &fetch, PAGE).await?;
        for row in &page.rows {
            let _ = lines.write_record(columns.iter().map(|column| written((column.value)(row))));
        }
        rows += page.rows.len() as u64;
        after = page.after;
        if after.is_none() {
            break;
        }
    }
    list::note_export(pool, export.ask.company, R::LIST.name, rows).await?;
    Ok((rows, lines.into_inner().unwrap_or_default(), after))
}

/// A value as programs read it; text never as a formula.
pub fn written(value: Value) -> String {
    match value {
        Value::None => String::new(),
        Value::Text(text) => disarmed(text.as_str()),
        Value::Word(word) => word.to_owned(),
        Value::Money(money) => money.amount().to_string(),
        Value::Date(date) => date.to_string(),
        Value::Time(at) => at.to_rfc3339(),
        Value::Number(number) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        /// OWASP's list, whatever follows and in whatever script; amounts stay numbers.
        #[test]
        fn no_cell_is_a_formula(start in "[=+@\\-\t\r\n]?", rest in "\\PC{0,12}", cents in proptest::num::i32::ANY) {
            let cell = written(Value::Text(format!("{start}{rest}").into()));
            proptest::prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{cell:?}");
            if !start.is_empty() {
                proptest::prop_assert!(cell.starts_with('\''), "{cell:?}");
            }
            let money = Value::amount(rust_decimal::Decimal::new(cents.into(), 2), crate::domain::currency::Currency::EUR);
            proptest::prop_assert_eq!(written(money).parse::<rust_decimal::Decimal>().ok(), Some(rust_decimal::Decimal::new(cents.into(), 2)));
        }
    }
}
