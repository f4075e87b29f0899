//! Whole cockpits in this process, each fed with a pipe and painting on an emulator.

use std::io::{self, PipeWriter, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use encours::app::keymap::Keymap;
use encours::config::{self, Sources};
use encours::i18n::{Catalogue, Lang};
use encours::runtime::open::{self, Database, OpenError, Reach, Session};
use encours::runtime::station::Station;
use encours::runtime::terminal::Terminal;
use encours::runtime::themes::Themes;
use encours::runtime::wake::{self, Reason, Sender};
use encours::ui::theme::Depth;
use encours::ui::{Glyphs, Look, Theme};
use tokio::runtime::Handle;
use tokio::sync::mpsc;

use super::pty::PATIENCE;

/// What is wanted is looked for again after so long, though nothing was painted: it may be no matter of the screen alone.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Frames of which a failure tells what they said.
const LAST_FRAMES: usize = 12;

const SIZE: (u16, u16) = (180, 40);

/// A screen that several threads look at.
pub struct Screen {
    emulator: Mutex<vt100::Parser>,
    painted: Condvar,
    frames: Mutex<Vec<String>>,
    broken: AtomicBool,
}

impl Screen {
    fn new() -> Arc<Screen> {
        let (columns, rows) = SIZE;
        let whole = |n: u16| std::num::NonZero::new(n).expect("not zero");
        Arc::new(Screen {
            emulator: Mutex::new(vt100::Parser::new(whole(rows), whole(columns), 0)),
            painted: Condvar::new(),
            frames: Mutex::default(),
            broken: AtomicBool::new(false),
        })
    }

    /// Whatever is painted next panics.
    pub fn break_it(&self) {
        self.broken.store(true, Ordering::Relaxed);
    }

    /// Everything that was painted, as text.
    pub fn frames(&self) -> Vec<String> {
        let frames = self.frames.lock().unwrap_or_else(PoisonError::into_inner);
        frames.clone()
    }

    fn text(&self) -> String {
        let emulator = self.emulator.lock().unwrap_or_else(PoisonError::into_inner);
        emulator.screen().contents()
    }

    /// Waits until it shows what is wanted; gives how long that took.
    fn wait(&self, what: &str, within: Duration, wanted: impl Fn(&str) -> bool) -> Duration {
        let begun = Instant::now();
        let mut emulator = self.emulator.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let text = emulator.screen().contents();
            if wanted(&text) {
                return begun.elapsed();
            }
            let left = within.saturating_sub(begun.elapsed());
            if left.is_zero() {
                let frames = self.frames();
                let said = frames.iter().rev().take(LAST_FRAMES).rev();
                let said: Vec<_> = said.filter_map(|f| f.lines().last()).collect();
                panic!("no {what} within {within:?}; said {said:#?}, and now:\n{text}");
            }
            (emulator, _) = self
                .painted
                .wait_timeout(emulator, left.min(LOOK_AGAIN))
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// The writer that a cockpit paints with.
pub struct Brush(Arc<Screen>);

impl Write for Brush {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        assert!(!self.0.broken.load(Ordering::Relaxed), "a broken screen");
        let mut emulator = self
            .0
            .emulator
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        emulator.process(bytes);
        let mut frames = self.0.frames.lock().unwrap_or_else(PoisonError::into_inner);
        frames.push(emulator.screen().contents());
        self.0.painted.notify_all();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A person's cockpit in this process.
pub struct Seat {
    keys: Option<PipeWriter>,
    /// What it paints on.
    pub screen: Arc<Screen>,
    /// What a signal would send.
    pub wake: Sender,
    thread: Option<JoinHandle<io::Result<Reason>>>,
}

/// What may differ from one seat to the other.
#[derive(Default)]
pub struct Sitting<'a> {
    /// Where its journal is; without one nothing is kept here.
    pub journal: Option<&'a Path>,
    /// Ends without a key for so long.
    pub idle: Option<Duration>,
    /// A terminal whose modes it enters and leaves.
    pub terminal: Option<Terminal>,
}

impl Seat {
    /// Sits down at the database of this address.
    pub fn at(url: &str, sitting: Sitting) -> Seat {
        let sources = Sources {
            flags: vec![("database.url", url.to_owned())],
            ..Sources::default()
        };
        let config = config::load(&sources).expect("the settings are right");
        let enter = move || {
            let config = config.clone();
            async move { open::open(&config, Database::Configured, Reach::Cockpit).await }
        };
        Seat::with(enter, sitting)
    }

    /// The same with another way into the database.
    pub fn with<F>(enter: impl Fn() -> F + Send + 'static, sitting: Sitting) -> Seat
    where
        F: Future<Output = Result<Session, OpenError>>,
    {
        let (input, keys) = io::pipe().expect("a pipe");
        let screen = Screen::new();
        let station = Station {
            views: Vec::new(),
            tips: encours::app::tips::Tips::default(),
            input: input.into(),
            output: Brush(Arc::clone(&screen)),
            terminal: sitting.terminal,
            size: SIZE,
            look: Look {
                theme: Theme::named("dark", Depth::Sixteen),
                glyphs: Glyphs::UNICODE,
            },
            themes: Themes::built_in(Depth::Sixteen),
            words: Arc::new(Catalogue::new(Lang::En)),
            keymap: Keymap::default(),
            company: None,
            journal: sitting.journal.map(Path::to_owned),
            exports: None,
            idle: sitting.idle,
        };
        let (wake, inbox) = mpsc::channel(wake::CAPACITY);
        let channel = (wake.clone(), inbox);
        let runtime = Handle::current();
        let thread = std::thread::spawn(move || station.serve(&runtime, enter, channel));
        Seat {
            keys: Some(keys),
            screen,
            wake,
            thread: Some(thread),
        }
    }

    /// Goes to the worklist, wherever it is, and waits until its lines are there and were not there before.
    pub fn at_worklist(&mut self) {
        self.sees_line(PATIENCE, &["Acme", "live"]);
        self.types("gy");
        self.sees_line(PATIENCE, &["Activity", "Acme"]);
        self.types("gw");
        self.sees_line(PATIENCE, &["Worklist", "Acme"]);
        self.sees_line(PATIENCE, &["▶", "Customer"]);
    }

    /// Presses keys, all at once.
    pub fn types(&mut self, keys: &str) {
        let pipe = self.keys.as_mut().expect("not hung up");
        pipe.write_all(keys.as_bytes()).expect("the cockpit reads");
    }

    /// Waits until the screen holds a text; gives how long that took.
    pub fn sees(&self, text: &str) -> Duration {
        self.sees_within(PATIENCE, text)
    }

    /// The same with a bound of its own.
    pub fn sees_within(&self, within: Duration, text: &str) -> Duration {
        self.screen
            .wait(text, within, |screen| screen.contains(text))
    }

    /// Waits until a text stood on the screen in any of the frames painted since so many were; it may be gone.
    pub fn saw_since(&self, frames: usize, text: &str) {
        let what = format!("frame with {text:?}");
        self.saw_that(frames, &what, |frame| frame.contains(text));
    }

    /// Waits until any of the frames painted since so many was as it should be.
    pub fn saw_that(&self, frames: usize, what: &str, wanted: impl Fn(&str) -> bool) {
        let painted = || self.screen.frames()[frames..].iter().any(|f| wanted(f));
        self.screen.wait(what, PATIENCE, |_| painted());
    }

    /// Waits until one line holds all of these.
    pub fn sees_line(&self, within: Duration, parts: &[&str]) -> Duration {
        self.sees_lines(within, 1, parts)
    }

    /// Waits until so many lines hold all of these.
    pub fn sees_lines(&self, within: Duration, count: usize, parts: &[&str]) -> Duration {
        let found = |line: &&str| parts.iter().all(|part| line.contains(part));
        let what = format!("{count} lines with {parts:?}");
        let enough = |screen: &str| screen.lines().filter(found).count() >= count;
        self.screen.wait(&what, within, enough)
    }

    /// Waits until the screen is as it should be.
    pub fn sees_that(&self, within: Duration, what: &str, wanted: impl Fn(&str) -> bool) {
        self.screen.wait(what, within, wanted);
    }

    /// Waits until the screen does not hold a text.
    pub fn sees_no(&self, text: &str) -> Duration {
        let what = format!("screen without {text:?}");
        self.screen
            .wait(&what, PATIENCE, |screen| !screen.contains(text))
    }

    /// Its screen as text.
    pub fn text(&self) -> String {
        self.screen.text()
    }

    /// Whether it has ended by itself.
    pub fn has_ended(&self) -> bool {
        self.thread.as_ref().is_none_or(JoinHandle::is_finished)
    }

    /// Waits for the end; gives why, and how long that took.
    pub fn ended(&mut self, within: Duration) -> (Reason, Duration) {
        let begun = Instant::now();
        let thread = self.thread.take().expect("not ended");
        while !thread.is_finished() {
            assert!(begun.elapsed() < within, "still running:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(2));
        }
        let reason = thread.join().expect("no panic gets out");
        (reason.expect("a good end"), begun.elapsed())
    }

    /// Leaves, and waits for the end.
    pub fn leaves(&mut self) -> Duration {
        self.types("\x03");
        let (reason, took) = self.ended(PATIENCE);
        assert_eq!(reason, Reason::Left);
        took
    }

    /// The keyboard's end goes, as when the terminal vanishes.
    pub fn hang_up(&mut self) {
        self.keys = None;
    }
}
