//! What the collector's key opens: the cockpit, and nothing else.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::house::{House, sh};
use crate::support::port;
use crate::support::pty::{PATIENCE, Pty};

const PERSON: &str = "ada@127.0.0.1";

/// What the cockpit says where there is no terminal.
const REFUSAL: &str = "terminal";

pub fn the_database_knows_people_by_their_account(_: &House) {
    let ask = |statement: &str| {
        sh(
            "runuser -u postgres -- psql -h /run/postgresql -At -d encours -c \"$0\"",
            &[statement],
        )
    };
    assert_eq!(
        ask("select line_number, error from pg_hba_file_rules where error is not null"),
        ""
    );
    assert_eq!(
        ask("select line_number, error from pg_ident_file_mappings where error is not null"),
        ""
    );
    assert_eq!(
        ask("select sourcefile, name, error from pg_file_settings where error is not null"),
        ""
    );
    let template = include_str!("../../config/deploy/postgresql.conf");
    let settings = template
        .lines()
        .filter(|line| line.contains(" = ") && !line.starts_with('#'));
    let ours = "select count(*) from pg_file_settings where sourcefile like '%/encours.conf'";
    assert_eq!(ask(ours).trim(), settings.count().to_string());

    let as_whom = |account: &str, role: &str| {
        let enter = "runuser -u $0 -- psql -h /run/postgresql -U $1 -At -d encours -c 'select session_user' 2>&1 || true";
        sh(enter, &[account, role])
    };
    assert_eq!(as_whom("ada", "ada").trim(), "ada");
    assert_eq!(as_whom("erp", "erp").trim(), "erp");
    for (account, role) in [
        ("ada", "erp"),
        ("ada", "postgres"),
        ("erp", "ada"),
        ("nobody", "ada"),
    ] {
        let told = as_whom(account, role);
        assert!(told.contains("FATAL"), "{account} as {role}: {told}");
    }

    // What the service of the night does, with no more than its account.
    sh("runuser -u erp -- encours breaches", &[]);
    let behind = "select count(*) from app.company where rolled_on is distinct from app.today(id)";
    assert_eq!(ask(behind).trim(), "0", "the day has begun");
    assert!(sh("runuser -u erp -- encours audit verify --format json", &[]).contains("head"));
}

pub fn the_cockpit_opens(house: &House) {
    for command in [&[][..], &["id"], &["/bin/sh", "-c", "touch /tmp/escaped"]] {
        let mut pty = house.terminal(&[], command);
        // The first frame, then what only Ada's role may read.
        pty.expect("Worklist");
        pty.expect("Société Générique");
        assert!(pty.terminal().alternate_screen());
        assert_eq!(processes(), ["encours"], "{command:?}");
        pty.send(b"\x03");
        assert_eq!(pty.ended(PATIENCE), 0, "{}", pty.screen());
        assert!(
            !pty.terminal().alternate_screen(),
            "the terminal is given back"
        );
    }
}

/// Each attempt panics if it gives more than a refusal.
pub fn nothing_else_does(house: &House) {
    type Attempt = fn(&House);
    let attempts: [(&str, Attempt); 17] = [
        ("a command without a terminal", refuses_a_command),
        ("a shell without a terminal", shell_without_terminal),
        ("sftp", |h| {
            refused(h, "sftp", &["-b", "/dev/null", PERSON]);
        }),
        ("another subsystem", |h| {
            refused(h, "ssh", &["-s", PERSON, "netconf"]);
        }),
        ("scp from here", |h| {
            refused(h, "scp", &["ada@127.0.0.1:/etc/passwd", "/dev/null"]);
        }),
        ("scp to here, the old way", |h| {
            let words = ["-O", "/etc/hostname", "ada@127.0.0.1:/tmp/escaped"];
            refused(h, "scp", &words);
        }),
        ("-L to a port", |h| {
            forwards_nothing(h, &format!("127.0.0.1:{}", h.port))
        }),
        ("-L to a socket", |h| {
            forwards_nothing(h, "/run/postgresql/.s.PGSQL.5432")
        }),
        ("-W", |h| {
            says_nothing(h, &["-W", &format!("127.0.0.1:{}", h.port), PERSON])
        }),
        ("-R", |h| {
            does_not_listen(h, "-R", &format!("{}:127.0.0.1:{}", port::free(), h.port))
        }),
        ("-R at a socket", |h| {
            does_not_listen(h, "-R", &format!("/tmp/escaped:127.0.0.1:{}", h.port))
        }),
        ("-D", proxies_nothing),
        ("-w", |h| does_not_listen(h, "-w", "any:any")),
        ("-A and -X", forwards_neither_agent_nor_display),
        ("variables", takes_no_variables),
        (
            "~/.ssh/rc and ~/.ssh/environment",
            reads_nothing_of_the_home,
        ),
        ("keys in the cockpit", starts_nothing_from_inside),
    ];
    for (what, attempt) in attempts {
        println!("trying {what}");
        attempt(house);
        assert!(!std::path::Path::new("/tmp/escaped").exists(), "{what}");
        gone(what);
    }
    println!("{} ways tried", attempts.len());
}

impl House {
    /// A client in a terminal, with options and a command.
    fn terminal(&self, options: &[&str], command: &[&str]) -> Pty {
        self.terminal_with(&[], options, command)
    }

    fn terminal_with(
        &self,
        environment: &[(&str, &str)],
        options: &[&str],
        command: &[&str],
    ) -> Pty {
        let fixed = self.options("ssh");
        let mut words = vec!["/usr/bin/ssh", "-tt"];
        words.extend(fixed.iter().map(String::as_str));
        words.extend(options);
        words.push(PERSON);
        words.extend(command);
        Pty::start(&words, environment, (100, 30))
    }
}

/// Fails with nothing but a plain sentence, the cockpit's or sshd's own; gives it.
fn refused(house: &House, program: &str, words: &[&str]) -> String {
    let done = house.client(program, words).output().expect("it runs");
    assert!(!done.status.success(), "{program} {words:?} succeeded");
    polite(&done.stdout, &done.stderr)
}

fn refuses_a_command(house: &House) {
    let told = refused(house, "ssh", &[PERSON, "id"]);
    assert!(told.contains(REFUSAL), "{told}");
}

/// Nothing but a complaint, in plain text; gives it.
fn polite(out: &[u8], complaint: &[u8]) -> String {
    let (out, complaint) = (
        String::from_utf8_lossy(out),
        String::from_utf8_lossy(complaint),
    );
    assert_eq!(out, "", "{complaint}");
    assert!(!complaint.contains('\u{1b}'), "{complaint:?}");
    assert!(!complaint.contains("uid="), "{complaint}");
    complaint.into_owned()
}

fn shell_without_terminal(house: &House) {
    let mut client = house.client("ssh", &["-T", PERSON]);
    let mut child = client
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut shell = child.stdin.take().expect("its input");
    // It may have gone before it reads.
    let _ = shell.write_all(b"id; touch /tmp/escaped\n");
    drop(shell);
    let done = child.wait_with_output().expect("it ends");
    assert!(!done.status.success());
    let told = polite(&done.stdout, &done.stderr);
    assert!(told.contains(REFUSAL), "{told}");
}

/// A local port that leads to `target` through the server gives not one byte.
fn forwards_nothing(house: &House, target: &str) {
    let port = port::free();
    let tunnel = Tunnel::open(house, "-L", &format!("{port}:{target}"));
    assert_eq!(tunnel.answer(port, b""), b"");
}

fn proxies_nothing(house: &House) {
    let port = port::free();
    let tunnel = Tunnel::open(house, "-D", &port.to_string());
    // SOCKS 5 without authentication, then: connect to the server's own sshd.
    let [high, low] = house.port.to_be_bytes();
    let hello = [5, 1, 0, 5, 1, 0, 1, 127, 0, 0, 1, high, low];
    let answer = tunnel.answer(port, &hello);
    assert!(
        !answer.windows(4).any(|bytes| bytes == b"SSH-"),
        "{answer:?}"
    );
}

/// A client that only forwards.
struct Tunnel(std::process::Child);

impl Tunnel {
    fn open(house: &House, option: &str, place: &str) -> Tunnel {
        let child = Command::new("ssh")
            .args(house.options("ssh"))
            .args(["-N", option, place, PERSON])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        Tunnel(child.expect("it runs"))
    }

    /// What comes back from the local port.
    fn answer(&self, port: u16, question: &[u8]) -> Vec<u8> {
        let begun = Instant::now();
        let mut stream = loop {
            match TcpStream::connect(("127.0.0.1", port)) {
                Ok(stream) => break stream,
                Err(error) => assert!(
                    begun.elapsed() < PATIENCE,
                    "the client does not listen: {error}"
                ),
            }
            std::thread::sleep(Duration::from_millis(20));
        };
        stream
            .set_read_timeout(Some(Duration::from_secs(5)))
            .expect("set");
        let mut answer = Vec::new();
        let _ = stream.write_all(question);
        let _ = stream.read_to_end(&mut answer);
        let _ = stream.shutdown(Shutdown::Both);
        answer
    }
}

impl Drop for Tunnel {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn says_nothing(house: &House, words: &[&str]) {
    let done = house.client("ssh", words).output().expect("it runs");
    assert!(!done.status.success());
    assert_eq!(String::from_utf8_lossy(&done.stdout), "");
}

fn does_not_listen(house: &House, option: &str, place: &str) {
    let words = [
        "-N",
        "-o",
        "ExitOnForwardFailure=yes",
        option,
        place,
        PERSON,
    ];
    let done = house.client("ssh", &words).output().expect("it runs");
    // 124 would be the end of patience with a client that goes on.
    assert_eq!(
        done.status.code(),
        Some(255),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
}

fn forwards_neither_agent_nor_display(house: &House) {
    let agent = Agent::start();
    let environment = [
        ("SSH_AUTH_SOCK", agent.socket.as_str()),
        ("DISPLAY", "127.0.0.1:0.0"),
    ];
    for option in ["-A", "-X", "-Y"] {
        let mut pty = house.terminal_with(&environment, &[option], &[]);
        pty.expect("Société Générique");
        let names = variables();
        assert!(
            !names
                .iter()
                .any(|name| name.starts_with("SSH_AUTH") || name == "DISPLAY"),
            "{names:?}"
        );
        pty.send(b"\x03");
        pty.ended(PATIENCE);
    }
}

struct Agent {
    socket: String,
    child: std::process::Child,
    _folder: tempfile::TempDir,
}

impl Agent {
    fn start() -> Agent {
        let folder = tempfile::tempdir().expect("a folder");
        let socket = folder.path().join("agent").display().to_string();
        let child = Command::new("ssh-agent")
            .args(["-D", "-a", &socket])
            .stdout(Stdio::null())
            .spawn()
            .expect("it runs");
        Agent {
            socket,
            child,
            _folder: folder,
        }
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn takes_no_variables(house: &House) {
    let hostile = [
        ("LC_ALL", "fr_FR.UTF-8"),
        ("LC_PAYLOAD", "$(touch /tmp/escaped)"),
        ("LANG", "C.UTF-8\"; touch /tmp/escaped; \""),
        ("LD_PRELOAD", "/tmp/none.so"),
        ("ENCOURS_DATABASE_URL", "postgres://127.0.0.1/elsewhere"),
        ("PGHOST", "127.0.0.1"),
    ];
    let send = [
        "-o",
        "SendEnv=LC_* LANG LD_* ENCOURS_* PG*",
        "-o",
        "SetEnv=PGUSER=postgres",
    ];
    let mut pty = house.terminal_with(&hostile, &send, &[]);
    pty.expect("Worklist");
    pty.expect("Société Générique");
    assert_eq!(variables(), ["HOME", "LANG", "PATH", "TERM", "USER"]);
    pty.send(b"\x03");
    pty.ended(PATIENCE);
}

fn reads_nothing_of_the_home(house: &House) {
    let script = "install -d -o ada -g ada /home/ada/.ssh
        for file in .ssh/rc .ssh/environment .profile .bashrc .shrc; do
          printf 'touch /tmp/escaped\\nENV=/home/ada/.shrc\\n' > /home/ada/$file
          chown ada /home/ada/$file; chmod 755 /home/ada/$file
        done";
    sh(script, &[]);
    refuses_a_command(house);
    let mut pty = house.terminal(&[], &[]);
    pty.expect("Société Générique");
    pty.send(b"\x03");
    pty.ended(PATIENCE);
    sh(
        "rm -rf /home/ada/.ssh /home/ada/.profile /home/ada/.bashrc /home/ada/.shrc",
        &[],
    );
}

/// The keys that open a shell, an editor or a pager elsewhere, and the one that stops a program.
fn starts_nothing_from_inside(house: &House) {
    let mut pty = house.terminal(&[], &[]);
    pty.expect("Société Générique");
    for keys in [
        &b"!"[..],
        b":!sh\r",
        b"\x1b",
        b"v",
        b"\x1b",
        b"\x1a",
        b"\x1c",
        b"E",
    ] {
        pty.send(keys);
        pty.settle(Duration::from_millis(200));
        assert_eq!(processes(), ["encours"], "{keys:?}");
    }
    pty.send(b"\x1b\x1b\x1bgw");
    pty.expect("Société Générique");
    pty.send(b"\x03");
    pty.ended(PATIENCE);
}

/// Processes of the collector beside sshd's own.
fn processes() -> Vec<String> {
    let listed = sh("ps -u ada -o comm= || true", &[]);
    listed
        .lines()
        .map(str::trim)
        .filter(|name| *name != "sshd")
        .map(str::to_owned)
        .collect()
}

fn gone(what: &str) {
    let begun = Instant::now();
    while !processes().is_empty() {
        assert!(
            begun.elapsed() < PATIENCE,
            "{what}: {:?} goes on",
            processes()
        );
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Names of the variables that the cockpit was given.
fn variables() -> Vec<String> {
    let pid = sh("pgrep -u ada -x encours", &[]);
    let environment =
        std::fs::read(format!("/proc/{}/environ", pid.trim())).expect("its environment");
    let mut names: Vec<String> = environment
        .split(|byte| *byte == 0)
        .filter_map(|pair| {
            String::from_utf8_lossy(pair)
                .split_once('=')
                .map(|(name, _)| name.to_owned())
        })
        .collect();
    names.sort();
    names
}
