//! The golden ledger as the aged balance reads it, its extension, and the same balance after people and
//! imports have written at once.

use chrono::{DateTime, NaiveDate, Utc};
use encours::domain::aging::Aged;
use encours::domain::aging::Split;
use encours::domain::filter::{AsOf, Filter};
use encours::domain::page::Fetch;
use encours::store::ErrorKind;
use encours::store::aging;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::json;
use uuid::Uuid;

use crate::support::ledger::{Who, World, customer, item};

const COMPANY: i32 = 1;

fn day(text: &str) -> AsOf {
    AsOf::day(text.parse::<NaiveDate>().expect("a date"))
}

async fn totals(world: &World, as_of: Option<AsOf>) -> Vec<Aged> {
    let filter = Filter::default();
    aging::totals(
        world.pool(Who::Aude),
        COMPANY,
        &filter,
        as_of,
        Split::Currency,
    )
    .await
    .unwrap_or_else(|error| panic!("{error} {:?}", error.params()))
    .into_iter()
    .map(|total| total.aged)
    .collect()
}

/// Currency, items, customers; not due and buckets; unapplied and disputed.
fn line(aged: &Aged) -> String {
    let amounts: Vec<String> = [aged.not_due]
        .iter()
        .chain(&aged.buckets)
        .chain(&[aged.unapplied, aged.disputed])
        .map(|amount| amount.normalize().to_string())
        .collect();
    format!(
        "{} {} {} | {}",
        aged.currency,
        aged.items,
        aged.customers,
        amounts.join(" ")
    )
}

async fn now(world: &World) -> DateTime<Utc> {
    sqlx::query_scalar("select clock_timestamp()")
        .fetch_one(&world.admin)
        .await
        .expect("the server's time")
}

#[tokio::test]
async fn the_golden_ledger_reads_the_same_on_its_day_and_ever_after() {
    let world = World::golden().await;
    let golden = "EUR 10 4 | 1900 1700 1600 650 150 0 -300 0";
    let found = totals(&world, None).await;
    assert_eq!(line(&found[0]), golden);
    assert_eq!(found[0].gross.to_string(), "6000.00");
    assert_eq!(found[0].net.to_string(), "5700.00");
    assert_eq!(found[0].overdue.to_string(), "4100.00");
    assert_eq!(
        totals(&world, Some(day("2026-06-30"))).await,
        found,
        "from documents"
    );
    world.set_today("2026-07-10").await;
    world.refresh().await;
    assert_eq!(
        totals(&world, Some(day("2026-06-30"))).await,
        found,
        "later"
    );
    assert_ne!(totals(&world, None).await, found, "ten days later");
}

#[tokio::test]
async fn its_extension_has_its_figures_in_both_readings() {
    let world = World::golden().await;
    for (number, due, amount) in [("E120", "2026-03-02", 120), ("E121", "2026-03-01", 121)] {
        world
            .lay_document(number, "A", "invoice", "EUR", "2026-02-01", due, amount)
            .await;
    }
    world
        .lay_document("U1", "C", "invoice", "USD", "2026-05-02", "2026-06-01", 500)
        .await;
    world.refresh().await;
    let ines = |verb, body| world.act(Who::Ines, verb, body);
    // In two instalments, one of them due.
    ines(
        "record_invoice",
        json!({"customer": customer("D"), "number": "I1", "amount": "100.00", "currency": "EUR", "issued_on": "2026-05-15",
               "items": [{"due_on": "2026-06-15", "amount": "40.00"}, {"due_on": "2026-07-15", "amount": "60.00"}]}),
    )
    .await;
    // Without a due date: issue + 30 days.
    ines(
        "record_invoice",
        json!({"customer": customer("D"), "number": "N1", "amount": "80.00", "currency": "EUR", "issued_on": "2026-05-01"}),
    )
    .await;
    // Overpaid by 100.
    ines(
        "record_receipt",
        json!({"customer": customer("A"), "amount": "600.00", "currency": "EUR", "effective_on": "2026-06-29", "match": [{"item": item("F2")}]}),
    )
    .await;
    // Paid and returned.
    let returned = ines(
        "record_receipt",
        json!({"customer": customer("C"), "amount": "250.00", "currency": "EUR", "effective_on": "2026-06-25", "match": [{"item": item("F7")}]}),
    )
    .await;
    ines(
        "return_receipt",
        json!({"receipt": returned, "returned_on": "2026-06-29"}),
    )
    .await;
    world
        .act(
            Who::Claire,
            "open_dispute",
            json!({"item": item("F4"), "reason": "price", "amount": "100.00"}),
        )
        .await;
    let before = now(&world).await;
    // Ten days back-dated.
    ines(
        "record_receipt",
        json!({"customer": customer("C"), "amount": "300.00", "currency": "EUR", "effective_on": "2026-06-20", "match": [{"item": item("F5")}]}),
    )
    .await;

    let euro = "EUR 14 4 | 1960 1320 1300 650 270 121 -400 100";
    let dollar = "USD 1 1 | 0 500 0 0 0 0 0 0";
    for as_of in [None, Some(day("2026-06-30"))] {
        let found = totals(&world, as_of).await;
        assert_eq!(
            found.iter().map(line).collect::<Vec<_>>(),
            [euro, dollar],
            "{as_of:?}"
        );
    }
    let known_before = AsOf {
        known_at: Some(before),
        ..day("2026-06-30")
    };
    assert_eq!(
        line(&totals(&world, Some(known_before)).await[0]),
        "EUR 14 4 | 1960 1320 1600 650 270 121 -400 100",
        "as known before the back-dated payment"
    );
    // On 26 June F7 was paid, the payment of F2 not there and nothing disputed; F4 was 27 days late, F6 57, E121 117.
    assert_eq!(
        line(&totals(&world, Some(day("2026-06-26"))).await[0]),
        "EUR 14 4 | 2460 1620 1400 150 241 0 -300 0"
    );
    world.assert_sound("after all of them").await;
}

/// Invoices of the golden ledger and whose they are.
const OWED: &[(&str, &str)] = &[
    ("F1", "A"),
    ("F2", "A"),
    ("F3", "B"),
    ("F4", "B"),
    ("F5", "C"),
    ("F6", "C"),
    ("F7", "C"),
    ("F8", "C"),
    ("F11", "D"),
    ("F12", "B"),
];

/// People and imports write at random on the same customers; then everything derived equals its
/// recomputation, and the positions are what the documents say.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writers_at_once_leave_positions_equal_to_documents() {
    let seed: u64 = std::env::var("ENCOURS_SEED").map_or_else(
        |_| rand::random(),
        |seed| seed.parse().expect("a whole number"),
    );
    println!("ENCOURS_SEED={seed}");
    let world = World::golden().await;
    let writer = |who: Who, seed: u64| {
        let world = &world;
        async move {
            let mut random = ChaCha8Rng::seed_from_u64(seed);
            let mut receipts: Vec<Uuid> = Vec::new();
            let (mut done, mut refused) = (0, 0);
            for n in 0..30 {
                let (invoice, letter) = OWED[random.random_range(0..OWED.len())];
                let of = customer(letter);
                let amount = format!("{}.00", random.random_range(1..200));
                let on = format!("2026-06-{:02}", random.random_range(1..=30));
                let (verb, body) = match (who, random.random_range(0..6)) {
                    (Who::Ines, 0) => (
                        "record_invoice",
                        json!({"customer": of, "number": format!("R{seed}-{n}"), "amount": amount, "currency": "EUR", "issued_on": on, "due_on": on}),
                    ),
                    (Who::Ines, 1) if !receipts.is_empty() => {
                        let receipt = receipts.swap_remove(random.random_range(0..receipts.len()));
                        (
                            "return_receipt",
                            json!({"receipt": receipt, "returned_on": "2026-06-30"}),
                        )
                    }
                    (Who::Ines, _) => (
                        "record_receipt",
                        json!({"customer": of, "amount": amount, "currency": "EUR", "effective_on": on, "match": [{"item": item(invoice)}]}),
                    ),
                    (_, 0..2) => (
                        "open_dispute",
                        json!({"item": item(invoice), "reason": "price", "amount": "10.00"}),
                    ),
                    (_, 2..4) => (
                        "record_promise",
                        json!({"customer": of, "promised_on": "2026-07-10", "amount": amount, "on_account": true}),
                    ),
                    _ => ("log_call", json!({"customer": of, "outcome": "voicemail"})),
                };
                match world.try_as(who, Uuid::now_v7(), verb, body).await {
                    Ok(told) => {
                        done += 1;
                        if verb == "record_receipt" {
                            receipts
                                .extend(told["id"].as_str().and_then(|id| id.parse::<Uuid>().ok()));
                        }
                    }
                    // Paid meanwhile, and the like.
                    Err(error) if error.kind() == ErrorKind::Refused => refused += 1,
                    Err(error) => panic!("seed {seed}: {verb}: {error} {:?}", error.params()),
                }
            }
            (done, refused)
        }
    };
    let told = tokio::join!(
        writer(Who::Ines, seed),
        writer(Who::Ines, seed ^ 1),
        writer(Who::Ines, seed ^ 2),
        writer(Who::Marc, seed ^ 3),
        writer(Who::Sophie, seed ^ 4),
    );
    println!("done and refused by each: {told:?}");
    let done = told.0.0 + told.1.0 + told.2.0 + told.3.0 + told.4.0;
    assert!(done > 50, "seed {seed}: only {done} of 150 were done");
    world.assert_sound("after all of them").await;
    let filter = Filter::default();
    let pool = world.pool(Who::Aude);
    let kept = aging::customers(pool, COMPANY, &filter, None, &Fetch::First, 100)
        .await
        .expect("positions");
    let anew = aging::customers(
        pool,
        COMPANY,
        &filter,
        Some(day("2026-06-30")),
        &Fetch::First,
        100,
    )
    .await
    .expect("documents");
    assert_eq!(kept.rows, anew.rows, "seed {seed}");
}
