//! Promise 4: what was typed survives every way to die, and is offered, never sent.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::{count, notes};
use crate::support::db::TestDb;
use crate::support::ledger::{Who, World};
use crate::support::pty::{PATIENCE, Pty};

const PROGRAM: &str = env!("CARGO_BIN_EXE_encours");

/// What is older than this is not lost; nothing at all by a signal that can be caught.
const LOST_AT_MOST: Duration = Duration::from_secs(2);

#[derive(Debug, Clone, Copy, PartialEq)]
enum Way {
    Hangup,
    Terminate,
    Kill,
    TerminalCloses,
}

/// The last is tried by a collector, who begins on the worklist.
const WAYS: [Way; 4] = [Way::Hangup, Way::Terminate, Way::Kill, Way::TerminalCloses];

fn at_worklist(screen: &str) -> bool {
    let line = |l: &str| l.contains('▶') && l.contains("Customer");
    screen.contains("live") && screen.contains("Worklist · Acme") && screen.lines().any(line)
}

/// A manager begins elsewhere; whoever has come here by the feed has not seen an older frame.
pub(super) fn goes_to_worklist(pty: &mut Pty) {
    shows(pty, "live", |s| s.contains("live") && s.contains("Acme"));
    pty.send(b"gy");
    shows(pty, "feed", |s| s.contains("Activity · Acme"));
    pty.send(b"gw");
    shows(pty, "worklist", at_worklist);
}

pub(super) fn shows(pty: &mut Pty, what: &str, wanted: impl Fn(&str) -> bool) {
    let begun = Instant::now();
    while !wanted(&pty.screen()) {
        assert!(
            begun.elapsed() < PATIENCE,
            "no {what} on:\n{}",
            pty.screen()
        );
        pty.settle(Duration::from_millis(10));
    }
}

/// Types in a terminal of tmux's, and kills tmux.
fn dies_with_its_terminal(home: &Path, url: &str, text: &str) {
    let socket = home.join("tmux");
    let tmux = |arguments: &[&str]| {
        let mut tmux = Command::new("tmux");
        tmux.arg("-S")
            .arg(&socket)
            .args(arguments)
            .stdin(Stdio::null());
        let output = tmux.output().expect("tmux runs");
        assert!(
            output.status.success(),
            "tmux {arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let shows = |what: &str, wanted: &dyn Fn(&str) -> bool| {
        let begun = Instant::now();
        loop {
            let screen = tmux(&["capture-pane", "-p", "-t", "w"]);
            if wanted(&screen) {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "no {what} on:\n{screen}");
            std::thread::sleep(Duration::from_millis(50));
        }
    };
    let program = format!(
        "env -i TERM=screen-256color LANG=C.UTF-8 PATH=/usr/bin:/bin HOME={home} XDG_STATE_HOME={home}/state ENCOURS_DATABASE_URL='{url}' {PROGRAM}",
        home = home.display()
    );
    tmux(&[
        "-f",
        "/dev/null",
        "new-session",
        "-d",
        "-s",
        "w",
        "-x",
        "180",
        "-y",
        "40",
        &program,
    ]);
    shows("worklist", &at_worklist);
    tmux(&["send-keys", "-t", "w", "-l", "n"]);
    shows("form", &|s| s.contains("Note · Customer"));
    tmux(&["send-keys", "-t", "w", "-l", text]);
    shows("text", &|s| s.contains(text));
    std::thread::sleep(LOST_AT_MOST);
    let pid = tmux(&["list-panes", "-t", "w", "-F", "#{pane_pid}"]);
    tmux(&["kill-server"]);
    // It is no child of ours; what it was is gone once its directory in /proc is.
    let begun = Instant::now();
    while Path::new("/proc").join(pid.trim()).exists() {
        assert!(begun.elapsed() < Duration::from_secs(30), "an orphan");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Types as a person does, eight letters a second.
pub(super) fn types(pty: &mut Pty, text: &str) {
    for c in text.chars() {
        pty.send(c.to_string().as_bytes());
        std::thread::sleep(Duration::from_millis(125));
    }
}

/// Whether a file below this directory holds a text.
fn journaled(directory: &Path, text: &str) -> bool {
    let entries = std::fs::read_dir(directory).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .any(|path| match path.is_dir() {
            true => journaled(&path, text),
            false => std::fs::read_to_string(path).is_ok_and(|journal| journal.contains(text)),
        })
}

fn die(url: &str, way: Way, text: &str) {
    let home = tempfile::tempdir().expect("a home");
    let env = [("ENCOURS_DATABASE_URL", url)];
    let home = if way == Way::TerminalCloses {
        dies_with_its_terminal(home.path(), url, text);
        home
    } else {
        let mut pty = Pty::start_at(home, &[PROGRAM], &env, (180, 40));
        goes_to_worklist(&mut pty);
        pty.send(b"n");
        shows(&mut pty, "form", |s| s.contains("Note · Customer"));
        types(&mut pty, text);
        shows(&mut pty, "text", |s| s.contains(text));
        match way {
            Way::Hangup => pty.signal(Signal::HUP),
            Way::Terminate => pty.signal(Signal::TERM),
            Way::Kill | Way::TerminalCloses => {
                std::thread::sleep(LOST_AT_MOST);
                pty.signal(Signal::KILL);
            }
        }
        pty.child.wait().expect("dead");
        pty.into_home()
    };
    // The database has it too; without a link the journal alone would.
    assert!(
        journaled(&home.path().join("state"), text),
        "{way:?}: {text:?} is in no journal"
    );
    offers(home, &env, text);
}

/// Starts again, and finds the words in the form that they were typed in.
fn offers(home: tempfile::TempDir, env: &[(&str, &str)], text: &str) {
    let mut pty = Pty::start_at(home, &[PROGRAM], env, (180, 40));
    shows(&mut pty, "offer", |s| {
        s.contains("unsaved text on Customer")
    });
    goes_to_worklist(&mut pty);
    pty.send(b"n");
    shows(&mut pty, "what was typed", |s| s.contains(text));
    pty.send(b"\x03");
    pty.ended(PATIENCE);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_while_the_server_stops_is_offered_when_it_is_back() {
    let world = World::golden_in(TestDb::alone("stopped").await).await;
    let url = world.db.url(&world.role(Who::Marc));
    let times = count(3, 100);
    for time in 0..times {
        let text = format!("stopped {time}");
        let env = [("ENCOURS_DATABASE_URL", url.as_str())];
        let mut pty = Pty::start(&[PROGRAM], &env, (180, 40));
        goes_to_worklist(&mut pty);
        pty.send(b"n");
        shows(&mut pty, "form", |s| s.contains("Note · Customer"));
        let (before, after) = text.split_at(text.len() / 2);
        types(&mut pty, before);
        world.db.cluster.crash();
        types(&mut pty, after);
        shows(&mut pty, "text", |s| s.contains(&text));
        // In turn with and without a chance to save what is younger than the last saving.
        if time % 2 == 0 {
            std::thread::sleep(LOST_AT_MOST);
            pty.signal(Signal::KILL);
        } else {
            pty.send(b"\x03");
        }
        pty.child.wait().expect("ended");
        let home = pty.into_home();
        assert!(
            journaled(&home.path().join("state"), &text),
            "{text:?} is in no journal"
        );
        world.db.cluster.go();
        offers(home, &env, &text);
    }
    assert_eq!(notes(&world.db.admin().await, "").await, []);
    println!("{times} stops of the server");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_is_offered_again_after_every_way_to_die() {
    let world = World::golden().await;
    let times = count(5, 100);
    std::thread::scope(|scope| {
        for (way, who) in WAYS
            .into_iter()
            .zip([Who::Marc, Who::Sophie, Who::Claire, Who::Paul])
        {
            let url = world.db.url(&world.role(who));
            scope.spawn(move || {
                for time in 0..times {
                    die(&url, way, &format!("half {time}"));
                }
            });
        }
    });
    assert_eq!(
        notes(&world.admin, "").await,
        [],
        "nothing is sent by itself"
    );
    println!("{times} times each of {WAYS:?}");
}
