//! Who works on which portfolio, from which day until which.

use serde_json::json;

use crate::support::ledger::{Who, World};

/// How many customers of SOUTH each of the two sees.
async fn seen(world: &World) -> (i64, i64) {
    let mut counts = [0; 2];
    for (count, who) in counts.iter_mut().zip([Who::Claire, Who::Paul]) {
        *count = sqlx::query_scalar("select count(*) from app.customer where portfolio_id = 2")
            .fetch_one(world.pool(who))
            .await
            .unwrap();
    }
    (counts[0], counts[1])
}

async fn portfolio_of_paul() -> World {
    let world = World::golden().await;
    world.lay_customer("S", 2).await;
    assert_eq!(seen(&world).await.0, 0);
    assert!(seen(&world).await.1 > 0);
    world
}

#[tokio::test]
async fn a_substitute_sees_the_portfolio_from_the_day_to_the_day() {
    let world = portfolio_of_paul().await;
    let all = seen(&world).await.1;
    let body = json!({
        "portfolio": "SOUTH", "person": world.role(Who::Claire), "from_on": "2026-07-02", "to_on": "2026-07-10", "substitute": true,
    });
    world.act(Who::Marc, "assign_agent", body).await;
    for (day, expected) in [
        ("2026-06-30", 0),
        ("2026-07-02", all),
        ("2026-07-10", all),
        ("2026-07-11", 0),
    ] {
        world.set_today(day).await;
        assert_eq!(seen(&world).await, (expected, all), "{day}");
    }
}

#[tokio::test]
async fn a_hand_over_ends_the_one_the_day_before_the_other_begins() {
    let world = portfolio_of_paul().await;
    let all = seen(&world).await.1;
    let body = json!({
        "portfolio": "SOUTH", "person": world.person(Who::Claire), "from_on": "2026-07-02", "instead_of": world.person(Who::Paul),
    });
    world.act(Who::Marc, "assign_agent", body).await;
    for (day, expected) in [("2026-07-01", (0, all)), ("2026-07-02", (all, 0))] {
        world.set_today(day).await;
        assert_eq!(seen(&world).await, expected, "{day}");
    }
    // said again with an end: the time is moved, not doubled
    let body =
        json!({"portfolio": "SOUTH", "person": world.person(Who::Claire), "to_on": "2026-07-03"});
    world.act(Who::Marc, "assign_agent", body).await;
    world.set_today("2026-07-04").await;
    assert_eq!(seen(&world).await, (0, 0));
}

#[tokio::test]
async fn an_assignment_that_cannot_be_is_refused() {
    let world = portfolio_of_paul().await;
    let claire = world.person(Who::Claire);
    let cases = [
        (
            Who::Claire,
            json!({"portfolio": "SOUTH", "person": claire}),
            "role-missing",
        ),
        (
            Who::Marc,
            json!({"portfolio": "EAST", "person": claire}),
            "portfolio-unknown",
        ),
        (
            Who::Marc,
            json!({"portfolio": "SOUTH", "person": "nobody"}),
            "person-unknown",
        ),
        (
            Who::Marc,
            json!({"portfolio": "SOUTH", "person": claire, "from_on": "2026-06-01"}),
            "date-past",
        ),
        (
            Who::Marc,
            json!({"portfolio": "SOUTH", "person": claire, "from_on": "2026-07-02", "to_on": "2026-07-01"}),
            "assign-dates",
        ),
        (
            Who::Marc,
            json!({"portfolio": "SOUTH", "person": claire, "instead_of": claire}),
            "assign-same",
        ),
    ];
    for (who, body, expected) in cases {
        assert_eq!(
            world.refused(who, "assign_agent", body.clone()).await,
            expected,
            "{body}"
        );
    }
    assert_eq!(seen(&world).await.0, 0);
}
