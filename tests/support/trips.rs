//! Round trips between a cockpit's core and a real server, counted screen by screen.

use encours::app::msg::Link;
use encours::app::{Effect, Msg};
use encours::i18n::Lang;
use encours::runtime::open::Folders;
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
    ("forecast", "g f"),
    ("key figures", "g k"),
    ("settings", "g s"),
];

/// What one screen has cost.
#[derive(Debug)]
pub struct Trips {
    /// The screen.
    pub screen: &'static str,
    /// Round trips until something of it is there, the statements prepared before.
    pub first: usize,
    /// Until all of it is.
    pub whole: usize,
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
    settle(&mut driver, pool, || 0).await;
    let mut press = async |keys: &str| {
        let before = proxy.statements();
        driver.press(keys);
        let first = settle(&mut driver, pool, || proxy.statements()).await;
        [first.unwrap_or(before), proxy.statements()].map(|then| then - before)
    };
    let (way, last) = match keys.strip_suffix(" enter") {
        Some(way) => (way, "enter"),
        None => ("", keys),
    };
    press(way).await;
    let [first, whole] = press(last).await;
    let mut steps = 0;
    for _ in 0..5 {
        steps += press("j").await[1];
    }
    let mut page = 0;
    for _ in 0..12 {
        page = page.max(press("pagedown").await[1]);
    }
    Trips {
        screen,
        first,
        whole,
        steps,
        page,
    }
}

/// Answers every question from the database, one after the other, until none is left; how many statements there had been
/// when the first was answered.
async fn settle(driver: &mut Driver, pool: &Pool, statements: impl Fn() -> usize) -> Option<usize> {
    let mut first = None;
    while !driver.effects.is_empty() {
        for effect in std::mem::take(&mut driver.effects) {
            if let Effect::Load {
                slot,
                generation,
                query,
            } = effect
            {
                let asked = format!("{query:?}");
                let answer = query::answer(pool, &Folders::default(), query)
                    .await
                    .unwrap_or_else(|e| panic!("{asked}: {} {:?}", e.code(), e.params()));
                first = first.or_else(|| Some(statements()));
                driver.send(Msg::Reply {
                    slot,
                    generation,
                    answer: Ok(answer),
                });
            }
        }
    }
    first
}
