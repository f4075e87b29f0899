//! What goes out on paper, read back by a reader of PDF that is not ours: `pdftotext` of poppler-utils. Said aloud where
//! it is not installed, and a failure under `ENCOURS_REQUIRE_DATA=1`. `ENCOURS_PRINTS` names a folder in which the files
//! are kept, to be looked at.

use std::path::Path;
use std::process::Command;

use chrono::NaiveDate;
use encours::domain::invoice::Item;
use encours::domain::letter::{
    About, Agent, Creditor, Debtor, Letter, LetterItem, LetterTotal, Recipient, TemplateText,
};
use encours::outreach::letter::compose;
use encours::outreach::print;
use uuid::Uuid;

use crate::flows::samples;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn letter(language: &str, country: &str, channel: &str, invoices: i64) -> Letter {
    let items = (0..invoices).map(|n| LetterItem {
        item: Uuid::from_u128(n as u128),
        number: format!("F-2026-{n:04}"),
        issued_on: day("2026-08-03"),
        due_on: day("2026-09-02"),
        currency: "EUR".into(),
        total: (123_456 + n).into(),
        amount: (123_456 + n).into(),
        days_late: 81,
        step: 3,
        suppressed_by: None,
    });
    let items: Vec<LetterItem> = items.collect();
    let owed = items.iter().map(|item| item.amount).sum();
    Letter {
        reminder: About {
            id: Uuid::nil(),
            rev: 1,
            state: "approved".into(),
            language: language.into(),
            channel: channel.into(),
            tone: "firm".into(),
            step: 3,
            suppressed_by: None,
            suppressed_until: None,
            proposed_on: day("2026-11-22"),
        },
        as_of: day("2026-11-22"),
        receipts_cover_until: None,
        template: Some(TemplateText {
            code: "firm".into(),
            subject: "{{ company.name }} : {{ customer.reference }}".into(),
            text: include_str!("../config/templates/fr/firm.txt")
                .split_once("\n\n")
                .map_or("", |(_, text)| text)
                .into(),
            html: String::new(),
        }),
        company: Creditor {
            name: "Fonderies du Val".into(),
            address: "12 quai des Forges\n42000 Saint-Étienne".into(),
            siren: "732829320".into(),
            vat_number: "FR44732829320".into(),
            mail_from: "compta@val.example".into(),
            payment_details: "Banque du Val\nIBAN FR76 3000 6000 0112 3456 7890 189\nBIC AGRIFRPP"
                .into(),
            country: country.into(),
        },
        customer: Debtor {
            id: Uuid::nil(),
            reference: "C0042".into(),
            name: "Ateliers Ménard & Fils".into(),
            address: "3 rue de l'Église\n69002 Lyon".into(),
        },
        contact: Recipient {
            id: None,
            name: "Mme Odile Ménard".into(),
            email: String::new(),
        },
        agent: Agent {
            name: "Aude Lambert".into(),
            email: "aude@val.example".into(),
        },
        items,
        totals: vec![LetterTotal {
            currency: "EUR".into(),
            overdue: owed,
            credits: 0.into(),
            net: owed,
        }],
        claims: Vec::new(),
    }
}

fn items(count: u128) -> Vec<Item> {
    (1..=count)
        .map(|n| Item {
            number: format!("F-{n:04}").into(),
            ..samples::item(n)
        })
        .collect()
}

/// What a reader finds in a file, laid out as on the page; none without the reader.
fn read(name: &str, pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let kept = std::env::var_os("ENCOURS_PRINTS");
    let folder = kept.as_deref().map_or(folder.path(), Path::new);
    let file = folder.join(format!("{name}.pdf"));
    std::fs::write(&file, pdf).expect("a file");
    match Command::new("pdftotext")
        .arg("-layout")
        .arg(&file)
        .arg("-")
        .output()
    {
        Ok(told) => {
            assert!(
                told.status.success(),
                "{}",
                String::from_utf8_lossy(&told.stderr)
            );
            Some(String::from_utf8(told.stdout).expect("text"))
        }
        Err(_) => {
            let required = std::env::var("ENCOURS_REQUIRE_DATA").is_ok_and(|value| value == "1");
            assert!(
                !required,
                "pdftotext of poppler-utils is required and not installed"
            );
            println!("skipped: pdftotext of poppler-utils is not installed");
            None
        }
    }
}

/// The text as a person sees it, whatever its spaces.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn print(name: &str, letter: &Letter) -> Option<String> {
    let rendered = compose(letter).expect("a text");
    let pdf = print::letter(letter, &rendered.subject, &rendered.text, letter.as_of);
    read(name, &pdf.expect("a file"))
}

#[test]
fn a_letter_carries_address_day_text_and_invoices() {
    let Some(text) = print("letter_fr", &letter("fr", "FR", "registered_letter", 3)) else {
        return;
    };
    let text = plain(&text);
    for said in [
        "Fonderies du Val 12 quai des Forges 42000 Saint-Étienne",
        "LETTRE RECOMMANDÉE AVEC AVIS DE RÉCEPTION",
        "Ateliers Ménard & Fils",
        "69002 Lyon",
        "Le dimanche 22 novembre 2026",
        "Votre compte chez nous : C0042",
        "Facture Émise le Échéance Montant Solde dû Retard (j)",
        "F-2026-0002 03/08/2026 02/09/2026 123 458,00 € 123 458,00 € 81",
        "Total échu : 370 371,00 €",
        "IBAN FR76 3000 6000 0112 3456 7890 189",
        "SIREN 732829320 · TVA FR44732829320",
        "1/1",
    ] {
        assert!(text.contains(said), "{said:?} is not in\n{text}");
    }
}

#[test]
fn a_long_table_goes_over_pages_with_its_heads_on_each() {
    let Some(text) = print("letter_long", &letter("en", "GB", "letter", 120)) else {
        return;
    };
    let pages: Vec<&str> = text.split_terminator('\u{c}').collect();
    assert!(pages.len() > 2, "{} pages", pages.len());
    for (n, page) in pages.iter().enumerate() {
        let page = plain(page);
        assert!(
            page.contains(&format!("{}/{}", n + 1, pages.len())),
            "{page}"
        );
        assert!(n + 1 == pages.len() || page.contains("Days late"), "{page}");
    }
    assert_eq!(text.matches("F-2026-").count(), 120);
}

#[test]
fn the_same_letter_of_the_same_day_is_the_same_file() {
    let letter = letter("fr", "US", "letter", 2);
    let print = || print::letter(&letter, "S", "Bonjour", letter.as_of).expect("a file");
    assert_eq!(print(), print());
    assert!(print().starts_with(b"%PDF-1.7"));
}

#[test]
fn a_statement_lists_every_item_and_never_adds_across_currencies() {
    let letter = letter("fr", "FR", "email", 0);
    let pdf = print::statement(&letter, &items(150)).expect("a file");
    let Some(text) = read("statement", &pdf) else {
        return;
    };
    assert_eq!(text.matches("F-0").count(), 150);
    assert!(plain(&text).contains("Ateliers Ménard & Fils"), "{text}");
}

/// Scripts that the type does not have, letters that would turn the line around, a word wider than the page: all of it is printed,
/// in letters that everybody reads.
#[test]
fn nothing_from_outside_breaks_a_page() {
    let mut letter = letter("en", "DE", "letter", 1);
    letter.customer.name = "株式会社 \u{202e}שלום 🎉 Ελλάς Україна".into();
    letter.customer.address = "x".repeat(4_000);
    letter.company.address = "\u{7}\u{1b}[31m\n\n\n".repeat(40);
    letter.template = None;
    let word = "Donaudampfschifffahrtsgesellschaft".repeat(40);
    let pdf = print::letter(&letter, "\u{0}Subject\r\n", &word, letter.as_of);
    let Some(text) = read("hostile", &pdf.expect("a file")) else {
        return;
    };
    assert!(plain(&text).contains("Ελλάς Україна"), "{text}");
    let letters: String = text.chars().filter(|c| c.is_alphabetic()).collect();
    assert!(letters.contains(&word), "{letters}");
}
