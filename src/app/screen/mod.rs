//! The screens, as states.

pub mod activity;
pub mod aged;
pub mod alerts;
mod claims;
pub mod credit;
pub mod customer;
pub mod disputes;
pub mod forecast;
pub mod forms;
pub mod invoices;
pub mod items;
pub mod kpis;
pub mod letter;
mod line;
pub mod list;
pub mod pipeline;
pub mod promises;
pub mod reminders;
pub mod settings;
pub mod tabs;
pub mod today;
pub mod why;
pub mod worklist;

use uuid::Uuid;

use super::action::{Action, Availability, Context};
use super::listing::Adjustable;
use super::request::Reply;
use super::shell::{Painted, Shell};
use super::write::Submission;
use crate::domain::change::Change;
use crate::domain::credit::CreditTab;
use crate::domain::dispute::DisputeTab;
use crate::domain::invoice::ItemTab;
use crate::domain::outgoing::OutgoingTab;
use crate::domain::pipeline::PipelineTab;
use crate::domain::promise::PromiseTab;
use crate::i18n::Message;

/// Which screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Kind {
    Today,
    Worklist,
    Customer,
    Aged,
    Items,
    Activity,
    Alerts,
    Letter,
    Invoices,
    Promises,
    Disputes,
    Reminders,
    Credit,
    Pipeline,
    Forecast,
    Kpis,
    Settings,
}

/// A screen with its state.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum Screen {
    Today(today::Today),
    Worklist(Box<worklist::Worklist>),
    Customer(Box<customer::Customer>),
    Aged(Box<aged::Aged>),
    Items(Box<items::Items>),
    Activity(Box<activity::Feed>),
    Alerts(Box<alerts::Alerts>),
    Letter(letter::Review),
    Invoices(Box<invoices::Invoices>),
    Promises(Box<promises::Promises>),
    Disputes(Box<disputes::Disputes>),
    Reminders(Box<reminders::Reminders>),
    Credit(Box<credit::Credit>),
    Pipeline(Box<pipeline::Pipeline>),
    Forecast(Box<forecast::Forecast>),
    Kpis(Box<kpis::Kpis>),
    Settings(Box<settings::Settings>),
}

/// What every screen answers to. Each screen is a plain struct with its own file; the enum above is matched
/// wherever one of them is drawn, so that the compiler finds the forgotten one.
pub trait Behaviour {
    /// Which it is.
    fn kind(&self) -> Kind;

    /// Its contexts for the keymap, the nearest first, without [`Context::Global`].
    fn contexts(&self) -> &'static [Context];

    /// It comes to the front, or everything must be asked for anew (refresh, resync): ask.
    fn load(&mut self, shell: &mut Shell);

    /// An action with a count, where one was typed.
    fn act(&mut self, action: Action, count: Option<u32>, shell: &mut Shell);

    /// A choice made in a [`Choose`](super::overlay::Choose) that this screen opened.
    fn chosen(&mut self, _action: Action, _value: &str, _shell: &mut Shell) {}

    /// What was entered in a form of this screen's own, one that writes nothing.
    fn entered(&mut self, _form: &'static str, _body: &serde_json::Value, _shell: &mut Shell) {}

    /// The wanted answer to a question of this screen.
    fn reply(&mut self, part: &'static str, reply: Reply, shell: &mut Shell);

    /// A question of this screen found no answer; the shell shows the sentence.
    fn failed(&mut self, _part: &'static str, _why: &Message) {}

    /// Something has changed in the database: patch what is shown, count what would be reordered.
    fn changed(&mut self, changes: &[Change], shell: &mut Shell);

    /// A write of this screen was sent; after it `advance` goes to the next row.
    fn sent(&mut self, _submission: &Submission, _advance: bool, _shell: &mut Shell) {}

    /// A write of this screen, after which it went to the next row, was refused: its form is back.
    fn turned_back(&mut self, _submission: &Submission) {}

    /// It was painted; lists learn how many lines they have.
    fn painted(&mut self, _painted: &Painted) {}

    /// Why an action of this screen cannot be done now.
    fn available(&self, _action: Action) -> Availability {
        Ok(())
    }

    /// Whether Undo takes back what the selected row shows, rather than what was saved last.
    fn takes_back(&self) -> bool {
        false
    }

    /// Takes it back.
    fn take_back(&mut self, _shell: &mut Shell) {}

    /// Something was done to a marked row: its mark goes.
    fn unmark(&mut self, _row: Uuid) {}

    /// Its list, where it can be narrowed and sorted.
    fn listing(&self) -> Option<&dyn Adjustable> {
        None
    }

    /// The same, to change it.
    fn listing_mut(&mut self) -> Option<&mut dyn Adjustable> {
        None
    }

    /// Whether a row is selected.
    fn on_a_row(&self) -> bool {
        false
    }
}

impl Screen {
    /// A screen that needs nothing to be opened; the customer's needs to know whose.
    pub fn new(kind: Kind) -> Option<Screen> {
        match kind {
            Kind::Today => Some(Screen::Today(today::Today::default())),
            Kind::Worklist => Some(Screen::Worklist(Box::default())),
            Kind::Aged => Some(Screen::Aged(Box::default())),
            Kind::Activity => Some(Screen::Activity(Box::default())),
            Kind::Alerts => Some(Screen::Alerts(Box::default())),
            Kind::Invoices => {
                let list = invoices::Invoices::at(ItemTab::Overdue);
                Some(Screen::Invoices(Box::new(list)))
            }
            Kind::Promises => {
                let list = promises::Promises::at(PromiseTab::Today);
                Some(Screen::Promises(Box::new(list)))
            }
            Kind::Disputes => {
                let list = disputes::Disputes::at(DisputeTab::Unresolved);
                Some(Screen::Disputes(Box::new(list)))
            }
            Kind::Reminders => {
                let list = reminders::Reminders::at(OutgoingTab::Proposed);
                Some(Screen::Reminders(Box::new(list)))
            }
            Kind::Credit => {
                let screen = credit::Credit::at(CreditTab::Breaches);
                Some(Screen::Credit(Box::new(screen)))
            }
            Kind::Pipeline => {
                let screen = pipeline::Pipeline::at(PipelineTab::ToProcess);
                Some(Screen::Pipeline(Box::new(screen)))
            }
            Kind::Forecast => Some(Screen::Forecast(Box::default())),
            Kind::Kpis => Some(Screen::Kpis(Box::default())),
            Kind::Settings => Some(Screen::Settings(Box::default())),
            Kind::Customer | Kind::Items | Kind::Letter => None,
        }
    }

    /// What it answers to.
    pub fn behaviour(&self) -> &dyn Behaviour {
        match self {
            Screen::Today(s) => s,
            Screen::Worklist(s) => s.as_ref(),
            Screen::Customer(s) => s.as_ref(),
            Screen::Aged(s) => s.as_ref(),
            Screen::Items(s) => s.as_ref(),
            Screen::Activity(s) => s.as_ref(),
            Screen::Alerts(s) => s.as_ref(),
            Screen::Letter(s) => s,
            Screen::Invoices(s) => s.as_ref(),
            Screen::Promises(s) => s.as_ref(),
            Screen::Disputes(s) => s.as_ref(),
            Screen::Reminders(s) => s.as_ref(),
            Screen::Credit(s) => s.as_ref(),
            Screen::Pipeline(s) => s.as_ref(),
            Screen::Forecast(s) => s.as_ref(),
            Screen::Kpis(s) => s.as_ref(),
            Screen::Settings(s) => s.as_ref(),
        }
    }

    /// The same, to change it.
    pub fn behaviour_mut(&mut self) -> &mut dyn Behaviour {
        match self {
            Screen::Today(s) => s,
            Screen::Worklist(s) => s.as_mut(),
            Screen::Customer(s) => s.as_mut(),
            Screen::Aged(s) => s.as_mut(),
            Screen::Items(s) => s.as_mut(),
            Screen::Activity(s) => s.as_mut(),
            Screen::Alerts(s) => s.as_mut(),
            Screen::Letter(s) => s,
            Screen::Invoices(s) => s.as_mut(),
            Screen::Promises(s) => s.as_mut(),
            Screen::Disputes(s) => s.as_mut(),
            Screen::Reminders(s) => s.as_mut(),
            Screen::Credit(s) => s.as_mut(),
            Screen::Pipeline(s) => s.as_mut(),
            Screen::Forecast(s) => s.as_mut(),
            Screen::Kpis(s) => s.as_mut(),
            Screen::Settings(s) => s.as_mut(),
        }
    }

    /// Catalogue key of its name.
    pub fn title(&self) -> &'static str {
        match self {
            Screen::Today(_) => "ui-screen-today",
            Screen::Worklist(_) => "ui-screen-worklist",
            Screen::Customer(_) => "ui-screen-customer",
            Screen::Aged(_) => "ui-screen-aged",
            Screen::Items(_) => "scr-items",
            Screen::Activity(_) => "ui-screen-activity",
            Screen::Alerts(_) => "scr-alerts",
            Screen::Letter(_) => "scr-letter",
            Screen::Invoices(_) => "scr-invoices",
            Screen::Promises(_) => "scr-promises",
            Screen::Disputes(_) => "scr-disputes",
            Screen::Reminders(_) => "scr-reminders",
            Screen::Credit(_) => "scr-credit",
            Screen::Pipeline(_) => "scr-pipeline",
            Screen::Forecast(_) => "scr-forecast",
            Screen::Kpis(_) => "scr-kpis",
            Screen::Settings(_) => "scr-settings",
        }
    }
}
