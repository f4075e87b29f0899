//! Colleagues named in a note: who is told, who must not be, and what acknowledges.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::ledger::{Who, World, customer};
use encours::domain::mention::Mention;
use encours::store::{Location, Pace, Pool, mention};

fn note(on: &str, text: &str) -> Value {
    json!({"customer": customer(on), "note": text})
}

async fn pool(world: &World, who: Who) -> Pool {
    let role = world.role(who);
    let location = Location::from_url(&world.db.url(&role), &role).expect("an address");
    location
        .connect(Pace::Interactive)
        .await
        .unwrap_or_else(|e| panic!("{}", e.code()))
}

/// The notes that name a person, as their cockpit reads them.
async fn mentions(world: &World, who: Who) -> Vec<Mention> {
    mention::mine(&pool(world, who).await)
        .await
        .unwrap_or_else(|e| panic!("{}", e.code()))
}

/// How many changes of an entity a person is told of.
async fn told(world: &World, who: Who, entity: &str) -> i64 {
    sqlx::query_scalar("select count(*) from app.changes_since(0) where entity = $1")
        .bind(entity)
        .fetch_one(world.pool(who))
        .await
        .expect("the feed")
}

#[tokio::test]
async fn whoever_is_named_is_told_and_opening_the_customer_acknowledges() {
    let world = World::golden().await;
    let text = "asked for a rebate, @marc please decide; bills go to pay@sophie.example";
    let request = Uuid::now_v7();
    for recorded in [true, false] {
        // Sent again under its id, nobody is named twice.
        let answer = world
            .try_as(Who::Claire, request, "add_note", note("B", text))
            .await
            .unwrap_or_else(|e| panic!("{}", e.code()));
        assert_eq!(answer["recorded"], recorded);
    }
    let found = mentions(&world, Who::Marc).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].activity, request);
    assert_eq!(
        (
            found[0].customer,
            found[0].name.as_str(),
            found[0].by.as_str()
        ),
        (customer("B"), "Customer B", "claire")
    );
    for other in [Who::Claire, Who::Sophie, Who::Paul] {
        assert_eq!(mentions(&world, other).await, [], "{other:?}");
    }
    // The feed has ids alone, for those who see the customer.
    assert_eq!(told(&world, Who::Marc, "mention").await, 1);
    assert_eq!(told(&world, Who::Paul, "mention").await, 0);

    let seen = json!({"customer": customer("B")});
    // Somebody else's opening is not his.
    world.act(Who::Sophie, "see_mentions", seen.clone()).await;
    assert_eq!(mentions(&world, Who::Marc).await.len(), 1);
    world.act(Who::Marc, "see_mentions", seen).await;
    assert_eq!(mentions(&world, Who::Marc).await, []);
    let audited = "select string_agg(actor || ' ' || verb, ', ' order by seq) from app.audit where entity = 'mention'";
    let audited = world.look(audited).await;
    assert_eq!(
        audited.replace(&format!("_{}", world.db.name), ""),
        "sophie see_mentions, marc see_mentions"
    );
    world.assert_sound("after all that").await;
}

#[tokio::test]
async fn nobody_learns_of_a_customer_by_being_named() {
    let world = World::golden().await;
    let claire = |text: &str| note("B", text);
    let told = world
        .try_as(
            Who::Claire,
            Uuid::now_v7(),
            "add_note",
            claire("@paul and @marc: ring B"),
        )
        .await
        .expect_err("Paul does not see B");
    assert_eq!(told.code(), "mention-outside");
    assert_eq!(told.params().get("names").map(String::as_str), Some("paul"));
    for (text, code) in [
        ("@nobody look", "mention-unknown"),
        ("@marcus look", "mention-unknown"),
        ("@inconnu", "mention-unknown"),
    ] {
        world
            .refuses(Who::Claire, "add_note", claire(text), code)
            .await;
    }
    let written = "select concat((select count(*) from app.activity), ' ', (select count(*) from app.mention))";
    assert_eq!(
        world.look(written).await,
        "0 0",
        "a refused note leaves nothing"
    );
    // An address, a price and a lone sign name nobody; a name with its punctuation does.
    let text = "pay@paul.example, 3 @ 30 each, @ paul; (@Marc!)";
    world.act(Who::Claire, "add_note", claire(text)).await;
    assert_eq!(mentions(&world, Who::Marc).await.len(), 1);

    // A substitute may be named for as long as they see the customer, and no longer.
    let body = json!({"portfolio": "NORTH", "person": world.role(Who::Paul), "to_on": "2026-07-01", "substitute": true});
    world.act(Who::Marc, "assign_agent", body).await;
    world
        .act(Who::Claire, "add_note", claire("@paul for you"))
        .await;
    assert_eq!(mentions(&world, Who::Paul).await.len(), 1);
    world.set_today("2026-07-02").await;
    assert_eq!(mentions(&world, Who::Paul).await, []);
    world
        .refuses(
            Who::Claire,
            "add_note",
            claire("@paul for you"),
            "mention-outside",
        )
        .await;
}

#[tokio::test]
async fn a_name_is_the_longest_that_fits_and_a_first_name_that_of_one() {
    let world = World::golden().await;
    for (who, name) in [
        (Who::Claire, "Claire Roy"),
        (Who::Marc, "Marc Petit"),
        (Who::Sophie, "Marc Petitjean"),
        (Who::Aude, "Aude Élie"),
    ] {
        sqlx::query("update app.person set display_name = $2 where id = $1")
            .bind(world.person(who))
            .bind(name)
            .execute(&world.admin)
            .await
            .expect("named");
    }
    let say = |text: &str| note("B", text);
    world
        .refuses(
            Who::Claire,
            "add_note",
            say("@Marc look"),
            "mention-ambiguous",
        )
        .await;
    world
        .act(Who::Claire, "add_note", say("@marc petitjean look"))
        .await;
    let counts = async || {
        let of = async |who| mentions(&world, who).await.len();
        [
            of(Who::Marc).await,
            of(Who::Sophie).await,
            of(Who::Aude).await,
        ]
    };
    assert_eq!(counts().await, [0, 1, 0]);
    world
        .act(Who::Claire, "add_note", say("@Marc Petit and @AUDE: look"))
        .await;
    assert_eq!(counts().await, [1, 1, 1]);
    // Oneself is not told.
    world
        .act(Who::Claire, "add_note", say("@Claire Roy: ring on Monday"))
        .await;
    assert_eq!(mentions(&world, Who::Claire).await, []);

    let offered = mention::colleagues(&pool(&world, Who::Claire).await, 1, customer("B"))
        .await
        .unwrap_or_else(|e| panic!("{}", e.code()));
    let names: Vec<&str> = offered.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["Aude Élie", "Marc Petit", "Marc Petitjean", "ines"]);
    let foreign = mention::colleagues(&pool(&world, Who::Claire).await, 1, customer("C")).await;
    assert_eq!(foreign.expect_err("not hers").code(), "customer-unknown");
}

#[tokio::test]
async fn a_note_taken_back_names_nobody() {
    let world = World::golden().await;
    let named = world
        .act(Who::Claire, "add_note", note("B", "@marc look"))
        .await;
    assert_eq!(mentions(&world, Who::Marc).await.len(), 1);
    world
        .act(Who::Claire, "undo", json!({"target": named}))
        .await;
    assert_eq!(mentions(&world, Who::Marc).await, []);
    assert_eq!(
        told(&world, Who::Marc, "mention").await,
        2,
        "made and taken back"
    );
}
