//! The program in a pseudo-terminal: what it paints, and what it leaves behind.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::support::pty::{PATIENCE, Pty};

const PROGRAM: &str = env!("CARGO_BIN_EXE_encours");

/// Nobody waits longer for the end, whatever the database does.
const LEFT: Duration = Duration::from_secs(2);

/// A server that takes connections and never says a word.
fn silent_server() -> (TcpListener, String) {
    let server = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = server.local_addr().expect("an address").port();
    (server, format!("postgres://nobody@127.0.0.1:{port}/none"))
}

fn cockpit(url: &str, size: (u16, u16)) -> Pty {
    Pty::start(&[PROGRAM], &[("ENCOURS_DATABASE_URL", url)], size)
}

fn assert_restored(pty: &Pty) {
    assert_eq!(pty.modes_now(), pty.modes, "terminal modes");
    let screen = pty.terminal();
    assert!(!screen.alternate_screen(), "the alternate screen is left");
    assert!(!screen.hide_cursor(), "the cursor is shown");
    assert!(!screen.bracketed_paste(), "paste mode is off");
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
}

#[test]
fn the_first_frame_comes_before_the_database_answers() {
    let (_server, url) = silent_server();
    let mut pty = cockpit(&url, (80, 24));
    pty.expect("connecting");
    assert!(pty.terminal().alternate_screen());
    pty.send(b"?");
    pty.expect("type to search");
    pty.send(b"\x1b");
    let asked = Instant::now();
    pty.send(b"\x03");
    pty.ended(PATIENCE);
    assert!(asked.elapsed() < LEFT * 10);
    assert_restored(&pty);
}

#[test]
fn every_way_out_restores_the_terminal() {
    let (_server, url) = silent_server();
    for signal in [
        None,
        Some(Signal::TERM),
        Some(Signal::INT),
        Some(Signal::HUP),
    ] {
        let mut pty = cockpit(&url, (80, 24));
        pty.expect("connecting");
        match signal {
            Some(signal) => pty.signal(signal),
            None => pty.send(b"\x03"),
        }
        assert_eq!(pty.ended(PATIENCE), 0, "{signal:?}");
        assert_restored(&pty);
    }
}

#[test]
fn a_stopped_cockpit_gives_the_terminal_back_and_comes_again() {
    let (_server, url) = silent_server();
    // A shell waits for it, as when a person has started it.
    let script = format!("{PROGRAM}; true");
    let environment = [("ENCOURS_DATABASE_URL", url.as_str())];
    let mut pty = Pty::start(&["/bin/sh", "-c", &script], &environment, (80, 24));
    pty.expect("connecting");
    pty.send(b"\x1a");
    let deadline = Instant::now() + PATIENCE;
    // The screen is left first, then the modes.
    while pty.terminal().alternate_screen() || pty.modes_now() != pty.modes {
        pty.settle(Duration::from_millis(50));
        assert!(Instant::now() < deadline, "not suspended");
    }
    let shell = pty.child.process_id().expect("a pid").to_string();
    let told = std::process::Command::new("pkill")
        .args(["-CONT", "-P", &shell])
        .status();
    assert!(told.is_ok_and(|status| status.success()));
    pty.forget();
    pty.saw("the screen again", |s| s.contains("Worklist"));
    assert!(pty.terminal().alternate_screen());
    assert_ne!(pty.modes_now(), pty.modes);
    pty.send(b"\x03");
    pty.ended(PATIENCE);
    assert_restored(&pty);
}

#[test]
fn a_cockpit_that_no_shell_waits_for_does_not_stop() {
    let (_server, url) = silent_server();
    let mut pty = cockpit(&url, (80, 24));
    pty.expect("connecting");
    pty.send(b"\x1a");
    pty.expect("no shell");
    pty.pause();
    pty.signal(Signal::TSTP);
    pty.send(b"?");
    pty.expect("type to search");
}

#[test]
fn a_theme_is_chosen_at_once_and_remembered() {
    let (_server, url) = silent_server();
    let mut pty = cockpit(&url, (80, 24));
    pty.expect("connecting");
    pty.send(b":theme\r");
    pty.expect("high contrast");
    pty.send(b"h");
    pty.expect("kept for the next time");
    // A ground of its own, over the whole screen.
    let corner = pty.terminal().cell(10, 70).expect("a cell");
    assert_eq!(corner.bgcolor(), vt100::Color::Idx(0));
    pty.send(b"\x03");
    pty.ended(PATIENCE);
    let home = pty.into_home();
    let kept = home.path().join("state/encours/chosen.toml");
    let kept = std::fs::read_to_string(kept).expect("what was chosen");
    assert!(kept.contains("screen.theme = \"high-contrast\""), "{kept}");

    let themes = home.path().join(".config/encours/themes");
    std::fs::create_dir_all(&themes).expect("a folder");
    std::fs::write(themes.join("dusk.toml"), "brder = { bold = true }").expect("written");
    let mut home = home;
    for (name, sentence) in [
        ("dusk", "there is no brder in a theme: did you mean border?"),
        ("dsuk", "did you mean dusk?"),
    ] {
        let environment = [("ENCOURS_THEME", name), ("ENCOURS_DATABASE_URL", &url)];
        let mut pty = Pty::start_at(home, &[PROGRAM], &environment, (200, 24));
        assert_eq!(pty.ended(PATIENCE), 2);
        assert!(pty.screen().contains(sentence), "{}", pty.screen());
        assert!(!pty.bytes.contains(&0x1b), "{}", pty.screen());
        home = pty.into_home();
    }
}

#[test]
fn a_vanished_terminal_ends_it_though_hangups_are_ignored() {
    let (_server, url) = silent_server();
    let script = format!("trap '' HUP; exec {PROGRAM}");
    for program in [vec![PROGRAM], vec!["/bin/sh", "-c", &script]] {
        let mut pty = Pty::start_unread(&program, &[("ENCOURS_DATABASE_URL", &url)], (80, 24));
        let deadline = Instant::now() + PATIENCE;
        while pty.modes_now() == pty.modes {
            assert!(Instant::now() < deadline, "not begun");
            std::thread::sleep(Duration::from_millis(20));
        }
        std::thread::sleep(Duration::from_millis(200));
        // Its own work, whatever else the machine does.
        let before = pty.ticks();
        pty.hang_up();
        let ticks = loop {
            let ticks = pty.ticks();
            if pty.child.try_wait().expect("waits").is_some() {
                break ticks;
            }
            assert!(Instant::now() < deadline, "an orphan");
            std::thread::sleep(Duration::from_millis(20));
        };
        let ticks = ticks - before;
        assert!(ticks < 100, "{ticks} hundredths of a second");
    }
}

#[test]
fn a_storm_of_sizes_ends_in_the_last_one() {
    let (_server, url) = silent_server();
    let mut pty = cockpit(&url, (80, 24));
    pty.expect("connecting");
    for i in 0..300_u16 {
        pty.resize(i % 200, (i * 7) % 60);
    }
    for hostile in [(0, 0), (1, 1), (65_535, 2), (2, 65_535)] {
        pty.resize(hostile.0, hostile.1);
    }
    pty.resize(90, 30);
    pty.settle(Duration::from_millis(500));
    pty.send(b"\x0c");
    pty.expect("Worklist");
    assert!(pty.screen().lines().count() >= 29, "{}", pty.screen());
    pty.send(b"\x03");
    pty.ended(PATIENCE);
    assert_restored(&pty);
}

#[test]
fn an_idle_screen_writes_nothing_and_uses_no_processor() {
    let (_server, url) = silent_server();
    let mut pty = cockpit(&url, (120, 40));
    pty.expect("offline");
    pty.settle(Duration::from_secs(1));
    let ticks = pty.ticks();
    std::thread::sleep(Duration::from_secs(3));
    // Connecting again may fail with another sentence; the frame stays as it is.
    assert_eq!(pty.settle(Duration::from_millis(10)), 0);
    assert!(
        pty.ticks() - ticks < 60,
        "{} hundredths",
        pty.ticks() - ticks
    );
}

#[test]
fn nothing_but_our_own_sequences_leaves() {
    let (_server, url) = silent_server();
    let mut pty = cockpit(&url, (80, 24));
    pty.expect("connecting");
    pty.send(b":");
    pty.send("\x1b[200~\u{1b}]0;pwned\u{7}\u{202e}\u{9b}2J\u{e0041}\u{200b}\x1b[201~".as_bytes());
    pty.expect("<U+202E>");
    pty.send(b"\x03");
    pty.ended(PATIENCE);
    foreign(&pty.bytes);
}

#[test]
fn a_terminal_that_cannot_be_drawn_on_gets_one_sentence() {
    let (_server, url) = silent_server();
    for term in ["dumb", ""] {
        let env = [("ENCOURS_DATABASE_URL", url.as_str()), ("TERM", term)];
        let mut pty = Pty::start(&[PROGRAM], &env, (80, 24));
        assert_eq!(pty.ended(PATIENCE), 2, "TERM={term}");
        let said = String::from_utf8_lossy(&pty.bytes).into_owned();
        assert!(!said.contains('\x1b'), "{said:?}");
        assert_eq!(said.matches("\r\n").count(), 1, "{said:?}");
    }
    let piped = std::process::Command::new(PROGRAM)
        .env("ENCOURS_DATABASE_URL", &url)
        .env("TERM", "xterm")
        .stdin(std::process::Stdio::null())
        .output()
        .expect("runs");
    assert_eq!(piped.status.code(), Some(2));
    assert!(piped.stdout.is_empty(), "{piped:?}");
    assert!(!piped.stderr.contains(&0x1b), "{piped:?}");
    assert_eq!(piped.stderr.iter().filter(|b| **b == b'\n').count(), 1);
}

#[test]
fn without_utf_8_every_byte_is_ascii() {
    let (_server, url) = silent_server();
    for (language, title, help) in [
        ("en", "Worklist", "type to search"),
        ("fr", "A traiter", "taper pour chercher"),
    ] {
        let env = [
            ("ENCOURS_DATABASE_URL", url.as_str()),
            ("ENCOURS_LANGUAGE", language),
            ("LANG", "C"),
        ];
        let mut pty = Pty::start(&[PROGRAM], &env, (120, 40));
        pty.expect(title);
        pty.send(b"?");
        pty.expect(help);
        // What is typed is shown in ASCII too.
        pty.send("Société".as_bytes());
        pty.expect("Societe");
        pty.send(b"\x03");
        pty.ended(PATIENCE);
        let foreign = String::from_utf8_lossy(&pty.bytes).into_owned();
        let foreign: String = foreign.chars().filter(|c| !c.is_ascii()).collect();
        assert_eq!(foreign, "", "not ASCII, in {language}");
        assert_restored(&pty);
    }
}

#[test]
fn pasted_keys_do_nothing_outside_a_field() {
    let (_server, url) = silent_server();
    let mut pty = cockpit(&url, (80, 24));
    pty.expect("Worklist");
    // Leaving, the palette, an end of the paste from inside: all of it is text.
    pty.send(b"\x1b[200~\x03:quit\r\x1bq\x04\x1b[201~");
    pty.expect("pasted text went nowhere");
    pty.send(b"?");
    pty.expect("type to search");
    pty.send(b"\x03");
    pty.ended(PATIENCE);
    assert_restored(&pty);
}

/// Fails on any control or hidden character that is not part of a sequence of ours.
fn foreign(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    let mut rest = text;
    while let Some(at) = rest.find(encours::text::hidden) {
        let sequence = &rest[at..];
        let known = sequence.strip_prefix("\x1b[").and_then(|parameters| {
            let end = parameters.find(|c: char| ('@'..='~').contains(&c))?;
            let (parameters, tail) = parameters.split_at(end);
            let ours = match tail.chars().next()? {
                'm' | 'H' | 'C' | 'r' | 'S' | 'T' => {
                    parameters.chars().all(|c| c.is_ascii_digit() || c == ';')
                }
                'J' => parameters == "2",
                'K' => parameters.is_empty(),
                'h' | 'l' => [
                    "?1049", "?2004", "?25", "?7", "?2026", "?1000", "?1002", "?1006",
                ]
                .contains(&parameters),
                _ => false,
            };
            ours.then_some(&tail[1..])
        });
        // The shell's own line ends after the way out.
        let known = known.or_else(|| sequence.strip_prefix("\r\n"));
        rest = known
            .unwrap_or_else(|| panic!("foreign bytes: {:?}", &sequence[..sequence.len().min(40)]));
    }
}
