//! What lateness costs: the checked examples, and what the law and contracts make of it.

use encours::domain::currency::Currency;
use encours::domain::filter::{AsOf, Filter};
use encours::domain::interest::Claim;
use encours::store::interest;
use rust_decimal::Decimal;
use serde_json::json;
use sqlx::AssertSqlSafe;

use crate::support::data::shared_data;
use crate::support::ledger::{Who, World, customer};

const COMPANY: i32 = 1;

/// The golden company with nothing on it that is late on these days.
async fn world() -> World {
    World::golden().await
}

async fn claims(world: &World, day: &str) -> Vec<Claim> {
    let filter = Filter::default();
    let day = AsOf::day(day.parse().expect("a date"));
    interest::claims(world.pool(Who::Aude), COMPANY, &filter, day)
        .await
        .unwrap_or_else(|error| panic!("{error} {:?}", error.params()))
}

/// Principal, interest, indemnity; the parts' interest; the flags.
fn told(claim: &Claim) -> String {
    let maybe = |amount: Option<Decimal>| amount.map_or("?".to_owned(), |a| a.to_string());
    let parts: Vec<String> = claim
        .parts
        .iter()
        .map(|part| {
            let interest = maybe(part.interest.map(|i| i.amount()));
            format!("{}d {} {interest}", part.days, maybe(part.percent))
        })
        .collect();
    let flags: Vec<&str> = claim.flags.iter().map(|flag| flag.word()).collect();
    format!(
        "{} | {} | {} {} | {} | {}",
        claim.principal.amount(),
        maybe(claim.interest.map(|i| i.amount())),
        claim.indemnity.map_or(Decimal::ZERO, |i| i.amount()),
        claim.indemnity.map_or(Currency::EUR, |i| i.currency()),
        parts.join(", "),
        flags.join(" ")
    )
}

async fn one(world: &World, number: &str, day: &str) -> String {
    let claims = claims(world, day).await;
    let mut of = claims.iter().filter(|c| c.number.as_str() == number);
    let claim = of
        .next()
        .unwrap_or_else(|| panic!("{number} is not late on {day}"));
    assert!(of.next().is_none(), "{number} has one item");
    told(claim)
}

async fn invoice(world: &World, number: &str, of: &str, (issued, due): (&str, &str), amount: i64) {
    world
        .lay_document(number, of, "invoice", "EUR", issued, due, amount)
        .await;
}

async fn set(world: &World, statement: &str) {
    sqlx::raw_sql(AssertSqlSafe(statement))
        .execute(&world.admin)
        .await
        .unwrap_or_else(|error| panic!("{statement}: {error}"));
}

#[tokio::test]
async fn each_half_year_bears_its_own_rate_and_the_parts_add_up() {
    let world = world().await;
    invoice(&world, "L1", "A", ("2024-10-31", "2024-11-30"), 10_000).await;
    world.lay_payment("L1", "2025-02-15", 10_000).await;
    invoice(&world, "L2", "A", ("2024-08-31", "2024-09-30"), 1_000).await;
    world.lay_payment("L2", "2024-10-30", 1_000).await;
    invoice(&world, "L3", "A", ("2025-12-31", "2026-01-31"), 1_000).await;
    world.lay_payment("L3", "2026-02-10", 400).await;
    assert_eq!(
        one(&world, "L1", "2025-06-30").await,
        "0.00 | 286.75 | 40.00 EUR | 31d 14.25 121.03, 46d 13.15 165.72 | "
    );
    assert_eq!(
        one(&world, "L2", "2025-06-30").await,
        "0.00 | 11.71 | 40.00 EUR | 30d 14.25 11.71 | "
    );
    // 1 000 for ten days, then 600 for twenty
    assert_eq!(
        one(&world, "L3", "2026-03-02").await,
        "600.00 | 7.32 | 40.00 EUR | 10d 12.15 3.33, 20d 12.15 3.99 | "
    );
    // on the day it is due nothing is late, and nothing is the day after either when it was paid that day
    invoice(&world, "L4", "A", ("2024-10-31", "2024-11-30"), 500).await;
    world.lay_payment("L4", "2024-11-30", 500).await;
    let late = claims(&world, "2025-06-30").await;
    assert!(late.iter().all(|claim| claim.number.as_str() != "L4"));
    assert!(claims(&world, "2024-09-30").await.is_empty());
}

#[tokio::test]
async fn a_half_year_without_a_rate_is_unknown_until_somebody_records_it() {
    let world = world().await;
    invoice(&world, "U1", "A", ("2026-05-20", "2026-06-20"), 1_000).await;
    assert_eq!(
        one(&world, "U1", "2026-07-10").await,
        "1000.00 | ? | 40.00 EUR | 10d 12.15 3.33, 10d ? ? | rate_unknown"
    );
    let rate = json!({"kind": "ecb_mro", "from_on": "2026-07-01", "percent": "2.15"});
    world
        .refuses(Who::Sophie, "set_interest_rate", rate.clone(), "denied")
        .await;
    set(
        &world,
        &format!("grant encours_admin to {}", world.role(Who::Sophie)),
    )
    .await;
    let odd = json!({"kind": "ecb_mro", "from_on": "2026-08-01", "percent": "2.15"});
    world
        .refuses(Who::Sophie, "set_interest_rate", odd, "rate-not-half-year")
        .await;
    world.act(Who::Sophie, "set_interest_rate", rate).await;
    assert_eq!(
        one(&world, "U1", "2026-07-10").await,
        "1000.00 | 6.66 | 40.00 EUR | 10d 12.15 3.33, 10d 12.15 3.33 | "
    );
}

#[tokio::test]
async fn public_buyers_and_consumers_have_rules_of_their_own() {
    let world = world().await;
    set(&world, "update app.customer set kind = 'public' where ref = 'A'; update app.customer set kind = 'consumer' where ref = 'B'").await;
    for (number, of) in [("K1", "A"), ("K2", "B")] {
        invoice(&world, number, of, ("2024-10-31", "2024-11-30"), 10_000).await;
    }
    assert_eq!(
        one(&world, "K1", "2025-02-15").await,
        "10000.00 | 258.42 | 40.00 EUR | 77d 12.25 258.42 | "
    );
    assert_eq!(
        one(&world, "K2", "2025-02-15").await,
        "10000.00 | 0.00 | 0.00 EUR |  | no_notice"
    );
    // a formal notice presented on 1 January: 46 days at the legal rate
    set(&world, "insert into app.reminder (company_id, id, customer_id, portfolio_id, run_id, proposed_on, language, channel, tone, step, template_code, state, sent_on, presented_on)
          select 1, '00000000-0000-0000-0000-0000000000f1', c.id, c.portfolio_id, app.uuid7(), '2024-12-28', 'fr', 'registered_letter', 'formal_notice', 3, 'formal_notice', 'sent', '2024-12-29', '2025-01-01' from app.customer c where ref = 'B';
         insert into app.reminder_item (company_id, reminder_id, item_id, customer_id, portfolio_id, step, amount, currency, days_late)
          select 1, '00000000-0000-0000-0000-0000000000f1', i.id, i.customer_id, i.portfolio_id, 3, 10000, 'EUR', 28 from app.due_item i join app.document d on d.id = i.document_id where d.number = 'K2'").await;
    assert_eq!(
        one(&world, "K2", "2025-02-15").await,
        "10000.00 | 46.76 | 0.00 EUR | 46d 3.71 46.76 | "
    );
}

#[tokio::test]
async fn a_contract_says_its_rate_for_what_is_issued_after_and_a_low_one_is_flagged() {
    let world = world().await;
    invoice(&world, "C1", "A", ("2024-10-31", "2024-11-30"), 10_000).await;
    world
        .act(Who::Marc, "set_penalty_rate", json!({"rate": "12"}))
        .await;
    // 77 days at 12 %, not split; three times 4.92 is more
    assert_eq!(
        one(&world, "C1", "2025-02-15").await,
        "10000.00 | 253.15 | 40.00 EUR | 77d 12 253.15 | below_floor"
    );
    world
        .act(
            Who::Marc,
            "set_penalty_rate",
            json!({"customer": customer("A"), "rate": "ecb+12", "from_on": "2024-11-01"}),
        )
        .await;
    assert!(one(&world, "C1", "2025-02-15").await.contains("77d 12 "));
    world
        .act(
            Who::Marc,
            "set_penalty_rate",
            json!({"customer": customer("A"), "rate": "ecb+12", "from_on": "2024-10-31"}),
        )
        .await;
    assert_eq!(
        one(&world, "C1", "2025-02-15").await,
        "10000.00 | 328.95 | 40.00 EUR | 31d 16.25 138.01, 46d 15.15 190.94 | "
    );
    // back to what the law says, for this customer alone
    world
        .act(
            Who::Marc,
            "set_penalty_rate",
            json!({"customer": customer("A"), "from_on": "2024-10-31"}),
        )
        .await;
    world.act(Who::Marc, "set_penalty_rate", json!({})).await;
    assert!(one(&world, "C1", "2025-02-15").await.contains("286.75"));
    let wrong = json!({"rate": "a lot"});
    world
        .refuses(
            Who::Marc,
            "set_penalty_rate",
            wrong,
            "penalty-rate-unreadable",
        )
        .await;
    world
        .refuses(
            Who::Ines,
            "set_penalty_rate",
            json!({"rate": "12"}),
            "role-missing",
        )
        .await;
}

#[tokio::test]
async fn insolvency_stops_the_interest_and_forbids_the_indemnity_after_it() {
    let world = world().await;
    invoice(&world, "J1", "A", ("2024-10-31", "2024-11-30"), 10_000).await;
    invoice(&world, "J2", "A", ("2024-10-31", "2025-01-31"), 1_000).await;
    set(
        &world,
        "update app.customer set insolvent_on = '2025-01-01' where ref = 'A'",
    )
    .await;
    assert_eq!(
        one(&world, "J1", "2025-02-15").await,
        "10000.00 | 121.03 | 40.00 EUR | 31d 14.25 121.03 | insolvency"
    );
    assert_eq!(
        one(&world, "J2", "2025-02-15").await,
        "1000.00 | 0.00 | 0.00 EUR |  | insolvency"
    );
    // what was bought after the judgment is paid as agreed
    invoice(&world, "J3", "A", ("2025-01-02", "2025-01-31"), 1_000).await;
    assert_eq!(
        one(&world, "J3", "2025-02-15").await,
        "1000.00 | 5.40 | 40.00 EUR | 15d 13.15 5.40 | "
    );
}

#[tokio::test]
async fn an_instalment_has_an_indemnity_of_its_own_unless_the_company_says_otherwise() {
    let world = world().await;
    world.set_today("2025-01-02").await;
    world
        .act(Who::Ines, "record_invoice", json!({"customer": customer("A"), "number": "P1", "amount": "100.00", "currency": "USD", "issued_on": "2024-10-31",
               "items": [{"due_on": "2024-11-30", "amount": "40.00"}, {"due_on": "2024-12-15", "amount": "60.00"}]}))
        .await;
    let indemnities = async |world: &World| {
        let claims = claims(world, "2025-01-02").await;
        let of = claims.iter().filter(|c| c.number.as_str() == "P1");
        of.map(|c| c.indemnity.map(|i| i.to_string()).unwrap_or_default())
            .collect::<Vec<_>>()
    };
    let forty = indemnities(&world).await;
    assert_eq!(forty.len(), 2);
    assert_eq!(forty[0], forty[1], "each has its own, in euros");
    set(
        &world,
        "update app.company set indemnity_per_instalment = false",
    )
    .await;
    let once = indemnities(&world).await;
    assert_eq!(once[0], forty[0]);
    assert_ne!(once[1], forty[1]);
}

#[tokio::test]
async fn what_is_credited_was_never_owed_and_a_returned_payment_is_owed_again() {
    let world = world().await;
    invoice(&world, "W1", "A", ("2024-10-31", "2024-11-30"), 10_000).await;
    world
        .lay_document(
            "W2",
            "A",
            "credit_note",
            "EUR",
            "2025-01-20",
            "2025-01-20",
            -4_000,
        )
        .await;
    set(&world, "insert into app.allocation (company_id, id, customer_id, portfolio_id, kind, item_id, source_item_id, amount, source_amount, applied_on)
          select 1, app.uuid7(), i.customer_id, i.portfolio_id, 'credit', i.id, c.id, 4000, 4000, '2025-01-20'
            from app.due_item i join app.document d on d.id = i.document_id and d.number = 'W1', app.due_item c join app.document e on e.id = c.document_id and e.number = 'W2'").await;
    assert_eq!(
        one(&world, "W1", "2024-12-31").await,
        "10000.00 | 121.03 | 40.00 EUR | 31d 14.25 121.03 | "
    );
    assert_eq!(
        one(&world, "W1", "2025-02-15").await,
        "6000.00 | 172.05 | 40.00 EUR | 31d 14.25 72.62, 46d 13.15 99.43 | "
    );
    // paid for ten days, from 6 to 15 January
    world.set_today("2025-02-15").await;
    let receipt = world
        .act(Who::Ines, "record_receipt", json!({"customer": customer("A"), "amount": "6000.00", "currency": "EUR", "effective_on": "2025-01-05", "match": [{"item": crate::support::ledger::item("W1")}]}))
        .await;
    assert_eq!(
        one(&world, "W1", "2025-02-15").await,
        "0.00 | 83.42 | 40.00 EUR | 31d 14.25 72.62, 5d 13.15 10.80 | "
    );
    world
        .act(
            Who::Ines,
            "return_receipt",
            json!({"receipt": receipt, "returned_on": "2025-01-15", "reason": "MD06"}),
        )
        .await;
    assert_eq!(
        one(&world, "W1", "2025-02-15").await,
        "6000.00 | 150.44 | 40.00 EUR | 31d 14.25 72.62, 5d 13.15 10.81, 31d 13.15 67.01 | "
    );
}

#[tokio::test]
async fn the_recorded_rates_are_the_published_ones() {
    let (Some(ecb), Some(legal)) = (
        shared_data("rates/ecb_mro.csv"),
        shared_data("rates/fr_legal_interest_rate.csv"),
    ) else {
        return;
    };
    let world = world().await;
    let rows = |path| {
        let mut reader = csv::Reader::from_path(path).expect("a file");
        let rows: Result<Vec<csv::StringRecord>, _> = reader.records().collect();
        rows.expect("rows")
    };
    let recorded: Vec<(String, chrono::NaiveDate, Decimal)> =
        sqlx::query_as("select kind, from_on, percent from app.interest_rate")
            .fetch_all(&world.admin)
            .await
            .expect("rates");
    let ecb = rows(ecb);
    let legal = rows(legal);
    assert!(recorded.len() >= 70, "{}", recorded.len());
    for (kind, from_on, percent) in recorded {
        let published = match kind.as_str() {
            // the last change on or before the half-year's first day
            "ecb_mro" => ecb
                .iter()
                .rev()
                .find(|row| row[0] <= *from_on.to_string())
                .map(|row| row[1].to_owned()),
            _ => legal
                .iter()
                .find(|row| row[0] <= *from_on.to_string() && row[1] >= *from_on.to_string())
                .map(|row| row[if kind == "legal_individual" { 2 } else { 3 }].to_owned()),
        };
        let published: Decimal = published.expect("published").parse().expect("a rate");
        assert_eq!(percent, published, "{kind} {from_on}");
    }
}
