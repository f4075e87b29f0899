//! Putting the parts together: a terminal, threads, the loop, the database's side; and taking them apart.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest, Sha256};
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use super::cockpit::Cockpit;
use super::paint::Painter;
use super::terminal::Terminal;
use super::wake::{self, Reason};
use super::{RunOptions, input, keeper, link, open, signals};
use crate::app::keymap::Keymap;
use crate::app::{App, Msg};
use crate::config::Config;
use crate::i18n::{Catalogue, Message};
use crate::store::Pace;
use crate::text;
use crate::ui::theme::Depth;
use crate::ui::{Glyphs, Look, Theme};

/// How long the threads have to come to their end.
const PARTING: Duration = Duration::from_secs(3);

/// Why the cockpit could not begin, or broke off: plain sentences.
#[derive(Debug)]
pub struct RunError(pub Vec<Message>);

impl From<io::Error> for RunError {
    fn from(error: io::Error) -> Self {
        RunError(vec![
            Message::new("ui-terminal-failed").with("why", error.to_string()),
        ])
    }
}

/// Runs the cockpit on standard input and output until the person leaves. Called outside any
/// asynchronous runtime: it has one of its own.
///
/// # Errors
/// No terminal, a keymap file that cannot be used, a terminal that fails.
pub fn run(options: RunOptions) -> Result<(), RunError> {
    let keymap = keymap(&options.config)?;
    let terminal = Terminal::new(owned(&io::stdin())?, owned(&io::stdout())?)?;
    let words = Arc::new(Catalogue::new(options.lang));
    let mut app = App::new(words, keymap, Box::new(Uuid::now_v7));
    app.shell.home = options.config.company().map(str::to_owned);
    let (columns, rows) = terminal.size();
    let _ = app.update(Msg::Resize(columns, rows));

    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    restore_on_panic(&terminal);
    let (wake, inbox) = mpsc::channel(wake::CAPACITY);
    let (effects, journaled) = mpsc::unbounded_channel();
    let (kept, sent) = mpsc::unbounded_channel();
    let keeper = keeper::spawn(state_directory(&options), journaled, kept, wake.clone())?;

    let outcome = runtime.block_on(async {
        signals::listen(wake.clone())?;
        terminal.enter()?;
        input::spawn(terminal.reader()?, wake.clone())?;
        let config = options.config.clone();
        let database = options.database;
        let enter = move || {
            let config = config.clone();
            async move { open::open(&config, database, Pace::Interactive).await }
        };
        let (done, finished) = oneshot::channel::<()>();
        let handle = tokio::runtime::Handle::current();
        std::thread::Builder::new()
            .name("link".to_owned())
            .spawn(move || {
                handle.block_on(link::run(enter, sent, wake));
                // Nobody may wait for it any more.
                let _ = done.send(());
            })?;
        let minutes = options.config.idle_minutes();
        let mut cockpit = Cockpit {
            app,
            look: look(&options.config),
            painter: Painter::new(terminal.writer()?),
            terminal: Some(terminal.clone()),
            effects,
            idle: (minutes > 0).then(|| Duration::from_secs(u64::from(minutes) * 60)),
        };
        let reason = cockpit.run(inbox).await;
        terminal.leave();
        // The loop's end of the effects goes with it: journal and database see that nothing follows.
        drop(cockpit);
        let _ = tokio::time::timeout(PARTING, finished).await;
        Ok::<Reason, io::Error>(reason)
    });
    terminal.leave();
    let _ = keeper.join();
    runtime.shutdown_timeout(Duration::from_millis(100));
    match outcome? {
        Reason::Failed(why) => Err(RunError(vec![
            Message::new("ui-terminal-failed").with("why", why),
        ])),
        _ => Ok(()),
    }
}

fn owned(stream: &impl AsFd) -> io::Result<OwnedFd> {
    stream.as_fd().try_clone_to_owned()
}

fn keymap(config: &Config) -> Result<Keymap, RunError> {
    match config.keymap_file() {
        None => Ok(Keymap::default()),
        Some(path) => {
            let text = std::fs::read_to_string(&path).map_err(|error| {
                RunError(vec![
                    Message::new("ui-keymap-unreadable")
                        .with("path", path.display().to_string())
                        .with("why", error.to_string()),
                ])
            })?;
            Keymap::with_file(&text).map_err(RunError)
        }
    }
}

/// How things look, from the settings and what the environment says of the terminal.
fn look(config: &Config) -> Look {
    let variable = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(variable);
    let glyphs = match locale {
        Some(locale) if !config.ascii() => Glyphs::of_locale(&locale),
        _ => Glyphs::ASCII,
    };
    let theme = match variable("NO_COLOR") {
        Some(_) => "mono",
        None if config.theme() == "auto" => of_background(variable("COLORFGBG").as_deref()),
        None => config.theme(),
    };
    let depth = match variable("COLORTERM").as_deref() {
        Some("truecolor" | "24bit") => Depth::True,
        _ => Depth::Sixteen,
    };
    Look {
        theme: Theme::named(theme, depth),
        glyphs,
    }
}

/// The theme for the background that some terminals tell (`foreground;background`, palette numbers).
fn of_background(told: Option<&str>) -> &'static str {
    match told.and_then(|colours| colours.rsplit(';').next()) {
        Some("7" | "15") => "light",
        _ => "dark",
    }
}

/// Where the journal is: one directory for each database.
fn state_directory(options: &RunOptions) -> Option<PathBuf> {
    let directories = directories::ProjectDirs::from("", "", "encours")?;
    let home = directories
        .state_dir()
        .unwrap_or(directories.data_local_dir());
    let database = format!(
        "{:?} {:?} {:?}",
        options.config.database_url(),
        options.config.data_dir(),
        options.database
    );
    let hash = Sha256::digest(database.as_bytes());
    let name: String = hash.iter().take(8).map(|b| format!("{b:02x}")).collect();
    Some(home.join("journal").join(name))
}

/// A panic on this thread gives the terminal back before it tells; one on another thread is told to the
/// log, since the screen goes on.
fn restore_on_panic(terminal: &Terminal) {
    let terminal = terminal.clone();
    let loop_thread = std::thread::current().id();
    std::panic::set_hook(Box::new(move |info| {
        let told = info.to_string();
        if std::thread::current().id() == loop_thread {
            terminal.leave();
            eprintln!("encours: {}", text::clean_lines(&told));
        } else {
            tracing::error!(panic = %text::clean(&told), "a thread has failed");
        }
    }));
}
