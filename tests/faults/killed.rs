//! Promise 1: the client dies at a random instant, by a signal that nobody can catch.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use rand::{Rng, RngExt};
use rustix::process::Signal;

use super::{chance, count, journal, notes, saved, until};
use crate::support::ledger::{Who, World};
use crate::support::pty::{PATIENCE, Pty};

const PROGRAM: &str = env!("CARGO_BIN_EXE_encours");

/// Cockpits side by side.
const DESKS: usize = 3;

/// What one desk knows of its notes.
#[derive(Default)]
struct Told {
    /// Shown as saved.
    saved: BTreeSet<String>,
    /// In the journal without an answer when it was killed.
    kept: BTreeSet<String>,
}

/// Notes without an answer in the journals of this home.
fn unanswered(home: &Path) -> BTreeSet<String> {
    let sent = journal(&home.join("state"));
    let open = sent.into_iter().filter(|(_, answered)| !answered);
    open.map(|(note, _)| note).collect()
}

/// Works and is killed, again and again in one home.
fn lives(url: &str, desk: usize, times: usize, chance: &mut impl Rng) -> Told {
    let mut told = Told::default();
    let mut home = tempfile::tempdir().expect("a home");
    let mut written = 0;
    // From the key to the answer, as it was the last time.
    let mut answered = Duration::from_millis(60);
    for _ in 0..times {
        let env = [("ENCOURS_DATABASE_URL", url)];
        let mut pty = Pty::start_at(home, &[PROGRAM], &env, (180, 40));
        pty.shows("live", |s| s.contains("live") && s.contains("Acme"));
        // By the feed, so that what is seen is no older frame.
        pty.send(b"gy");
        pty.shows("feed", |s| s.contains("Activity · Acme"));
        pty.send(b"gw");
        pty.shows("worklist", |s| {
            let line = |l: &str| l.contains('▶') && l.contains("Customer");
            s.contains("Worklist · Acme") && s.lines().any(line)
        });
        let doomed = chance.random_range(0..3);
        for nth in 0..=doomed {
            let note = format!("kill {desk}-{written}.");
            written += 1;
            pty.send(b"n");
            pty.shows("form", |s| s.contains("Note · Customer"));
            pty.send(format!("{note}\x04").as_bytes());
            if nth < doomed {
                let begun = Instant::now();
                pty.shows("answer", saved);
                answered = begun.elapsed();
                told.saved.insert(note);
                continue;
            }
            // From the very key to some time after the answer.
            std::thread::sleep(answered.mul_f64(chance.random_range(0.0..2.0)));
            pty.signal(Signal::KILL);
            pty.child.wait().expect("killed");
            pty.settle(Duration::from_millis(50));
            if saved(&pty.screen()) {
                told.saved.insert(note);
            }
        }
        home = pty.into_home();
        told.kept.extend(unanswered(home.path()));
    }
    // Once more, to send what is left.
    let env = [("ENCOURS_DATABASE_URL", url)];
    let mut pty = Pty::start_at(home, &[PROGRAM], &env, (180, 40));
    pty.shows("live", |s| s.contains("live") && s.contains("Acme"));
    let begun = Instant::now();
    while !unanswered(pty.home()).is_empty() {
        assert!(begun.elapsed() < PATIENCE, "not sent again");
        pty.settle(Duration::from_millis(50));
    }
    pty.send(b"\x03");
    assert_eq!(pty.ended(PATIENCE), 0);
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_client_loses_nothing_acknowledged_and_doubles_nothing() {
    let world = World::golden().await;
    let times = count(60, 1_000).div_ceil(DESKS);
    let begun = Instant::now();
    let told: Vec<Told> = std::thread::scope(|scope| {
        let desks: Vec<_> = (0..DESKS)
            .map(|desk| {
                let who = [Who::Claire, Who::Marc, Who::Sophie][desk];
                let url = world.db.url(&world.role(who));
                let mut chance = chance(&format!("killed, desk {desk}"));
                scope.spawn(move || lives(&url, desk, times, &mut chance))
            })
            .collect();
        desks
            .into_iter()
            .map(|desk| desk.join().expect("as promised"))
            .collect()
    });
    let kept: BTreeSet<&String> = told.iter().flat_map(|t| &t.kept).collect();
    let saved: BTreeSet<&String> = told.iter().flat_map(|t| &t.saved).collect();
    until("what was kept is sent", async || {
        let found = notes(&world.admin, "kill ").await;
        kept.iter()
            .all(|note| found.iter().any(|(n, _)| n == *note))
    })
    .await;
    let found = notes(&world.admin, "kill ").await;
    for (note, rows) in &found {
        assert_eq!(*rows, 1, "{note}");
    }
    for note in &saved {
        assert!(
            found.iter().any(|(n, _)| n == *note),
            "{note} was shown as saved"
        );
    }
    println!(
        "{} kills in {:.0?}: {} shown as saved, {} in the journal without an answer, {} in the ledger once",
        times * DESKS,
        begun.elapsed(),
        saved.len(),
        kept.len(),
        found.len()
    );
    assert!(
        !kept.is_empty(),
        "no kill came between the key and the answer"
    );
    world.assert_sound("after the kills").await;
}
