//! Who does what on which connection, as long as the link holds.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until, timeout};
use uuid::Uuid;

use super::follow::{Cancel, Follow};
use super::job::{Done, Job, Put};
use super::say;
use crate::app::draft::Draft;
use crate::app::msg::Link;
use crate::app::request::Slot;
use crate::app::{Effect, Msg};
use crate::i18n::Message;
use crate::runtime::open::Session;
use crate::runtime::say::store_error;
use crate::runtime::wake::Sender;
use crate::store::feed::Feed;
use crate::store::lane::Lane;
use crate::store::{ErrorKind, Pace, StoreError, draft, house, presence};

/// A link that has said nothing of itself for so long at its beginning is none.
const BEGUN: Duration = Duration::from_secs(8);

/// The lane that is kept.
const FIRST: u32 = 0;

/// Lanes at most. With the listener's connection a cockpit has four.
const LANES: usize = 3;

/// What has waited for so long waits for something slow: a further connection is worth its making.
const SLOW: Duration = Duration::from_millis(40);

/// A further connection without work for so long is given back.
const SPARE: Duration = Duration::from_secs(3);

/// The first screen comes before the house.
const SETTLED: Duration = Duration::from_secs(1);

/// Whoever stays at a customer for so long is there.
const STAYED: Duration = Duration::from_millis(700);

/// Without anything due it is looked again after so long.
const WHENEVER: Duration = Duration::from_secs(60);

/// Pause before a further connection is tried again after one was refused.
const REFUSED: Duration = Duration::from_secs(10);

/// What is being written when the cockpit ends has so long to be acknowledged; the rest goes out at the next
/// start.
const LAST_WRITES: Duration = Duration::from_millis(800);

/// A link that holds.
pub(super) struct Connected {
    session: Session,
    wake: Sender,
    lanes: BTreeMap<u32, Place>,
    last_lane: u32,
    loads: VecDeque<(Instant, Slot, Job)>,
    puts: VecDeque<Put>,
    house: Instant,
    /// Where colleagues see the person, and when that is said next; none once it has been said that it is nowhere.
    at: Option<(i32, Uuid)>,
    say_at: Option<Instant>,
    session_id: Uuid,
    /// A further connection is being made, or was refused until then.
    making: bool,
    refused: Instant,
    cancels: mpsc::UnboundedSender<Cancel>,
    follow: Option<mpsc::UnboundedReceiver<Cancel>>,
    work: JoinSet<Done>,
}

/// A lane and what it does.
struct Place {
    lane: Lane,
    work: Option<Work>,
    /// What runs is being cancelled: nothing else may begin here until that is over.
    cancelling: bool,
    since: Instant,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Work {
    Load(Slot),
    Put,
    House,
}

impl Place {
    fn new(lane: Lane) -> Place {
        Place {
            lane,
            work: None,
            cancelling: false,
            since: Instant::now(),
        }
    }

    fn free(&self) -> bool {
        self.work.is_none() && !self.cancelling
    }
}

impl Connected {
    /// On the one connection of a session.
    pub(super) fn new(session: Session, wake: Sender) -> Connected {
        let first = Place::new(Lane::of(session.pool.clone()));
        let now = Instant::now();
        let (cancels, follow) = mpsc::unbounded_channel();
        Connected {
            session,
            wake,
            lanes: BTreeMap::from([(FIRST, first)]),
            last_lane: FIRST,
            loads: VecDeque::new(),
            puts: VecDeque::new(),
            house: now + SETTLED,
            at: None,
            say_at: None,
            session_id: Uuid::new_v4(),
            making: false,
            refused: now,
            cancels,
            follow: Some(follow),
            work: JoinSet::new(),
        }
    }

    /// Serves until the link breaks (why) or the loop has gone (none).
    pub(super) async fn serve(
        &mut self,
        effects: &mut mpsc::UnboundedReceiver<Effect>,
    ) -> Option<Message> {
        let first = self.session.pool.clone();
        let mut begin = Box::pin(self.begin());
        match timeout(BEGUN, &mut begin).await {
            Ok(Ok(())) => drop(begin),
            Ok(Err(ended)) => return ended,
            Err(_) => {
                // Before the question is dropped: an open pool would wait for the answer of a dead link.
                drop(first.close());
                return Some(store_error(&StoreError::new(ErrorKind::Lost)));
            }
        }
        loop {
            self.start();
            let alarm = self.alarm();
            let done = tokio::select! {
                effect = effects.recv() => match effect {
                    Some(effect) => {
                        self.carry_out(effect);
                        continue;
                    }
                    None => {
                        // What is not acknowledged by then is in the journal.
                        let _ = timeout(LAST_WRITES, self.finish()).await;
                        return None;
                    }
                },
                Some(done) = self.work.join_next() => done,
                () = sleep_until(alarm) => {
                    self.adjust();
                    continue;
                }
            };
            match done {
                Ok(done) => {
                    if let Err(ended) = self.note(done) {
                        return ended;
                    }
                }
                Err(error) => {
                    return Some(Message::new("ui-task-failed").with("why", error.to_string()));
                }
            }
        }
    }

    /// Says what the database has kept and that the link is live, and follows the changes.
    async fn begin(&mut self) -> Result<(), Option<Message>> {
        let pool = &self.session.pool;
        // The feed begins before anything is read, or a change in between would be missed.
        let feed = Feed::begin(pool)
            .await
            .map_err(|error| Some(store_error(&error)))?;
        let kept = draft::list(pool).await.unwrap_or_default();
        if !kept.is_empty() {
            let msg = Msg::Recovered {
                submissions: Vec::new(),
                drafts: kept.into_iter().filter_map(restored).collect(),
            };
            say(&self.wake, msg).await.map_err(|()| None)?;
        }
        let live = Msg::Link(Link::Live);
        say(&self.wake, live).await.map_err(|()| None)?;
        if let Some(cancels) = self.follow.take() {
            let follow = Follow {
                feed,
                location: self.session.location.clone(),
                first: self.session.pool.clone(),
                wake: self.wake.clone(),
                cancels,
            };
            self.work.spawn(follow.run());
        }
        Ok(())
    }

    /// Lets what is being written come to its end.
    async fn finish(&mut self) {
        self.loads.clear();
        if self.at.take().is_some() {
            self.say_at = Some(Instant::now());
        }
        while !self.puts.is_empty() || self.writing() || self.say_at.is_some() {
            self.start();
            let Some(Ok(done)) = self.work.join_next().await else {
                return;
            };
            if self.note(done).is_err() {
                return;
            }
        }
    }

    fn note(&mut self, done: Done) -> Result<(), Option<Message>> {
        match done {
            Done::Job(lane) => {
                if let Some(place) = self.lanes.get_mut(&lane) {
                    place.work = None;
                    place.since = Instant::now();
                }
            }
            Done::Cancelled(lane) => {
                if let Some(place) = self.lanes.get_mut(&lane) {
                    place.cancelling = false;
                }
            }
            Done::Opened(lane) => {
                self.making = false;
                match lane {
                    Some(lane) => {
                        self.last_lane += 1;
                        self.lanes.insert(self.last_lane, Place::new(lane));
                    }
                    // One goes on with those there are.
                    None => self.refused = Instant::now() + REFUSED,
                }
            }
            Done::Told => {}
            Done::Lost(why) => return Err(Some(why)),
            Done::Gone => return Err(None),
        }
        Ok(())
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Load {
                slot,
                generation,
                query,
            } => {
                let job = Job::Load {
                    slot,
                    generation,
                    query,
                };
                self.loads.push_back((Instant::now(), slot, job));
            }
            Effect::Cancel(slot) => self.cancel(slot),
            Effect::BeAt(at) => {
                self.at = at;
                // Whoever leafs through customers is at none of them.
                self.say_at = Some(Instant::now() + STAYED);
            }
            Effect::Write(submission) => self.puts.push_back(Put::Write(submission)),
            Effect::SaveDraft(draft) => self.puts.push_back(Put::Save(draft)),
            Effect::DropDraft(key) => self.puts.push_back(Put::Forget(key)),
            _ => {}
        }
    }

    fn writing(&self) -> bool {
        self.lanes.values().any(|p| p.work == Some(Work::Put))
    }

    /// Hands what waits to the lanes that are free: writes first, the house last.
    fn start(&mut self) {
        while let Some(id) = self.lanes.iter().find(|(_, p)| p.free()).map(|(id, _)| *id) {
            let put = if self.writing() {
                None
            } else {
                self.puts.pop_front()
            };
            let (work, job) = if let Some(put) = put {
                (Work::Put, Job::Put(put))
            } else if let Some((_, slot, job)) = self.loads.pop_front() {
                (Work::Load(slot), job)
            } else if self.say_at.is_some_and(|at| at <= Instant::now()) {
                self.say_at = self.at.map(|_| Instant::now() + presence::EVERY);
                (Work::House, Job::BeAt(self.session_id, self.at))
            } else if self.house <= Instant::now() {
                self.house = Instant::now() + house::EVERY;
                (Work::House, Job::House)
            } else {
                return;
            };
            if let Some(place) = self.lanes.get_mut(&id) {
                place.work = Some(work);
                let pool = place.lane.pool.clone();
                let folders = self.session.folders.clone();
                self.work
                    .spawn(job.run(id, pool, folders, self.wake.clone()));
            }
        }
    }

    /// When to look again: for a further connection, to give one back, for the house.
    fn alarm(&self) -> Instant {
        let waits = self.loads.front().map(|(since, ..)| *since + SLOW);
        let waits = waits.or_else(|| (!self.puts.is_empty()).then(|| Instant::now() + SLOW));
        let more = waits
            .filter(|_| !self.making && self.lanes.len() < LANES)
            .map(|at| at.max(self.refused));
        let spare = self.spare().map(|(_, place)| place.since + SPARE);
        // While all lanes are taken the house waits for one of them.
        let house = self.say_at.map_or(self.house, |at| at.min(self.house));
        let house = self.lanes.values().any(Place::free).then_some(house);
        let due = [more, spare, house].into_iter().flatten().min();
        due.unwrap_or_else(|| Instant::now() + WHENEVER)
    }

    /// The lane that has been without work for the longest, the first apart.
    fn spare(&self) -> Option<(u32, &Place)> {
        let further = self
            .lanes
            .iter()
            .filter(|(id, p)| **id != FIRST && p.free());
        further
            .min_by_key(|(_, place)| place.since)
            .map(|(id, place)| (*id, place))
    }

    fn adjust(&mut self) {
        let now = Instant::now();
        if let Some((id, place)) = self.spare()
            && place.since + SPARE <= now
            && let Some(place) = self.lanes.remove(&id)
        {
            tokio::spawn(async move { place.lane.pool.close().await });
        }
        let slow = self.loads.front().is_some_and(|(at, ..)| *at + SLOW <= now);
        let waits = slow || !self.puts.is_empty();
        if waits && !self.making && self.lanes.len() < LANES && self.refused <= now {
            self.making = true;
            let location = self.session.location.clone();
            self.work.spawn(async move {
                let lane = Lane::open(&location, Pace::Interactive).await;
                if let Err(error) = &lane {
                    tracing::debug!(%error, "no further connection");
                }
                Done::Opened(lane.ok())
            });
        }
    }

    /// Gives up a load: one that waits is answered at once, one that runs is ended on the server.
    fn cancel(&mut self, slot: Slot) {
        let (dropped, kept) = std::mem::take(&mut self.loads)
            .into_iter()
            .partition(|(_, waiting, _)| *waiting == slot);
        self.loads = kept;
        let unasked: VecDeque<(Instant, Slot, Job)> = dropped;
        for (_, slot, job) in unasked {
            if let Job::Load { generation, .. } = job {
                let wake = self.wake.clone();
                self.work.spawn(async move {
                    let answer = Err(Message::new("ui-cancelled"));
                    let reply = Msg::Reply {
                        slot,
                        generation,
                        answer,
                    };
                    match say(&wake, reply).await {
                        Ok(()) => Done::Told,
                        Err(()) => Done::Gone,
                    }
                });
            }
        }
        let running = |place: &Place| place.work == Some(Work::Load(slot)) && !place.cancelling;
        let Some((id, place)) = self.lanes.iter_mut().find(|(_, place)| running(place)) else {
            return;
        };
        place.cancelling = true;
        let (done, over) = oneshot::channel();
        let lane = place.lane.name().to_owned();
        // Nobody follows any more: the link is ending.
        let _ = self.cancels.send(Cancel { lane, done });
        let id = *id;
        self.work.spawn(async move {
            let _ = over.await;
            Done::Cancelled(id)
        });
    }
}

/// A link that is lost may be one that nobody tells of. A connection dropped while its pool is open is asked
/// whether it still works, and would wait for that answer for as long as the network keeps it.
impl Drop for Connected {
    fn drop(&mut self) {
        let lanes = self.lanes.values().map(|place| &place.lane.pool);
        for pool in lanes.chain([&self.session.pool]) {
            drop(pool.close());
        }
    }
}

fn restored(kept: draft::Draft) -> Option<Draft> {
    let about = kept.body.get("about");
    let told = |name: &str| about.and_then(|about| about.get(name)).cloned();
    Some(Draft {
        company: told("company").and_then(|v| serde_json::from_value(v).ok()),
        customer: told("customer").and_then(|v| serde_json::from_value(v).ok()),
        items: told("items")
            .and_then(|v| serde_json::from_value(v).ok())
            .unwrap_or_default(),
        on: told("on").and_then(|v| serde_json::from_value(v).ok()),
        subject: kept.body.get("subject")?.as_str()?.to_owned(),
        body: kept.body.get("fields")?.clone(),
        key: kept.key,
        rev: kept.rev,
    })
}
