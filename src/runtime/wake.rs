//! What wakes the loop.

use tokio::sync::mpsc;

use crate::app::Msg;

/// Waits in the one channel of the loop.
#[derive(Debug)]
pub enum Wake {
    /// Something for the core.
    Msg(Msg),
    /// The terminal has another size; the loop asks which.
    Resized,
    /// Stop, in order.
    Stop(Reason),
    /// Job control: stop the process until it is continued.
    Suspend,
    /// The process goes on after a stop.
    Continued,
}

/// Why the cockpit ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The person leaves.
    Left,
    /// The terminal is gone: nothing can be written any more.
    Hangup,
    /// A signal asks to end (SIGTERM, SIGINT).
    Asked,
    /// Nobody has touched a key for as long as the settings allow.
    Idle,
    /// The terminal failed in another way.
    Failed(String),
    /// A mistake of ours, in this part of the program.
    Fault(&'static str),
}

/// Messages that may wait. A producer that meets a full channel waits; the loop never does.
pub const CAPACITY: usize = 512;

/// The sending end.
pub type Sender = mpsc::Sender<Wake>;
