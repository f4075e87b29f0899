//! The statement of account: every open item of a customer on a day, and what they add up to.

use crate::domain::invoice::Item;
use crate::domain::letter::Letter;
use crate::domain::money::Money;
use crate::i18n::{Catalogue, Lang};

use super::letter::{clean, foot, heading};
use super::lines::Style;
use super::paper::{ADDRESS, Paper, WINDOW};
use super::sheet::{About, Sheet, Unprintable};
use super::table::table;

/// Where the table begins, below the window.
const BODY: f32 = 250.0;
/// Columns that are no figures.
const NAMES: usize = 3;
const HEADS: [&str; 6] = [
    "mail-column-number",
    "mail-column-issued",
    "mail-column-due",
    "mail-column-total",
    "mail-column-open",
    "mail-column-late",
];

/// The file, in the language of the letter it goes with; sums per currency, never added across.
///
/// # Errors
/// See [`Unprintable`].
pub fn statement(letter: &Letter, items: &[Item]) -> Result<Vec<u8>, Unprintable> {
    let lang = letter.reminder.language.parse().unwrap_or(Lang::En);
    let words = Catalogue::new(lang);
    let mut sheet = Sheet::new(Paper::of(&letter.company.country));
    heading(&mut sheet, &letter.company);
    let to = clean(&format!(
        "{}\n{}",
        letter.customer.name, letter.customer.address
    ));
    let at = sheet.paper.address;
    sheet.put(at, to.trim_end(), Style::TEXT, [ADDRESS, WINDOW]);
    let title = words.tr_args(
        "mail-statement-title",
        &[
            ("customer", letter.customer.name.as_str().into()),
            ("date", letter.as_of.into()),
        ],
    );
    sheet.y = BODY;
    sheet.flow(&title, Style::TEXT.bold().sized(12.5));
    sheet.skip(3.0);
    let reference = words.tr_args(
        "print-reference",
        &[("reference", letter.customer.reference.as_str().into())],
    );
    sheet.flow(&reference, Style::TEXT.sized(9.5));
    sheet.skip(12.0);

    let amount = |m: Money| words.amount(m.amount(), m.currency());
    let rows: Vec<Vec<String>> = items
        .iter()
        .map(|item| {
            vec![
                clean(item.number.as_str()),
                words.date(item.issued_on),
                words.date(item.due_on),
                amount(item.amount),
                amount(item.open),
                words.whole(item.days_late.max(0)),
            ]
        })
        .collect();
    table(&mut sheet, &HEADS.map(|key| words.tr(key)), &rows, NAMES);
    sheet.skip(8.0);
    for sum in sums(items) {
        let said = words.tr_args(
            "mail-statement-total",
            &[("amount", amount(sum).as_str().into())],
        );
        sheet.flow(&said, Style::TEXT.bold().right());
    }
    let details = clean(&letter.company.payment_details);
    if !details.is_empty() {
        sheet.skip(14.0);
        sheet.flow(&details, Style::TEXT);
    }
    sheet.finish(
        &foot(&letter.company, &words),
        &About {
            title: &title,
            author: &letter.company.name,
            language: lang.code(),
            day: letter.as_of,
        },
    )
}

/// What is open in each currency, in the order in which they come up.
fn sums(items: &[Item]) -> Vec<Money> {
    let mut sums: Vec<Money> = Vec::new();
    for item in items {
        match sums
            .iter_mut()
            .find(|sum| sum.currency() == item.open.currency())
        {
            Some(sum) => *sum = sum.checked_add(item.open).unwrap_or(*sum),
            None => sums.push(item.open),
        }
    }
    sums
}
