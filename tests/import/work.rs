//! Customers, contacts, payments, orders and limits: added, corrected, repeated, and what follows from them.

use super::Desk;

#[tokio::test]
async fn each_kind_is_added_once_and_corrected_in_place() {
    let desk = Desk::with_company().await;
    let cases: [(&str, &str, &str); 5] = [
        (
            "customers",
            "reference,name,terms,risk_class\nC1,One,Net 30,A\nC2,Two,,\n",
            "reference,name,terms,risk_class\nC1,One,Net 45,B\nC2,Two,,\n",
        ),
        (
            "contacts",
            "customer,external_id,name,email\nC1,1,Ann,ann@example.com\nC2,2,Bob,\n",
            "customer,external_id,name,email\nC1,1,Ann,ann@example.org\nC2,2,Bob,\n",
        ),
        (
            "orders",
            "customer,number,ordered_on,currency,amount\nC1,O1,2026-01-01,EUR,500\nC2,O2,2026-01-01,EUR,5\n",
            "customer,number,ordered_on,currency,amount\nC1,O1,2026-01-01,EUR,600\nC2,O2,2026-01-01,EUR,5\n",
        ),
        (
            "limits",
            "customer,effective_on,currency,amount\nC1,2026-01-01,EUR,400\nC2,2026-01-01,EUR,400\n",
            "customer,effective_on,currency,amount\nC1,2026-01-01,EUR,450\nC2,2026-01-01,EUR,400\n",
        ),
        (
            "payments",
            "customer,external_id,received_on,currency,amount\nC1,P1,2026-01-01,EUR,10\nC2,P2,2026-01-01,EUR,10\n",
            "customer,external_id,received_on,currency,amount\nC1,P1,2026-01-01,EUR,11\nC2,P2,2026-01-01,EUR,10\n",
        ),
    ];
    for (kind, first, second) in cases {
        let path = desk.file("x.csv", first);
        let said = desk.import_file(kind, &path, &[]).await;
        assert_eq!(
            said.status,
            Some(0),
            "{kind}: {} {}",
            said.json,
            said.sentence
        );
        assert_eq!(said.counts(), [2, 2, 0, 0, 0], "{kind}");
        assert_eq!(
            desk.import_file(kind, &path, &[]).await.counts(),
            [2, 0, 0, 2, 0],
            "{kind}"
        );
        let path = desk.file("x.csv", second);
        assert_eq!(
            desk.import_file(kind, &path, &[]).await.counts(),
            [2, 0, 1, 1, 0],
            "{kind}"
        );
        assert_eq!(
            desk.import_file(kind, &path, &[]).await.counts(),
            [2, 0, 0, 2, 0],
            "{kind}"
        );
    }
    assert_eq!(
        desk.text("select terms || ' ' || risk_class from app.customer where ref = 'C1'")
            .await,
        "45 days B"
    );
    assert_eq!(
        desk.text("select count(*) from app.customer_state where fact = 'risk_class'")
            .await,
        "1"
    );
    assert_eq!(
        desk.text("select round(sum(amount), 2) from app.receipt")
            .await,
        "21.00"
    );
    desk.assert_adds_up().await;
}

#[tokio::test]
async fn an_import_that_exceeds_a_limit_raises_the_breach_in_the_same_transaction() {
    let desk = Desk::with_company().await;
    let customers = desk.file("c.csv", "reference,name\nC1,One\n");
    desk.import_file("customers", &customers, &[]).await;
    let limits = desk.file(
        "l.csv",
        "customer,effective_on,currency,amount\nC1,2020-01-01,EUR,100\n",
    );
    desk.import_file("limits", &limits, &[]).await;
    let invoices = |amount: u32| {
        desk.file(
            "i.csv",
            format!("customer,number,issued_on,currency,amount\nC1,F1,2026-01-01,EUR,{amount}\n"),
        )
    };
    let breaches = "select string_agg(kind || ' ' || state || ' ' || coalesce(round(amount, 2), 0), '; ' order by raised_at) from app.alert where kind = 'breach'";
    desk.import_file("invoices", &invoices(100), &[]).await;
    assert_eq!(desk.text(breaches).await, "null", "equality is accepted");
    desk.import_file("invoices", &invoices(130), &[]).await;
    assert_eq!(desk.text(breaches).await, "breach open 30.00");
    let payment = desk.file(
        "p.csv",
        "customer,received_on,currency,amount,invoice\nC1,2026-01-02,EUR,50,F1\n",
    );
    desk.import_file("payments", &payment, &[]).await;
    assert!(desk.text(breaches).await.starts_with("breach closed"));
    desk.assert_adds_up().await;
}

#[tokio::test]
async fn a_payment_pays_the_invoice_it_names_and_the_rest_is_on_account() {
    let desk = Desk::with_company().await;
    let ledger = desk.file("l.csv", "customer,number,issued_on,currency,amount\nC1,F1,2026-01-01,EUR,100\nC1,F2,2026-01-01,EUR,100\n");
    desk.import_file("ledger", &ledger, &[]).await;
    let payments = desk.file("p.csv", "customer,received_on,currency,amount,invoice\nC1,2026-01-02,EUR,60,f1\nC1,2026-01-03,EUR,60,F1\nC1,2026-01-03,EUR,60,F1\nC1,2026-01-04,EUR,7,\n");
    assert_eq!(
        desk.import_file("payments", &payments, &[]).await.counts(),
        [4, 4, 0, 0, 0]
    );
    let open = "select string_agg(d.number || ' ' || round(i.open_amount, 2), '; ' order by d.number) from app.due_item i join app.document d on d.id = i.document_id";
    assert_eq!(desk.text(open).await, "F1 0.00; F2 100.00");
    assert_eq!(
        desk.text("select round(sum(unallocated), 2) from app.receipt")
            .await,
        "87.00"
    );
    assert_eq!(
        desk.import_file("payments", &payments, &[]).await.counts(),
        [4, 0, 0, 4, 0]
    );
    assert_eq!(
        desk.text("select receipts_cover_until from app.company")
            .await,
        "2026-01-04"
    );
    desk.assert_adds_up().await;
}

#[tokio::test]
async fn every_import_is_audited_with_its_actor_and_shown_as_a_change() {
    let desk = Desk::with_company().await;
    let ledger = desk.file("l.csv", "customer,number,issued_on,currency,amount\nC1,F1,2026-01-01,EUR,100\nC2,F2,2026-01-01,EUR,100\nC2,F3,2026-01-01,EUR,100\n");
    desk.import_file("ledger", &ledger, &[]).await;
    let actors = "select string_agg(distinct actor, ',') from app.audit where verb = 'import'";
    assert_eq!(desk.text(actors).await, desk.role);
    // One for the portfolio touched, one for the import.
    assert_eq!(
        desk.text("select count(*) from app.audit where verb = 'import'")
            .await,
        "2"
    );
    assert_eq!(
        desk.text("select count(*) from app.change where entity = 'customer'")
            .await,
        "2"
    );
    assert_eq!(
        desk.text("select count(*) from staging.document").await,
        "0"
    );
}
