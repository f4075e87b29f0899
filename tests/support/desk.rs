//! A demo company in a database of its own, and cockpits on it whose keys, bytes and statements are counted.

use std::fmt;
use std::ops::AddAssign;
use std::time::{Duration, Instant};

use encours::cli::demo::fill;
use encours::demo::Plan;
use encours::private_pg::SUPERUSER;
use sqlx::PgPool;
use sqlx::types::chrono::NaiveDate;

use super::db::TestDb;
use super::proxy::Proxy;
use super::pty::{PATIENCE, Pty};

const PROGRAM: &str = env!("CARGO_BIN_EXE_encours");

const SIZE: (u16, u16) = (120, 40);

/// Nothing is asked for so long: it was all.
const CALM: Duration = Duration::from_millis(200);

/// A count that no task types.
const COUNT: &str = "987654";

/// A line of a list under the cursor begins so; a tab that is shown has no space behind the mark.
const CURSOR: &str = "▶ ";

/// The demo company at work.
pub struct Office {
    /// Its database.
    pub db: TestDb,
    /// The same as its administrator, to look.
    pub ledger: PgPool,
    /// A copy of each invoice.
    documents: tempfile::TempDir,
}

impl Office {
    /// Fills the database with about so many invoices, relative to a day at ten in the morning.
    pub async fn open(db: TestDb, invoices: u32, day: &str) -> Office {
        let today: NaiveDate = day.parse().expect("a date");
        let administrator = db.location(SUPERUSER);
        let plan = Plan { seed: 1, invoices };
        if let Err(error) = fill(&administrator, plan, Some(today), |_| {}).await {
            panic!("{} {:?}", error.code(), error.params());
        }
        let ledger = db.admin().await;
        // What a real server does by itself, and that of the tests does not.
        sqlx::query("ANALYZE")
            .execute(&ledger)
            .await
            .expect("statistics");
        let documents = tempfile::tempdir().expect("a folder");
        let files: Vec<String> =
            sqlx::query_scalar("SELECT DISTINCT app.document_file(number) FROM app.document")
                .fetch_all(&ledger)
                .await
                .expect("the documents");
        for file in files {
            std::fs::write(documents.path().join(file), "%PDF-1.4").expect("a copy");
        }
        Office {
            db,
            ledger,
            documents,
        }
    }

    /// Somebody sits down; rows of the first screen are there.
    pub fn desk(&self, role: &str) -> Desk {
        let proxy = Proxy::start(&self.db.cluster.socket());
        let url = proxy.url(role, &self.db.name);
        let folder = self.documents.path().display().to_string();
        let settings = [
            ("ENCOURS_DATABASE_URL", url.as_str()),
            ("ENCOURS_DOCUMENTS", folder.as_str()),
        ];
        let mut desk = Desk {
            pty: Pty::start(&[PROGRAM], &settings, SIZE),
            proxy,
            from: Cost::default(),
            keys: 0,
        };
        desk.sees_that("a first list", |screen| row(screen).is_some());
        // What every form needs is asked for beside the list.
        desk.quiet();
        desk
    }

    /// Rows that a statement counts.
    pub async fn count(&self, sql: &'static str) -> i64 {
        self.one(sql).await
    }

    /// The one value of a statement.
    pub async fn one<T>(&self, sql: &'static str) -> T
    where
        T: for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres> + Send + Unpin,
    {
        sqlx::query_scalar(sql)
            .fetch_one(&self.ledger)
            .await
            .expect(sql)
    }

    /// The values of a statement's one column.
    pub async fn all(&self, sql: &'static str) -> Vec<String> {
        sqlx::query_scalar(sql)
            .fetch_all(&self.ledger)
            .await
            .expect(sql)
    }
}

/// What a task costs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cost {
    /// Keys pressed, typed words not counted.
    pub keys: usize,
    /// Bytes written to the terminal.
    pub bytes: usize,
    /// Statements sent to the database.
    pub statements: usize,
}

impl AddAssign for Cost {
    fn add_assign(&mut self, more: Cost) {
        self.keys += more.keys;
        self.bytes += more.bytes;
        self.statements += more.statements;
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Cost {
            keys,
            bytes,
            statements,
        } = self;
        write!(f, "{keys:>3} keys {bytes:>7} bytes {statements:>4} queries")
    }
}

/// Somebody's cockpit.
pub struct Desk {
    /// Its terminal.
    pub pty: Pty,
    /// What its connections go through.
    pub proxy: Proxy,
    from: Cost,
    keys: usize,
}

impl Desk {
    /// A task begins: from here it is counted, and what was painted before is forgotten.
    pub fn begin(&mut self) {
        self.pty.forget();
        self.from = self.total();
    }

    /// What was spent since the task began.
    pub fn cost(&self) -> Cost {
        let now = self.total();
        Cost {
            keys: now.keys - self.from.keys,
            bytes: now.bytes - self.from.bytes,
            statements: now.statements - self.from.statements,
        }
    }

    fn total(&self) -> Cost {
        Cost {
            keys: self.keys,
            bytes: self.pty.bytes.len(),
            statements: self.proxy.statements(),
        }
    }

    /// Presses keys that count, separated by spaces. The next may be pressed before the last was answered: what
    /// must be seen first is waited for by whoever presses.
    pub fn press(&mut self, keys: &str) {
        for key in keys.split(' ') {
            let bytes: &[u8] = match key {
                "enter" => b"\r",
                "tab" => b"\t",
                "space" => b" ",
                "home" => b"\x1b[H",
                "end" => b"\x1b[F",
                "ctrl-d" => b"\x04",
                "ctrl-u" => b"\x15",
                other => other.as_bytes(),
            };
            self.pty.send(bytes);
            self.keys += if bytes == key.as_bytes() {
                key.chars().count()
            } else {
                1
            };
        }
    }

    /// Types words: not counted.
    pub fn words(&mut self, words: &str) {
        self.pty.send(words.as_bytes());
    }

    /// What a failure tells: the last lines painted since the task began, and the screen.
    fn told(&self) -> String {
        let painted = self.pty.painted();
        let mut said: Vec<&str> = painted.iter().filter_map(|s| s.lines().last()).collect();
        said.dedup();
        format!("said {said:#?}, and now:\n{}", self.pty.screen())
    }

    /// Waits until the screen is as it should be. Only for what stays.
    pub fn sees_that(&mut self, what: &str, wanted: impl Fn(&str) -> bool) {
        let begun = Instant::now();
        loop {
            let screen = self.pty.screen();
            if wanted(&screen) {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "no {what}; {}", self.told());
            self.look();
        }
    }

    /// Waits until the screen holds a text that stays.
    pub fn sees(&mut self, text: &str) {
        self.sees_that(&format!("{text:?}"), |screen| screen.contains(text));
    }

    /// Waits until one line painted since the task began held all of these, whether or not it is still there.
    pub fn saw(&mut self, parts: &[&str]) {
        let begun = Instant::now();
        let mut looked = 0;
        let holds = |line: &str| parts.iter().all(|part| line.contains(part));
        loop {
            let new = &self.pty.painted()[looked..];
            if new.iter().any(|screen| screen.lines().any(holds)) {
                return;
            }
            looked = self.pty.painted().len();
            assert!(begun.elapsed() < PATIENCE, "no {parts:?}; {}", self.told());
            self.look();
        }
    }

    /// Waits until every statement is answered, and none has followed for a moment: what a key asks for is sent by
    /// another thread than the one that has painted it. Colleagues at work may leave no such moment.
    pub fn quiet(&mut self) {
        let begun = Instant::now();
        let mut calm = (self.proxy.statements(), begun);
        loop {
            if self.proxy.unanswered() > 0 {
                assert!(begun.elapsed() < PATIENCE, "unanswered; {}", self.told());
            } else if calm.1.elapsed() > CALM || begun.elapsed() > CALM * 10 {
                return;
            }
            self.look();
            if self.proxy.statements() > calm.0 {
                calm = (self.proxy.statements(), Instant::now());
            }
        }
    }

    /// Waits until the ledger says so.
    pub async fn until(&mut self, what: &str, mut wanted: impl AsyncFnMut() -> bool) {
        let begun = Instant::now();
        while !wanted().await {
            assert!(begun.elapsed() < PATIENCE, "not {what}; {}", self.told());
            self.look();
        }
    }

    /// Takes in what comes next.
    fn look(&mut self) {
        self.pty.next(Duration::from_millis(20));
    }

    /// Goes to a screen of the `g` menu and waits for its rows, from wherever it is.
    pub fn go(&mut self, keys: &str, title: &str) {
        self.press(keys);
        self.sees_that(title, |screen| {
            let first = screen.lines().next().unwrap_or_default();
            first.trim_start().starts_with(title) && row(screen).is_some()
        });
        self.quiet();
    }

    /// Waits until every key pressed so far was obeyed: the footer shows a count as it is typed.
    fn obeyed(&mut self) {
        let typed = |screen: &str| {
            let footer = screen.lines().last().unwrap_or_default();
            footer.trim_start().starts_with(COUNT)
        };
        self.words(COUNT);
        self.sees_that("count in the footer", typed);
        self.words("\x1b");
        self.sees_that("footer without the count", |screen| !typed(screen));
    }

    /// Puts the cursor on a line of the list that is about one of these; gives the name. A list that is read anew
    /// meanwhile may take the cursor back: what stands under it counts, not how it came there.
    pub fn find_line(&mut self, names: &[String]) -> String {
        let begun = Instant::now();
        let mut key = "home";
        loop {
            let before = self.line();
            self.press(key);
            self.obeyed();
            if let Some(name) = names.iter().find(|name| self.is_on(name)) {
                return name.clone();
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "none of {names:?}; {}",
                self.told()
            );
            let at_the_end = key == "j" && self.line() == before;
            key = if at_the_end { "home" } else { "j" };
        }
    }

    /// The line under the cursor.
    pub fn line(&self) -> String {
        row(&self.pty.screen()).unwrap_or_default()
    }

    /// Whether the line under the cursor holds a name, which it may have cut.
    pub fn is_on(&self, name: &str) -> bool {
        self.line().split("  ").any(|cell| {
            let shown = cell.split('…').next().unwrap_or_default().trim();
            shown.len() > 3 && name.starts_with(shown)
        })
    }

    /// Leaves, and waits for the end.
    pub fn leave(mut self) {
        self.pty.send(b"\x03");
        assert_eq!(self.pty.ended(PATIENCE), 0, "{}", self.pty.screen());
    }
}

/// The line under the cursor of the first list that has one.
fn row(screen: &str) -> Option<String> {
    let line = screen.lines().find(|line| line.starts_with(CURSOR))?;
    Some(line[CURSOR.len()..].trim().to_owned())
}
