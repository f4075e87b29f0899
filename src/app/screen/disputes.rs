//! What customers contest, who is to settle it, and until when.

use uuid::Uuid;

use super::forms::dispute as forms;
use super::line;
use super::tabs::{Parted, Tab, Tabbed, Tabs};
use super::{Behaviour, Kind};
use crate::app::action::{Action, Availability, Context};
use crate::app::listing::{Adjustable, Entry, Listing};
use crate::app::request::{Query, Reply, Slot};
use crate::app::shell::{Painted, Shell};
use crate::app::table::{Row, Table};
use crate::app::write::Submission;
use crate::domain::change::Change;
use crate::domain::dispute::{Dispute, DisputeTab};
use crate::domain::page::Page;

const COLLEAGUES: Slot = Slot::screen(Kind::Disputes, "colleagues");

impl Row for Dispute {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Entry for Dispute {
    fn page(reply: Reply) -> Option<Page<Dispute>> {
        match reply {
            Reply::Disputes(page) => Some(page),
            _ => None,
        }
    }
}

impl Tab for DisputeTab {
    const PARTS: &'static [DisputeTab] = &DisputeTab::ALL;

    fn title(self) -> &'static str {
        match self {
            DisputeTab::Unresolved => "tab-disputes-unresolved",
            DisputeTab::Unassigned => "tab-disputes-unassigned",
            DisputeTab::Late => "tab-disputes-late",
            DisputeTab::Mine => "tab-disputes-mine",
            DisputeTab::Resolved => "tab-disputes-resolved",
        }
    }

    fn filter(self) -> &'static str {
        match self {
            DisputeTab::Unresolved => "-resolved",
            DisputeTab::Unassigned => "-resolved -owner",
            DisputeTab::Late => "-resolved due<today",
            DisputeTab::Mine => "-resolved owner:me",
            DisputeTab::Resolved => "resolved",
        }
    }
}

/// State of the screen.
#[derive(Debug)]
pub struct Disputes {
    list: Tabbed<DisputeTab, Dispute>,
    /// The disputes to be given to a colleague, whose names are on their way.
    assigning: Vec<Dispute>,
}

impl Disputes {
    /// With one part shown.
    pub fn at(tab: DisputeTab) -> Disputes {
        Disputes {
            list: Tabbed::new(Kind::Disputes, tab),
            assigning: Vec::new(),
        }
    }

    /// The disputes shown.
    pub fn table(&self) -> &Table<Dispute> {
        self.list.table()
    }

    /// The list.
    pub fn list(&self) -> &Listing<Dispute> {
        &self.list.list
    }

    /// The parts of the list.
    pub fn tabs(&self) -> &Tabs<DisputeTab> {
        &self.list.tabs
    }
}

impl Behaviour for Disputes {
    fn kind(&self) -> Kind {
        Kind::Disputes
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Disputes, Context::List]
    }

    fn load(&mut self, shell: &mut Shell) {
        self.list.load_part(shell);
    }

    fn act(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) {
        if self.list.act_on_part(action, count, shell) {
            return;
        }
        let (Some(company), Some(dispute)) = (shell.company_id(), self.list.table().selected())
        else {
            return;
        };
        match action {
            Action::Open => {
                let name = dispute.customer_name.as_str().to_owned();
                shell.show_customer(dispute.customer, name);
            }
            Action::Assign => {
                let customer = dispute.customer;
                self.assigning = self.table().meant();
                shell.load(COLLEAGUES, Query::Handlers { company, customer });
                shell.hold_keys(COLLEAGUES);
            }
            Action::Note => shell.open_form(forms::comment(company, dispute)),
            Action::DueDate => {
                let meant = self.table().meant();
                shell.open_form(forms::reschedule(company, &meant, &shell.words));
            }
            Action::Resolve => shell.open_form(forms::resolve(company, dispute)),
            _ => {
                let whom = (dispute.customer, dispute.customer_name.as_str());
                line::act(action, whom, vec![dispute.item], shell);
            }
        }
    }

    fn chosen(&mut self, _action: Action, value: &str, shell: &mut Shell) {
        if let Some(dispute) = self.table().selected() {
            let whom = (dispute.customer, dispute.customer_name.as_str());
            line::chosen(value, whom, vec![dispute.item], shell);
        }
    }

    fn reply(&mut self, part: &'static str, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::Colleagues(people) => {
                let meant = std::mem::take(&mut self.assigning);
                if let (Some(company), false) = (shell.company_id(), meant.is_empty()) {
                    let form = forms::assign(company, &meant, &people, &shell.words);
                    shell.open_form(form);
                }
            }
            reply => self.list.reply_to_part(part, reply, shell),
        }
    }

    fn changed(&mut self, changes: &[Change], shell: &mut Shell) {
        self.list.follow_entities(changes, &["dispute"], shell);
    }

    fn sent(&mut self, submission: &Submission, _advance: bool, _shell: &mut Shell) {
        let dispute = submission.body["dispute"].as_str();
        if let Some(dispute) = dispute.and_then(|id| id.parse().ok()) {
            self.unmark(dispute);
        }
    }

    fn unmark(&mut self, row: Uuid) {
        self.list.table_mut().unmark(row);
    }

    fn painted(&mut self, painted: &Painted) {
        self.list.painted(painted);
    }

    fn available(&self, action: Action) -> Availability {
        let marked = self.table().marks().len() > 0;
        let over = self.table().selected().filter(|_| !marked);
        let over = over.is_some_and(|d| d.resolved_on.is_some());
        match action {
            Action::Assign | Action::DueDate | Action::Resolve if over => {
                Err("disp-already-resolved")
            }
            _ => Ok(()),
        }
    }

    fn listing(&self) -> Option<&dyn Adjustable> {
        Some(&self.list.list)
    }

    fn listing_mut(&mut self) -> Option<&mut dyn Adjustable> {
        Some(&mut self.list.list)
    }

    fn on_a_row(&self) -> bool {
        self.table().selected().is_some()
    }
}
