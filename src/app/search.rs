//! Finding a customer from anywhere: by name, telephone, document, amount or registration number.

use uuid::Uuid;

use super::App;
use super::effect::Effect;
use super::form::Edit;
use super::key::{Code, Key};
use super::msg::Alarm;
use super::overlay::{Overlay, OverlayEvent};
use super::request::{Owner, Query, Reply, Slot};
use super::screen::Screen;
use super::screen::customer::Customer;
use super::shell::Shell;
use crate::domain::customer::Found;

/// Milliseconds without a key before the database is asked.
const PAUSE: u64 = 120;

/// Characters below which a search would find half the book.
const LEAST: usize = 2;

const SLOT: Slot = Slot {
    owner: Owner::Overlay,
    part: "search",
};

/// The search line and what it found.
#[derive(Debug, Default)]
pub struct Search {
    /// What is typed.
    pub line: Edit,
    /// The chosen line of what was found.
    pub cursor: usize,
    /// What was found for [`Search::answered`].
    pub found: Vec<Found>,
    /// The text of the last answer.
    pub answered: Option<String>,
    /// Enter was pressed before the answer came: a single find is opened when it does.
    pub open: bool,
}

impl Search {
    /// What is searched for.
    pub fn wanted(&self) -> &str {
        self.line.text().trim()
    }

    /// Whether the answer to what is typed is still to come.
    pub fn waiting(&self) -> bool {
        self.wanted().chars().count() >= LEAST && self.answered.as_deref() != Some(self.wanted())
    }

    pub(super) fn key(&mut self, key: Key) -> OverlayEvent {
        let last = self.found.len().saturating_sub(1);
        match key.code {
            Code::Esc => return OverlayEvent::Close,
            Code::Enter if self.waiting() => {
                self.open = true;
                return OverlayEvent::Typed;
            }
            Code::Enter => return self.chosen().unwrap_or(OverlayEvent::Stay),
            Code::Up => self.cursor = self.cursor.saturating_sub(1),
            Code::Down => self.cursor = (self.cursor + 1).min(last),
            _ => {
                if self.line.key(key) == Some(true) {
                    self.open = false;
                    return OverlayEvent::Typed;
                }
            }
        }
        OverlayEvent::Stay
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.line.insert(text);
        self.open = false;
    }

    fn chosen(&self) -> Option<OverlayEvent> {
        let found = self.found.get(self.cursor)?;
        let name = found.name.as_str().to_owned();
        Some(OverlayEvent::Customer(found.customer, name))
    }
}

impl Shell {
    pub(super) fn note_search(&mut self) {
        self.effects.push(Effect::SetAlarm(Alarm::Search, PAUSE));
    }

    /// Opens a customer over the present screen.
    pub fn show_customer(&mut self, customer: Uuid, name: String) {
        self.show(Screen::Customer(Box::new(Customer::new(customer, name))));
    }
}

impl App {
    /// The typing has paused: ask.
    pub(super) fn search(&mut self) {
        if let Some(Overlay::Search(search)) = self.shell.overlays.last()
            && search.waiting()
            && let Some(company) = self.shell.company_id()
        {
            let text = search.wanted().to_owned();
            self.shell.load(SLOT, Query::Search { company, text });
        }
    }

    /// What was found, unless something else has been typed since.
    pub(super) fn found(&mut self, reply: Reply) {
        let (Reply::Search { text, found }, Some(Overlay::Search(search))) =
            (reply, self.shell.overlays.last_mut())
        else {
            return;
        };
        search.cursor = 0;
        search.found = found;
        search.answered = Some(text);
        if search.open
            && !search.waiting()
            && search.found.len() == 1
            && let Some(OverlayEvent::Customer(customer, name)) = search.chosen()
        {
            self.shell.overlays.pop();
            self.shell.show_customer(customer, name);
        }
    }
}
