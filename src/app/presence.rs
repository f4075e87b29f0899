//! Who is at which customer: what colleagues are told of this person, and what it changes here.

use uuid::Uuid;

use super::App;
use super::effect::Effect;
use super::mention;
use super::msg::Link;
use super::overlay::Overlay;
use super::request::Query;
use super::screen::{Kind, Screen};
use crate::domain::change::Change;

/// Entity of the changes that tell of nothing but where somebody is.
pub(super) const ENTITY: &str = "presence";

impl App {
    /// Tells where the person is, when that has changed.
    pub(super) fn be_at(&mut self) {
        let at = self.whereabouts();
        if at != self.at && self.shell.link == Link::Live {
            self.at = at;
            self.shell.effects.push(Effect::BeAt(at));
        }
    }

    /// The customer of the form that is filled in, else the one whose screen is open.
    fn whereabouts(&self) -> Option<(i32, Uuid)> {
        let company = self.shell.company_id()?;
        let form = self.shell.overlays.iter().rev().find_map(|o| match o {
            Overlay::Form(form) => form.fixed.get("customer")?.as_str()?.parse().ok(),
            _ => None,
        });
        let screen = self.screens.iter().rev().find_map(|s| match s {
            Screen::Customer(customer) => Some(customer.id),
            _ => None,
        });
        form.or(screen).map(|customer| (company, customer))
    }

    /// Something has changed in the database. Where colleagues are is shown on two screens alone, and where the
    /// person is on none.
    pub(super) fn changed(&mut self, mut changes: Vec<Change>) {
        let shows = matches!(self.kind(), Kind::Worklist | Kind::Customer);
        let me = self.shell.session.as_ref().map(|s| s.agent.clone());
        self.look_for_company();
        if changes.iter().any(|c| c.entity == mention::ENTITY) {
            self.shell.load(mention::MINE, Query::Mentions);
        }
        changes.retain(|c| c.entity != mention::ENTITY);
        changes.retain(|c| c.entity != ENTITY || (shows && c.by != me));
        if changes.is_empty() {
            return;
        }
        let (screen, shell) = self.split();
        screen.behaviour_mut().changed(&changes, shell);
    }
}
