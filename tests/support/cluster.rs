//! A PostgreSQL cluster that ends with this process.
//!
//! It is stopped and removed by a shell that waits on a pipe from here: however the run ends, the pipe
//! closes.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};

use encours::private_pg::SUPERUSER;
use encours::private_pg::account::Account;
use encours::private_pg::find::{self, Programs};
use encours::store::Location;

use super::pty::PATIENCE;

/// Part of the socket's file name.
pub const PORT: u16 = 5432;

/// A running cluster that keeps nothing.
pub struct Cluster {
    /// The directory of the socket, of `data` and of `log`.
    pub directory: PathBuf,
    programs: Programs,
    account: Account,
    options: String,
    /// Closing it tells the shell to stop the server and remove the directory.
    _life: ChildStdin,
}

impl Cluster {
    /// Makes and starts one; `prepare` gets its data directory in between. `name` is unique in the
    /// run.
    ///
    /// # Panics
    /// With the command that installs PostgreSQL when there is none: a test never passes without.
    pub fn start(
        name: &str,
        initdb: &[&str],
        settings: &[&str],
        prepare: impl FnOnce(&Path, &Account),
    ) -> Self {
        let programs = find::choose(None).unwrap_or_else(|_| {
            panic!("PostgreSQL 15 or newer is needed: apt-get install -y postgresql")
        });
        let account = Account::for_server().expect("an account for the server");
        // The number of a process is another's in another container; folders may be shared.
        let chance: u32 = rand::random();
        let name = format!("encours-{name}-{}-{chance:08x}", std::process::id());
        let directory = std::env::temp_dir().join(name);
        account
            .own_directory(&directory)
            .expect("temporary directory");
        let life = watch(&programs.path("pg_ctl"), &account, &directory);

        let data = directory.join("data");
        run(account
            .command(&programs.path("initdb"))
            .args(["--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"])
            .args(initdb)
            .arg(format!("--username={SUPERUSER}"))
            .arg("-D")
            .arg(&data));
        prepare(&data, &account);
        let options: String = [
            &format!("unix_socket_directories={}", directory.display()),
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "autovacuum=off",
            "wal_level=minimal",
            "max_wal_senders=0",
            "jit=off",
            "log_min_messages=fatal",
        ]
        .iter()
        .chain(settings)
        .map(|setting| format!("-c {setting} "))
        .collect();
        let cluster = Self {
            directory,
            programs,
            account,
            options,
            _life: life,
        };
        cluster.go();
        cluster
    }

    /// Starts the server, and waits until it takes connections.
    pub fn go(&self) {
        let log = self.directory.join("log");
        let mut start = self.control();
        start.arg("-l").arg(log);
        run(start.args(["-o", &self.options, "-w", "start"]));
    }

    /// Stops it as a crash would: sessions are cut off, the log is replayed at the next start.
    pub fn crash(&self) {
        run(self.control().args(["-m", "immediate", "-w", "stop"]));
    }

    fn control(&self) -> Command {
        let mut control = self.account.command(&self.programs.path("pg_ctl"));
        control.env("PGCTLTIMEOUT", PATIENCE.as_secs().to_string());
        control.arg("-D").arg(self.directory.join("data"));
        control.stdin(Stdio::null());
        control
    }

    /// The socket's file.
    pub fn socket(&self) -> PathBuf {
        self.directory.join(format!(".s.PGSQL.{PORT}"))
    }

    /// Where one of its databases is, by the socket.
    pub fn location(&self, role: &str, database: &str) -> Location {
        Location::socket(&self.directory, PORT, role, database)
    }
}

/// Starts the shell that outlives us just long enough to clean up.
#[allow(clippy::zombie_processes, reason = "it ends after us")]
fn watch(pg_ctl: &Path, account: &Account, directory: &Path) -> ChildStdin {
    let script =
        r#"cat >/dev/null; "$1" -D "$2/data" -m immediate -w stop >/dev/null 2>&1; rm -rf "$2""#;
    let mut shell = account.command(Path::new("/bin/sh"));
    let mut child = std::os::unix::process::CommandExt::process_group(&mut shell, 0)
        .args(["-c", script, "sh"])
        .arg(pg_ctl)
        .arg(directory)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell");
    let mut life = child.stdin.take().expect("its standard input");
    life.write_all(b"\n").expect("the pipe");
    life
}

/// Runs a program to its end, which must be a good one.
pub fn run(command: &mut Command) {
    // Not `output()`: the server inherits the pipes and would hold them open.
    let status = command
        .stdout(Stdio::null())
        .status()
        .expect("the program runs");
    assert!(status.success(), "{command:?} failed");
}
