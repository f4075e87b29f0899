//! A cockpit from end to end, fed with an input and a writer: nothing of the process it runs in, so that
//! several run in one.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::OwnedFd;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use super::cockpit::Cockpit;
use super::open::{OpenError, Session};
use super::paint::Painter;
use super::terminal::Terminal;
use super::themes::Themes;
use super::wake::{Reason, Sender, Wake};
use super::{input, keeper, link, watch};
use crate::app::keymap::Keymap;
use crate::app::tips::Tips;
use crate::app::{App, Msg};
use crate::domain::list::SavedView;
use crate::i18n::Catalogue;
use crate::ui::Look;

/// What is being written has so long to come to its end; the rest goes out at the next start.
const PARTING: Duration = Duration::from_millis(900);

/// Where one person sits: keys, screen, journal.
pub struct Station<W = File> {
    /// Where keys come from; its end is the end of the session.
    pub input: OwnedFd,
    /// Where frames go to.
    pub output: W,
    /// The terminal behind both, if there is one: its modes are entered and left.
    pub terminal: Option<Terminal>,
    /// Columns and rows.
    pub size: (u16, u16),
    /// How things look.
    pub look: Look,
    /// How they can look.
    pub themes: Themes,
    /// The sentences.
    pub words: Arc<Catalogue>,
    /// The keys.
    pub keymap: Keymap,
    /// Views of lists that the person keeps.
    pub views: Vec<SavedView>,
    /// What somebody new is told.
    pub tips: Tips,
    /// Code of the company shown first, and where that is set.
    pub company: Option<(String, String)>,
    /// Directory of the journal: the person's own, one for each database.
    pub journal: Option<PathBuf>,
    /// Where lists are written to.
    pub exports: Option<PathBuf>,
    /// A session without a key for so long ends.
    pub idle: Option<Duration>,
}

impl<W: Write> Station<W> {
    /// Runs a cockpit until somebody asks it to stop; says why it ended. `enter` enters the database and
    /// is called again after every loss; whoever holds the other end of `inbox` wakes the loop beside the
    /// keys. Whatever fails, the terminal is given back and what was typed is kept.
    ///
    /// # Errors
    /// The terminal fails; no thread can be started.
    pub fn serve<F>(
        self,
        runtime: &Handle,
        enter: impl Fn() -> F + Send + 'static,
        (wake, inbox): (Sender, mpsc::Receiver<Wake>),
    ) -> io::Result<Reason>
    where
        F: Future<Output = Result<Session, OpenError>>,
    {
        let mut app = App::new(self.words, self.keymap, Box::new(Uuid::now_v7));
        app.shell.home = self.company;
        app.shell.themes = self.themes.names();
        app.shell.views = self.views;
        app.shell.tips = self.tips;
        app.shell.no_shell = self.terminal.as_ref().is_some_and(|t| !t.has_shell());
        let _ = app.update(Msg::Resize(self.size.0, self.size.1));

        let (effects, journaled) = mpsc::unbounded_channel();
        let (kept, sent) = mpsc::unbounded_channel();
        let keeper = keeper::spawn(self.journal, self.exports, journaled, kept, wake.clone())?;
        if let Some(terminal) = &self.terminal {
            terminal.enter().inspect_err(|_| terminal.leave())?;
        }
        let mut cockpit = Cockpit {
            app,
            painter: Painter::new(self.output).in_ascii(self.look.glyphs.are_ascii()),
            look: self.look,
            themes: self.themes,
            terminal: self.terminal.clone(),
            effects,
            idle: self.idle,
        };
        let begun = input::spawn(self.input, wake.clone()).and_then(|()| {
            let (done, finished) = oneshot::channel::<()>();
            let handle = runtime.clone();
            watch::spawn("link", wake.clone(), move || {
                handle.block_on(link::run(enter, sent, wake));
                // Nobody may wait for it any more.
                let _ = done.send(());
            })?;
            Ok(finished)
        });
        let reason = match &begun {
            Err(error) => Reason::Failed(error.to_string()),
            Ok(_) => run(runtime, &mut cockpit, inbox),
        };
        if let Some(terminal) = &self.terminal {
            terminal.leave();
        }
        // The loop's end of the effects goes with it: journal and database see that nothing follows.
        drop(cockpit);
        if let Ok(finished) = begun {
            let _ = runtime.block_on(async { tokio::time::timeout(PARTING, finished).await });
        }
        // It has told the loop if it failed.
        let _ = keeper.join();
        Ok(reason)
    }
}

/// The loop. A failure in the core or in the drawing ends it like any other way out.
fn run<W: Write>(
    runtime: &Handle,
    cockpit: &mut Cockpit<W>,
    inbox: mpsc::Receiver<Wake>,
) -> Reason {
    let looping = AssertUnwindSafe(|| runtime.block_on(cockpit.run(inbox)));
    catch_unwind(looping).unwrap_or_else(|_| {
        // What was typed within the last second; the state may be in the way, and the journal has the rest.
        let _ = catch_unwind(AssertUnwindSafe(|| cockpit.keep()));
        Reason::Fault("screen")
    })
}
