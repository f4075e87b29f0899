//! Who works on which portfolio, from which day until which.

use serde_json::json;

use crate::support::ledger::{Who, World, customer};
use uuid::Uuid;

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

/// Takes an arrangement back, as somebody; the code of the refusal, if there is one.
async fn undone(world: &World, who: Who, target: Uuid) -> Option<String> {
    let body = json!({ "target": target });
    let told = world.try_as(who, Uuid::now_v7(), "undo_team", body).await;
    told.err().map(|error| error.code().to_owned())
}

#[tokio::test]
async fn several_customers_move_at_once_and_come_back() {
    let world = World::golden().await;
    world.lay_customer("S", 2).await;
    let both =
        json!({"customers": [customer("B"), customer("A"), customer("C")], "portfolio": "SOUTH"});
    assert_eq!(
        world
            .refused(Who::Claire, "move_customers", both.clone())
            .await,
        "role-missing"
    );
    let moved = world.act(Who::Marc, "move_customers", both.clone()).await;
    assert_eq!(seen(&world).await, (0, 5));
    world.assert_sound("after the move").await;
    // Each that has moved is in the audit, and both portfolios have heard of it.
    let audited = "select count(*)::text from app.audit where verb = 'move_customers'";
    assert_eq!(world.look(audited).await, "2", "C was there already");
    for who in [Who::Claire, Who::Paul] {
        let told: i64 = sqlx::query_scalar(
            "select count(distinct customer_id) from app.changes_since(0) where entity = 'customer'",
        )
        .fetch_one(world.pool(who))
        .await
        .unwrap();
        assert_eq!(told, 2, "{who:?}");
    }
    assert_eq!(
        world.refused(Who::Marc, "move_customers", both).await,
        "portfolio-same"
    );
    assert_eq!(
        undone(&world, Who::Sophie, moved).await.as_deref(),
        Some("undo-not-yours")
    );
    assert_eq!(undone(&world, Who::Marc, moved).await, None);
    assert_eq!(seen(&world).await, (0, 3));
    assert_eq!(
        undone(&world, Who::Marc, moved).await.as_deref(),
        Some("undo-done")
    );
    world.assert_sound("after it was taken back").await;

    // What has moved on since stays where it is.
    let one = json!({"customers": [customer("A")], "portfolio": "SOUTH"});
    let moved = world.act(Who::Marc, "move_customers", one).await;
    let on = json!({"customers": [customer("A")], "portfolio": "NORTH"});
    world.act(Who::Sophie, "move_customers", on).await;
    assert_eq!(
        undone(&world, Who::Marc, moved).await.as_deref(),
        Some("undo-overtaken")
    );
}

#[tokio::test]
async fn an_assignment_is_taken_back_to_what_it_was() {
    let world = portfolio_of_paul().await;
    let rows = "select string_agg(concat_ws(' ', id, person_id, from_on, to_on, substitute), ', ' order by id)
                  from app.portfolio_person where portfolio_id = 2";
    let (claire, paul) = (world.person(Who::Claire), world.person(Who::Paul));
    // Somebody is to come later; the hand-over takes that away and ends the time that runs.
    let later = json!({"portfolio": "SOUTH", "person": paul, "from_on": "2026-06-30", "to_on": "2026-07-20"});
    world.act(Who::Marc, "assign_agent", later).await;
    let again = json!({"portfolio": "SOUTH", "person": paul, "from_on": "2026-08-01"});
    world.act(Who::Marc, "assign_agent", again).await;
    let was = world.look(rows).await;
    let over = json!({"portfolio": "SOUTH", "person": claire, "from_on": "2026-07-02", "instead_of": paul});
    let over = world.act(Who::Marc, "assign_agent", over).await;
    assert_ne!(world.look(rows).await, was);
    assert_eq!(undone(&world, Who::Marc, over).await, None);
    assert_eq!(world.look(rows).await, was);

    let stand =
        json!({"portfolio": "SOUTH", "person": claire, "to_on": "2026-07-03", "substitute": true});
    let stand = world.act(Who::Marc, "assign_agent", stand).await;
    let more = json!({"portfolio": "SOUTH", "person": world.person(Who::Sophie)});
    world.act(Who::Sophie, "assign_agent", more).await;
    assert_eq!(
        undone(&world, Who::Marc, stand).await.as_deref(),
        Some("undo-overtaken")
    );
    world.set_today("2026-07-01").await;
    assert_eq!(
        undone(&world, Who::Marc, stand).await.as_deref(),
        Some("undo-too-late")
    );
}
