//! Customers: the numbers they are registered under, their parents, and what is too long to be theirs.

use super::Desk;

#[tokio::test]
async fn registration_numbers_are_kept_without_what_stands_between_the_digits() {
    let desk = Desk::with_company().await;
    let file = desk.file(
        "c.csv",
        "reference,name,siren,siret,vat_number\n\
         A,Agency,303 265 045,,FR 40 303 265 045\n\
         P,Post,356000000,356 000 000 49837,\n\
         S,Swiss,,,che-123.456.789 mwst\n",
    );
    let said = desk.import_file("customers", &file, &[]).await;
    assert_eq!(said.counts(), [3, 3, 0, 0, 0], "{}", said.json);
    let stored = desk
        .text("select string_agg(concat_ws(' ', ref, siren, siret, vat_number), '; ' order by ref) from app.customer")
        .await;
    assert_eq!(
        stored,
        "A 303265045 FR40303265045; P 356000000 35600000049837; S CHE123456789MWST"
    );
}

/// The ledger knows A below B; the file puts B below A.
#[tokio::test]
async fn a_parent_below_its_child_is_refused_across_files() {
    let desk = Desk::with_company().await;
    let first = desk.file("1.csv", "reference,name,parent\nA,A,B\nB,B,C\nC,C,\n");
    let said = desk.import_file("customers", &first, &[]).await;
    assert_eq!(said.counts(), [3, 3, 0, 0, 0], "{}", said.json);
    let second = desk.file("2.csv", "reference,name,parent\nC,C,A\nD,D,A\n");
    let said = desk
        .import_file("customers", &second, &["--skip-rejects"])
        .await;
    let reject = &said.json["files"][0]["rejects"][0];
    assert_eq!(reject["line"], 2, "{}", said.json);
    assert_eq!(
        reject["reason"],
        "C would be its own parent: C → A → B → C; take one of these parents away."
    );
    assert_eq!(said.counts(), [2, 1, 0, 0, 1], "{}", said.json);
    let parents = "select string_agg(c.ref || p.ref, ' ' order by c.ref) from app.customer c join app.customer p on p.id = c.parent_id";
    assert_eq!(desk.text(parents).await, "AB BC DA");
    // What the file says of a parent stands for what the ledger says: this one turns the group round.
    let third = desk.file("3.csv", "reference,name,parent\nA,A,D\nB,B,A\nD,D,C\n");
    let said = desk.import_file("customers", &third, &[]).await;
    assert_eq!(said.status, Some(0), "{}", said.json);
    assert_eq!(desk.text(parents).await, "AD BA DC");
}

#[tokio::test]
async fn a_child_of_a_rejected_parent_is_not_recorded_without_it() {
    let desk = Desk::with_company().await;
    let file = desk.file(
        "c.csv",
        "reference,name,parent,portfolio\nA,A,,NOWHERE\nB,B,A,\nC,C,B,\nD,D,,\n",
    );
    let said = desk
        .import_file("customers", &file, &["--skip-rejects"])
        .await;
    assert_eq!(said.counts(), [4, 1, 0, 0, 3], "{}", said.json);
    let reasons: Vec<&str> = said.json["files"][0]["rejects"]
        .as_array()
        .unwrap()
        .iter()
        .map(|reject| reject["code"].as_str().unwrap())
        .collect();
    assert_eq!(
        reasons,
        [
            "import-portfolio-unknown",
            "import-parent-rejected",
            "import-parent-rejected"
        ]
    );
}

#[tokio::test]
async fn a_field_of_thousands_of_characters_is_a_reject_that_says_the_limit() {
    let desk = Desk::with_company().await;
    for (field, most) in [("reference", 300), ("name", 300), ("address", 1000)] {
        for (length, rejected) in [(most, 0), (most + 1, 1), (5000, 1)] {
            let text = "é".repeat(length);
            let line = match field {
                "reference" => format!("{text},N,"),
                "name" => format!("R{length},{text},"),
                _ => format!("R{length},N,{text}"),
            };
            let file = desk.file("c.csv", format!("reference,name,address\n{line}\n"));
            let said = desk.import_file("customers", &file, &["--dry-run"]).await;
            assert_eq!(
                said.counts()[4],
                rejected,
                "{field} {length}: {}",
                said.json
            );
            if rejected > 0 {
                let reason = said.json["files"][0]["rejects"][0]["reason"].as_str();
                let told =
                    format!("{field} has {length} characters, more than the {most} it may have");
                assert!(reason.unwrap().starts_with(&told), "{reason:?}");
                assert!(reason.unwrap().len() < 250, "{reason:?}");
            }
        }
    }
}

#[tokio::test]
async fn money_of_a_day_to_come_is_taken_if_the_mapping_means_it() {
    let desk = Desk::with_company().await;
    let ledger = desk.file(
        "l.csv",
        "customer,number,issued_on,currency,amount\nC,F1,2026-01-05,EUR,100\n",
    );
    desk.import_file("ledger", &ledger, &[]).await;
    let file = desk.file(
        "p.csv",
        "customer,received_on,currency,amount\nC,2099-01-05,EUR,50\n",
    );
    let columns = "[columns]\ncustomer = 'customer'\nreceived_on = 'received_on'\ncurrency = 'currency'\namount = 'amount'\n";
    for (ahead, rejected) in [("", 1), ("ahead = 'reject'\n", 1), ("ahead = 'keep'\n", 0)] {
        let path = desk.file("m.toml", format!("{ahead}{columns}"));
        let said = desk
            .import_file("payments", &file, &["--mapping", path.to_str().unwrap()])
            .await;
        assert_eq!(said.counts()[4], rejected, "{ahead}: {}", said.json);
    }
}
