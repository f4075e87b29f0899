//! Bad input: one plain sentence with the line, and nothing recorded.

use std::fmt::Write as _;

use super::{Desk, fixture, mapping};
use encours::i18n::{Catalogue, Lang};
use encours::text;

const HEADER: &str = "customer,number,issued_on,currency,amount\n";

/// A mapping, a file, and what the sentence must say.
const MAPPINGS: &[(&str, &str)] = &[
    ("kind = ", "line 1: not TOML"),
    ("kind = 'payments'", "mapping for payments, not for ledger"),
    (
        "kind = 'bills'",
        "kind is bills; it must be one of customers",
    ),
    ("companny = 'X'", "no key companny; did you mean company?"),
    ("zzzzzzzz = 1", "no key zzzzzzzz; here stand kind"),
    (
        "[columns]\nnumbr = 'a'",
        "no key columns.numbr; did you mean number?",
    ),
    (
        "[columns]\nnumber = 7",
        "columns.number must be a text in quotes, as in number = \"…\"",
    ),
    (
        "[constants]\nnumber = 7",
        "constants.number must be a text in quotes",
    ),
    ("columns = 7", "write [columns] on a line of its own"),
    (
        "twins = 'both'",
        "twins is both; it must be one of \"keep\", \"reject\"",
    ),
    (
        "[columns]\nnumber = 'a'\n[constants]\nnumber = 'b'",
        "both a column and a constant",
    ),
    (
        "[columns]\nnumber = 'a'",
        "need customer; say its column, as in [columns] customer",
    ),
    (
        "encoding = 'ebcdic'",
        "encoding is ebcdic; it must be one of utf-8",
    ),
    ("delimiter = '::'", "delimiter is ::; it must be one of"),
    (
        "[dates]\nformat = 'D/M/Y'",
        "dates.format is D/M/Y, not a form of dates; write one such as %d/%m/%Y, %m/%d/%Y, %Y-%m-%d",
    ),
    (
        "[dates]\ndue_on = '%d/%m'",
        "dates.due_on is %d/%m, not a form",
    ),
    ("ahead = 'yes'", "ahead is yes; it must be one of \"keep\""),
    ("[dates]\nfromat = '%Y-%m-%d'", "did you mean format?"),
    (
        "[numbers]\ndecimal = 'x'",
        "numbers.decimal is x; it must be one of \".\", \",\".",
    ),
    (
        "[numbers]\ngrouping = ','",
        "numbers.decimal must be one of",
    ),
    (
        "[numbers]\ndecimal = ','\ngrouping = ','",
        "are the same mark",
    ),
    (
        "[numbers]\ndecimal = ','\ngrouping = 'x'",
        "numbers.grouping is x; it must be one of \".\", \",\", \"'\", \" \", \"\"",
    ),
    (
        "[numbers]\ndecimal = '.'\nparentheses = 'yes'",
        "numbers.parentheses must be one of true, false",
    ),
    (
        "[values.kind]\n\"381\" = 'credit'",
        "values.kind is credit; it must be one of invoice, credit_note",
    ),
    (
        "[company]\ncode = 'X'",
        "company.name is missing; write it below [company], as in name = \"Main Company\"",
    ),
    (
        "[company]\ncode = 'X'\nname = 'X'\ncountry = 'FR'\ncurrency = 'EUR'\ntime_zone = 'Europe/Paris'",
        "company.language is missing; write it below [company], as in language = \"fr\"",
    ),
];

/// A line of a `[company]`, and what the sentence must say of it.
const COMPANIES: &[(&str, &str)] = &[
    ("code = 'a b'", "company.code is a b; a code has 1 to 12"),
    ("name = ' '", "company.name must be the company’s name"),
    (
        "country = 'France'",
        "company.country is France, not a country of ISO 3166",
    ),
    (
        "currency = 'EURO'",
        "company.currency is EURO, which there is none of; did you mean EUR?",
    ),
    (
        "currency = 'francs'",
        "company.currency is francs, not an ISO 4217 currency",
    ),
    (
        "language = 'de'",
        "company.language is de; it must be en or fr",
    ),
    (
        "time_zone = 'Europe/Pari'",
        "company.time_zone is Europe/Pari, which there is none of; did you mean Europe/Paris?",
    ),
    (
        "time_zone = 'here'",
        "company.time_zone is here, not a time zone",
    ),
];

#[tokio::test]
async fn a_company_in_a_mapping_is_looked_at_before_any_file() {
    let desk = Desk::new().await;
    let file = desk.file("a.csv", format!("{HEADER}C,1,2026-01-01,EUR,5\n"));
    let right = [
        ("code", "MAIN"),
        ("name", "Main"),
        ("country", "FR"),
        ("currency", "EUR"),
        ("language", "fr"),
        ("time_zone", "Europe/Paris"),
    ];
    let columns = HEADER.trim().split(',').map(|c| format!("{c} = '{c}'\n"));
    let columns: String = columns.collect();
    let mapping = |line: &str| {
        let mut text = format!("[columns]\n{columns}[company]\n{line}\n");
        for (key, value) in right {
            if !line.starts_with(&format!("{key} ")) {
                let _ = writeln!(text, "{key} = '{value}'");
            }
        }
        desk.file("m.toml", text)
    };
    for (line, expected) in COMPANIES {
        let path = mapping(line);
        let said = desk
            .import_file("ledger", &file, &["--mapping", path.to_str().unwrap()])
            .await;
        assert_eq!(said.status, Some(2), "{line}: {}", said.sentence);
        assert!(
            said.sentence.contains(expected),
            "{line}: {}",
            said.sentence
        );
        assert_eq!(said.sentence.lines().count(), 1, "{}", said.sentence);
    }
    let path = mapping("code = 'MAIN'");
    let words = ["--mapping", path.to_str().unwrap(), "--company", "OTHER"];
    let said = desk.import_file("ledger", &file, &words).await;
    assert_eq!(said.status, Some(2), "{}", said.sentence);
    assert!(
        said.sentence
            .contains("is a mapping for company MAIN, but --company says OTHER"),
        "{}",
        said.sentence
    );
    assert_eq!(desk.text("select count(*) from app.company").await, "0");
    let words = ["--mapping", path.to_str().unwrap(), "--company", "MAIN"];
    let said = desk.import_file("ledger", &file, &words).await;
    assert_eq!(said.counts(), [1, 1, 0, 0, 0], "{}", said.sentence);
}

#[tokio::test]
async fn a_byte_order_mark_that_contradicts_the_mapping_is_told() {
    let desk = Desk::with_company().await;
    let text = format!("{HEADER}C,1,2026-01-01,EUR,5\n");
    let wide = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let marked = format!("\u{feff}{text}");
        marked.encode_utf16().flat_map(bytes).collect()
    };
    let utf8 = format!("\u{feff}{text}").into_bytes();
    let columns = HEADER.trim().split(',').map(|c| format!("{c} = '{c}'\n"));
    let columns: String = columns.collect();
    for (bytes, declared, mark) in [
        (wide(u16::to_le_bytes), "utf-8", Some("utf-16")),
        (wide(u16::to_be_bytes), "windows-1252", Some("utf-16be")),
        (utf8.clone(), "utf-16", Some("utf-8")),
        (utf8.clone(), "latin-1", Some("utf-8")),
        (utf8, "utf-8", None),
        (wide(u16::to_be_bytes), "utf-16", None),
    ] {
        let file = desk.file("bom.csv", &bytes);
        let path = desk.file(
            "m.toml",
            format!("encoding = '{declared}'\n[columns]\n{columns}"),
        );
        let words = ["--mapping", path.to_str().unwrap(), "--dry-run"];
        let said = desk.import_file("ledger", &file, &words).await;
        match mark {
            None => assert_eq!(
                said.counts(),
                [1, 1, 0, 0, 0],
                "{declared}: {}",
                said.sentence
            ),
            Some(mark) => {
                let told =
                    format!("begins with the byte order mark of {mark}, but the mapping says");
                assert_eq!(said.status, Some(1), "{declared}: {}", said.sentence);
                assert!(
                    said.sentence.contains(&told),
                    "{declared}: {}",
                    said.sentence
                );
            }
        }
    }
}

#[tokio::test]
async fn a_wrong_mapping_is_named_with_what_was_probably_meant() {
    let desk = Desk::with_company().await;
    let file = desk.file("a.csv", format!("{HEADER}C,1,2026-01-01,EUR,5\n"));
    for (text, expected) in MAPPINGS {
        let path = desk.file("m.toml", text);
        let said = desk
            .import_file("ledger", &file, &["--mapping", path.to_str().unwrap()])
            .await;
        assert_eq!(said.status, Some(2), "{text}: {}", said.sentence);
        assert!(
            said.sentence.contains(expected),
            "{text}: {}",
            said.sentence
        );
        assert_eq!(said.sentence.lines().count(), 1, "{}", said.sentence);
        assert!(
            said.json["error"]["code"]
                .as_str()
                .unwrap()
                .starts_with("import-mapping")
        );
    }
    assert_eq!(desk.text("select count(*) from app.document").await, "0");
}

#[tokio::test]
async fn a_wrong_file_is_refused_as_a_whole() {
    let desk = Desk::with_company().await;
    let cases: [(&[u8], &str); 11] = [
        (b"", "is empty"),
        (b"PK\x03\x04\x14\0", "is a workbook (XLSX or ODS): save its sheet as CSV"),
        (b"customer,number\n", "bad.csv has no column issued_on, currency, amount; its header is: customer, number"),
        (b"Client,Piece\n", "--mapping FILE) which column is which field, as in [columns] customer = \"Client\""),
        (b"customer,number,issued_on,currency,amount,zzzzzzzz\n", "does not know; it knows customer, external_id"),
        (b"customer,number,issued_on,currency,amount,amuont\n", "did you mean amount?"),
        (b"customer,number,issued_on,currency,amount,amount\n", "column amount twice"),
        (b"customer,number;issued_on\n", "does not show its delimiter"),
        (b"customer,number,issued_on,currency,amount\nC,1,2026-01-01,EUR,5\nZo\xE9,2,2026-01-01,EUR,5\n", "line 3: not UTF-8"),
        (b"customer,number,issued_on,currency,amount\nC,\"1,2026-01-01,EUR,5\nC,2,2026-01-01,EUR,5\n", "line 2: a quote"),
        (b"\xFF\xFEa\x00\x00\xD8b\x00", "line 1: not valid utf-16"),
    ];
    for (content, expected) in cases {
        let path = desk.file("bad.csv", content);
        let said = desk.import_file("ledger", &path, &[]).await;
        assert_eq!(said.status, Some(1), "{expected}: {}", said.sentence);
        assert!(
            said.sentence.contains(expected),
            "{expected}: {}",
            said.sentence
        );
        assert_eq!(said.sentence.lines().count(), 1, "{}", said.sentence);
    }
    let missing = desk.files.path().join("none.csv");
    let said = desk.import_file("ledger", &missing, &[]).await;
    assert_eq!(
        (said.status, said.sentence.contains("There is no file")),
        (Some(2), true)
    );
    // Named after others it is found before they are recorded.
    let good = desk.file("good.csv", format!("{HEADER}C1,F1,2026-01-01,EUR,5\n"));
    let both = [missing.to_str().unwrap()];
    let said = desk.import_file("ledger", &good, &both).await;
    assert_eq!(
        (said.status, said.sentence.contains("There is no file")),
        (Some(2), true)
    );
    let imports = desk.text("select count(*)::text from app.import").await;
    assert_eq!(imports, "0");
    let said = desk.import_file("ledger", desk.files.path(), &[]).await;
    assert_eq!(
        (said.status, said.sentence.contains("is it a file?")),
        (Some(2), true)
    );
    let huge = desk.files.path().join("huge.csv");
    std::fs::File::create(&huge)
        .unwrap()
        .set_len(201 * 1024 * 1024)
        .unwrap();
    let said = desk.import_file("ledger", &huge, &[]).await;
    assert!(
        said.sentence.contains("larger than 200 MB"),
        "{}",
        said.sentence
    );
    assert_eq!(desk.text("select count(*) from app.import").await, "0");
}

/// A line of a ledger, and what its reject must say; lines of other kinds follow below.
const LINES: &[(&str, &str)] = &[
    ("C,1,2026-01-01,EUR", "4 columns, but the header has 5"),
    (",1,2026-01-01,EUR,5", "customer is missing"),
    ("C, ,2026-01-01,EUR,5", "number is missing"),
    (
        "C,1,01/02/2026,EUR,5",
        "not a date in the form %Y-%m-%d, as in 2026-06-30",
    ),
    ("C,1,2026-02-30,EUR,5", "not a date"),
    ("C,1,0026-02-03,EUR,5", "year is not between 1950 and 2100"),
    ("C,1,2113-03-01,EUR,5", "year is not between 1950 and 2100"),
    ("C,1,2026-01-01,eur,5", "not an ISO 4217 currency"),
    ("C,1,2026-01-01,ANG,5", "not an ISO 4217 currency"),
    ("C,1,2026-01-01,EUR,1.000", "decimals"),
    ("C,1,2026-01-01,EUR,\"1,000\"", "more than one way"),
    ("C,1,2026-01-01,EUR,\"1.234,56\"", "more than one way"),
    ("C,1,2026-01-01,EUR,1'234.50", "more than one way"),
    ("C,1,2026-01-01,EUR,(5)", "more than one way"),
    ("C,1,2026-01-01,EUR,5-", "more than one way"),
    ("C,1,2026-01-01,EUR,1.234", "decimals"),
    ("C,1,2026-01-01,JPY,1.5", "0 decimals"),
    ("C,1,2026-01-01,EUR,1e3", "more than one way"),
    (
        "C,1,2026-01-01,EUR,12345678901234567890",
        "more than the ledger holds",
    ),
    ("C\u{0},1,2026-01-01,EUR,5", "NUL"),
    ("C,1,2026-01-01,MRU,5", "does not list the currency MRU"),
];

#[tokio::test]
async fn one_reject_refuses_its_file_and_skipping_records_the_others() {
    let desk = Desk::with_company().await;
    let mut content = HEADER.to_owned();
    for (line, _) in LINES {
        let _ = writeln!(content, "{line}");
    }
    content.push_str("GOOD,1,2026-01-01,EUR,5\n");
    let path = desk.file("rejects.csv", &content);
    let said = desk.import_file("ledger", &path, &[]).await;
    assert_eq!(said.status, Some(1));
    assert_eq!(said.json["files"][0]["added"], 0);
    assert_eq!(said.json["error"]["code"], "import-refused");
    assert_eq!(desk.text("select count(*) from app.document").await, "0");

    let said = desk.import_file("ledger", &path, &["--skip-rejects"]).await;
    assert_eq!(said.status, Some(0), "{}", said.sentence);
    let n = LINES.len() as u64;
    assert_eq!(said.counts(), [n + 1, 1, 0, 0, n]);
    let rejects = said.json["files"][0]["rejects"].as_array().unwrap();
    for (index, (line, expected)) in LINES.iter().enumerate() {
        assert_eq!(rejects[index]["line"], index + 2, "{line}");
        let reason = rejects[index]["reason"].as_str().unwrap();
        assert!(reason.contains(expected), "{line}: {reason}");
        assert!(!reason.chars().any(text::hidden), "{reason}");
    }
    assert_eq!(
        desk.text("select string_agg(number, ',') from app.document")
            .await,
        "1"
    );
    desk.assert_adds_up().await;
}

#[tokio::test]
async fn the_other_kinds_reject_what_the_ledger_cannot_hold() {
    let desk = Desk::with_company().await;
    let customers = desk.file("c.csv", "reference,name\nC,Customer\n");
    assert_eq!(
        desk.import_file("customers", &customers, &[])
            .await
            .counts(),
        [1, 1, 0, 0, 0]
    );
    let cases = [
        (
            "customers",
            "reference,name,parent\nD,D,NOBODY",
            "no customer NOBODY",
        ),
        ("customers", "reference,name\nD,D\nD,E", "twice"),
        (
            "customers",
            "reference,name,portfolio\nD,D,Z",
            "no portfolio Z",
        ),
        (
            "customers",
            "reference,name,time_zone\nD,D,Mars/Base",
            "not a time zone",
        ),
        (
            "customers",
            "reference,name,country\nD,D,France",
            "not a country",
        ),
        (
            "customers",
            "reference,name,country\nD,D,UK",
            "not a country",
        ),
        (
            "customers",
            "reference,name,siren\nD,D,73282932",
            "a SIREN has 9 digits",
        ),
        (
            "customers",
            "reference,name,siren\nD,D,732829321",
            "whose check digit is wrong",
        ),
        (
            "customers",
            "reference,name,siret\nD,D,73282932000075",
            "whose check digit is wrong",
        ),
        (
            "customers",
            "reference,name,vat_number\nD,D,FR41303265045",
            "key does not fit the SIREN",
        ),
        (
            "customers",
            "reference,name,vat_number\nD,D,BE123",
            "which is written BE0999999999, BE1999999999",
        ),
        (
            "customers",
            "reference,name,vat_number\nD,D,40303265045",
            "begins with its country’s two letters",
        ),
        (
            "customers",
            "reference,name,siren,vat_number\nD,D,732829320,FR40303265045",
            "siren 732829320 and vat_number FR40303265045 are of two different companies",
        ),
        (
            "customers",
            "reference,name,parent\nA,A,B\nB,B,A",
            "A would be its own parent: A → B → A",
        ),
        (
            "customers",
            "reference,name,parent\nA,A,A",
            "A would be its own parent: A → A",
        ),
        (
            "payments",
            "customer,received_on,currency,amount\nC,2100-01-01,EUR,5",
            "after today",
        ),
        (
            "invoices",
            "customer,number,issued_on,currency,amount,settled_on\nC,1,2026-01-01,EUR,5,2100-01-01",
            "after today",
        ),
        (
            "customers",
            "reference,name,terms\nD,D,soon",
            "terms read like",
        ),
        (
            "customers",
            "reference,name,risk_class\nD,D,Z",
            "not one of A, B",
        ),
        (
            "contacts",
            "customer,name\nNOBODY,Ann",
            "no customer NOBODY",
        ),
        (
            "contacts",
            "customer,external_id,name\nC,1,Ann\nC,1,Bob",
            "twice",
        ),
        (
            "invoices",
            "customer,number,issued_on,currency,amount\nNOBODY,1,2026-01-01,EUR,5",
            "no customer NOBODY",
        ),
        (
            "invoices",
            "customer,external_id,number,issued_on,currency,amount\nC,1,1,2026-01-01,EUR,5\nC,1,2,2026-01-01,EUR,6",
            "twice",
        ),
        (
            "invoices",
            "customer,number,issued_on,currency,amount,applied\nC,1,2026-01-01,EUR,5,-2",
            "signs differ",
        ),
        (
            "payments",
            "customer,received_on,currency,amount\nNOBODY,2026-01-01,EUR,5",
            "no customer NOBODY",
        ),
        (
            "payments",
            "customer,received_on,currency,amount\nC,2026-01-01,EUR,-5",
            "payments are positive",
        ),
        (
            "payments",
            "customer,received_on,currency,amount,invoice\nC,2026-01-01,EUR,5,F9",
            "no invoice F9",
        ),
        (
            "orders",
            "customer,number,ordered_on,currency,amount,invoiced_amount\nC,1,2026-01-01,EUR,5,6",
            "between 0 and the amount",
        ),
        (
            "orders",
            "customer,number,ordered_on,currency,amount,status\nC,1,2026-01-01,EUR,5,lost",
            "not one of to_process",
        ),
        (
            "limits",
            "customer,effective_on,currency,amount\nC,2026-01-01,USD,5",
            "company's currency, EUR",
        ),
        (
            "limits",
            "customer,effective_on,currency,amount\nC,2026-01-01,EUR,-5",
            "cannot be negative",
        ),
        (
            "limits",
            "customer,effective_on,until_on,currency,amount\nC,2026-01-02,2026-01-01,EUR,5",
            "before it begins",
        ),
        (
            "limits",
            "customer,effective_on,currency,amount\nC,2026-01-01,EUR,5\nC,2026-01-01,EUR,6",
            "two limits",
        ),
    ];
    for (kind, content, expected) in cases {
        let path = desk.file("x.csv", content);
        let said = desk.import_file(kind, &path, &[]).await;
        assert_eq!(said.status, Some(1), "{kind} {content}: {}", said.json);
        let reason = said.json["files"][0]["rejects"][0]["reason"]
            .as_str()
            .unwrap_or_default();
        assert!(
            reason.contains(expected),
            "{kind} {content}: {} {}",
            said.json,
            said.sentence
        );
    }
    let facts = "select (select count(*) from app.customer), (select count(*) from app.contact),
        (select count(*) from app.document), (select count(*) from app.receipt), (select count(*) from app.sales_order),
        (select count(*) from app.credit_limit)";
    let facts = format!("select row(f.*) from ({facts}) f");
    assert_eq!(desk.text(&facts).await, "(1,0,0,0,0,0)");
}

#[tokio::test]
async fn who_may_not_import_or_for_whom_is_told_in_a_sentence() {
    let desk = Desk::new().await;
    let file = fixture("ledger.csv");
    let said = desk
        .import_file(
            "ledger",
            &file,
            &[
                "--mapping",
                fixture("ledger.toml").to_str().unwrap(),
                "--company",
                "not a code",
            ],
        )
        .await;
    assert!(
        said.sentence
            .contains("is a mapping for company FIXTURE, but --company says not a code"),
        "{}",
        said.sentence
    );
    let plain = desk.file(
        "p.csv",
        "customer,number,issued_on,currency,amount\nC,1,2026-01-01,EUR,5\n",
    );
    let said = desk.import_file("ledger", &plain, &[]).await;
    assert!(
        said.sentence.contains("no company yet"),
        "{}",
        said.sentence
    );
    let said = desk
        .import_file("ledger", &plain, &["--company", "NONE"])
        .await;
    assert!(
        said.sentence.contains("no company NONE"),
        "{}",
        said.sentence
    );
    let said = desk
        .import(&["undo", "0193c1a2-0000-7000-8000-000000000000"])
        .await;
    assert!(
        said.sentence.contains("There is no import"),
        "{}",
        said.sentence
    );
    let said = desk.import(&["undo", "x"]).await;
    assert_eq!(
        (
            said.status,
            said.sentence.contains("not the id of an import")
        ),
        (Some(2), true)
    );

    let reader = desk.db.login("reader", &["encours_auditor"]).await;
    desk.execute(&format!(
        "insert into app.person (role_name, display_name) values ('{reader}', 'Reader')"
    ))
    .await;
    let desk = Desk {
        role: reader,
        ..desk
    };
    let said = desk.import_file("ledger", &plain, &[]).await;
    assert_eq!(said.status, Some(1), "{}", said.json);
    assert!(!said.sentence.contains("42501"), "{}", said.sentence);
    assert_eq!(desk.text("select count(*) from app.company").await, "0");
}

#[test]
fn the_mappings_that_come_with_the_program_are_valid() {
    use encours::intake::{kind::Kind, mapping::Mapping};
    for name in ["ledger-ibm-late-payments.toml", "ledger-unicorn-inc.toml"] {
        let text = std::fs::read_to_string(mapping(name)).unwrap();
        assert!(Mapping::parse(&text, Kind::Ledger).is_ok(), "{name}");
    }
}

#[test]
fn every_reason_has_its_sentence_in_both_languages() {
    let mut sources = String::new();
    for folder in ["src/intake", "src/cli/import"] {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in std::fs::read_dir(folder).unwrap() {
            sources.push_str(&std::fs::read_to_string(entry.unwrap().path()).unwrap());
        }
    }
    let keys: std::collections::BTreeSet<&str> = sources
        .split('"')
        .filter(|word| word.starts_with("import-") || word.starts_with("reject-"))
        .filter(|word| {
            word.bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte.is_ascii_digit())
        })
        // Prefixes, by which the exit status is chosen.
        .filter(|word| !["import-file", "import-mapping"].contains(word))
        .collect();
    assert!(keys.len() > 35, "{keys:?}");
    for lang in [Lang::En, Lang::Fr] {
        let catalogue = Catalogue::new(lang);
        let missing: Vec<_> = keys.iter().filter(|key| !catalogue.has(key)).collect();
        assert!(missing.is_empty(), "{lang:?}: {missing:?}");
    }
}
