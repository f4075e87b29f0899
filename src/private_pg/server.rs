//! The server's life: its data made, started, ready, stopped.

use std::fs::OpenOptions;
use std::io::{self, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Pid, PidfdFlags, Signal, kill_process, pidfd_open, test_kill_process};

use super::SUPERUSER;
use super::account::Account;
use super::error::PrivateError;
use super::find::Programs;
use super::place::{PORT, Place};

/// Recovery after a crash reads the log of the last minutes; longer than this is a failure.
const START: Duration = Duration::from_secs(60);
/// A killed server's last sessions notice within this time that it is gone.
const LINGERING_SESSIONS: Duration = Duration::from_secs(5);
const LARGEST_LOG: u64 = 1 << 20;
/// What a killed first start had run ends by itself within this time, and is asked about so often.
const ORPHANS: Duration = Duration::from_secs(30);
const ORPHANS_ASKED: Duration = Duration::from_millis(50);

/// Makes the data directory if there is none: beside it, then renamed, so that a first start killed
/// halfway leaves nothing that looks whole.
pub fn initialise(
    place: &Place,
    programs: &Programs,
    account: &Account,
) -> Result<(), PrivateError> {
    let data = place.data();
    if place.data_version().is_some() {
        return Ok(());
    }
    let unfinished = place.unfinished();
    remove_leftovers(&unfinished).map_err(|e| PrivateError::file(&unfinished, &e))?;
    account
        .own_directory(&unfinished)
        .map_err(|error| PrivateError::file(&unfinished, &error))?;
    let said = account
        .command(&programs.path("initdb"))
        .args(["--auth-local=trust", "--auth-host=reject"])
        .args(["--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums"])
        .args(["--username", SUPERUSER, "--no-instructions", "-D"])
        .arg(&unfinished)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| PrivateError::file(&programs.path("initdb"), &error))?;
    if !said.status.success() {
        let _ = std::fs::remove_dir_all(&unfinished);
        return Err(PrivateError::Init {
            reason: last_line(&String::from_utf8_lossy(&said.stderr)),
        });
    }
    std::fs::rename(&unfinished, &data).map_err(|error| PrivateError::file(&data, &error))
}

/// Removes what a first start that was killed has left. The programs it ran outlive it for a moment, and go on making files.
fn remove_leftovers(directory: &Path) -> io::Result<()> {
    let deadline = Instant::now() + ORPHANS;
    while directory.exists() {
        match std::fs::remove_dir_all(directory) {
            Err(error) if Instant::now() > deadline => return Err(error),
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {
                std::thread::sleep(ORPHANS_ASKED);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            removed => return removed,
        }
    }
    Ok(())
}

/// Starts the server and waits until it takes connections.
pub fn start(place: &Place, programs: &Programs, account: &Account) -> Result<Child, PrivateError> {
    let socket = place.socket();
    account
        .own_directory(&socket)
        .map_err(|error| PrivateError::file(&socket, &error))?;
    let give_up = Instant::now() + LINGERING_SESSIONS;
    loop {
        forget_stale_locks(place);
        match start_once(place, programs, account) {
            Err(PrivateError::Start { reason, .. })
                if reason.contains("shared memory") && Instant::now() < give_up =>
            {
                std::thread::sleep(Duration::from_millis(50));
            }
            outcome => return outcome,
        }
    }
}

fn start_once(
    place: &Place,
    programs: &Programs,
    account: &Account,
) -> Result<Child, PrivateError> {
    let path = place.log();
    let small = std::fs::metadata(&path).is_ok_and(|found| found.len() < LARGEST_LOG);
    let open = OpenOptions::new()
        .create(true)
        .append(small)
        .write(true)
        .truncate(!small)
        .mode(0o600)
        .open(&path)
        .and_then(|log| Ok((log.metadata()?.len(), log.try_clone()?, log)));
    let (already, log, copy) = open.map_err(|error| PrivateError::file(&path, &error))?;
    let quoted = place.socket().display().to_string().replace('"', "\"\"");
    let mut child = account
        .command(&programs.path("postgres"))
        .env("LC_ALL", "C.UTF-8")
        .arg("-D")
        .arg(place.data())
        .args(["-c", "listen_addresses=", "-c", &format!("port={PORT}")])
        .args(["-c", &format!("unix_socket_directories=\"{quoted}\"")])
        .args(["-c", "unix_socket_permissions=0700"])
        .args(["-c", "log_min_messages=warning", "-c", "jit=off"])
        .stdin(Stdio::null())
        .stdout(copy)
        .stderr(log)
        .spawn()
        .map_err(|error| PrivateError::file(&programs.path("postgres"), &error))?;
    let give_up = Instant::now() + START;
    while !is_ready(place) {
        if let Ok(Some(_)) = child.try_wait() {
            return Err(start_failure(place, already));
        }
        if Instant::now() > give_up {
            stop(place);
            let _ = child.wait();
            return Err(start_failure(place, already));
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Ok(child)
}

fn start_failure(place: &Place, already: u64) -> PrivateError {
    let log = place.log();
    let mut text = String::new();
    let _ = std::fs::File::open(&log).and_then(|mut file| {
        use std::io::{Seek, SeekFrom};
        file.seek(SeekFrom::Start(already))?;
        file.take(LARGEST_LOG).read_to_string(&mut text)
    });
    let told = text
        .lines()
        .find(|line| line.contains("FATAL:") || line.contains("PANIC:"));
    PrivateError::Start {
        reason: last_line(told.unwrap_or(&text)),
        log,
    }
}

/// The last line said, without its severity.
fn last_line(text: &str) -> String {
    let line = text
        .lines()
        .rfind(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let plain = ["FATAL:", "PANIC:", "error:"]
        .iter()
        .find_map(|severity| line.split_once(severity).map(|(_, rest)| rest));
    plain.unwrap_or(line).trim().to_owned()
}

/// Whether the server takes connections. A socket that can be connected to is not enough: the server
/// refuses sessions until the eighth line of its pid file says `ready`. Nor is that line: a killed
/// server leaves it behind, but not a socket that answers.
pub fn is_ready(place: &Place) -> bool {
    let Ok(text) = std::fs::read_to_string(place.data().join("postmaster.pid")) else {
        return false;
    };
    text.lines().nth(7).map(str::trim_end) == Some("ready")
        && UnixStream::connect(place.socket_file()).is_ok()
}

/// The running server's process, if its pid file tells of one that works in this data directory.
pub fn running(place: &Place) -> Option<Pid> {
    let data = place.data();
    let text = std::fs::read_to_string(data.join("postmaster.pid")).ok()?;
    let pid = first_number(&text)?;
    is_server(pid, &data).then_some(pid)
}

/// The process a lock file names in its first line. PostgreSQL in single-user mode writes a negative one: that
/// is no server to talk to.
fn first_number(lock: &str) -> Option<Pid> {
    let number: i32 = lock.lines().next()?.trim().parse().ok()?;
    Pid::from_raw(number.max(0))
}

/// The pid may belong to another program by now, or to a zombie: a server's working directory is
/// its data directory, and a zombie has none.
fn is_server(pid: Pid, data: &Path) -> bool {
    if test_kill_process(pid).is_err() {
        return false;
    }
    let link = format!("/proc/{}/cwd", pid.as_raw_nonzero());
    match (std::fs::read_link(link), data.canonicalize()) {
        (Ok(works_in), Ok(data)) => works_in == data,
        _ => false,
    }
}

/// Lock files whose number now belongs to another process, or to a zombie nobody has reaped, would
/// keep the server from starting; PostgreSQL itself looks after those whose process is gone. Sessions
/// that outlive a killed server are still found, by the shared memory they hold.
fn forget_stale_locks(place: &Place) {
    let data = place.data();
    let files = [
        data.join("postmaster.pid"),
        place.socket_file().with_added_extension("lock"),
    ];
    for file in files {
        let number = std::fs::read_to_string(&file)
            .ok()
            .and_then(|text| first_number(&text));
        if number.is_some_and(|pid| test_kill_process(pid).is_ok() && !is_server(pid, &data)) {
            let _ = std::fs::remove_file(file);
        }
    }
}

/// Waits until the process is gone, at most `patience`; true when it is.
pub fn wait_gone(pid: Pid, patience: Option<Duration>) -> bool {
    let Ok(handle) = pidfd_open(pid, PidfdFlags::empty()) else {
        return true;
    };
    let until = patience.and_then(|limit| limit.try_into().ok());
    loop {
        let mut watched = [PollFd::new(&handle, PollFlags::IN)];
        match poll(&mut watched, until.as_ref()) {
            Ok(count) => return count > 0,
            Err(rustix::io::Errno::INTR) => {}
            Err(_) => return false,
        }
    }
}

/// Stops the server: sessions are ended and everything is written; if that takes too long, it is
/// stopped at once and recovers at its next start.
pub fn stop(place: &Place) {
    let Some(pid) = running(place) else { return };
    let _ = kill_process(pid, Signal::INT);
    if !wait_gone(pid, Some(Duration::from_secs(10))) {
        let _ = kill_process(pid, Signal::QUIT);
        wait_gone(pid, Some(Duration::from_secs(5)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_is_the_last_line_without_its_severity() {
        let said = "LOG:  starting\n2026-01-05 10:00:00 UTC [1] FATAL:  could not open file\n\n";
        assert_eq!(last_line(said), "could not open file");
        assert_eq!(last_line(""), "");
    }

    #[test]
    fn a_lock_file_names_a_process_or_none() {
        assert_eq!(first_number("4711\n/data\n"), Pid::from_raw(4711));
        for lock in ["", "0\n", "-4711\n", "x\n"] {
            assert_eq!(first_number(lock), None, "{lock:?}");
        }
    }

    #[test]
    fn another_process_is_not_taken_for_the_server() {
        let directory = tempfile::tempdir().unwrap();
        assert!(!is_server(rustix::process::getpid(), directory.path()));
    }
    #[test]
    fn what_a_killed_start_has_left_goes_while_it_still_makes_files() {
        let directory = tempfile::tempdir().unwrap();
        let left = directory.path().join("left");
        std::fs::create_dir(&left).unwrap();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let ends = Instant::now() + ORPHANS_ASKED * 4;
                let made = (0_u64..).take_while(|_| Instant::now() < ends);
                for n in made {
                    // Without its directory it makes none.
                    let _ = std::fs::write(left.join(n.to_string()), "");
                }
            });
            remove_leftovers(&left).unwrap();
        });
        assert!(!left.exists());
    }
}
