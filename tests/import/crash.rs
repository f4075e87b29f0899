//! kill -9 at any moment: before or after, never between.

use std::process::Stdio;
use std::time::{Duration, Instant};

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::Desk;

const TRIALS: u32 = 20;
const ROWS: u32 = 600;

#[tokio::test]
async fn a_killed_import_is_whole_or_absent() {
    let seed = match std::env::var("ENCOURS_SEED") {
        Ok(text) => text.parse().expect("ENCOURS_SEED is a number"),
        Err(_) => rand::rng().random::<u64>(),
    };
    println!("seed {seed}");
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let desk = Desk::with_company().await;
    let file = |trial: u32| {
        let mut text = "customer,number,issued_on,currency,amount,applied\n".to_owned();
        for row in 0..ROWS {
            text.push_str(&format!(
                "C{},T{trial}-{row},2026-01-05,EUR,{}.50,1\n",
                row % 97,
                row + 1
            ));
        }
        desk.file("l.csv", text)
    };
    let start = Instant::now();
    let said = desk.import_file("ledger", &file(0), &[]).await;
    assert_eq!(said.counts()[1], u64::from(ROWS), "{}", said.sentence);
    let whole = start.elapsed();
    let (mut before, mut after) = (0, 0);
    for trial in 1..=TRIALS {
        let path = file(trial);
        let wait = whole.mul_f64(random.random_range(0.0..2.5));
        let mut command = desk.command(&["ledger", path.to_str().unwrap()]);
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        tokio::time::sleep(wait).await;
        let _ = child.kill();
        let _ = child.wait();
        settled(&desk).await;
        let count = desk
            .text(&format!(
                "select count(*) from app.document where number like 'T{trial}-%'"
            ))
            .await;
        let parts = desk
            .text(&format!(
                "select row((select count(*) from app.due_item i join app.document d on d.id = i.document_id where d.number like 'T{trial}-%'),
                            (select count(*) from app.receipt where reference like 'T{trial}-%'))"
            ))
            .await;
        match count.as_str() {
            "0" => before += 1,
            _ => after += 1,
        }
        let expected = if count == "0" { 0 } else { ROWS };
        assert_eq!(count, expected.to_string(), "seed {seed}, trial {trial}");
        assert_eq!(
            parts,
            format!("({expected},{expected})"),
            "seed {seed}, trial {trial}"
        );
    }
    println!("{before} before, {after} after");
    desk.assert_adds_up().await;
    // What was killed can be imported again.
    let said = desk.import_file("ledger", &file(TRIALS), &[]).await;
    assert_eq!(said.counts()[0], u64::from(ROWS));
    assert_eq!(
        desk.text(&format!(
            "select count(*) from app.document where number like 'T{TRIALS}-%'"
        ))
        .await,
        ROWS.to_string()
    );
}

/// Waits until the server has noticed that the importer is gone.
async fn settled(desk: &Desk) {
    let busy = format!(
        "select count(*) from pg_stat_activity where usename = '{}'",
        desk.role
    );
    for _ in 0..2_400 {
        if desk.text(&busy).await == "0" {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the importer's session is still there");
}
