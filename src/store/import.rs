//! One import: rows copied to staging and merged, in one transaction.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde_json::{Value, json};
use sqlx::{Connection as _, PgConnection, Postgres, Transaction};
use uuid::Uuid;

use super::Result;
use super::copy::{HEAD, TAIL};
use super::error::{ErrorKind, StoreError};
use super::pool::Pool;
use super::reminder;

/// What is imported and how.
#[derive(Debug, Clone)]
pub struct Request {
    /// The import's id, made by the client: a repeated request is recognised by it.
    pub id: Uuid,
    /// The kind's word on the command line.
    pub kind: &'static str,
    /// Code of the company; `None`: the only one there is.
    pub company: Option<String>,
    /// Details with which a missing company is opened.
    pub opens: Option<BTreeMap<&'static str, String>>,
    /// Name of the file, for the list of imports.
    pub file: String,
    /// Whether good lines are recorded although others were rejected.
    pub skip_rejects: bool,
    /// Whether money may have come in on a day that has not come.
    pub ahead: bool,
}

/// A line that the ledger refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Line of the file.
    pub line: u64,
    /// The refusal, as if the database had raised it.
    pub reason: StoreError,
}

/// What the merge did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merged {
    /// Rows that were not in the ledger.
    pub added: u64,
    /// Rows that said something else than before.
    pub changed: u64,
    /// Rows that said nothing new.
    pub unchanged: u64,
    /// Lines refused by the ledger.
    pub rejected: u64,
    /// The first of them.
    pub rejects: Vec<Refused>,
    /// What they add up to.
    pub rejected_sums: Vec<Sum>,
}

/// What lines of one currency add up to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// ISO 4217 code.
    pub currency: String,
    /// How many they are.
    pub lines: u64,
    /// Their amounts.
    pub amount: Decimal,
    /// What was already paid on them, where the source says so.
    pub applied: Decimal,
}

/// An import under way. Dropping it leaves nothing behind.
pub struct Import<'c> {
    transaction: Transaction<'c, Postgres>,
    request: Request,
}

impl<'c> Import<'c> {
    /// Begins on a connection of its own.
    ///
    /// # Errors
    /// The server's.
    pub async fn begin(connection: &'c mut PgConnection, request: Request) -> Result<Import<'c>> {
        let transaction = connection.begin().await?;
        Ok(Import {
            transaction,
            request,
        })
    }

    /// Copies blocks of rows (see [`CopyBlock`](super::copy::CopyBlock)) until `next` has no more.
    ///
    /// # Errors
    /// The server's; nothing of the import will stand.
    pub async fn stage(&mut self, mut next: impl AsyncFnMut() -> Option<Vec<u8>>) -> Result<()> {
        let statement = copy_statement(self.request.kind)?;
        let mut copy = self.transaction.copy_in_raw(statement).await?;
        copy.send(HEAD).await?;
        while let Some(block) = next().await {
            copy.send(block).await?;
        }
        copy.send(TAIL).await?;
        copy.finish().await?;
        Ok(())
    }

    /// Merges what was staged. `rejected` lines were already refused by the reader; `control` are the
    /// file's sums.
    ///
    /// # Errors
    /// A refusal of the whole file.
    pub async fn merge(&mut self, rejected: u64, control: Value, hash: &str) -> Result<Merged> {
        let request = &self.request;
        let payload = json!({
            "import": request.id,
            "kind": request.kind,
            "company": request.company,
            "opens": request.opens,
            "file": request.file,
            "hash": hash,
            "skip_rejects": request.skip_rejects,
            "ahead": request.ahead,
            "rejected": rejected,
            "control": control,
        });
        let told: Value = sqlx::query_scalar(include_str!("sql/import_file.sql"))
            .bind(request.id)
            .bind(payload)
            .fetch_one(&mut *self.transaction)
            .await?;
        self.seed_opened().await?;
        Ok(Merged {
            added: count(&told, "added"),
            changed: count(&told, "changed"),
            unchanged: count(&told, "unchanged"),
            rejected: count(&told, "rejected"),
            rejects: list(&told, "rejects").map(refused).collect(),
            rejected_sums: list(&told, "rejected_sums").map(sum).collect(),
        })
    }

    /// A company opened by its first ledger can be reminded from the first day.
    async fn seed_opened(&mut self) -> Result<()> {
        if self.request.opens.is_none() {
            return Ok(());
        }
        let opened: Option<i32> = sqlx::query_scalar(include_str!("sql/import_opened.sql"))
            .bind(&self.request.company)
            .fetch_optional(&mut *self.transaction)
            .await?;
        match opened {
            Some(company) => reminder::seed_defaults(&mut *self.transaction, company).await,
            None => Ok(()),
        }
    }

    /// Makes it durable.
    ///
    /// # Errors
    /// The server's; when the link was lost meanwhile, the file is imported or not, never in part, and
    /// importing it again is safe.
    pub async fn commit(self) -> Result<()> {
        self.transaction.commit().await?;
        Ok(())
    }

    /// Leaves nothing: the end of a dry run and of a refused file.
    ///
    /// # Errors
    /// The server's.
    pub async fn roll_back(self) -> Result<()> {
        self.transaction.rollback().await?;
        Ok(())
    }
}

fn refused(reject: &Value) -> Refused {
    let params = reject["params"].to_string();
    Refused {
        line: count(reject, "line"),
        reason: StoreError::refused(reject["code"].as_str().unwrap_or_default(), Some(&params)),
    }
}

fn list<'a>(told: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    told[key].as_array().into_iter().flatten()
}

fn sum(told: &Value) -> Sum {
    let text = |key: &str| told[key].as_str().unwrap_or_default();
    Sum {
        currency: text("currency").to_owned(),
        lines: count(told, "lines"),
        amount: text("amount").parse().unwrap_or_default(),
        applied: text("applied").parse().unwrap_or_default(),
    }
}

fn count(told: &Value, key: &str) -> u64 {
    told[key].as_u64().unwrap_or_default()
}

fn copy_statement(kind: &str) -> Result<&'static str> {
    Ok(match kind {
        "customers" => include_str!("sql/import_copy_customers.sql"),
        "contacts" => include_str!("sql/import_copy_contacts.sql"),
        "invoices" => include_str!("sql/import_copy_invoices.sql"),
        "payments" => include_str!("sql/import_copy_payments.sql"),
        "orders" => include_str!("sql/import_copy_orders.sql"),
        "limits" => include_str!("sql/import_copy_limits.sql"),
        "ledger" => include_str!("sql/import_copy_ledger.sql"),
        "promises" => include_str!("sql/import_copy_promises.sql"),
        "reminders" => include_str!("sql/import_copy_reminders.sql"),
        "disputes" => include_str!("sql/import_copy_disputes.sql"),
        "notes" => include_str!("sql/import_copy_notes.sql"),
        "rates" => include_str!("sql/import_copy_rates.sql"),
        "portfolios" => include_str!("sql/import_copy_portfolios.sql"),
        _ => return Err(StoreError::new(ErrorKind::Internal)),
    })
}

/// The server's process of a connection, with which [`cancel`] stops it.
///
/// # Errors
/// The server's.
pub async fn backend(connection: &mut PgConnection) -> Result<i32> {
    let statement = include_str!("sql/import_backend.sql");
    Ok(sqlx::query_scalar(statement).fetch_one(connection).await?)
}

/// Stops what a connection of the same person is doing.
///
/// # Errors
/// The server's.
pub async fn cancel(pool: &Pool, backend: i32) -> Result<()> {
    let statement = include_str!("sql/import_cancel.sql");
    sqlx::query(statement).bind(backend).execute(pool).await?;
    Ok(())
}

/// Tells cockpits that something changed, after the commit. A lost hint costs them a moment.
pub async fn hint(connection: &mut PgConnection) {
    let _ = sqlx::query(include_str!("sql/import_hint.sql"))
        .execute(connection)
        .await;
}

/// What an undo did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The import.
    pub id: Uuid,
    /// Rows reversed.
    pub rows: u64,
    /// `false` for a replay of the same request.
    pub recorded: bool,
}

/// Undoes an import. `request` is made by the client.
///
/// # Errors
/// Refusals `import-unknown`, `import-undone`, `import-undo-corrected`, `import-undo-later-work`.
pub async fn undo(pool: &Pool, request: Uuid, import: Uuid) -> Result<Undone> {
    let told: Value = sqlx::query_scalar(include_str!("sql/import_undo.sql"))
        .bind(request)
        .bind(json!({ "import": import }))
        .fetch_one(pool)
        .await?;
    Ok(Undone {
        id: import,
        rows: count(&told, "undone"),
        recorded: told["recorded"].as_bool().unwrap_or(true),
    })
}
