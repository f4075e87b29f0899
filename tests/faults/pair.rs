//! Two whole cockpits in one process: each sees what the other does.

use std::time::Duration;

use sqlx::PgPool;

use super::{hold, saved};
use crate::support::ledger::{Who, World};
use crate::support::pty::PATIENCE;
use crate::support::seat::{Seat, Sitting};

/// A colleague's work is seen within a second.
const SOON: Duration = Duration::from_secs(1);

fn sit(world: &World, who: Who) -> Seat {
    let mut seat = Seat::at(&world.db.url(&world.role(who)), Sitting::default());
    seat.at_worklist();
    seat
}

/// Each notes something in turn, and the other sees it.
fn take_turns(seats: &mut [Seat; 2], told: &mut usize, what: &str, turns: usize) -> Vec<Duration> {
    let mut times = Vec::new();
    for turn in 0..turns {
        let (writer, reader) = (turn % 2, 1 - turn % 2);
        seats[reader].types("gy");
        seats[reader].sees_line(PATIENCE, &["Activity", "Acme"]);
        seats[reader].sees_lines(PATIENCE, *told, &["note", "Customer"]);
        // At its beginning the feed moves by itself.
        seats[reader].types("gg");
        seats[reader].sees_that(PATIENCE, "the first line", |screen| {
            let first = screen.lines().find(|line| line.contains("Customer "));
            *told == 0
                || first.is_none_or(|_| screen.lines().nth(2).is_some_and(|l| l.contains('▶')))
        });
        seats[writer].at_worklist();
        seats[writer].types("n");
        seats[writer].sees_within(PATIENCE, "Note · Customer");
        let before = seats[writer].screen.frames().len();
        seats[writer].types(&format!("{what} {turn}\x04"));
        seats[writer].saw_that(before, "saved note", saved);
        // The feed tells the deed, not its words: one line more than before.
        *told += 1;
        times.push(seats[reader].sees_lines(PATIENCE, *told, &["note", "Customer"]));
    }
    times
}

async fn nobody_listens(admin: PgPool) {
    loop {
        let ended = sqlx::query(
            "select pg_terminate_backend(pid) from pg_stat_activity
              where datname = current_database() and pid <> pg_backend_pid() and application_name = 'encours listener'",
        );
        ended.execute(&admin).await.expect("ended");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_in_one_process_see_each_other_also_without_listening() {
    let world = World::golden().await;
    let mut seats = [sit(&world, Who::Marc), sit(&world, Who::Sophie)];
    let mut told = 0;
    let heard = take_turns(&mut seats, &mut told, "heard", 10);
    let killer = tokio::spawn(nobody_listens(world.admin.clone()));
    let polled = take_turns(&mut seats, &mut told, "polled", 6);
    killer.abort();
    hold("seen by the other", SOON, heard);
    hold("seen by the other without listening", SOON, polled);
    for seat in &mut seats {
        seat.leaves();
    }
    world.assert_sound("after two cockpits").await;
}
