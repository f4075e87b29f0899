//! What is done on a connection: loads, writes, and keeping the house.

use uuid::Uuid;

use super::say;
use crate::app::Msg;
use crate::app::draft::Draft;
use crate::app::msg::Outcome;
use crate::app::request::{Query, Slot};
use crate::app::write::Submission;
use crate::i18n::Message;
use crate::runtime::open::Folders;
use crate::runtime::query;
use crate::runtime::say::store_error;
use crate::runtime::wake::Sender;
use crate::store::lane::Lane;
use crate::store::{ErrorKind, Pool, Result, StoreError, draft, feed, house, presence, write};

/// Something that takes a connection for a while.
pub(super) enum Job {
    Load {
        slot: Slot,
        generation: u64,
        query: Query,
    },
    Put(Put),
    /// Says where the person is, in this session.
    BeAt(Uuid, Option<(i32, Uuid)>),
    /// Begins the day and seals the audit.
    House,
}

/// Something to be written; one after the other, in the order in which they were made.
pub(super) enum Put {
    Write(Submission),
    Save(Draft),
    Forget(String),
}

/// What a task ended with.
pub(super) enum Done {
    /// The job on this lane.
    Job(u32),
    /// What ran on this lane was cancelled, or could not be.
    Cancelled(u32),
    /// A further connection, or none.
    Opened(Option<Lane>),
    /// That a load was given up before it ran.
    Told,
    /// Something that ends only with the link.
    Lost(Message),
    /// The loop has gone.
    Gone,
}

impl Job {
    /// Does it on the connection of lane `lane`; files are in `folders`.
    pub(super) async fn run(self, lane: u32, pool: Pool, folders: Folders, wake: Sender) -> Done {
        match self {
            Job::Load {
                slot,
                generation,
                query,
            } => {
                let answer = match query::answer(&pool, &folders, query).await {
                    Ok(reply) => Ok(reply),
                    Err(error) if error.kind().is_disconnect() => {
                        return Done::Lost(store_error(&error));
                    }
                    Err(error) => Err(store_error(&error)),
                };
                let reply = Msg::Reply {
                    slot,
                    generation,
                    answer,
                };
                match say(&wake, reply).await {
                    Ok(()) => Done::Job(lane),
                    Err(()) => Done::Gone,
                }
            }
            Job::Put(put) => put.run(lane, pool, wake).await,
            Job::BeAt(session, at) => {
                if let Err(error) = presence::be_at(&pool, session, at).await {
                    tracing::debug!(%error, "where the person is");
                }
                Done::Job(lane)
            }
            Job::House => {
                // Whoever comes next does what could not be done now; a lost link is found by the feed.
                if let Err(error) = house::keep(&pool).await {
                    tracing::debug!(%error, "the house is not kept");
                }
                Done::Job(lane)
            }
        }
    }
}

impl Put {
    async fn run(self, lane: u32, pool: Pool, wake: Sender) -> Done {
        let done = match self {
            Put::Write(submission) => match submit(&pool, &submission, &wake).await {
                Ok(done) => done,
                Err(why) => return Done::Lost(why),
            },
            Put::Save(kept) => {
                let body = serde_json::json!({
                    "subject": kept.subject, "fields": kept.body,
                    "about": { "company": kept.company, "customer": kept.customer, "items": kept.items, "on": kept.on },
                });
                draft::save(&pool, &kept.key, kept.rev, &body).await
            }
            Put::Forget(key) => draft::forget(&pool, &key).await,
        };
        match done {
            Err(error) if error.kind().is_disconnect() => return Done::Lost(store_error(&error)),
            Err(error) => tracing::debug!(%error, "not kept in the database"),
            Ok(()) => {}
        }
        Done::Job(lane)
    }
}

/// Sends a write and tells what became of it; fails when the link is to be made anew, and the write sent
/// again.
async fn submit(
    pool: &Pool,
    submission: &Submission,
    wake: &Sender,
) -> std::result::Result<Result<()>, Message> {
    let request = submission.request;
    let (outcome, lost) = match send(pool, submission).await {
        Ok(answer) => (Outcome::Saved { answer }, None),
        Err(Unsaved::Refused(why)) => (Outcome::Refused(why), None),
        Err(Unsaved::Lost(why)) => (Outcome::Unknown, Some(why)),
    };
    let saved = outcome.saved();
    // The loop may have gone: what is queued is written all the same.
    let _ = say(wake, Msg::Written { request, outcome }).await;
    match lost {
        Some(why) => Err(why),
        // Of many rows none is told of by itself: whoever listens looks once a second as well.
        None if saved && submission.bulk.is_none() => Ok(feed::hint(pool).await),
        None => Ok(Ok(())),
    }
}

/// Why a write has no answer from the ledger.
enum Unsaved {
    Refused(Message),
    Lost(Message),
}

/// Sends one write. Only a database that was entered can refuse it: what keeps us from entering says nothing
/// about it.
async fn send(
    pool: &Pool,
    submission: &Submission,
) -> std::result::Result<serde_json::Value, Unsaved> {
    let lost = |error: &StoreError| Unsaved::Lost(store_error(error));
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
            ErrorKind::TooMany | ErrorKind::RoleFull | ErrorKind::ReadOnly => lost(&error),
            _ => Unsaved::Refused(store_error(&error)),
        })
}
