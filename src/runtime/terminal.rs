//! The terminal's modes: entered once, left on every way out.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use std::fs::File;
use std::io::{self, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::{Arc, Mutex, PoisonError};

use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetwinsize, tcsetattr};

/// Alternate screen, bracketed paste, no cursor, no wrapping at the edge.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[?25l\x1b[?7l";

/// The opposite, whatever state a broken frame has left: end of a synchronized update, plain style, no
/// scroll region, no mouse. The screen is cleared first: where there is no alternate one, customers' data
/// would stay.
const LEAVE: &[u8] =
    b"\x1b[?2026l\x1b[r\x1b[m\x1b[H\x1b[2J\x1b[?7h\x1b[?1000l\x1b[?1002l\x1b[?1006l\x1b[?2004l\x1b[?25h\x1b[?1049l";

/// A terminal and what it was like before. Cloned handles restore it once.
#[derive(Clone)]
pub struct Terminal {
    input: Arc<OwnedFd>,
    output: Arc<OwnedFd>,
    before: Arc<Mutex<Option<Termios>>>,
}

impl Terminal {
    /// A terminal, not touched yet: where keys come from, and where bytes go to.
    ///
    /// # Errors
    /// `input` is no terminal.
    pub fn new(input: OwnedFd, output: OwnedFd) -> io::Result<Terminal> {
        tcgetattr(&input)?;
        Ok(Terminal {
            input: Arc::new(input),
            output: Arc::new(output),
            before: Arc::default(),
        })
    }

    /// Columns and rows; what cannot be asked is 80×24.
    pub fn size(&self) -> (u16, u16) {
        tcgetwinsize(self.output.as_fd()).map_or((80, 24), |size| (size.ws_col, size.ws_row))
    }

    /// Whether a shell with job control can have started this process: not when it leads its session, as a
    /// command forced by sshd or the one command of a tmux pane does.
    pub fn has_shell(&self) -> bool {
        let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
        session_of(&stat).is_none_or(|leader| leader != rustix::process::getpid().as_raw_pid())
    }

    /// Another handle to read keys from.
    ///
    /// # Errors
    /// No file descriptor is left.
    pub fn reader(&self) -> io::Result<OwnedFd> {
        self.input.try_clone()
    }

    /// Another handle to write to.
    ///
    /// # Errors
    /// No file descriptor is left.
    pub fn writer(&self) -> io::Result<File> {
        self.output.try_clone().map(File::from)
    }

    /// Raw keys and the alternate screen.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn enter(&self) -> io::Result<()> {
        let now = tcgetattr(self.input.as_fd())?;
        let mut raw = now.clone();
        raw.make_raw();
        let mut before = self.before.lock().unwrap_or_else(PoisonError::into_inner);
        tcsetattr(self.input.as_fd(), OptionalActions::Now, &raw)?;
        before.get_or_insert(now);
        drop(before);
        self.write(ENTER)
    }

    /// Everything as it was. Never fails and never panics: on the way out there is nobody to tell. A second
    /// call does nothing.
    pub fn leave(&self) {
        let mut before = self.before.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(modes) = before.take() {
            let _ = self.write(LEAVE);
            let _ = tcsetattr(self.input.as_fd(), OptionalActions::Now, &modes);
        }
    }

    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.writer()?;
        file.write_all(bytes)?;
        file.flush()
    }
}

/// The session in a process's line of `proc_pid_stat(5)`: 0 where its leader is outside this container, which
/// `getsid` of rustix takes for impossible and panics on.
fn session_of(stat: &str) -> Option<i32> {
    let (_, after_name) = stat.rsplit_once(')')?;
    after_name.split_whitespace().nth(3)?.parse().ok()
}

/// Puts text into the terminal's clipboard (OSC 52). The terminal may ignore it; nobody can know.
pub fn clipboard(text: &str) -> Vec<u8> {
    format!("\x1b]52;c;{}\x07", BASE64.encode(text)).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_session_is_read_whatever_the_program_is_called() {
        let line = |leader| format!("7 (a ) b) S 1 7 {leader} 34816 7 4194304");
        assert_eq!(session_of(&line(5)), Some(5));
        assert_eq!(
            session_of(&line(0)),
            Some(0),
            "led from outside a container"
        );
        assert_eq!(session_of(""), None);
    }

    #[test]
    fn the_clipboard_gets_base64() {
        assert_eq!(clipboard("é"), b"\x1b]52;c;w6k=\x07");
    }
}
