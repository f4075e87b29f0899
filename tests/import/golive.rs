//! What was under way elsewhere goes on here: promises, reminders, disputes, notes, rates, portfolios.

use serde_json::{Value, json};
use sqlx::types::Uuid;

use super::{Desk, mapping};

const LEDGER: &str = "customer,name,number,issued_on,due_on,currency,amount,contact_email\n\
    C1,One,F1,2026-04-20,2026-05-20,EUR,1000,pay@one.example\n\
    C1,One,F2,2026-05-20,2026-06-20,EUR,500,\n\
    C2,Two,F3,2026-05-01,2026-05-31,EUR,300,pay@two.example\n\
    C2,Two,F4,2026-05-01,2026-05-31,USD,200,\n";

/// A company on its first day, 2026-06-30, with its open items, an agent and the policy every company begins with.
async fn first_day() -> Desk {
    let desk = Desk::new().await;
    desk.execute("update app.instance set kind = 'test', simulated_at = '2026-06-30 10:00+02'")
        .await;
    let opening = desk.file(
        "opening.toml",
        "kind = 'ledger'\n[company]\ncode = 'MAIN'\nname = 'Main'\ncountry = 'FR'\ncurrency = 'EUR'\nlanguage = 'en'\ntime_zone = 'Europe/Paris'\n\
         [columns]\ncustomer = 'customer'\nname = 'name'\nnumber = 'number'\nissued_on = 'issued_on'\ndue_on = 'due_on'\n\
         currency = 'currency'\namount = 'amount'\ncontact_email = 'contact_email'\n",
    );
    let ledger = desk.file("ledger.csv", LEDGER);
    let said = desk
        .import_file("ledger", &ledger, &["--mapping", opening.to_str().unwrap()])
        .await;
    assert_eq!(said.counts(), [4, 4, 0, 0, 0], "{}", said.sentence);
    desk.execute(
        "insert into app.person (role_name, display_name) values ('golive_ann', 'Ann Martin')",
    )
    .await;
    desk
}

impl Desk {
    async fn bring(&self, kind: &str, content: &str) -> super::Said {
        let path = self.file("golive.csv", content);
        self.import_file(kind, &path, &[]).await
    }

    async fn assert_checks(&self) {
        let failed = self
            .text(
                "select string_agg(\"check\" || ' ' || detail, '; ') from app.check() where not ok",
            )
            .await;
        assert_eq!(failed, "null");
    }

    /// Calls a write function as a manager.
    async fn as_manager(&self, function: &str, body: Value) -> Value {
        let role = self.db.login("manager", &["encours_manager"]).await;
        sqlx::query("insert into app.person (role_name, display_name, all_portfolios) values ($1, 'Manager', true)")
            .bind(&role)
            .execute(&self.admin)
            .await
            .unwrap();
        let pool = self.db.pool_as(&role).await;
        let call = format!("select app.{function}($1, $2)");
        sqlx::query_scalar(sqlx::AssertSqlSafe(call))
            .bind(Uuid::now_v7())
            .bind(body)
            .fetch_one(&pool)
            .await
            .unwrap()
    }
}

#[tokio::test]
async fn a_customer_reminded_elsewhere_gets_the_next_step_here() {
    let desk = first_day().await;
    let said = desk
        .bring(
            "reminders",
            "customer,invoice,step,sent_on\nC1,,1,2026-06-10\nC2,f3,2,2026-06-18\n",
        )
        .await;
    assert_eq!(
        said.counts(),
        [2, 2, 0, 0, 0],
        "{} {}",
        said.json,
        said.sentence
    );
    assert_eq!(
        desk.text("select string_agg(c.ref || ' ' || f.last_reminder_on, '; ' order by c.ref) from app.contact_fact f join app.customer c on c.id = f.customer_id").await,
        "C1 2026-06-10; C2 2026-06-18"
    );
    let company: i32 = desk
        .text("select id from app.company")
        .await
        .parse()
        .unwrap();
    desk.as_manager(
        "propose_reminders",
        json!({"company": company, "all": true}),
    )
    .await;
    // C1: F1 was reminded on 10 June, F2 fell due later and begins; C2: twelve days after step 2 is too soon for
    // step 3 of F3, and F4 begins.
    let steps = "select string_agg(d.number || ' ' || ri.step || coalesce(' ' || ri.suppressed_by, ''), '; ' order by d.number)
        from app.reminder r join app.reminder_item ri on ri.reminder_id = r.id join app.due_item i on i.id = ri.item_id
        join app.document d on d.id = i.document_id where r.state in ('proposed', 'to_review')";
    assert_eq!(desk.text(steps).await, "F1 2; F2 1; F3 3 contacted; F4 1");
    desk.assert_checks().await;
}

#[tokio::test]
async fn an_imported_promise_counts_what_came_since_it_was_made() {
    let desk = first_day().await;
    // Paid after the promise and before it was brought in: kept; the other one is broken and back on top.
    let paid = desk.file("p.csv", "customer,received_on,currency,amount,invoice\nC1,2026-06-12,EUR,400,F1\nC2,2026-06-29,EUR,1,\n");
    desk.import_file("payments", &paid, &[]).await;
    let said = desk
        .bring(
            "promises",
            "customer,external_id,invoices,made_on,promised_on,currency,amount,by,note\n\
             C1,P1,F1,2026-06-01,2026-06-15,EUR,400,Ann Martin,will pay a part\n\
             C1,P2,F1; F2,2026-06-20,2026-07-10,EUR,900,,\n\
             C2,P3,,2026-06-02,2026-06-15,EUR,300,,\n",
        )
        .await;
    assert_eq!(
        said.counts(),
        [3, 3, 0, 0, 0],
        "{} {}",
        said.json,
        said.sentence
    );
    assert_eq!(
        desk.text("select string_agg(external_id || ' ' || state || ' ' || round(received, 2), '; ' order by external_id) from app.promise").await,
        "P1 kept 400.00; P2 open 0.00; P3 broken 0.00"
    );
    assert_eq!(
        desk.text("select string_agg(d.number || ' ' || round(i.amount, 2), '; ' order by d.number) from app.promise p join app.promise_item i on i.promise_id = p.id
                   join app.due_item t on t.id = i.item_id join app.document d on d.id = t.document_id where p.external_id = 'P2'").await,
        "F1 600.00; F2 300.00",
        "of F1 what was open when the promise was made"
    );
    assert_eq!(
        desk.text("select string_agg(c.ref || ' ' || s.section, '; ' order by c.ref) from app.standing s join app.customer c on c.id = s.customer_id").await,
        "C1 2; C2 1"
    );
    assert_eq!(
        desk.text("select p.display_name || ' ' || a.effective_on || ' ' || t.body from app.activity a join app.activity_text t on t.activity_id = a.id join app.person p on p.id = a.person_id").await,
        "Ann Martin 2026-06-01 will pay a part"
    );
    desk.assert_checks().await;
}

#[tokio::test]
async fn each_kind_is_added_once_corrected_and_undone() {
    let desk = first_day().await;
    let cases = [
        (
            "promises",
            "customer,external_id,invoices,made_on,promised_on,currency,amount\n",
            "C1,1,F1,2026-06-20,2026-07-10,EUR,900\n",
            "C1,1,F1,2026-06-20,2026-07-12,EUR,900\n",
            "C2,2,,2026-06-20,2026-07-10,EUR,100\n",
            "select count(*) from app.promise where state = 'open'",
            "1",
        ),
        (
            "reminders",
            "customer,external_id,step,sent_on\n",
            "C1,1,1,2026-06-10\n",
            "C1,1,2,2026-06-12\n",
            "C2,2,1,2026-06-10\n",
            "select count(*) from app.reminder where state = 'sent'",
            "1",
        ),
        (
            "disputes",
            "customer,external_id,invoice,reason,opened_on,amount,owner\n",
            "C1,1,F1,price,2026-06-10,100,\n",
            "C1,1,F1,price,2026-06-10,150,golive_ann\n",
            "C2,2,F3,quality,2026-06-10,,\n",
            "select count(*) from app.dispute where resolved_on is null",
            "1",
        ),
        (
            "notes",
            "customer,external_id,noted_on,note\n",
            "C1,1,2026-06-10,rang\n",
            "C1,1,2026-06-10,rang twice\n",
            "C2,2,2026-06-10,wrote\n",
            "select count(*) from app.activity a where kind = 'note' and not exists (select 1 from app.activity c where c.corrects = a.id)",
            "1",
        ),
        (
            "rates",
            "base,quote,on_date,rate\n",
            "USD,EUR,2026-06-29,0.925\n",
            "USD,EUR,2026-06-29,0.93125\n",
            "GBP,EUR,2026-06-29,1.17\n",
            "select count(*) from app.fx_rate",
            "1",
        ),
        (
            "portfolios",
            "portfolio,name,customer,agent,from_on,to_on\n",
            "NORTH,North,,,,\n",
            "NORTH,Northern,,,,\n",
            "NORTH,,,golive_ann,2026-07-01,2026-07-31\n",
            "select count(*) from app.portfolio_person",
            "0",
        ),
    ];
    for (kind, header, first, corrected, second, left, expected) in cases {
        let content = [header, first].concat();
        let path = desk.file("dry.csv", &content);
        assert_eq!(
            desk.import_file(kind, &path, &["--dry-run"]).await.counts(),
            [1, 1, 0, 0, 0],
            "{kind}"
        );
        let said = desk.bring(kind, &content).await;
        assert_eq!(
            said.counts(),
            [1, 1, 0, 0, 0],
            "{kind}: {} {}",
            said.json,
            said.sentence
        );
        assert_eq!(
            desk.bring(kind, &content).await.counts(),
            [1, 0, 0, 1, 0],
            "{kind}"
        );
        let said = desk.bring(kind, &[header, corrected].concat()).await;
        assert_eq!(
            said.counts(),
            [1, 0, 1, 0, 0],
            "{kind}: {} {}",
            said.json,
            said.sentence
        );
        let said = desk
            .bring(kind, &[header, corrected, second].concat())
            .await;
        assert_eq!(
            said.counts(),
            [2, 1, 0, 1, 0],
            "{kind}: {} {}",
            said.json,
            said.sentence
        );
        desk.assert_checks().await;
        let undone = desk
            .import(&["undo", said.json["files"][0]["id"].as_str().unwrap()])
            .await;
        assert_eq!(undone.status, Some(0), "{kind}: {}", undone.sentence);
        assert_eq!(desk.text(left).await, expected, "{kind}");
        desk.assert_checks().await;
    }
    assert_eq!(
        desk.text("select round(m.overdue, 2) from app.customer_money m join app.customer c on c.id = m.customer_id where c.ref = 'C2'").await,
        "486.25",
        "300 and 200 dollars at 0.93125"
    );
}

#[tokio::test]
async fn a_portfolio_file_moves_customers_with_their_history_and_an_importer_alone_may_not() {
    let desk = first_day().await;
    let file = "portfolio,name,customer,agent,from_on\nSOUTH,South,,,\nSOUTH,,C2,,\nSOUTH,,,Ann Martin,2026-06-01\n";
    let said = desk.bring("portfolios", file).await;
    assert_eq!(
        said.counts(),
        [3, 2, 1, 0, 0],
        "{} {}",
        said.json,
        said.sentence
    );
    assert_eq!(
        desk.text("select string_agg(distinct p.code, ',') from app.due_item i join app.customer c on c.id = i.customer_id join app.portfolio p on p.id = i.portfolio_id where c.ref = 'C2'").await,
        "SOUTH"
    );
    assert_eq!(
        desk.bring("portfolios", file).await.counts(),
        [3, 0, 0, 3, 0]
    );
    desk.assert_checks().await;
    let revoke = format!("revoke encours_admin from {}", desk.role);
    desk.execute(&revoke).await;
    let said = desk
        .bring(
            "portfolios",
            "portfolio,name,customer,agent\nSOUTH,,,Ann Martin\n",
        )
        .await;
    assert_eq!(said.status, Some(1), "{}", said.json);
    desk.execute(&format!("grant encours_admin to {}", desk.role))
        .await;
}

#[tokio::test]
async fn a_line_that_cannot_be_is_rejected_with_its_reason() {
    let desk = first_day().await;
    let cases = [
        (
            "promises",
            "customer,invoices,made_on,promised_on,currency,amount\nC9,,2026-06-01,2026-07-01,EUR,5\n",
            "no customer C9",
        ),
        (
            "promises",
            "customer,invoices,made_on,promised_on,currency,amount\nC1,F1;F9,2026-06-01,2026-07-01,EUR,5\n",
            "no invoice F9",
        ),
        (
            "promises",
            "customer,invoices,made_on,promised_on,currency,amount\nC1,F2,2026-06-01,2026-07-01,EUR,501\n",
            "of which 500.00 was open",
        ),
        (
            "promises",
            "customer,invoices,made_on,promised_on,currency,amount\nC1,F2,2026-07-01,2026-07-02,EUR,5\n",
            "lies ahead",
        ),
        (
            "promises",
            "customer,made_on,promised_on,currency,amount,by\nC1,2026-06-01,2026-07-02,EUR,5,Nobody\n",
            "Nobody is not exactly one person",
        ),
        (
            "reminders",
            "customer,step,sent_on\nC1,0,2026-06-01\n",
            "not a whole number from 1",
        ),
        (
            "reminders",
            "customer,step,sent_on\nC1,19,2026-06-01\n",
            "no step 19",
        ),
        (
            "disputes",
            "customer,invoice,reason,opened_on,amount\nC1,F1,price,2026-06-01,600\nC1,F1,quality,2026-06-01,600\n",
            "only 1000.00 is open",
        ),
        (
            "disputes",
            "customer,invoice,reason,opened_on\nC1,F1,mood,2026-06-01\n",
            "not one of price",
        ),
        ("notes", "customer,noted_on,note\nC1,2026-06-01,\n", "note"),
        (
            "rates",
            "base,quote,on_date,rate\nEUR,EUR,2026-06-01,1\n",
            "between two currencies",
        ),
        (
            "rates",
            "base,quote,on_date,rate\nUSD,EUR,2026-06-01,\"0,925\"\n",
            "rate",
        ),
        (
            "portfolios",
            "portfolio,customer,agent\nWEST,C1,\n",
            "no portfolio WEST",
        ),
        (
            "portfolios",
            "portfolio,customer,agent\nMAIN,C1,golive_ann\n",
            "not both, not none",
        ),
    ];
    for (kind, content, expected) in cases {
        let said = desk.bring(kind, content).await;
        assert_eq!(said.status, Some(1), "{content}: {}", said.json);
        let rejects = &said.json["files"][0]["rejects"];
        assert!(
            rejects[0]["line"].as_u64() >= Some(2),
            "{content}: {}",
            said.json
        );
        assert!(
            rejects.to_string().contains(expected),
            "{content}: {rejects}"
        );
    }
    assert_eq!(desk.text("select (select count(*) from app.promise) + (select count(*) from app.dispute) + (select count(*) from app.fx_rate)").await, "0");
}

#[tokio::test]
async fn the_sample_mappings_read_their_kind() {
    for kind in [
        "promises",
        "reminders",
        "disputes",
        "notes",
        "rates",
        "portfolios",
    ] {
        let text = std::fs::read_to_string(mapping(&format!("golive-{kind}.toml"))).unwrap();
        let kind = encours::intake::kind::Kind::named(kind).unwrap();
        assert!(
            encours::intake::mapping::Mapping::parse(&text, kind).is_ok(),
            "{}",
            kind.name()
        );
    }
}
