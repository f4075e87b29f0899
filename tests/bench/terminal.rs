//! A program in a pseudo-terminal, watched from its start.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};

/// A running program and what it has painted.
pub struct Terminal {
    started: Instant,
    bytes: Receiver<(Instant, Vec<u8>)>,
    parser: vt100::Parser,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

impl Terminal {
    /// Starts the program at 120×40.
    pub fn start(program: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let pair = native_pty_system()
            .openpty(PtySize {
                rows: 40,
                cols: 120,
                pixel_width: 0,
                pixel_height: 0,
            })
            .expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        for (name, value) in environment {
            command.env(name, value);
        }
        let mut reader = pair.master.try_clone_reader().expect("its output");
        let writer = pair.master.take_writer().expect("its input");
        let started = Instant::now();
        let child = pair
            .slave
            .spawn_command(command)
            .expect("the program starts");
        drop(pair.slave);
        let (send, bytes) = mpsc::channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 65536];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                if send.send((Instant::now(), buffer[..n].to_vec())).is_err() {
                    break;
                }
            }
        });
        Terminal {
            started,
            bytes,
            parser: vt100::Parser::new(
                40.try_into().expect("rows"),
                120.try_into().expect("columns"),
                0,
            ),
            writer,
            child,
            _master: pair.master,
        }
    }

    /// Milliseconds from the start until the screen shows what is looked for.
    pub fn until(&mut self, what: &str, shown: impl Fn(&str) -> bool) -> f64 {
        let deadline = Instant::now() + Duration::from_secs(60);
        loop {
            match self
                .bytes
                .recv_timeout(deadline.saturating_duration_since(Instant::now()))
            {
                Ok((at, bytes)) => {
                    self.parser.process(&bytes);
                    if shown(&self.parser.screen().contents()) {
                        return (at - self.started).as_secs_f64() * 1e3;
                    }
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!(
                        "{what} was never shown; the screen:\n{}",
                        self.parser.screen().contents()
                    )
                }
            }
        }
    }

    /// Types.
    pub fn press(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("its input");
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
