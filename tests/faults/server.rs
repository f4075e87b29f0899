//! Promise 2: the server dies, in parts or whole, while people write.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use encours::private_pg::SUPERUSER;
use encours::store::Pace;
use rand::RngExt;
use rand::seq::IndexedRandom;
use rustix::process::{Pid, Signal, kill_process};
use tokio::runtime::Handle;

use super::drafts::{goes_to_worklist, types};
use super::{chance, count, hold, journal, notes, saved, under_way};
use crate::support::db::TestDb;
use crate::support::ledger::{Who, World};
use crate::support::pty::{PATIENCE, Pty};
use crate::support::seat::{Seat, Sitting};

const BACK: Duration = Duration::from_secs(5);

const BANNER: Duration = Duration::from_secs(3);

/// Writes notes until told to stop, and counts those that have come to an end; gives those that were shown as saved.
fn keep_writing(
    world: &World,
    who: Who,
    stop: &AtomicBool,
    written: &AtomicUsize,
) -> BTreeSet<String> {
    let home = tempfile::tempdir().expect("a home");
    let sitting = Sitting {
        journal: Some(home.path()),
        ..Sitting::default()
    };
    let mut seat = Seat::at(&world.db.url(&world.role(who)), sitting);
    seat.at_worklist();
    let mut shown = BTreeSet::new();
    for nth in 0.. {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let note = format!("dies {who:?}-{nth}.");
        seat.types("n");
        seat.sees_within(PATIENCE, "Note · Customer");
        let before = seat.screen.frames().len();
        seat.types(&format!("{note}\x04"));
        // What the next blow has to say may come in the same frame, over it: then it was shown to nobody.
        let answered = || journal(home.path()).contains(&(note.clone(), true));
        seat.sees_that(PATIENCE, "the end of a note", |_| answered());
        if seat.screen.frames()[before..].iter().any(|f| saved(f)) {
            shown.insert(note);
        }
        written.fetch_add(1, Ordering::Relaxed);
    }
    seat.leaves();
    shown
}

/// Server processes of cockpits; none while the server recovers from the blow before.
async fn sessions(world: &World) -> Vec<i32> {
    let location = world.db.location(SUPERUSER);
    let Ok(mut admin) = location.connect_one(Pace::Interactive).await else {
        return Vec::new();
    };
    sqlx::query_scalar("select pid from pg_stat_activity where application_name like 'encours%' and usename ~ '^(claire|marc)_'")
        .fetch_all(&mut admin)
        .await
        .unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dying_server_loses_nothing_acknowledged_and_doubles_nothing() {
    let world = World::golden_in(TestDb::alone("crashed").await).await;
    let stop = AtomicBool::new(false);
    let runtime = Handle::current();
    let (kills, crashes) = (count(30, 200), count(3, 20));
    let mut chance = chance("server");
    let mut back = Vec::new();
    let written = AtomicUsize::new(0);
    let shown: BTreeSet<String> = std::thread::scope(|scope| {
        let writers: Vec<_> = [Who::Claire, Who::Marc]
            .into_iter()
            .map(|who| {
                let (world, stop, written) = (&world, &stop, &written);
                let runtime = &runtime;
                scope.spawn(move || {
                    let _entered = runtime.enter();
                    keep_writing(world, who, stop, written)
                })
            })
            .collect();
        for nth in 0..kills + crashes {
            std::thread::sleep(Duration::from_millis(chance.random_range(50..350)));
            // However slow the machine is, something is written between the blows.
            let begun = Instant::now();
            while written.load(Ordering::Relaxed) < nth {
                assert!(begun.elapsed() < PATIENCE, "nothing more is written");
                std::thread::sleep(Duration::from_millis(10));
            }
            if nth % (kills / crashes + 1) == kills / crashes {
                world.db.cluster.crash();
                world.db.cluster.go();
            } else {
                let pids = tokio::task::block_in_place(|| runtime.block_on(sessions(&world)));
                // Most as an administrator ends them; some by the signal that makes the server recover.
                let signal = if nth % 6 == 0 {
                    Signal::KILL
                } else {
                    Signal::TERM
                };
                if let Some(pid) = pids.choose(&mut chance).copied().and_then(Pid::from_raw) {
                    let _ = kill_process(pid, signal);
                }
            }
        }
        let begun = Instant::now();
        stop.store(true, Ordering::Relaxed);
        let shown = writers
            .into_iter()
            .flat_map(|w| w.join().expect("as promised"))
            .collect();
        back.push(begun.elapsed());
        shown
    });
    hold("working again after the last blow", BACK, back);
    // The pools of the test were cut off too.
    let found = notes(&world.db.admin().await, "dies ").await;
    for (note, rows) in &found {
        assert_eq!(*rows, 1, "{note}");
    }
    let there: Vec<&String> = found.iter().map(|(note, _)| note).collect();
    for note in &shown {
        assert!(there.contains(&note), "{note} was shown as saved");
    }
    assert_eq!(found.len(), written.into_inner(), "every note");
    println!(
        "{kills} sessions killed, {crashes} crashes: {} notes shown as saved, {} in the ledger once",
        shown.len(),
        found.len()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_restarts_in_the_middle_of_a_form_gets_its_words_once() {
    let world = World::golden_in(TestDb::alone("restarted").await).await;
    let url = world.db.url(&world.role(Who::Claire));
    let env = [("ENCOURS_DATABASE_URL", url.as_str())];
    let mut pty = Pty::start(&[env!("CARGO_BIN_EXE_encours")], &env, (180, 40));
    let (mut told, mut back) = (Vec::new(), Vec::new());
    for time in 0..count(2, 20) {
        goes_to_worklist(&mut pty);
        pty.send(b"n");
        pty.shows("form", |s| s.contains("Note · Customer"));
        let text = format!("restarted {time}: half of it, and the rest.");
        let (before, after) = text.split_at(text.len() / 2);
        pty.send(before.as_bytes());
        pty.shows("first half", |s| s.contains(before));
        let begun = Instant::now();
        world.db.cluster.crash();
        pty.shows("banner", |s| s.contains("offline since"));
        told.push(begun.elapsed());
        types(&mut pty, after);
        pty.shows("all of it", |s| s.contains(&text));
        pty.forget();
        pty.send(b"\x04");
        pty.saw("what is kept", under_way);
        pty.forget();
        world.db.cluster.go();
        let begun = Instant::now();
        pty.saw("the answer", saved);
        back.push(begun.elapsed());
        pty.shows("link", |s| s.contains("live"));
        let there = notes(&world.db.admin().await, "restarted ").await;
        let there: Vec<_> = there.iter().filter(|(note, _)| *note == text).collect();
        assert_eq!(there, [&(text, 1)]);
    }
    hold("banner of a server that crashed", BANNER, told);
    hold("back after a restart", BACK, back);
    pty.send(b"\x03");
    assert_eq!(pty.ended(PATIENCE), 0);
}
