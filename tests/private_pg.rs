//! The private server through real processes: started by the first client, shared, stopped after the
//! last however it died, and recovered after anything was killed.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use encours::private_pg::{Place, attach, supervise};

use crate::support::pty::PATIENCE;

const PROGRAM: &str = env!("CARGO_BIN_EXE_encours");

/// A data directory of its own that the server's account can reach.
struct Home {
    directory: tempfile::TempDir,
}

impl Home {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o711)).unwrap();
        Self { directory }
    }

    fn root(&self) -> PathBuf {
        self.directory.path().join("pg, \"one\"")
    }

    fn place(&self) -> Place {
        Place::resolve(Some(&self.root())).unwrap()
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .args(words)
            .env_remove("ENCOURS_DATABASE_URL")
            .env("HOME", self.directory.path())
            .env("LANG", "C.UTF-8")
            .env("ENCOURS_DATA_DIR", self.root())
            .stdin(Stdio::null());
        command
    }

    fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }

    /// `encours status` succeeds and speaks of a current private database.
    fn works(&self) {
        let said = self.run(&["status", "--format", "json"]);
        let text = String::from_utf8_lossy(&said.stdout);
        let log = fs::read_to_string(self.place().log()).unwrap_or_default();
        assert!(said.status.success(), "{said:?}\n{log}");
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["private"], true);
        assert_eq!(value["current"], true);
    }

    fn server_pid(&self) -> Option<i32> {
        let text = fs::read_to_string(self.place().data().join("postmaster.pid")).ok()?;
        text.lines().next()?.parse().ok()
    }

    /// Processes of this directory's supervisor.
    fn supervisors(&self) -> Vec<i32> {
        let root = self.root();
        processes(|words| {
            words.get(1).is_some_and(|word| word == supervise::COMMAND)
                && words.get(2).is_some_and(|word| Path::new(word) == root)
        })
    }

    fn stops(&self) {
        let pid = self.place().data().join("postmaster.pid");
        wait_for("the server to stop", || {
            !pid.exists() && self.supervisors().is_empty()
        });
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        for pid in self.supervisors().into_iter().chain(self.server_pid()) {
            kill(pid, "-QUIT");
        }
        let deadline = Instant::now() + Duration::from_secs(10);
        while self.server_pid().is_some() && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

fn processes(matches: impl Fn(&[String]) -> bool) -> Vec<i32> {
    fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .filter_map(|entry| {
            let pid = entry.file_name().to_str()?.parse().ok()?;
            let line = fs::read_to_string(entry.path().join("cmdline")).ok()?;
            let words: Vec<String> = line.split('\0').map(str::to_owned).collect();
            matches(&words).then_some(pid)
        })
        .collect()
}

fn kill(pid: i32, signal: &str) {
    let _ = Command::new("kill")
        .args([signal, &pid.to_string()])
        .stderr(Stdio::null())
        .status();
}

/// Polls a state that another process brings about; far longer than it takes, because machines are
/// sometimes busy.
fn wait_for(what: &str, mut reached: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !reached() {
        assert!(Instant::now() < deadline, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn clients_share_one_server_and_it_survives_whatever_is_killed() {
    let home = Home::new();

    // Two terminals at once, on nothing.
    let two: Vec<_> = (0..2)
        .map(|_| {
            let mut command = home.command(&["status", "--format", "json"]);
            command
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    for client in two {
        let said = client.wait_with_output().unwrap();
        assert!(said.status.success(), "{said:?}");
    }
    assert!(home.supervisors().len() <= 1);
    home.stops();

    // A client stays, so the server stays: others come and go, die halfway, and nothing happens to it.
    let stays = attach(&home.place(), Path::new(PROGRAM)).unwrap();
    let server = home.server_pid().unwrap();
    for delay in [1, 5, 10, 20, 40] {
        let mut client = home
            .command(&["status"])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(delay));
        let _ = client.kill();
        let _ = client.wait();
    }
    home.works();
    assert_eq!(home.server_pid(), Some(server));

    // The server is killed: the supervisor starts it again, without any client's doing.
    kill(server, "-KILL");
    wait_for("another server", || {
        home.server_pid().is_some_and(|pid| pid != server)
            && encours::private_pg::attach::is_running(&home.place())
    });
    home.works();

    // The supervisor is killed: the server runs on, and the next client's supervisor takes it over.
    let server = home.server_pid().unwrap();
    let supervisor = home.supervisors();
    assert_eq!(supervisor.len(), 1);
    kill(supervisor[0], "-KILL");
    wait_for("the supervisor to die", || home.supervisors().is_empty());
    home.works();
    assert_eq!(home.server_pid(), Some(server));

    // Both are killed at once.
    kill(home.supervisors()[0], "-KILL");
    kill(server, "-KILL");
    home.works();

    // The last client goes.
    drop(stays);
    home.stops();

    // The pid in a pid file left behind belongs to another process by now.
    let stale = format!(
        "{}\n{}\n0\n5432\n\n\n\nready\n",
        std::process::id(),
        home.place().data().display()
    );
    fs::write(home.place().data().join("postmaster.pid"), stale).unwrap();
    home.works();
}

#[test]
fn a_first_start_killed_at_any_moment_leaves_nothing_half_made() {
    let home = Home::new();
    for delay in [30, 150, 600] {
        let mut client = home
            .command(&["status"])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(delay));
        let _ = client.kill();
        let _ = client.wait();
        for pid in home.supervisors() {
            kill(pid, "-KILL");
        }
        let initdb = home.place().unfinished();
        for pid in processes(|words| words.iter().any(|word| Path::new(word) == initdb)) {
            kill(pid, "-KILL");
        }
    }
    home.works();
    assert!(!home.place().unfinished().exists());
}

/// The names of those who may work in a database.
fn agents(home: &Home, words: &[&str]) -> Vec<String> {
    let said = home.run(&[words, &["agent", "list", "--format", "json"]].concat());
    assert!(said.status.success(), "{said:?}");
    let value: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap();
    let rows = value["rows"].as_array().unwrap();
    let name = |row: &serde_json::Value| row["agent"].as_str().unwrap().to_owned();
    rows.iter().map(name).collect()
}

#[test]
fn whoever_has_a_ledger_of_their_own_is_somebody_in_the_fictitious_company() {
    let home = Home::new();
    home.works();
    let own = agents(&home, &[]);
    assert_eq!(own.len(), 1, "{own:?}");
    let made = home.run(&["demo", "--invoices", "100"]);
    assert!(made.status.success(), "{made:?}");
    let there = agents(&home, &["--demo"]);
    assert!(there.contains(&own[0]), "{own:?} in {there:?}");
}

#[test]
fn whoever_waits_for_the_fictitious_company_is_told_that_another_makes_it() {
    let home = Home::new();
    home.works();
    let lock = fs::OpenOptions::new()
        .write(true)
        .open(home.root().join("prepare.lock"))
        .unwrap();
    lock.lock().unwrap();
    let mut second = home
        .command(&["demo", "--invoices", "100"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut told = std::io::BufReader::new(second.stderr.take().unwrap());
    let mut line = String::new();
    // Comes while it waits, or never: the lock is still held.
    std::io::BufRead::read_line(&mut told, &mut line).unwrap();
    assert!(line.contains("Another terminal is making"), "{line}");
    drop(lock);
    assert!(second.wait().unwrap().success());
}

#[test]
fn a_path_longer_than_a_socket_may_have_works() {
    let home = Home::new();
    // Whatever the mask of files is, the server's account can enter what is above it.
    fs::create_dir(home.root()).unwrap();
    fs::set_permissions(home.root(), fs::Permissions::from_mode(0o711)).unwrap();
    let deep = home.root().join("d".repeat(120));
    let said = home
        .command(&["status", "--format", "json"])
        .env("ENCOURS_DATA_DIR", &deep)
        .output()
        .unwrap();
    assert!(said.status.success(), "{said:?}");
    let place = Place::resolve(Some(&deep)).unwrap();
    wait_for("the server to stop", || {
        !place.data().join("postmaster.pid").exists()
    });
    let _ = fs::remove_dir_all(place.socket());
}

fn refused(said: &Output, words: &[&str]) {
    assert_eq!(said.status.code(), Some(2), "{said:?}");
    let sentence = String::from_utf8_lossy(&said.stderr);
    assert_eq!(sentence.lines().count(), 1, "{sentence}");
    for word in words {
        assert!(sentence.contains(word), "{word:?} is not in {sentence}");
    }
}

#[test]
fn what_hinders_it_is_one_sentence_with_the_way_on() {
    let home = Home::new();
    let said = home
        .command(&["status"])
        .env("ENCOURS_PG_BIN", "/nowhere")
        .output()
        .unwrap();
    refused(
        &said,
        &["ENCOURS_PG_BIN is /nowhere", "/usr/lib/postgresql/15/bin"],
    );

    // Data of another version is told and not touched.
    let data = home.place().data();
    fs::create_dir_all(&data).unwrap();
    fs::write(data.join("PG_VERSION"), "9\n").unwrap();
    refused(
        &home.run(&["status"]),
        &["PostgreSQL 9", "nothing was touched", "postgresql-9"],
    );
    let left: Vec<_> = fs::read_dir(&data)
        .unwrap()
        .flatten()
        .map(|e| e.file_name())
        .collect();
    assert_eq!(left, ["PG_VERSION"]);

    if rustix::process::geteuid().is_root() {
        let closed = tempfile::tempdir().unwrap();
        fs::set_permissions(closed.path(), fs::Permissions::from_mode(0o700)).unwrap();
        let said = home
            .command(&["status"])
            .env("ENCOURS_DATA_DIR", closed.path().join("pg"))
            .output()
            .unwrap();
        refused(&said, &["cannot enter", "ENCOURS_DATA_DIR"]);
    }
}
