//! The database's side: connecting and coming back, loads, writes, and the change feed.
//!
//! A cockpit works with one connection, on which [`serve`] does one thing at a time. A second one, if the
//! server gives it, reads the change feed and hears of changes ([`follow`]); while something slow runs, up
//! to two more are opened, and given back when nothing waits any longer.

mod follow;
mod job;
mod serve;

use std::time::Duration;

use chrono::{Local, NaiveTime};
use rand::RngExt;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

use super::open::{OpenError, Session};
use super::wake::{Sender, Wake};
use crate::app::msg::Link;
use crate::app::{Effect, Msg};
use crate::i18n::Message;
use serve::Connected;

/// The first and the longest pause before connecting again: a server that is back is in use within five
/// seconds, however long it was away.
const BACKOFF: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(3));

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
        let opened = tokio::select! {
            opened = open() => opened,
            // Whoever leaves does not wait for a server that says nothing.
            () = wake.closed() => return,
        };
        let why = match opened {
            Ok(session) => {
                pause = BACKOFF.0;
                let mut link = Connected::new(session, wake.clone());
                let ended = link.serve(&mut effects).await;
                offline = None;
                let Some(why) = ended else { return };
                why
            }
            Err(error) => super::say::open_error(&error),
        };
        let since = *offline.get_or_insert_with(|| Local::now().time());
        if say(&wake, Msg::Link(Link::Offline(since, why)))
            .await
            .is_err()
        {
            return;
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
            () = sleep_until(until) => return true,
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
