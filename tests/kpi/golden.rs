//! The golden ledger with its sales, as the store and the command read it.

use std::process::{Command, Stdio};

use chrono::{DateTime, NaiveDate, Utc};
use encours::domain::filter::{AsOf, Filter};
use encours::domain::kpi::{self, CeiSales, Figure, Kpi, Period};
use encours::store;
use serde_json::{Value, json};

use crate::support::ledger::{Who, World, customer, item};

const COMPANY: i32 = 1;

/// The golden ledger with sales of 3 200 in April, 2 500 in May and 3 000 in June, net of the credit note: what
/// is missing was paid on its due date.
pub async fn with_sales() -> World {
    let world = World::golden().await;
    for number in ["F1", "F2"] {
        for table in ["document", "due_item"] {
            let column = if table == "document" {
                "number"
            } else {
                "id::text"
            };
            let value = if table == "document" {
                number.to_owned()
            } else {
                item(number).to_string()
            };
            let statement =
                format!("update app.{table} set issued_on = '2026-06-01' where {column} = $1");
            sqlx::query(sqlx::AssertSqlSafe(statement))
                .bind(value)
                .execute(&world.admin)
                .await
                .expect("another day of issue");
        }
    }
    for (number, issued, due, amount) in [
        ("S4", "2026-04-10", "2026-05-10", 1600),
        ("S5", "2026-05-10", "2026-06-09", 500),
        ("S6", "2026-06-10", "2026-06-20", 800),
    ] {
        world
            .lay_document(number, "D", "invoice", "EUR", issued, due, amount)
            .await;
        world.lay_payment(number, due, amount).await;
    }
    world.refresh().await;
    world
}

pub fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub async fn figures(world: &World, as_of: AsOf, filter: &Filter) -> Vec<Figure> {
    let period = Period::until(as_of.day);
    let pool = world.pool(Who::Aude);
    let read = store::kpi::of(pool, COMPANY, filter, as_of, period, CeiSales::Period).await;
    let read = read.unwrap_or_else(|error| panic!("{error} {:?}", error.params()));
    kpi::figures(&read.facts)
}

pub fn value(figures: &[Figure], kpi: Kpi) -> String {
    let found = figures
        .iter()
        .find(|figure| figure.kpi == kpi)
        .expect("every figure");
    found.value.map_or("n/a".into(), |value| value.to_string())
}

async fn now(world: &World) -> DateTime<Utc> {
    sqlx::query_scalar("select clock_timestamp()")
        .fetch_one(&world.admin)
        .await
        .expect("the server's time")
}

/// Figures of the golden ledger that are worked out in its description.
const PUBLISHED: &[(Kpi, &str)] = &[
    (Kpi::Dso, "62.76"),
    (Kpi::DsoNet, "59.62"),
    (Kpi::DsoCountback, "65.69"),
    (Kpi::Bpdso, "19.87"),
    (Kpi::Add, "42.89"),
    (Kpi::OverduePct, "68.33"),
];

#[tokio::test]
async fn a_managers_day_begins_with_the_same_days_of_sales() {
    let world = with_sales().await;
    let today = world.look("select app.today(1)::text").await;
    let figures = figures(&world, AsOf::day(date(&today)), &Filter::default()).await;
    let measures = store::today::measures(world.pool(Who::Aude), COMPANY).await;
    let days = measures.expect("measures").dso().expect("sales");
    assert_eq!(days.round_dp(2).to_string(), value(&figures, Kpi::Dso));
    assert_eq!(value(&figures, Kpi::Dso), "62.76");
}

#[tokio::test]
async fn the_golden_ledger_has_its_figures_on_its_day_and_ever_after() {
    let world = with_sales().await;
    let on_the_day = figures(&world, AsOf::day(date("2026-06-30")), &Filter::default()).await;
    for (kpi, expected) in PUBLISHED {
        assert_eq!(value(&on_the_day, *kpi), *expected, "{kpi:?}");
    }
    // 150 of 6 000; the items settled: 1 600, 500 and 800 on their due dates; nothing judged, called, disputed, ordered.
    assert_eq!(value(&on_the_day, Kpi::Over90Pct), "2.50");
    assert_eq!(value(&on_the_day, Kpi::Wadl), "0.00");
    // (1 600 × 30 + 500 × 30 + 800 × 10) ÷ 2 900
    assert_eq!(value(&on_the_day, Kpi::Wadp), "24.48");
    // Begun with F6 400, F7 250 and F8 150: (800 + 8 700 − 6 000) ÷ (800 + 8 700 − 1 900)
    assert_eq!(value(&on_the_day, Kpi::Cei), "46.05");
    // Fallen due by 31 May: F3, F4, F5, F12 and S4, which alone was paid within thirty days.
    assert_eq!(value(&on_the_day, Kpi::UnpaidRate), "80.00");
    for kpi in [
        Kpi::PromiseKeptCount,
        Kpi::PromiseKeptAmount,
        Kpi::Rpc,
        Kpi::DisputeDays,
        Kpi::LeadOrderCash,
    ] {
        assert_eq!(value(&on_the_day, kpi), "n/a", "{kpi:?}");
    }
    assert_eq!(value(&on_the_day, Kpi::DisputeRate), "0.00");
    assert_eq!(value(&on_the_day, Kpi::ErrorRate), "0.00");
    world.set_today("2026-07-20").await;
    world.refresh().await;
    let later = figures(&world, AsOf::day(date("2026-06-30")), &Filter::default()).await;
    assert_eq!(later, on_the_day);
}

#[tokio::test]
async fn a_back_dated_payment_counts_once_it_is_known() {
    let world = with_sales().await;
    let before = now(&world).await;
    world
        .act(
            Who::Ines,
            "record_receipt",
            json!({"customer": customer("C"), "amount": "300.00", "currency": "EUR", "effective_on": "2026-06-20", "match": [{"item": item("F5")}]}),
        )
        .await;
    let day = AsOf::day(date("2026-06-30"));
    let known = figures(&world, day, &Filter::default()).await;
    // 5 700 × 91 ÷ 8 700
    assert_eq!(value(&known, Kpi::Dso), "59.62");
    let then = AsOf {
        known_at: Some(before),
        ..day
    };
    let then = figures(&world, then, &Filter::default()).await;
    assert_eq!(value(&then, Kpi::Dso), "62.76");
}

/// Runs `encours kpi` as the auditor.
fn command(world: &World, words: &[&str]) -> (bool, String) {
    let home = tempfile::tempdir().expect("a home");
    let said = Command::new(env!("CARGO_BIN_EXE_encours"))
        .arg("kpi")
        .args(words)
        .env("HOME", home.path())
        .env_remove("XDG_CONFIG_HOME")
        .env("LANG", "C.UTF-8")
        .env("ENCOURS_DATABASE_URL", world.db.url(&world.role(Who::Aude)))
        .stdin(Stdio::null())
        .output()
        .expect("the program");
    (
        said.status.success(),
        String::from_utf8_lossy(&said.stdout).into_owned(),
    )
}

#[tokio::test]
async fn the_command_keeps_its_contract() {
    let world = with_sales().await;
    let (done, said) = command(
        &world,
        &[
            "--as-of",
            "2026-06-30",
            "--from",
            "2026-04-01",
            "--format",
            "json",
        ],
    );
    assert!(done, "{said}");
    let told: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(told["as_of"], "2026-06-30");
    assert_eq!(told["known_at"], Value::Null);
    assert_eq!(
        told["period"],
        json!({"from": "2026-04-01", "to": "2026-06-30", "days": 91})
    );
    let kpis = told["kpis"].as_array().expect("a list");
    let codes: Vec<&str> = kpis.iter().filter_map(|kpi| kpi["code"].as_str()).collect();
    assert_eq!(codes, Kpi::ALL.map(Kpi::code));
    for (kpi, expected) in PUBLISHED {
        let found = kpis
            .iter()
            .find(|row| row["code"] == kpi.code())
            .expect("every code");
        assert_eq!(found["value"], *expected, "{kpi:?}");
        assert_eq!(found["unit"], kpi.unit().word(), "{kpi:?}");
        assert!(
            found["formula"]
                .as_str()
                .is_some_and(|text| text.len() > 10),
            "{found}"
        );
    }
    let rpc = kpis
        .iter()
        .find(|row| row["code"] == "rpc")
        .expect("every code");
    assert_eq!(rpc["value"], Value::Null);

    let (_, csv) = command(&world, &["--format", "csv"]);
    let mut lines = csv.lines();
    assert_eq!(
        lines.next(),
        Some("company,currency,code,value,unit,formula")
    );
    assert!(
        lines
            .next()
            .is_some_and(|line| line.starts_with("ACME,EUR,dso,62.76,days,gross receivables")),
        "{csv}"
    );
    assert!(
        csv.lines()
            .any(|line| line.starts_with("ACME,EUR,rpc,,percent,")),
        "{csv}"
    );

    let (_, table) = command(&world, &["--language", "fr"]);
    assert!(
        table.contains("DSO brut") && table.contains("62,76\u{a0}j") && table.contains("s.o."),
        "{table}"
    );
    let (done, said) = command(
        &world,
        &[
            "--from",
            "2026-07-01",
            "--to",
            "2026-06-30",
            "--format",
            "json",
        ],
    );
    assert!(!done && said.contains("kpi-period"), "{said}");
}
