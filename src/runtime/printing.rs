//! Letters and statements of account as files, for whoever posts them.

use std::io;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::part::Part;
use crate::app::request::Reply;
use crate::domain::filter::Filter;
use crate::domain::page::Fetch;
use crate::i18n::Message;
use crate::outreach::{file_name, print};
use crate::store::{Pool, Result, StoreError, item, outgoing, reminder};

/// Open items that a statement of account lists at most: some thirty pages.
pub const MOST_ITEMS: u32 = 2_000;
/// Letters printed at once in the cockpit.
const MOST_LETTERS: usize = 200;

/// A file to print.
pub struct Print {
    /// Its name, without its ending.
    pub name: String,
    /// What it holds.
    pub pdf: Vec<u8>,
}

impl Print {
    /// Keeps it under its name, or one beside it when there is a file of this name.
    ///
    /// # Errors
    /// The folder's.
    pub fn keep(&self, folder: &Path) -> io::Result<PathBuf> {
        let part = Part::of(folder, Uuid::now_v7());
        part.append(&self.pdf, true)?;
        part.named(&self.name, "pdf")
    }
}

/// The letter of a reminder, as it was approved, to the address that is known today.
///
/// # Errors
/// The server's; refusals `reminder-unknown`, and `letter-not-approved` where there is no text to stand by.
pub async fn letter(pool: &Pool, company: i32, reminder: Uuid) -> Result<Print> {
    let letter = reminder::letter(pool, company, reminder).await?;
    let waits = letter.reminder.state == "approved" && letter.reminder.channel != "email";
    let text = match waits {
        true => outgoing::text(pool, company, reminder).await?,
        false => None,
    };
    let Some(text) = text else {
        let customer = letter.customer.name.as_str();
        return Err(StoreError::refused("letter-not-approved", None).with("customer", customer));
    };
    let pdf = print::letter(
        &letter,
        text.subject.as_str(),
        text.text.as_str(),
        letter.as_of,
    );
    Ok(Print {
        name: file_name::letter(&letter),
        pdf: pdf.map_err(|error| StoreError::internal(error.to_string()))?,
    })
}

/// A customer's statement of account as of today.
///
/// # Errors
/// The server's; refusal `customer-unknown`.
pub async fn statement(pool: &Pool, company: i32, customer: Uuid) -> Result<Print> {
    let of = Filter {
        customer: Some(customer),
        ..Filter::default()
    };
    let open = item::page(pool, company, &of, None, &Fetch::First, MOST_ITEMS).await?;
    let letter = reminder::message(pool, company, customer, None, "statement", &[]).await?;
    let pdf = print::statement(&letter, &open.rows);
    Ok(Print {
        name: file_name::statement(&letter)
            .trim_end_matches(".pdf")
            .to_owned(),
        pdf: pdf.map_err(|error| StoreError::internal(error.to_string()))?,
    })
}

/// Prints letters into the folder, each into a file of its own.
///
/// # Errors
/// Those of [`letter`]. What the folder refuses is an answer.
pub(super) async fn letters(
    pool: &Pool,
    folder: Option<&Path>,
    company: i32,
    reminders: &[Uuid],
) -> Result<Reply> {
    let Some(folder) = folder else {
        return Ok(Reply::NotExported(Message::new("ui-export-nowhere")));
    };
    if reminders.len() > MOST_LETTERS {
        let most = i64::try_from(MOST_LETTERS).unwrap_or(i64::MAX);
        let told = Message::new("out-print-many").with("most", most);
        return Ok(Reply::NotExported(told));
    }
    let mut last = folder.to_owned();
    for one in reminders {
        match letter(pool, company, *one).await?.keep(folder) {
            Ok(path) => last = path,
            Err(error) => {
                let refused = Message::new("ui-export-refused")
                    .with("path", folder.display().to_string())
                    .with("why", error.kind().to_string());
                return Ok(Reply::NotExported(refused));
            }
        }
    }
    let place = match reminders {
        [_] => last.as_path(),
        _ => folder,
    };
    Ok(Reply::Printed(
        Message::new("out-printed")
            .with("n", reminders.len())
            .with("path", place.display().to_string()),
    ))
}
