//! What people do to alerts, and taking it back.

use crate::support::ledger::{Who, World, customer};
use serde_json::json;
use uuid::Uuid;

/// The golden ledger, and the alert of customer B over its limit.
async fn breached() -> (World, Uuid) {
    let world = World::golden().await;
    let limit = json!({"customer": customer("B"), "amount": 1000, "reason": "x"});
    world.act(Who::Marc, "set_limit", limit).await;
    let alert = sqlx::query_scalar("select id from app.alert");
    let alert = alert.fetch_one(&world.admin).await.unwrap();
    (world, alert)
}

#[tokio::test]
async fn alerts_are_acknowledged_snoozed_assigned_and_resolved() {
    let (world, alert) = breached().await;
    let first = "select section::text from app.standing s join app.customer c on c.id = s.customer_id where c.ref = 'B'";
    assert_eq!(world.look(first).await, "1");
    world
        .act(
            Who::Claire,
            "assign_alert",
            json!({"alert": alert, "rev": 1, "person": world.role(Who::Claire)}),
        )
        .await;
    world
        .act(
            Who::Claire,
            "acknowledge_alert",
            json!({"alert": alert, "rev": 2}),
        )
        .await;
    assert_eq!(
        world.look(first).await,
        "2",
        "what is acknowledged is no longer first"
    );
    world
        .refuses(
            Who::Paul,
            "acknowledge_alert",
            json!({"alert": alert, "rev": 3}),
            "alert-unknown",
        )
        .await;
    world
        .refuses(
            Who::Claire,
            "snooze_alert",
            json!({"alert": alert, "rev": 3, "until_on": "2026-06-30"}),
            "date-past",
        )
        .await;
    world
        .act(
            Who::Claire,
            "snooze_alert",
            json!({"alert": alert, "rev": 3, "until_on": "2026-07-02"}),
        )
        .await;
    world.set_today("2026-07-02").await;
    world.assert_sound("on the day it comes back").await;
    assert_eq!(
        world
            .look("select state from app.alert where kind = 'breach'")
            .await,
        "open"
    );
    assert_eq!(world.look(first).await, "1");
    world
        .act(
            Who::Marc,
            "resolve_alert",
            json!({"alert": alert, "rev": 5, "reason": "paid by card"}),
        )
        .await;
    world
        .refuses(
            Who::Marc,
            "acknowledge_alert",
            json!({"alert": alert, "rev": 6}),
            "alert-over",
        )
        .await;
    world.assert_sound("after alerts").await;
}

#[tokio::test]
async fn what_was_done_to_an_alert_is_taken_back_while_nothing_else_has_happened() {
    let (world, alert) = breached().await;
    let state = "select concat_ws(' ', state, coalesce(handled_by::text, '-'), coalesce(snoozed_until::text, '-')) from app.alert";
    let mut rev = 1;
    for (verb, more) in [
        ("acknowledge_alert", json!({})),
        ("snooze_alert", json!({"until_on": "2026-07-20"})),
        ("resolve_alert", json!({"reason": "paid by cheque"})),
        ("assign_alert", json!({"person": world.person(Who::Claire)})),
    ] {
        let request = Uuid::now_v7();
        let mut body = more;
        body["alert"] = json!(alert);
        body["rev"] = json!(rev);
        world
            .try_as(Who::Claire, request, verb, body)
            .await
            .unwrap_or_else(|e| panic!("{verb}: {}", e.code()));
        world
            .act(Who::Claire, "undo", json!({"target": request}))
            .await;
        assert_eq!(world.look(state).await, "open - -", "{verb}");
        world
            .refuses(Who::Claire, "undo", json!({"target": request}), "undo-done")
            .await;
        rev += 2;
    }
    let (first, second) = (Uuid::now_v7(), Uuid::now_v7());
    let body = |rev: i32| json!({"alert": alert, "rev": rev});
    world
        .try_as(Who::Claire, first, "acknowledge_alert", body(rev))
        .await
        .unwrap();
    world
        .try_as(Who::Claire, second, "acknowledge_alert", body(rev + 1))
        .await
        .unwrap();
    world
        .refuses(
            Who::Claire,
            "undo",
            json!({"target": first}),
            "undo-overtaken",
        )
        .await;
    world
        .act(Who::Claire, "undo", json!({"target": second}))
        .await;
    world.assert_sound("after taking back").await;
}

#[tokio::test]
async fn an_alert_is_given_only_to_who_can_do_something_with_it() {
    let (world, alert) = breached().await;
    // The importer and the auditor see every customer and act on none; Paul acts, and does not see this one.
    for who in [Who::Ines, Who::Aude, Who::Paul] {
        let to = json!({"alert": alert, "rev": 1, "person": world.person(who)});
        world
            .refuses(Who::Claire, "assign_alert", to, "colleague-cannot")
            .await;
    }
    let pool = world.pool(Who::Claire);
    let offered = encours::store::company::handlers(pool, 1, customer("B")).await;
    let offered: Vec<i32> = offered.unwrap().into_iter().map(|p| p.id).collect();
    let people = [Who::Claire, Who::Marc, Who::Sophie].map(|who| world.person(who));
    assert_eq!(
        offered[0], people[0],
        "whoever asks comes first: taking it over is one key"
    );
    assert!(offered.len() == 3 && people.iter().all(|id| offered.contains(id)));
    world
        .act(
            Who::Claire,
            "assign_alert",
            json!({"alert": alert, "rev": 1, "person": people[1]}),
        )
        .await;
}
