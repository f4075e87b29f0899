//! Promise 3: a link that breaks after the commit, before its answer.

use tokio::runtime::Handle;

use super::{count, notes};
use crate::support::ledger::{Who, World};
use crate::support::proxy::Proxy;
use crate::support::pty::PATIENCE;
use crate::support::seat::{Seat, Sitting};

/// Cockpits side by side.
const SEATS: usize = 5;

/// Writes notes whose answers are lost one after the other; gives how many answers were, and how often a
/// frame was painted while the cockpit asked again.
fn lose_answers(
    world: &World,
    home: &std::path::Path,
    seat: usize,
    times: usize,
) -> (usize, usize) {
    let proxy = Proxy::start(&world.db.cluster.socket());
    let who = if seat.is_multiple_of(2) {
        Who::Claire
    } else {
        Who::Marc
    };
    let url = proxy.url(&world.role(who), &world.db.name);
    let journal = Some(home);
    let mut desk = Seat::at(
        &url,
        Sitting {
            journal,
            ..Sitting::default()
        },
    );
    desk.at_worklist();
    let mut told = 0;
    for turn in 0..times {
        let note = format!("answer {seat}-{turn}.");
        proxy.lose_the_answer_to(&note);
        desk.types("n");
        desk.sees_within(PATIENCE, "Note · Customer");
        let before = desk.screen.frames().len();
        desk.types(&format!("{note}\x04"));
        // The form goes when the note is sent: a word that stands without it is this turn's.
        desk.sees_that(PATIENCE, "word that it is saved", |screen| {
            let last = screen.lines().last().unwrap_or_default();
            !screen.contains("Note · Customer")
                && last.trim_start().starts_with("saved on Customer")
        });
        desk.sees_line(PATIENCE, &["Acme", "live"]);
        // What stood on the screen meanwhile: never that it failed.
        let frames = desk.screen.frames();
        for frame in &frames[before..] {
            for word in [
                "not saved",
                "refused",
                "failed",
                "not connected",
                "Customer B: ",
                "Customer A: ",
            ] {
                assert!(!frame.contains(word), "{word:?} on:\n{frame}");
            }
        }
        // A link that is back at once leaves no time to paint that it was gone.
        let mut since = frames[before..].iter();
        told += usize::from(since.any(|frame| frame.contains("checking whether it was saved")));
    }
    desk.leaves();
    (proxy.lost(), told)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_is_checked_and_the_row_is_there_once() {
    let world = World::golden().await;
    let times = count(50, 500).div_ceil(SEATS);
    let homes: Vec<_> = (0..SEATS)
        .map(|_| tempfile::tempdir().expect("a home"))
        .collect();
    let runtime = Handle::current();
    let turns: Vec<(usize, usize)> = std::thread::scope(|scope| {
        let desks: Vec<_> = (0..SEATS)
            .map(|seat| {
                let (world, home, runtime) = (&world, homes[seat].path(), &runtime);
                scope.spawn(move || {
                    let _entered = runtime.enter();
                    lose_answers(world, home, seat, times)
                })
            })
            .collect();
        desks
            .into_iter()
            .map(|desk| desk.join().expect("as promised"))
            .collect()
    });
    let lost: usize = turns.iter().map(|(lost, _)| lost).sum();
    let told: usize = turns.iter().map(|(_, told)| told).sum();
    assert!(told > 0, "nobody was told that it was checked");
    assert_eq!(lost, SEATS * times, "answers lost");
    let found = notes(&world.admin, "answer ").await;
    assert_eq!(found.len(), SEATS * times);
    for (note, rows) in found {
        assert_eq!(rows, 1, "{note}");
    }
    let late = std::fs::read_dir(homes[0].path())
        .expect("a journal")
        .count();
    assert_eq!(late, 0, "a journal with everything settled goes");
    world.assert_sound("after the lost answers").await;
    println!(
        "{lost} answers lost, {told} times told, {} rows",
        SEATS * times
    );
}
