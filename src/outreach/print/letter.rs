//! A reminder on paper: the text that was approved, with the sender, the address in the window and the day.

use chrono::NaiveDate;

use crate::domain::letter::{Creditor, Letter};
use crate::i18n::{Catalogue, Lang};
use crate::outreach::letter::{Part, parts};
use crate::text;

use super::lines::Style;
use super::paper::{ADDRESS, HEADING, Paper, WINDOW};
use super::sheet::{About, Sheet, Unprintable};
use super::table::table;

/// Where the text of a letter begins, below the window.
const BODY: f32 = 280.0;
/// Columns of the invoices that are no figures.
const NAMES: usize = 3;

/// The file to print. `subject` and `body` are what was approved, to the letter; whom it is addressed to is as known now.
///
/// # Errors
/// See [`Unprintable`].
pub fn letter(
    letter: &Letter,
    subject: &str,
    body: &str,
    day: NaiveDate,
) -> Result<Vec<u8>, Unprintable> {
    let lang = letter.reminder.language.parse().unwrap_or(Lang::En);
    let words = Catalogue::new(lang);
    let mut sheet = Sheet::new(Paper::of(&letter.company.country));
    heading(&mut sheet, &letter.company);
    let mut to = vec![letter.customer.name.as_str()];
    if letter.contact.name != letter.customer.name {
        to.push(&letter.contact.name);
    }
    to.push(&letter.customer.address);
    let to = clean(&to.join("\n"));
    let [x, mut y] = sheet.paper.address;
    if letter.reminder.channel == "registered_letter" {
        let said = words.tr("print-registered");
        y = sheet.put([x, y], &said, Style::SMALL.bold(), [ADDRESS, WINDOW]) + 2.0;
    }
    sheet.put([x, y], &to, Style::TEXT, [ADDRESS, WINDOW]);

    sheet.y = BODY;
    let on = words.tr_args("print-day", &[("date", words.full_day(day).into())]);
    sheet.flow(&on, Style::TEXT.right());
    sheet.skip(12.0);
    let reference = words.tr_args(
        "print-reference",
        &[("reference", letter.customer.reference.as_str().into())],
    );
    sheet.flow(&reference, Style::TEXT.sized(9.5));
    sheet.skip(4.0);
    sheet.flow(&text::clean(subject), Style::TEXT.bold());
    sheet.skip(14.0);
    for part in parts(&clean(body), &words) {
        match part {
            Part::Text(text) => sheet.flow(text, Style::TEXT),
            Part::Invoices(heads, rows) => {
                sheet.skip(6.0);
                table(&mut sheet, &heads, &rows, NAMES);
            }
        }
    }
    sheet.finish(
        &foot(&letter.company, &words),
        &About {
            title: subject,
            author: &letter.company.name,
            language: lang.code(),
            day,
        },
    )
}

/// Who writes, on top of the first page.
pub(super) fn heading(sheet: &mut Sheet, company: &Creditor) {
    let [x, y] = sheet.paper.sender;
    let name = Style::TEXT.bold().sized(13.0);
    let room = [ADDRESS, HEADING];
    let below = sheet.put([x, y], &clean(&company.name), name, room);
    let address = clean(&company.address);
    sheet.put([x, below], &address, Style::TEXT.sized(9.0), room);
}

/// Who that is to the law: the foot of each page.
pub(super) fn foot(company: &Creditor, words: &Catalogue) -> String {
    let mut said = vec![clean(&company.name).replace('\n', " ")];
    if !company.siren.is_empty() {
        said.push(words.tr_args("print-siren", &[("number", company.siren.as_str().into())]));
    }
    if !company.vat_number.is_empty() {
        said.push(words.tr_args(
            "print-vat",
            &[("number", company.vat_number.as_str().into())],
        ));
    }
    said.join(" · ")
}

/// Lines from outside, without what they would do to a page.
pub(super) fn clean(raw: &str) -> String {
    text::clean_lines(raw).into_string()
}
