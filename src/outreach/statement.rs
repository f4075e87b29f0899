//! The statement of account: a page that any mail program shows, with every open item.

use std::fmt::Write as _;

use crate::domain::invoice::Item;
use crate::domain::letter::Letter;
use crate::domain::money::Money;
use crate::i18n::{Catalogue, Lang};
use crate::text;

/// What it is attached as.
pub const MEDIA_TYPE: &str = "text/html";

/// Its file name, by the customer's reference.
pub fn file_name(letter: &Letter) -> String {
    let plain = plain(&letter.customer.reference);
    format!("statement_{plain}_{}.html", letter.as_of)
}

/// The name under which copies of a document are kept: its number, what no file name holds made plain. The
/// database makes the same (`app.document_file`).
pub fn document_file(number: &str) -> String {
    let plain = plain(number);
    let plain = plain.trim_start_matches(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let short: String = plain.chars().take(140).collect();
    format!("{short}.pdf")
}

/// Each run of other characters than letters, digits and `._-` as one underscore.
fn plain(raw: &str) -> String {
    let mut plain = String::new();
    let mut gap = false;
    for c in raw.chars() {
        if c.is_ascii_alphanumeric() || "._-".contains(c) {
            plain.push(c);
            gap = false;
        } else if !gap {
            plain.push('_');
            gap = true;
        }
    }
    plain
}

/// The page, in the language of the letter it goes with.
pub fn html(letter: &Letter, items: &[Item]) -> String {
    let lang = letter.reminder.language.parse().unwrap_or(Lang::En);
    let words = Catalogue::new(lang);
    let title = words.tr_args(
        "mail-statement-title",
        &[
            ("customer", letter.customer.name.as_str().into()),
            ("date", letter.as_of.into()),
        ],
    );
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{0}</title></head>\n\
         <body style=\"font-family:sans-serif;font-size:14px;color:#222\">\n<p>{1}</p>\n<h1 style=\"font-size:18px\">{0}</h1>\n<table style=\"border-collapse:collapse\">\n",
        escaped(&title),
        escaped(&letter.company.name),
    );
    let heads = [
        "mail-column-number",
        "mail-column-issued",
        "mail-column-due",
        "mail-column-total",
        "mail-column-open",
        "mail-column-late",
    ];
    row(&mut page, "th", &heads.map(|key| words.tr(key)));
    let amount = |m: Money| words.amount(m.amount(), m.currency());
    let mut sums: Vec<Money> = Vec::new();
    for item in items {
        row(
            &mut page,
            "td",
            &[
                item.number.as_str().to_owned(),
                words.date(item.issued_on),
                words.date(item.due_on),
                amount(item.amount),
                amount(item.open),
                words.whole(item.days_late.max(0)),
            ],
        );
        match sums
            .iter_mut()
            .find(|s| s.currency() == item.open.currency())
        {
            Some(sum) => *sum = sum.checked_add(item.open).unwrap_or(*sum),
            None => sums.push(item.open),
        }
    }
    page.push_str("</table>\n");
    for sum in sums {
        let said = words.tr_args(
            "mail-statement-total",
            &[("amount", amount(sum).as_str().into())],
        );
        let _ = writeln!(page, "<p><strong>{}</strong></p>", escaped(&said));
    }
    if !letter.company.payment_details.is_empty() {
        let details = text::clean_lines(&letter.company.payment_details).into_string();
        let _ = writeln!(
            page,
            "<p style=\"white-space:pre-line\">{}</p>",
            html_text(&details)
        );
    }
    page.push_str("</body></html>\n");
    page
}

fn row(page: &mut String, cell: &str, values: &[String; 6]) {
    page.push_str("<tr>");
    for (n, value) in values.iter().enumerate() {
        let side = if n < 3 { "left" } else { "right" };
        let _ = write!(
            page,
            "<{cell} style=\"padding:4px 10px;border-bottom:1px solid #ccc;text-align:{side}\">{}</{cell}>",
            escaped(value)
        );
    }
    page.push_str("</tr>\n");
}

/// One line of text from outside, cleaned, its markup made text.
fn escaped(raw: &str) -> String {
    html_text(&text::clean(raw))
}

fn html_text(clean: &str) -> String {
    clean
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_becomes_a_plain_file_name() {
        for (number, file) in [
            ("F2026/0012", "F2026_0012.pdf"),
            ("../../etc/passwd", "_.._etc_passwd.pdf"),
            ("A  b", "A_b.pdf"),
            ("é", "_.pdf"),
        ] {
            assert_eq!(document_file(number), file, "{number}");
        }
    }

    #[test]
    fn markup_from_outside_is_text() {
        assert_eq!(escaped("<b>&\u{202e}"), "&lt;b&gt;&amp;&lt;U+202E&gt;");
    }
}
