//! The pure core: [`App::update`] turns a [`Msg`] into new state and [`Effect`]s. No terminal, database,
//! file or clock is known here; a recording of messages replays a session.
//!
//! # How to add a screen
//! 1. State in `app/screen/<name>.rs`: a struct that implements [`screen::Behaviour`]. Lists are a
//!    [`table::Table`] of rows from `domain`; a row type implements [`table::Row`].
//! 2. A variant in [`screen::Kind`], [`screen::Screen`] (and its `behaviour`, `new`, `title`), and, if it has
//!    keys of its own, in [`action::Context`] (also in `Context::SCREENS`).
//! 3. Its questions: variants in [`request::Query`] and [`request::Reply`], and the call to the store in
//!    `runtime/query.rs`. Ask with `shell.load(Slot::screen(Kind::X, "page"), Query::…)` in `load`; the
//!    answer comes to `reply`, and only the answer to the latest question of that slot.
//!    A list that can be filtered and sorted is a [`listing::Listing`], which asks all that by itself.
//! 4. Its picture in `ui/screen/<name>.rs`: `draw(state, &View, area, buf, &mut Painted)`, called from the
//!    match in `ui/screen/mod.rs`. Lists are drawn by `ui::widget::list`, which also reports `list_rows`.
//! 5. Sentences in both files of `config/locales`.
//!
//! # How to add an action
//! 1. A variant in [`action::Action`] and a row in [`action::ACTIONS`]; keys there must not clash (tests).
//!    `action-<id>` and `action-<id>-help` in both languages; the line in `config/keymap.toml` (the test
//!    prints what it should be).
//! 2. What it does: in the screen's `act`. To write, either open a form with [`shell::Shell::open_form`]
//!    (its `verb` is the database function, its fields the arguments) or call [`shell::Shell::write`].
//!    Everything else follows: journal, sending, retry, toast, undo, refusal with the form back.
//! 3. Availability: `available` in its row for what the app knows, `Behaviour::available` for what the
//!    screen knows. A refused action says why.

pub mod action;
mod ahead;
pub mod bulk;
mod company;
pub mod desk;
pub mod draft;
pub mod drafts;
pub mod effect;
pub mod export;
pub mod form;
pub mod key;
pub mod keymap;
pub mod keytable;
pub mod listing;
mod mention;
pub mod msg;
mod nav;
pub mod overlay;
mod presence;
pub mod request;
pub mod screen;
pub mod search;
pub mod session;
pub mod shell;
pub mod table;
pub mod team;
mod theme;
pub mod tips;
mod typed;
pub mod undo;
pub mod write;
mod written;

use std::sync::Arc;

use uuid::Uuid;

pub use effect::Effect;
pub use msg::Msg;

use action::{Action, Availability, Context};
use key::Key;
use keymap::Keymap;
use msg::{Alarm, Link};
use overlay::Overlay;
use request::{Owner, Query, Reply, Slot};
use screen::{Kind, Screen};
use shell::{Guard, Painted, Shell};

use crate::i18n::{Catalogue, Message};

const SESSION: Slot = Slot {
    owner: Owner::Shell,
    part: "session",
};

const OUTCOMES: Slot = Slot {
    owner: Owner::Shell,
    part: "outcomes",
};

/// Milliseconds before what the frame itself needs is asked for again.
const AGAIN_AFTER: u64 = 3_000;

/// The program's whole state.
#[derive(Debug)]
pub struct App {
    /// The frame around the screens.
    pub shell: Shell,
    /// Screens one over the other; never empty, the last is seen.
    screens: Vec<Screen>,
    /// Screens of the `g` menu that were left, with their places kept.
    parked: Vec<Screen>,
    /// Keys of a sequence not finished yet.
    pending: Vec<Key>,
    /// The count being typed.
    count: Option<u32>,
    /// The person has asked to leave; what is being written comes first.
    leaving: bool,
    /// The customer at whom colleagues see the person, with the company.
    at: Option<(i32, Uuid)>,
}

impl App {
    /// The state at the start. `ids` makes the request ids: random in the program, counted in tests.
    pub fn new(words: Arc<Catalogue>, keymap: Keymap, ids: Box<dyn FnMut() -> Uuid + Send>) -> App {
        App {
            shell: Shell::new(words, keymap, ids),
            screens: vec![Screen::Worklist(Box::default())],
            parked: Vec::new(),
            pending: Vec::new(),
            count: None,
            leaving: false,
            at: None,
        }
    }

    /// Takes in what happened; gives what is to be done, in order.
    #[must_use]
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => self.key(key),
            Msg::Paste(text) => self.paste(&text),
            Msg::Resize(columns, rows) => {
                self.shell.size = (columns, rows);
                self.shell.effects.push(Effect::Repaint);
            }
            Msg::Reply {
                slot,
                generation,
                answer,
            } => self.reply(slot, generation, answer),
            Msg::Changed(changes) => self.changed(changes),
            Msg::Resync => {
                self.reload();
                self.shell.load(mention::MINE, Query::Mentions);
            }
            Msg::Link(link) => self.link(link),
            Msg::Alarm(alarm) => self.alarm(alarm),
            Msg::Written { request, outcome } => self.written(request, outcome),
            Msg::Recovered {
                submissions,
                drafts,
            } => self.recovered(submissions, drafts),
        }
        self.navigate();
        self.be_at();
        self.acknowledge();
        std::mem::take(&mut self.shell.effects)
    }

    /// Takes in what the painter tells. Called after each frame, with what it showed.
    pub fn painted(&mut self, painted: &Painted) {
        if shell::too_small(self.shell.size) {
            return;
        }
        let owner = Owner::Screen(self.kind());
        // An empty list still on its way shows nothing that a key could be meant for.
        let seen = self.screen().behaviour().on_a_row() || !self.shell.slots.owner_busy(owner);
        if self.shell.guard != Some(Guard::Unseen) || seen {
            self.shell.guard = None;
        }
        self.screen_mut().behaviour_mut().painted(painted);
    }

    /// What the drawing of one frame depends on beside the size: the screen that is seen.
    pub fn screen(&self) -> &Screen {
        // Never empty: only `navigate` removes, and it leaves one.
        &self.screens[self.screens.len() - 1]
    }

    fn screen_mut(&mut self) -> &mut Screen {
        let last = self.screens.len() - 1;
        &mut self.screens[last]
    }

    fn split(&mut self) -> (&mut Screen, &mut Shell) {
        let last = self.screens.len() - 1;
        (&mut self.screens[last], &mut self.shell)
    }

    /// The contexts whose keys work, the nearest first.
    pub fn contexts(&self) -> Vec<Context> {
        let mut contexts = self.screen().behaviour().contexts().to_vec();
        contexts.push(Context::Global);
        contexts
    }

    /// The keys of an unfinished sequence and the count, as the footer shows them.
    pub fn pending(&self) -> String {
        let count = self.count.map_or(String::new(), |n| n.to_string());
        format!("{count}{}", keymap::show(&self.pending))
    }

    /// Whether an action can be done now, else the key of the sentence that says why not.
    pub fn available(&self, action: Action) -> Availability {
        let spec = action.spec();
        if spec.writes && self.shell.read_only {
            return Err("ui-read-only");
        }
        if spec.writes && self.shell.session.is_none() {
            return Err("ui-not-connected-yet");
        }
        (spec.available)(self)?;
        self.screen().behaviour().available(action)
    }

    pub(crate) fn on_a_row(&self) -> Availability {
        if self.screen().behaviour().on_a_row() {
            Ok(())
        } else {
            Err("ui-no-row")
        }
    }

    fn reply(&mut self, slot: Slot, generation: u64, answer: Result<Reply, Message>) {
        let wanted = self
            .shell
            .slots
            .ended(slot, generation, &mut self.shell.effects);
        if !self.shell.slots.any_busy() {
            self.shell.busy = false;
        }
        if !wanted {
            self.release_keys(slot);
            return;
        }
        match (slot.owner, answer) {
            (Owner::Shell, Ok(Reply::Session(session))) => {
                // at the start, or when the first company has come
                let waiting = self.shell.session.is_none() || self.shell.has_no_company();
                let first =
                    waiting && (self.shell.session.is_none() || !session.companies.is_empty());
                let shown = self.shell.company_id();
                self.shell.read_only = session.read_only;
                // The list may be another after a while away.
                let companies = &session.companies;
                let same = |w: &session::Workplace| Some(w.company.id) == shown;
                self.shell.company = companies.iter().position(same).unwrap_or(0);
                self.shell.session = Some(session);
                if first {
                    self.shell.enter_home();
                    self.shell.load(OUTCOMES, Query::Outcomes);
                    self.first_screen();
                }
                self.shell.load(mention::MINE, Query::Mentions);
            }
            (Owner::Shell, Ok(Reply::Outcomes(outcomes))) => self.shell.outcomes = outcomes,
            (Owner::Shell, Ok(Reply::Mentions(mentions))) => self.mentions_came(mentions),
            (Owner::Screen(kind), Ok(reply)) => {
                let shell = &mut self.shell;
                let found = self.screens.iter_mut().rev().chain(&mut self.parked);
                for screen in found {
                    if screen.behaviour().kind() == kind {
                        screen.behaviour_mut().reply(slot.part, reply, shell);
                        break;
                    }
                }
            }
            (owner, Err(why)) => {
                self.shell.failures.insert(slot, why.clone());
                // What was typed ahead was meant for what does not come.
                let held = self.shell.held.take_if(|(awaited, _)| *awaited == slot);
                if held.is_some() {
                    self.shell.drop_ahead(why.clone());
                }
                if owner == Owner::Shell {
                    // Nothing works without: asked again by itself.
                    let again = Effect::SetAlarm(Alarm::Again, AGAIN_AFTER);
                    self.shell.effects.push(again);
                }
                if owner == Owner::Export {
                    self.stop_export();
                }
                if owner == Owner::Overlay {
                    self.shell.give_up_task();
                }
                if let Owner::Screen(kind) = owner
                    && self.screen().behaviour().kind() == kind
                {
                    self.screen_mut().behaviour_mut().failed(slot.part, &why);
                }
                self.shell.say_failure(why);
            }
            (Owner::Export, Ok(reply)) => self.exported(reply),
            (Owner::Overlay, Ok(reply)) => self.overlay_reply(reply),
            (Owner::Shell, Ok(_)) => {}
        }
        self.release_keys(slot);
    }

    /// A credit manager's day starts with what has changed, a collector's with whom to call.
    fn first_screen(&mut self) {
        self.shell.guard = Some(Guard::Unseen);
        let manager = self.shell.session.as_ref().is_some_and(|s| s.manager);
        if manager && self.kind() == Kind::Worklist {
            self.shell.go_to(Kind::Today);
        } else {
            self.reload();
        }
    }

    /// Asks for everything that is seen anew.
    fn reload(&mut self) {
        self.ask_again();
        if self.shell.session.is_none() {
            return;
        }
        let (screen, shell) = self.split();
        screen.behaviour_mut().load(shell);
    }

    /// Where there was no company, a first one may have come.
    pub(super) fn look_for_company(&mut self) {
        if self.shell.has_no_company() && self.shell.link == Link::Live {
            self.shell.load(SESSION, Query::Session);
        }
    }

    /// Asks again for what the frame itself needs and did not get.
    fn ask_again(&mut self) {
        if self.shell.link != Link::Live {
            return;
        }
        for (slot, query) in [(SESSION, Query::Session), (OUTCOMES, Query::Outcomes)] {
            if self.shell.failures.contains_key(&slot) {
                self.shell.load(slot, query);
            }
        }
    }

    fn link(&mut self, link: Link) {
        let resync = link == Link::Live && self.shell.link != Link::Live;
        let was_away = matches!(self.shell.link, Link::Connecting | Link::Offline(..));
        if matches!(link, Link::Offline(..)) {
            if self.stop_export() {
                let said = Message::new("ui-export-cut");
                self.shell.say_lasting(said, shell::Tone::Bad);
            }
            self.shell.slots.forget();
            self.shell.held = None;
            self.shell.busy = false;
            self.shell.check_writes();
            if self.leaving {
                self.shell.effects.push(Effect::Quit);
            }
        }
        self.shell.link = link;
        if resync && was_away {
            // In a new session nobody is anywhere yet.
            self.at = None;
            self.shell.load(SESSION, Query::Session);
            self.send_again();
        }
        if resync {
            self.reload();
        }
    }

    fn alarm(&mut self, alarm: Alarm) {
        match alarm {
            Alarm::Draft => self.shell.keep_drafts(),
            Alarm::Toast => self.shell.toast = None,
            Alarm::Pause => self.shell.ahead_of = None,
            Alarm::Busy => self.shell.busy = self.shell.slots.any_busy(),
            Alarm::Search => self.search(),
            Alarm::Again => self.ask_again(),
            Alarm::Filter => self.filter(),
        }
    }

    /// The overlay on top, if there is one.
    pub fn overlay(&self) -> Option<&Overlay> {
        self.shell.overlays.last()
    }

    /// Which screen is seen.
    pub fn kind(&self) -> Kind {
        self.screen().behaviour().kind()
    }
}

#[cfg(test)]
mod tests;
