//! The change of day: only what the day changes is touched, once, and the result equals a full recomputation.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::json;

use crate::support::ledger::{Who, World, customer, item};

/// Days at random distances through four months, with work in between: after each change of day every position and
/// standing is what it would be if computed anew.
#[tokio::test]
async fn rolling_by_what_crosses_equals_computing_everything() {
    let seed: u64 = std::env::var("ENCOURS_SEED")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or_else(|| rand::rng().random_range(0..1_000_000));
    println!("ENCOURS_SEED={seed}");
    let mut rng = StdRng::seed_from_u64(seed);
    let world = World::golden().await;
    sqlx::query("insert into app.fx_rate (base, quote, on_date, rate) select 'USD', 'EUR', date '2026-06-01' + 7 * n, 0.9 + 0.01 * n from generate_series(0, 20) n")
        .execute(&world.admin)
        .await
        .unwrap();
    for n in 0..40 {
        let reference = format!("R{n}");
        world.lay_customer(&reference, 1 + n % 2).await;
        for i in 0..3 {
            let currency = if rng.random_range(0..4) == 0 {
                "USD"
            } else {
                "EUR"
            };
            let issued = day(rng.random_range(-90..60));
            let due = issued + chrono::Days::new(rng.random_range(0..90));
            world
                .lay_document(
                    &format!("{reference}-{i}"),
                    &reference,
                    "invoice",
                    currency,
                    &issued.to_string(),
                    &due.to_string(),
                    rng.random_range(10..40_000),
                )
                .await;
        }
        if rng.random_range(0..3) == 0 {
            let on = day(rng.random_range(0..60)).to_string();
            world.lay_payment(&format!("{reference}-0"), &on, 5).await;
        }
    }
    world.refresh().await;
    world.assert_sound("as laid").await;

    let mut today = 0;
    while today < 120 {
        for _ in 0..6 {
            work(&world, &mut rng, today).await;
        }
        today += rng.random_range(1..9);
        let date = day(today).to_string();
        world.set_today(&date).await;
        world.assert_sound(&format!("seed {seed}, {date}")).await;
    }
    let raised = world
        .look("select string_agg(distinct kind, ' ' order by kind) from app.alert")
        .await;
    assert!(raised.contains("large_overdue"), "{raised}");
}

fn day(offset: i64) -> chrono::NaiveDate {
    let start: chrono::NaiveDate = "2026-06-30".parse().expect("a date");
    start + chrono::TimeDelta::days(offset)
}

/// One thing that people do; the ledger may refuse it (nothing overdue), which changes nothing.
async fn work(world: &World, rng: &mut StdRng, today: i64) {
    let of = customer(&format!("R{}", rng.random_range(0..40)));
    let soon = day(today + rng.random_range(1..30)).to_string();
    let (who, verb, body) = match rng.random_range(0..6) {
        0 => (
            Who::Marc,
            "log_call",
            json!({"customer": of, "outcome": "being_paid"}),
        ),
        1 => (
            Who::Marc,
            "set_revisit",
            json!({"customer": of, "revisit_on": soon}),
        ),
        2 => (
            Who::Marc,
            "record_promise",
            json!({"customer": of, "promised_on": soon, "currency": "EUR"}),
        ),
        3 => (
            Who::Marc,
            "set_limit",
            json!({"customer": of, "amount": rng.random_range(1..60_000), "kind": "temporary", "until_on": soon, "reason": "season"}),
        ),
        4 => (
            Who::Ines,
            "record_receipt",
            json!({"customer": of, "amount": rng.random_range(1..9_000), "currency": "EUR", "effective_on": day(today).to_string()}),
        ),
        _ => (
            Who::Ines,
            "cover_receipts",
            json!({"covers_until": day(today).to_string()}),
        ),
    };
    let _ = world.try_as(who, uuid::Uuid::now_v7(), verb, body).await;
}

#[tokio::test]
async fn the_day_begins_once_however_many_come() {
    let world = World::golden().await;
    world.set_today("2026-07-16").await;
    let roll = |who: Who| {
        let pool = world.pool(who).clone();
        async move {
            let mut connection = pool.acquire().await.unwrap();
            // Whoever waits for the one who begins it waits as long as that takes on a machine that is busy.
            sqlx::query("set lock_timeout = '60s'")
                .execute(&mut *connection)
                .await
                .unwrap();
            sqlx::query_scalar::<_, i32>("select app.roll_day(1)")
                .fetch_one(&mut *connection)
                .await
                .unwrap()
        }
    };
    let (one, two, three) = tokio::join!(roll(Who::Claire), roll(Who::Paul), roll(Who::Marc));
    let touched = [one, two, three];
    assert_eq!(touched.iter().filter(|n| **n > 0).count(), 1, "{touched:?}");
    assert_eq!(roll(Who::Claire).await, 0);
    assert_eq!(
        world
            .look("select count(*)::text from app.change where entity = 'day'")
            .await,
        "2",
        "the first day and this one"
    );
    // F11 fell due on the 15th
    assert_eq!(world.look("select overdue::int::text from app.position p join app.customer c on c.id = p.customer_id where c.ref = 'D'").await, "900");
    // a clock that goes back changes nothing
    world.set_today("2026-07-01").await;
    assert_eq!(roll(Who::Claire).await, 0);
}

#[tokio::test]
async fn the_first_write_of_the_day_begins_it() {
    let world = World::golden().await;
    world.set_today("2026-07-16").await;
    world
        .act(
            Who::Claire,
            "add_note",
            json!({"customer": customer("A"), "note": "x"}),
        )
        .await;
    assert_eq!(
        world.look("select rolled_on::text from app.company").await,
        "2026-07-16"
    );
    assert_eq!(world.look("select overdue::int::text from app.position p join app.customer c on c.id = p.customer_id where c.ref = 'D'").await, "900");
    world.assert_sound("after the first write").await;
}

#[tokio::test]
async fn what_the_day_brings_is_raised_and_what_it_ends_is_ended() {
    let world = World::golden().await;
    sqlx::query("update app.company set large_overdue_amount = 900")
        .execute(&world.admin)
        .await
        .unwrap();
    let (c, d) = (customer("C"), customer("D"));
    world
        .act(
            Who::Paul,
            "set_revisit",
            json!({"customer": c, "revisit_on": "2026-07-10"}),
        )
        .await;
    world.act(Who::Paul, "hold", json!({"customer": c, "scope": "customer", "what": "reminders", "reason": "holiday", "until_on": "2026-07-05"})).await;
    world.act(Who::Marc, "set_limit", json!({"customer": d, "amount": 5000, "kind": "temporary", "until_on": "2026-07-18", "reason": "season"})).await;
    world
        .act(
            Who::Marc,
            "set_limit",
            json!({"customer": d, "amount": 100, "reason": "standing"}),
        )
        .await;
    let section = "select string_agg(c.ref || s.section, ' ' order by c.ref) from app.standing s join app.customer c on c.id = s.customer_id where c.ref in ('C', 'D')";
    assert_eq!(world.look(section).await, "C0 D0");

    world.set_today("2026-07-10").await;
    world.assert_sound("10 July").await;
    assert_eq!(
        world.look(section).await,
        "C2 D0",
        "the revisit date has come"
    );
    assert_eq!(world.look("select (reasons @> '[{\"rule\": \"revisit\"}]')::text from app.standing s join app.customer c on c.id = s.customer_id where c.ref = 'C'").await, "true");
    assert_eq!(world.look("select state from app.hold").await, "released");
    assert_eq!(
        world
            .look("select string_agg(kind, ' ' order by kind) from app.alert where state = 'open'")
            .await,
        "large_overdue limit_expiring"
    );

    world.set_today("2026-07-16").await;
    world.assert_sound("16 July").await;
    // F1 (1 000, due 30 June) and F11 (900, due 15 July)
    assert_eq!(world.look("select string_agg(amount::int::text, ' ' order by amount) from app.alert where kind = 'large_overdue' and state = 'open'").await, "900 1000");
    world.set_today("2026-07-20").await;
    world.assert_sound("20 July").await;
    assert_eq!(world.look("select string_agg(kind || ' ' || state, ', ' order by kind, state) from app.alert where customer_id = '00000001-0000-0000-0000-000000000044'").await,
        "breach open, large_overdue open, limit_expiring closed", "the temporary limit has run out");
    world.act(Who::Ines, "record_receipt", json!({"customer": d, "amount": 900, "currency": "EUR", "effective_on": "2026-07-20", "match": [{"item": item("F11")}]})).await;
    assert_eq!(world.look("select count(*)::text from app.alert where customer_id = '00000001-0000-0000-0000-000000000044' and state = 'open'").await, "0");
    world.assert_sound("paid").await;
}

#[tokio::test]
async fn a_promise_for_today_comes_first_and_one_awaiting_the_bank_does_not() {
    let world = World::golden().await;
    let b = customer("B");
    world.act(Who::Claire, "log_call", json!({"customer": b, "outcome": "promise", "revisit_on": "2026-07-20", "promise": {"promised_on": "2026-07-06"}})).await;
    let section = "select section::text from app.standing s join app.customer c on c.id = s.customer_id where c.ref = 'B'";
    world.set_today("2026-07-03").await;
    world.assert_sound("before").await;
    assert_eq!(world.look(section).await, "0");
    world.set_today("2026-07-06").await;
    world.assert_sound("on the day").await;
    assert_eq!(
        world.look(section).await,
        "1",
        "due today, although a revisit date lies ahead"
    );
    world.set_today("2026-07-07").await;
    world.assert_sound("the day after").await;
    assert_eq!(world.look(section).await, "0");
    assert_eq!(world.look("select state from app.promise").await, "due");
}
