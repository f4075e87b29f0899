//! A machine set up by the steps of the README.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::support::cluster::Cluster;
use crate::support::port;
use crate::support::pty::PATIENCE;

pub const SSHD: &str = "/usr/sbin/sshd";

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const SOCKETS: &str = "/run/postgresql";

/// PostgreSQL, sshd, an importer and a collector.
pub struct House {
    /// Where sshd listens, on the loopback address.
    pub port: u16,
    /// The collector's key, the host's key as clients know it.
    keys: tempfile::TempDir,
    sshd: Child,
    _cluster: Cluster,
}

impl House {
    /// Builds it, running the README's own lines.
    pub fn built() -> House {
        let deploy = Path::new(ROOT).join("config/deploy");
        std::fs::set_permissions("/home", std::fs::Permissions::from_mode(0o755)).expect("open");
        sh(
            "touch /usr/local/bin/encours && mount --bind \"$0\" /usr/local/bin/encours",
            &[env!("CARGO_BIN_EXE_encours")],
        );
        let steps = steps();
        let [install, _, ledger, person] = steps.as_slice() else {
            panic!("the README has four blocks of steps: {steps:?}");
        };
        // The program is there already, by another way.
        let (_, rest) = install.split_once('\n').expect("lines");
        sh(rest, &[]);

        sh(&format!("install -d -o postgres -m 0755 {SOCKETS}"), &[]);
        let sockets = format!("unix_socket_directories={SOCKETS}");
        let cluster = Cluster::start("deploy", &["--auth=peer"], &[&sockets], |data, _| {
            for file in ["pg_hba.conf", "pg_ident.conf"] {
                std::fs::copy(deploy.join(file), data.join(file)).expect("copied");
            }
            std::fs::copy(deploy.join("postgresql.conf"), data.join("encours.conf"))
                .expect("copied");
            let main = data.join("postgresql.conf");
            let text = std::fs::read_to_string(&main).expect("its settings");
            std::fs::write(&main, format!("{text}\ninclude 'encours.conf'\n")).expect("written");
        });

        let fixture = Path::new(ROOT).join("tests/fixtures/import");
        let ledger = ledger.replace("/srv/erp/ledger.csv", "/home/ledger.csv");
        std::fs::copy(fixture.join("ledger.csv"), "/home/ledger.csv").expect("copied");
        std::fs::copy(fixture.join("ledger.toml"), "/etc/encours/ledger.toml").expect("copied");
        sh(&ledger, &[]);

        let folder = tempfile::tempdir().expect("a folder");
        let keys = folder.path();
        for key in ["host", "ada"] {
            let file = keys.join(key).display().to_string();
            sh("ssh-keygen -q -t ed25519 -N '' -f \"$0\"", &[&file]);
        }
        sh(
            &format!("cd \"$0\" && {person}"),
            &[&keys.display().to_string()],
        );

        let port = port::free();
        let host = std::fs::read_to_string(keys.join("host.pub")).expect("the host's key");
        std::fs::write(keys.join("known"), format!("[127.0.0.1]:{port} {host}")).expect("written");
        let sshd = sshd(keys, port);
        let house = House {
            port,
            keys: folder,
            sshd,
            _cluster: cluster,
        };
        house.wait();
        house
    }

    /// A client of ssh, sftp or scp with the collector's key and these words.
    pub fn client(&self, program: &str, words: &[&str]) -> Command {
        let mut command = Command::new("timeout");
        command.args([&PATIENCE.as_secs().to_string(), program]);
        command
            .args(self.options(program))
            .args(words)
            .stdin(Stdio::null());
        command
    }

    /// The options that lead a client here.
    pub fn options(&self, program: &str) -> Vec<String> {
        let port = if program == "ssh" { "-p" } else { "-P" };
        let known = self.keys.path().join("known").display().to_string();
        let key = self.keys.path().join("ada").display().to_string();
        let mut words: Vec<String> = [port, &self.port.to_string(), "-F", "none", "-i", &key]
            .map(str::to_owned)
            .into();
        for option in [
            &format!("UserKnownHostsFile={known}"),
            "GlobalKnownHostsFile=/dev/null",
            "StrictHostKeyChecking=yes",
            "IdentitiesOnly=yes",
            "BatchMode=yes",
            "LogLevel=ERROR",
        ] {
            words.extend(["-o".to_owned(), option.to_owned()]);
        }
        words
    }

    fn wait(&self) {
        let begun = Instant::now();
        while std::net::TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(begun.elapsed() < PATIENCE, "sshd does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = self.sshd.kill();
        let _ = self.sshd.wait();
    }
}

/// Debian's own settings with our file among them; only what concerns the place is given here.
fn sshd(keys: &Path, port: u16) -> Child {
    let log = std::fs::File::create(keys.join("log")).expect("a log");
    let options = [
        "ListenAddress=127.0.0.1".to_owned(),
        format!("Port={port}"),
        format!("HostKey={}", keys.join("host").display()),
        "PidFile=none".to_owned(),
        "UsePAM=no".to_owned(),
    ];
    let with_options = |command: &mut Command| {
        for option in &options {
            command.args(["-o", option]);
        }
    };
    let mut check = Command::new(SSHD);
    with_options(check.arg("-t"));
    done(&mut check);
    let mut server = Command::new(SSHD);
    with_options(server.args(["-D", "-e"]));
    server
        .stdin(Stdio::null())
        .stderr(log)
        .spawn()
        .expect("sshd starts")
}

/// The blocks of steps in the README's section on servers.
fn steps() -> Vec<String> {
    let readme = std::fs::read_to_string(Path::new(ROOT).join("README.md")).expect("the README");
    let (_, section) = readme.split_once("\n## On a server").expect("the section");
    let section = section.split("\n## ").next().expect("a section");
    let blocks = section.split("```sh\n").skip(1);
    blocks
        .map(|block| block.split("```").next().expect("an end").to_owned())
        .collect()
}

/// Runs lines of shell in the repository; the first word that fails ends them, and the test.
pub fn sh(lines: &str, words: &[&str]) -> String {
    let mut shell = Command::new("sh");
    shell.current_dir(ROOT).args(["-euc", lines]).args(words);
    // As after signing in: nothing of the test's own environment.
    shell
        .env_clear()
        .env("PATH", "/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
        .env("LANG", "C.UTF-8");
    done(&mut shell)
}

fn done(command: &mut Command) -> String {
    let Output {
        status,
        stdout,
        stderr,
    } = command.stdin(Stdio::null()).output().expect("it runs");
    let said = String::from_utf8_lossy(&stderr);
    assert!(status.success(), "{command:?}: {said}");
    String::from_utf8_lossy(&stdout).into_owned()
}
