//! Notes that name the person: said as they come, told at the head of the day, acknowledged by opening the customer.

use uuid::Uuid;

use super::App;
use super::action::Action;
use super::form::Form;
use super::msg::Link;
use super::overlay::Overlay;
use super::request::{Owner, Query, Slot};
use super::screen::Screen;
use super::shell::{Shell, Tone};
use crate::domain::company::Person;
use crate::domain::mention::Mention;
use crate::i18n::Message;

/// The database function that acknowledges. It says nothing when it is done: nobody has asked for it.
pub(super) const SEE: &str = "see_mentions";

/// Entity of the changes that tell of mentions.
pub(super) const ENTITY: &str = "mention";

pub(super) const MINE: Slot = Slot {
    owner: Owner::Shell,
    part: "mentions",
};

const COLLEAGUES: Slot = Slot {
    owner: Owner::Overlay,
    part: "colleagues",
};

impl Shell {
    /// The notes of the company shown that name the person, not opened yet, the latest first.
    pub fn mentions(&self) -> impl Iterator<Item = &Mention> {
        let company = self.company_id();
        let here = move |m: &&Mention| Some(m.company) == company;
        self.mentioned.iter().filter(here)
    }

    /// Whether a line of the feed is a note that names the person, not opened yet.
    pub fn mentioned_by(&self, activity: Uuid) -> bool {
        self.mentioned.iter().any(|m| m.activity == activity)
    }

    /// Asks who may be named, once somebody begins to name one.
    pub(super) fn ask_whom_to_name(&mut self, form: &Form) {
        let subject = || {
            let company = form.fixed.get("company")?.as_i64()?;
            let customer = form.fixed.get("customer")?.as_str()?;
            Some((i32::try_from(company).ok()?, customer.parse().ok()?))
        };
        if !form.names_somebody() || form.colleagues.is_some() || self.loading(COLLEAGUES) {
            return;
        }
        if let Some((company, customer)) = subject() {
            self.load(COLLEAGUES, Query::CustomerColleagues { company, customer });
        }
    }

    /// Those who may be named in the form on top.
    pub(super) fn colleagues_came(&mut self, colleagues: Vec<Person>) {
        if let Some(Overlay::Form(form)) = self.overlays.last_mut() {
            let names = colleagues.into_iter().map(|p| p.name.as_str().to_owned());
            form.colleagues = Some(names.collect());
        }
    }
}

impl App {
    /// What names the person has been read again: what is new is said.
    pub(super) fn mentions_came(&mut self, mut mentions: Vec<Mention>) {
        let shell = &mut self.shell;
        mentions.retain(|m| !shell.opened.contains(&m.id));
        let known = |id: Uuid| shell.mentioned.iter().any(|m| m.id == id);
        if let Some(latest) = mentions.iter().find(|m| !known(m.id)) {
            let message = match shell.keymap.hint(Action::GoToday) {
                Some(key) => Message::new("ui-mentioned-see").with("key", key),
                None => Message::new("ui-mentioned"),
            };
            let message = message
                .with("by", latest.by.as_str())
                .with("subject", latest.name.as_str());
            shell.say(message, Tone::Plain);
        }
        shell.mentioned = mentions;
        self.show_mentions();
    }

    /// A customer that has been opened, its story on the screen, is one whose notes were seen.
    pub(super) fn acknowledge(&mut self) {
        let Screen::Customer(customer) = self.screen() else {
            return;
        };
        let (opened, read) = (customer.id, customer.file.is_some());
        let Some(company) = self.shell.company_id().filter(|_| read) else {
            return;
        };
        let seen = |m: &Mention| m.company == company && m.customer == opened;
        let shell = &mut self.shell;
        if shell.link != Link::Live || !shell.mentioned.iter().any(seen) {
            return;
        }
        let (seen, rest): (Vec<Mention>, _) = shell.mentioned.drain(..).partition(seen);
        shell.mentioned = rest;
        shell.opened.extend(seen.iter().map(|m| m.id));
        let body = serde_json::json!({ "company": company, "customer": opened.to_string() });
        let name = seen.first().map_or("", |m| m.name.as_str());
        shell.write(SEE, body, name);
        self.show_mentions();
    }

    fn show_mentions(&mut self) {
        let shell = &self.shell;
        let today = self.screens.iter_mut().chain(&mut self.parked);
        for screen in today {
            if let Screen::Today(today) = screen {
                today.relist(shell);
            }
        }
    }
}
