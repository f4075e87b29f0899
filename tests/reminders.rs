//! Reminders: the next step from what was sent, each reason for holding back, approval as it was read.

use serde_json::json;
use uuid::Uuid;

use encours::outreach::letter::Rendered;

use crate::support::creditor::{Creditor, day};

/// The step of every item of a reminder that is not held back, and of those that are, the reason.
async fn items(creditor: &Creditor, reminder: Uuid) -> Vec<(String, i16, Option<String>)> {
    sqlx::query_as(
        "select d.number, i.step, i.suppressed_by from app.reminder_item i
           join app.due_item x on x.company_id = i.company_id and x.id = i.item_id
           join app.document d on d.company_id = x.company_id and d.id = x.document_id
          where i.reminder_id = $1 order by 1",
    )
    .bind(reminder)
    .fetch_all(&creditor.admin)
    .await
    .unwrap()
}

async fn proposed(creditor: &Creditor, customer: Uuid) -> (Uuid, String) {
    match creditor.current(customer).await {
        Some((id, state, None)) => (id, state),
        other => panic!("not proposed: {other:?}"),
    }
}

#[tokio::test]
async fn each_invoice_takes_its_own_next_step_and_none_is_skipped() {
    let creditor = Creditor::new().await;
    let customer = creditor
        .customer("C1", "fr", Some("c1@customer.example"))
        .await;
    // 3 days late, and 40: never reminded, so both begin with the first step.
    creditor.invoice(customer, "A", "2026-06-28", "100").await;
    creditor.invoice(customer, "B", "2026-05-22", "200").await;
    creditor.propose_all().await;
    let (first, state) = proposed(&creditor, customer).await;
    assert_eq!(state, "proposed");
    assert_eq!(
        items(&creditor, first).await,
        [("A".into(), 1, None), ("B".into(), 1, None)]
    );

    // The same day again, before and after approval: nothing twice.
    let again = creditor.propose_all().await;
    assert_eq!(
        (&again["proposed"], &again["unchanged"]),
        (&json!(0), &json!(1))
    );
    creditor.approve(first).await.unwrap();
    creditor.propose_all().await;
    assert_eq!(creditor.reason(customer).await, "contacted");
    creditor.send_all().await;

    // The pause between the steps is 12 days, whatever the days late.
    creditor.set_today("2026-07-12").await;
    creditor.propose_all().await;
    assert_eq!(creditor.reason(customer).await, "contacted");
    creditor.set_today("2026-07-13").await;
    let fresh = creditor.invoice(customer, "C", "2026-07-08", "50").await;
    creditor.propose_all().await;
    let (second, _) = proposed(&creditor, customer).await;
    // A is 15 days late, B 52, C 5: the tone is the highest step's, each item keeps its own.
    assert_eq!(
        items(&creditor, second).await,
        [
            ("A".into(), 2, None),
            ("B".into(), 2, None),
            ("C".into(), 1, None)
        ]
    );
    assert_eq!(
        creditor
            .text("select tone from app.reminder where state = 'proposed'")
            .await,
        "firm"
    );
    creditor.approve(second).await.unwrap();
    creditor.send_all().await;

    // Formal notice: what has reached it alone, one by one, on paper.
    creditor.set_today("2026-07-28").await;
    creditor.propose_all().await;
    let (third, state) = proposed(&creditor, customer).await;
    assert_eq!(state, "to_review");
    let listed = items(&creditor, third).await;
    assert_eq!(listed[0], ("A".into(), 3, None));
    assert_eq!(listed[1], ("B".into(), 3, None));
    assert_eq!(
        listed[2].2.as_deref(),
        Some("not_in_formal_notice"),
        "{fresh}"
    );
    // What lateness has cost stands beside what is owed: 40 EUR for A and B each; interest once the half-year's rate is
    // recorded, 100 × 12.15 % × 30 days ÷ 365 and 200 × 12.15 % × 67 ÷ 365.
    let (_, unknown) = creditor.approval(third).await;
    let said = |letter: &Rendered, line: &str| letter.text.replace('\u{a0}', " ").contains(line);
    let indemnity = "Indemnité forfaitaire pour frais de recouvrement : 80,00 €";
    assert!(said(&unknown, indemnity), "{}", unknown.text);
    assert!(
        !unknown.text.contains("Intérêts de retard à"),
        "{}",
        unknown.text
    );
    creditor
        .run("insert into app.interest_rate (kind, country, from_on, percent, source) values ('ecb_mro', 'EU', '2026-07-01', 2.15, 'ECB')")
        .await;
    let (mut body, known) = creditor.approval(third).await;
    assert!(
        said(&known, "Intérêts de retard à ce jour : 5,46 €"),
        "{}",
        known.text
    );
    assert!(said(&known, indemnity), "{}", known.text);
    let bulk = creditor
        .call("approve_reminders", json!({"reminders": [body]}))
        .await
        .unwrap();
    assert_eq!(bulk["refused"][0]["code"], "reminder-one-by-one");
    body = creditor.approval(third).await.0;
    let approved = creditor.call("approve_reminder", body).await.unwrap();
    assert_eq!(approved["mail"], json!(null));
    // The letter lies there until somebody has posted it: it is taken back, proposed again and approved again.
    let ours = json!({"reminders": [third]});
    let recalled = creditor.call("recall_reminders", ours.clone()).await;
    assert_eq!(recalled.unwrap()["recalled"], 1);
    let (third, state) = proposed(&creditor, customer).await;
    assert_eq!(state, "to_review");
    let again = creditor.call("recall_reminders", ours).await;
    assert_eq!(again.unwrap_err().code(), "reminder-left");
    let body = creditor.approval(third).await.0;
    let approved = creditor.call("approve_reminder", body).await.unwrap();
    let rev = approved["rev"].clone();
    creditor
        .call("record_letter", json!({"reminder": third, "rev": rev, "sent_on": "2026-07-28", "tracking_number": "1A 234"}))
        .await
        .unwrap();
    assert_eq!(
        creditor
            .text("select tracking_number from app.reminder where state = 'sent' and step = 3")
            .await,
        "1A 234"
    );
}

#[tokio::test]
async fn what_is_held_back_says_why() {
    let creditor = Creditor::new().await;
    let mut made = Vec::new();
    for (reference, expected) in [
        ("DISPUTED", "disputed"),
        ("PROMISED", "promised"),
        ("ACCOUNT", "promised"),
        ("HELD", "on_hold"),
        ("CREDIT", "below_minimum"),
        ("CALLED", "contacted"),
        ("NOMAIL", "no_address"),
        ("INSOLVENT", "insolvency"),
        ("COURT", "litigation"),
        ("FACTORED", "factored"),
        ("DEBIT", "direct_debit"),
        ("EARLY", "not_yet_due"),
        ("ERROR", "in_error"),
        ("CHANGED", "address_changed"),
        ("SMALL", "below_minimum"),
    ] {
        let email = format!("{}@customer.example", reference.to_lowercase());
        let customer = creditor
            .customer(
                reference,
                "en",
                (reference != "NOMAIL").then_some(email.as_str()),
            )
            .await;
        let due = if reference == "EARLY" {
            "2026-06-29"
        } else {
            "2026-06-20"
        };
        let amount = if reference == "SMALL" {
            "14.99"
        } else {
            "1000"
        };
        let item = creditor.invoice(customer, reference, due, amount).await;
        made.push((reference, customer, item, expected));
    }
    let of = |name: &str| {
        made.iter()
            .find(|(reference, ..)| *reference == name)
            .map(|(_, customer, item, _)| (*customer, *item))
            .unwrap()
    };
    creditor
        .invoice(of("CREDIT").0, "AVOIR", "2026-06-20", "-990")
        .await;
    for (name, sql) in [
        (
            "DISPUTED",
            "insert into app.dispute (company_id, id, customer_id, portfolio_id, item_id, reason, amount, opened_on) select company_id, app.uuid7(), customer_id, portfolio_id, id, 'price', 1000, '2026-06-25' from app.due_item where id = 'ITEM'",
        ),
        (
            "PROMISED",
            "with p as (insert into app.promise (company_id, id, customer_id, portfolio_id, amount, currency, made_on, promised_on, judge_on) select company_id, app.uuid7(), customer_id, portfolio_id, 1000, 'EUR', '2026-06-25', '2026-07-10', '2026-07-15' from app.due_item where id = 'ITEM' returning *) insert into app.promise_item (company_id, promise_id, item_id, customer_id, portfolio_id, amount) select company_id, id, 'ITEM', customer_id, portfolio_id, amount from p",
        ),
        (
            "ACCOUNT",
            "insert into app.promise (company_id, id, customer_id, portfolio_id, amount, currency, made_on, promised_on, judge_on, on_account) select company_id, app.uuid7(), customer_id, portfolio_id, 1000, 'EUR', '2026-06-25', '2026-07-10', '2026-07-15', true from app.due_item where id = 'ITEM'",
        ),
        (
            "HELD",
            "insert into app.hold (company_id, id, customer_id, portfolio_id, scope, what, reason, state, from_on, until_on) select company_id, app.uuid7(), customer_id, portfolio_id, 'customer', 'reminders', 'talks', 'in_force', '2026-06-25', '2026-07-20' from app.due_item where id = 'ITEM'",
        ),
        (
            "CALLED",
            "insert into app.contact_fact (company_id, customer_id, portfolio_id, last_right_party_on) select company_id, customer_id, portfolio_id, '2026-06-27' from app.due_item where id = 'ITEM'",
        ),
        (
            "INSOLVENT",
            "update app.customer set insolvent_on = '2026-06-28' where ref = 'INSOLVENT'",
        ),
        (
            "COURT",
            "update app.due_item set state = 'litigation' where id = 'ITEM'",
        ),
        (
            "FACTORED",
            "update app.due_item set state = 'factored' where id = 'ITEM'",
        ),
        (
            "DEBIT",
            "update app.customer set payment_method = 'direct_debit' where ref = 'DEBIT'",
        ),
        (
            "ERROR",
            "update app.document set status = 'in_error' where number = 'ERROR'",
        ),
        (
            "CHANGED",
            "update app.contact set email_changed_at = '2026-07-01 08:00+02' where email like 'changed@%'",
        ),
    ] {
        creditor
            .run(&sql.replace("ITEM", &of(name).1.to_string()))
            .await;
    }
    let told = creditor.propose_all().await;
    assert_eq!(told["proposed"], 0, "{told}");
    for (reference, customer, _, expected) in &made {
        assert_eq!(&creditor.reason(*customer).await, expected, "{reference}");
    }
    let until: chrono::NaiveDate = sqlx::query_scalar("select suppressed_until from app.reminder r join app.customer k on k.id = r.customer_id where k.ref = 'CALLED'")
        .fetch_one(&creditor.admin)
        .await
        .unwrap();
    assert_eq!(until, day("2026-07-02"));
}

#[tokio::test]
async fn the_disputed_and_the_promised_part_are_not_asked_for() {
    let creditor = Creditor::new().await;
    let customer = creditor
        .customer("C1", "en", Some("c1@customer.example"))
        .await;
    let item = creditor.invoice(customer, "A", "2026-06-20", "1000").await;
    creditor
        .invoice_in(customer, "B", "2026-06-20", "70", "USD")
        .await;
    creditor.run(&format!("insert into app.dispute (company_id, id, customer_id, portfolio_id, item_id, reason, amount, opened_on) select company_id, app.uuid7(), customer_id, portfolio_id, id, 'price', 300, '2026-06-25' from app.due_item where id = '{item}'")).await;
    creditor.run(&format!("insert into app.promise (company_id, id, customer_id, portfolio_id, amount, currency, made_on, promised_on, judge_on, on_account) select company_id, app.uuid7(), customer_id, portfolio_id, 150, 'EUR', '2026-06-25', '2026-07-10', '2026-07-15', true from app.due_item where id = '{item}'")).await;
    creditor.propose_all().await;
    let (id, _) = proposed(&creditor, customer).await;
    let (_, rendered) = creditor.approval(id).await;
    // 1000 − 300 disputed − 150 promised; the dollars stand by themselves.
    for amount in ["€550.00", "$70.00", "€1,000.00"] {
        assert!(
            rendered.text.contains(amount),
            "{amount} in {}",
            rendered.text
        );
        assert!(rendered.html.contains(amount), "{amount}");
    }
    assert!(rendered.text.contains("Dear Élise Martin"));
}

/// What the policy holds back, or would send otherwise, since it was proposed is not approved; a recalled one comes back
/// as it was.
#[tokio::test]
async fn approval_judges_the_proposal_again() {
    let creditor = Creditor::new().await;
    let customer = creditor
        .customer("C1", "fr", Some("c1@customer.example"))
        .await;
    creditor.invoice(customer, "A", "2026-06-20", "1000").await;
    creditor.propose_all().await;
    let (id, _) = proposed(&creditor, customer).await;
    for (change, back, refusal) in [
        (
            "update app.customer set payment_method = 'direct_debit'",
            "update app.customer set payment_method = 'transfer'",
            "reminder-held-back",
        ),
        (
            "update app.reminder set step = 2, tone = 'firm', template_code = 'firm'",
            "update app.reminder set step = 1, tone = 'friendly', template_code = 'friendly'",
            "reminder-other-step",
        ),
    ] {
        creditor.run(change).await;
        assert_eq!(creditor.approve(id).await.unwrap_err().code(), refusal);
        creditor.run(back).await;
    }
    assert_eq!(creditor.count("select count(*) from app.outbox").await, 0);
    let told = creditor.approve(id).await.unwrap();
    creditor
        .call("recall_mail", json!({"mail": told["mail"]}))
        .await
        .unwrap();
    assert_eq!(
        creditor
            .text("select step || ' ' || tone || ' ' || state from app.reminder where state = 'proposed'")
            .await,
        "1 friendly proposed"
    );
}

#[tokio::test]
async fn approval_is_of_what_was_read_and_once() {
    let creditor = Creditor::new().await;
    let customer = creditor
        .customer("C1", "fr", Some("c1@customer.example"))
        .await;
    let item = creditor.invoice(customer, "A", "2026-06-20", "1000").await;
    creditor.propose_all().await;
    let (id, _) = proposed(&creditor, customer).await;
    let (good, rendered) = creditor.approval(id).await;
    assert!(
        rendered.text.contains("1\u{a0}000,00\u{a0}€"),
        "{}",
        rendered.text
    );

    let refusal = async |change: &dyn Fn(&mut serde_json::Value)| {
        let mut body = good.clone();
        change(&mut body);
        creditor
            .call("approve_reminder", body)
            .await
            .unwrap_err()
            .code()
            .to_owned()
    };
    assert_eq!(
        refusal(&|body| body["text"] = json!("pay elsewhere")).await,
        "preview-changed"
    );
    assert_eq!(
        refusal(&|body| body["rev"] = json!(99)).await,
        "reminder-changed"
    );
    assert_eq!(
        refusal(&|body| body["to"] = json!("x@evil.example")).await,
        "address-changed"
    );
    assert_eq!(
        refusal(&|body| body["message_id"] = json!("<x@y>\r\nBcc: z")).await,
        "message-id-unfit"
    );
    assert_eq!(
        refusal(&|body| body["reminder"] = json!(Uuid::nil())).await,
        "reminder-unknown"
    );
    creditor.pay(item, "1").await;
    assert_eq!(refusal(&|_| {}).await, "reminder-overtaken-paid");
    creditor.propose_all().await;

    let told = creditor.approve(id).await.unwrap();
    assert!(told["mail"].is_string(), "{told}");
    assert_eq!(
        creditor.approve(id).await.unwrap_err().code(),
        "reminder-not-open"
    );
    assert_eq!(
        creditor
            .count("select count(*) from app.outbox where state = 'queued'")
            .await,
        1
    );
    assert_eq!(
        creditor
            .count("select count(*) from app.audit where verb = 'approve_reminder'")
            .await,
        1
    );

    // Recalled while it waits: proposed again, and the mail never claimed.
    creditor
        .call("recall_mail", json!({"mail": told["mail"]}))
        .await
        .unwrap();
    assert_eq!(
        creditor.text("select state from app.outbox").await,
        "recalled"
    );
    let (second, state) = proposed(&creditor, customer).await;
    assert_ne!(second, id);
    assert_eq!(state, "proposed");
    let twice = creditor
        .call("recall_mail", json!({"mail": told["mail"]}))
        .await
        .unwrap_err();
    assert_eq!(twice.code(), "mail-not-queued");
}

#[tokio::test]
async fn another_portfolio_is_out_of_reach() {
    let creditor = Creditor::new().await;
    let customer = creditor
        .customer("C1", "fr", Some("c1@customer.example"))
        .await;
    creditor.invoice(customer, "A", "2026-06-20", "1000").await;
    creditor.propose_all().await;
    let (id, _) = proposed(&creditor, customer).await;
    creditor.run("delete from app.portfolio_person").await;
    for (verb, body) in [
        ("propose_reminders", json!({"customer": customer})),
        (
            "approve_reminder",
            json!({"reminder": id, "rev": 1, "hash": "x", "subject": "s", "text": "t"}),
        ),
        ("reject_reminder", json!({"reminder": id, "rev": 1})),
    ] {
        let code = creditor
            .call(verb, body)
            .await
            .unwrap_err()
            .code()
            .to_owned();
        assert!(
            matches!(code.as_str(), "customer-unknown" | "reminder-unknown"),
            "{verb}: {code}"
        );
    }
    let told = creditor.propose_all().await;
    assert_eq!(told["suppressed"], 0, "{told}");
}

#[test]
fn the_default_templates_can_be_saved() {
    for [code, lang, subject, text, html] in encours::store::reminder::default_templates() {
        encours::outreach::letter::check_template(subject, text, html)
            .unwrap_or_else(|error| panic!("{lang}/{code}: {error}"));
        // A statement of account is attached whole; its letter repeats no table.
        let table = text.contains("{{ table }}") || code == "statement";
        assert!(!subject.is_empty() && table, "{lang}/{code}");
    }
}
