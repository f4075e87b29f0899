//! Everything that can happen to a connection, between a program and the test cluster.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio::sync::watch;

/// The end of an answer after which the server has committed: it is ready, in no transaction.
const READY: &[u8] = b"Z\0\0\0\x05I";

/// How connections are treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Bytes go through.
    Open,
    /// Nothing comes through and nobody is told; what was sent arrives once the line is open again.
    Blackhole,
    /// Every answer comes so much later.
    Slow(Duration),
    /// Connections are taken and closed at once.
    Refusing,
}

/// How the connections of this moment end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// In order.
    Close,
    /// With a reset.
    Reset,
    /// Not at all: they stay and carry nothing any more, while new ones work.
    HalfOpen,
}

#[derive(Debug, Clone)]
struct State {
    mode: Mode,
    /// Connections older than this have been cut so.
    cuts: (u64, Cut),
    /// A request that holds these bytes loses its answer.
    marker: Option<Vec<u8>>,
}

struct Shared {
    upstream: PathBuf,
    state: watch::Sender<State>,
    open: AtomicUsize,
    lost: AtomicUsize,
    /// Statements sent, and the questions that the server has still to answer.
    statements: AtomicUsize,
    unanswered: AtomicUsize,
}

/// A running proxy; it ends with the test.
pub struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl Proxy {
    /// A proxy before the server whose socket is this file.
    pub fn start(upstream: &Path) -> Proxy {
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        listener.set_nonblocking(true).expect("non-blocking");
        let address = listener.local_addr().expect("an address");
        let (state, _) = watch::channel(State {
            mode: Mode::Open,
            cuts: (0, Cut::Close),
            marker: None,
        });
        let shared = Arc::new(Shared {
            upstream: upstream.to_owned(),
            state,
            open: AtomicUsize::new(0),
            lost: AtomicUsize::new(0),
            statements: AtomicUsize::new(0),
            unanswered: AtomicUsize::new(0),
        });
        let serving = Arc::clone(&shared);
        // A thread of its own: no test that blocks its runtime holds the bytes up.
        std::thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime")
                .block_on(serve(listener, serving));
        });
        Proxy { address, shared }
    }

    /// The address of a database behind it.
    pub fn url(&self, role: &str, database: &str) -> String {
        format!(
            "postgres://{role}@{}/{database}?sslmode=disable",
            self.address
        )
    }

    /// Treats connections so from now on.
    pub fn set(&self, mode: Mode) {
        self.shared.state.send_modify(|state| state.mode = mode);
    }

    /// Ends the connections of this moment.
    pub fn cut(&self, cut: Cut) {
        let cut = |state: &mut State| state.cuts = (state.cuts.0 + 1, cut);
        self.shared.state.send_modify(cut);
    }

    /// The next request that holds this text is carried out, and the connection is reset before its answer.
    pub fn lose_the_answer_to(&self, marker: &str) {
        let marker = Some(marker.as_bytes().to_vec());
        self.shared.state.send_modify(|state| state.marker = marker);
    }

    /// Answers lost.
    pub fn lost(&self) -> usize {
        self.shared.lost.load(Ordering::Relaxed)
    }

    /// Statements that were sent through it.
    pub fn statements(&self) -> usize {
        self.shared.statements.load(Ordering::Relaxed)
    }

    /// Questions on the open connections that the server has still to answer.
    pub fn unanswered(&self) -> usize {
        self.shared.unanswered.load(Ordering::Relaxed)
    }

    /// Connections that the program holds.
    pub fn held(&self) -> usize {
        self.shared.open.load(Ordering::Relaxed)
    }
}

async fn serve(listener: std::net::TcpListener, shared: Arc<Shared>) {
    let listener = TcpListener::from_std(listener).expect("a listener");
    while let Ok((client, _)) = listener.accept().await {
        let shared = Arc::clone(&shared);
        tokio::spawn(async move {
            shared.open.fetch_add(1, Ordering::Relaxed);
            // However it ends, both ends are closed.
            let _ = carry(client, &shared).await;
            shared.open.fetch_sub(1, Ordering::Relaxed);
        });
    }
}

/// The messages in one direction of a connection: a letter, a length, that many bytes.
#[derive(Default)]
struct Messages {
    held: Vec<u8>,
}

impl Messages {
    /// The letters of the messages that are whole with these bytes; the first of a client has none.
    fn letters(&mut self, bytes: &[u8], mut greeted: bool) -> Vec<u8> {
        self.held.extend_from_slice(bytes);
        let (mut letters, mut at) = (Vec::new(), 0);
        loop {
            let begins = at + usize::from(greeted);
            let Some(length) = self.held.get(begins..begins + 4) else {
                break;
            };
            let length = length.iter().fold(0, |n, byte| n << 8 | usize::from(*byte));
            if self.held.len() < begins + length {
                break;
            }
            letters.push(if greeted { self.held[at] } else { 0 });
            at = begins + length;
            greeted = true;
        }
        self.held.drain(..at);
        letters
    }
}

/// What a connection still awaits; given up when it ends.
struct Awaited<'a> {
    asked: Messages,
    answered: Messages,
    greeted: bool,
    count: usize,
    shared: &'a Shared,
}

impl Awaited<'_> {
    fn asked(&mut self, bytes: &[u8]) {
        for letter in self.asked.letters(bytes, self.greeted) {
            // Execute and Query are statements; a greeting, Sync and Query are answered by ReadyForQuery.
            if matches!(letter, b'E' | b'Q') {
                self.shared.statements.fetch_add(1, Ordering::Relaxed);
            }
            if matches!(letter, 0 | b'S' | b'Q') {
                self.shared.unanswered.fetch_add(1, Ordering::Relaxed);
                self.count += 1;
            }
            self.greeted = true;
        }
    }

    fn answered(&mut self, bytes: &[u8]) {
        let letters = self.answered.letters(bytes, true);
        let ready = letters.iter().filter(|l| **l == b'Z').count();
        let ready = ready.min(self.count);
        self.count -= ready;
        self.shared.unanswered.fetch_sub(ready, Ordering::Relaxed);
    }
}

impl Drop for Awaited<'_> {
    fn drop(&mut self) {
        let left = self.count;
        self.shared.unanswered.fetch_sub(left, Ordering::Relaxed);
    }
}

async fn carry(mut client: TcpStream, shared: &Shared) -> std::io::Result<()> {
    let mut state = shared.state.subscribe();
    let born = state.borrow_and_update().cuts.0;
    let mut server: Option<UnixStream> = None;
    let (mut asked, mut held) = ([0; 16_384], Vec::new());
    let (mut answer, mut losing) = ([0; 65_536], false);
    let mut awaited = Awaited {
        asked: Messages::default(),
        answered: Messages::default(),
        greeted: false,
        count: 0,
        shared,
    };
    client.set_nodelay(true)?;
    loop {
        let State { mode, cuts, marker } = state.borrow_and_update().clone();
        let cut = (cuts.0 > born).then_some(cuts.1);
        let dead = mode == Mode::Blackhole || cut == Some(Cut::HalfOpen);
        match cut {
            _ if mode == Mode::Refusing => return Ok(()),
            Some(Cut::Reset) => return client.set_zero_linger(),
            Some(Cut::Close) => return Ok(()),
            Some(Cut::HalfOpen) | None => {}
        }
        if !dead {
            let server = match &mut server {
                Some(server) => server,
                None => server.insert(UnixStream::connect(&shared.upstream).await?),
            };
            if marker.is_some_and(|m| held.windows(m.len()).any(|bytes| bytes == m)) {
                shared.state.send_modify(|state| state.marker = None);
                losing = true;
            }
            server.write_all(&held).await?;
            held.clear();
        }
        let answered = async {
            match &mut server {
                Some(server) if !dead => server.read(&mut answer).await,
                _ => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = state.changed() => {}
            read = client.read(&mut asked) => match read? {
                0 => return Ok(()),
                n => {
                    awaited.asked(&asked[..n]);
                    held.extend_from_slice(&asked[..n]);
                }
            },
            read = answered => {
                let n = read?;
                if let Mode::Slow(by) = mode {
                    tokio::time::sleep(by).await;
                }
                if losing && answer[..n].ends_with(READY) {
                    shared.lost.fetch_add(1, Ordering::Relaxed);
                    return client.set_zero_linger();
                }
                match n {
                    0 => return Ok(()),
                    _ if losing => {}
                    n => {
                        client.write_all(&answer[..n]).await?;
                        awaited.answered(&answer[..n]);
                    }
                }
            }
        }
    }
}
