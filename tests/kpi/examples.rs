//! Worked examples: published ones, and those of work and promises laid into the golden ledger.

use chrono::NaiveDate;
use encours::domain::filter::{AsOf, Filter};
use encours::domain::kpi::{
    Balance, CeiSales, Facts, Flows, Kpi, Month, Period, compute, count_back, effectiveness,
};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::golden::{date, figures, value, with_sales};
use crate::support::data::shared_data;
use crate::support::ledger::{Who, World, customer};

fn decimal(value: &Value) -> Decimal {
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    text.parse().expect("an amount")
}

/// A period of so many days with what is owed and the sales of it.
fn facts(days: u64, owed: Decimal, sales: Decimal) -> Facts {
    let from = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date");
    let now = Balance {
        gross: owed,
        ..Balance::default()
    };
    Facts {
        period: Period::new(from, from + chrono::Days::new(days - 1)).expect("a period"),
        begin: Balance::default(),
        end: now,
        now,
        flows: Flows {
            sales,
            ..Flows::default()
        },
        cei: CeiSales::Period,
    }
}

/// What a published example comes to here; `None` for those of other matters.
fn ours(id: &str, inputs: &Value) -> Option<Decimal> {
    let sum = |list: &Value| {
        list.as_array()
            .map(|all| all.iter().map(decimal).sum::<Decimal>())
    };
    Some(match id {
        "DSO-STD-1" | "DSO-STD-3" => {
            let sales = sum(&inputs["sales"]).unwrap_or_else(|| decimal(&inputs["sales"]));
            let days = inputs["days"].as_u64()?;
            compute(Kpi::Dso, &facts(days, decimal(&inputs["ar"]), sales)).value?
        }
        "DSO-CB-1" => {
            let months = inputs["months_newest_first"].as_array()?.iter();
            let months: Vec<Month> = months
                .map(|month| Month {
                    days: month[1].as_i64().expect("days"),
                    sales: decimal(&month[0]),
                })
                .collect();
            count_back(decimal(&inputs["ar"]), &months)?.0
        }
        "CEI-2" => {
            let of = |key: &str| decimal(&inputs[key]);
            effectiveness(
                of("begin"),
                of("sales_total"),
                of("end_total"),
                of("end_current"),
            )?
        }
        "WADP-1" => {
            let invoices = inputs["inv"].as_array()?;
            let mut facts = facts(1, Decimal::ZERO, Decimal::ZERO);
            for invoice in invoices {
                facts.flows.paid += decimal(&invoice[0]);
                facts.flows.paid_days += decimal(&invoice[0]) * decimal(&invoice[1]);
            }
            compute(Kpi::Wadp, &facts).value?
        }
        _ => return None,
    })
}

#[test]
fn published_examples_come_to_what_their_authors_say() {
    let Some(path) = shared_data("oracles/worked_examples.csv") else {
        return;
    };
    let mut asserted = 0;
    for record in csv::Reader::from_path(path)
        .expect("the file")
        .deserialize()
    {
        let record: std::collections::BTreeMap<String, String> = record.expect("a line");
        let inputs: Value = serde_json::from_str(&record["inputs"]).expect("inputs");
        let Some(found) = ours(&record["id"], &inputs) else {
            continue;
        };
        let expected: Decimal = record["recomputed"].parse().expect("a figure");
        let found = encours::domain::kpi::rounded(found);
        assert_eq!(found, expected, "{}", record["id"]);
        asserted += 1;
    }
    assert_eq!(
        asserted, 5,
        "DSO twice, count-back, effectiveness, days to pay"
    );
}

#[test]
fn the_other_examples_of_the_definitions() {
    // 1.2 M ÷ 10 M × 365
    let year = facts(365, Decimal::from(1_200_000), Decimal::from(10_000_000));
    assert_eq!(
        compute(Kpi::Dso, &year).value.map(|v| v.to_string()),
        Some("43.80".into())
    );
    // (4 000×0 + 6 000×6 + 2 000×8) ÷ 12 000
    let mut late = facts(30, Decimal::ZERO, Decimal::ZERO);
    late.flows.paid = Decimal::from(12_000);
    late.flows.paid_late = Decimal::from(6_000 * 6 + 2_000 * 8);
    assert_eq!(
        compute(Kpi::Wadl, &late).value.map(|v| v.to_string()),
        Some("4.33".into())
    );
}

async fn run(world: &World, statement: &'static str) {
    sqlx::raw_sql(statement)
        .execute(&world.admin)
        .await
        .unwrap_or_else(|error| panic!("{statement}: {error}"));
}

async fn on_the_day(world: &World) -> Vec<encours::domain::kpi::Figure> {
    figures(world, AsOf::day(date("2026-06-30")), &Filter::default()).await
}

/// 1000 kept, 500 kept, 600 kept, 2000 broken, 400 with 100 received, and others that are open or withdrawn:
/// 3 ÷ 5 and 2200 ÷ 4500; as known before the last was judged, 3 ÷ 4 and 2100 ÷ 4100.
#[tokio::test]
async fn promises_are_kept_by_count_and_by_amount_in_both_readings() {
    let world = with_sales().await;
    run(
        &world,
        "with p as (
           insert into app.promise (company_id, id, customer_id, portfolio_id, amount, currency, made_on, promised_on, judge_on, state, received, judged_on, recorded_at)
           select 1, app.uuid7(), c.id, c.portfolio_id, v.amount, 'EUR', '2026-06-01', '2026-06-10', '2026-06-15', v.state, v.received,
                  case when v.judged then date '2026-06-16' end, '2026-06-01'
             from (values (1000, 'kept', 1000, true), (500, 'kept', 500, true), (600, 'kept', 900, true), (2000, 'broken', 0, true),
                          (400, 'partly_kept', 100, true), (70, 'open', 0, false), (80, 'withdrawn', 0, false)) v(amount, state, received, judged),
                  app.customer c where c.ref = 'A' returning *)
         insert into app.promise_event (company_id, id, promise_id, customer_id, portfolio_id, event, received, effective_on, recorded_at)
         select company_id, app.uuid7(), id, customer_id, portfolio_id, state, received, '2026-06-16',
                case state when 'partly_kept' then timestamptz '2026-06-20' else '2026-06-16' end
           from p where state not in ('open', 'withdrawn')",
    )
    .await;
    let found = on_the_day(&world).await;
    assert_eq!(value(&found, Kpi::PromiseKeptCount), "60.00");
    assert_eq!(value(&found, Kpi::PromiseKeptAmount), "48.89");
    let then = AsOf {
        known_at: Some("2026-06-18T00:00:00Z".parse().expect("a moment")),
        ..AsOf::day(date("2026-06-30"))
    };
    let found = figures(&world, then, &Filter::default()).await;
    assert_eq!(value(&found, Kpi::PromiseKeptCount), "75.00");
    assert_eq!(value(&found, Kpi::PromiseKeptAmount), "51.22");
}

#[tokio::test]
async fn calls_disputes_errors_and_the_way_from_order_to_cash() {
    let world = with_sales().await;
    for (outcome, who) in [("voicemail", "A"), ("voicemail", "B"), ("unreachable", "A")] {
        let call = json!({"customer": customer(who), "outcome": outcome});
        world.act(Who::Marc, "log_call", call).await;
    }
    let reached = world.look("select code from app.call_outcome where right_party and wants is null order by position limit 1").await;
    let call = json!({"customer": customer("A"), "outcome": reached});
    world.act(Who::Marc, "log_call", call).await;
    // Opened 445 of 8 900 invoiced, credit notes left out; one resolved after 6 days, one after 9.
    run(
        &world,
        "insert into app.dispute (company_id, id, item_id, customer_id, portfolio_id, reason, amount, opened_on, recorded_at, status, resolved_on, resolved_recorded_at)
         select 1, app.uuid7(), i.id, i.customer_id, i.portfolio_id, 'price', v.amount, v.opened, v.opened, 'payable', v.resolved, v.resolved
           from (values (400, date '2026-06-01', date '2026-06-07'), (45, date '2026-06-10', date '2026-06-19'), (900, date '2026-01-10', date '2026-02-10')) v(amount, opened, resolved),
                (select * from app.due_item where currency = 'EUR' and amount = 2000) i;
         update app.document set einvoice_code = 210, status = 'refused' where number = 'F11';
         insert into app.sales_order (company_id, id, customer_id, portfolio_id, number, ordered_on, currency, amount, status, shipped_on)
         select 1, app.uuid7(), c.id, c.portfolio_id, v.number, v.ordered, 'EUR', 1, 'invoiced', v.shipped
           from (values ('O4', date '2026-04-01', date '2026-04-08'), ('O5', date '2026-05-05', date '2026-05-09'), ('O6', date '2026-06-04', date '2026-06-10')) v(number, ordered, shipped),
                app.customer c where c.ref = 'D';
         update app.document d set order_id = o.id from app.sales_order o where replace(o.number, 'O', 'S') = d.number",
    )
    .await;
    let found = on_the_day(&world).await;
    assert_eq!(value(&found, Kpi::Rpc), "25.00");
    assert_eq!(value(&found, Kpi::DisputeRate), "5.00");
    assert_eq!(value(&found, Kpi::DisputeDays), "7.50");
    // One of the eleven invoices since 1 April: F1–F5, F11, F12 and S4–S6 are ten.
    assert_eq!(value(&found, Kpi::ErrorRate), "10.00");
    // Paid on 10 May, 9 June and 20 June: 39, 35 and 16 days after the order.
    assert_eq!(value(&found, Kpi::LeadOrderCash), "35.00");
    let lead = found
        .iter()
        .find(|f| f.kpi == Kpi::LeadOrderCash)
        .expect("every figure");
    let parts: Vec<String> = lead
        .parts
        .iter()
        .map(|part| {
            part.value
                .map_or("n/a".into(), |value| value.normalize().to_string())
        })
        .collect();
    assert_eq!(parts, ["39", "6", "1", "30"]);
}

#[tokio::test]
async fn a_currency_counts_at_the_days_rate_or_not_at_all() {
    let world = with_sales().await;
    world
        .lay_document(
            "U1",
            "C",
            "invoice",
            "USD",
            "2026-05-02",
            "2026-06-01",
            1000,
        )
        .await;
    world.refresh().await;
    let found = on_the_day(&world).await;
    assert_eq!(
        value(&found, Kpi::Dso),
        "62.76",
        "without a rate it is left out"
    );
    // 2 dollars a euro from 1 June on: 6 500 × 91 ÷ 9 200
    run(
        &world,
        "insert into app.fx_rate (base, quote, on_date, rate) values ('EUR', 'USD', '2026-06-01', 2), ('EUR', 'USD', '2026-07-01', 4)",
    )
    .await;
    let found = on_the_day(&world).await;
    assert_eq!(value(&found, Kpi::Dso), "64.29");
    let dollars = Filter {
        currency: Some("USD".parse().expect("a currency")),
        ..Filter::default()
    };
    let found = figures(&world, AsOf::day(date("2026-06-30")), &dollars).await;
    assert_eq!(value(&found, Kpi::Dso), "91.00");
    assert_eq!(value(&found, Kpi::OverduePct), "100.00");
}

#[tokio::test]
async fn an_empty_ledger_has_no_figures_and_no_error() {
    let world = World::golden().await;
    let found = figures(&world, AsOf::day(date("2020-01-31")), &Filter::default()).await;
    for figure in found {
        let expected = (figure.kpi == Kpi::DsoCountback).then_some(Decimal::new(0, 2));
        assert_eq!(figure.value, expected, "{figure:?}");
    }
}
