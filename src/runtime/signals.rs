//! Signals become messages; none of them ends the process by itself.

use std::io;

use tokio::signal::unix::{Signal, SignalKind, signal};

use super::wake::{Reason, Sender, Wake};

/// Listens to the signals of a terminal program, until the loop has gone.
///
/// # Errors
/// A handler cannot be installed.
pub fn listen(wake: Sender) -> io::Result<()> {
    let mut hangup = signal(SignalKind::hangup())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut resized = signal(SignalKind::window_change())?;
    let mut stop = signal(SignalKind::from_raw(rustix::process::Signal::TSTP.as_raw()))?;
    let mut go_on = signal(SignalKind::from_raw(rustix::process::Signal::CONT.as_raw()))?;
    tokio::spawn(async move {
        loop {
            let next = tokio::select! {
                s = one(&mut hangup, Wake::Stop(Reason::Hangup)) => s,
                s = one(&mut terminate, Wake::Stop(Reason::Asked)) => s,
                s = one(&mut interrupt, Wake::Stop(Reason::Asked)) => s,
                s = one(&mut resized, Wake::Resized) => s,
                s = one(&mut stop, Wake::Suspend) => s,
                s = one(&mut go_on, Wake::Continued) => s,
            };
            let Some(next) = next else { return };
            if wake.send(next).await.is_err() {
                return;
            }
        }
    });
    Ok(())
}

async fn one(signal: &mut Signal, wake: Wake) -> Option<Wake> {
    signal.recv().await.map(|()| wake)
}
