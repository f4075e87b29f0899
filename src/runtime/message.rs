//! Mail that a person writes: what a template begins it with, which copies there are, the statement.

use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use uuid::Uuid;

use super::printing;
use crate::app::request::{Sheet, Written};
use crate::domain::filter::Filter;
use crate::domain::invoice::{Item, ItemKind};
use crate::domain::letter::{Letter, TemplateText};
use crate::domain::page::Fetch;
use crate::i18n::Message;
use crate::outreach::letter::{Rendered, compose};
use crate::outreach::{file_name, mail, print};
use crate::store::{Pool, Result, item, reminder};

/// What a message is to be about.
pub struct About {
    pub company: i32,
    pub customer: Uuid,
    pub contact: Uuid,
    /// Code of the company's template.
    pub template: &'static str,
    /// The items; none for all that is overdue.
    pub items: Vec<Uuid>,
}

/// Begins a message.
///
/// # Errors
/// The store's.
pub async fn begin(pool: &Pool, documents: Option<&Path>, about: About) -> Result<Written> {
    let of = Filter {
        customer: Some(about.customer),
        ..Filter::default()
    };
    let open = item::page(
        pool,
        about.company,
        &of,
        None,
        &Fetch::First,
        printing::MOST_ITEMS,
    )
    .await?;
    let overdue = |i: &&Item| i.days_late > 0 && i.open.amount().is_sign_positive();
    let meant: Vec<&Item> = if about.items.is_empty() {
        open.rows.iter().filter(overdue).collect()
    } else {
        let rows = open.rows.iter();
        rows.filter(|i| about.items.contains(&i.id)).collect()
    };
    let ids: Vec<Uuid> = meant
        .iter()
        .filter(|i| i.kind != ItemKind::Receipt)
        .map(|i| i.id)
        .collect();
    let mut letter = reminder::message(
        pool,
        about.company,
        about.customer,
        Some(about.contact),
        about.template,
        &ids,
    )
    .await?;
    if letter.template.is_none() {
        letter.template = carried(&letter);
    }
    let (rendered, wrong) = match compose(&letter) {
        Ok(rendered) => (rendered, None),
        Err(error) => (Rendered::empty(), Some(super::query::unreadable(&error))),
    };
    let (copies, mut missing) = copies(documents, &meant);
    missing.extend(wrong);
    let statement = match print::statement(&letter, &open.rows) {
        Ok(pdf) => Some(Sheet {
            name: file_name::statement(&letter),
            media_type: print::MEDIA_TYPE,
            content: BASE64.encode(pdf),
        }),
        Err(error) => {
            tracing::error!(%error, "statement of account");
            missing.push(Message::new("msg-no-statement"));
            None
        }
    };
    Ok(Written {
        contact: about.contact,
        subject: rendered.subject,
        text: rendered.text,
        message_id: format!(
            "<{}@{}>",
            Uuid::now_v7(),
            mail::domain(&letter.company.mail_from)
        ),
        copies,
        missing,
        statement,
    })
}

/// The template that the program carries, where the company has none of that code.
fn carried(letter: &Letter) -> Option<TemplateText> {
    let about = &letter.reminder;
    reminder::default_templates()
        .find(|[code, language, ..]| *code == about.tone && *language == about.language)
        .map(|[code, _, subject, text, html]| TemplateText {
            code: code.to_owned(),
            subject: subject.to_owned(),
            text: text.to_owned(),
            html: html.to_owned(),
        })
}

/// Items whose document has a copy in the folder, and what is said of the others.
fn copies(documents: Option<&Path>, items: &[&Item]) -> (Vec<Uuid>, Vec<Message>) {
    let invoices = items.iter().filter(|i| i.kind != ItemKind::Receipt);
    let Some(folder) = documents else {
        return (Vec::new(), vec![Message::new("msg-no-folder")]);
    };
    let (there, absent): (Vec<&Item>, Vec<&Item>) = invoices.partition(|i| {
        folder
            .join(file_name::document(i.number.as_str()))
            .is_file()
    });
    let missing = absent
        .iter()
        .take(3)
        .map(|i| Message::new("msg-no-copy").with("file", file_name::document(i.number.as_str())));
    (there.iter().map(|i| i.id).collect(), missing.collect())
}
