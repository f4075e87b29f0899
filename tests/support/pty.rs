//! The program in a pseudo-terminal, seen through an emulator.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Nothing here is waited for longer: many times what a machine under load takes, since only failures last so long.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// Between these two a frame is being painted: only whole ones are looked at.
const FRAME: [&[u8]; 2] = [b"\x1b[?2026h", b"\x1b[?2026l"];

/// A running program and its screen.
pub struct Pty {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    output: Receiver<Vec<u8>>,
    terminal: vt100::Parser,
    /// Every byte it has written.
    pub bytes: Vec<u8>,
    /// How many of them the emulator has, and whether a frame has begun of which it has nothing yet.
    shown: usize,
    in_frame: bool,
    painted: Vec<String>,
    /// The program.
    pub child: Box<dyn Child + Send + Sync>,
    /// Local modes of the terminal before it began.
    pub modes: String,
    home: tempfile::TempDir,
}

/// The last bytes of a program that has ended are on their way for no longer.
const LAST_BYTES: Duration = Duration::from_secs(5);

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn emulator(columns: u16, rows: u16) -> vt100::Parser {
    let at_least_one = |n: u16| NonZero::new(n.max(1)).expect("not zero");
    vt100::Parser::new(at_least_one(rows), at_least_one(columns), 0)
}

impl Pty {
    /// Starts `program` with a clean environment and a home of its own.
    pub fn start(program: &[&str], env: &[(&str, &str)], (columns, rows): (u16, u16)) -> Pty {
        let home = tempfile::tempdir().expect("a home");
        Pty::start_at(home, program, env, (columns, rows))
    }

    /// The same without reading what it writes, so that [`Pty::hang_up`] closes the last handle.
    pub fn start_unread(program: &[&str], env: &[(&str, &str)], size: (u16, u16)) -> Pty {
        let home = tempfile::tempdir().expect("a home");
        Pty::begin(home, program, env, size, false)
    }

    /// The same in a home that was used before.
    pub fn start_at(
        home: tempfile::TempDir,
        program: &[&str],
        env: &[(&str, &str)],
        size: (u16, u16),
    ) -> Pty {
        Pty::begin(home, program, env, size, true)
    }

    fn begin(
        home: tempfile::TempDir,
        program: &[&str],
        env: &[(&str, &str)],
        (columns, rows): (u16, u16),
        read: bool,
    ) -> Pty {
        let pair = native_pty_system()
            .openpty(size(columns, rows))
            .expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(program[0]);
        command.args(&program[1..]);
        command.env_clear();
        for (name, value) in [
            ("TERM", "xterm-256color"),
            ("LANG", "C.UTF-8"),
            ("PATH", "/usr/bin:/bin"),
            // Whoever tests is not new.
            ("ENCOURS_TIPS", "off"),
        ] {
            command.env(name, value);
        }
        command.env("HOME", home.path());
        command.env("XDG_STATE_HOME", home.path().join("state"));
        for (name, value) in env {
            command.env(name, value);
        }
        let modes = modes(pair.master.as_ref());
        let child = pair
            .slave
            .spawn_command(command)
            .expect("the program starts");
        drop(pair.slave);
        let (send, output) = channel();
        if read {
            let mut reader = pair.master.try_clone_reader().expect("a reader");
            std::thread::spawn(move || {
                let mut buffer = [0; 65_536];
                while let Ok(n @ 1..) = reader.read(&mut buffer) {
                    if send.send(buffer[..n].to_vec()).is_err() {
                        return;
                    }
                }
            });
        }
        let writer = pair.master.take_writer().expect("a writer");
        Pty {
            master: Some(pair.master),
            writer: Some(writer),
            output,
            terminal: emulator(columns, rows),
            bytes: Vec::new(),
            shown: 0,
            in_frame: false,
            painted: Vec::new(),
            child,
            modes,
            home,
        }
    }

    /// Takes in what comes until it has been quiet for so long; gives the number of bytes.
    pub fn settle(&mut self, quiet: Duration) -> usize {
        let mut count = 0;
        while let Ok(bytes) = self.output.recv_timeout(quiet) {
            count += bytes.len();
            self.take_in(&bytes);
        }
        count
    }

    /// Waits until the screen shows what is wanted; `what` names it when it never comes.
    pub fn shows(&mut self, what: &str, wanted: impl Fn(&str) -> bool) {
        let begun = Instant::now();
        while !wanted(&self.screen()) {
            if begun.elapsed() > PATIENCE {
                let last = &self.bytes[self.bytes.len().saturating_sub(2_000)..];
                let last = String::from_utf8_lossy(last);
                panic!("no {what} after {last:?} on:\n{}", self.screen());
            }
            self.settle(Duration::from_millis(3));
        }
    }

    /// Gives the emulator what is whole: frames to their end, and everything outside of frames.
    fn take_in(&mut self, bytes: &[u8]) {
        self.bytes.extend(bytes);
        loop {
            let mark = FRAME[usize::from(self.in_frame)];
            // It may have come in two parts.
            let from = self.shown.saturating_sub(mark.len() - 1);
            let found = self.bytes[from..]
                .windows(mark.len())
                .position(|b| b == mark);
            let end = match found {
                Some(at) => from + at + mark.len(),
                None if self.in_frame => return,
                None => self.bytes.len(),
            };
            self.terminal.process(&self.bytes[self.shown..end]);
            self.shown = end;
            if found.is_none() {
                return;
            }
            self.in_frame = !self.in_frame;
            if !self.in_frame {
                self.painted.push(self.screen());
            }
        }
    }

    /// Every frame painted since [`Pty::forget`], as text.
    pub fn painted(&self) -> &[String] {
        &self.painted
    }

    /// Forgets what was painted so far.
    pub fn forget(&mut self) {
        self.painted.clear();
    }

    /// Waits until a frame painted since [`Pty::forget`] was as it should be; it may be gone.
    pub fn saw(&mut self, what: &str, wanted: impl Fn(&str) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        let mut looked = 0;
        while !self.painted[looked..].iter().any(|frame| wanted(frame)) {
            looked = self.painted.len();
            let late = Instant::now() > deadline;
            assert!(!late, "no frame with {what}, and now:\n{}", self.screen());
            self.next(Duration::from_millis(100));
        }
    }

    /// Looks at what was refused: keys that follow without a pause are taken as typed ahead of it.
    pub fn pause(&mut self) {
        self.settle(Duration::from_millis(400));
    }

    /// Takes in the next that comes within a while; whether something came.
    pub fn next(&mut self, within: Duration) -> bool {
        let Ok(bytes) = self.output.recv_timeout(within) else {
            return false;
        };
        self.take_in(&bytes);
        true
    }

    /// Waits until the screen holds a text.
    pub fn expect(&mut self, text: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self.screen().contains(text) {
            assert!(
                Instant::now() < deadline,
                "no {text:?} on:\n{}",
                self.screen()
            );
            self.next(Duration::from_millis(100));
        }
    }

    /// The screen as text.
    pub fn screen(&self) -> String {
        self.terminal.screen().contents()
    }

    /// The emulator.
    pub fn terminal(&self) -> &vt100::Screen {
        self.terminal.screen()
    }

    /// Sends bytes as the keyboard would.
    pub fn send(&mut self, bytes: &[u8]) {
        let writer = self.writer.as_mut().expect("not hung up");
        writer.write_all(bytes).expect("the program reads");
        writer.flush().expect("the program reads");
    }

    /// Another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.master
            .as_ref()
            .expect("not hung up")
            .resize(size(columns, rows))
            .expect("resized");
        self.terminal = emulator(columns, rows);
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: rustix::process::Signal) {
        let pid = i32::try_from(self.child.process_id().expect("a pid")).expect("a pid");
        let pid = rustix::process::Pid::from_raw(pid).expect("a pid");
        rustix::process::kill_process(pid, signal).expect("signalled");
    }

    /// The terminal vanishes; of a program begun by [`Pty::start_unread`] alone.
    pub fn hang_up(&mut self) {
        self.writer = None;
        self.master = None;
    }

    /// Waits for the end; gives the exit code.
    pub fn ended(&mut self, within: Duration) -> u32 {
        let deadline = Instant::now() + within;
        loop {
            if let Some(status) = self.child.try_wait().expect("waits") {
                // Until the reader has met the end; somebody else may hold the terminal.
                self.settle(LAST_BYTES);
                return status.exit_code();
            }
            assert!(
                Instant::now() < deadline,
                "still running:\n{}",
                self.screen()
            );
            self.settle(Duration::from_millis(20));
        }
    }

    /// Local modes of the terminal now.
    pub fn modes_now(&self) -> String {
        modes(self.master.as_ref().expect("not hung up").as_ref())
    }

    /// Processor time the program has used, in hundredths of a second.
    pub fn ticks(&self) -> u64 {
        let pid = self.child.process_id().expect("a pid");
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).expect("a process");
        let fields: Vec<&str> = stat
            .rsplit(')')
            .next()
            .expect("fields")
            .split_whitespace()
            .collect();
        fields[11..13]
            .iter()
            .map(|f| f.parse::<u64>().expect("a number"))
            .sum()
    }

    /// Waits until a journal in its home holds a text, and takes in what it writes meanwhile; gives how long that took.
    pub fn kept(&mut self, text: &str) -> Duration {
        let begun = Instant::now();
        while !journaled(&self.home.path().join("state"), text) {
            assert!(begun.elapsed() < PATIENCE, "{text:?} is in no journal");
            self.next(Duration::from_millis(20));
        }
        begun.elapsed()
    }

    /// Where its home is.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Its home, to start again in.
    pub fn into_home(mut self) -> tempfile::TempDir {
        let _ = self.child.kill();
        let _ = self.child.wait();
        std::mem::replace(&mut self.home, tempfile::tempdir().expect("a home"))
    }
}

/// Whether a file below this directory holds a text.
pub fn journaled(directory: &Path, text: &str) -> bool {
    let entries = std::fs::read_dir(directory).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .any(|path| match path.is_dir() {
            true => journaled(&path, text),
            false => std::fs::read_to_string(path).is_ok_and(|journal| journal.contains(text)),
        })
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn modes(master: &(dyn MasterPty + Send)) -> String {
    let modes = master.get_termios().expect("modes");
    format!(
        "{:?} {:?} {:?}",
        modes.input_flags, modes.output_flags, modes.local_flags
    )
}
