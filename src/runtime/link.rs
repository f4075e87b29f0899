//! The database's side: connecting and coming back, loads, writes, and the change feed.

use std::time::Duration;

use chrono::{Local, NaiveTime};
use rand::RngExt;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};

use super::open::{OpenError, Session};
use super::query;
use super::wake::{Sender, Wake};
use crate::app::draft::Draft;
use crate::app::msg::{Link, Outcome};
use crate::app::request::{Query, Slot};
use crate::app::write::Submission;
use crate::app::{Effect, Msg};
use crate::i18n::Message;
use crate::store::feed::{self, Feed, News};
use crate::store::lane::Lane;
use crate::store::{ErrorKind, Location, Pace, Pool, StoreError, draft, house, write};

/// Loads that run side by side, on connections of their own, opened on demand.
const LANES: usize = 3;

/// Pause between readings of the change feed when no hint comes.
const POLL: Duration = Duration::from_millis(900);

/// Pause before listening is tried again where it failed; the polling goes on meanwhile.
const LISTEN_AGAIN: Duration = Duration::from_secs(30);

/// An answer to a reading that takes longer means that the link is gone.
const PATIENCE: Duration = Duration::from_millis(2_000);

/// What is being written when the cockpit ends has so long to be acknowledged; the rest goes out at the next
/// start.
const LAST_WRITES: Duration = Duration::from_secs(2);

/// The first and the longest pause before connecting again.
const BACKOFF: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(15));

/// Runs until the loop has gone. `open` enters the database; it is called again after every loss.
pub async fn run<F>(
    open: impl Fn() -> F,
    mut effects: mpsc::UnboundedReceiver<Effect>,
    wake: Sender,
) where
    F: Future<Output = Result<Session, OpenError>>,
{
    let mut offline: Option<NaiveTime> = None;
    let mut pause = BACKOFF.0;
    loop {
        match open().await {
            Ok(session) => {
                pause = BACKOFF.0;
                let mut link = Connected::new(session, wake.clone());
                let ended = link.serve(&mut effects).await;
                let since = *offline.insert(Local::now().time());
                let Some(why) = ended else { return };
                if say(&wake, Msg::Link(Link::Offline(since, why)))
                    .await
                    .is_err()
                {
                    return;
                }
            }
            Err(error) => {
                let since = *offline.get_or_insert_with(|| Local::now().time());
                let why = super::say::open_error(&error);
                if say(&wake, Msg::Link(Link::Offline(since, why)))
                    .await
                    .is_err()
                {
                    return;
                }
            }
        }
        if !wait(&mut effects, jitter(pause), &wake).await {
            return;
        }
        pause = (pause * 2).min(BACKOFF.1);
    }
}

/// Many cockpits that lost one server should not come back in the same instant.
fn jitter(pause: Duration) -> Duration {
    pause.mul_f64(rand::rng().random_range(0.7..1.3))
}

/// Waits for the next attempt. Questions are answered with why there is no answer; writes stay in the
/// journal and go out when the link is back. `false` when the loop has gone.
async fn wait(
    effects: &mut mpsc::UnboundedReceiver<Effect>,
    pause: Duration,
    wake: &Sender,
) -> bool {
    let until = Instant::now() + pause;
    loop {
        tokio::select! {
            () = tokio::time::sleep_until(until) => return true,
            effect = effects.recv() => match effect {
                None => return false,
                Some(Effect::Reconnect) => return true,
                Some(Effect::Load { slot, generation, .. }) => {
                    let answer = Err(Message::new("ui-not-connected-yet"));
                    if say(wake, Msg::Reply { slot, generation, answer }).await.is_err() {
                        return false;
                    }
                }
                Some(_) => {}
            }
        }
    }
}

async fn say(wake: &Sender, msg: Msg) -> Result<(), ()> {
    wake.send(Wake::Msg(msg)).await.map_err(|_| ())
}

/// A link that holds.
struct Connected {
    session: Session,
    wake: Sender,
    lanes: Vec<(Lane, Option<Slot>)>,
    waiting: Vec<(Slot, u64, Query)>,
    work: JoinSet<Done>,
    writes: Option<mpsc::UnboundedSender<Job>>,
    written: Option<mpsc::UnboundedReceiver<Job>>,
}

enum Job {
    Write(Submission),
    Save(Draft),
    Forget(String),
}

/// What a task ended with.
enum Done {
    Load {
        lane: usize,
    },
    /// Something that ends only with the link.
    Lost(Message),
    /// The loop has gone.
    Gone,
    /// Everything was written that was to be.
    Written,
    Quiet,
}

impl Connected {
    fn new(session: Session, wake: Sender) -> Connected {
        let lanes = (0..LANES)
            .map(|_| (Lane::new(&session.location, Pace::Interactive), None))
            .collect();
        let (writes, written) = mpsc::unbounded_channel();
        Connected {
            session,
            wake,
            lanes,
            waiting: Vec::new(),
            work: JoinSet::new(),
            writes: Some(writes),
            written: Some(written),
        }
    }

    /// Serves until the link breaks (why) or the loop has gone (none).
    async fn serve(&mut self, effects: &mut mpsc::UnboundedReceiver<Effect>) -> Option<Message> {
        // The feed begins before anything is read, or a change in between would be missed.
        let feed = match Feed::begin(&self.session.pool).await {
            Ok(feed) => feed,
            Err(error) => return Some(super::say::store_error(&error)),
        };
        let pool = self.session.pool.clone();
        if let Ok(kept) = draft::list(&pool).await
            && !kept.is_empty()
        {
            let drafts = kept.into_iter().filter_map(restored).collect();
            let msg = Msg::Recovered {
                submissions: Vec::new(),
                drafts,
            };
            say(&self.wake, msg).await.ok()?;
        }
        say(&self.wake, Msg::Link(Link::Live)).await.ok()?;
        self.work
            .spawn(follow(pool.clone(), feed, self.wake.clone()));
        self.work
            .spawn(keep_house(self.session.location.clone(), pool.clone()));
        if let Some(jobs) = self.written.take() {
            self.work.spawn(put_down(pool, jobs, self.wake.clone()));
        }
        loop {
            tokio::select! {
                effect = effects.recv() => match effect {
                    Some(effect) => self.carry_out(effect),
                    None => {
                        self.finish().await;
                        return None;
                    }
                },
                Some(done) = self.work.join_next() => match done {
                    Ok(Done::Load { lane }) => {
                        self.lanes[lane].1 = None;
                        self.start_waiting();
                    }
                    Ok(Done::Lost(why)) => return Some(why),
                    Ok(Done::Gone) => return None,
                    Ok(Done::Quiet | Done::Written) => {}
                    Err(error) => return Some(Message::new("ui-task-failed").with("why", error.to_string())),
                }
            }
        }
    }

    /// Lets what is being written come to its end.
    async fn finish(&mut self) {
        self.writes = None;
        let work = &mut self.work;
        let last = async {
            while let Some(done) = work.join_next().await {
                if matches!(done, Ok(Done::Written | Done::Gone | Done::Lost(_))) {
                    return;
                }
            }
        };
        // What is not acknowledged by then is in the journal.
        let _ = timeout(LAST_WRITES, last).await;
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Load {
                slot,
                generation,
                query,
            } => {
                self.waiting.push((slot, generation, query));
                self.start_waiting();
            }
            Effect::Cancel(slot) => self.cancel(slot),
            Effect::Write(submission) => self.job(Job::Write(submission)),
            Effect::SaveDraft(draft) => self.job(Job::Save(draft)),
            Effect::DropDraft(key) => self.job(Job::Forget(key)),
            _ => {}
        }
    }

    fn job(&self, job: Job) {
        if let Some(writes) = &self.writes {
            // The other end lives as long as this link.
            let _ = writes.send(job);
        }
    }

    fn start_waiting(&mut self) {
        while !self.waiting.is_empty() {
            let Some(lane) = self.lanes.iter().position(|(_, slot)| slot.is_none()) else {
                return;
            };
            let (slot, generation, query) = self.waiting.remove(0);
            self.lanes[lane].1 = Some(slot);
            let pool = self.lanes[lane].0.pool.clone();
            let wake = self.wake.clone();
            self.work.spawn(async move {
                let answer = match query::answer(&pool, query).await {
                    Ok(reply) => Ok(reply),
                    Err(error) if error.kind().is_disconnect() => {
                        return Done::Lost(super::say::store_error(&error));
                    }
                    Err(error) => Err(super::say::store_error(&error)),
                };
                match say(
                    &wake,
                    Msg::Reply {
                        slot,
                        generation,
                        answer,
                    },
                )
                .await
                {
                    Ok(()) => Done::Load { lane },
                    Err(()) => Done::Gone,
                }
            });
        }
    }

    fn cancel(&mut self, slot: Slot) {
        let wake = self.wake.clone();
        let (dropped, kept) = std::mem::take(&mut self.waiting)
            .into_iter()
            .partition(|(waiting, ..)| *waiting == slot);
        self.waiting = kept;
        let unasked: Vec<(Slot, u64, Query)> = dropped;
        let running = self.lanes.iter().find(|(_, at)| *at == Some(slot));
        let lane = running.map(|(lane, _)| lane.clone());
        self.work.spawn(async move {
            for (slot, generation, _) in unasked {
                let answer = Err(Message::new("ui-cancelled"));
                if say(
                    &wake,
                    Msg::Reply {
                        slot,
                        generation,
                        answer,
                    },
                )
                .await
                .is_err()
                {
                    return Done::Gone;
                }
            }
            if let Some(lane) = lane
                && let Err(error) = lane.cancel().await
            {
                tracing::debug!(%error, "not cancelled");
            }
            Done::Quiet
        });
    }
}

/// Reads the feed as long as the link holds.
async fn follow(pool: Pool, mut feed: Feed, wake: Sender) -> Done {
    let mut listener = feed::listener(&pool).await.ok();
    let mut listen_again = Instant::now() + LISTEN_AGAIN;
    let mut stale: Option<NaiveTime> = None;
    loop {
        // A hint, or the pause. A listener that fails is let go: polling carries on.
        let heard = match &mut listener {
            Some(hears) => timeout(POLL, hears.try_recv()).await,
            None => {
                sleep(POLL).await;
                Ok(Ok(None))
            }
        };
        if listener.is_some() && matches!(heard, Ok(Err(_) | Ok(None))) {
            // Its connection broke. Whatever broke it may do so each time: it is not made again at once.
            listener = None;
        } else if listener.is_none() && Instant::now() >= listen_again {
            listener = feed::listener(&pool).await.ok();
            listen_again = Instant::now() + LISTEN_AGAIN;
        }
        let read = timeout(PATIENCE, feed.read(&pool)).await;
        let msg = match read {
            Ok(Ok(News::Changes(changes))) if changes.is_empty() => None,
            Ok(Ok(News::Changes(changes))) => Some(Msg::Changed(changes)),
            Ok(Ok(News::Flood)) => Some(Msg::Resync),
            Ok(Err(error)) if !error.kind().is_disconnect() => {
                let since = *stale.get_or_insert_with(|| Local::now().time());
                if say(&wake, Msg::Link(Link::Stale(since))).await.is_err() {
                    return Done::Gone;
                }
                continue;
            }
            Ok(Err(error)) => return Done::Lost(super::say::store_error(&error)),
            Err(_) => {
                let silent = StoreError::new(ErrorKind::Lost);
                return Done::Lost(super::say::store_error(&silent));
            }
        };
        if stale.take().is_some() && say(&wake, Msg::Link(Link::Live)).await.is_err() {
            return Done::Gone;
        }
        if let Some(msg) = msg
            && say(&wake, msg).await.is_err()
        {
            return Done::Gone;
        }
    }
}

/// Begins the day and seals the audit, as long as the link holds.
async fn keep_house(location: Location, pool: Pool) -> Done {
    loop {
        // Whoever comes next does what could not be done now; a lost link is found by the feed.
        if let Err(error) = house::keep(&location, &pool).await {
            tracing::debug!(%error, "the house is not kept");
        }
        sleep(house::EVERY).await;
    }
}

/// Writes one after the other, in the order in which they were made.
async fn put_down(pool: Pool, mut jobs: mpsc::UnboundedReceiver<Job>, wake: Sender) -> Done {
    while let Some(job) = jobs.recv().await {
        let done = match job {
            Job::Write(submission) => {
                let request = submission.request;
                let (outcome, lost) = match send(&pool, &submission).await {
                    Ok(answer) => (Outcome::Saved { answer }, None),
                    Err(Unsaved::Refused(why)) => (Outcome::Refused(why), None),
                    Err(Unsaved::Lost(why)) => (Outcome::Unknown, Some(why)),
                };
                let saved = matches!(outcome, Outcome::Saved { .. });
                // The loop may have gone: what is queued is written all the same.
                let _ = say(&wake, Msg::Written { request, outcome }).await;
                if let Some(why) = lost {
                    return Done::Lost(why);
                }
                if saved {
                    feed::hint(&pool).await
                } else {
                    Ok(())
                }
            }
            Job::Save(kept) => {
                let body = serde_json::json!({ "subject": kept.subject, "fields": kept.body });
                draft::save(&pool, &kept.key, kept.rev, &body).await
            }
            Job::Forget(key) => draft::forget(&pool, &key).await,
        };
        match done {
            Err(error) if error.kind().is_disconnect() => {
                return Done::Lost(super::say::store_error(&error));
            }
            Err(error) => tracing::debug!(%error, "not kept in the database"),
            Ok(()) => {}
        }
    }
    Done::Written
}

/// Why a write has no answer from the ledger.
enum Unsaved {
    Refused(Message),
    /// The link is to be made anew, and the write sent again.
    Lost(Message),
}

/// Sends one write. Only a database that was entered can refuse it: what keeps us from entering says nothing
/// about it.
async fn send(pool: &Pool, submission: &Submission) -> Result<serde_json::Value, Unsaved> {
    let lost = |error: &StoreError| Unsaved::Lost(super::say::store_error(error));
    if let Err(error) = pool.acquire().await {
        return Err(lost(&error.into()));
    }
    let Submission {
        request,
        verb,
        body,
        ..
    } = submission;
    write::call(pool, verb, *request, body)
        .await
        .map_err(|error| match error.kind() {
            kind if kind.is_disconnect() => lost(&error),
            ErrorKind::TooMany | ErrorKind::ReadOnly => lost(&error),
            _ => Unsaved::Refused(super::say::store_error(&error)),
        })
}

fn restored(kept: draft::Draft) -> Option<Draft> {
    Some(Draft {
        subject: kept.body.get("subject")?.as_str()?.to_owned(),
        body: kept.body.get("fields")?.clone(),
        key: kept.key,
        rev: kept.rev,
    })
}
