//! The client's side: being counted among the clients of a running server.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::account::Account;
use super::error::PrivateError;
use super::place::Place;
use super::server;
use super::supervise::{COMMAND, Report};

/// Longer than the slowest start: another client's supervisor may be at work.
const PATIENCE: Duration = Duration::from_secs(90);

/// A client of the private server. The server runs at least as long as this value lives.
#[derive(Debug)]
pub struct Attached {
    place: Place,
    _clients: File,
}

impl Attached {
    /// The directory of the server's Unix socket.
    pub fn socket(&self) -> PathBuf {
        self.place.socket()
    }

    /// Waits until no other client prepares a database, and keeps others from it until the returned
    /// file is dropped. `waits` is called first when there is somebody to wait for.
    ///
    /// # Errors
    /// The system's.
    pub fn alone(&self, waits: impl FnOnce()) -> Result<File, PrivateError> {
        let lock = self.place.prepare_lock()?;
        if matches!(lock.try_lock(), Ok(())) {
            return Ok(lock);
        }
        waits();
        lock.lock()
            .map_err(|error| PrivateError::file(self.place.root(), &error))?;
        Ok(lock)
    }
}

/// Joins the private server, started if need be. `program` is this program, for the supervisor.
/// Blocks: for milliseconds when the server runs, for seconds on the very first start.
///
/// # Errors
/// Why it could not be had.
pub fn attach(place: &Place, program: &Path) -> Result<Attached, PrivateError> {
    let account = Account::for_server()?;
    place.make(&account)?;
    let clients = place.clients_lock()?;
    clients
        .lock_shared()
        .map_err(|error| PrivateError::file(place.root(), &error))?;
    let give_up = Instant::now() + PATIENCE;
    loop {
        let supervised = is_supervised(place)?;
        if supervised && server::is_ready(place) {
            return Ok(Attached {
                place: place.clone(),
                _clients: clients,
            });
        }
        if !supervised && let Report::Failed(error) = spawn(place, program)? {
            return Err(error);
        }
        if Instant::now() > give_up {
            return Err(PrivateError::Start {
                reason: String::new(),
                log: place.log(),
            });
        }
        if supervised {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

/// Whether the server at this place is up, without starting or holding it.
pub fn is_running(place: &Place) -> bool {
    server::is_ready(place)
}

fn is_supervised(place: &Place) -> Result<bool, PrivateError> {
    let lock = place.supervisor_lock()?;
    Ok(lock.try_lock_shared().is_err())
}

fn spawn(place: &Place, program: &Path) -> Result<Report, PrivateError> {
    let failed = |error: &std::io::Error| PrivateError::file(program, error);
    let mut child = Command::new(program)
        .arg(COMMAND)
        .arg(place.root())
        .current_dir("/")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| failed(&error))?;
    let mut line = String::new();
    if let Some(pipe) = child.stdout.take() {
        BufReader::new(pipe)
            .read_line(&mut line)
            .map_err(|error| failed(&error))?;
    }
    // Its process is reaped by init once we are gone; until then it lives or is a zombie of ours.
    std::thread::spawn(move || child.wait());
    Ok(serde_json::from_str(&line).unwrap_or(Report::Busy))
}
