//! Reads a file on a thread of its own and hands over blocks of rows for staging.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::ids::Ids;
use crate::cli::output;
use crate::domain::currency::Currency;
use crate::intake::date;
use crate::intake::identity::{Identities, Identity};
use crate::intake::kind::{Kind, Type};
use crate::intake::mapping::Mapping;
use crate::intake::reader::{Control, Controls, Line, Reader};
use crate::intake::refusal::{Refusal, Reject};
use crate::intake::row::Row;
use crate::store::copy::CopyBlock;

/// Bytes of a block.
const BLOCK: usize = 256 * 1024;
/// Blocks read ahead of the server.
const AHEAD: usize = 4;
/// Rejects listed one by one; the others are counted. A wrong mapping rejects every line.
const LISTED: usize = 1000;

/// A file being read.
pub struct Feed {
    /// Blocks of the rows that were not rejected; it ends with the file.
    pub blocks: mpsc::Receiver<Vec<u8>>,
    /// Bytes of the file.
    pub size: u64,
    /// Bytes read so far.
    pub consumed: Arc<AtomicU64>,
    thread: JoinHandle<Result<Told, Refusal>>,
}

/// What reading a file told.
#[derive(Debug, Clone)]
pub struct Told {
    /// Lines read.
    pub read: u64,
    /// Lines rejected.
    pub rejected: u64,
    /// The first of them.
    pub rejects: Vec<Reject>,
    /// Sums of the good lines.
    pub control: Controls,
    /// Sums of the rejected lines whose amounts can be read.
    pub rejected_control: Controls,
    /// Hash of what the file says.
    pub hash: String,
    /// Name of the encoding.
    pub encoding: &'static str,
    /// The delimiter.
    pub delimiter: char,
}

impl Feed {
    /// Starts reading. A reject does not end it: the ledger may have more to say of the other lines.
    ///
    /// # Errors
    /// A sentence about the file or its header.
    pub fn start(
        path: &Path,
        kind: Kind,
        mapping: Option<&Mapping>,
        import: Uuid,
    ) -> Result<Feed, Refusal> {
        let reader = Reader::open(path, kind, mapping)?;
        let (size, consumed) = (reader.size, reader.consumed.clone());
        let (sender, blocks) = mpsc::channel(AHEAD);
        let thread = tokio::task::spawn_blocking(move || read(reader, kind, import, &sender));
        Ok(Feed {
            blocks,
            size,
            consumed,
            thread,
        })
    }

    /// What the reading told, once the blocks have ended.
    ///
    /// # Errors
    /// A sentence about the file: it could not be read to its end.
    pub async fn told(self) -> Result<Told, Refusal> {
        drop(self.blocks);
        self.thread
            .await
            .unwrap_or_else(|_| Err(Refusal::new("import-read-failed").with("line", 0)))
    }
}

fn read(
    mut reader: Reader,
    kind: Kind,
    import: Uuid,
    blocks: &mpsc::Sender<Vec<u8>>,
) -> Result<Told, Refusal> {
    let tells_payment = reader.tells("settled_on") || reader.tells("applied");
    let mut ids = Ids::new();
    let mut identities = Identities::new(kind, tells_payment, reader.twins());
    let mut row = Row::default();
    let mut block = CopyBlock::default();
    let mut hash = Sha256::new();
    let (mut rejected, mut rejects) = (0, Vec::new());
    loop {
        let line = match reader.next(&mut row)? {
            Line::Row => identities
                .of(&row)
                .map_err(|reason| reader.reject(&row, reason)),
            Line::Reject(reject) => Err(reject),
            Line::End => break,
        };
        match line {
            Ok(identity) => {
                hash.update(identity.said);
                write(&mut block, import, kind, &mut ids, &row, &identity);
                if block.len() >= BLOCK && blocks.blocking_send(block.take()).is_err() {
                    // Nobody takes them any more: the import was given up.
                    break;
                }
            }
            Err(reject) => {
                rejected += 1;
                if rejects.len() < LISTED {
                    rejects.push(reject);
                }
            }
        }
    }
    if !block.is_empty() {
        let _ = blocks.blocking_send(block.take());
    }
    Ok(Told {
        read: reader.read,
        rejected,
        rejects,
        encoding: reader.encoding.name(),
        delimiter: reader.delimiter(),
        control: reader.control,
        rejected_control: reader.rejected,
        hash: hash
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect(),
    })
}

fn write(
    block: &mut CopyBlock,
    import: Uuid,
    kind: Kind,
    ids: &mut Ids,
    row: &Row,
    identity: &Identity,
) {
    let pays = matches!(kind, Kind::Invoices | Kind::Ledger);
    let fields = 5 + if pays { 2 } else { 0 } + kind.fields().len();
    block.row(u16::try_from(fields).unwrap_or(u16::MAX));
    block.uuid(import);
    block.int(i32::try_from(row.line).unwrap_or(i32::MAX));
    block.uuid(ids.next());
    block.bytes(identity.key.as_bytes());
    block.bytes(&identity.said);
    match identity.paid {
        _ if !pays => {}
        Some(paid) => {
            block.uuid(ids.next());
            block.bytes(&paid);
        }
        None => {
            block.null();
            block.null();
        }
    }
    for (field, cell) in kind.fields().iter().zip(row.cells()) {
        match cell {
            Some(cell) => write_cell(block, field.kind, cell),
            None => block.null(),
        }
    }
}

/// A cell in contract form, in the type that its column has.
fn write_cell(block: &mut CopyBlock, kind: Type, cell: &str) {
    match kind {
        Type::Text
        | Type::Key
        | Type::Choice(_)
        | Type::Currency
        | Type::Terms
        | Type::Country
        | Type::Siren
        | Type::Siret
        | Type::Vat => block.bytes(cell.as_bytes()),
        Type::Amount | Type::Rate => block.numeric(cell),
        Type::YesNo => block.boolean(cell == "t"),
        // Both forms are the reader's own.
        Type::Count => match cell.parse() {
            Ok(count) => block.int(count),
            Err(_) => block.null(),
        },
        Type::Date => match date::plain(cell) {
            Some(date) => block.date(date),
            None => block.null(),
        },
    }
}

impl Told {
    /// The sums of the good lines, with each currency's digits.
    pub fn control_json(&self) -> Value {
        let sum = |(code, control): (&String, &Control)| {
            let digits = digits(code);
            json!({
                "currency": code,
                "lines": control.lines,
                "amount": output::plain(control.amount, digits),
                "applied": output::plain(control.applied, digits),
            })
        };
        self.control.iter().map(sum).collect()
    }
}

/// Decimals of a currency's amounts.
pub fn digits(code: &str) -> u32 {
    code.parse::<Currency>()
        .map_or(2, |currency| currency.digits())
}
