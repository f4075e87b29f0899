//! Two programs on one database: what one person does, the others see without a key.

use std::time::{Duration, Instant};

use encours::private_pg::SUPERUSER;
use encours::store::Pace;
use serde_json::json;
use sqlx::PgPool;
use tokio::task::JoinHandle;

use crate::support::ledger::{Who, World, customer, item};
use crate::support::pty::{PATIENCE, Pty};

const PROGRAM: &str = env!("CARGO_BIN_EXE_encours");

/// A person's cockpit.
struct Desk {
    pty: Pty,
}

impl Desk {
    /// Opens a person's cockpit on the worklist, connected.
    fn open(world: &World, who: Who) -> Desk {
        let home = tempfile::tempdir().expect("a home");
        Desk::open_at(home, world, who)
    }

    /// The same in a home that was used before.
    fn open_at(home: tempfile::TempDir, world: &World, who: Who) -> Desk {
        let url = world.db.url(&world.role(who));
        let env = [("ENCOURS_DATABASE_URL", url.as_str())];
        let mut pty = Pty::start_at(home, &[PROGRAM], &env, (180, 40));
        pty.expect("live");
        // Who works is known, and with it the screen to begin with: a manager begins elsewhere.
        pty.expect("Acme");
        let mut desk = Desk { pty };
        desk.press(&["g", "w"]);
        desk.sees_line(&["Worklist", "Acme"]);
        desk
    }

    /// Presses keys one by one, each meant for what the last has painted; what was painted before is forgotten.
    fn press(&mut self, keys: &[&str]) {
        self.pty.forget();
        for key in keys {
            self.pty.send(key.as_bytes());
            self.pty.settle(Duration::from_millis(120));
        }
    }

    /// Waits until the screen is as it should be.
    fn sees(&mut self, what: &str, wanted: impl Fn(&str) -> bool) {
        let begun = Instant::now();
        while !wanted(&self.pty.screen()) {
            let late = begun.elapsed() > PATIENCE;
            assert!(!late, "{what} is not on:\n{}", self.pty.screen());
            self.pty.settle(Duration::from_millis(20));
        }
    }

    /// Waits until one line holds all of these.
    fn sees_line(&mut self, parts: &[&str]) {
        self.sees(&format!("{parts:?}"), |screen| line_with(screen, parts));
    }

    /// Waits until one line held all of these since a key was pressed; it may be gone.
    fn saw_line(&mut self, parts: &[&str]) {
        self.pty
            .saw(&format!("{parts:?}"), |screen| line_with(screen, parts));
    }

    /// Finds a customer from anywhere, and goes there.
    fn finds(&mut self, name: &str) {
        self.press(&["/", name]);
        let found =
            |screen: &str| screen.contains("Enter opens") && line_with(screen, &["▶", name]);
        self.sees(&format!("{name} found"), found);
        self.press(&["\r"]);
    }
}

fn line_with(screen: &str, parts: &[&str]) -> bool {
    screen
        .lines()
        .any(|line| parts.iter().all(|part| line.contains(part)))
}

const OF_COCKPITS: &str = "application_name like 'encours%' and usename <> current_user";
const LISTENING: &str = "application_name = 'encours listener' and usename <> current_user";

/// Ends server processes of this database; gives how many.
async fn end_backends(admin: &PgPool, which: &str) -> i64 {
    let statement = format!(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and {which}"
    );
    sqlx::query_scalar(sqlx::AssertSqlSafe(statement))
        .fetch_one(admin)
        .await
        .expect("ended")
}

/// Kills whoever listens as soon as it does, until aborted.
fn nobody_listens(admin: PgPool) -> JoinHandle<()> {
    tokio::spawn(async move {
        loop {
            end_backends(&admin, LISTENING).await;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_and_a_promise_are_seen_by_the_others_without_a_key() {
    let world = World::golden().await;
    let mut claire = Desk::open(&world, Who::Claire);
    let mut marc = Desk::open(&world, Who::Marc);
    let mut sophie = Desk::open(&world, Who::Sophie);
    for desk in [&mut claire, &mut sophie] {
        desk.sees_line(&["Customer B"]);
    }
    marc.press(&["g", "y"]);
    marc.sees_line(&["Activity"]);

    // A call in one is a line in the feed of another and on the customer's line of a third.
    claire.press(&["g", "g", "c", "v"]);
    claire.press(&["\x04"]);
    marc.sees_line(&["claire", "Left a voicemail"]);
    sophie.sees_line(&["Customer", "Left a voicemail"]);

    // A promise as well, while whoever listens is killed: only the polling is left.
    let killer = nobody_listens(world.admin.clone());
    claire.press(&["g", "g", "p", "\t", "+10", "\x04"]);
    marc.sees_line(&["claire", "promise"]);
    sophie.sees_line(&["Customer", "promised"]);
    killer.abort();

    // And without any hint, with every connection of every cockpit lost on the way.
    let ended = end_backends(&world.admin, "usename ~ '^(claire|marc|sophie)_'").await;
    assert!(ended >= 3, "{ended} ended");
    let call = json!({"customer": customer("C"), "outcome": "refuses"});
    world.act(Who::Paul, "log_call", call).await;
    marc.sees_line(&["paul", "Customer C", "Refuses to pay"]);
    // Her list is read anew, and whom a colleague has just called has left it.
    sophie.sees("a list without Customer C", |s| {
        s.contains("Customer A") && !s.contains("Customer C")
    });
    for desk in [&mut claire, &mut marc, &mut sophie] {
        desk.sees_line(&["Acme", "live"]);
    }
    world.assert_sound("after all that").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_calls_whom_a_colleague_is_calling_or_has_called() {
    let world = World::golden().await;
    let mut claire = Desk::open(&world, Who::Claire);
    let mut sophie = Desk::open(&world, Who::Sophie);
    sophie.sees_line(&["▶", "Customer"]);
    let written = "select count(*)::text from app.audit";
    let before = world.look(written).await;
    claire.finds("Customer B");
    sophie.sees_line(&["Customer B", "claire is here"]);
    assert_eq!(world.look(written).await, before, "nothing is audited");

    // On the customer and in the form of a call as well.
    sophie.finds("Customer B");
    sophie.sees_line(&["claire here too"]);
    sophie.press(&["c"]);
    sophie.sees_line(&["claire here too, right now"]);
    sophie.press(&["\x1b"]);
    claire.sees_line(&["sophie here too"]);

    // Whoever has called is named to whoever would call next.
    claire.press(&["c", "v", "\x04"]);
    let calls = "select count(*)::text from app.activity where kind = 'call'";
    let begun = Instant::now();
    while world.look(calls).await == "0" {
        assert!(
            begun.elapsed() < PATIENCE,
            "no call:\n{}",
            claire.pty.screen()
        );
        claire.pty.settle(Duration::from_millis(20));
    }
    sophie.press(&["c"]);
    sophie.sees_line(&["called today", "claire", "Left a voicemail"]);
    sophie.press(&["\x1b"]);

    // Whoever leaves is gone, without a key.
    claire.pty.send(b"\x03");
    assert_eq!(claire.pty.ended(PATIENCE), 0);
    sophie.sees("nobody else there", |s| {
        s.contains("Exposure") && !s.contains("here too")
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_named_in_a_note_sees_it_and_opens_the_customer_from_it() {
    let world = World::golden().await;
    let mut claire = Desk::open(&world, Who::Claire);
    let mut marc = Desk::open(&world, Who::Marc);
    marc.press(&["g", "t"]);
    marc.sees_line(&["Today"]);
    // The name is completed from those who see the customer.
    claire.press(&["/", "Customer B"]);
    claire.sees_line(&["▶", "Customer B"]);
    claire.press(&["\r"]);
    claire.sees_line(&["Exposure"]);
    claire.press(&["n", "rebate? @ma"]);
    claire.sees_line(&["@ marc"]);
    claire.press(&["\t"]);
    claire.sees_line(&["rebate? @marc"]);
    claire.press(&["\x04"]);
    // Without a key of his: on the day's screen, in the header, and in the feed.
    marc.sees_line(&["claire names you on Customer B"]);
    marc.sees_line(&["@1", "live"]);
    marc.press(&["g", "y"]);
    marc.sees_line(&["claire", "Note that names you"]);
    marc.press(&["g", "t", "g", "g"]);
    marc.sees_line(&["▶", "claire names you on Customer B"]);
    marc.press(&["\r"]);
    marc.sees_line(&["Customer", "Acme"]);
    marc.sees("no mark", |s| s.contains("Exposure") && !s.contains("@1"));
    let seen = "select count(*)::text from app.mention where seen_at is not null";
    while world.look(seen).await == "0" {
        marc.pty.settle(Duration::from_millis(20));
    }
    marc.press(&["g", "t"]);
    marc.sees("a day without it", |s| {
        s.contains("Today") && !s.contains("names you")
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_goes_over_the_limit_appears_without_a_key() {
    let world = World::golden().await;
    for (reference, amount) in [("A", 1300), ("B", 2200)] {
        let limit = json!({"customer": customer(reference), "amount": amount, "reason": "agreed"});
        world.act(Who::Marc, "set_limit", limit).await;
    }
    let paid = json!({"customer": customer("C"), "amount": "150.00", "currency": "EUR", "effective_on": "2026-06-30",
        "match": [{"item": item("F8")}]});
    let receipt = world.act(Who::Ines, "record_receipt", paid).await;

    let mut marc = Desk::open(&world, Who::Marc);
    let mut sophie = Desk::open(&world, Who::Sophie);
    let mut claire = Desk::open(&world, Who::Claire);
    marc.press(&["g", "l"]);
    marc.sees_line(&["Alerts"]);
    sophie.press(&["g", "t"]);
    sophie.sees_line(&["2", "customers near their limit"]);
    claire.sees_line(&["Customer B"]);
    claire.sees("a limit that holds", |s| !s.contains("over the limit"));

    let invoice = json!({"customer": customer("B"), "number": "X1", "amount": "200.00", "currency": "EUR",
        "issued_on": "2026-06-30", "due_on": "2026-07-30"});
    world.act(Who::Ines, "record_invoice", invoice).await;
    marc.sees_line(&["over the limit", "Customer B"]);
    sophie.sees_line(&["1", "limit exceeded"]);
    claire.sees_line(&["Customer B", "over the limit"]);
    let together = "select (c.xid = a.xid)::text from app.change c, app.audit a where c.entity = 'alert' and a.verb = 'record_invoice' order by c.seq desc limit 1";
    assert_eq!(world.look(together).await, "true", "one transaction");

    let order = json!({"customer": customer("A"), "number": "O1", "external_id": "O1", "ordered_on": "2026-06-30",
        "currency": "EUR", "amount": "200.00"});
    world.act(Who::Ines, "record_order", order).await;
    marc.sees_line(&["over the limit", "Customer A"]);
    sophie.sees_line(&["2", "limits exceeded"]);

    let returned = json!({"receipt": receipt, "returned_on": "2026-06-30", "reason": "MD06"});
    world.act(Who::Ines, "return_receipt", returned).await;
    marc.sees_line(&["payment returned", "Customer C"]);
}

/// The database away: nobody is let in, and whoever was in is out.
struct Away<'a> {
    world: &'a World,
    server: sqlx::PgConnection,
}

impl<'a> Away<'a> {
    async fn begin(world: &'a World) -> Away<'a> {
        let server = world.db.location(SUPERUSER).with_database("postgres");
        let server = server.connect_one(Pace::Interactive).await;
        let server = server.unwrap_or_else(|error| panic!("{error}"));
        let mut away = Away { world, server };
        away.let_in(false).await;
        end_backends(&world.admin, OF_COCKPITS).await;
        away
    }

    async fn end(mut self) {
        self.let_in(true).await;
    }

    async fn let_in(&mut self, whether: bool) {
        let name = &self.world.db.name;
        let statement = format!("alter database {name} allow_connections {whether}");
        sqlx::raw_sql(sqlx::AssertSqlSafe(statement))
            .execute(&mut self.server)
            .await
            .expect("altered");
    }
}

async fn notes(world: &World) -> String {
    let notes = "select count(*)::text from app.activity where kind = 'note'";
    world.look(notes).await
}

/// Waits for the first note, and a while more for one too many.
async fn exactly_one_note(world: &World, desk: &mut Desk) {
    let begun = Instant::now();
    while notes(world).await == "0" {
        let late = begun.elapsed() > PATIENCE;
        assert!(!late, "not sent:\n{}", desk.pty.screen());
        desk.pty.settle(Duration::from_millis(50));
    }
    desk.pty.settle(Duration::from_secs(1));
    assert_eq!(notes(world).await, "1");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_while_the_database_is_away_is_sent_once() {
    let world = World::golden().await;
    let mut claire = Desk::open(&world, Who::Claire);
    claire.sees_line(&["▶", "Customer"]);
    claire.press(&["n", "the porter says"]);
    let away = Away::begin(&world).await;
    claire.sees_line(&["offline since"]);
    claire.press(&[" they have moved"]);
    claire.sees_line(&["the porter says they have moved"]);
    claire.press(&["\x04"]);
    claire.pty.settle(Duration::from_secs(2));
    assert_eq!(notes(&world).await, "0");
    claire.sees_line(&["offline since"]);
    away.end().await;
    exactly_one_note(&world, &mut claire).await;
    claire.sees_line(&["Acme", "live"]);
    let saved = |line: &str| line.trim_start().starts_with("saved on Customer");
    claire
        .pty
        .saw("saved note", |s| s.lines().last().is_some_and(saved));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_cockpit_leaves_its_draft_and_its_unanswered_write() {
    let world = World::golden().await;
    let mut claire = Desk::open(&world, Who::Claire);
    claire.sees_line(&["▶", "Customer"]);
    claire.press(&["n", "half a sentence"]);
    claire.pty.kept("half a sentence");

    // `into_home` kills with SIGKILL.
    let mut claire = Desk::open_at(claire.pty.into_home(), &world, Who::Claire);
    claire.sees_line(&["▶", "Customer"]);
    claire.press(&["n"]);
    claire.sees_line(&["half a sentence"]);

    // Saved while nobody can hear it, and killed again.
    let away = Away::begin(&world).await;
    claire.sees_line(&["offline since"]);
    claire.press(&[" and its end", "\x04"]);
    claire.pty.kept("\"sent\"");
    let home = claire.pty.into_home();
    away.end().await;
    assert_eq!(notes(&world).await, "0");
    let mut claire = Desk::open_at(home, &world, Who::Claire);
    exactly_one_note(&world, &mut claire).await;
    claire.press(&["n"]);
    claire.sees("an empty form", |s| {
        s.contains("Note · Customer") && !s.contains("half a sentence")
    });
    let drafts = "select count(*)::text from app.draft";
    assert_eq!(world.look(drafts).await, "0");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_on_one_promise_see_both_versions_and_lose_no_word() {
    let world = World::golden().await;
    let promise = json!({"customer": customer("B"), "promised_on": "2026-07-03", "amount": 100, "currency": "EUR"});
    world.act(Who::Claire, "record_promise", promise).await;
    let mut desks = [Who::Claire, Who::Marc].map(|who| Desk::open(&world, who));
    for desk in &mut desks {
        desk.sees_line(&["▶", "Customer"]);
        desk.finds("Customer B");
        desk.sees_line(&["Customer", "Acme"]);
        desk.press(&["\t", "\t"]);
        desk.sees_line(&["▶", "100.00"]);
        desk.press(&["e"]);
        desk.sees_line(&["Move the promise", "Customer B"]);
    }
    let [claire, marc] = &mut desks;
    claire.press(&["+10", "\x04"]);
    claire.saw_line(&["saved on Customer B"]);
    marc.press(&["+14", "\t", "he asked for the fourteenth", "\x04"]);
    // Theirs beside what was typed, and every word still there.
    marc.sees_line(&["Someone changed this meanwhile"]);
    marc.sees_line(&["meanwhile:", "10", "Jul"]);
    marc.sees_line(&["+14"]);
    marc.sees_line(&["he asked for the fourteenth"]);
    let moved = "select promised_on::text from app.promise";
    assert_eq!(world.look(moved).await, "2026-07-10");
    // Saved again with both seen.
    marc.pty.pause();
    marc.press(&["\x04"]);
    marc.saw_line(&["saved on Customer B"]);
    assert_eq!(world.look(moved).await, "2026-07-14");
}
