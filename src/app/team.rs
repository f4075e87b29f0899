//! Who works on what, from the cockpit: a customer or the marked ones to another portfolio, a portfolio handed over,
//! a substitute for a time. What the forms offer is read first, and the keys typed meanwhile wait for it.

use uuid::Uuid;

use super::App;
use super::action::Availability;
use super::request::{Owner, Query, Slot, Team};
use super::screen::forms::team;
use super::shell::{Shell, Tone};
use crate::i18n::Message;

const TEAM: Slot = Slot {
    owner: Owner::Overlay,
    part: "team",
};

/// Something to arrange.
#[derive(Debug, Clone, PartialEq)]
pub enum Arrangement {
    /// These customers go to another portfolio, with their whole history. The name is that of the only one.
    Move(Vec<Uuid>, String),
    /// One person's time on a portfolio ends, and another's begins.
    HandOver,
    /// Somebody works on a portfolio in the place of who is away.
    Substitute,
}

impl Shell {
    /// Begins an arrangement.
    pub fn arrange(&mut self, what: Arrangement) {
        let Some(company) = self.company_id() else {
            return;
        };
        self.arranged = Some(what);
        self.load(TEAM, Query::Team { company });
        self.hold_keys(TEAM);
    }

    fn company_name(&self) -> String {
        let place = self.workplace();
        place.map_or_else(String::new, |w| w.company.name.as_str().to_owned())
    }

    /// What its form offers has come.
    pub(super) fn team_came(&mut self, known: &Team) {
        let (Some(what), Some(company)) = (self.arranged.take(), self.company_id()) else {
            return;
        };
        let form = match what {
            Arrangement::Move(customers, name) => {
                let many = Message::new("team-many").with("n", customers.len());
                let name = match customers.len() {
                    1 => name,
                    _ => self.words.say(&many),
                };
                team::move_customers(company, &customers, &name, known)
            }
            Arrangement::HandOver => team::hand_over(company, &self.company_name(), known),
            Arrangement::Substitute => team::substitute(company, &self.company_name(), known),
        };
        match form {
            Some(form) => self.open_form(form),
            None => self.say(Message::new("team-nowhere"), Tone::Bad),
        }
    }
}

/// Whether the person says who works on what.
pub(super) fn leads(app: &App) -> Availability {
    match &app.shell.session {
        Some(session) if session.leads => Ok(()),
        Some(_) => Err("team-not-yours"),
        None => Err("ui-not-connected-yet"),
    }
}

/// The same, of a row.
pub(super) fn leads_on_a_row(app: &App) -> Availability {
    leads(app).and_then(|()| app.on_a_row())
}
