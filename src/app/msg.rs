//! Everything that can happen, in one order.

use chrono::NaiveTime;
use uuid::Uuid;

use super::draft::Draft;
use super::key::Key;
use super::request::{Reply, Slot};
use super::write::Submission;
use crate::domain::change::Change;
use crate::i18n::Message;
use crate::text::Untrusted;

/// A message to the core.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted. It is data: never a command, never a confirmation.
    Paste(Untrusted),
    /// The terminal has another size: columns, rows.
    Resize(u16, u16),
    /// A load has ended.
    Reply {
        /// The slot that asked.
        slot: Slot,
        /// The generation of its question.
        generation: u64,
        /// What came back, or a plain sentence.
        answer: Result<Reply, Message>,
    },
    /// Colleagues, imports or this very cockpit have changed something.
    Changed(Vec<Change>),
    /// Changes may have been missed: everything shown is asked for again.
    Resync,
    /// The link to the database is another.
    Link(Link),
    /// An alarm set by [`Effect::SetAlarm`](super::Effect::SetAlarm) rings.
    Alarm(Alarm),
    /// What became of a write.
    Written {
        /// Its request id.
        request: Uuid,
        /// The outcome.
        outcome: Outcome,
    },
    /// What an earlier run left in the journal. Submissions were never acknowledged and are sent again
    /// under their own ids; drafts are offered, never sent.
    Recovered {
        /// Un-acknowledged writes, oldest first.
        submissions: Vec<Submission>,
        /// Typed text.
        drafts: Vec<Draft>,
    },
}

/// The link to the database, as the header shows it. Times are those of the terminal's host.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Link {
    /// Not there yet.
    #[default]
    Connecting,
    /// Changes arrive as they happen.
    Live,
    /// Connected, but changes have not been seen since.
    Stale(NaiveTime),
    /// No connection since; the sentence says why.
    Offline(NaiveTime, Message),
}

/// Alarms the core sets for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Alarm {
    /// Typed text is due to be kept.
    Draft,
    /// A toast has been shown long enough.
    Toast,
    /// No key was pressed for a while since something was refused.
    Pause,
    /// A load has run long enough to be shown as running.
    Busy,
    /// A search has waited for the typing to pause.
    Search,
    /// What the frame needs, and did not get, is asked for again.
    Again,
    /// A filter has.
    Filter,
}

/// What became of a write.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// In the database; `recorded` is false when it was there already (a replay).
    Saved {
        /// `{"id", "recorded", "entity", "rev"}` as the database answered.
        answer: serde_json::Value,
    },
    /// A rule refused it: the sentence says which and how to mend it. Nothing was written.
    Refused(Message),
    /// The link broke; whether it was written is being checked. It is sent again, under the same id.
    Unknown,
}

impl Outcome {
    /// Whether it is in the database.
    pub fn saved(&self) -> bool {
        matches!(self, Outcome::Saved { .. })
    }
}
