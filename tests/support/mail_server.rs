//! Mail servers for tests: the packaged one (exim, STARTTLS, authentication, maildir), and a sink of
//! our own that answers as told.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use super::port;
use super::pty::PATIENCE;

/// The password the packaged server wants; no other place of a run may ever show it.
pub const PASSWORD: &str = "canary-5c1d9e77";
pub const USER: &str = "encours";

/// The packaged server with its own configuration in a directory of its own.
pub struct Exim {
    child: Child,
    directory: PathBuf,
    pub port: u16,
}

fn run(command: &mut Command) {
    let done = command.output().expect("the program runs");
    assert!(
        done.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
}

impl Exim {
    /// Starts it; the package `exim4-daemon-light` (which the test command installs) must be there.
    pub fn start() -> Self {
        let program = Path::new("/usr/sbin/exim4");
        assert!(
            program.exists(),
            "the mail server is needed: apt-get install -y exim4-daemon-light"
        );
        let port = port::free();
        let chance: u32 = rand::random();
        let name = format!("encours-exim-{}-{chance:08x}", std::process::id());
        let directory = std::env::temp_dir().join(name);
        for part in ["spool", "log", "mail"] {
            std::fs::create_dir_all(directory.join(part)).expect("a directory");
        }
        readable(&directory, 0o755);
        certificates(&directory);
        let root = rustix::process::geteuid().is_root();
        let owner = if root {
            "user = Debian-exim\n  group = Debian-exim"
        } else {
            "# as ourselves"
        };
        let config = format!(
            "exim_path = /usr/sbin/exim4
primary_hostname = relay.test
spool_directory = {d}/spool
log_file_path = {d}/log/%slog
pid_file_path = {d}/exim.pid
tls_advertise_hosts = *
tls_certificate = {d}/relay.pem
tls_privatekey = {d}/relay.key
auth_advertise_hosts = ${{if eq{{$tls_in_cipher}}{{}}{{}}{{*}}}}
host_lookup =
rfc1413_query_timeout = 0s
smtp_accept_queue_per_connection = 0
keep_environment =
add_environment = PATH=/usr/bin:/bin
acl_smtp_rcpt = rcpt
acl_smtp_data = data
{drop}
begin acl
rcpt:
  accept authenticated = *
  deny message = sign in first
data:
  accept
begin routers
all:
  driver = accept
  transport = maildir
begin transports
maildir:
  driver = appendfile
  directory = {d}/mail
  maildir_format
  envelope_to_add
  {owner}
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${{if and{{{{eq{{$auth2}}{{{USER}}}}}{{eq{{$auth3}}{{{PASSWORD}}}}}}}}}
  server_set_id = $auth2
",
            d = directory.display(),
            drop = if root {
                ""
            } else {
                "deliver_drop_privilege = true"
            },
        );
        let file = directory.join("exim.conf");
        std::fs::write(&file, config).expect("a configuration");
        readable(&file, 0o644);
        if root {
            run(Command::new("chown")
                .arg("-R")
                .arg("Debian-exim:Debian-exim")
                .args(["spool", "log", "mail", "relay.key", "relay.pem"])
                .current_dir(&directory));
        }
        let child = Command::new(program)
            .arg("-C")
            .arg(&file)
            .args(["-bdf", "-oX", &format!("127.0.0.1.{port}")])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the mail server");
        let server = Self {
            child,
            directory,
            port,
        };
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(
                Instant::now() < deadline,
                "the mail server does not answer: {}",
                server.log()
            );
            std::thread::sleep(Duration::from_millis(20));
        }
        server
    }

    /// The authority that signed its certificate.
    pub fn authority(&self) -> PathBuf {
        self.directory.join("ca.pem")
    }

    /// What it delivered.
    pub fn delivered(&self) -> Vec<String> {
        let mut mails: Vec<String> = std::fs::read_dir(self.directory.join("mail/new"))
            .map(|entries| {
                entries
                    .filter_map(|entry| std::fs::read_to_string(entry.ok()?.path()).ok())
                    .collect()
            })
            .unwrap_or_default();
        mails.sort();
        mails
    }

    /// Waits until it has delivered so many, and a little longer for one too many.
    pub fn wait_for(&self, mails: usize) -> Vec<String> {
        let deadline = Instant::now() + PATIENCE;
        while self.delivered().len() < mails {
            assert!(
                Instant::now() < deadline,
                "{} of {mails} arrived: {}",
                self.delivered().len(),
                self.log()
            );
            std::thread::sleep(Duration::from_millis(30));
        }
        std::thread::sleep(Duration::from_millis(300));
        self.delivered()
    }

    /// Its logs, for failures.
    pub fn log(&self) -> String {
        ["mainlog", "paniclog", "rejectlog"]
            .map(|name| {
                std::fs::read_to_string(self.directory.join("log").join(name)).unwrap_or_default()
            })
            .join("\n")
    }
}

impl Drop for Exim {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

/// The server works under an account of its own, whatever the mask of files is here.
fn readable(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("its mode");
}

/// A certificate authority, and a certificate for `localhost` signed by it.
fn certificates(directory: &Path) {
    let openssl = |words: &[&str]| run(Command::new("openssl").args(words).current_dir(directory));
    openssl(&[
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=Test authority",
        "-keyout",
        "ca.key",
        "-out",
        "ca.pem",
        "-addext",
        "basicConstraints=critical,CA:TRUE",
    ]);
    openssl(&[
        "req",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-subj",
        "/CN=localhost",
        "-keyout",
        "relay.key",
        "-out",
        "relay.csr",
    ]);
    std::fs::write(
        directory.join("extensions"),
        "subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\n",
    )
    .expect("a file");
    openssl(&[
        "x509",
        "-req",
        "-in",
        "relay.csr",
        "-CA",
        "ca.pem",
        "-CAkey",
        "ca.key",
        "-CAcreateserial",
        "-days",
        "2",
        "-extfile",
        "extensions",
        "-out",
        "relay.pem",
    ]);
}

/// A client waits for its greeting for so long without giving up.
const PATIENT_CLIENT: Duration = Duration::from_secs(12);

/// Message-IDs with how often the sink accepted each.
pub type Accepted = Arc<Mutex<HashMap<String, u32>>>;

/// A server that accepts everything, slowly, and answers some recipients as their name says: `defer`
/// (451), `refuse` (550), `late` (554 after the message), `drop` (hangs up after the message).
pub struct Sink {
    pub port: u16,
    pub accepted: Accepted,
    /// RCPT commands seen.
    pub recipients: Arc<Mutex<Vec<String>>>,
}

impl Sink {
    /// Starts it; it ends with the process. `pause` before each answer to a message.
    pub fn start(pause: Duration) -> Self {
        Self::for_callers(1, pause)
    }

    /// The same, which greets nobody before so many have called, or will not.
    pub fn for_callers(wanted: usize, pause: Duration) -> Self {
        let callers = Arc::new((Mutex::new(0), Condvar::new()));
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (accepted, recipients) = (Accepted::default(), Arc::new(Mutex::new(Vec::new())));
        let sink = Self {
            port,
            accepted: accepted.clone(),
            recipients: recipients.clone(),
        };
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (accepted, recipients) = (accepted.clone(), recipients.clone());
                let callers = callers.clone();
                std::thread::spawn(move || {
                    await_callers(&callers, wanted);
                    let _ = serve(stream, pause, &accepted, &recipients);
                });
            }
        });
        sink
    }
}

fn await_callers((called, another): &(Mutex<usize>, Condvar), wanted: usize) {
    let mut called = called.lock().expect("lock");
    *called += 1;
    another.notify_all();
    let few = |called: &mut usize| *called < wanted;
    drop(another.wait_timeout_while(called, PATIENT_CLIENT, few));
}

fn serve(
    stream: TcpStream,
    pause: Duration,
    accepted: &Accepted,
    recipients: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut writer = stream.try_clone()?;
    let mut reader = BufReader::new(stream);
    let mut say = move |answer: &str| writer.write_all(format!("{answer}\r\n").as_bytes());
    say("220 sink")?;
    let mut to = String::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let upper = line.to_ascii_uppercase();
        if upper.starts_with("EHLO") {
            say("250 sink")?;
        } else if upper.starts_with("RCPT") {
            to = line.trim().to_owned();
            recipients.lock().expect("lock").push(to.clone());
            say(if to.contains("<defer") {
                "451 later"
            } else if to.contains("<refuse") {
                "550 5.1.1 nobody here"
            } else {
                "250 ok"
            })?;
        } else if upper.starts_with("DATA") {
            say("354 go on")?;
            let mut id = String::new();
            loop {
                let mut line = String::new();
                if reader.read_line(&mut line)? == 0 {
                    return Ok(());
                }
                if let Some(value) = line.strip_prefix("Message-ID:") {
                    value.trim().clone_into(&mut id);
                }
                if line == ".\r\n" {
                    break;
                }
            }
            if to.contains("<late") {
                say("554 no")?;
                continue;
            }
            // From here on the message is the server's, whether or not the answer arrives.
            *accepted.lock().expect("lock").entry(id).or_default() += 1;
            if to.contains("<drop") {
                return Ok(());
            }
            std::thread::sleep(pause);
            say("250 taken")?;
        } else if upper.starts_with("QUIT") {
            return say("221 bye");
        } else {
            say("250 ok")?;
        }
    }
}
