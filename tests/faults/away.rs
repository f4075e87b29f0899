//! Promises 13 and 14: a database that is silent, gone, half gone, and back.

use std::time::{Duration, Instant};

use super::{count, hold, notes, saved, sessions, under_way, until};
use crate::support::ledger::{Who, World};
use crate::support::proxy::{Cut, Mode, Proxy};
use crate::support::pty::PATIENCE;
use crate::support::seat::{Seat, Sitting};

const BANNER: Duration = Duration::from_secs(3);
const BACK: Duration = Duration::from_secs(5);
const ECHO: Duration = Duration::from_millis(50);
const LEFT: Duration = Duration::from_secs(1);

fn sit(world: &World, proxy: &Proxy, journal: Option<&std::path::Path>) -> Seat {
    let url = proxy.url(&world.role(Who::Claire), &world.db.name);
    let sitting = Sitting {
        journal,
        ..Sitting::default()
    };
    let mut seat = Seat::at(&url, sitting);
    seat.at_worklist();
    seat
}

/// Types letter by letter; gives how long each took to be seen.
fn echo(seat: &mut Seat, typed: &mut String, text: &str) -> Vec<Duration> {
    let letter = |c: char| {
        typed.push(c);
        let begun = Instant::now();
        seat.types(&c.to_string());
        seat.sees(typed);
        begun.elapsed()
    };
    text.chars().map(letter).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_database_holds_up_nobody() {
    let world = World::golden().await;
    let proxy = Proxy::start(&world.db.cluster.socket());
    let mut seat = sit(&world, &proxy, None);
    seat.types("n");
    seat.sees_within(PATIENCE, "Note · Customer");
    let mut typed = String::new();
    let mut before = echo(&mut seat, &mut typed, "they say ");
    before.sort();
    proxy.set(Mode::Blackhole);
    let mut times = echo(&mut seat, &mut typed, "the cheque ");
    hold(
        "banner of a silent database",
        BANNER,
        vec![seat.sees("offline since")],
    );
    times.extend(echo(&mut seat, &mut typed, "is in the post"));
    // On a machine so slow that the target is missed anyway: as fast as before.
    let target = ECHO.max(before[before.len() / 2]);
    hold("echo of a key while the database is silent", target, times);

    // Saved while nobody answers: once, when it is back.
    let before = seat.screen.frames().len();
    seat.types("\x04");
    seat.saw_that(before, "note under way", under_way);
    assert_eq!(notes(&world.admin, "they say").await, []);
    let before = seat.screen.frames().len();
    proxy.set(Mode::Open);
    hold(
        "back after the silence",
        BACK,
        vec![seat.sees_line(PATIENCE, &["Acme", "live"])],
    );
    seat.saw_that(before, "saved note", saved);
    assert_eq!(notes(&world.admin, "they say").await, [(typed, 1)]);

    // Leaving does not wait for it either: not yet noticed, and while connecting again.
    let mut left = Vec::new();
    proxy.set(Mode::Blackhole);
    left.push(seat.leaves());
    proxy.set(Mode::Open);
    let mut seat = sit(&world, &proxy, None);
    proxy.set(Mode::Blackhole);
    seat.sees("offline since");
    left.push(seat.leaves());
    hold("leaving a silent database", LEFT, left);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_comes_back_by_itself_and_leaks_no_connection() {
    let world = World::golden().await;
    let proxy = Proxy::start(&world.db.cluster.socket());
    let role = world.role(Who::Claire);
    let others = sessions(&world, &role).await;
    let mut seat = sit(&world, &proxy, None);
    let mut back = Vec::new();
    let cycles = count(21, 100);
    let half_open = cycles / 3;
    for cycle in 0..cycles {
        let cut = match cycle {
            _ if cycle >= cycles - half_open => Cut::HalfOpen,
            _ if cycle % 2 == 0 => Cut::Close,
            _ => Cut::Reset,
        };
        if cycle == cycles - half_open {
            // What one cockpit may hold, and no more after all those.
            until("connections given back", async || proxy.held() <= 4).await;
        }
        proxy.cut(cut);
        // Half of a link is missed only once it is asked for something.
        if cut == Cut::HalfOpen {
            seat.sees("offline since");
        }
        let begun = Instant::now();
        let note = format!("back {cycle}.");
        seat.types("n");
        seat.sees_within(PATIENCE, "Note · Customer");
        let before = seat.screen.frames().len();
        seat.types(&format!("{note}\x04"));
        until(&note, async || notes(&world.admin, &note).await.len() == 1).await;
        seat.saw_that(before, "saved note", saved);
        seat.sees_line(PATIENCE, &["Acme", "live"]);
        seat.sees_line(PATIENCE, &["▶", "Customer"]);
        back.push(begun.elapsed());
    }
    hold("back after a cut", BACK, back);
    for (note, rows) in notes(&world.admin, "back ").await {
        assert_eq!(rows, 1, "{note}");
    }
    println!("{} connections after {cycles} cycles", proxy.held());
    // What one cockpit may hold, for each link that is half dead: what was on its way there when it died, a listener
    // always, is waited for by the driver until the network gives it up.
    until("connections given back", async || {
        proxy.held() <= 4 * (1 + half_open)
    })
    .await;
    seat.leaves();
    proxy.cut(Cut::Close);
    until("all connections closed", async || proxy.held() == 0).await;
    let left = async || sessions(&world, &role).await == others;
    until("all server processes gone", left).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outage_in_the_middle_of_a_form_is_told_and_its_words_are_saved_once() {
    let world = World::golden().await;
    let proxy = Proxy::start(&world.db.cluster.socket());
    let home = tempfile::tempdir().expect("a home");
    let mut seat = sit(&world, &proxy, Some(home.path()));
    seat.types("nhalf a sentence");
    seat.sees_within(PATIENCE, "half a sentence");
    proxy.set(Mode::Refusing);
    hold(
        "banner of a server that went",
        BANNER,
        vec![seat.sees("offline since")],
    );
    seat.types(" and the other half");
    seat.sees_within(PATIENCE, "half a sentence and the other half");
    let before = seat.screen.frames().len();
    seat.types("\x04");
    seat.saw_that(before, "note under way", under_way);
    // Long enough for the pauses between attempts to grow.
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!(notes(&world.admin, "half").await, []);
    let before = seat.screen.frames().len();
    proxy.set(Mode::Open);
    hold(
        "back after an outage",
        BACK,
        vec![seat.sees_line(PATIENCE, &["Acme", "live"])],
    );
    seat.saw_that(before, "saved note", saved);
    let saved = ("half a sentence and the other half".to_owned(), 1);
    assert_eq!(notes(&world.admin, "half").await, [saved]);
    seat.leaves();
}
