//! The database's side of the cockpit, on a real server.

use std::time::{Duration, Instant};

use encours::app::draft::Draft;
use encours::app::msg::Link;
use encours::app::request::{Owner, Query, Reply, Slot};
use encours::app::screen::Kind;
use encours::app::{Effect, Msg};
use encours::config::{self, Sources};
use encours::i18n::Message;
use encours::runtime::open::{self, Database, Reach};
use encours::runtime::wake::Wake;
use encours::runtime::{link, wake};
use encours::store::lane::{self, Lane};
use encours::store::{ErrorKind, Pace, StoreError, feed};
use serde_json::json;
use sqlx::PgPool;
use tokio::sync::mpsc;
use uuid::Uuid;

use crate::support::db::TestDb;
use crate::support::pty::PATIENCE;

/// One cockpit's link, without the cockpit.
struct Linked {
    inbox: mpsc::Receiver<Wake>,
    effects: mpsc::UnboundedSender<Effect>,
}

impl Linked {
    fn start(db: &TestDb, role: &str) -> Linked {
        let sources = Sources {
            flags: vec![("database.url", db.url(role))],
            ..Sources::default()
        };
        let config = config::load(&sources).expect("the settings are right");
        let (wake, inbox) = mpsc::channel(wake::CAPACITY);
        let (effects, taken) = mpsc::unbounded_channel();
        let handle = tokio::runtime::Handle::current();
        std::thread::spawn(move || {
            handle.block_on(link::run(
                || open::open(&config, Database::Configured, Reach::Cockpit),
                taken,
                wake,
            ));
        });
        Linked { inbox, effects }
    }

    async fn next(&mut self) -> Msg {
        let wake = tokio::time::timeout(PATIENCE, self.inbox.recv());
        match wake.await.expect("in time").expect("the link lives") {
            Wake::Msg(msg) => msg,
            other => panic!("{other:?}"),
        }
    }

    async fn until<T>(&mut self, wanted: impl Fn(&Msg) -> Option<T>) -> T {
        loop {
            let msg = self.next().await;
            if let Some(found) = wanted(&msg) {
                return found;
            }
        }
    }

    /// Asks the same so many times, in slots of their own.
    fn ask(&self, times: u64) {
        for generation in 1..=times {
            let part = ["a", "b", "c", "d", "e", "f"][generation as usize % 6];
            let load = Effect::Load {
                slot: Slot::screen(Kind::Today, part),
                generation,
                query: Query::Session,
            };
            self.effects.send(load).expect("taken");
        }
    }

    /// Every question has its answer.
    async fn answered(&mut self, times: u64) {
        for _ in 0..times {
            self.until(|msg| match msg {
                Msg::Reply { answer: Ok(_), .. } => Some(()),
                Msg::Reply {
                    answer: Err(why), ..
                } => panic!("{why:?}"),
                Msg::Link(Link::Offline(_, why)) => panic!("{why:?}"),
                _ => None,
            })
            .await;
        }
    }

    /// Every question has come to an end.
    async fn replies(&mut self, times: u64) {
        for _ in 0..times {
            self.until(|msg| matches!(msg, Msg::Reply { .. }).then_some(()))
                .await;
        }
    }

    async fn offline(&mut self) -> Message {
        self.until(|msg| match msg {
            Msg::Link(Link::Offline(_, why)) => Some(why.clone()),
            _ => None,
        })
        .await
    }

    async fn live(&mut self) {
        self.until(|msg| matches!(msg, Msg::Link(Link::Live)).then_some(()))
            .await;
    }

    async fn change(&mut self, entity: &str) {
        self.until(|msg| match msg {
            Msg::Changed(changes) => changes.iter().any(|c| c.entity == entity).then_some(()),
            _ => None,
        })
        .await;
    }
}

/// A company with one collector of `role`.
async fn person(db: &TestDb, admin: &PgPool) -> String {
    let role = db
        .login("camille", &["encours_collector", "encours_person"])
        .await;
    sqlx::query(
        "insert into app.company (code, name, country, currency) values ('FR', 'Exemple SA', 'FR', 'EUR')",
    )
    .execute(admin)
    .await
    .expect("a company");
    sqlx::query(
        "insert into app.portfolio (company_id, code, name) select id, 'A', 'All' from app.company",
    )
    .execute(admin)
    .await
    .expect("a portfolio");
    sqlx::query("insert into app.person (role_name, display_name, all_portfolios) values ($1, 'Camille', true)")
        .bind(&role)
        .execute(admin)
        .await
        .expect("a person");
    role
}

async fn note_change(admin: &PgPool, entity: &str) {
    sqlx::query("insert into app.change (company_id, entity) select id, $1 from app.company")
        .bind(entity)
        .execute(admin)
        .await
        .expect("a change");
}

async fn connected(admin: &PgPool, which: &str) -> i64 {
    let statement = format!(
        "select count(*) from pg_stat_activity
          where datname = current_database() and usename <> current_user and {which}"
    );
    sqlx::query_scalar(sqlx::AssertSqlSafe(statement))
        .fetch_one(admin)
        .await
        .expect("counted")
}

/// Waits until there are so many connections; tells the most that were seen on the way.
async fn until_connected(admin: &PgPool, which: &str, wanted: i64) -> i64 {
    let deadline = Instant::now() + PATIENCE;
    let mut most = 0;
    loop {
        let now = connected(admin, which).await;
        most = most.max(now);
        if now == wanted {
            return most;
        }
        assert!(Instant::now() < deadline, "{now} connections, not {wanted}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

async fn limit(admin: &PgPool, role: &str, connections: u32) {
    let statement = format!("alter role {role} connection limit {connections}");
    sqlx::query(sqlx::AssertSqlSafe(statement))
        .execute(admin)
        .await
        .expect("limited");
}

async fn end_backends(admin: &PgPool, which: &str) -> i64 {
    let statement = format!(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and usename <> current_user and {which}"
    );
    sqlx::query_scalar(sqlx::AssertSqlSafe(statement))
        .fetch_one(admin)
        .await
        .expect("ended")
}

#[tokio::test(flavor = "multi_thread")]
async fn it_tells_who_works_and_what_changes_and_comes_back() {
    let db = TestDb::new().await;
    let admin = db.admin().await;
    let role = person(&db, &admin).await;
    let mut link = Linked::start(&db, &role);
    link.live().await;

    let slot = Slot {
        owner: Owner::Shell,
        part: "session",
    };
    let load = Effect::Load {
        slot,
        generation: 7,
        query: Query::Session,
    };
    link.effects.send(load).expect("taken");
    let session = link
        .until(|msg| match msg {
            Msg::Reply {
                generation: 7,
                answer: Ok(Reply::Session(session)),
                ..
            } => Some(session.clone()),
            Msg::Reply {
                answer: Err(why), ..
            } => panic!("{why:?}"),
            _ => None,
        })
        .await;
    assert_eq!(session.agent, "Camille");
    assert_eq!(session.companies[0].company.code, "FR");
    assert!(!session.read_only);

    // With a hint at once, without one within the pause, and the same with the listener killed.
    note_change(&admin, "first").await;
    feed::hint(&admin).await.expect("hinted");
    link.change("first").await;
    let listener = "application_name = 'encours listener'";
    until_connected(&admin, listener, 1).await;
    assert_eq!(end_backends(&admin, listener).await, 1);
    note_change(&admin, "second").await;
    let asked = Instant::now();
    link.change("second").await;
    assert!(asked.elapsed() < Duration::from_secs(10));

    // Every connection lost, and nothing missed: the link is made anew, with or without a word.
    end_backends(&admin, "true").await;
    note_change(&admin, "third").await;
    link.until(|msg| match msg {
        Msg::Changed(changes) => changes.iter().any(|c| c.entity == "third").then_some(()),
        // Whatever was missed is read anew.
        Msg::Link(Link::Live) => Some(()),
        _ => None,
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_committed_late_is_not_missed() {
    let db = TestDb::new().await;
    let admin = db.admin().await;
    let role = person(&db, &admin).await;
    let mut link = Linked::start(&db, &role);
    link.live().await;
    let mut late = admin.begin().await.expect("begun");
    sqlx::query("insert into app.change (company_id, entity) select id, 'late' from app.company")
        .execute(&mut *late)
        .await
        .expect("a change");
    note_change(&admin, "early").await;
    link.change("early").await;
    tokio::time::sleep(Duration::from_millis(1_200)).await;
    late.commit().await.expect("committed");
    link.change("late").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn typed_text_comes_back_on_another_computer() {
    let db = TestDb::new().await;
    let admin = db.admin().await;
    let role = person(&db, &admin).await;
    let draft = |rev| Draft {
        key: "note:1".into(),
        rev,
        subject: "ACME".into(),
        body: json!({"note": rev}),
        ..Draft::default()
    };
    let mut link = Linked::start(&db, &role);
    link.live().await;
    for rev in [2, 1] {
        link.effects
            .send(Effect::SaveDraft(draft(rev)))
            .expect("taken");
    }
    let kept = "select count(*) from app.draft where rev = 2";
    while sqlx::query_scalar::<_, i64>(kept)
        .fetch_one(&admin)
        .await
        .expect("counted")
        == 0
    {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    drop(link);
    let deadline = Instant::now() + PATIENCE;
    loop {
        let mut again = Linked::start(&db, &role);
        let found = again
            .until(|msg| match msg {
                Msg::Recovered { drafts, .. } => Some(drafts.clone()),
                Msg::Link(Link::Live) => Some(Vec::new()),
                _ => None,
            })
            .await;
        if found == [draft(2)] {
            break;
        }
        assert!(Instant::now() < deadline, "{found:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_server_is_told_and_tried_again() {
    let sources = Sources {
        flags: vec![(
            "database.url",
            "postgres://nobody@%2Fnonexistent/none".to_owned(),
        )],
        ..Sources::default()
    };
    let config = config::load(&sources).expect("the settings are right");
    let (wake, mut inbox) = mpsc::channel(wake::CAPACITY);
    let (effects, taken) = mpsc::unbounded_channel();
    let handle = tokio::runtime::Handle::current();
    let thread = std::thread::spawn(move || {
        handle.block_on(link::run(
            || open::open(&config, Database::Configured, Reach::Cockpit),
            taken,
            wake,
        ));
    });
    for _ in 0..2 {
        let told = tokio::time::timeout(PATIENCE, inbox.recv())
            .await
            .expect("in time");
        match told {
            Some(Wake::Msg(Msg::Link(Link::Offline(_, why)))) => {
                assert_eq!(why.key, "db-error-unreachable");
            }
            other => panic!("{other:?}"),
        }
        // Asked for now rather than after the pause.
        effects.send(Effect::Reconnect).expect("taken");
    }
    drop(effects);
    while inbox.recv().await.is_some() {}
    thread.join().expect("ends with the loop");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lane_made_anew_is_cancelled_and_no_other_of_the_same_person() {
    let db = TestDb::new().await;
    let admin = db.admin().await;
    let role = person(&db, &admin).await;
    let location = db.location(&role);
    let open = async || {
        let lane = Lane::open(&location, Pace::Unbounded).await;
        lane.expect("a lane")
    };
    let (lane, other, second) = (open().await, open().await, db.pool_as(&role).await);
    let backend = async |lane: &Lane| -> i32 {
        let asked = sqlx::query_scalar("select pg_backend_pid()");
        asked.fetch_one(&lane.pool).await.expect("works")
    };
    let before = backend(&lane).await;
    sqlx::query("select pg_terminate_backend($1, 5000)")
        .bind(before)
        .execute(&admin)
        .await
        .expect("terminated");
    // The pool finds that out once, and goes on with another connection without a word.
    let _ = sqlx::query("select 1").execute(&lane.pool).await;
    assert_ne!(backend(&lane).await, before);
    let sleep = |lane: &Lane, statement: &'static str| {
        let pool = lane.pool.clone();
        tokio::spawn(async move {
            let slept = sqlx::query(statement).execute(&pool).await;
            slept.map_err(StoreError::from)
        })
    };
    let mine = sleep(&lane, "select pg_sleep(100)");
    let theirs = sleep(&other, "select pg_sleep(10)");
    let deadline = Instant::now() + PATIENCE;
    let running = "select count(*) from pg_stat_activity where query ~ '^select pg_sleep' and state = 'active' and datname = current_database()";
    while sqlx::query_scalar::<_, i64>(running)
        .fetch_one(&admin)
        .await
        .expect("counted")
        < 2
    {
        assert!(Instant::now() < deadline);
    }
    lane::cancel(&second, lane.name()).await.expect("cancelled");
    let error = mine.await.expect("ended").expect_err("cancelled");
    assert_eq!(error.kind(), ErrorKind::Cancelled);
    lane.pool.close().await;
    lane::cancel(&second, lane.name())
        .await
        .expect("nobody there");
    let other = theirs.await.expect("ended");
    assert!(other.is_ok(), "somebody else's work goes on: {other:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_load_is_gone_from_the_server_and_its_lane_works_on() {
    let db = TestDb::new().await;
    let admin = db.admin().await;
    let role = person(&db, &admin).await;
    let location = db.location(&role);
    let lane = Lane::open(&location, Pace::Unbounded)
        .await
        .expect("a lane");
    let second = db.pool_as(&role).await;
    for _ in 0..5 {
        let slow = lane.clone();
        let load = tokio::spawn(async move {
            sqlx::query("select pg_sleep(100)")
                .execute(&slow.pool)
                .await
                .map_err(StoreError::from)
        });
        let deadline = Instant::now() + PATIENCE;
        let running = "select count(*) from pg_stat_activity where query = 'select pg_sleep(100)' and state = 'active' and datname = current_database()";
        while sqlx::query_scalar::<_, i64>(running)
            .fetch_one(&admin)
            .await
            .expect("counted")
            == 0
        {
            assert!(Instant::now() < deadline);
        }
        lane::cancel(&second, lane.name()).await.expect("cancelled");
        let error = load.await.expect("ended").expect_err("cancelled");
        assert_eq!(error.kind(), ErrorKind::Cancelled);
        // The server tells of the end a moment before its own list does.
        let deadline = Instant::now() + PATIENCE;
        while sqlx::query_scalar::<_, i64>(running)
            .fetch_one(&admin)
            .await
            .expect("counted")
            > 0
        {
            assert!(Instant::now() < deadline, "still running");
        }
        let one: i32 = sqlx::query_scalar("select 1")
            .fetch_one(&lane.pool)
            .await
            .expect("works on");
        assert_eq!(one, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_action_that_is_none_is_refused_before_it_is_sent() {
    let db = TestDb::new().await;
    let admin = db.admin().await;
    for verb in ["", "x; drop table app.company", "Log_Call", "a-b"] {
        let error = encours::store::write::call(&admin, verb, Uuid::nil(), &json!({})).await;
        assert_eq!(
            error.expect_err("refused").kind(),
            ErrorKind::Internal,
            "{verb}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cockpit_has_four_connections_at_most_and_two_when_idle() {
    let db = TestDb::new().await;
    let admin = db.admin().await;
    let role = person(&db, &admin).await;
    let mut link = Linked::start(&db, &role);
    link.live().await;
    until_connected(&admin, "true", 2).await;

    // What waits for something slow gets further connections, for as long as it waits.
    let mut lock = admin.begin().await.expect("begun");
    sqlx::query("lock table app.company in access exclusive mode")
        .execute(&mut *lock)
        .await
        .expect("locked");
    link.ask(6);
    assert_eq!(until_connected(&admin, "true", 4).await, 4);
    lock.rollback().await.expect("released");
    // On a slow machine one may have waited for the lock as long as it may.
    link.replies(6).await;
    assert!(connected(&admin, "true").await <= 4);
    until_connected(&admin, "true", 2).await;
    link.ask(6);
    link.answered(6).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_connection_is_enough() {
    let db = TestDb::new().await;
    let admin = db.admin().await;
    let role = person(&db, &admin).await;
    limit(&admin, &role, 1).await;
    let mut link = Linked::start(&db, &role);
    link.live().await;
    link.ask(6);
    link.answered(6).await;
    note_change(&admin, "seen").await;
    link.change("seen").await;
    link.ask(30);
    link.answered(30).await;
    assert_eq!(connected(&admin, "true").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn four_busy_cockpits_of_one_person_work_at_once_and_a_fifth_waits_for_its_turn() {
    let db = TestDb::new().await;
    let admin = db.admin().await;
    let role = person(&db, &admin).await;
    limit(&admin, &role, 8).await;
    let mut cockpits: Vec<Linked> = (0..4).map(|_| Linked::start(&db, &role)).collect();
    for link in &mut cockpits {
        link.live().await;
    }
    for _ in 0..5 {
        for link in &cockpits {
            link.ask(12);
        }
        for link in &mut cockpits {
            link.answered(12).await;
        }
    }
    until_connected(&admin, "true", 8).await;

    let mut fifth = Linked::start(&db, &role);
    let why = fifth.offline().await;
    assert_eq!(why.key, "db-error-role-full");
    let said = encours::i18n::Catalogue::new(encours::i18n::Lang::En).say(&why);
    assert!(said.starts_with("Your 8 connections are in use"), "{said}");
    cockpits.pop();
    fifth.live().await;
    fifth.ask(6);
    fifth.answered(6).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_server_is_told_from_a_full_role() {
    let db = TestDb::new().await;
    let admin = db.admin().await;
    let role = person(&db, &admin).await;
    let full = format!("alter database {} connection limit 0", db.name);
    sqlx::query(sqlx::AssertSqlSafe(full))
        .execute(&admin)
        .await
        .expect("limited");
    let mut link = Linked::start(&db, &role);
    assert_eq!(link.offline().await.key, "db-error-too-many");
    let free = format!("alter database {} connection limit -1", db.name);
    sqlx::query(sqlx::AssertSqlSafe(free))
        .execute(&admin)
        .await
        .expect("freed");
    link.live().await;
}
