//! The supervisor: a process of this same program that outlives its clients just long enough.
//!
//! It starts the server and tells the client that spawned it, restarts the server when it dies while
//! clients are there, and stops it when the last client's lock is gone. If the supervisor itself is
//! killed, the server runs on and the next client's supervisor takes it over.

use std::fs::File;
use std::io::Write;
use std::process::{Child, ExitCode};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use rustix::process::Pid;

use super::account::Account;
use super::error::PrivateError;
use super::find::{self, Programs};
use super::place::Place;
use super::server;

/// The hidden command by which a client starts it, followed by the directory.
pub const COMMAND: &str = "supervise-private-server";
/// The server stays this long without clients: scripts run one command after another.
const LINGER: Duration = Duration::from_secs(1);
/// Restarts of a server that keeps dying, within [`RESTART_WINDOW`], before giving up.
const MOST_RESTARTS: usize = 5;
const RESTART_WINDOW: Duration = Duration::from_secs(60);

/// What a supervisor tells the client that spawned it, as one line of JSON.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Report {
    /// The server takes connections.
    Ready,
    /// There is another supervisor.
    Busy,
    /// It cannot be had.
    Failed(PrivateError),
}

enum Event {
    /// No client holds its lock; we hold it alone.
    NoClients(File),
    ServerGone,
}

/// Runs the supervisor until the last client has gone.
pub fn run(place: &Place) -> ExitCode {
    // Signals of the client's terminal are not for us. Refused only if we lead a group already.
    let _ = rustix::process::setsid();
    let lock = match take_lock(place) {
        Ok(Some(lock)) => lock,
        Ok(None) => return tell(&Report::Busy, ExitCode::SUCCESS),
        Err(error) => return tell(&Report::Failed(error), ExitCode::FAILURE),
    };
    let mut server = match Server::up(place) {
        Ok(server) => server,
        Err(error) => return tell(&Report::Failed(error), ExitCode::FAILURE),
    };
    tell(&Report::Ready, ExitCode::SUCCESS);
    let _ = let_go_of_the_terminal();
    let outcome = server.watch(place);
    drop(lock);
    outcome
}

/// `None` when another supervisor has it. A client that just looks holds it for an instant.
fn take_lock(place: &Place) -> Result<Option<File>, PrivateError> {
    let lock = place.supervisor_lock()?;
    for _ in 0..5 {
        if lock.try_lock().is_ok() {
            return Ok(Some(lock));
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Ok(None)
}

fn tell(report: &Report, code: ExitCode) -> ExitCode {
    if let Ok(line) = serde_json::to_string(report) {
        let mut out = std::io::stdout().lock();
        let _ = writeln!(out, "{line}").and_then(|()| out.flush());
    }
    code
}

/// Whoever waits for the end of the client's output must not wait for ours.
fn let_go_of_the_terminal() -> std::io::Result<()> {
    let null = File::options().read(true).write(true).open("/dev/null")?;
    rustix::stdio::dup2_stdin(&null)?;
    rustix::stdio::dup2_stdout(&null)?;
    rustix::stdio::dup2_stderr(&null)?;
    Ok(())
}

struct Server {
    account: Account,
    programs: Programs,
    pid: Pid,
    /// `None` for a server taken over from a supervisor that was killed.
    child: Option<Child>,
}

impl Server {
    fn up(place: &Place) -> Result<Self, PrivateError> {
        let account = Account::for_server()?;
        place.make(&account)?;
        let version = place.data_version();
        let data = place.data();
        let programs = find::choose(version.as_deref().map(|version| (version, data.as_path())))?;
        if let (Some(pid), true) = (server::running(place), server::is_ready(place)) {
            return Ok(Self {
                account,
                programs,
                pid,
                child: None,
            });
        }
        server::initialise(place, &programs, &account)?;
        let (pid, child) = start(place, &programs, &account)?;
        Ok(Self {
            account,
            programs,
            pid,
            child: Some(child),
        })
    }

    fn watch(&mut self, place: &Place) -> ExitCode {
        let (sender, events) = mpsc::channel();
        watch_clients(place, sender.clone());
        watch_server(self.pid, sender.clone());
        let mut restarts: Vec<Instant> = Vec::new();
        while let Ok(event) = events.recv() {
            match event {
                Event::NoClients(lock) => {
                    let _ = lock.unlock();
                    std::thread::sleep(LINGER);
                    if lock.try_lock().is_ok() {
                        // New clients wait on our lock until the server is down.
                        server::stop(place);
                        self.reap();
                        return ExitCode::SUCCESS;
                    }
                    watch_clients(place, sender.clone());
                }
                Event::ServerGone => {
                    self.reap();
                    restarts.retain(|at| at.elapsed() < RESTART_WINDOW);
                    restarts.push(Instant::now());
                    if restarts.len() > MOST_RESTARTS {
                        return ExitCode::FAILURE;
                    }
                    match start(place, &self.programs, &self.account) {
                        Ok((pid, child)) => {
                            self.pid = pid;
                            self.child = Some(child);
                            watch_server(pid, sender.clone());
                        }
                        // The next client tries again and is told why.
                        Err(_) => return ExitCode::FAILURE,
                    }
                }
            }
        }
        ExitCode::FAILURE
    }

    fn reap(&mut self) {
        if let Some(child) = &mut self.child {
            let _ = child.wait();
        }
    }
}

fn start(
    place: &Place,
    programs: &Programs,
    account: &Account,
) -> Result<(Pid, Child), PrivateError> {
    let child = server::start(place, programs, account)?;
    Ok((Pid::from_child(&child), child))
}

fn watch_clients(place: &Place, sender: mpsc::Sender<Event>) {
    let Ok(lock) = place.clients_lock() else {
        return;
    };
    std::thread::spawn(move || {
        if lock.lock().is_ok() {
            let _ = sender.send(Event::NoClients(lock));
        }
    });
}

fn watch_server(pid: Pid, sender: mpsc::Sender<Event>) {
    std::thread::spawn(move || {
        server::wait_gone(pid, None);
        let _ = sender.send(Event::ServerGone);
    });
}
