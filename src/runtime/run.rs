//! The cockpit of this process: on its terminal, with its signals, in its environment.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::panic;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sha2::{Digest, Sha256};
use tokio::sync::mpsc;

use super::open::Reach;
use super::station::Station;
use super::terminal::Terminal;
use super::themes::Themes;
use super::wake::{self, Reason};
use super::{RunOptions, open, signals};
use crate::app::keymap::{Keymap, Wrong};
use crate::app::tips::Tips;
use crate::config::{Config, io_reason, views};
use crate::domain::list::SavedView;
use crate::i18n::{Arg, Catalogue, Message};
use crate::text;
use crate::ui::theme::Depth;
use crate::ui::{Glyphs, Look, Theme};

/// Why the cockpit could not begin, or broke off: plain sentences.
#[derive(Debug)]
pub struct RunError(pub Vec<Message>);

impl From<io::Error> for RunError {
    fn from(error: io::Error) -> Self {
        RunError(vec![
            Message::new("ui-terminal-failed").with("why", Message::new(io_reason(&error))),
        ])
    }
}

/// Runs the cockpit on standard input and output until the person leaves; gives what is to be said of it
/// on the terminal afterwards. Called outside any asynchronous runtime: it has one of its own.
///
/// # Errors
/// No terminal, a keymap file that cannot be used, a terminal that fails, a mistake of ours.
pub fn run(options: RunOptions) -> Result<Option<Message>, RunError> {
    let minutes = options.config.idle_minutes();
    let terminal = Terminal::new(owned(&io::stdin())?, owned(&io::stdout())?)?;
    let themes = themes();
    let glyphs = glyphs(&options.config);
    let words = Catalogue::new(options.lang)
        .with_date_order(options.date_order)
        .in_ascii(glyphs.are_ascii());
    let station = Station {
        input: terminal.reader()?,
        output: terminal.writer()?,
        size: terminal.size(),
        look: Look {
            theme: theme(&options.config, &themes)?,
            glyphs,
        },
        themes,
        words: Arc::new(words),
        keymap: keymap(&options.config)?,
        views: saved_views()?,
        tips: Tips::of(options.config.tips(), options.config.tips_dismissed()),
        company: options
            .config
            .company()
            .map(|code| (code.to_owned(), options.config.place("company"))),
        journal: state_directory(&options),
        exports: options.config.export_folder(),
        idle: (minutes > 0).then(|| Duration::from_secs(u64::from(minutes) * 60)),
        terminal: Some(terminal),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let (wake, inbox) = mpsc::channel(wake::CAPACITY);
    {
        let _entered = runtime.enter();
        signals::listen(wake.clone())?;
    }
    let (config, database) = (options.config, options.database);
    let enter = move || {
        let config = config.clone();
        async move { open::open(&config, database, Reach::Cockpit).await }
    };
    let place = note_panics();
    let ended = station.serve(runtime.handle(), enter, (wake, inbox));
    runtime.shutdown_timeout(Duration::from_millis(100));
    match ended? {
        Reason::Failed(why) => Err(RunError(vec![
            Message::new("ui-terminal-failed").with("why", why),
        ])),
        Reason::Fault(part) => {
            let place = place.lock().unwrap_or_else(PoisonError::into_inner);
            let place = place.as_deref().unwrap_or(part);
            Err(RunError(vec![
                Message::new("ui-own-fault").with("place", place),
            ]))
        }
        Reason::Idle => Ok(Some(
            Message::new("ui-ended-idle").with("minutes", i64::from(minutes)),
        )),
        Reason::Left | Reason::Hangup | Reason::Asked => Ok(None),
    }
}

fn owned(stream: &impl AsFd) -> io::Result<OwnedFd> {
    stream.as_fd().try_clone_to_owned()
}

/// The keys of the cockpit: the defaults, and what the person's file says otherwise.
///
/// # Errors
/// The file cannot be read, or lines of it, each with its place.
pub fn keymap(config: &Config) -> Result<Keymap, RunError> {
    match config.keymap_file() {
        None => Ok(Keymap::default()),
        Some(path) => {
            let text = std::fs::read_to_string(&path).map_err(|error| {
                RunError(vec![
                    Message::new("ui-keymap-unreadable")
                        .with("path", path.display().to_string())
                        .with("why", Message::new(io_reason(&error))),
                ])
            })?;
            Keymap::with_file(&text).map_err(|wrong| {
                let at = |wrong: Wrong| {
                    Message::new("ui-keymap-at")
                        .with("path", path.display().to_string())
                        .with("line", wrong.line.to_string())
                        .with("why", wrong.why)
                };
                RunError(wrong.into_iter().map(at).collect())
            })
        }
    }
}

/// The views of lists that the person keeps.
fn saved_views() -> Result<Vec<SavedView>, RunError> {
    views::kept().map_err(|wrong| {
        // a reason of the system is a key of the catalogue, one of the file is its line and what is wrong there
        let why = match wrong.why.starts_with("io-") {
            true => Message::new(wrong.why).into(),
            false => Arg::Text(wrong.why),
        };
        RunError(vec![
            Message::new("ui-views-unreadable")
                .with("path", wrong.path.display().to_string())
                .with("why", why),
        ])
    })
}

/// Symbols the terminal can show, by the locale.
fn glyphs(config: &Config) -> Glyphs {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(variable);
    match locale {
        Some(locale) if !config.ascii() => Glyphs::of_locale(&locale),
        _ => Glyphs::ASCII,
    }
}

/// The themes there are, in the colours that the environment says the terminal shows.
fn themes() -> Themes {
    let depth = match variable("COLORTERM").as_deref() {
        Some("truecolor" | "24bit") => Depth::True,
        _ => Depth::Sixteen,
    };
    Themes::usual(depth)
}

/// The configured theme.
fn theme(config: &Config, themes: &Themes) -> Result<Theme, RunError> {
    let name = match variable("NO_COLOR") {
        Some(_) => "mono",
        None if config.theme() == "auto" => of_background(variable("COLORFGBG").as_deref()),
        None => config.theme(),
    };
    themes.get(name).map_err(|why| RunError(vec![why]))
}

/// A variable of the environment that says something.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
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

/// Nothing is written over the screen by a panic: where the first one happened is told afterwards, all of it
/// goes to the log.
fn note_panics() -> Arc<Mutex<Option<String>>> {
    let first = Arc::new(Mutex::new(None));
    let noted = Arc::clone(&first);
    panic::set_hook(Box::new(move |info| {
        tracing::error!(panic = %text::clean(&info.to_string()), "a part of the program has failed");
        let mut first = noted.lock().unwrap_or_else(PoisonError::into_inner);
        if let (None, Some(place)) = (&*first, info.location()) {
            *first = Some(place.to_string());
        }
    }));
    first
}
