//! Promise 4: what was typed survives every way to die, and is offered, never sent.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::{count, hold, notes};
use crate::support::db::TestDb;
use crate::support::ledger::{Who, World};
use crate::support::pty::{PATIENCE, Pty, journaled};

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
    pty.shows("live", |s| s.contains("live") && s.contains("Acme"));
    pty.send(b"gy");
    pty.shows("feed", |s| s.contains("Activity · Acme"));
    pty.send(b"gw");
    pty.shows("worklist", at_worklist);
}

/// Whether a process that is no child of ours still runs; one that has ended may be left lying by whoever has it now.
fn runs(pid: &str) -> bool {
    let stat = std::fs::read_to_string(Path::new("/proc").join(pid).join("stat"));
    stat.is_ok_and(|stat| {
        stat.rsplit(')')
            .next()
            .is_some_and(|fields| !fields.trim_start().starts_with(['Z', 'X']))
    })
}

/// Types in a terminal of tmux's, and kills tmux; gives how long what was typed took to be kept.
fn dies_with_its_terminal(home: &Path, url: &str, text: &str) -> Duration {
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
    tmux(&["send-keys", "-t", "w", "C-u"]);
    shows("empty form", &empty);
    tmux(&["send-keys", "-t", "w", "-l", text]);
    shows("text", &|s| s.contains(text));
    let begun = Instant::now();
    while !journaled(&home.join("state"), text) {
        assert!(begun.elapsed() < PATIENCE, "{text:?} is in no journal");
        std::thread::sleep(Duration::from_millis(20));
    }
    let kept = begun.elapsed();
    let pid = tmux(&["list-panes", "-t", "w", "-F", "#{pane_pid}"]);
    tmux(&["kill-server"]);
    let begun = Instant::now();
    while runs(pid.trim()) {
        assert!(begun.elapsed() < PATIENCE, "an orphan");
        std::thread::sleep(Duration::from_millis(20));
    }
    kept
}

/// Opens the form of a note, and empties it of what an earlier life has left there.
fn opens_a_note(pty: &mut Pty) {
    pty.send(b"n");
    pty.shows("form", |s| s.contains("Note · Customer"));
    pty.send(b"\x15");
    pty.shows("empty form", empty);
}

/// Nothing on the screen that is typed here.
fn empty(screen: &str) -> bool {
    !["half ", "stopped "]
        .iter()
        .any(|typed| screen.contains(typed))
}

/// Types as a person does, eight letters a second.
pub(super) fn types(pty: &mut Pty, text: &str) {
    for c in text.chars() {
        pty.send(c.to_string().as_bytes());
        std::thread::sleep(Duration::from_millis(125));
    }
}

/// Gives how long what was typed took to be kept; nothing for a way out that keeps it on the way.
fn die(url: &str, way: Way, text: &str) -> Duration {
    let home = tempfile::tempdir().expect("a home");
    let env = [("ENCOURS_DATABASE_URL", url)];
    let (home, kept) = if way == Way::TerminalCloses {
        let kept = dies_with_its_terminal(home.path(), url, text);
        (home, kept)
    } else {
        let mut pty = Pty::start_at(home, &[PROGRAM], &env, (180, 40));
        goes_to_worklist(&mut pty);
        opens_a_note(&mut pty);
        types(&mut pty, text);
        pty.shows("text", |s| s.contains(text));
        let mut kept = Duration::ZERO;
        match way {
            Way::Hangup => pty.signal(Signal::HUP),
            Way::Terminate => pty.signal(Signal::TERM),
            Way::Kill | Way::TerminalCloses => {
                kept = pty.kept(text);
                pty.signal(Signal::KILL);
            }
        }
        pty.child.wait().expect("dead");
        (pty.into_home(), kept)
    };
    // The database has it too; without a link the journal alone would.
    assert!(
        journaled(&home.path().join("state"), text),
        "{way:?}: {text:?} is in no journal"
    );
    offers(home, &env, text);
    kept
}

/// Starts again, and finds the words in the form that they were typed in.
fn offers(home: tempfile::TempDir, env: &[(&str, &str)], text: &str) {
    let mut pty = Pty::start_at(home, &[PROGRAM], env, (180, 40));
    pty.saw("the offer", |s| s.contains("unsaved text on Customer"));
    goes_to_worklist(&mut pty);
    pty.send(b"n");
    pty.shows("what was typed", |s| s.contains(text));
    pty.send(b"\x03");
    pty.ended(PATIENCE);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_while_the_server_stops_is_offered_when_it_is_back() {
    let world = World::golden_in(TestDb::alone("stopped").await).await;
    let url = world.db.url(&world.role(Who::Marc));
    let times = count(3, 100);
    let mut kept = Vec::new();
    for time in 0..times {
        let text = format!("stopped {time}");
        let env = [("ENCOURS_DATABASE_URL", url.as_str())];
        let mut pty = Pty::start(&[PROGRAM], &env, (180, 40));
        goes_to_worklist(&mut pty);
        opens_a_note(&mut pty);
        let (before, after) = text.split_at(text.len() / 2);
        types(&mut pty, before);
        world.db.cluster.crash();
        types(&mut pty, after);
        pty.shows("text", |s| s.contains(&text));
        // In turn with and without a chance to save what is younger than the last saving.
        if time % 2 == 0 {
            kept.push(pty.kept(&text));
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
    hold("kept while the server is away", LOST_AT_MOST, kept);
    println!("{times} stops of the server");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_is_offered_again_after_every_way_to_die() {
    let world = World::golden().await;
    let times = count(5, 100);
    let kept: Vec<Duration> = std::thread::scope(|scope| {
        let dying: Vec<_> = WAYS
            .into_iter()
            .zip([Who::Marc, Who::Sophie, Who::Claire, Who::Paul])
            .map(|(way, who)| {
                let url = world.db.url(&world.role(who));
                scope.spawn(move || {
                    let die = |time| die(&url, way, &format!("half {time}"));
                    let kept: Vec<Duration> = (0..times).map(die).collect();
                    kept
                })
            })
            .collect();
        dying
            .into_iter()
            .flat_map(|way| way.join().expect("as promised"))
            .filter(|kept| *kept > Duration::ZERO)
            .collect()
    });
    hold("kept before a kill", LOST_AT_MOST, kept);
    assert_eq!(
        notes(&world.admin, "").await,
        [],
        "nothing is sent by itself"
    );
    println!("{times} times each of {WAYS:?}");
}
