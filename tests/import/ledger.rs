//! Whole ledgers: figures to the cent, twice the same, corrected, undone.

use super::{Desk, fixture, mapping};
use crate::support::data::shared_data;

/// Open debit items on a day, from rows alone: items, customers, gross, not due, overdue, disputed.
fn aged(company: &str, day: &str) -> String {
    format!(
        "with o as (
           select i.*, i.amount
             - coalesce((select sum(a.amount) from app.allocation a where a.company_id = i.company_id and a.item_id = i.id and a.applied_on <= '{day}'), 0)
             + coalesce((select sum(a.source_amount) from app.allocation a where a.company_id = i.company_id and a.source_item_id = i.id and a.applied_on <= '{day}'), 0) as open
             from app.due_item i join app.company c on c.id = i.company_id and c.code = '{company}' where i.issued_on <= '{day}'),
         d as (select d.item_id, sum(d.amount) as amount from app.dispute d
                where d.opened_on <= '{day}' and (d.resolved_on is null or d.resolved_on > '{day}') group by 1)
         select string_agg(concat_ws(' ', currency, items, customers, round(gross, 2), round(not_due, 2), round(gross - not_due, 2), round(disputed, 2)), '; ' order by currency)
           from (select currency, count(*) as items, count(distinct customer_id) as customers, sum(open) as gross,
                        sum(case when due_on >= '{day}' then open else 0 end) as not_due,
                        sum(least(coalesce(d.amount, 0), open)) as disputed
                   from o left join d on d.item_id = o.id where open > 0 group by 1) x"
    )
}

#[tokio::test]
async fn the_late_payments_ledger_gives_its_figures_to_the_cent_and_twice_adds_nothing() {
    let Some(file) = shared_data("ledgers/ibm-late-payments.csv") else {
        return;
    };
    let desk = Desk::new().await;
    let mapping = mapping("ledger-ibm-late-payments.toml");
    let words = ["--mapping", mapping.as_str()];
    let said = desk.import_file("ledger", &file, &words).await;
    assert_eq!(said.counts(), [2466, 2466, 0, 0, 0], "{}", said.sentence);
    let figures = aged("IBM", "2013-06-30");
    let expected = "USD 84 52 5119.85 4284.29 835.56 1806.84";
    assert_eq!(desk.text(&figures).await, expected);
    assert_eq!(
        desk.text("select count(*) from app.customer where ref = '0379-NEVHP'")
            .await,
        "1"
    );
    assert_eq!(
        desk.text("select count(*) from app.document where number = '0000611365'")
            .await,
        "1"
    );
    let said = desk.import_file("ledger", &file, &words).await;
    assert_eq!(said.counts(), [2466, 0, 0, 2466, 0]);
    assert_eq!(desk.text(&figures).await, expected);
    desk.assert_adds_up().await;
}

#[tokio::test]
async fn the_unicorn_ledger_gives_its_figures_to_the_cent_and_twice_adds_nothing() {
    let Some(file) = shared_data("ledgers/unicorn-inc.csv") else {
        return;
    };
    let desk = Desk::new().await;
    let mapping = mapping("ledger-unicorn-inc.toml");
    let words = ["--mapping", mapping.as_str()];
    assert_eq!(
        desk.import_file("ledger", &file, &words).await.counts(),
        [3107, 3107, 0, 0, 0]
    );
    let open = "select string_agg(currency || ' ' || round(open, 2), '; ' order by currency) from (
        select currency, sum(open_amount) as open from app.due_item where issued_on <= '2100-01-01' group by 1) x";
    assert_eq!(desk.text(open).await, "CAD 4324.89; USD 495396.08");
    let first_half = open.replace("2100-01-01", "2025-06-30");
    assert_eq!(desk.text(&first_half).await, "CAD 172.03; USD 68749.40");
    assert_eq!(
        desk.text("select count(*) from app.due_item where due_assumed")
            .await,
        "149"
    );
    assert_eq!(desk.text("select count(*) from app.customer").await, "135");
    assert_eq!(
        desk.import_file("ledger", &file, &words).await.counts(),
        [3107, 0, 0, 3107, 0]
    );
    assert_eq!(desk.text(open).await, "CAD 4324.89; USD 495396.08");
    desk.assert_adds_up().await;
}

#[tokio::test]
async fn a_french_ledger_in_its_own_forms_and_encoding() {
    let desk = Desk::new().await;
    let mapping = fixture("ledger.toml");
    let words = ["--mapping", mapping.to_str().unwrap()];
    let dry = desk
        .import_file(
            "ledger",
            &fixture("ledger.csv"),
            &["--mapping", words[1], "--dry-run"],
        )
        .await;
    assert_eq!(dry.counts(), [4, 4, 0, 0, 0], "{}", dry.sentence);
    assert_eq!(dry.json["control"][0]["amount"], "1714.56");
    assert_eq!(
        desk.text("select count(*) from app.company").await,
        "0",
        "a dry run leaves nothing"
    );

    assert_eq!(
        desk.import_file("ledger", &fixture("ledger.csv"), &words)
            .await
            .counts(),
        [4, 4, 0, 0, 0]
    );
    let items = "select string_agg(d.number || ' ' || d.kind || ' ' || i.due_on || ' ' || round(i.open_amount, 2) || ' ' || i.due_assumed, '; ' order by d.number)
        from app.document d join app.due_item i on i.document_id = d.id";
    assert_eq!(
        desk.text(items).await,
        "F001 invoice 2026-02-04 1234.56 false; F002 invoice 2026-02-28 0.00 true; \
         F003 credit_note 2026-02-06 -100.00 true; F004 invoice 2026-02-15 80.00 false"
    );
    assert_eq!(
        desk.text("select string_agg(name, ', ' order by ref) from app.customer")
            .await,
        "Société Générique, Dupont; Fils"
    );
    // The same content in another encoding is the same content.
    let declared = desk.file(
        "m.toml",
        format!(
            "encoding = \"windows-1252\"\n{}",
            std::fs::read_to_string(&mapping).unwrap()
        ),
    );
    let said = desk
        .import_file(
            "ledger",
            &fixture("ledger-1252.csv"),
            &["--mapping", declared.to_str().unwrap()],
        )
        .await;
    assert_eq!(said.counts(), [4, 0, 0, 4, 0], "{}", said.sentence);
    let said = desk
        .import_file("ledger", &fixture("ledger-1252.csv"), &words)
        .await;
    assert!(
        said.sentence.contains("line 1: not UTF-8"),
        "{}",
        said.sentence
    );
    desk.assert_adds_up().await;
}

const HEADER: &str = "customer,number,issued_on,due_on,currency,amount,applied";

#[tokio::test]
async fn a_corrected_amount_is_a_reversal_and_a_new_row_and_keeps_what_was_paid() {
    let desk = Desk::with_company().await;
    let file = |amount: &str, applied: &str| {
        desk.file("l.csv", format!("{HEADER}\nC,F1,2026-01-05,2026-02-04,EUR,{amount},{applied}\nC,F2,2026-01-05,2026-02-04,EUR,50,\n"))
    };
    assert_eq!(
        desk.import_file("ledger", &file("100", "30"), &[])
            .await
            .counts(),
        [2, 2, 0, 0, 0]
    );
    assert_eq!(
        desk.import_file("ledger", &file("120", "30"), &[])
            .await
            .counts(),
        [2, 0, 1, 1, 0]
    );
    let documents = "select string_agg(round(amount, 2)::text, ' ' order by recorded_at, amount) from app.document where number = 'F1'";
    assert_eq!(desk.text(documents).await, "100.00 -100.00 120.00");
    let open = "select round(sum(open_amount), 2) from app.due_item i join app.document d on d.id = i.document_id where d.number = 'F1'";
    assert_eq!(desk.text(open).await, "90.00");
    // Less than was paid: what exceeds it is unallocated.
    assert_eq!(
        desk.import_file("ledger", &file("20", "30"), &[])
            .await
            .counts(),
        [2, 0, 1, 1, 0]
    );
    assert_eq!(desk.text(open).await, "0.00");
    assert_eq!(
        desk.text("select round(sum(unallocated), 2) from app.receipt")
            .await,
        "10.00"
    );
    // Another payment of the same invoice.
    assert_eq!(
        desk.import_file("ledger", &file("20", "15"), &[])
            .await
            .counts(),
        [2, 0, 1, 1, 0]
    );
    assert_eq!(desk.text(open).await, "5.00");
    assert_eq!(
        desk.text("select round(sum(amount), 2) from app.receipt")
            .await,
        "15.00"
    );
    // The same amount in other words is no change.
    assert_eq!(
        desk.import_file("ledger", &file("20.00", "15.0"), &[])
            .await
            .counts(),
        [2, 0, 0, 2, 0]
    );
    desk.assert_adds_up().await;
}

#[tokio::test]
async fn genuine_twins_are_kept_and_overlapping_files_add_only_what_is_new() {
    let desk = Desk::with_company().await;
    let columns: String = HEADER
        .split(',')
        .map(|name| format!("{name} = '{name}'\n"))
        .collect();
    let mapping = desk.file("m.toml", format!("twins = 'keep'\n[columns]\n{columns}"));
    let words = ["--mapping", mapping.to_str().unwrap()];
    let line = |n: u32| format!("C,F{n},2026-01-05,2026-02-04,EUR,{n},\n");
    let first = desk.file(
        "a.csv",
        format!("{HEADER}\n{}{}{}", line(1), line(1), line(2)),
    );
    assert_eq!(
        desk.import_file("ledger", &first, &words).await.counts(),
        [3, 3, 0, 0, 0]
    );
    let second = desk.file(
        "b.csv",
        format!("{HEADER}\n{}{}{}", line(1), line(2), line(3)),
    );
    assert_eq!(
        desk.import_file("ledger", &second, &words).await.counts(),
        [3, 1, 0, 2, 0]
    );
    assert_eq!(
        desk.import_file("ledger", &first, &words).await.counts(),
        [3, 0, 0, 3, 0]
    );
    assert_eq!(desk.text("select count(*) from app.document").await, "4");
}

#[tokio::test]
async fn a_number_that_comes_twice_in_a_file_is_rejected_with_the_line_of_the_first() {
    let desk = Desk::with_company().await;
    let line = |customer: &str, number: &str| {
        format!("{customer},{number},2026-01-05,2026-02-04,EUR,10,\n")
    };
    let lines = [
        line("C", "F1"),
        line("D", "F1"),
        line("C", "F1"),
        line("C", "F1"),
    ]
    .concat();
    let file = desk.file("a.csv", format!("{HEADER}\n{lines}"));
    let said = desk.import_file("ledger", &file, &[]).await;
    assert_eq!(said.counts(), [4, 0, 0, 0, 2], "{}", said.sentence);
    assert_eq!(desk.text("select count(*) from app.document").await, "0");

    let said = desk.import_file("ledger", &file, &["--skip-rejects"]).await;
    assert_eq!(said.counts(), [4, 2, 0, 0, 2], "{}", said.sentence);
    let rejects = said.json["files"][0]["rejects"].as_array().unwrap();
    let told: Vec<_> = rejects
        .iter()
        .map(|reject| {
            (
                reject["line"].as_u64().unwrap(),
                reject["code"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [(4, "reject-number-twice"), (5, "reject-number-twice")]
    );
    let reason = rejects[0]["reason"].as_str().unwrap();
    assert!(
        reason.contains("F1 of this customer already stands on line 2 of this file"),
        "{reason}"
    );
    assert!(reason.contains("twins = \"keep\""), "{reason}");
    // The corrected file of another day says the same number again, of the same document.
    assert_eq!(
        desk.import_file("ledger", &file, &["--skip-rejects"])
            .await
            .counts(),
        [4, 0, 0, 2, 2]
    );
}

#[tokio::test]
async fn control_totals_say_what_is_recorded_what_is_rejected_and_what_is_kept_back() {
    let desk = Desk::with_company().await;
    let customers = desk.file("c.csv", "reference,name\nC,Customer\n");
    desk.import_file("customers", &customers, &[]).await;
    let file = desk.file(
        "i.csv",
        format!(
            "{HEADER}\n\
             C,F1,2026-01-05,,EUR,100,30\n\
             C,F2,2026-01-05,,EUR,20,\n\
             C,F2,2026-01-05,,EUR,3,\n\
             NOBODY,F3,2026-01-05,,EUR,0.5,0.5\n\
             C,F4,2026-13-05,,EUR,4000,\n\
             C,F5,2026-01-05,,EUR,?,\n\
             C,F6,2026-01-05,,USD,7,\n"
        ),
    );
    // (currency, recorded: lines, amount, already paid; rejected: lines, amount; kept back: lines, amount)
    type Control = (&'static str, [u64; 3], [&'static str; 4]);
    let check = |said: &super::Said, expected: [Control; 2]| {
        for (told, (currency, lines, amounts)) in said.json["control"]
            .as_array()
            .unwrap()
            .iter()
            .zip(expected)
        {
            assert_eq!(told["currency"], currency);
            for (key, lines) in ["lines", "rejected_lines", "withheld_lines"]
                .iter()
                .zip(lines)
            {
                assert_eq!(told[key], lines, "{key}: {told}");
            }
            let keys = ["amount", "applied", "rejected_amount", "withheld_amount"];
            for (key, amount) in keys.iter().zip(amounts) {
                assert_eq!(told[key], amount, "{key}: {told}");
            }
        }
    };
    // Everything that is wrong with the file is told at once, by whoever finds it.
    let said = desk.import_file("invoices", &file, &["--dry-run"]).await;
    assert_eq!(
        (said.status, said.counts()),
        (Some(1), [7, 0, 0, 0, 4]),
        "{}",
        said.json
    );
    let codes: Vec<_> = said.json["files"][0]["rejects"]
        .as_array()
        .unwrap()
        .iter()
        .map(|reject| reject["code"].as_str().unwrap())
        .collect();
    assert_eq!(
        codes,
        [
            "reject-number-twice",
            "import-customer-unknown-ref",
            "reject-date",
            "reject-amount-undeclared"
        ]
    );
    check(
        &said,
        [
            ("EUR", [0, 3, 2], ["0.00", "0.00", "4003.50", "120.00"]),
            ("USD", [0, 0, 1], ["0.00", "0.00", "0.00", "7.00"]),
        ],
    );
    for words in [&["--skip-rejects", "--dry-run"][..], &["--skip-rejects"]] {
        let said = desk.import_file("invoices", &file, words).await;
        assert_eq!(
            (said.status, said.counts()),
            (Some(0), [7, 3, 0, 0, 4]),
            "{}",
            said.json
        );
        check(
            &said,
            [
                ("EUR", [2, 3, 0], ["120.00", "30.00", "4003.50", "0.00"]),
                ("USD", [1, 0, 0], ["7.00", "0.00", "0.00", "0.00"]),
            ],
        );
    }
    let sum = "select round(sum(amount), 2) from app.document where currency = 'EUR'";
    assert_eq!(desk.text(sum).await, "120.00");
    // Nor does a refusal of the whole file hide what is wrong with its lines.
    let said = desk
        .import_file("invoices", &file, &["--company", "NONE"])
        .await;
    assert_eq!(said.json["error"]["code"], "import-company-unknown");
    assert_eq!(said.counts(), [7, 0, 0, 0, 3]);
}

#[tokio::test]
async fn an_undone_import_nets_to_nothing_and_can_be_imported_again() {
    let desk = Desk::with_company().await;
    let file = desk.file(
        "l.csv",
        format!(
            "{HEADER}\nC,F1,2026-01-05,2026-02-04,EUR,100,30\nD,F2,2026-01-05,2026-02-04,EUR,-40,\n"
        ),
    );
    let said = desk.import_file("ledger", &file, &[]).await;
    assert_eq!(said.counts(), [2, 2, 0, 0, 0]);
    let id = said.json["files"][0]["id"].as_str().unwrap().to_owned();
    let undone = desk.import(&["undo", &id]).await;
    assert_eq!(
        (undone.status, &undone.json["undone"]),
        (Some(0), &2.into()),
        "{}",
        undone.sentence
    );
    assert_eq!(
        desk.text("select count(*) from app.due_item where open_amount <> 0")
            .await,
        "0"
    );
    assert_eq!(
        desk.text("select round(sum(gross + unapplied), 2) from app.position")
            .await,
        "0.00"
    );
    let again = desk.import(&["undo", &id]).await;
    assert!(
        again.sentence.contains("already undone"),
        "{}",
        again.sentence
    );
    let said = desk.import_file("ledger", &file, &[]).await;
    assert_eq!(said.counts(), [2, 2, 0, 0, 0]);
    assert_eq!(
        desk.text("select round(sum(open_amount), 2) from app.due_item")
            .await,
        "30.00"
    );
    desk.assert_adds_up().await;
}

/// A ledger imported, undone and imported again is the ledger imported once: aging, open items and contacts.
#[tokio::test]
async fn an_import_undone_and_repeated_is_the_first_one_again() {
    const ROWS: &str = "customer,name,number,issued_on,due_on,currency,amount,applied,contact_name,contact_phone,contact_email
C,Cora,F1,2026-01-05,2026-02-04,EUR,100,30,Clara,+33 1 02 03 04 05,clara@cora.example
C,Cora,F2,2026-01-06,2026-02-05,EUR,50,80,Clara,+33 1 02 03 04 05,clara@cora.example
D,Dina,F3,2026-01-07,2026-02-06,EUR,-40,,,+33 6 00 00 00 00,
";
    let desk = Desk::with_company().await;
    let file = desk.file("l.csv", ROWS);
    let told = async || {
        let mut told = Vec::new();
        for query in [
            "select string_agg(concat_ws(' ', c.ref, c.active, x.name, x.phone, x.email, x.is_primary), '; ' order by c.ref)
               from app.customer c left join app.contact x on x.customer_id = c.id and x.active",
            "select string_agg(concat_ws(' ', c.ref, a.currency, a.items, a.buckets, a.gross, a.unapplied), '; ' order by c.ref)
               from app.company o, app.aging_as_of(o.id, '2026-06-30', null) a join app.customer c on c.id = a.customer_id",
            "select string_agg(concat_ws(' ', c.ref, d.number, o.receipt_id is not null, o.open), '; ' order by c.ref, d.number, o.open)
               from app.company k, app.open_as_of(k.id, '2026-06-30', null) o join app.customer c on c.id = o.customer_id
               left join app.due_item i on i.id = o.item_id left join app.document d on d.id = i.document_id",
        ] {
            told.push(desk.text(query).await);
        }
        told
    };
    let mut said = desk.import_file("ledger", &file, &[]).await;
    assert_eq!(said.counts(), [3, 3, 0, 0, 0], "{}", said.sentence);
    let first = told().await;
    assert!(first[0].contains("Clara"), "{first:?}");
    assert!(first[2].contains("t -30"), "an overpaid part: {first:?}");
    for _ in 0..2 {
        let id = said.json["files"][0]["id"].as_str().unwrap().to_owned();
        let undone = desk.import(&["undo", &id]).await;
        assert_eq!(undone.status, Some(0), "{}", undone.sentence);
        assert_eq!(told().await[1..], ["null", "null"], "undone is gone");
        said = desk.import_file("ledger", &file, &[]).await;
        assert_eq!(said.counts(), [3, 3, 0, 0, 0], "{}", said.sentence);
        assert_eq!(told().await, first);
        desk.assert_adds_up().await;
    }
}

/// Every hostile string in every text field comes back from the database as it was.
#[tokio::test]
async fn hostile_strings_are_stored_as_they_are() {
    let mut strings: Vec<String> = [
        "\u{1b}[31mred",
        "a\u{202e}b",
        "\\N",
        "\\.",
        "\t\r\n\\",
        "'; drop table app.document; --",
        "\"",
        "=1+1",
        "\u{e0041}x",
        " x ",
    ]
    .map(str::to_owned)
    .into();
    if let Some(path) = shared_data("nasty/blns/blns.json") {
        strings
            .extend(serde_json::from_slice::<Vec<String>>(&std::fs::read(path).unwrap()).unwrap());
    }
    let desk = Desk::with_company().await;
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record([
            "customer",
            "name",
            "number",
            "issued_on",
            "currency",
            "amount",
            "po_number",
            "contact_name",
            "contact_phone",
            "contact_email",
        ])
        .unwrap();
    // a telephone number is not so long, whatever it holds
    let short = |text: &String| text.chars().count() <= 60;
    for (index, text) in strings.iter().enumerate() {
        let (reference, number) = (format!("C{index}"), format!("F{index}"));
        let way = if short(text) { text } else { "" };
        writer
            .write_record([
                &reference,
                text,
                &number,
                "2026-01-01",
                "EUR",
                "1",
                text,
                text,
                way,
                way,
            ])
            .unwrap();
    }
    let path = desk.file("blns.csv", writer.into_inner().unwrap());
    let said = desk.import_file("ledger", &path, &[]).await;
    assert_eq!(
        said.counts()[4],
        0,
        "{} {}",
        said.json["files"][0]["rejects"],
        said.sentence
    );
    let rows: Vec<(String, String, String, String, String, String)> = sqlx::query_as(
        "select c.ref, c.name, coalesce(d.po_number, ''), coalesce(o.name, ''), coalesce(o.phone, ''), coalesce(o.email, '')
           from app.customer c join app.document d on d.customer_id = c.id left join app.contact o on o.customer_id = c.id",
    )
    .fetch_all(&desk.admin)
    .await
    .unwrap();
    assert_eq!(rows.len(), strings.len());
    for (reference, name, po, contact, phone, email) in rows {
        let text = &strings[reference[1..].parse::<usize>().unwrap()];
        let shown = if text.is_empty() { &reference } else { text };
        let none = String::new();
        let way = if short(text) { text } else { &none };
        assert_eq!(
            (&name, &po, &contact, &phone, &email),
            (shown, text, text, way, way)
        );
    }
    // As identifiers too, blanks around them apart.
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["reference", "name"]).unwrap();
    let keys: std::collections::BTreeSet<&str> = strings
        .iter()
        .map(|text| text.trim())
        .filter(|text| !text.is_empty())
        .collect();
    for key in &keys {
        writer.write_record([*key, "x"]).unwrap();
    }
    let path = desk.file("keys.csv", writer.into_inner().unwrap());
    let said = desk.import_file("customers", &path, &[]).await;
    assert_eq!(
        said.counts()[1],
        keys.len() as u64,
        "{} {}",
        said.json["files"][0]["rejects"],
        said.sentence
    );
}
