//! What the core wants done: values, carried out by the runtime.

use uuid::Uuid;

use super::draft::Draft;
use super::msg::Alarm;
use super::request::{Query, Slot};
use super::write::Submission;
use crate::domain::list::SavedView;

/// Something for the runtime to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask the database; the answer comes as [`Msg::Reply`](super::Msg::Reply).
    Load {
        /// Who asks.
        slot: Slot,
        /// Which of its questions this is.
        generation: u64,
        /// The question.
        query: Query,
    },
    /// Stop the load that runs in a slot, on the server too.
    Cancel(Slot),
    /// Keep in the journal, then send; the outcome comes as [`Msg::Written`](super::Msg::Written).
    Write(Submission),
    /// Keep in the journal writes that are sent later, a few at a time.
    Plan(Vec<Submission>),
    /// Take an acknowledged or refused write out of the journal.
    Settle(Uuid),
    /// Take writes out of the journal that are not sent after all.
    Forget(Vec<Uuid>),
    /// Keep typed text: in the journal always, in the database while connected.
    SaveDraft(Draft),
    /// Typed text was saved or thrown away on purpose.
    DropDraft(String),
    /// The person is at this company's customer now, or at none.
    BeAt(Option<(i32, Uuid)>),
    /// Hand text to the terminal's clipboard (OSC 52).
    ToClipboard(String),
    /// Ring once after some milliseconds; setting it again moves it.
    SetAlarm(Alarm, u64),
    /// Connect again now.
    Reconnect,
    /// Look as this theme from now on.
    UseTheme(String),
    /// Keep a setting for the next time: its key and its value.
    Remember(&'static str, String),
    /// Add a view of a list to those the person keeps.
    KeepView(SavedView),
    /// Call one of them otherwise.
    RenameView {
        /// Of which list.
        list: String,
        /// What it is called.
        from: String,
        /// What it is to be called.
        to: String,
    },
    /// Remove one of them: of this list, of this name.
    DropView(String, String),
    /// Remove what is left of a file that was given up.
    DropExport(Uuid),
    /// Repaint every cell.
    Repaint,
    /// Stop the process as the shell's job control does; it can be continued.
    Suspend,
    /// Save what is typed, restore the terminal, leave.
    Quit,
}
