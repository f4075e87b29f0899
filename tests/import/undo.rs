//! What stands in the way of an undo, and that it comes off in order.

use super::{Desk, Said};

impl Said {
    /// The id of the first file's import.
    #[track_caller]
    fn id(&self) -> String {
        assert_eq!(self.status, Some(0), "{}", self.sentence);
        self.json["files"][0]["id"].as_str().unwrap().to_owned()
    }
}

const LEDGER: &str = "customer,number,issued_on,currency,amount\n";

#[tokio::test]
async fn a_later_import_is_named_and_comes_off_first() {
    let desk = Desk::with_company().await;
    desk.execute("update app.company set time_zone = 'Asia/Kolkata'")
        .await;
    let file = desk.file("book.csv", format!("{LEDGER}C,F1,2026-01-05,EUR,100\n"));
    let ledger = desk.import_file("ledger", &file, &[]).await.id();
    let paid = "customer,received_on,currency,amount,invoice\nC,2026-02-01,EUR,50,F1\n";
    let file = desk.file("bank.csv", paid);
    let payments = desk.import_file("payments", &file, &[]).await.id();
    let told = desk.file("talk.csv", "customer,noted_on,note\nC,2026-02-02,Called\n");
    let notes = desk.import_file("notes", &told, &[]).await.id();

    for (later, name) in [
        (&notes, "talk.csv (notes)"),
        (&payments, "bank.csv (payments)"),
    ] {
        let said = desk.import(&["undo", &ledger]).await;
        assert_eq!(said.status, Some(1));
        assert_eq!(said.json["error"]["code"], "import-undo-later-import");
        let first = format!("undo that one first: encours import undo {later}");
        for part in [name, first.as_str(), "Asia/Kolkata"] {
            assert!(said.sentence.contains(part), "{part}: {}", said.sentence);
        }
        assert_eq!(said.sentence.lines().count(), 1);
        let said = desk.import(&["undo", later]).await;
        assert_eq!(said.status, Some(0), "{}", said.sentence);
    }
    let said = desk.import(&["undo", &ledger]).await;
    assert_eq!(said.status, Some(0), "{}", said.sentence);
    desk.assert_adds_up().await;
}

/// Undoing it would take back what it added and leave what the other file made of it.
#[tokio::test]
async fn an_import_that_a_later_one_corrected_stays() {
    for (kind, first, second) in [
        (
            "customers",
            "reference,name\nC1,One\nC2,Two\n",
            "reference,name\nC1,Won\nC2,Two\n",
        ),
        (
            "ledger",
            "customer,number,issued_on,currency,amount\nC,F1,2026-01-05,EUR,100\nC,F2,2026-01-05,EUR,100\n",
            "customer,number,issued_on,currency,amount\nC,F1,2026-01-05,EUR,120\nC,F2,2026-01-05,EUR,100\n",
        ),
    ] {
        let desk = Desk::with_company().await;
        let file = desk.file("first.csv", first);
        let before = desk.import_file(kind, &file, &[]).await.id();
        let file = desk.file("second.csv", second);
        desk.import_file(kind, &file, &[]).await.id();
        let said = desk.import(&["undo", &before]).await;
        assert_eq!(
            said.json["error"]["code"], "import-undo-corrected-since",
            "{kind}: {}",
            said.sentence
        );
        assert!(said.sentence.contains("second.csv"), "{}", said.sentence);
    }
}

#[tokio::test]
async fn work_of_people_is_called_work() {
    let desk = Desk::with_company().await;
    let file = desk.file("book.csv", format!("{LEDGER}C,F1,2026-01-05,EUR,100\n"));
    let ledger = desk.import_file("ledger", &file, &[]).await.id();
    desk.execute(
        "insert into app.activity (company_id, id, customer_id, portfolio_id, kind, effective_on, person_id)
         select company_id, app.uuid7(), id, portfolio_id, 'note', current_date, (select min(id) from app.person) from app.customer",
    )
    .await;
    let said = desk.import(&["undo", &ledger]).await;
    assert_eq!(said.json["error"]["code"], "import-undo-later-work");
    assert!(
        said.sentence
            .contains("people have worked on its rows since, one allocation"),
        "{}",
        said.sentence
    );
}
