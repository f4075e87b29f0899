//! Delimited files: every shape of record, encoding and form, read back as what was meant.

use encours::intake::csv::{Record, Records};
use encours::intake::kind::Kind;
use encours::intake::mapping::Mapping;
use encours::intake::reader::{Line, Reader};
use encours::intake::row::Row;
use encours::intake::source::{Encoding, Source};
use proptest::prelude::*;

use super::Desk;
use crate::support::data::shared_data;

fn source(bytes: &[u8], declared: Option<Encoding>) -> Source {
    let size = bytes.len() as u64;
    Source::read(std::io::Cursor::new(bytes.to_vec()), size, declared).unwrap()
}

/// Lines and fields of every record, or the code of the refusal.
fn records(bytes: &[u8]) -> Result<Vec<(u64, Vec<String>)>, &'static str> {
    let mut records = Records::new(source(bytes, None), None).map_err(|refusal| refusal.code)?;
    let mut record = Record::default();
    let mut all = Vec::new();
    while records.next(&mut record).map_err(|refusal| refusal.code)? {
        all.push((record.line, record.iter().map(str::to_owned).collect()));
    }
    Ok(all)
}

fn lines(bytes: &[u8]) -> Vec<u64> {
    records(bytes)
        .unwrap()
        .into_iter()
        .map(|(line, _)| line)
        .collect()
}

#[test]
fn the_spectrum_of_csv_is_read_as_expected() {
    let Some(folder) = shared_data("nasty/csv-spectrum") else {
        return;
    };
    let mut read = 0;
    for entry in std::fs::read_dir(folder.join("csvs")).unwrap() {
        let path = entry.unwrap().path();
        let expected = folder
            .join("json")
            .join(path.file_name().unwrap())
            .with_extension("json");
        // One of them holds its only record bare.
        // The line ends inside the files were made plain since the expectations were written.
        let expected = std::fs::read_to_string(expected)
            .unwrap()
            .replace("\\r\\n", "\\n");
        let expected = match serde_json::from_str(&expected).unwrap() {
            serde_json::Value::Array(rows) => rows,
            row => vec![row],
        };
        // The telephone number of one expectation was made anonymous, that of its file was not.
        let text = std::fs::read_to_string(&path).unwrap();
        let text = text.replace("2095257564", "1234567890");
        let mut all = records(text.as_bytes()).unwrap().into_iter();
        let (_, header) = all.next().unwrap();
        let rows: Vec<serde_json::Value> = all
            .map(|(_, fields)| {
                let texts = fields.into_iter().map(serde_json::Value::from);
                header
                    .iter()
                    .cloned()
                    .zip(texts)
                    .collect::<serde_json::Map<_, _>>()
                    .into()
            })
            .collect();
        assert_eq!(rows, expected, "{}", path.display());
        read += 1;
    }
    assert_eq!(read, 12);
}

#[test]
fn records_know_the_line_on_which_they_start() {
    assert_eq!(lines(b"a,b\n1,2\n3,4\n"), [1, 2, 3]);
    assert_eq!(lines(b"a,b\r\n1,2\r\n3,4\r\n"), [1, 2, 3]);
    assert_eq!(lines(b"a,b\r1,2\r3,4\r"), [1, 2, 3]);
    assert_eq!(lines(b"\n\na,b\n\n1,2\n\n\n3,4"), [3, 5, 8]);
    assert_eq!(lines(b"\r\n\r\na,b\r\n\r\n1,2\r\n"), [3, 5]);
    assert_eq!(lines(b"a,b\n\"x\ny\nz\",2\n3,4\n"), [1, 2, 5]);
    assert_eq!(lines(b""), [0; 0]);
    // Across the blocks in which a file is read.
    let long: Vec<u8> = (0..40_000)
        .flat_map(|n| format!("{n},\"a\nb\"\r\n").into_bytes())
        .collect();
    let starts = lines(&long);
    assert_eq!(starts.len(), 40_000);
    assert!(
        starts
            .iter()
            .enumerate()
            .all(|(n, line)| *line == 1 + 2 * n as u64)
    );
}

#[test]
fn what_no_real_file_holds_is_refused_in_bounded_memory() {
    let columns = |n: usize| vec!["x"; n].join(",");
    assert_eq!(records(columns(200).as_bytes()).unwrap()[0].1.len(), 200);
    assert_eq!(
        records(columns(201).as_bytes()),
        Err("import-too-many-columns")
    );
    let field = |n: usize| format!("a,b\n1,{}\n", "x".repeat(n));
    assert_eq!(records(field(65_536).as_bytes()).unwrap().len(), 2);
    assert_eq!(
        records(field(65_537).as_bytes()),
        Err("import-field-too-long")
    );
    assert_eq!(
        records(field(3_000_000).as_bytes()),
        Err("import-record-too-long")
    );
    let open = format!("a,b\n1,\"open\n{}", "2,3\n".repeat(10));
    assert_eq!(records(open.as_bytes()), Err("import-quote-unclosed"));
    assert_eq!(records(b"a,b;c\n"), Err("import-delimiter-unclear"));
    assert_eq!(records(b"a,b\n1,\xE9\n"), Err("import-not-utf8"));
}

#[test]
fn the_header_shows_the_delimiter() {
    for header in [
        "a,b,c",
        "a;b;c",
        "a\tb\tc",
        "a|b|c",
        "\"a;x\",b,\"c;y\"",
        "a b c;d e;f",
    ] {
        let fields = records(header.as_bytes()).unwrap().remove(0).1;
        assert_eq!(fields.len(), 3, "{header}");
    }
    assert_eq!(records(b"alone\n1\n").unwrap().len(), 2);
}

#[test]
fn encodings_are_declared_or_marked() {
    let text = "name\nZoé – 10 €\n";
    let utf16 = |swap: bool| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units
            .flat_map(|unit| {
                if swap {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    let cp1252 = b"name\nZo\xE9 \x96 10 \x80\n".to_vec();
    let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    let cases = [
        (text.as_bytes().to_vec(), None),
        (marked, None),
        (utf16(false), None),
        (utf16(true), None),
        (cp1252, Some(Encoding::Windows1252)),
    ];
    for (bytes, declared) in cases {
        let mut records = Records::new(source(&bytes, declared), None).unwrap();
        let mut record = Record::default();
        assert!(records.next(&mut record).unwrap());
        assert_eq!(record.get(0), Some("name"), "{declared:?}");
        assert!(records.next(&mut record).unwrap());
        assert_eq!(record.get(0), Some("Zoé – 10 €"), "{declared:?}");
    }
    // Longer than a block, so that characters fall on its end.
    let long = "a,b\n".to_owned() + &"€é,𝄞x\n".repeat(30_000);
    let bytes: Vec<u8> = std::iter::once(0xFEFF)
        .chain(long.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let all = records(&bytes).unwrap();
    assert_eq!(all.len(), 30_001);
    assert!(all[1..].iter().all(|(_, fields)| *fields == ["€é", "𝄞x"]));
    let broken = [&utf16(false)[..], b"\x00\xD8x\x00"].concat();
    let mut all = Records::new(source(&broken, None), None);
    let mut record = Record::default();
    let code = loop {
        match all.as_mut().map(|records| records.next(&mut record)) {
            Ok(Ok(true)) => {}
            Ok(Ok(false)) => panic!("a lone surrogate was read"),
            Ok(Err(refusal)) => break refusal.code,
            Err(refusal) => break refusal.code,
        }
    };
    assert_eq!(code, "import-not-decodable");
}

/// An invoice as meant, and how its source writes it.
#[derive(Debug, Clone)]
struct Invoice {
    customer: String,
    text: String,
    cents: i64,
    day: i64,
}

fn invoices() -> impl Strategy<Value = Vec<Invoice>> {
    let one = (
        "[A-Z0-9é]{1,6}",
        "\\PC{0,12}",
        -99_999_999i64..=99_999_999,
        0i64..=20_000,
    )
        .prop_map(|(customer, text, cents, day)| Invoice {
            customer,
            text,
            cents,
            day,
        });
    prop::collection::vec(one, 0..40)
}

fn grouped(cents: i64, decimal: char, grouping: &str) -> String {
    let whole = (cents.abs() / 100).to_string();
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push_str(grouping);
        }
        out.push(digit);
    }
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{out}{decimal}{:02}", cents.abs() % 100)
}

proptest! {
    #[test]
    fn any_ledger_is_read_as_it_was_meant(
        invoices in invoices(),
        (decimal, grouping) in prop::sample::select(vec![('.', ","), (',', "."), (',', " "), ('.', "'"), ('.', "")]),
        pattern in prop::sample::select(vec!["%Y-%m-%d", "%d/%m/%Y", "%-m/%-d/%Y", "%d.%m.%Y %H:%M"]),
        delimiter in prop::sample::select(vec![b',', b';', b'\t', b'|']),
    ) {
        let epoch = chrono::NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
        let date = |invoice: &Invoice| epoch + chrono::Days::new(invoice.day as u64);
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        writer.write_record(["cust", "no", "on", "sum", "po"]).unwrap();
        for (index, invoice) in invoices.iter().enumerate() {
            let on = date(invoice).and_hms_opt(0, 0, 0).unwrap().format(pattern).to_string();
            let sum = grouped(invoice.cents, decimal, grouping);
            writer.write_record([&invoice.customer, &index.to_string(), &on, &sum, &invoice.text]).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let mapping = format!(
            "kind = 'ledger'\ndelimiter = {:?}\n[dates]\nformat = '{pattern}'\n[numbers]\ndecimal = '{decimal}'\ngrouping = \"{grouping}\"\n\
             [columns]\ncustomer = 'cust'\nnumber = 'no'\nissued_on = 'on'\namount = 'sum'\npo_number = 'po'\n[constants]\ncurrency = 'EUR'\n",
            char::from(delimiter).to_string(),
        );
        let mapping = Mapping::parse(&mapping, Kind::Ledger).unwrap();
        let mut reader = Reader::new(source(&bytes, None), Kind::Ledger, Some(&mapping)).unwrap();
        let mut row = Row::default();
        let cell = |row: &Row, name: &str| row.get(Kind::Ledger.index(name).unwrap()).map(str::to_owned);
        let mut sum = rust_decimal::Decimal::ZERO;
        for invoice in &invoices {
            match reader.next(&mut row).unwrap() {
                Line::Row => {}
                other => prop_assert!(false, "{other:?} for {invoice:?}"),
            }
            let amount: rust_decimal::Decimal = cell(&row, "amount").unwrap().parse().unwrap();
            prop_assert_eq!(amount, rust_decimal::Decimal::new(invoice.cents, 2));
            prop_assert_eq!(cell(&row, "issued_on").unwrap(), date(invoice).to_string());
            prop_assert_eq!(cell(&row, "customer"), Some(invoice.customer.clone()));
            let po = Some(invoice.text.clone()).filter(|text| !text.is_empty());
            prop_assert_eq!(cell(&row, "po_number"), po);
            sum += amount;
        }
        prop_assert!(matches!(reader.next(&mut row).unwrap(), Line::End));
        let control = reader.control.get("EUR").cloned().unwrap_or_default();
        prop_assert_eq!(control.amount, sum);
        prop_assert_eq!(control.lines, invoices.len() as u64);
    }
}

#[test]
fn any_bytes_are_read_or_refused_but_never_panic() {
    proptest!(|(bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b",;\"\r\n\t|a1".to_vec())], 0..400))| {
        let _ = records(&bytes);
        for declared in [None, Some(Encoding::Utf16Le), Some(Encoding::Windows1252)] {
            if let Ok(mut reader) = Reader::new(source(&bytes, declared), Kind::Customers, None) {
                let mut row = Row::default();
                while let Ok(Line::Row | Line::Reject(_)) = reader.next(&mut row) {}
            }
        }
    });
}

#[tokio::test]
async fn control_totals_say_what_they_leave_out_and_what_was_settled() {
    let desk = Desk::with_company().await;
    let header = "customer,number,issued_on,currency,amount,settled_on\n";
    let file = desk.file(
        "l.csv",
        format!(
            "{header}C,1,2026-01-05,EUR,100,2026-02-01\nC,2,2026-01-05,EUR,40,\nC,3,2026-01-05,EUR,many,\nC,4,2026-01-05,EURO,7,\nC,,2026-01-05,EUR,9,2026-02-01\n"
        ),
    );
    let said = desk.import_file("ledger", &file, &["--skip-rejects"]).await;
    assert_eq!(said.counts(), [5, 2, 0, 0, 3], "{}", said.json);
    let control = &said.json["control"][0];
    for (key, value) in [
        ("amount", "140.00"),
        ("applied", "100.00"),
        ("rejected_amount", "9.00"),
    ] {
        assert_eq!(control[key], value, "{key}: {}", said.json);
    }
    assert_eq!(said.json["control_left_out"], 2);

    // For people: nothing is headed as recorded when nothing was.
    let mut command = desk.command(&["ledger", file.to_str().unwrap()]);
    command.args(["--format", "table"]);
    let said = tokio::task::spawn_blocking(move || command.output())
        .await
        .unwrap()
        .unwrap();
    let table = String::from_utf8(said.stdout).unwrap();
    for part in [
        "Control totals of what was read, to compare with the source; nothing of it was recorded:",
        "2 rejected lines are in none of these sums",
    ] {
        assert!(table.contains(part), "{part}: {table}");
    }
    assert!(!table.contains("already paid"), "{table}");
}
