//! Promises 30 and 35: a mistake of ours in any thread, and a screen that nobody looks at.

use std::fs::OpenOptions;
use std::io::Read;
use std::os::fd::OwnedFd;
use std::os::unix::fs::OpenOptionsExt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use encours::config::{self, Sources};
use encours::runtime::open::{self, Database, Reach};
use encours::runtime::terminal::Terminal;
use encours::runtime::wake::{Reason, Wake};
use portable_pty::{MasterPty, PtySize, native_pty_system};
use rustix::fs::OFlags;

use super::notes;
use crate::support::ledger::{Who, World};
use crate::support::pty::PATIENCE;
use crate::support::seat::{Seat, Sitting};

/// A terminal of its own, and what looks at it from the other side.
struct Console {
    terminal: Option<Terminal>,
    master: Box<dyn MasterPty + Send>,
}

impl Console {
    fn new() -> Console {
        let pair = native_pty_system()
            .openpty(PtySize::default())
            .expect("a pseudo-terminal");
        let name = pair.master.tty_name().expect("a name");
        let not_mine = i32::try_from(OFlags::NOCTTY.bits()).expect("a flag");
        let slave = OpenOptions::new()
            .read(true)
            .write(true)
            .custom_flags(not_mine)
            .open(name);
        let slave: OwnedFd = slave.expect("the other side").into();
        let output = slave.try_clone().expect("a handle");
        Console {
            terminal: Some(Terminal::new(slave, output).expect("a terminal")),
            master: pair.master,
        }
    }

    fn modes(&self) -> String {
        format!("{:?}", self.master.get_termios().expect("modes"))
    }

    /// What was written to it beside frames, up to the leaving.
    fn written(&self) -> String {
        let mut reader = self.master.try_clone_reader().expect("a reader");
        let (mut all, mut bytes) = (String::new(), [0; 4096]);
        while !all.contains("\x1b[?1049l") {
            let n = reader.read(&mut bytes).expect("something");
            all.push_str(&String::from_utf8_lossy(&bytes[..n]));
        }
        all
    }
}

fn offered_again(world: &World, home: &std::path::Path, text: &str) {
    let sitting = Sitting {
        journal: Some(home),
        ..Sitting::default()
    };
    let mut seat = Seat::at(&world.db.url(&world.role(Who::Claire)), sitting);
    seat.at_worklist();
    seat.types("n");
    seat.sees_within(PATIENCE, text);
    seat.leaves();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_anywhere_gives_the_terminal_back_and_keeps_what_was_typed() {
    for part in ["screen", "link"] {
        // Drafts are in the database as well, where the other part's would be found.
        let world = World::golden().await;
        let url = world.db.url(&world.role(Who::Claire));
        let home = tempfile::tempdir().expect("a home");
        let mut console = Console::new();
        let before = console.modes();
        let sources = Sources {
            flags: vec![("database.url", url.clone())],
            ..Sources::default()
        };
        let config = config::load(&sources).expect("the settings are right");
        let entered = Arc::new(AtomicUsize::new(0));
        let enter = move || {
            let first = entered.fetch_add(1, Ordering::Relaxed) == 0;
            let config = config.clone();
            async move {
                assert!(first, "a broken way in");
                open::open(&config, Database::Configured, Reach::Cockpit).await
            }
        };
        let sitting = Sitting {
            journal: Some(home.path()),
            terminal: console.terminal.take(),
            idle: None,
        };
        let mut seat = Seat::with(enter, sitting);
        seat.at_worklist();
        assert_ne!(console.modes(), before, "raw");
        let text = format!("typed before the {part} broke");
        seat.types(&format!("n{text}"));
        seat.sees_within(PATIENCE, &text);
        match part {
            "screen" => {
                seat.screen.break_it();
                seat.types("!");
            }
            // One connection may be made anew without a word: killed until the way in was tried again.
            _ => {
                let begun = Instant::now();
                while !seat.has_ended() && begun.elapsed() < PATIENCE {
                    let kill =
                        "select pg_terminate_backend(pid) from pg_stat_activity where usename = $1";
                    let role = world.role(Who::Claire);
                    let killed = sqlx::query(kill).bind(role).execute(&world.admin).await;
                    killed.expect("ended");
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            }
        }
        let (reason, _) = seat.ended(PATIENCE);
        assert!(matches!(reason, Reason::Fault(_)), "{part}: {reason:?}");
        assert_eq!(console.modes(), before, "{part}: modes");
        let end = console.written();
        for left in ["\x1b[?1049l", "\x1b[?2004l", "\x1b[?25h", "\x1b[?7h"] {
            assert!(end.contains(left), "{part}: {left:?} is not in {end:?}");
        }
        offered_again(&world, home.path(), &text);
        let sent = notes(&world.admin, "typed").await;
        assert_eq!(sent, [], "nothing is sent by itself");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_screen_that_nobody_looks_at_is_cleared_and_its_words_are_kept() {
    let world = World::golden().await;
    let home = tempfile::tempdir().expect("a home");
    let mut console = Console::new();
    let before = console.modes();
    // Long enough to sit down in, on the slowest machine.
    let idle = Duration::from_secs(10);
    let sitting = Sitting {
        journal: Some(home.path()),
        terminal: console.terminal.take(),
        idle: Some(idle),
    };
    let mut seat = Seat::at(&world.db.url(&world.role(Who::Claire)), sitting);
    seat.at_worklist();
    seat.types("n");
    // A key begins the time anew; what colleagues do does not.
    let typed = "left on the screen";
    let mut last = Instant::now();
    for c in typed.chars() {
        seat.types(&c.to_string());
        last = Instant::now();
        tokio::time::sleep(idle / 15).await;
        let _ = seat.wake.send(Wake::Msg(encours::app::Msg::Resync)).await;
    }
    seat.sees_within(PATIENCE, typed);
    let (reason, _) = seat.ended(idle + PATIENCE);
    assert_eq!(reason, Reason::Idle);
    assert!(last.elapsed() >= idle, "too early: {:?}", last.elapsed());
    assert_eq!(console.modes(), before);
    let end = console.written();
    let cleared = end.rfind("\x1b[2J").expect("cleared");
    assert!(cleared < end.rfind("\x1b[?1049l").expect("left"), "{end:?}");
    offered_again(&world, home.path(), typed);
    assert_eq!(notes(&world.admin, "left").await, []);
}
