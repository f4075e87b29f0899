//! Reading the change feed, with a connection of its own where the server gives one.

use std::pin::pin;
use std::time::Duration;

use chrono::{Local, NaiveTime};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};

use super::job::Done;
use super::say;
use crate::app::Msg;
use crate::app::msg::Link;
use crate::runtime::wake::Sender;
use crate::store::feed::{self, Feed, Listener, News};
use crate::store::{ErrorKind, Location, Pace, Pool, Result, StoreError, lane};

/// Pause between readings of the change feed when no hint comes.
const POLL: Duration = Duration::from_millis(900);

/// Pause before listening is tried again where it failed; the polling goes on meanwhile.
const LISTEN_AGAIN: Duration = Duration::from_secs(30);

/// An answer to a reading that takes longer means that the link is gone.
const PATIENCE: Duration = Duration::from_millis(2_000);

/// The same for a reading that may have to wait for a load that runs as long as it may.
const PATIENCE_IN_TURN: Duration = Duration::from_secs(8);

/// What it takes to follow the feed.
pub(super) struct Follow {
    pub feed: Feed,
    pub location: Location,
    /// The cockpit's first connection, shared with the loads.
    pub first: Pool,
    pub wake: Sender,
    /// Lanes whose work is to be cancelled, with whom to tell.
    pub cancels: mpsc::UnboundedReceiver<Cancel>,
}

/// A request to end what runs on the lane of this name.
pub(super) struct Cancel {
    pub lane: String,
    pub done: tokio::sync::oneshot::Sender<()>,
}

impl Follow {
    /// Reads as long as the link holds.
    pub(super) async fn run(mut self) -> Done {
        let mut listener: Option<Listener> = None;
        // Made aside: where the server has no connection left it takes seconds to know.
        let mut making = JoinSet::new();
        let mut listen_again = Instant::now();
        let mut stale: Option<NaiveTime> = None;
        loop {
            if listener.is_none() && making.is_empty() && Instant::now() >= listen_again {
                let location = self.location.clone();
                making.spawn(async move { feed::listener(&location).await.ok() });
                listen_again = Instant::now() + LISTEN_AGAIN;
            }
            // A hint, or the pause.
            let holds = tokio::select! {
                holds = hint(&mut listener) => holds,
                () = sleep(POLL) => true,
                Some(made) = making.join_next() => {
                    listener = made.ok().flatten();
                    true
                }
                Some(cancel) = self.cancels.recv() => {
                    let asked = self.cancel(&mut listener, &cancel.lane);
                    let answered = timeout(PATIENCE_IN_TURN, asked).await;
                    // Whoever asked may be gone with what was cancelled.
                    let _ = cancel.done.send(());
                    match answered {
                        Ok(Ok(())) => {}
                        Ok(Err(error)) => tracing::debug!(%error, "not cancelled"),
                        // As with a reading: without it a silent link would hold up the reading for ever.
                        Err(_) => {
                            drop(self.first.close());
                            let silent = StoreError::new(ErrorKind::Lost);
                            return Done::Lost(crate::runtime::say::store_error(&silent));
                        }
                    }
                    continue;
                }
            };
            if !holds {
                // Its connection broke. Whatever broke it may do so each time: not made again at once.
                listener = None;
            }
            let msg = match self.read(&mut listener).await {
                Ok(News::Changes(changes)) if changes.is_empty() => None,
                Ok(News::Changes(changes)) => Some(Msg::Changed(changes)),
                Ok(News::Flood) => Some(Msg::Resync),
                // Twice nobody has given the connection back for as long as a statement may run at most: what
                // holds it waits for an answer that does not come.
                Err(error) if error.kind() == ErrorKind::TooMany && stale.is_some() => {
                    drop(self.first.close());
                    let silent = StoreError::new(ErrorKind::Lost);
                    return Done::Lost(crate::runtime::say::store_error(&silent));
                }
                Err(error) if !error.kind().is_disconnect() => {
                    let since = *stale.get_or_insert_with(|| Local::now().time());
                    if say(&self.wake, Msg::Link(Link::Stale(since)))
                        .await
                        .is_err()
                    {
                        return Done::Gone;
                    }
                    continue;
                }
                Err(error) => return Done::Lost(crate::runtime::say::store_error(&error)),
            };
            let live = stale.take().map(|_| Msg::Link(Link::Live));
            for msg in live.into_iter().chain(msg) {
                if say(&self.wake, msg).await.is_err() {
                    return Done::Gone;
                }
            }
        }
    }

    /// Reads on the listener's connection, else in turn with the loads.
    async fn read(&mut self, listener: &mut Option<Listener>) -> Result<News> {
        if let Some(own) = listener {
            match timeout(PATIENCE, self.feed.read(own)).await {
                // The listener's end is not the link's: the first connection tells.
                Ok(Err(error)) if error.kind().is_disconnect() => *listener = None,
                Ok(read) => return read,
                Err(_) => return Err(StoreError::new(ErrorKind::Lost)),
            }
        }
        let (feed, first) = (&mut self.feed, &self.first);
        let mut read = pin!(async move {
            // What keeps us from entering again ends the link: coming back tells what it is. A connection that others
            // have for too long does not.
            let mut own = first.acquire().await.map_err(|error| {
                let why = StoreError::from(error);
                match why.kind() {
                    ErrorKind::TooMany => why,
                    _ => StoreError::new(ErrorKind::Lost),
                }
            })?;
            feed.read(&mut *own).await
        });
        match timeout(PATIENCE_IN_TURN, &mut read).await {
            Ok(read) => read,
            Err(_) => {
                // Before the reading is dropped: an open pool would wait for the answer of a dead link.
                drop(self.first.close());
                Err(StoreError::new(ErrorKind::Lost))
            }
        }
    }

    async fn cancel(&self, listener: &mut Option<Listener>, lane: &str) -> Result<()> {
        match listener {
            Some(own) => lane::cancel(own, lane).await,
            None => {
                let mut second = self.location.connect_one(Pace::Interactive).await?;
                lane::cancel(&mut second, lane).await
            }
        }
    }
}

/// Waits for a hint; `false` when the connection that hears them is gone.
async fn hint(listener: &mut Option<Listener>) -> bool {
    match listener {
        Some(own) => matches!(own.try_recv().await, Ok(Some(_))),
        None => std::future::pending().await,
    }
}
