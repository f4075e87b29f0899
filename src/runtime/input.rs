//! The input thread: bytes from the terminal, until it is gone.

use std::io;
use std::os::fd::OwnedFd;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::decode::{Decoder, Typed};
use super::wake::{Reason, Sender, Wake};
use super::watch;
use crate::app::Msg;

/// Nanoseconds after which a lone Escape byte is the Escape key; a sequence over a slow line comes in one
/// packet.
const ESCAPE_AFTER: i64 = 50_000_000;

/// Reads `input` until it ends, on a thread of its own. A vanished terminal ends the thread and asks the
/// loop to stop; it never spins.
///
/// # Errors
/// No thread can be started.
pub fn spawn(input: OwnedFd, wake: Sender) -> io::Result<()> {
    watch::spawn("input", wake.clone(), move || {
        let reason = read(&input, &wake);
        // The loop may have ended first.
        let _ = wake.blocking_send(Wake::Stop(reason));
    })
    .map(drop)
}

fn read(input: &OwnedFd, wake: &Sender) -> Reason {
    let mut decoder = Decoder::default();
    let mut buffer = [0_u8; 4096];
    loop {
        let patience = Timespec {
            tv_sec: 0,
            tv_nsec: ESCAPE_AFTER,
        };
        let patience = decoder.waits().then_some(&patience);
        let mut ready = [PollFd::new(input, PollFlags::IN)];
        let typed = match poll(&mut ready, patience) {
            Ok(0) => decoder.give_up(),
            Ok(_) => match rustix::io::read(input, &mut buffer) {
                Ok(0) => return Reason::Hangup,
                Ok(n) => decoder.feed(&buffer[..n]),
                Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => continue,
                Err(_) => return Reason::Hangup,
            },
            Err(rustix::io::Errno::INTR) => continue,
            Err(error) => return Reason::Failed(error.to_string()),
        };
        for typed in typed {
            let msg = match typed {
                Typed::Key(key) => Msg::Key(key),
                Typed::Paste(text) => Msg::Paste(text),
            };
            if wake.blocking_send(Wake::Msg(msg)).is_err() {
                return Reason::Left;
            }
        }
    }
}
