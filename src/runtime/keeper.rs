//! The thread between the loop and the database that keeps before it sends.

use std::io;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

use tokio::sync::mpsc;

use super::export;
use super::journal::{Journal, Kept};
use super::wake::{Sender, Wake};
use super::watch;
use crate::app::{Effect, Msg};
use crate::config::{chosen, views};

/// Starts the thread. Effects pass through it in order; a write is on the disk before it goes on. It ends
/// when the loop has dropped its end, with everything kept.
///
/// # Errors
/// No thread can be started.
pub fn spawn(
    directory: Option<PathBuf>,
    exports: Option<PathBuf>,
    mut effects: mpsc::UnboundedReceiver<Effect>,
    next: mpsc::UnboundedSender<Effect>,
    wake: Sender,
) -> io::Result<JoinHandle<()>> {
    let told = wake.clone();
    watch::spawn("journal", told, move || {
        let opened = directory.map(|directory| Journal::open(&directory));
        // Without a journal the cockpit works on; what is typed is kept in the database alone.
        let mut journal = match opened {
            Some(Ok(journal)) => Some(journal),
            Some(Err(error)) => {
                tracing::warn!(%error, "no journal");
                None
            }
            None => None,
        };
        let left = journal
            .as_ref()
            .map(|j| j.kept().clone())
            .unwrap_or_default();
        if left != Kept::default() {
            let _ = wake.blocking_send(Wake::Msg(Msg::Recovered {
                submissions: left.submissions,
                drafts: left.drafts,
            }));
        }
        while let Some(effect) = effects.blocking_recv() {
            if let Effect::Remember(key, value) = &effect
                && let Some(file) = chosen::file()
                && let Err(error) = chosen::keep(&file, key, value)
            {
                tracing::warn!(%error, key, "the choice is not kept");
            }
            if let Some(Err(error)) = views::file().and_then(|file| view(&file, &effect)) {
                tracing::warn!(%error, "the view is not kept");
            }
            if let Effect::DropExport(id) = &effect
                && let Some(folder) = &exports
            {
                export::drop_part(folder, *id);
            }
            if let Some(journal) = &mut journal
                && let Err(error) = keep(journal, &effect)
            {
                tracing::warn!(%error, "the journal cannot be written");
            }
            if !matches!(
                effect,
                Effect::Settle(_)
                    | Effect::Plan(_)
                    | Effect::Forget(_)
                    | Effect::Remember(..)
                    | Effect::KeepView(_)
                    | Effect::RenameView { .. }
                    | Effect::DropView(..)
                    | Effect::DropExport(_)
            ) && next.send(effect).is_err()
            {
                // The database's side has ended; keeping goes on to the end.
                tracing::debug!("nobody sends any more");
            }
        }
        if let Some(journal) = journal {
            journal.close();
        }
    })
}

/// Keeps, renames or removes a view in the person's file, where that is the effect.
fn view(file: &Path, effect: &Effect) -> Option<io::Result<()>> {
    Some(match effect {
        Effect::KeepView(view) => views::keep(file, view),
        Effect::RenameView { list, from, to } => views::rename(file, list, from, to),
        Effect::DropView(list, name) => views::remove(file, list, name),
        _ => return None,
    })
}

fn keep(journal: &mut Journal, effect: &Effect) -> io::Result<()> {
    match effect {
        Effect::Write(submission) => journal.sent(submission),
        Effect::Plan(submissions) => journal.planned(submissions),
        Effect::Forget(requests) => journal.forgotten(requests),
        Effect::Settle(request) => journal.settled(*request),
        Effect::SaveDraft(draft) => journal.typed(draft),
        Effect::DropDraft(key) => journal.dropped(key),
        _ => Ok(()),
    }
}
