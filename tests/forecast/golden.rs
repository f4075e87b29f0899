//! Each rule of the expected date on the golden ledger, as the store and the command read it.

use std::process::{Command, Stdio};

use chrono::NaiveDate;
use encours::domain::filter::{AsOf, Filter};
use encours::domain::forecast::{By, Forecast};
use encours::store::forecast;
use serde_json::{Value, json};

use crate::support::ledger::{Who, World, customer, item};

const COMPANY: i32 = 1;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

async fn forecast(world: &World, day: &str) -> Forecast {
    let pool = world.pool(Who::Aude);
    let as_of = AsOf::day(date(day));
    let found = forecast::of(pool, COMPANY, &Filter::default(), as_of, By::Week, 6).await;
    let found = found.unwrap_or_else(|error| panic!("{error} {:?}", error.params()));
    found.into_iter().next().expect("euros")
}

/// Amounts by week, then what is apart.
fn line(of: &Forecast) -> String {
    let whole = |amount: rust_decimal::Decimal| amount.normalize().to_string();
    let weeks = of.columns.iter().filter(|c| c.expected.items > 0);
    let weeks: Vec<String> = weeks
        .map(|c| format!("{} {}", By::Week.label(c.from), whole(c.expected.amount)))
        .collect();
    let apart = [of.later, of.off, of.litigation, of.insolvency, of.unapplied];
    let apart: Vec<String> = apart.iter().map(|sum| whole(sum.amount)).collect();
    format!("{} | {}", weeks.join(", "), apart.join(" "))
}

#[tokio::test]
async fn without_history_what_is_open_is_expected_when_due() {
    let world = World::golden().await;
    // F1 is due on the day, F11 on 15 July; the rest should have come.
    let found = forecast(&world, "2026-06-30").await;
    assert_eq!(
        line(&found),
        "2026-W27 1000, 2026-W29 900 | 0 4100 0 0 -300"
    );
    assert_eq!(found.gross().to_string(), "6000.00");
}

#[tokio::test]
async fn each_rule_moves_its_part() {
    let world = World::golden().await;
    // D paid 10 days late on 1 000 and 2 days early on 3 000: one day late on average, so F11 comes on 16 July.
    for (number, amount, paid) in [("H1", 1000, "2026-06-10"), ("H2", 3000, "2026-05-29")] {
        world
            .lay_document(
                number,
                "D",
                "invoice",
                "EUR",
                "2026-05-01",
                "2026-05-31",
                amount,
            )
            .await;
        world.lay_payment(number, paid, amount).await;
    }
    // A dispute of price took 20 days; another on part of F11 waits.
    world
        .lay_document("H3", "C", "invoice", "EUR", "2025-10-01", "2025-10-31", 10)
        .await;
    world.lay_payment("H3", "2025-12-01", 10).await;
    sqlx::query(
        "insert into app.dispute (company_id, id, item_id, customer_id, portfolio_id, reason, amount, opened_on, status, resolved_on)
         select company_id, app.uuid7(), id, customer_id, portfolio_id, 'price', 10, '2025-11-01', 'payable', '2025-11-21' from app.due_item where id = $1",
    )
    .bind(item("H3"))
    .execute(&world.admin)
    .await
    .expect("a dispute");
    world.refresh().await;
    let dispute = json!({"item": item("F11"), "reason": "price", "amount": "100.00"});
    world.act(Who::Marc, "open_dispute", dispute).await;
    // C promises 300 on F5 and 500 on account, which covers the oldest: F8 150, F7 250, F6 100.
    let named = json!({"customer": customer("C"), "promised_on": "2026-07-06", "amount": "300.00", "items": [item("F5")]});
    world.act(Who::Paul, "record_promise", named).await;
    let account = json!({"customer": customer("C"), "promised_on": "2026-07-20", "amount": "500.00", "on_account": true});
    world.act(Who::Paul, "record_promise", account).await;
    // F4 is before court, B's F12 was born before its insolvency of today, and so was F3.
    sqlx::query("update app.due_item set state = 'litigation' where id = $1")
        .bind(item("F4"))
        .execute(&world.admin)
        .await
        .expect("litigation");
    sqlx::query("update app.customer set insolvent_on = '2026-06-30' where ref = 'B'")
        .execute(&world.admin)
        .await
        .expect("insolvency");
    let found = forecast(&world, "2026-06-30").await;
    // By the segment, A's are one day late too: F1 comes tomorrow, F2 today.
    // W28: 300 of F5. W29: 800 of F11. W30: 500 on account. W32: 100 of F11, 20 days after the 16th.
    assert_eq!(
        line(&found),
        "2026-W27 1500, 2026-W28 300, 2026-W29 800, 2026-W30 500, 2026-W32 100 | 0 700 300 1800 -300"
    );
    let promised: rust_decimal::Decimal = found.columns.iter().map(|c| c.expected.promised).sum();
    assert_eq!(promised.to_string(), "800.00");
    assert_eq!(found.gross().to_string(), "6000.00");
    // A direct debit comes when due, whatever the habit.
    sqlx::query("update app.customer set payment_method = 'direct_debit' where ref = 'A'")
        .execute(&world.admin)
        .await
        .expect("a payment method");
    assert!(line(&forecast(&world, "2026-06-30").await).starts_with("2026-W27 1000, 2026-W28 300"));
    // A collector sees the own customers, expected on the same days.
    let own = forecast::of(
        world.pool(Who::Paul),
        COMPANY,
        &Filter::default(),
        AsOf::day(date("2026-06-30")),
        By::Week,
        6,
    )
    .await
    .expect("a forecast");
    assert_eq!(
        line(&own[0]),
        "2026-W28 300, 2026-W29 800, 2026-W30 500, 2026-W32 100 | 0 700 0 0 0"
    );
}

#[tokio::test]
async fn a_week_is_kept_as_it_was_expected_and_held_against_what_came() {
    let world = World::golden().await;
    // The ledger's first day is a Tuesday: its week was kept with F1 in it.
    let weeks = |day: &'static str| {
        let pool = world.pool(Who::Aude);
        async move {
            forecast::kept(pool, COMPANY, &Filter::default(), date(day), 4)
                .await
                .expect("weeks")
        }
    };
    let shown = |weeks: &[encours::domain::forecast::Kept]| {
        let one = |k: &encours::domain::forecast::Kept| {
            format!(
                "{} {} {} {}",
                k.week,
                k.taken_on,
                k.forecast.normalize(),
                k.received.normalize()
            )
        };
        weeks.iter().map(one).collect::<Vec<_>>()
    };
    assert_eq!(
        shown(&weeks("2026-06-30").await),
        ["2026-06-29 2026-06-30 1000 0"]
    );
    // F12 was paid on 2 July.
    world.set_today("2026-07-03").await;
    world.refresh().await;
    assert_eq!(
        shown(&weeks("2026-07-03").await),
        ["2026-06-29 2026-06-30 1000 600"]
    );
    // From it everybody of the segment is expected 43 days late: F4 on 12 July, F3 on the 13th, F11 in August. What was
    // kept is not written again.
    for day in ["2026-07-07", "2026-07-13", "2026-07-14"] {
        world.set_today(day).await;
        world.refresh().await;
    }
    assert_eq!(
        shown(&weeks("2026-07-14").await),
        [
            "2026-06-29 2026-06-30 1000 600",
            "2026-07-06 2026-07-07 300 0",
            "2026-07-13 2026-07-13 1200 0"
        ]
    );
    world.assert_sound("after three weeks").await;
}

/// Runs `encours forecast` as that person.
fn command(world: &World, who: Who, words: &[&str]) -> (bool, Value) {
    let home = tempfile::tempdir().expect("a home");
    let said = Command::new(env!("CARGO_BIN_EXE_encours"))
        .arg("forecast")
        .args(words)
        .args(["--format", "json"])
        .env("HOME", home.path())
        .env_remove("XDG_CONFIG_HOME")
        .env("LANG", "C.UTF-8")
        .env("ENCOURS_DATABASE_URL", world.db.url(&world.role(who)))
        .stdin(Stdio::null())
        .output()
        .expect("the program");
    let told = serde_json::from_slice(&said.stdout);
    (
        said.status.success(),
        told.unwrap_or_else(|_| panic!("{said:?}")),
    )
}

#[tokio::test]
async fn the_command_shows_periods_target_and_history() {
    let world = World::golden().await;
    let (done, told) = command(&world, Who::Marc, &["target", "2026-06", "4000.00"]);
    assert!(
        done && told["recorded"] == true && told["entity"] == "month_target",
        "{told}"
    );
    let (done, told) = command(&world, Who::Marc, &["--by", "month", "--periods", "2"]);
    assert!(done, "{told}");
    assert_eq!(told["as_of"], "2026-06-30");
    assert_eq!(
        told["rows"],
        json!([
            {"company": "ACME", "currency": "EUR", "period": "2026-06", "from": "2026-06-01", "to": "2026-06-30",
             "amount": "1000.00", "items": 1, "customers": 1, "promised": "0.00", "disputed": "0.00", "received": "800.00"},
            {"company": "ACME", "currency": "EUR", "period": "2026-07", "from": "2026-07-01", "to": "2026-07-31",
             "amount": "900.00", "items": 1, "customers": 1, "promised": "0.00", "disputed": "0.00", "received": "0.00"},
        ])
    );
    assert_eq!(
        told["totals"],
        json!([{"company": "ACME", "currency": "EUR", "expected": "1900.00", "later": "0.00", "off_forecast": "4100.00",
                "litigation": "0.00", "insolvency": "0.00", "gross": "6000.00", "unapplied": "-300.00", "net": "5700.00",
                "target": "4000.00", "month_received": "800.00", "progress": "20.00"}])
    );
    assert_eq!(told["history"][0]["forecast"], "1000.00");
    for (who, words, code) in [
        (Who::Claire, ["target", "2026-07", "1.00"], "role-missing"),
        (Who::Marc, ["target", "2026-13", "1.00"], "field-not-month"),
        (
            Who::Marc,
            ["target", "2026-07", "1.001"],
            "amount-too-precise",
        ),
    ] {
        let (done, told) = command(&world, who, &words);
        assert!(!done, "{words:?}");
        assert_eq!(told["error"]["code"], code, "{words:?}");
    }
    let negative = json!({"month": "2026-07", "amount": "-1.00"});
    world
        .refuses(Who::Marc, "set_target", negative, "amount-negative")
        .await;
    let stale = json!({"month": "2026-06", "amount": "1.00", "rev": 7});
    world
        .refuses(Who::Marc, "set_target", stale, "conflict")
        .await;
    assert_eq!(
        world
            .look("select count(*)::text from app.audit where verb = 'set_target'")
            .await,
        "1"
    );
}
