//! Threads that cannot fail unseen.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::{Builder, JoinHandle};

use super::wake::{Reason, Sender, Wake};

/// Starts a thread. If it panics the cockpit ends in order, rather than going on without its keys, its
/// journal or its database while the screen looks alive.
///
/// # Errors
/// No thread can be started.
pub fn spawn(
    name: &'static str,
    wake: Sender,
    work: impl FnOnce() + Send + 'static,
) -> io::Result<JoinHandle<()>> {
    Builder::new().name(name.to_owned()).spawn(move || {
        if catch_unwind(AssertUnwindSafe(work)).is_err() {
            // The loop may have ended first.
            let _ = wake.blocking_send(Wake::Stop(Reason::Fault(name)));
        }
    })
}
