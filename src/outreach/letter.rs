//! A reminder's data in the customer's language, rendered by the company's template.

use rust_decimal::Decimal;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::domain::currency::Currency;
use crate::domain::letter::{Letter, LetterClaimKind, LetterItem};
use crate::i18n::{Catalogue, Lang};
use crate::text;

use super::template::{Form, TemplateError, check, render};

/// A reminder as it will be read: what the person approves, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// One line.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML body; empty when there is none.
    pub html: String,
}

impl Rendered {
    /// Nothing yet.
    pub fn empty() -> Rendered {
        Rendered {
            subject: String::new(),
            text: String::new(),
            html: String::new(),
        }
    }

    /// The fingerprint that approval asks for, in hexadecimal: each part hashed by itself, then all.
    pub fn hash(&self) -> String {
        let mut all = Sha256::new();
        for part in [&self.subject, &self.text, &self.html] {
            all.update(Sha256::digest(part.as_bytes()));
        }
        all.finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

/// The arguments of `approve_reminder` for what was seen; `hash` is the fingerprint that the person gives,
/// else that of what was rendered. Mail gets its Message-ID here, made once.
pub fn approval(letter: &Letter, rendered: &Rendered, hash: Option<&str>) -> Value {
    let mut body = json!({
        "reminder": letter.reminder.id,
        "rev": letter.reminder.rev,
        "hash": hash.map_or_else(|| rendered.hash(), str::to_owned),
        "subject": rendered.subject,
        "text": rendered.text,
        "html": rendered.html,
    });
    if letter.reminder.channel == "email" {
        let domain = super::mail::domain(&letter.company.mail_from);
        body["to"] = json!(letter.contact.email);
        body["message_id"] = json!(format!("<{}@{domain}>", Uuid::now_v7()));
    }
    body
}

/// Renders a reminder in its own language.
///
/// # Errors
/// What the template's rendering says; [`TemplateError::Unknown`] when the company has no template.
pub fn compose(letter: &Letter) -> Result<Rendered, TemplateError> {
    let lang = letter.reminder.language.parse().unwrap_or(Lang::En);
    let catalogue = Catalogue::new(lang);
    let template = letter
        .template
        .as_ref()
        .ok_or_else(|| TemplateError::Unknown(letter.reminder.tone.clone()))?;
    let subject = render(
        &template.subject,
        Form::Text,
        &values(letter, &catalogue, Form::Text),
    )?;
    let html = match template.html.as_str() {
        "" => String::new(),
        source => render(source, Form::Html, &values(letter, &catalogue, Form::Html))?,
    };
    Ok(Rendered {
        // A subject is one line of a header: at most 200 characters of it are ever read.
        subject: one_line(&subject).chars().take(200).collect(),
        text: render(
            &template.text,
            Form::Text,
            &values(letter, &catalogue, Form::Text),
        )?,
        html,
    })
}

/// Whether a template can be saved.
///
/// # Errors
/// The first thing that is wrong in the subject, the text or the HTML.
pub fn check_template(subject: &str, body: &str, html: &str) -> Result<(), TemplateError> {
    for lang in Lang::ALL {
        let catalogue = Catalogue::new(lang);
        let letter = sample();
        check(
            subject,
            Form::Text,
            &values(&letter, &catalogue, Form::Text),
        )?;
        check(body, Form::Text, &values(&letter, &catalogue, Form::Text))?;
        check(html, Form::Html, &values(&letter, &catalogue, Form::Html))?;
    }
    Ok(())
}

fn one_line(raw: &str) -> String {
    let joined = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    text::clean(&joined).into_string()
}

fn lines(raw: &str) -> String {
    text::clean_lines(raw).into_string()
}

/// The names a template may use.
fn values(letter: &Letter, catalogue: &Catalogue, form: Form) -> Value {
    let listed: Vec<&LetterItem> = letter
        .items
        .iter()
        .filter(|item| item.suppressed_by.is_none())
        .collect();
    let invoices: Vec<Value> = listed
        .iter()
        .map(|item| {
            json!({
                "number": one_line(&item.number),
                "issued_on": catalogue.date(item.issued_on),
                "due_on": catalogue.date(item.due_on),
                "total": money(catalogue, item.total, &item.currency),
                "amount": money(catalogue, item.amount, &item.currency),
                "days_late": item.days_late,
            })
        })
        .collect();
    let totals: Vec<Value> = letter
        .totals
        .iter()
        .map(|total| {
            json!({
                "currency": one_line(&total.currency),
                "overdue": money(catalogue, total.overdue, &total.currency),
                "credits": money(catalogue, total.credits, &total.currency),
                "has_credits": !total.credits.is_zero(),
                "net": money(catalogue, total.net, &total.currency),
            })
        })
        .collect();
    let claims: Vec<Value> = letter
        .claims
        .iter()
        .map(|claim| {
            let name = match claim.kind {
                LetterClaimKind::Interest => "mail-claim-interest",
                LetterClaimKind::Indemnity => "mail-claim-indemnity",
            };
            json!({
                "name": catalogue.tr(name),
                "amount": money(catalogue, claim.amount, &claim.currency),
            })
        })
        .collect();
    json!({
        "company": {
            "name": one_line(&letter.company.name),
            "address": lines(&letter.company.address),
            "siren": one_line(&letter.company.siren),
            "vat_number": one_line(&letter.company.vat_number),
            "payment_details": lines(&letter.company.payment_details),
        },
        "customer": {
            "name": one_line(&letter.customer.name),
            "reference": one_line(&letter.customer.reference),
            "address": lines(&letter.customer.address),
        },
        "contact": { "name": one_line(&letter.contact.name) },
        "agent": { "name": one_line(&letter.agent.name), "email": one_line(&letter.agent.email) },
        "as_of": catalogue.date(letter.as_of),
        "count": listed.len(),
        // a credit note asks for no payment
        "owed": listed.iter().any(|item| item.amount > Decimal::ZERO),
        "invoices": invoices,
        "totals": totals,
        "claims": claims,
        "table": if form == Form::Text { table(catalogue, &invoices) } else { String::new() },
    })
}

fn money(catalogue: &Catalogue, amount: Decimal, currency: &str) -> String {
    match currency.parse::<Currency>() {
        Ok(known) => catalogue.amount(amount, known),
        Err(_) => format!("{} {}", catalogue.decimal(amount, 2), one_line(currency)),
    }
}

const COLUMNS: [(&str, &str, bool); 6] = [
    ("number", "mail-column-number", false),
    ("issued_on", "mail-column-issued", false),
    ("due_on", "mail-column-due", false),
    ("total", "mail-column-total", true),
    ("amount", "mail-column-open", true),
    ("days_late", "mail-column-late", true),
];

/// The invoices in columns of plain text.
fn table(catalogue: &Catalogue, invoices: &[Value]) -> String {
    let cell = |invoice: &Value, key: &str| match &invoice[key] {
        Value::String(text) => text::fit(text, 30, '…'),
        other => other.to_string(),
    };
    let mut rows: Vec<Vec<String>> = vec![
        COLUMNS
            .iter()
            .map(|(_, head, _)| catalogue.tr(head))
            .collect(),
    ];
    rows.extend(
        invoices
            .iter()
            .map(|invoice| COLUMNS.iter().map(|(key, ..)| cell(invoice, key)).collect()),
    );
    let widths: Vec<usize> = (0..COLUMNS.len())
        .map(|column| {
            rows.iter()
                .map(|row| text::width(&row[column]))
                .max()
                .unwrap_or(0)
        })
        .collect();
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .zip(COLUMNS)
            .map(|((cell, width), (_, _, figures))| {
                if figures {
                    text::pad_left(cell, *width)
                } else {
                    format!(
                        "{cell}{}",
                        " ".repeat(width.saturating_sub(text::width(cell)))
                    )
                }
            })
            .collect();
        cells.join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A stretch of a letter's plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<'a> {
    /// As it stands.
    Text(&'a str),
    /// The columns of invoices: their heads, and their rows.
    Invoices(Vec<String>, Vec<Vec<String>>),
}

/// Takes the invoices out of a plain text, where they stand as [`compose`] puts them; a table that somebody wrote otherwise
/// stays text.
pub fn parts<'a>(body: &'a str, words: &Catalogue) -> Vec<Part<'a>> {
    let heads: Vec<String> = COLUMNS.iter().map(|(_, head, _)| words.tr(head)).collect();
    let mut parts = Vec::new();
    let (mut text_from, mut at) = (0, 0);
    let mut lines = body.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let begins = at;
        at += line.len();
        if cells(line) != heads {
            continue;
        }
        let mut rows = Vec::new();
        while let Some(next) = lines.peek() {
            let row = cells(next);
            if row.len() != COLUMNS.len() {
                break;
            }
            at += next.len();
            rows.push(row);
            lines.next();
        }
        parts.push(Part::Text(body[text_from..begins].trim_end_matches('\n')));
        parts.push(Part::Invoices(heads.clone(), rows));
        text_from = at;
    }
    parts.push(Part::Text(&body[text_from..]));
    parts
}

/// Cells stand two spaces apart at least, and none holds two.
fn cells(line: &str) -> Vec<String> {
    let cells = line.trim().split("  ").map(str::trim);
    cells
        .filter(|cell| !cell.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A reminder with something in every field, for checking templates.
fn sample() -> Letter {
    use crate::domain::letter::{
        About, Agent, Creditor, Debtor, LetterClaim, LetterTotal, Recipient,
    };
    let day = chrono::NaiveDate::default();
    let word = || "x".to_owned();
    Letter {
        reminder: About {
            id: uuid::Uuid::nil(),
            rev: 1,
            state: "proposed".to_owned(),
            language: "en".to_owned(),
            channel: "email".to_owned(),
            tone: "friendly".to_owned(),
            step: 1,
            suppressed_by: None,
            suppressed_until: None,
            proposed_on: day,
        },
        as_of: day,
        receipts_cover_until: Some(day),
        template: None,
        company: Creditor {
            name: word(),
            address: word(),
            siren: word(),
            vat_number: word(),
            mail_from: word(),
            payment_details: word(),
            country: "FR".to_owned(),
        },
        customer: Debtor {
            id: uuid::Uuid::nil(),
            reference: word(),
            name: word(),
            address: word(),
        },
        contact: Recipient {
            id: None,
            name: word(),
            email: word(),
        },
        agent: Agent {
            name: word(),
            email: word(),
        },
        items: vec![LetterItem {
            item: uuid::Uuid::nil(),
            number: word(),
            issued_on: day,
            due_on: day,
            currency: "EUR".to_owned(),
            total: Decimal::ONE,
            amount: Decimal::ONE,
            days_late: 3,
            step: 1,
            suppressed_by: None,
        }],
        totals: vec![LetterTotal {
            currency: "EUR".to_owned(),
            overdue: Decimal::ONE,
            credits: Decimal::ONE,
            net: Decimal::ZERO,
        }],
        claims: vec![LetterClaim {
            kind: LetterClaimKind::Interest,
            currency: "EUR".to_owned(),
            amount: Decimal::ONE,
        }],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_from_outside_are_cleaned_and_escaped() {
        let mut letter = sample();
        letter.customer.name = "A\u{202e}<b>\r\nBcc: x@y".to_owned();
        letter.template = Some(crate::domain::letter::TemplateText {
            code: "friendly".to_owned(),
            subject: "To {{ customer.name }}".to_owned(),
            text: "{{ customer.name }}\n{{ table }}".to_owned(),
            html: "<p>{{ customer.name }}</p>".to_owned(),
        });
        let rendered = compose(&letter).unwrap();
        assert_eq!(rendered.subject, "To A<U+202E><b> Bcc: x@y");
        assert!(
            rendered.html.contains("A&lt;U+202E&gt;&lt;b&gt; Bcc"),
            "{}",
            rendered.html
        );
        assert!(!rendered.text.contains('\r'));
        assert_eq!(rendered.hash().len(), 64);
    }

    #[test]
    fn the_invoices_are_found_again_in_the_text_that_was_approved() {
        let mut letter = sample();
        letter.items.push(letter.items[0].clone());
        letter.items[1].number = "F 2026/7  a".to_owned();
        letter.reminder.language = "fr".to_owned();
        letter.template = Some(crate::domain::letter::TemplateText {
            code: "friendly".to_owned(),
            subject: String::new(),
            text: "Bonjour,\n\n{{ table }}\n\nMerci  bien".to_owned(),
            html: String::new(),
        });
        let words = Catalogue::new(Lang::Fr);
        let text = compose(&letter).unwrap().text;
        let found = parts(&text, &words);
        let [
            Part::Text(before),
            Part::Invoices(heads, rows),
            Part::Text(after),
        ] = &found[..]
        else {
            panic!("{found:?}")
        };
        assert_eq!((*before, *after), ("Bonjour,", "\nMerci  bien"));
        assert_eq!(heads.len(), 6);
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[1][0], "F 2026/7 a");
        assert_eq!(rows[0][3], words.amount(Decimal::ONE, Currency::EUR));
        assert_eq!(parts("a  b\nc", &words), [Part::Text("a  b\nc")]);
    }

    #[test]
    fn a_text_cannot_slide_from_one_part_into_another_under_one_fingerprint() {
        let parts = |subject: &str, text: &str| Rendered {
            subject: subject.to_owned(),
            text: text.to_owned(),
            html: String::new(),
        };
        assert_ne!(parts("ab", "c").hash(), parts("a", "bc").hash());
    }
}
