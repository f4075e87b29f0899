//! What files are called that go out: plain names, that every file system and mail program takes.

use crate::domain::letter::Letter;

/// A letter on paper, by the customer's reference and the day; without its ending.
pub fn letter(letter: &Letter) -> String {
    format!(
        "letter_{}_{}",
        plain(&letter.customer.reference),
        letter.as_of
    )
}

/// A statement of account, by the customer's reference and its day.
pub fn statement(letter: &Letter) -> String {
    let plain = plain(&letter.customer.reference);
    format!("statement_{plain}_{}.pdf", letter.as_of)
}

/// The name under which copies of a document are kept: its number, what no file name holds made plain. The
/// database makes the same (`app.document_file`).
pub fn document(number: &str) -> String {
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
            assert_eq!(document(number), file, "{number}");
        }
    }
}
