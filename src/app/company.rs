//! Which of the person's companies is shown.

use super::App;
use super::action::Action;
use super::overlay::{Choose, Overlay};
use super::request::Owner;
use super::screen::Screen;
use super::screen::worklist::Worklist;
use super::session::Workplace;
use super::shell::{Guard, Tone};
use crate::i18n::Message;

/// Further companies are chosen with the arrows: no key types this.
const NO_LETTER: char = '\0';

impl App {
    /// Lets the person choose, where there is a choice.
    pub(super) fn choose_company(&mut self) {
        let Some(session) = &self.shell.session else {
            self.shell
                .say(Message::new("ui-not-connected-yet"), Tone::Bad);
            return;
        };
        let told = match session.companies.as_slice() {
            [] => Some(Message::new("ui-company-none")),
            [only] => Some(named("ui-company-only", only)),
            _ => None,
        };
        if let Some(told) = told {
            self.shell.say(told, Tone::Plain);
            return;
        }
        let letters = ('a'..='z').chain(std::iter::repeat(NO_LETTER));
        let options = letters
            .zip(&session.companies)
            .map(|(letter, place)| {
                let label = named("ui-company-option", place);
                (letter, label, place.company.id.to_string())
            })
            .collect();
        let choose = Choose {
            title: Message::new("ui-company-title"),
            options,
            cursor: self.shell.company,
            then: Action::Company,
        };
        self.shell.open(Overlay::Choose(choose));
    }

    /// Shows another company: each screen begins anew there, of the same kind where that needs no customer.
    pub(super) fn enter_company(&mut self, id: &str) {
        let Some(session) = &self.shell.session else {
            return;
        };
        let wanted = |place: &Workplace| place.company.id.to_string() == id;
        let Some(at) = session.companies.iter().position(wanted) else {
            return;
        };
        if at == self.shell.company {
            return;
        }
        let entered = named("ui-company-entered", &session.companies[at]);
        let screens = self.screens.iter().chain(&self.parked);
        let left: Vec<_> = screens.map(|s| s.behaviour().kind()).collect();
        for kind in left {
            self.shell.give_up(Owner::Screen(kind));
        }
        self.shell.company = at;
        let same = Screen::new(self.kind());
        self.screens = vec![same.unwrap_or_else(|| Screen::Worklist(Box::<Worklist>::default()))];
        self.parked.clear();
        // Keys still in the input were meant for the other company's rows.
        self.shell.guard = Some(Guard::Unseen);
        self.reload();
        self.shell.say(entered, Tone::Plain);
    }
}

fn named(key: &str, place: &Workplace) -> Message {
    let company = &place.company;
    Message::new(key)
        .with("code", company.code.as_str())
        .with("name", company.name.as_str())
        .with("currency", company.currency.code())
}
