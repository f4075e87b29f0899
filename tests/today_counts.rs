//! Every figure of the day opens a list that has as many rows.

use encours::app::overlay::Overlay;
use encours::app::request::Slot;
use encours::app::screen::Screen;
use encours::app::screen::today::Count;
use encours::app::{Effect, Msg};
use encours::i18n::Lang;
use encours::runtime::open::Folders;
use encours::runtime::query;
use encours::store::{Location, Pace, Pool};
use serde_json::json;

use crate::support::app::Driver;
use crate::support::ledger::{Who, World, customer, item};

/// Answers every question from the database until none is left.
async fn settle(driver: &mut Driver, pool: &Pool) {
    while !driver.effects.is_empty() {
        for effect in std::mem::take(&mut driver.effects) {
            let Effect::Load {
                slot,
                generation,
                query,
            } = effect
            else {
                continue;
            };
            answer(driver, pool, (slot, generation), query).await;
        }
    }
}

async fn answer(
    driver: &mut Driver,
    pool: &Pool,
    (slot, generation): (Slot, u64),
    asked: encours::app::request::Query,
) {
    let told = format!("{asked:?}");
    let answer = query::answer(pool, &Folders::default(), asked).await;
    let answer = Ok(answer.unwrap_or_else(|e| panic!("{told}: {} {:?}", e.code(), e.params())));
    driver.send(Msg::Reply {
        slot,
        generation,
        answer,
    });
}

/// The figures of the day.
fn lines(driver: &Driver) -> Vec<(Count, i64)> {
    match driver.app.screen() {
        Screen::Today(today) => today.lines.rows().iter().map(|l| (l.count, l.n)).collect(),
        screen => panic!("not today: {screen:?}"),
    }
}

/// Rows of the list that is open, where the figure counts the rows of a list.
fn rows(driver: &Driver) -> Option<usize> {
    if let Some(Overlay::Text(text)) = driver.app.overlay() {
        return Some(text.body.lines().count());
    }
    Some(match driver.app.screen() {
        Screen::Worklist(worklist) => worklist.table().rows().len(),
        Screen::Reminders(reminders) => reminders.table().rows().len(),
        Screen::Credit(credit) => credit.breaches.table().rows().len(),
        Screen::Pipeline(pipeline) => pipeline.orders.table().rows().len(),
        Screen::Alerts(alerts) => alerts.table().rows().len(),
        Screen::Promises(promises) => promises.table().rows().len(),
        Screen::Activity(feed) => feed.table().rows().len(),
        Screen::Disputes(disputes) => disputes.table().rows().len(),
        Screen::Invoices(invoices) => invoices.table().rows().len(),
        _ => return None,
    })
}

#[tokio::test]
async fn a_figure_opens_the_rows_it_counts() {
    let world = World::golden().await;
    for (reference, amount) in [("A", 100), ("B", 200)] {
        let limit = json!({"customer": customer(reference), "amount": amount, "reason": "agreed"});
        world.act(Who::Marc, "set_limit", limit).await;
    }
    let promise = json!({"customer": customer("B"), "promised_on": "2026-07-03"});
    world.act(Who::Claire, "record_promise", promise).await;
    let today = json!({"customer": customer("C"), "promised_on": "2026-06-30"});
    world.act(Who::Paul, "record_promise", today).await;
    let call = json!({"customer": customer("A"), "outcome": "voicemail"});
    world.act(Who::Claire, "log_call", call.clone()).await;
    world.act(Who::Claire, "log_call", call).await;
    // Two customers to come back to, one of whom owes nothing overdue; their day has come.
    for (of, who) in [("B", Who::Claire), ("D", Who::Paul)] {
        let revisit = json!({"customer": customer(of), "revisit_on": "2026-07-01"});
        world.act(who, "set_revisit", revisit).await;
    }
    sqlx::query(
        "update app.contact_fact set revisit_on = '2026-06-30' where revisit_on is not null",
    )
    .execute(&world.admin)
    .await
    .expect("revisits");
    for amount in [10, 20] {
        let paid = json!({"customer": customer("C"), "amount": amount, "currency": "EUR", "effective_on": "2026-06-29"});
        world.act(Who::Ines, "record_receipt", paid).await;
    }
    world
        .lay_document("F20", "A", "invoice", "EUR", "2026-06-29", "2026-07-29", 70)
        .await;
    world.refresh().await;
    let wrong = world
        .act(
            Who::Claire,
            "log_call",
            json!({"customer": customer("B"), "outcome": "voicemail"}),
        )
        .await;
    world
        .act(Who::Claire, "undo", json!({"target": wrong}))
        .await;
    let dispute = json!({"item": item("F5"), "reason": "price"});
    world.act(Who::Paul, "open_dispute", dispute).await;
    let alert = "select id::text from app.alert where kind = 'breach' order by id limit 1";
    let alert = world.look(alert).await;
    let settled = json!({"alert": alert, "rev": 1, "reason": "agreed"});
    world.act(Who::Marc, "resolve_alert", settled).await;

    for (lang, who) in [(Lang::En, Who::Marc), (Lang::Fr, Who::Sophie)] {
        let role = world.role(who);
        let location = Location::from_url(&world.db.url(&role), &role).expect("an address");
        let pool = location
            .connect(Pace::Interactive)
            .await
            .unwrap_or_else(|e| panic!("{}", e.code()));
        let mut driver = Driver::offline(lang, (120, 40));
        driver.send(Msg::Link(encours::app::msg::Link::Live));
        settle(&mut driver, &pool).await;
        driver.press("g t");
        settle(&mut driver, &pool).await;
        let figures = lines(&driver);
        let mut compared = Vec::new();
        for (at, (count, n)) in figures.iter().enumerate() {
            if driver.app.overlay().is_some() {
                driver.press("esc");
            }
            driver.press("g t");
            settle(&mut driver, &pool).await;
            driver.press("g g");
            for _ in 0..at {
                driver.press("j");
            }
            driver.press("enter");
            settle(&mut driver, &pool).await;
            // What is at stake is measured, not counted.
            if matches!(count, Count::Exposure | Count::Dso) {
                continue;
            }
            if let Some(rows) = rows(&driver) {
                assert_eq!(
                    i64::try_from(rows),
                    Ok(*n),
                    "{lang}: {count:?}\n{}",
                    driver.screen()
                );
                compared.push(*count);
            } else {
                panic!("{lang}: {count:?} opens no list\n{}", driver.screen());
            }
        }
        for count in [
            Count::First,
            Count::ByPoints,
            Count::Revisits,
            Count::Called,
            Count::Payments,
            Count::Invoices,
            Count::NewlyOverdue,
            Count::Disputes,
        ] {
            assert!(
                compared.contains(&count),
                "{lang}: {count:?} of {figures:?}"
            );
        }
    }
}
