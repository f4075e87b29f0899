//! Round trips between a cockpit's core and a real server, counted screen by screen.

use encours::app::msg::Link;
use encours::app::{Effect, Msg};
use encours::i18n::Lang;
use encours::runtime::query;
use encours::store::{Location, Pace, Pool};

use super::app::Driver;
use super::db::TestDb;
use super::proxy::Proxy;

/// A screen of the list, and the keys that lead there.
pub const SCREENS: &[(&str, &str)] = &[
    ("today", "g t"),
    ("worklist", "g w"),
    ("a customer", "g w enter"),
    ("aged balance", "g a"),
    ("activity", "g y"),
    ("alerts", "g l"),
    ("invoices", "g i"),
    ("promises", "g p"),
    ("disputes", "g d"),
    ("reminders", "g r"),
    ("credit", "g c"),
    ("pipeline", "g o"),
    ("settings", "g s"),
];

/// What one screen has cost.
#[derive(Debug)]
pub struct Trips {
    /// The screen.
    pub screen: &'static str,
    /// Round trips until all of it is there, the statements prepared before.
    pub first: usize,
    /// Of five steps down inside a page, all together.
    pub steps: usize,
    /// Of going on by a page, the dearest of twelve.
    pub page: usize,
}

/// Counts the round trips of every screen, for somebody with this role.
pub async fn count(db: &TestDb, role: &str) -> Vec<Trips> {
    let proxy = Proxy::start(&db.cluster.socket());
    let location = Location::from_url(&proxy.url(role, &db.name), role).expect("an address");
    let pool = location
        .connect_single(Pace::Interactive)
        .await
        .expect("a connection");
    let mut all = Vec::new();
    for (screen, keys) in SCREENS {
        // Once to prepare the statements on this connection, once to count.
        walk(&proxy, &pool, screen, keys).await;
        all.push(walk(&proxy, &pool, screen, keys).await);
    }
    all
}

async fn walk(proxy: &Proxy, pool: &Pool, screen: &'static str, keys: &str) -> Trips {
    let mut driver = Driver::offline(Lang::En, (120, 40));
    driver.send(Msg::Link(Link::Live));
    settle(&mut driver, pool).await;
    let mut press = async |keys: &str| {
        let before = proxy.statements();
        driver.press(keys);
        settle(&mut driver, pool).await;
        proxy.statements() - before
    };
    let (way, last) = match keys.strip_suffix(" enter") {
        Some(way) => (way, "enter"),
        None => ("", keys),
    };
    press(way).await;
    let first = press(last).await;
    let mut steps = 0;
    for _ in 0..5 {
        steps += press("j").await;
    }
    let mut page = 0;
    for _ in 0..12 {
        page = page.max(press("pagedown").await);
    }
    Trips {
        screen,
        first,
        steps,
        page,
    }
}

/// Answers every question from the database, one after the other, until none is left.
async fn settle(driver: &mut Driver, pool: &Pool) {
    while !driver.effects.is_empty() {
        for effect in std::mem::take(&mut driver.effects) {
            if let Effect::Load {
                slot,
                generation,
                query,
            } = effect
            {
                let asked = format!("{query:?}");
                let answer = query::answer(pool, None, query)
                    .await
                    .unwrap_or_else(|e| panic!("{asked}: {} {:?}", e.code(), e.params()));
                driver.send(Msg::Reply {
                    slot,
                    generation,
                    answer: Ok(answer),
                });
            }
        }
    }
}
