//! The chain of the audit names the row that was tampered with.

use crate::support::ledger::{Who, World, customer};
use crate::support::pty::PATIENCE;
use serde_json::json;
use std::time::{Duration, Instant};

/// Seals until nothing is left: what another database of the cluster has still running puts the seal off.
async fn seal_all(world: &World) {
    let deadline = Instant::now() + PATIENCE;
    while world
        .look("select unsealed::text from app.verify_audit()")
        .await
        != "0"
    {
        assert!(Instant::now() < deadline, "nothing is ever sealed");
        world.look("select app.seal_audit()::text").await;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_tampered_audit_row_is_named() {
    let world = World::golden().await;
    for n in 0..20 {
        world
            .act(
                Who::Claire,
                "add_note",
                json!({"customer": customer("B"), "note": format!("{n}")}),
            )
            .await;
    }
    seal_all(&world).await;
    for n in 0..5 {
        world
            .act(
                Who::Claire,
                "add_note",
                json!({"customer": customer("B"), "note": format!("later {n}")}),
            )
            .await;
    }
    let verify = "select concat_ws(' ', ok, sealed, unsealed, bad_seq) from app.verify_audit()";
    assert_eq!(world.look(verify).await, "t 20 5");
    seal_all(&world).await;
    assert_eq!(world.look(verify).await, "t 25 0");
    // moving a customer touches the portfolio of its rows, which is outside the hash
    world
        .act(
            Who::Marc,
            "move_customer",
            json!({"customer": customer("B"), "portfolio": "SOUTH"}),
        )
        .await;
    assert_eq!(world.look(verify).await, "t 25 1");

    // The salt may be erased; every other change is found, at its row.
    let tampering = [
        ("delete from app.audit_salt where seq = 9", None),
        ("update app.audit set actor = 'someone' where seq = 7", Some(7)),
        ("delete from app.audit_salt where seq = 9; delete from app.audit where seq = 9", Some(9)),
        ("update app.audit_digest set digest = '\\x00' where seq = 5", Some(5)),
        (
            "insert into app.audit (seq, actor, verb, entity, row_hash, xid) overriding system value
             select 1000, actor, verb, entity, row_hash, xid from app.audit where seq = 3",
            Some(1000),
        ),
    ];
    for (statement, expected) in tampering {
        let mut tx = world.admin.begin().await.unwrap();
        sqlx::raw_sql("alter table app.audit disable trigger user")
            .execute(&mut *tx)
            .await
            .unwrap();
        sqlx::raw_sql(statement).execute(&mut *tx).await.unwrap();
        let found: (bool, Option<i64>) =
            sqlx::query_as("select ok, bad_seq from app.verify_audit()")
                .fetch_one(&mut *tx)
                .await
                .unwrap();
        assert_eq!(found, (expected.is_none(), expected), "{statement}");
        tx.rollback().await.unwrap();
    }
    // immutable even for those who may write, as long as the trigger stands
    assert!(
        sqlx::query("update app.audit set actor = 'x' where seq = 7")
            .execute(&world.admin)
            .await
            .is_err()
    );
}
